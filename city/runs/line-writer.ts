import type { Names } from '../../engine/population/index.ts'

const TAB = 9
const NEWLINE = 10
const RETURN = 13
const BACKSLASH = 92
const encoder = new TextEncoder()

/** Cell of null. */
export const NULL = encoder.encode('\\N')

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escaped = (text: string): string => text.replace(/[\\\n\r\t]/g, c => ESCAPES[c] ?? c)

/** A text as a cell of COPY's text format. */
export const cellOf = (text: string): Uint8Array => encoder.encode(escaped(text))

/** Several texts as cells with a tab after each; null is null. */
export const cellsOf = (texts: readonly (string | null)[]): Uint8Array =>
  encoder.encode(texts.map(text => `${text === null ? '\\N' : escaped(text)}\t`).join(''))

const PLAIN = /^[A-Za-z0-9_.:/-]+$/

/** Writes lines of COPY's text format as bytes into one growing buffer: the rows of a commune are never texts. */
export class LineWriter {
  private buffer: Buffer = Buffer.allocUnsafe(1 << 16)
  private at = 0

  /** Cells made before, tabs included. */
  bytes(bytes: Uint8Array): void {
    this.room(bytes.length)
    if (bytes.length > 64) this.buffer.set(bytes, this.at)
    else for (let i = 0; i < bytes.length; i++) this.buffer[this.at + i] = bytes[i] ?? 0
    this.at += bytes.length
  }

  tab(): void {
    this.byte(TAB)
  }

  newline(): void {
    this.byte(NEWLINE)
  }

  /** The id of a row as a cell. */
  name({ bytes, start }: Names, row: number): void {
    const from = start[row] ?? 0
    const to = start[row + 1] ?? 0
    this.room((to - from) * 2)
    for (let i = from; i < to; i++) {
      const byte = bytes[i] ?? 0
      if (byte === BACKSLASH || byte === TAB || byte === NEWLINE || byte === RETURN) {
        this.buffer[this.at++] = BACKSLASH
        this.buffer[this.at++] =
          byte === TAB ? 116 : byte === NEWLINE ? 110 : byte === RETURN ? 114 : BACKSLASH
      } else this.buffer[this.at++] = byte
    }
  }

  /** A whole number from 0 to 2^53 − 1 as a cell. */
  digits(value: number): void {
    this.room(16)
    let length = 1
    for (let v = value; v >= 10; v = Math.floor(v / 10)) length++
    this.at += length
    let rest = value
    for (let i = this.at - 1; i >= this.at - length; i--) {
      const next = Math.floor(rest / 10)
      this.buffer[i] = 48 + (rest - next * 10)
      rest = next
    }
  }

  /** Texts as a cell of type text[]; none is null. */
  list(items: readonly string[]): void {
    if (items.length === 0) {
      this.bytes(NULL)
      return
    }
    let text = '{'
    for (let i = 0; i < items.length; i++) text += (i === 0 ? '' : ',') + item(items[i] ?? '')
    text += '}'
    this.room(text.length * 3)
    this.at += this.buffer.write(text, this.at, 'utf8')
  }

  /** What was written, as bytes of their own; the writer is empty again. */
  take(): Buffer {
    const taken = Buffer.from(this.buffer.subarray(0, this.at))
    this.at = 0
    return taken
  }

  private byte(byte: number): void {
    this.room(1)
    this.buffer[this.at++] = byte
  }

  private room(more: number): void {
    if (this.at + more <= this.buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + more))
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
  }
}

const item = (text: string): string =>
  PLAIN.test(text) && text.toLowerCase() !== 'null'
    ? text
    : escaped(`"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
