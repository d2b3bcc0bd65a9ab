import { FIRST_DAY, isoOf, LAST_DAY } from './calendar.ts'
import { type Column, EMPTY, REGISTRY_COLUMNS, type Table } from './columns.ts'
import type { Registry } from './registry.ts'

const COMMA = 44
const NEWLINE = 10
const ZERO = 48
const LETTER_H = 72
const LETTER_P = 80
/** The longest a row can get, with room to spare. */
const ROW_BYTES = 1024
const text = new TextEncoder()

/** Ready bytes by code: for each, its length and then its bytes, comma included, `stride` apart. */
interface Snippets {
  readonly bytes: Uint8Array
  readonly stride: number
}

function snippetsOf(words: readonly string[]): Snippets {
  const encoded = words.map(one => text.encode(`${one},`))
  const stride = 1 + Math.max(1, ...encoded.map(one => one.length))
  const bytes = new Uint8Array(stride * words.length)
  encoded.forEach((one, code) => {
    bytes[code * stride] = one.length
    bytes.set(one, code * stride + 1)
  })
  return { bytes, stride }
}

const FLAGS = snippetsOf(['false', 'true'])
const DAYS = snippetsOf(Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, i) => isoOf(FIRST_DAY + i)))

const MODE = { snippet: 0, whole: 1, hundredths: 2, household: 3, person: 4 } as const

interface Writer {
  readonly mode: number
  readonly data: Int32Array
  readonly snippets: Snippets
  readonly offset: number
}

/** A buffer that is used again for every block; bytes are copied out at the end. */
export class CsvEncoder {
  private buffer = new Uint8Array(1 << 20)
  private at = 0

  /** The rows of a table as CSV, without a header; LF ends a row, an empty cell is `EMPTY`. */
  table<N extends string>(table: Table<N>, columns: readonly Column<N>[]): Uint8Array {
    const writers = columns.map(one => writerOf(one, table.columns[one.name]))
    this.at = 0
    for (let row = 0; row < table.rows; row++) {
      this.room()
      for (const writer of writers) this.cell(writer, writer.data[row] as number)
      this.buffer[this.at - 1] = NEWLINE
    }
    return this.buffer.slice(0, this.at)
  }

  /** The registry's rows as CSV, without a header. No text in it holds a comma or a quote. */
  registry(registry: Registry, persons: Int32Array, households: Int32Array): Uint8Array {
    this.at = 0
    for (let row = 0; row < registry.full_name.length; row++) {
      this.room()
      this.id(LETTER_P, persons[row] as number, 8)
      this.id(LETTER_H, households[row] as number, 7)
      this.words(`${registry.full_name[row]},${registry.identity_number[row]},${registry.hamlet[row]}\n`)
    }
    return this.buffer.slice(0, this.at)
  }

  private room(): void {
    if (this.at + ROW_BYTES <= this.buffer.length) return
    this.buffer = new Uint8Array(this.buffer.buffer.transfer(this.buffer.length * 2))
  }

  private cell(writer: Writer, value: number): void {
    if (value === EMPTY) {
      this.buffer[this.at++] = COMMA
      return
    }
    switch (writer.mode) {
      case MODE.snippet: {
        const { bytes, stride } = writer.snippets
        const buffer = this.buffer
        const from = (value - writer.offset) * stride
        const length = bytes[from] as number
        let at = this.at
        for (let i = from + 1; i <= from + length; i++) buffer[at++] = bytes[i] as number
        this.at = at
        return
      }
      case MODE.whole:
        this.digits(value, 1)
        break
      case MODE.hundredths:
        this.digits(Math.floor(value / 100), 1)
        this.buffer[this.at++] = 46
        this.digits(value % 100, 2)
        break
      case MODE.household:
        this.id(LETTER_H, value, 7)
        return
      default:
        this.id(LETTER_P, value, 8)
        return
    }
    this.buffer[this.at++] = COMMA
  }

  private id(letter: number, value: number, width: number): void {
    this.buffer[this.at++] = letter
    this.digits(value, width)
    this.buffer[this.at++] = COMMA
  }

  /** A whole number that is not negative, with leading zeros up to `width`. */
  private digits(value: number, width: number): void {
    let length = 1
    for (let bound = 10; value >= bound; bound *= 10) length++
    if (length < width) length = width
    let rest = value
    for (let i = this.at + length - 1; i >= this.at; i--) {
      const tenth = (rest / 10) | 0
      this.buffer[i] = ZERO + rest - tenth * 10
      rest = tenth
    }
    this.at += length
  }

  private words(line: string): void {
    this.at += text.encodeInto(line, this.buffer.subarray(this.at)).written
  }
}

/** The header line of a file. */
export function headerOf(names: readonly string[]): Uint8Array {
  return text.encode(`${names.join(',')}\n`)
}

export const REGISTRY_HEADER = headerOf(REGISTRY_COLUMNS)

function writerOf(column: Column, data: Int32Array): Writer {
  switch (column.kind) {
    case 'word':
      return { mode: MODE.snippet, data, snippets: snippetsOf(column.words), offset: 0 }
    case 'flag':
      return { mode: MODE.snippet, data, snippets: FLAGS, offset: 0 }
    case 'day':
      return { mode: MODE.snippet, data, snippets: DAYS, offset: FIRST_DAY }
    case 'whole':
      return { mode: MODE.whole, data, snippets: FLAGS, offset: 0 }
    case 'hundredths':
      return { mode: MODE.hundredths, data, snippets: FLAGS, offset: 0 }
    case 'household_id':
      return { mode: MODE.household, data, snippets: FLAGS, offset: 0 }
    case 'person_id':
      return { mode: MODE.person, data, snippets: FLAGS, offset: 0 }
  }
}
