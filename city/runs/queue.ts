import type { Tx } from '../../platform/db/index.ts'
import { withWorker } from '../../platform/db/index.ts'
import { defineQueue, type Jobs } from '../../platform/jobs/index.ts'
import { decideOrSay, type RunContext } from './decide-part.ts'
import { cancelParts, markFailed, reopenParts, waitingParts } from './part-queries.ts'
import { nothingToRetry } from './problems.ts'

/** One commune of a run. */
export interface PartJob {
  readonly run: number
  readonly commune: string
}

/** The queue of determinations. What fails for reasons that pass (a database that restarts) is tried again for some minutes. */
export const determinationQueue = defineQueue<PartJob>('determination', {
  retryLimit: 20,
  retryDelay: 5,
  expireInSeconds: 1800,
})

/** Hands the waiting parts of a run over to the workers, as part of the transaction that made them. */
export async function sendParts(tx: Tx, jobs: Pick<Jobs, 'send'>, run: number): Promise<void> {
  const communes = await waitingParts(tx, run)
  await jobs.send(
    tx,
    determinationQueue,
    communes.map(commune => ({ run, commune })),
  )
}

/** Lets parts that failed or were cancelled be tried again. Throws `run.nothing_to_retry`. */
export async function retryParts(tx: Tx, jobs: Pick<Jobs, 'send'>, run: number): Promise<number> {
  const reopened = await reopenParts(tx, run)
  if (reopened.length === 0) throw nothingToRetry()
  await jobs.send(
    tx,
    determinationQueue,
    reopened.map(commune => ({ run, commune })),
  )
  return reopened.length
}

/** Takes back what has not begun. What is being decided is decided to the end. Gives how many parts were taken back. */
export const cancelRun = (tx: Tx, run: number): Promise<number> => cancelParts(tx, run)

export interface WorkRunsOptions {
  /** Communes decided at once in this process; default 2: while the database writes one, the other is decided. */
  readonly concurrency?: number
  readonly onPart?: (part: PartJob & { readonly end: string; readonly seconds: number }) => void
}

/** Decides parts of runs as they come. A part that cannot be decided says why in words; what another process was killed at is taken up. */
export async function workRuns(
  context: RunContext,
  jobs: Jobs,
  options: WorkRunsOptions = {},
): Promise<void> {
  const { concurrency = 2, onPart } = options
  await jobs.work(
    determinationQueue,
    async ({ data }) => {
      const begin = performance.now()
      const end = await decideOrSay(context, data.run, data.commune)
      onPart?.({
        ...data,
        end: typeof end === 'string' ? end : 'failed',
        seconds: Math.round(performance.now() - begin) / 1000,
      })
    },
    { concurrency },
  )
  await jobs.workDead(determinationQueue, ({ run, commune }) =>
    withWorker(context.store, tx =>
      markFailed(
        tx,
        run,
        commune,
        'Đã thử nhiều lần mà không xong; xem nhật ký của máy chủ. (Given up after many tries; see the log of the server.)',
      ),
    ),
  )
}
