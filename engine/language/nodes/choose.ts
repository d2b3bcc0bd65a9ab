import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `c ? a : b`; a rule with `cases` is a chain of these. */
export interface ChooseNode {
  readonly kind: 'choose'
  readonly type: Type
  readonly condition: Node
  readonly yes: Node
  readonly no: Node
  readonly start: number
}
