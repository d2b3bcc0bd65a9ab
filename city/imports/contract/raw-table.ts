import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet'
import { formatDay } from '../../../engine/language/days.ts'
import { type CsvScan, eachCsvRow, linesOf, readBlock, scanCsv, scanParquet } from '../../tables/index.ts'
import { FileProblem } from '../file-problem.ts'

/** A cell as it stands in a file of the data contract; null and the empty text are empty ones. */
export type Raw = string | number | boolean | null

export interface RawRow {
  /** Line of a CSV file (the header is line 1), row of a Parquet file (the first is row 1). */
  readonly row: number
  readonly cells: readonly Raw[]
}

/** One file of the data contract, CSV or Parquet; its rows can be read more than once. */
export interface RawTable {
  /** Name of the file, as messages say it. */
  readonly name: string
  readonly columns: readonly string[]
  readonly count: number
  readonly sha256: string
  /** Rows in the order of the file, in batches. */
  rows(): AsyncIterable<readonly RawRow[]>
  /** Cells of one column as text, in batches: much quicker than rows. */
  texts(column: string): AsyncIterable<readonly string[]>
}

/** Rows of a Parquet row group that are in memory at once. */
const SLICE = 100_000

/** Opens a file of the data contract. @throws FileProblem */
export async function openTable(path: string, name: string): Promise<RawTable> {
  try {
    return path.endsWith('.parquet') ? await openParquet(path, name) : openCsv(path, name)
  } catch (e) {
    if (e instanceof FileProblem || !(e instanceof Error) || 'code' in e) throw e
    throw new FileProblem('damaged', `${name}: ${e.message}`)
  }
}

function openCsv(path: string, name: string): RawTable {
  const scan = scanCsv(path)
  const [first] = scan.malformed
  if (first)
    throw new FileProblem(
      'rows_malformed',
      `${name}: ${scan.malformed
        .slice(0, 10)
        .map(one => one.line)
        .join(', ')}${scan.malformed.length > 10 ? ' …' : ''}`,
    )
  const { dialect, rows, sha256 } = scan
  return {
    name,
    columns: dialect.names,
    count: rows,
    sha256,
    rows: () => csvRows(path, scan),
    texts: column => csvTexts(path, scan, column),
  }
}

async function* csvRows(path: string, { blocks, dialect }: CsvScan): AsyncGenerator<RawRow[]> {
  for (const [i, block] of blocks.entries()) {
    const bytes = readBlock(path, block)
    const next = blocks[i + 1]
    // where every line is a row, lines need not be counted again
    const isPlain = next !== undefined && next.firstLine - block.firstLine === block.rows
    const lines = isPlain ? undefined : linesOf(bytes, dialect, block)
    let count = 0
    for (const piece of piecesOf(bytes)) {
      const rows: RawRow[] = []
      eachCsvRow(piece, dialect, block, cells => {
        rows.push({ row: lines ? (lines[count] ?? 0) : block.firstLine + count, cells })
        count++
      })
      yield rows
    }
  }
}

/** A few hundred rows at a time: what is in use for a moment only costs little memory, and little work to clear away. */
const PIECE = 256 * 1024
const NEWLINE = 10
const QUOTE = 34

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  // a newline within quotes ends no row
  const size = bytes.includes(QUOTE) ? bytes.length : PIECE
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, at + size)
    const end = newline < 0 ? bytes.length : newline + 1
    yield bytes.subarray(at, end)
    at = end
  }
}

async function* csvTexts(
  path: string,
  { blocks, dialect }: CsvScan,
  column: string,
): AsyncGenerator<string[]> {
  const place = dialect.names.indexOf(column)
  for (const block of blocks) {
    const bytes = readBlock(path, block)
    if (!bytes.includes(QUOTE)) {
      yield cellsAt(bytes.toString(), dialect, place)
      continue
    }
    const texts: string[] = []
    eachCsvRow(bytes, dialect, block, cells => texts.push(cells[place] ?? ''))
    yield texts
  }
}

/** The cells at one place of rows in which nothing stands in quotes; the others are passed over. */
function cellsAt(text: string, { delimiter, newline }: CsvScan['dialect'], place: number): string[] {
  const cells: string[] = []
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf(newline, at)
    const end = found < 0 ? text.length : found
    let from = at
    for (let i = 0; i < place; i++) from = text.indexOf(delimiter, from) + 1
    const to = text.indexOf(delimiter, from)
    if (end > at) cells.push(text.slice(from, to < 0 || to > end ? end : to))
    at = end + newline.length
  }
  return cells
}

async function openParquet(path: string, name: string): Promise<RawTable> {
  const scan = await scanParquet(path)
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path))
  return {
    name,
    columns: scan.names,
    count: scan.rows,
    sha256: scan.sha256,
    rows: () => parquetRows(path, metadata, scan.names),
    texts: column => parquetTexts(path, metadata, scan.names, column),
  }
}

async function* parquetTexts(
  path: string,
  metadata: FileMetaData,
  names: readonly string[],
  column: string,
): AsyncGenerator<string[]> {
  const place = names.indexOf(column)
  for await (const rows of parquetRows(path, metadata, names, [column]))
    yield rows.map(({ cells }) => String(cells[place] ?? ''))
}

const DAY = 86_400_000
const momentText = (milliseconds: number): string =>
  milliseconds % DAY === 0 ? formatDay(milliseconds / DAY) : new Date(milliseconds).toISOString()

/** Dates and moments as text, so that they are read like those of a CSV file. */
const PARSERS = {
  dateFromDays: (days: number) => formatDay(days),
  timestampFromMilliseconds: (millis: bigint) => momentText(Number(millis)),
  timestampFromMicroseconds: (micros: bigint) => momentText(Number(micros / 1000n)),
  timestampFromNanoseconds: (nanos: bigint) => momentText(Number(nanos / 1_000_000n)),
}

async function* parquetRows(
  path: string,
  metadata: FileMetaData,
  names: readonly string[],
  only: readonly string[] = names,
): AsyncGenerator<RawRow[]> {
  const file = await asyncBufferFromFile(path)
  let start = 0
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows)
    for (let from = start; from < end; from += SLICE) {
      const to = Math.min(from + SLICE, end)
      const rows = Array.from({ length: to - from }, (_, i) => ({
        row: from + i + 1,
        cells: new Array<Raw>(names.length).fill(null),
      }))
      // one column at a time, so that only the slice is in memory as values
      for (const [place, column] of names.entries()) {
        if (!only.includes(column)) continue
        await parquetRead({
          file,
          metadata,
          columns: [column],
          rowStart: from,
          rowEnd: to,
          parsers: PARSERS,
          onChunk({ columnData, rowStart }) {
            for (let i = 0; i < columnData.length; i++) {
              const cells = rows[rowStart + i - from]?.cells
              if (cells) cells[place] = rawOf(columnData[i])
            }
          },
        })
      }
      yield rows
    }
    start = end
  }
}

function rawOf(value: unknown): Raw {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value
    case 'bigint':
      return Number(value)
    default:
      return value === undefined || value === null ? null : String(value)
  }
}
