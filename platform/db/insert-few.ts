import type { CopyValue } from './copy.ts'
import { quoted } from './names.ts'
import type { Tx } from './session.ts'

/**
 * Inserts a few rows, up to some hundred, in one statement: for them the temporary table of `copyRows` would cost more than the rows.
 *
 * @param rows values of the columns, in their order
 */
export async function insertFew(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly CopyValue[])[],
): Promise<void> {
  if (rows.length === 0) return
  const list = columns.map(quoted).join(', ')
  const records = rows.map(row => Object.fromEntries(columns.map((name, i) => [name, jsonValue(row[i])])))
  await tx.client.query(
    `insert into ${quoted(table)} (${list}) select ${list} from json_populate_recordset(null::${quoted(table)}, $1)`,
    [JSON.stringify(records)],
  )
}

/** A value as JSON brings it into a column: bytes in hexadecimal, exact numbers as text. */
function jsonValue(value: CopyValue): unknown {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value
}
