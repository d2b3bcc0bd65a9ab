/** Determinations in the store: runs of a month, decided commune by commune, with receipts, differences and explanations. */

export { decidePart, type PartEnd } from './decide-part.ts'
export { type DecideRunOptions, decideRun } from './decide-run.ts'
export { type MonthRequest, startMonth } from './start-run.ts'
