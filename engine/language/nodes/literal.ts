import type { Fraction } from '../fraction.ts'
import type { Type } from '../types.ts'

/**
 * A value written in the law. `value` is boolean for bool, bigint for count, money, months and (scaled by its places) decimal and
 * for date (day number), a Fraction for rate, the number of the word for a category, a string for text.
 */
export interface LiteralNode {
  readonly kind: 'literal'
  readonly type: Type
  readonly value: LiteralValue
  readonly start: number
}

export type LiteralValue = boolean | bigint | number | string | Fraction
