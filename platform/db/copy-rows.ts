import { type CopyValue, copyBytes, copyIn } from './copy.ts'
import { quoted } from './names.ts'
import type { Tx } from './session.ts'

/**
 * Writes many rows into a table with row-level security: COPY refuses such a table to everybody whom its policies bind, and with FORCE that is its
 * owner too. The rows go by COPY into a temporary table of the same columns (no log, no index) and from there by one INSERT, which the
 * policies check. Gives the number of rows written.
 */
export function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly CopyValue[] | string> | Iterable<readonly CopyValue[] | string>,
): Promise<number> {
  return throughTemporary(tx, table, columns, target => copyIn(tx, target, rows))
}

/** The same for chunks of bytes that are lines of COPY's text format already, or of the other `format`, cut anywhere. */
export async function copyLines(
  tx: Tx,
  table: string,
  columns: readonly string[],
  chunks: readonly Buffer[],
  format?: 'format binary',
): Promise<number> {
  if (chunks.every(chunk => chunk.length === 0)) return 0
  return await throughTemporary(tx, table, columns, target =>
    copyBytes(tx, target, asynchronous(chunks), format),
  )
}

async function throughTemporary(
  tx: Tx,
  table: string,
  columns: readonly string[],
  fill: (target: string) => Promise<unknown>,
): Promise<number> {
  const list = columns.map(quoted).join(', ')
  const name = quoted(`copy_of_${table}`)
  await tx.client.query(
    // whole rows, whatever their length: they are about to be read again
    `create temp table ${name} with (toast_tuple_target = 8160) on commit drop as select ${list} from ${quoted(table)} limit 0`,
  )
  await fill(`pg_temp.${name} (${list})`)
  const { rowCount } = await tx.client.query(
    `insert into ${quoted(table)} (${list}) select ${list} from pg_temp.${name}`,
  )
  await tx.client.query(`drop table pg_temp.${name}`)
  return rowCount ?? 0
}

async function* asynchronous(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}
