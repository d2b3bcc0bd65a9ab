import { quoted, type Store } from '../db/index.ts'

/** Jobs of one queue as the supervisor counted them last. */
export interface QueueDepth {
  readonly queue: string
  readonly waiting: number
  readonly running: number
  readonly failed: number
}

/** All queues of a store, dead letters included. Throws when the tables of the queue are not there. */
export async function queueDepths(store: Store): Promise<QueueDepth[]> {
  const { rows } = await store.pools.worker.query<QueueDepth>(
    `select name as queue, queued_count as waiting, active_count as running, failed_count as failed
     from ${quoted(store.names.jobs)}.queue order by name`,
  )
  return rows
}
