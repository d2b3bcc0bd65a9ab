import type { Parameter } from '../law.ts'
import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** The value of a parameter on the day; of a table, the cell of `key`. */
export interface ParameterNode {
  readonly kind: 'parameter'
  readonly type: Type
  readonly parameter: Parameter
  readonly key: Node | undefined
  readonly start: number
}
