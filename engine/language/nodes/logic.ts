import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `!a` */
export interface NotNode {
  readonly kind: 'not'
  readonly type: Type
  readonly value: Node
  readonly start: number
}

/** `a && b`, `a || b` (Kleene) */
export interface JunctionNode {
  readonly kind: 'and' | 'or'
  readonly type: Type
  readonly left: Node
  readonly right: Node
  readonly start: number
}
