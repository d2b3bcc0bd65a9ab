import { closeSync, openSync, readSync } from 'node:fs'
import type { DecodedArray } from 'hyparquet'
import { NameFinder } from './name-index.ts'
import { type Page, readPages } from './parquet-page.ts'
import type { Chunk } from './parquet-scan.ts'
import { isText, isWholeNumber, type Raw, rawReader, textOf } from './parquet-value.ts'
import { type PartResult, PartWriter, type Table } from './part.ts'
import type { SharedColumn } from './shared-column.ts'

/** Where the rows of a chunk go: a cell without a value, a value, or entry `index` of the dictionary. */
interface Sink {
  readonly empty: (row: number) => void
  readonly value: (row: number, raw: Raw) => void
  readonly dictionary: (values: DecodedArray) => void
  readonly entry: (row: number, index: number) => void
  /** Rows from `first` on with entries of the dictionary and no empty cell; false where rows must be written one by one. */
  readonly entries?: (first: number, indices: ArrayLike<number>, rows: number) => boolean
}

/** Reads one column of one row group into its shared column. */
export function readParquetPart(table: Table, chunk: Chunk): PartResult {
  const column = table.columns.find(c => c.name === chunk.column)
  const writer = new PartWriter(table, chunk.rows, row => row + 1)
  if (column === undefined) return writer.result()
  const sink =
    isText(chunk.element) && isTextual(column)
      ? textSink(writer, column, table)
      : column.role.role === 'id'
        ? wholeIdSink(writer, column, chunk)
        : valueSink(writer, column, chunk, table)
  let row = chunk.firstRow
  readPages(readChunk(table.path, chunk), chunk, chunk.rows, sink.dictionary, page => {
    writePage(page, row, sink)
    row += page.rows
  })
  return writer.result()
}

/** Ids, the household of a person and facts of type text are read as text; other facts only where their values are. */
const isTextual = ({ role }: SharedColumn): boolean =>
  role.role === 'id' || role.role === 'household' || (role.role === 'fact' && role.fact.type.t === 'text')

function writePage({ rows, defined, values }: Page, first: number, sink: Sink): void {
  let at = 0
  if (values.kind === 'dictionary') {
    const { indices } = values
    if (!defined && sink.entries?.(first, indices, rows) === true) return
    for (let i = 0; i < rows; i++) {
      if (defined && defined[i] === 0) sink.empty(first + i)
      else sink.entry(first + i, indices[at++] ?? 0)
    }
  } else if (values.kind === 'plain') {
    const plain = values.values
    for (let i = 0; i < rows; i++) {
      if (defined && defined[i] === 0) sink.empty(first + i)
      else sink.value(first + i, plain[at++] as Raw)
    }
  } else {
    const { bytes } = values
    for (let i = 0; i < rows; i++) {
      if (defined && defined[i] === 0) {
        sink.empty(first + i)
        continue
      }
      const length =
        (bytes[at] ?? 0) |
        ((bytes[at + 1] ?? 0) << 8) |
        ((bytes[at + 2] ?? 0) << 16) |
        ((bytes[at + 3] ?? 0) << 24)
      sink.value(first + i, bytes.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
  }
}

const NOTHING = new Uint8Array(0)

function textSink(writer: PartWriter, column: SharedColumn, table: Table): Sink {
  if (column.role.role === 'id') {
    const write = writer.idBytesSink(column)
    let entries: readonly Uint8Array[] = []
    return {
      empty: row => write(row, NOTHING),
      value: (row, raw) => write(row, raw as Uint8Array),
      dictionary: given => {
        entries = Array.from(given as ArrayLike<Uint8Array>)
      },
      entry: (row, index) => write(row, entries[index] ?? NOTHING),
    }
  }
  const write = writer.textSink(column)
  if (column.role.role === 'household' && column.values && table.households) {
    // bytes are compared as they are, without making texts of two million ids
    const finder = new NameFinder(table.households)
    const values = column.values
    let found: number[] = []
    let entries: readonly Raw[] = []
    const put = (row: number, raw: Raw, household: number): void => {
      values[row] = household
      if (household < 0) write(row, textOf(raw))
    }
    const find = (raw: Raw): number =>
      raw instanceof Uint8Array && raw.length > 0 ? finder.find(raw, 0, raw.length) : -1
    return {
      empty: row => write(row, ''),
      value: (row, raw) => put(row, raw, find(raw)),
      dictionary: given => {
        entries = Array.from(given as ArrayLike<Raw>)
        found = entries.map(find)
      },
      entry: (row, index) => put(row, entries[index] ?? 0, found[index] ?? -1),
    }
  }
  let texts: string[] = []
  return {
    empty: row => write(row, ''),
    value: (row, raw) => write(row, textOf(raw)),
    dictionary: given => {
      texts = Array.from(given as ArrayLike<Raw>, textOf)
    },
    entry: (row, index) => write(row, texts[index] ?? ''),
  }
}

/** Ids that another tool wrote as numbers are taken as their digits. */
function wholeIdSink(writer: PartWriter, column: SharedColumn, chunk: Chunk): Sink {
  if (!isWholeNumber(chunk.element)) throw new Error(`${column.name} has no readable type`)
  const write = writer.textSink(column)
  let entries: string[] = []
  return {
    empty: row => write(row, ''),
    value: (row, raw) => write(row, String(raw)),
    dictionary: given => {
      entries = Array.from(given as ArrayLike<Raw>, String)
    },
    entry: (row, index) => write(row, entries[index] ?? ''),
  }
}

function valueSink(writer: PartWriter, column: SharedColumn, chunk: Chunk, table: Table): Sink {
  const { values } = column
  if (column.role.role === 'household') return wholeIdSink(writer, column, chunk)
  const raw = rawReader(column, chunk.element, table.facts)
  if (typeof raw === 'string' || values === undefined) throw new Error(`${column.name} has no readable type`)
  const { empty } = raw.reader
  const bad = (row: number, cell: Raw): void => {
    values[row] = empty
    const shown = raw.show(cell)
    writer.report(row, column.name, shown, raw.reader.expected(shown))
  }
  let codes = new Float64Array(0)
  let isClean = false
  let entries: readonly Raw[] = []
  return {
    empty(row) {
      values[row] = empty
      if (column.role.role === 'known_from') writer.report(row, column.name, '', raw.reader.expected(''))
    },
    value(row, cell) {
      const value = raw.value(cell)
      if (Number.isNaN(value)) bad(row, cell)
      else values[row] = value
    },
    dictionary(given) {
      entries = Array.from(given as ArrayLike<Raw>)
      codes = Float64Array.from(entries, raw.value)
      isClean = codes.every(code => !Number.isNaN(code))
    },
    entries(first, indices, rows) {
      if (!isClean) return false
      for (let i = 0; i < rows; i++) {
        const index = indices[i] ?? 0
        if (index >= codes.length) return false
        values[first + i] = codes[index] ?? empty
      }
      return true
    },
    entry(row, index) {
      const value = codes[index] ?? Number.NaN
      if (Number.isNaN(value)) bad(row, entries[index] ?? 0)
      else values[row] = value
    },
  }
}

function readChunk(path: string, { offset, length }: Chunk): Uint8Array {
  const bytes = new Uint8Array(length)
  const fd = openSync(path, 'r')
  try {
    if (readSync(fd, bytes, 0, length, offset) !== length)
      throw new Error(`${path} ends in the middle of a column`)
  } finally {
    closeSync(fd)
  }
  return bytes
}
