import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `a + b`, `a - b`, `a * b`, exact. */
export interface ArithmeticNode {
  readonly kind: 'add' | 'subtract' | 'multiply'
  readonly type: Type
  readonly left: Node
  readonly right: Node
  readonly start: number
}

/** `-a` */
export interface NegateNode {
  readonly kind: 'negate'
  readonly type: Type
  readonly value: Node
  readonly start: number
}

/** A count or decimal read with more decimal places: whole numbers times `factor`. */
export interface RescaleNode {
  readonly kind: 'rescale'
  readonly type: Type
  readonly value: Node
  readonly factor: bigint
  readonly start: number
}
