/** Determinations in the store: runs of a month, decided commune by commune, with receipts, differences and explanations. */

export { decidePart, type PartEnd, type RunContext } from './decide-part.ts'
export { type DecideRunOptions, decideRun } from './decide-run.ts'
export type { OutcomeKey } from './explain-queries.ts'
export { explainStored, explainStoredStanding } from './explain-stored.ts'
export { progressOf, type RunProgress, type RunState } from './progress.ts'
export {
  cancelRun,
  determinationQueue,
  type PartJob,
  retryParts,
  sendParts,
  type WorkRunsOptions,
  workRuns,
} from './queue.ts'
export { type RedecisionRequest, startRedecision } from './redecide.ts'
export { type MonthRequest, startMonth } from './start-run.ts'
