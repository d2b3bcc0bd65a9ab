import type { Tx } from '../../platform/db/index.ts'
import { partsOfRun, runById } from './part-queries.ts'
import type { PartRow, RunRow } from './tables.ts'

/** waiting: nothing has begun. failed: something failed and nothing is under way. cancelled: what was not decided is not going to be. */
export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface RunProgress {
  readonly run: RunRow
  readonly state: RunState
  readonly parts: readonly PartRow[]
  readonly done: number
}

/** How far a run is, over the parts that the caller may see. Undefined when there is no such run for him. */
export async function progressOf(tx: Tx, runId: number): Promise<RunProgress | undefined> {
  const run = await runById(tx, runId)
  if (run === undefined) return undefined
  const parts = await partsOfRun(tx, runId)
  const count = (state: PartRow['state']): number => parts.filter(p => p.state === state).length
  return { run, parts, done: count('done'), state: stateOf(parts.length, count) }
}

/** The state of a run from how many of its parts are in which state. */
export function stateOf(all: number, count: (state: PartRow['state']) => number): RunState {
  const [waiting, running, done, failed] = [
    count('waiting'),
    count('running'),
    count('done'),
    count('failed'),
  ]
  if (done === all) return 'done'
  if (running > 0 || (waiting > 0 && done + failed > 0)) return 'running'
  if (waiting > 0) return 'waiting'
  return failed > 0 ? 'failed' : 'cancelled'
}
