import type { Fact, FactBook } from '../language/law.ts'
import { EITHER, exactly, type Value } from './value.ts'

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

/** The set of values that a fact may have. An absent optional fact is as open as an unknown one: `has` is asked first. */
export function possible(fact: Fact, value: FactValue, facts: FactBook): Value {
  if (value === undefined || value === null) return anything(fact, facts)
  switch (fact.type.t) {
    case 'bool':
      return value ? 2 : 1
    case 'category':
      return 1 << Number(value)
    case 'text':
      return String(value)
    default:
      return exactly(BigInt(value as bigint | number))
  }
}

function anything(fact: Fact, facts: FactBook): Value {
  switch (fact.type.t) {
    case 'bool':
      return EITHER
    case 'category':
      return (1 << (facts.categories.get(fact.type.of)?.words.length ?? 1)) - 1
    case 'text':
      return undefined
    default:
      return fact.bounds ?? { lo: 0n, hi: 0n }
  }
}
