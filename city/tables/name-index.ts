import type { Names } from '../../engine/population/index.ts'
import { writeText } from './names.ts'

/** A hash table from names to rows in shared memory: open addressing, `slots` holds row + 1 or 0. */
export interface NameIndex {
  readonly names: Names
  readonly slots: Int32Array<SharedArrayBuffer>
}

/** An empty index for at most `rows` names. */
export function emptyIndex(names: Names, rows: number): NameIndex {
  let size = 16
  while (size < rows * 2) size *= 2
  return { names, slots: new Int32Array(new SharedArrayBuffer(size * 4)) }
}

/** An index of all rows; names must be different. */
export function indexNames(names: Names): NameIndex {
  const rows = names.start.length - 1
  const index = emptyIndex(names, rows)
  for (let row = 0; row < rows; row++) addRow(index, row)
  return index
}

/** Adds a row; gives the row that already has the same name, or −1. */
export function addRow(index: NameIndex, row: number): number {
  const { names, slots } = index
  const from = names.start[row] ?? 0
  const to = names.start[row + 1] ?? 0
  for (
    let slot = hash(names.bytes, from, to) & (slots.length - 1);
    ;
    slot = (slot + 1) & (slots.length - 1)
  ) {
    const other = (slots[slot] ?? 0) - 1
    if (other < 0) {
      slots[slot] = row + 1
      return -1
    }
    if (isName(names, other, names.bytes, from, to)) return other
  }
}

/** Looks names up; remembers where it was, because files are mostly in order. */
export class NameFinder {
  private readonly index: NameIndex
  private readonly scratch = new Uint8Array(4096)
  private last = 0

  constructor(index: NameIndex) {
    this.index = index
  }

  /** Row of a name, or −1. */
  findText(name: string): number {
    if (name.length * 3 > this.scratch.length) return -1
    return this.find(this.scratch, 0, writeText(name, this.scratch, 0))
  }

  /** Row of the name that stands in `bytes` from `from` up to but not including `to`, or −1. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const { names, slots } = this.index
    if (this.last < names.start.length - 1 && isName(names, this.last, bytes, from, to)) return this.last
    if (this.last + 1 < names.start.length - 1 && isName(names, this.last + 1, bytes, from, to))
      return ++this.last
    for (let slot = hash(bytes, from, to) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const row = (slots[slot] ?? 0) - 1
      if (row < 0) return -1
      if (isName(names, row, bytes, from, to)) {
        this.last = row
        return row
      }
    }
  }
}

function isName(names: Names, row: number, bytes: Uint8Array, from: number, to: number): boolean {
  let at = names.start[row] ?? 0
  if ((names.start[row + 1] ?? 0) - at !== to - from) return false
  for (let i = from; i < to; i++, at++) if (names.bytes[at] !== bytes[i]) return false
  return true
}

/** FNV-1a, mixed once more because ids differ in their last digits only. */
function hash(bytes: Uint8Array, from: number, to: number): number {
  let h = 0x811c9dc5
  for (let i = from; i < to; i++) h = Math.imul(h ^ (bytes[i] ?? 0), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}
