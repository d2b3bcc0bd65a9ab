import type { Names } from '../../engine/population/index.ts'

/** Names as bytes in shared memory. */
export interface SharedNames extends Names {
  readonly bytes: Uint8Array<SharedArrayBuffer>
  readonly start: Int32Array<SharedArrayBuffer>
}

/** Names of one part of a file, to be joined. `start` has one entry more than there are names. */
export interface NamesPart {
  readonly bytes: Uint8Array
  readonly start: Int32Array
}

const encoder = new TextEncoder()

/** Collects names one by one. */
export class NameWriter {
  private bytes: Uint8Array = new Uint8Array(1 << 16)
  private readonly start: Int32Array
  private rows = 0
  private at = 0

  constructor(rows: number) {
    this.start = new Int32Array(rows + 1)
  }

  addText(name: string): void {
    this.room(name.length * 3)
    this.at += writeText(name, this.bytes, this.at)
    this.start[++this.rows] = this.at
  }

  addBytes(source: Uint8Array, from: number, to: number): void {
    this.room(to - from)
    for (let i = from; i < to; i++) this.bytes[this.at++] = source[i] ?? 0
    this.start[++this.rows] = this.at
  }

  part(): NamesPart {
    return { bytes: this.bytes.slice(0, this.at), start: this.start }
  }

  private room(more: number): void {
    if (this.at + more <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + more))
    larger.set(this.bytes)
    this.bytes = larger
  }
}

/** Writes a text as UTF-8 and gives the number of bytes. Ids are nearly always ASCII. */
export function writeText(text: string, target: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 127) return encoder.encodeInto(text, target.subarray(at)).written
    target[at + i] = code
  }
  return text.length
}

/** The parts of a file in one piece. */
export function joinNames(parts: readonly NamesPart[]): SharedNames {
  const rows = parts.reduce((sum, p) => sum + p.start.length - 1, 0)
  const bytes = new Uint8Array(new SharedArrayBuffer(parts.reduce((sum, p) => sum + p.bytes.length, 0)))
  const start = new Int32Array(new SharedArrayBuffer((rows + 1) * 4))
  let row = 0
  let at = 0
  for (const part of parts) {
    bytes.set(part.bytes, at)
    for (let i = 1; i < part.start.length; i++) start[row + i] = at + (part.start[i] ?? 0)
    row += part.start.length - 1
    at += part.bytes.length
  }
  return { bytes, start }
}

/** Names of the given rows, in that order. */
export function pickNames(names: Names, rows: Int32Array): SharedNames {
  let size = 0
  for (const row of rows) size += (names.start[row + 1] ?? 0) - (names.start[row] ?? 0)
  const bytes = new Uint8Array(new SharedArrayBuffer(size))
  const start = new Int32Array(new SharedArrayBuffer((rows.length + 1) * 4))
  let at = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const to = names.start[row + 1] ?? 0
    for (let b = names.start[row] ?? 0; b < to; b++) bytes[at++] = names.bytes[b] ?? 0
    start[i + 1] = at
  }
  return { bytes, start }
}

/** Order of UTF-8 bytes as JavaScript compares strings (UTF-16): what is written with surrogates stands before U+E000 … U+FFFF. */
const order = (byte: number): number => (byte === 0xee || byte === 0xef ? byte + 16 : byte)

/** Negative, zero or positive, as name `a` of `x` stands before, at or behind name `b` of `y`. */
export function compareNames(x: Names, a: number, y: Names, b: number): number {
  let i = x.start[a] ?? 0
  let j = y.start[b] ?? 0
  const iEnd = x.start[a + 1] ?? 0
  const jEnd = y.start[b + 1] ?? 0
  for (; i < iEnd && j < jEnd; i++, j++) {
    const p = x.bytes[i] ?? 0
    const q = y.bytes[j] ?? 0
    if (p !== q) return order(p) - order(q)
  }
  return iEnd - i - (jEnd - j)
}
