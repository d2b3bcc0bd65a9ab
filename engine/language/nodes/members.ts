import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `members.exists(m, p)`, `members.all(m, p)`, `members.count(m, p)`, `members.sum(m, e)` over the household's members. */
export interface MembersNode {
  readonly kind: 'exists' | 'all' | 'count' | 'sum'
  readonly type: Type
  /** What is asked or added for each member; `members.count()` asks nothing. */
  readonly each: Node | undefined
  readonly start: number
}

/** `count_true(a, b, …)` */
export interface CountTrueNode {
  readonly kind: 'count_true'
  readonly type: Type
  readonly values: readonly Node[]
  readonly start: number
}
