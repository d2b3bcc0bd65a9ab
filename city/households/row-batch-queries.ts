import { copyLine, copyLines, insertFew, type Tx } from '../../platform/db/index.ts'
import type { Cell } from './projection.ts'

/** From this many rows on COPY is quicker, in spite of its temporary table. */
export const MANY = 100

/**
 * Rows to be inserted into one table: a few go as JSON, many by COPY. Many are written as lines while they come, so that bytes are kept of them
 * and not values.
 */
export class RowBatch {
  private readonly table: string
  private readonly columns: readonly string[]
  private rows: (readonly Cell[])[] = []
  private readonly lines: Buffer[] = []

  constructor(table: string, columns: readonly string[]) {
    this.table = table
    this.columns = columns
  }

  /** @param row values of the columns, in their order */
  add(row: readonly Cell[]): void {
    this.rows.push(row)
    if (this.rows.length === MANY) this.write()
  }

  /** Inserts what was added. Throws what the policies and constraints of the table say. */
  async insert(tx: Tx): Promise<void> {
    if (this.lines.length === 0) return await insertFew(tx, this.table, this.columns, this.rows)
    this.write()
    await copyLines(tx, this.table, this.columns, this.lines)
  }

  private write(): void {
    this.lines.push(Buffer.from(this.rows.map(copyLine).join('')))
    this.rows = []
  }
}

/** Bytes as PostgreSQL writes them: `\x0a1b`. */
export const hex = (bytes: Uint8Array): string =>
  `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
