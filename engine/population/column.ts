import type { Fact, FactBook } from '../language/law.ts'

/**
 * Sentinels of a column. In `Int32Array` and `Float64Array` columns (count, decimal scaled by its places, money in đồng, date as day number,
 * text as a number in the dictionary) unknown is `UNKNOWN` and an absent optional value `NONE`; in `Uint8Array` columns (bool 0/1, category as the number of the
 * word) they are `UNKNOWN_BYTE` and `NONE_BYTE`. Money is never negative, so the sentinels cannot be values.
 */
export const UNKNOWN = -2147483648
export const NONE = -2147483647
export const UNKNOWN_BYTE = 255
export const NONE_BYTE = 254

export type Values = Uint8Array | Int32Array | Float64Array

/** One fact of all households or all persons. */
export interface Column {
  readonly fact: Fact
  readonly values: Values
  /** Does any row hold an unknown value? Code is made for what the data need. */
  readonly hasUnknown: boolean
  /** For text: the texts by number. */
  readonly dictionary: readonly string[] | undefined
}

/** Names of rows (household_id, person_id), kept as bytes: row i is `bytes[start[i] … start[i + 1]]` in UTF-8. */
export interface Names {
  readonly bytes: Uint8Array
  readonly start: Int32Array
}

/**
 * A whole population, column by column. Households are sorted by household_id (as UTF-16, as JavaScript compares), persons by household and then person_id; the
 * members of household h are the persons `first[h]` up to but not including `first[h + 1]`. Every household has at least one member.
 * Columns may lie in shared memory, so that threads read them without a copy. A fact without a column is unknown for everybody (for an optional fact: absent).
 */
export interface Population {
  readonly facts: FactBook
  readonly households: number
  readonly persons: number
  readonly first: Int32Array
  readonly householdNames: Names
  readonly personNames: Names
  readonly householdColumns: ReadonlyMap<string, Column>
  readonly personColumns: ReadonlyMap<string, Column>
}

const decoder = new TextDecoder()

/** The name of a row. */
export function nameAt(names: Names, row: number): string {
  return decoder.decode(names.bytes.subarray(names.start[row] ?? 0, names.start[row + 1] ?? 0))
}
