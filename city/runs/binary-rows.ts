/** Reads what COPY gives in binary format: no dates to parse, no escapes, and hardly any work for the server. */

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const HEADER = SIGNATURE.length + 8
/** Days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from. */
const EPOCH = 10957
const INFINITE = 2147483647

/** The row just read. Valid until the next one. */
export class BinaryRow {
  bytes: Buffer = Buffer.alloc(0)
  readonly start: Int32Array
  /** Length of a field in bytes, −1 for null. */
  readonly length: Int32Array

  constructor(columns: number) {
    this.start = new Int32Array(columns)
    this.length = new Int32Array(columns)
  }

  isNull(column: number): boolean {
    return (this.length[column] ?? -1) < 0
  }

  bool(column: number): number {
    return this.bytes[this.start[column] ?? 0] ?? 0
  }

  int4(column: number): number {
    return this.bytes.readInt32BE(this.start[column] ?? 0)
  }

  /** A bigint column; exact below 2^53, else NaN. */
  int8(column: number): number {
    const at = this.start[column] ?? 0
    const value = this.bytes.readInt32BE(at) * 4294967296 + this.bytes.readUInt32BE(at + 4)
    return Number.isSafeInteger(value) ? value : Number.NaN
  }

  /** A day number; NaN for infinity. */
  day(column: number): number {
    const days = this.int4(column)
    return days === INFINITE || days === -INFINITE - 1 ? Number.NaN : days + EPOCH
  }

  text(column: number): string {
    const at = this.start[column] ?? 0
    return this.bytes.toString('utf8', at, at + (this.length[column] ?? 0))
  }
}

/** Calls `onRow` for every row of a stream of COPY in binary format. Gives the number of rows; throws when the stream is not what it should be. */
export async function readBinaryRows(
  chunks: AsyncIterable<Buffer>,
  columns: number,
  onRow: (row: BinaryRow) => void,
): Promise<number> {
  const row = new BinaryRow(columns)
  let rest: Buffer = Buffer.alloc(0)
  let rows = 0
  let state: 'header' | 'rows' | 'end' = 'header'
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    if (state === 'header') {
      if (rest.length < HEADER) continue
      if (!rest.subarray(0, SIGNATURE.length).equals(SIGNATURE))
        throw new Error('COPY did not answer in its binary format')
      at = HEADER + rest.readInt32BE(HEADER - 4)
      state = 'rows'
    }
    row.bytes = rest
    while (state === 'rows') {
      const next = parseRow(rest, at, row, columns)
      if (next === undefined) break
      if (next < 0) {
        state = 'end'
        break
      }
      at = next
      rows++
      onRow(row)
    }
    rest = rest.subarray(at)
  }
  if (state !== 'end') throw new Error('COPY broke off in the middle')
  return rows
}

/** Finds the fields of the row at `at`. Gives where the next row begins, −1 at the end mark, undefined while bytes are missing. */
function parseRow(bytes: Buffer, at: number, row: BinaryRow, columns: number): number | undefined {
  if (at + 2 > bytes.length) return undefined
  const fields = bytes.readInt16BE(at)
  if (fields === -1) return -1
  if (fields !== columns) throw new Error(`COPY gave ${fields} columns and not ${columns}`)
  let next = at + 2
  for (let i = 0; i < columns; i++) {
    if (next + 4 > bytes.length) return undefined
    const length = bytes.readInt32BE(next)
    next += 4
    row.start[i] = next
    row.length[i] = length
    if (length > 0) next += length
  }
  return next > bytes.length ? undefined : next
}
