import type { Tx } from './session.ts'

let cursors = 0

/**
 * The rows of a query, fetched as they are wanted: for exports and long walks, in memory that does not grow. Leaving the
 * loop early ends the query and leaves the transaction in order. Parameters as in `client.query`.
 */
export async function* rowsOf<Row extends object>(
  tx: Tx,
  select: string,
  values: readonly unknown[] = [],
  batch = 500,
): AsyncGenerator<Row> {
  cursors += 1
  const name = `rows_${cursors}`
  await tx.client.query(`declare ${name} no scroll cursor for ${select}`, [...values])
  let failed = false
  try {
    for (;;) {
      const { rows } = await tx.client.query<Row>(`fetch ${batch} from ${name}`)
      yield* rows
      if (rows.length < batch) return
    }
  } catch (e) {
    failed = true
    throw e
  } finally {
    // after an error the transaction takes no statement, and its end closes the cursor
    if (!failed) await tx.client.query(`close ${name}`)
  }
}
