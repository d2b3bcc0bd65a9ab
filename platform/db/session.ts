import type { Kysely } from 'kysely'
import type pg from 'pg'
import { kyselyOver } from './single-client.ts'
import type { Store } from './store.ts'

/** One transaction. */
export interface Tx {
  readonly client: pg.ClientBase
  /** The same transaction by Kysely; T describes the tables. */
  kysely<T>(): Kysely<T>
}

export interface TxOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readonly readOnly?: boolean
  /** How long one statement of this transaction may take (ms), where the pool's limit does not fit; 0 = as long as it likes. */
  readonly statementMs?: number
}

/** Name of the setting from which the database learns who asks. */
const TOKEN = 'ansinh.token'

/**
 * Runs one transaction as the application role, under the session of that token: row-level security shows what its user
 * may see. An empty, forged or expired token sees nothing. Commits when `run` ends, rolls back when it throws.
 */
export function withSession<T>(
  store: Store,
  token: string,
  run: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  return transaction(store.pools.app, run, options, token)
}

/** The same as the role of determinations and imports, which has policies of its own. */
export function withWorker<T>(
  store: Store,
  run: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  return transaction(store.pools.worker, run, options)
}

/** The same as the owner of the tables, who sees every row: migrations, backup, the first administrator. */
export function withOwner<T>(store: Store, run: (tx: Tx) => Promise<T>, options: TxOptions = {}): Promise<T> {
  return transaction(store.pools.owner, run, options)
}

/** What a transaction may have changed of its connection goes before anybody else gets it. */
const RESET =
  'set session authorization default; reset all; unlisten *; select pg_advisory_unlock_all(); discard temp; close all'

async function transaction<T>(
  pool: pg.Pool,
  run: (tx: Tx) => Promise<T>,
  options: TxOptions,
  token?: string,
): Promise<T> {
  const client = await pool.connect()
  const lent = lend(client)
  let broken = false
  try {
    await begin(client, options, token)
    const result = await run(txOver(lent.client))
    await commit(client)
    return result
  } catch (e) {
    await client.query('rollback').catch(() => {
      broken = true
    })
    throw e
  } finally {
    lent.end()
    // the caller need not wait for it; closing the pool does
    void giveBack(client, broken)
  }
}

async function begin(client: pg.PoolClient, options: TxOptions, token: string | undefined): Promise<void> {
  const mode = `isolation level ${options.isolation ?? 'read committed'}${options.readOnly === true ? ' read only' : ''}`
  const limit =
    options.statementMs === undefined
      ? ''
      : `; set local statement_timeout = ${Math.round(options.statementMs)}`
  await client.query(`begin ${mode}${limit}`)
  // as a parameter: the text of a running statement can be read by every connection of the same role
  if (token !== undefined) await client.query(`select set_config('${TOKEN}', $1, true)`, [token])
}

async function commit(client: pg.ClientBase): Promise<void> {
  const ended = await client.query('commit')
  // a statement failed, `run` went on regardless, and PostgreSQL rolled back what it was asked to commit
  if (ended.command === 'ROLLBACK')
    throw new Error('the transaction was rolled back: a statement in it had failed')
}

async function giveBack(client: pg.PoolClient, broken: boolean): Promise<void> {
  if (broken) return client.release(true)
  try {
    await client.query(RESET)
    client.release()
  } catch {
    client.release(true)
  }
}

/** The connection for as long as the transaction lasts: work that outlives it must not land in another user's. */
function lend(client: pg.PoolClient): { client: pg.ClientBase; end(): void } {
  let over = false
  const lent: pg.PoolClient = Object.create(client)
  const query = (...args: unknown[]): unknown => {
    if (over) throw new Error('the transaction has ended: await everything inside it')
    return Reflect.apply(client.query, client, args)
  }
  lent.query = query as typeof client.query
  lent.release = () => {
    throw new Error('the transaction gives its connection back itself')
  }
  return {
    client: lent,
    end: () => {
      over = true
    },
  }
}

function txOver(client: pg.ClientBase): Tx {
  let db: Kysely<unknown> | undefined
  return {
    client,
    kysely<T>() {
      db ??= kyselyOver(client)
      return db as Kysely<T>
    },
  }
}

/** One transaction on a connection that the caller holds: for migrations. */
export async function transactionOn<T>(client: pg.ClientBase, run: (tx: Tx) => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await run(txOver(client))
    await commit(client)
    return result
  } catch (e) {
    await client.query('rollback').catch(() => undefined)
    throw e
  }
}
