/** Determinations: what the law of a day owes a whole population, as result files or in memory. */

export { bytesOf, cellOf } from './bytes.ts'
export type { Restricted } from './decisions.ts'
export { type Determination, type DetermineOptions, determine } from './determine.ts'
export { determinePopulation, type PopulationOptions, type PopulationResult } from './determine-population.ts'
export { loadLaw, programOf } from './load-law.ts'
export { OutputFolder } from './output.ts'
export { lawVersion, type Receipt } from './receipt.ts'
export { reportBadData } from './report-bad-data.ts'
export { type Counted, type Engine, makeDecider, rangesOf } from './run-ranges.ts'
export { standardYears } from './standings.ts'
export { addTotals, type Total } from './totals.ts'
