import type { Type } from '../types.ts'
import type { Owner } from './fact.ts'

/** Is there a value of an optional fact (∅ columns)? Always decided. */
export interface HasNode {
  readonly kind: 'has'
  readonly type: Type
  readonly owner: Owner
  readonly name: string
  readonly start: number
}
