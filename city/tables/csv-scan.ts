import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { inferSchema, initParser } from 'udsv'

/** How a CSV file is written: found in its header line. */
export interface Dialect {
  readonly delimiter: string
  readonly newline: '\n' | '\r\n'
  readonly names: readonly string[]
}

/** A piece of a CSV file that begins and ends between two rows. */
export interface Block {
  readonly offset: number
  readonly length: number
  /** Number of its first row, counted from 0 over the rows that can be read. */
  readonly firstRow: number
  readonly rows: number
  /** Line of its first byte; the header is line 1. */
  readonly firstLine: number
  /** Ranges of bytes, from the block's start, with rows that cannot be read: from, to, from, to … */
  readonly malformed: readonly number[]
}

/** A row whose form is wrong: another number of cells, a quote in the wrong place. */
export interface MalformedRow {
  readonly line: number
  readonly cells: number
  readonly expected: string
}

export interface CsvScan {
  readonly dialect: Dialect
  readonly blocks: readonly Block[]
  readonly rows: number
  readonly bytes: number
  /** SHA-256 of the file. */
  readonly sha256: string
  readonly malformed: readonly MalformedRow[]
}

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
const PIECE = 4 << 20
const MOST_MALFORMED = 10_000
const LONGEST_ROW = 16 << 20

/**
 * First pass over a CSV file, in pieces: finds where rows begin, counts them, checks that each has as many cells as the header, and
 * hashes the bytes. uDSV, which reads the cells in the second pass, would fill up short rows without a word.
 *
 * @throws Error with a sentence for the person when the file is no CSV at all
 */
export function scanCsv(file: string): CsvScan {
  const fd = openSync(file, 'r')
  try {
    return new Scanner(fd).run()
  } finally {
    closeSync(fd)
  }
}

class Scanner {
  private readonly fd: number
  private readonly hash = createHash('sha256')
  private readonly blocks: Block[] = []
  private readonly malformed: MalformedRow[] = []
  private size = 0

  constructor(fd: number) {
    this.fd = fd
  }

  run(): CsvScan {
    let piece = this.read(PIECE)
    const { dialect, length } = readHeader(piece)
    let offset = length
    let firstRow = 0
    let firstLine = 2
    piece = piece.subarray(length)
    for (let rest = true; rest || piece.length > 0; ) {
      const more = this.read(PIECE)
      rest = more.length > 0
      const scanned = scanRows(piece, dialect, firstLine, !rest)
      if (rest && scanned.end === 0 && piece.length > LONGEST_ROW)
        throw new Error(`the row at line ${firstLine} does not end; is a quote never closed?`)
      this.malformed.push(...scanned.malformedRows)
      if (this.malformed.length > MOST_MALFORMED)
        throw new Error(
          `more than ${MOST_MALFORMED} rows do not have ${dialect.names.length} cells; is it a CSV file with one row a line?`,
        )
      this.blocks.push({
        offset,
        length: scanned.end,
        firstRow,
        rows: scanned.rows,
        firstLine,
        malformed: scanned.malformed,
      })
      offset += scanned.end
      firstRow += scanned.rows
      firstLine += scanned.lines
      piece = rest ? Buffer.concat([piece.subarray(scanned.end), more]) : piece.subarray(piece.length)
    }
    return {
      dialect,
      blocks: this.blocks.filter(b => b.rows > 0),
      rows: firstRow,
      bytes: this.size,
      sha256: this.hash.digest('hex'),
      malformed: this.malformed,
    }
  }

  private read(size: number): Buffer {
    const buffer = Buffer.allocUnsafe(size)
    const got = readSync(this.fd, buffer, 0, size, null)
    const read = buffer.subarray(0, got)
    this.hash.update(read)
    this.size += got
    return read
  }
}

function readHeader(piece: Buffer): { dialect: Dialect; length: number } {
  if (piece.length === 0) throw new Error('the file is empty; its first line names the columns')
  if (piece.includes(0)) throw new Error('the file is not UTF-8 text; save it as "CSV UTF-8"')
  const bom = piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? 3 : 0
  const end = piece.indexOf(NEWLINE)
  const stop = end < 0 ? piece.length : end
  const newline = piece[stop - 1] === RETURN ? '\r\n' : '\n'
  const line = piece.toString('utf8', bom, newline === '\r\n' ? stop - 1 : stop)
  if (line === '') throw new Error('the first line is empty; it names the columns')
  const schema = inferSchema(`${line}\n`, { row: '\n' })
  const withoutHeader: typeof schema & { skip: number } = { ...schema, skip: 0 }
  const names = initParser(withoutHeader).stringArrs(`${line}\n`)[0] as string[] | undefined
  return {
    dialect: { delimiter: schema.col, newline, names: names ?? [] },
    length: Math.min(stop + 1, piece.length),
  }
}

interface Scanned {
  /** Bytes of whole rows. */
  readonly end: number
  readonly rows: number
  readonly lines: number
  readonly malformed: readonly number[]
  readonly malformedRows: readonly MalformedRow[]
}

/** Finds the rows of a piece; `isLast` ends the last one without a newline. Calls `onRow` with the line of each readable row. */
export function scanRows(
  piece: Uint8Array,
  dialect: Dialect,
  firstLine: number,
  isLast: boolean,
  onRow?: (line: number) => void,
): Scanned {
  const delimiter = dialect.delimiter.charCodeAt(0)
  const returns = dialect.newline === '\r\n'
  const wanted = dialect.names.length
  const malformed: number[] = []
  const malformedRows: MalformedRow[] = []
  let line = firstLine
  let rowLine = firstLine
  let start = 0
  let cells = 1
  let rows = 0
  let fault = ''
  let state = 0 // 0 at the start of a cell, 1 inside, 2 inside quotes, 3 behind the closing quote
  const endRow = (stop: number, next: number): void => {
    const isReturn = stop > start && piece[stop - 1] === RETURN
    if (next > stop && isReturn !== returns && stop > start)
      fault = `a line that ends like the header's (${returns ? 'CRLF' : 'LF'})`
    if (stop - (isReturn && returns ? 1 : 0) > start) {
      if (fault !== '' || cells !== wanted) {
        malformed.push(start, next)
        malformedRows.push({ line: rowLine, cells, expected: fault || `${wanted} cells, as in the header` })
      } else {
        rows++
        onRow?.(rowLine)
      }
    }
    start = next
    cells = 1
    state = 0
    fault = ''
    rowLine = line
  }
  for (let i = 0; i < piece.length; i++) {
    const byte = piece[i] ?? 0
    if (byte === QUOTE) {
      if (state === 0) state = 2
      else if (state === 2) state = 3
      else if (state === 3) state = 2
      continue
    }
    if (byte === NEWLINE) line++
    if (state === 2) continue
    if (byte === NEWLINE) endRow(i, i + 1)
    else if (byte === delimiter) {
      cells++
      state = 0
    } else if (state === 0) state = 1
    else if (state === 3 && byte !== RETURN) fault = 'nothing between a closing quote and the next cell'
  }
  if (isLast && start < piece.length) {
    if (state === 2) fault = 'a closing quote'
    line++
    endRow(piece.length, piece.length)
  }
  return { end: start, rows, lines: rowLine - firstLine, malformed, malformedRows }
}
