import { loadAreas } from '../../city/areas/index.ts'
import { loadLaw } from '../../city/determinations/index.ts'
import { addFactColumns, factColumns } from '../../city/households/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { installJobs } from '../../platform/jobs/index.ts'
import { QUEUES } from './queues.ts'

/**
 * What the store needs besides the SQL files, made from data of the house: runs as the owner after every migration, so each
 * step must be safe to repeat.
 */
export async function afterMigrations(tx: Tx): Promise<void> {
  for (const step of STEPS) await step(tx)
}

const STEPS: readonly ((tx: Tx) => Promise<void>)[] = [
  tx => installJobs(tx, QUEUES),
  loadAreas,
  tx => addFactColumns(tx, factColumns(loadLaw().facts)),
]
