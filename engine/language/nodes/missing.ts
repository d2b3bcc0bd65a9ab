import type { Type } from '../types.ts'

/** A condition, amount or share that the law has and nobody here knows. */
export interface MissingNode {
  readonly kind: 'missing'
  readonly type: Type
  readonly name: string
  readonly start: number
}
