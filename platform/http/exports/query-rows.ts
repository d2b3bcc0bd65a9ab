import type { Tx } from '../../db/index.ts'

/** A statement with its values, as Kysely's `compile()` gives it. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

let count = 0

/**
 * The rows of a query by a cursor of the database, `batch` at a time: a list of a city never lies in memory. The cursor is closed when the loop ends,
 * also early; nothing else may use the transaction between two rows except what the loop does.
 */
export async function* queryRows<Row>(tx: Tx, statement: Statement, batch = 2000): AsyncGenerator<Row> {
  count += 1
  const name = `export_${count}`
  await tx.client.query(`declare ${name} no scroll cursor for ${statement.sql}`, [...statement.parameters])
  try {
    for (;;) {
      const { rows } = await tx.client.query(`fetch ${batch} from ${name}`)
      yield* rows as Row[]
      if (rows.length < batch) return
    }
  } finally {
    // in a transaction that failed there is no cursor any more
    await tx.client.query(`close ${name}`).catch(() => undefined)
  }
}
