/** Work handed over through the database: sent inside a transaction, done by any process, again by another if the first dies. */
import type { PgBoss } from 'pg-boss'
import type { Store, Tx } from '../db/index.ts'
import { executor, newBoss, within } from './boss.ts'
import { deadLetters, type JobQueue } from './queue.ts'

/** A job as its handler gets it. */
export interface RunningJob<T> {
  readonly id: string
  readonly data: T
  /** 0 at the first try. */
  readonly attempt: number
  /** Aborted when the job is taken away: it ran too long, or the process is stopping. */
  readonly signal: AbortSignal
}

export interface WorkOptions {
  /** Jobs at once in this process; default 1. */
  readonly concurrency?: number
  /** Seconds between two looks into an empty queue; default 0.5. */
  readonly pollSeconds?: number
}

export interface QueueCounts {
  readonly waiting: number
  readonly running: number
  readonly dead: number
}

export interface Jobs {
  /** Hands over jobs as part of the transaction: they exist when it commits. */
  send<T extends object>(tx: Tx, queue: JobQueue<T>, data: readonly T[], priority?: number): Promise<void>
  /**
   * Does the jobs of a queue. The handler must be safe to repeat: a worker may be killed after its work and before the queue knows. What it
   * throws is tried again, later at the dead letters.
   */
  work<T extends object>(
    queue: JobQueue<T>,
    handler: (job: RunningJob<T>) => Promise<void>,
    options?: WorkOptions,
  ): Promise<void>
  /** Gets the jobs that were given up. */
  workDead<T extends object>(queue: JobQueue<T>, handler: (data: T) => Promise<void>): Promise<void>
  counts(queue: JobQueue<object>): Promise<QueueCounts>
  /** Takes no new jobs, waits for those that run (at most so long; then they go back into the queue), and ends. */
  stop(timeoutSeconds?: number): Promise<void>
}

export interface JobsOptions {
  /** Looks after lost jobs, old jobs and counts. At least one process of a store must; several may. */
  readonly supervise?: boolean
  /** Gets what goes wrong outside of handlers, such as a database that does not answer for a moment. */
  readonly onError?: (error: Error) => void
}

/** Opens the queue of a store. Sending works under any role inside its transaction; working and supervising use the worker's role. */
export async function openJobs(store: Store, options: JobsOptions = {}): Promise<Jobs> {
  const supervise = options.supervise ?? false
  const boss = newBoss(executor(store.pools.worker), store.names.jobs, {
    supervise,
    ...(supervise
      ? { superviseIntervalSeconds: 1, monitorIntervalSeconds: 1, maintenanceIntervalSeconds: 60 }
      : {}),
  })
  // without a listener an error of the queue ends the process
  boss.on('error', e => options.onError?.(e))
  await boss.start()
  return jobsOver(boss, store)
}

function jobsOver(boss: PgBoss, store: Store): Jobs {
  let stopped: Promise<void> | undefined
  return {
    async send(tx, queue, data, priority = 0) {
      if (data.length === 0) return
      const jobs = data.map(one => ({ data: one, priority }))
      await boss.insert(queue.name, jobs, { db: within(tx), returnId: false })
    },
    async work(queue, handler, { concurrency = 1, pollSeconds = 0.5 } = {}) {
      await boss.work(
        queue.name,
        { batchSize: 1, localConcurrency: concurrency, pollingIntervalSeconds: pollSeconds },
        async jobs => {
          for (const { id, data, retryCount, signal } of jobs)
            await handler({ id, data: data as never, attempt: retryCount, signal })
        },
      )
    },
    async workDead(queue, handler) {
      await boss.work(deadLetters(queue), { pollingIntervalSeconds: 2 }, async jobs => {
        for (const { data } of jobs) await handler(data as never)
      })
    },
    async counts(queue) {
      const { rows } = await store.pools.worker.query<QueueCounts>(
        `select count(*) filter (where name = $1 and state in ('created', 'retry')) as waiting,
           count(*) filter (where name = $1 and state = 'active') as running,
           count(*) filter (where name = $2 and state in ('created', 'retry')) as dead
         from ${store.names.jobs}.job where name in ($1, $2)`,
        [queue.name, deadLetters(queue)],
      )
      return rows[0] ?? { waiting: 0, running: 0, dead: 0 }
    },
    stop(timeoutSeconds = 30) {
      stopped ??= boss.stop({ close: false, graceful: true, timeout: timeoutSeconds * 1000 })
      return stopped
    },
  }
}
