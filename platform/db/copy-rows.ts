import { type CopyValue, copyIn } from './copy.ts'
import { quoted } from './names.ts'
import type { Tx } from './session.ts'

/**
 * Writes many rows into a table with row-level security: COPY refuses such a table to everybody whom its policies bind, and with FORCE that is its
 * owner too. The rows go by COPY into a temporary table of the same columns (no log, no index) and from there by one INSERT, which the
 * policies check. Gives the number of rows written.
 */
export async function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly CopyValue[] | string> | Iterable<readonly CopyValue[] | string>,
): Promise<number> {
  const list = columns.map(quoted).join(', ')
  const waiting = `pg_temp.${quoted(`copy_of_${table}`)}`
  await tx.client.query(
    `create temp table ${quoted(`copy_of_${table}`)} on commit drop as select ${list} from ${quoted(table)} limit 0`,
  )
  await copyIn(tx, `${waiting} (${list})`, rows)
  const { rowCount } = await tx.client.query(
    `insert into ${quoted(table)} (${list}) select ${list} from ${waiting}`,
  )
  await tx.client.query(`drop table ${waiting}`)
  return rowCount ?? 0
}
