import { closeSync, openSync, readSync } from 'node:fs'
import { initParser } from 'udsv'
import { type Block, type Dialect, scanRows } from './csv-scan.ts'
import { type PartResult, PartWriter, type Table } from './part.ts'

/** Second pass: reads the cells of one block with uDSV into the shared columns. */
export function readCsvPart(table: Table, dialect: Dialect, block: Block): PartResult {
  const bytes = readBlock(table.path, block)
  let lines: Int32Array | undefined
  const writer = new PartWriter(table, block.rows, row => {
    lines ??= linesOf(bytes, dialect, block)
    return lines[row - block.firstRow] ?? 0
  })
  const sinks = table.columns.map(column => ({ place: column.place, write: writer.textSink(column) }))
  let row = block.firstRow
  eachCsvRow(bytes, dialect, block, cells => {
    for (const sink of sinks) sink.write(row, cells[sink.place] ?? '')
    row++
  })
  if (row !== block.firstRow + block.rows)
    throw new Error(
      `${table.file}: ${block.rows} rows were found from line ${block.firstLine} on, but ${row - block.firstRow} were read`,
    )
  return writer.result()
}

/** Calls `onRow` with the cells, as text, of every readable row of a block. */
export function eachCsvRow(
  bytes: Buffer,
  dialect: Dialect,
  block: Block,
  onRow: (cells: readonly string[]) => void,
): void {
  const encl = bytes.includes(34) ? '"' : ''
  const schema: Parameters<typeof initParser>[0] & { skip: number } = {
    skip: 0,
    col: dialect.delimiter,
    row: dialect.newline,
    encl,
    esc: encl,
    trim: false,
    cols: dialect.names.map(name => ({
      name,
      type: 's',
      repl: { empty: undefined, null: undefined, NaN: undefined },
    })),
  }
  initParser(schema).stringArrs(readableText(bytes, block), cells => onRow(cells as string[]))
}

/** The line in the file of every readable row of a block. */
export function linesOf(bytes: Uint8Array, dialect: Dialect, block: Block): Int32Array {
  const lines = new Int32Array(block.rows)
  let row = 0
  scanRows(bytes, dialect, block.firstLine, true, line => {
    lines[row++] = line
  })
  return lines
}

/** The bytes of a block. */
export function readBlock(path: string, block: Block): Buffer {
  const bytes = Buffer.allocUnsafe(block.length)
  const fd = openSync(path, 'r')
  try {
    const got = readSync(fd, bytes, 0, block.length, block.offset)
    if (got !== block.length) throw new Error(`${path} became shorter while it was read`)
  } finally {
    closeSync(fd)
  }
  return bytes
}

/** The block without its malformed rows. */
function readableText(bytes: Buffer, block: Block): string {
  if (block.malformed.length === 0) return bytes.toString('utf8')
  const good: Uint8Array[] = []
  let at = 0
  for (let i = 0; i < block.malformed.length; i += 2) {
    good.push(bytes.subarray(at, block.malformed[i]))
    at = block.malformed[i + 1] ?? at
  }
  return Buffer.concat([...good, bytes.subarray(at)]).toString('utf8')
}
