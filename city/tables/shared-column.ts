import type { Fact } from '../../engine/language/index.ts'
import { isByteFact } from './cell.ts'
import type { FileColumn } from './columns.ts'

export type SharedValues =
  | Uint8Array<SharedArrayBuffer>
  | Int32Array<SharedArrayBuffer>
  | Float64Array<SharedArrayBuffer>

/** A column being filled by threads. `values` is missing for the ids of a file, which every part hands back as bytes. */
export interface SharedColumn extends FileColumn {
  readonly values: SharedValues | undefined
}

/** Room for `rows` values of a fact: a byte for bool and category, a double for money (narrowed later), else a whole number. */
export function roomFor(fact: Fact, rows: number): SharedValues {
  if (isByteFact(fact)) return new Uint8Array(new SharedArrayBuffer(rows))
  if (fact.type.t === 'money') return new Float64Array(new SharedArrayBuffer(rows * 8))
  return new Int32Array(new SharedArrayBuffer(rows * 4))
}

/** Room for the columns of a file: days for `known_from`, the row of the household for `household_id`. */
export function roomForAll(columns: readonly FileColumn[], rows: number): SharedColumn[] {
  return columns.map(c => ({
    ...c,
    values:
      c.role.role === 'id'
        ? undefined
        : c.role.role === 'fact'
          ? roomFor(c.role.fact, rows)
          : new Int32Array(new SharedArrayBuffer(rows * 4)),
  }))
}

/** The same kind of room for another number of rows. */
export function roomLike(values: SharedValues, rows: number): SharedValues {
  if (values instanceof Uint8Array) return new Uint8Array(new SharedArrayBuffer(rows))
  if (values instanceof Int32Array) return new Int32Array(new SharedArrayBuffer(rows * 4))
  return new Float64Array(new SharedArrayBuffer(rows * 8))
}

const LARGEST_INT = 2147483647

/** Money as Int32Array where every amount fits (the sentinels fit as well); half the memory, and faster. */
export function narrowed(values: SharedValues): SharedValues {
  if (!(values instanceof Float64Array)) return values
  for (let i = 0; i < values.length; i++) if ((values[i] ?? 0) > LARGEST_INT) return values
  const narrow = new Int32Array(new SharedArrayBuffer(values.length * 4))
  narrow.set(values)
  return narrow
}
