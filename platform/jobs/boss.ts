import { type ConstructorOptions, type Db, PgBoss } from 'pg-boss'
import type { Tx } from '../db/index.ts'

/** What pg-boss needs of a connection or pool. */
interface Asked {
  query(text: string, values?: unknown[]): Promise<unknown>
}

/** Statements of pg-boss on a pool, or inside a transaction of ours. It never opens or ends a connection itself. */
export const executor = (connection: Asked): Db => ({
  async executeSql(text, values) {
    const answer = await connection.query(text, values)
    // several statements in one text give several answers; pg-boss reads the one that has rows
    const results = (Array.isArray(answer) ? answer : [answer]) as { rows: unknown[] }[]
    return { rows: results.findLast(r => r.rows.length > 0)?.rows ?? [] }
  },
})

/** The same inside the transaction `tx`: what is sent is there when it commits, and not otherwise. */
export const within = (tx: Tx): Db => executor(tx.client)

/**
 * pg-boss as we run it: our connections, our schema made by our migrations, no LISTEN (data paths must run behind a pooler), no schedules
 * (which need a clock of their own), no rebuilding of indexes (it needs the owner).
 */
export function newBoss(db: Db, schema: string, options: ConstructorOptions = {}): PgBoss {
  return new PgBoss({
    db,
    schema,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: false,
    useListenNotify: false,
    reindex: false,
    registerInstance: false,
    ...options,
  })
}
