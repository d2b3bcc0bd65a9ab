import type { Names } from '../../engine/population/index.ts'

/** Ids of a growing number of rows, kept as bytes. It can be emptied and filled again in the same memory. */
export class NamesBuilder {
  private bytes: Uint8Array = new Uint8Array(1 << 14)
  private start: Int32Array = new Int32Array(1 << 10)
  private at = 0
  rows = 0

  push(source: Uint8Array, from: number, to: number): void {
    const end = this.at + to - from
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, end))
      larger.set(this.bytes)
      this.bytes = larger
    }
    for (let i = from; i < to; i++) this.bytes[this.at++] = source[i] ?? 0
    if (++this.rows === this.start.length) {
      const larger = new Int32Array(this.start.length * 2)
      larger.set(this.start)
      this.start = larger
    }
    this.start[this.rows] = this.at
  }

  /** Compares the id of a row with other bytes: negative, 0 or positive, as `collate "C"` and JavaScript order ASCII. */
  compare(row: number, source: Uint8Array, from: number, to: number): number {
    const mine = this.start[row] ?? 0
    const length = (this.start[row + 1] ?? 0) - mine
    const common = Math.min(length, to - from)
    for (let i = 0; i < common; i++) {
      const difference = (this.bytes[mine + i] ?? 0) - (source[from + i] ?? 0)
      if (difference !== 0) return difference
    }
    return length - (to - from)
  }

  clear(): void {
    this.rows = 0
    this.at = 0
  }

  /** Keeps these rows only, in their order (ascending). */
  keep(rows: Int32Array): void {
    const { bytes, start } = this
    this.clear()
    // what is kept moves to the front: never over what is still to be read
    for (const row of rows) this.push(bytes, start[row] ?? 0, start[row + 1] ?? 0)
  }

  /** The ids; the arrays may be longer than there are rows. */
  names(): Names {
    return { bytes: this.bytes, start: this.start }
  }
}
