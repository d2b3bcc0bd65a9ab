import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `age_on(birth, day)`: completed years. */
export interface AgeOnNode {
  readonly kind: 'age_on'
  readonly type: Type
  readonly birth: Node
  readonly day: Node
  readonly start: number
}

/** `months_after(day, n)` */
export interface MonthsAfterNode {
  readonly kind: 'months_after'
  readonly type: Type
  readonly day: Node
  readonly months: Node
  readonly start: number
}

/** `year_start(day)` */
export interface YearStartNode {
  readonly kind: 'year_start'
  readonly type: Type
  readonly day: Node
  readonly start: number
}
