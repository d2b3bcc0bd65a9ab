/** Deliveries: what the law owes and what has arrived. The gap between them is a list that must become empty. */

export { enterDelivery } from './enter.ts'
export { DELIVERY_STATES, type DeliveryState, type Gap, type GapSum } from './gap.ts'
export { gapSums } from './gap-sums.ts'
export {
  entriesOfHousehold,
  type GapFilter,
  listGaps,
  type NewEntry,
  type Obligation,
  withoutText,
} from './queries.ts'
