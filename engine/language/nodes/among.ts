import type { Parameter } from '../law.ts'
import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `a in [x, y]` or `a in parameter`: membership in a set of words or texts. */
export interface AmongNode {
  readonly kind: 'among'
  readonly type: Type
  readonly value: Node
  /** Word numbers of a category, or texts; a parameter of type `words` where the law gives a list. */
  readonly words: readonly (number | string)[] | Parameter
  readonly start: number
}
