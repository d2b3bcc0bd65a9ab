/** Bulk reading and writing by COPY: the only way that is quick enough for a city, in memory that does not grow with it. */
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from, to } from 'pg-copy-streams'
import type { Tx } from './session.ts'

/** A value of a column as COPY's text format takes it. Dates and decimals are given as text. */
export type CopyValue = string | number | bigint | boolean | null | undefined | Uint8Array | readonly string[]

const CHUNK = 64 * 1024

/**
 * Writes rows: `copyIn(tx, 'person (person_id, full_name)', rows)`. Rows are arrays of values in the order of the columns
 * (null and undefined are NULL), or ready lines of COPY's text format. Gives the number of rows written.
 */
export async function copyIn(
  tx: Tx,
  table: string,
  rows: AsyncIterable<readonly CopyValue[] | string> | Iterable<readonly CopyValue[] | string>,
): Promise<number> {
  const stream = tx.client.query(from(`copy ${table} from stdin`))
  await pipeline(Readable.from(chunks(rows), { objectMode: true, highWaterMark: 1 }), stream)
  return stream.rowCount
}

/** One row at a time would cost more for its envelope than for itself. */
async function* chunks(
  rows: AsyncIterable<readonly CopyValue[] | string> | Iterable<readonly CopyValue[] | string>,
): AsyncGenerator<Buffer> {
  let text = ''
  for await (const row of rows) {
    text += typeof row === 'string' ? row : copyLine(row)
    if (text.length >= CHUNK) {
      yield Buffer.from(text)
      text = ''
    }
  }
  if (text !== '') yield Buffer.from(text)
}

/** One line of COPY's text format, newline included. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = ''
  for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : '\t') + copyCell(values[i])
  return `${line}\n`
}

const SPECIAL = /[\\\n\r\t\b\f\v]/g
const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
}

/** Most texts have nothing to escape, and looking is quicker than replacing. */
const IS_SPECIAL = new RegExp(SPECIAL, '')

const escaped = (text: string): string =>
  IS_SPECIAL.test(text) ? text.replace(SPECIAL, c => ESCAPES[c] ?? c) : text

function copyCell(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  if (typeof value === 'object') return escaped(arrayLiteral(value))
  return String(value)
}

const arrayLiteral = (items: readonly string[]): string =>
  `{${items.map(item => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`

/**
 * Reads what a query gives, in COPY's text format (or as `format` says: `format csv, header`), as chunks of bytes. Who
 * leaves the loop early gives up the transaction: its connection is cut, because the server would go on sending.
 */
export async function* copyOut(tx: Tx, select: string, format = ''): AsyncGenerator<Buffer> {
  const stream = tx.client.query(to(`copy (${select}) to stdout${format === '' ? '' : ` with (${format})`}`))
  let settled = false
  try {
    for await (const chunk of stream) yield chunk as Buffer
    settled = true
  } catch (e) {
    // the server's own error: the connection is in order
    settled = true
    throw e
  } finally {
    if (!settled) (stream as unknown as { connection?: { stream: Socket } }).connection?.stream.destroy()
  }
}

/** Writes chunks that are COPY's text format already, as `copyOut` gives them, cut anywhere. Gives the number of rows written. */
export async function copyBytes(
  tx: Tx,
  table: string,
  chunks: AsyncIterable<Buffer>,
  format = '',
): Promise<number> {
  const stream = tx.client.query(from(`copy ${table} from stdin${format === '' ? '' : ` with (${format})`}`))
  await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 1 }), stream)
  return stream.rowCount
}
