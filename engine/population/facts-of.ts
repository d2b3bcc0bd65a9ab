/**
 * A fact of a household or person as data give it: boolean, whole number (bigint or safe number, scaled like the type: decimals by their
 * places, dates as day numbers), word number of a category, text; `undefined` is unknown, `null` is "there is none".
 */
export type FactValue = boolean | bigint | number | string | null | undefined

/** One household with its members, as the reference decides it. */
export interface Household {
  readonly id: string
  readonly facts: ReadonlyMap<string, FactValue>
  readonly members: readonly Person[]
}

export interface Person {
  readonly id: string
  readonly facts: ReadonlyMap<string, FactValue>
}
