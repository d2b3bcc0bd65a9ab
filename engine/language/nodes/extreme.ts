import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `min(a, b, …)`, `max(a, b, …)` */
export interface ExtremeNode {
  readonly kind: 'min' | 'max'
  readonly type: Type
  readonly values: readonly Node[]
  readonly start: number
}
