import type { Store } from './store.ts'

/** Whether the application role gets an answer in time (ms). */
export async function databaseAnswers(store: Store, within = 2_000): Promise<boolean> {
  const late = new Promise<false>(resolve => setTimeout(() => resolve(false), within).unref())
  const asked = store.pools.app.query('select 1').then(
    () => true,
    () => false,
  )
  return await Promise.race([asked, late])
}

/** Connections of a pool, for the metrics. */
export interface PoolUse {
  readonly pool: string
  readonly busy: number
  readonly idle: number
  /** Requests that wait for a connection. */
  readonly waiting: number
}

export const poolUse = (store: Store): PoolUse[] =>
  Object.entries(store.pools).map(([pool, p]) => ({
    pool,
    busy: p.totalCount - p.idleCount,
    idle: p.idleCount,
    waiting: p.waitingCount,
  }))
