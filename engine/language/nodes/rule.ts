import type { Type } from '../types.ts'
import type { Owner } from './fact.ts'

/** The value of a named rule; which version of it is in force is known when the program of a day is linked. */
export interface RuleNode {
  readonly kind: 'rule'
  readonly type: Type
  readonly owner: Owner
  readonly name: string
  readonly start: number
}
