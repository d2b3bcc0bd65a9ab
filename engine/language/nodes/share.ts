import type { Rounding } from '../fraction.ts'
import type { Type } from '../types.ts'
import type { Node } from './node.ts'

/** `share(money, rate, rounding)`: the product in whole đồng. */
export interface ShareNode {
  readonly kind: 'share'
  readonly type: Type
  readonly amount: Node
  readonly rate: Node
  readonly rounding: Rounding
  readonly start: number
}
