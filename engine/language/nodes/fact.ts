import type { Type } from '../types.ts'

/** Whose value a name is: the household's, the person's of the rule, or the member's inside a quantifier. */
export type Owner = 'household' | 'self' | 'member'

/** The value of a declared fact. */
export interface FactNode {
  readonly kind: 'fact'
  readonly type: Type
  readonly owner: Owner
  readonly name: string
  readonly start: number
}
