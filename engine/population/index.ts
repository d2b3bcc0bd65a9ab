export { BENEFIT_OUTCOMES, type BenefitChunk, type Chunk, type Decider, newChunk } from './chunk.ts'
export {
  type Column,
  type Names,
  NONE,
  NONE_BYTE,
  nameAt,
  type Population,
  UNKNOWN,
  UNKNOWN_BYTE,
  type Values,
} from './column.ts'
export type { FactValue, Household, Person } from './facts-of.ts'
export { householdAt, populationOf } from './household.ts'
export { membersOn } from './members-on.ts'
