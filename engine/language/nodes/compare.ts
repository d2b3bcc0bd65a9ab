import type { Type } from '../types.ts'
import type { Node } from './node.ts'

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** A comparison of two values of one type. */
export interface CompareNode {
  readonly kind: 'compare'
  readonly type: Type
  readonly op: Comparison
  readonly left: Node
  readonly right: Node
  readonly start: number
}
