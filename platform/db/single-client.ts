import {
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type pg from 'pg'

type Connection = Parameters<PostgresDriver['releaseConnection']>[0]

/** The queries of one connection wait for each other: a client answers one at a time. */
class OneClientDriver extends PostgresDriver {
  #last: Promise<void> = Promise.resolve()
  readonly #free = new WeakMap<Connection, () => void>()
  readonly #mayBegin: boolean

  constructor(client: pg.ClientBase, mayBegin: boolean) {
    const lent = {
      query: client.query.bind(client),
      release: () => undefined,
      processID: (client as { processID?: number }).processID,
    }
    super({ pool: { connect: async () => lent, end: async () => undefined, options: {} } as never })
    this.#mayBegin = mayBegin
  }

  override async acquireConnection(): Promise<Connection> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    const connection = (await super.acquireConnection()) as Connection
    this.#free.set(connection, resolve)
    return connection
  }

  override async releaseConnection(connection: Connection): Promise<void> {
    await super.releaseConnection(connection)
    this.#free.get(connection)?.()
  }

  override async beginTransaction(...args: Parameters<PostgresDriver['beginTransaction']>): Promise<void> {
    if (!this.#mayBegin)
      throw new Error('this is a transaction already: withSession, withWorker and withOwner begin and end it')
    await super.beginTransaction(...args)
  }
}

/**
 * Kysely over one connection that somebody else holds. With `mayBegin` it may begin transactions of its own (migrations);
 * otherwise it lives inside one.
 */
export function kyselyOver<T>(client: pg.ClientBase, mayBegin = false): Kysely<T> {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new OneClientDriver(client, mayBegin),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return new Kysely<T>({ dialect })
}
