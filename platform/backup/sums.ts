import { createHash } from 'node:crypto'
import type { TableName, TableSum } from './records.ts'

/** Rows, bytes and checksum of a table's text, while it goes by. */
export interface RunningSum {
  add(chunk: Buffer): void
  readonly bytes: number
  /** The sum of everything that was added; nothing more can be. */
  end(): TableSum
}

/** Begins the sum of a table. */
export function startSum(table: TableName): RunningSum {
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  return {
    add(chunk) {
      hash.update(chunk)
      bytes += chunk.length
      // inside a value COPY writes a newline as \\n, so a byte 10 ends a row
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows++
    },
    get bytes() {
      return bytes
    },
    end: () => ({ schema: table.schema, name: table.name, rows, bytes, sha256: hash.digest('hex') }),
  }
}

/** Two sums of the same rows of the same table. */
export const isSame = (a: TableSum, b: TableSum | undefined): boolean =>
  b !== undefined &&
  a.schema === b.schema &&
  a.name === b.name &&
  a.rows === b.rows &&
  a.bytes === b.bytes &&
  a.sha256 === b.sha256
