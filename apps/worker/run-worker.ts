/** A worker: takes determinations from the queue of a store and decides them, in a thread of the server or as a process of its own. */
import { loadLaw } from '../../city/determinations/index.ts'
import { openRegistry } from '../../city/households/index.ts'
import { type WorkRunsOptions, workRuns } from '../../city/runs/index.ts'
import { openJobs } from '../../platform/jobs/index.ts'
import { type DataFolderOptions, openDataFolder } from '../server/data-folder.ts'

export interface WorkerOptions extends DataFolderOptions, WorkRunsOptions {
  /** Also looks after lost jobs; at least one process of a store must. Default true. */
  readonly supervise?: boolean
  readonly onError?: (error: unknown) => void
}

export interface RunningWorker {
  /** Takes nothing new, ends what it is deciding, goes. */
  stop(): Promise<void>
}

/** How long a commune that is being decided may still take when the worker is asked to stop; then another worker does it again. */
const STOP_SECONDS = 15

/** Starts a worker on the store of a data folder whose server runs already (or on DATABASE_URL). */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { concurrency = 2, supervise = true, onError, onPart } = options
  const folder = await openDataFolder(options, { attach: true })
  const store = folder.open({ connections: { owner: 1, app: 1, auth: 1, worker: concurrency + 3 } })
  const registry = openRegistry({ facts: loadLaw().facts, masterKey: folder.secrets.masterKey })
  const jobs = await openJobs(store, { supervise, ...(onError === undefined ? {} : { onError }) })
  await workRuns({ store, registry }, jobs, { concurrency, ...(onPart === undefined ? {} : { onPart }) })
  return {
    async stop() {
      await jobs.stop(STOP_SECONDS)
      await store.close()
      await folder.close()
    },
  }
}
