import type { Type } from '../types.ts'

/** `on`: the decision date. */
export interface DecisionDayNode {
  readonly kind: 'decision_day'
  readonly type: Type
  readonly start: number
}
