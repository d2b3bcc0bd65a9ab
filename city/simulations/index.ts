/** Simulations: what a reform (an overlay) would cost and change in a population, before anybody votes on it. */

export type { Cell, Dimension } from './cells.ts'
export { type Grounds, groundsOfBenefit } from './grounds.ts'
export type { Pair } from './pairs.ts'
export type { Affected, CellResult, Move, SimulationResult, SimulationRow } from './result.ts'
export {
  type SimulateOptions,
  type Simulation,
  type SimulationReceipt,
  simulate,
  simulatePopulation,
} from './simulate.ts'
export { summary } from './summary.ts'
export { loadTwoLaws, type TwoLaws } from './two-laws.ts'
