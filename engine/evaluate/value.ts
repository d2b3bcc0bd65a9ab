import { compareFractions, type Fraction } from '../language/fraction.ts'
import type { Comparison } from '../language/nodes/index.ts'

/**
 * A value is the set of values still possible (docs/language.md, part 2):
 * bool and category as a bit set, numbers and dates as a range of whole numbers, rates as a range of fractions, a text as itself
 * or `undefined` when it can be anything.
 */
export type Value = number | Range | RateRange | string | undefined

/** A range of whole numbers, scaled like its type. */
export interface Range {
  readonly lo: bigint
  readonly hi: bigint
}

export interface RateRange {
  readonly lo: Fraction
  readonly hi: Fraction
}

/** Bit sets of a bool: may be false, may be true, may be either. */
export const FALSE = 1
export const TRUE = 2
export const EITHER = 3

export const exactly = (value: bigint): Range => ({ lo: value, hi: value })
export const boolOf = (value: boolean): number => (value ? TRUE : FALSE)

export const and = (a: number, b: number): number => (a & b & TRUE) | ((a | b) & FALSE)
export const or = (a: number, b: number): number => ((a | b) & TRUE) | (a & b & FALSE)
export const not = (a: number): number => ((a & FALSE) << 1) | ((a & TRUE) >> 1)

const isRate = (v: Range | RateRange): v is RateRange => typeof v.lo !== 'bigint'

/** Is only one value possible? */
export function isKnown(v: Value): boolean {
  if (v === undefined) return false
  if (typeof v === 'number') return (v & (v - 1)) === 0
  if (typeof v === 'string') return true
  return isRate(v) ? compareFractions(v.lo, v.hi) === 0 : v.lo === v.hi
}

/** Everything that either value allows. */
export function join(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return a | b
  if (typeof a === 'object' && typeof b === 'object') {
    if (isRate(a) && isRate(b))
      return {
        lo: compareFractions(a.lo, b.lo) <= 0 ? a.lo : b.lo,
        hi: compareFractions(a.hi, b.hi) >= 0 ? a.hi : b.hi,
      }
    if (!isRate(a) && !isRate(b)) return { lo: a.lo < b.lo ? a.lo : b.lo, hi: a.hi > b.hi ? a.hi : b.hi }
  }
  return a === b ? a : undefined
}

/** Compares two values of one type. */
export function compare(op: Comparison, a: Value, b: Value): number {
  if (op === '!=') return not(compare('==', a, b))
  if (op === '>') return compare('<', b, a)
  if (op === '>=') return not(compare('<', a, b))
  if (op === '<=') return not(compare('<', b, a))
  if (typeof a === 'number' && typeof b === 'number') return compareSets(op, a, b)
  if (typeof a === 'object' && typeof b === 'object') {
    const ends = isRate(a) && isRate(b) ? rateOrder(a, b) : order(a as Range, b as Range)
    if (op === '<') return ends.below ? TRUE : ends.notBelow ? FALSE : EITHER
    return ends.same ? TRUE : ends.apart ? FALSE : EITHER
  }
  return a === undefined || b === undefined ? EITHER : boolOf(a === b)
}

interface Order {
  /** Certainly a < b. */
  readonly below: boolean
  /** Certainly a ≥ b. */
  readonly notBelow: boolean
  readonly same: boolean
  readonly apart: boolean
}

const order = (a: Range, b: Range): Order => ({
  below: a.hi < b.lo,
  notBelow: a.lo >= b.hi,
  same: a.lo === a.hi && b.lo === b.hi && a.lo === b.lo,
  apart: a.hi < b.lo || b.hi < a.lo,
})

const rateOrder = (a: RateRange, b: RateRange): Order => ({
  below: compareFractions(a.hi, b.lo) < 0,
  notBelow: compareFractions(a.lo, b.hi) >= 0,
  same: isKnown(a) && isKnown(b) && compareFractions(a.lo, b.lo) === 0,
  apart: compareFractions(a.hi, b.lo) < 0 || compareFractions(b.hi, a.lo) < 0,
})

/** Words as bits: compares every possible pair. */
function compareSets(op: '==' | '<', a: number, b: number): number {
  let result = 0
  for (let i = 0; a >> i; i++) {
    if (!((a >> i) & 1)) continue
    for (let j = 0; b >> j; j++) if ((b >> j) & 1) result |= boolOf(op === '==' ? i === j : i < j)
  }
  return result
}
