import { UNKNOWN, UNKNOWN_BYTE } from '../../engine/population/index.ts'

/**
 * A truth value as two bits: 1 = it may be true, 2 = it is certainly true. False is 0, true is 3, undecided is 1; "and" and "or" are `&` and `|`.
 */
export const FALSE = 0
export const EITHER = 1
export const TRUE = 3

/** Not. */
export const not = (x: number): number => (7 >> (x << 1)) & 3
/** The value of a bool cell: 0, 1, or 255 for unknown. */
export const told = (cell: number): number => (cell * 3) & 3
/** The value of a bool cell, turned round. */
export const denied = (cell: number): number => (7 >> (((cell * 3) & 3) << 1)) & 3
/** As the bits of a chunk: 1 may be false, 2 may be true. */
export const bits = (x: number): number => ((x & 1) << 1) | ((x >> 1) ^ 1)
/** The value of a bool in a chunk. */
export const fromBits = (b: number): number => (b === 3 ? EITHER : b === 2 ? TRUE : FALSE)
/** Is a set of words inside another? */
export const within = (words: number, wanted: number): number =>
  (words & wanted) === 0 ? FALSE : (words & ~wanted) === 0 ? TRUE : EITHER

/** For every cell of a category column: is the word one of `wanted`? */
export function cellsIn(...wanted: readonly number[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const word of wanted) table[word] = TRUE
  table[UNKNOWN_BYTE] = EITHER
  return table
}

/** For every cell of a category column with `count` words: the set of words it may be. */
export function cellSets(count: number): Uint16Array {
  const table = new Uint16Array(256)
  for (let word = 0; word < count; word++) table[word] = 1 << word
  table[UNKNOWN_BYTE] = (1 << count) - 1
  return table
}

/** Has someone completed the years whose latest birth day is `limit`? An unknown birth day is below every day. */
export const aged = (birth: number, limit: number): number =>
  birth > limit ? FALSE : birth === UNKNOWN ? EITHER : TRUE
/** Is an amount above 0? */
export const positive = (amount: number): number => (amount > 0 ? TRUE : amount === UNKNOWN ? EITHER : FALSE)
/** Words as a set. */
export const set = (...words: readonly number[]): number => words.reduce((s, w) => s | (1 << w), 0)
