import type { Names } from '../../engine/population/index.ts'

const COMMA = 44
const QUOTE = 34
const NEWLINE = 10
const RETURN = 13
const encoder = new TextEncoder()

/** Bytes of a text. */
export const bytesOf = (text: string): Uint8Array => encoder.encode(text)

/** A CSV cell, quoted only where it must be. */
export const cellOf = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** Writes CSV as bytes into one growing buffer: a city's rows are never texts. */
export class ByteWriter {
  private buffer: Uint8Array<ArrayBuffer> = new Uint8Array(1 << 20)
  private at = 0

  bytes(bytes: Uint8Array): void {
    this.room(bytes.length)
    if (bytes.length > 64) this.buffer.set(bytes, this.at)
    else for (let i = 0; i < bytes.length; i++) this.buffer[this.at + i] = bytes[i] ?? 0
    this.at += bytes.length
  }

  comma(): void {
    this.byte(COMMA)
  }

  newline(): void {
    this.byte(NEWLINE)
  }

  /** A text as a cell. */
  cell(text: string): void {
    if (text !== '') this.bytes(bytesOf(cellOf(text)))
  }

  /** The name of a row as a cell. */
  name(names: Names, row: number): void {
    const from = names.start[row] ?? 0
    const to = names.start[row + 1] ?? 0
    const { bytes } = names
    this.room((to - from) * 2 + 2)
    const begin = this.at
    let plain = true
    for (let i = from; i < to; i++) {
      const byte = bytes[i] ?? 0
      if (byte === COMMA || byte === QUOTE || byte === NEWLINE || byte === RETURN) plain = false
      this.buffer[this.at++] = byte
    }
    if (plain) return
    this.at = begin
    this.byte(QUOTE)
    for (let i = from; i < to; i++) {
      if (bytes[i] === QUOTE) this.byte(QUOTE)
      this.byte(bytes[i] ?? 0)
    }
    this.byte(QUOTE)
  }

  /** A whole number, up to 2^53 − 1 in size. */
  digits(value: number): void {
    this.room(20)
    if (value < 0) {
      this.buffer[this.at++] = 45
      value = -value
    }
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

  /** What was written, as bytes of their own; the writer is empty again. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.buffer.slice(0, this.at)
    this.at = 0
    return taken
  }

  private byte(byte: number): void {
    this.room(1)
    this.buffer[this.at++] = byte
  }

  private room(more: number): void {
    if (this.at + more <= this.buffer.length) return
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.at + more))
    larger.set(this.buffer)
    this.buffer = larger
  }
}
