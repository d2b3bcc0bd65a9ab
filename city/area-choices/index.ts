/**
 * Households whose old unit was split in 2025, or ended without a known successor: they wait until a person says where they live now. No source says which
 * hamlets of the 147 partial transfers went where.
 */
export { candidatesOf } from './candidates.ts'
export { chooseArea, type HouseholdChoice, type RecordChoice } from './choose.ts'
export { type AreaChoice, choicesOfImport, type NewChoice, queueChoices, type Waiting } from './queries.ts'
export { recordChoice } from './record-choice.ts'
