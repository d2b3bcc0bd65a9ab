import { defaultBounds, type Fact } from '../../engine/language/index.ts'
import {
  type Column,
  NONE,
  NONE_BYTE,
  UNKNOWN,
  UNKNOWN_BYTE,
  type Values,
} from '../../engine/population/index.ts'

const LARGEST_INT = 2147483647

/**
 * One fact of a growing number of rows, in the numbers that the engine's columns hold (see engine/population): 0/1, number of a word, whole
 * number in units of the last place, day number, number of a text.
 */
export class ColumnBuilder {
  readonly fact: Fact
  /** What null becomes: unknown, or "there is none" for an optional fact. */
  readonly empty: number
  private readonly lo: number
  private readonly hi: number
  private readonly isByte: boolean
  private values: Values
  private rows = 0
  private hasUnknown = false
  private isWide = false
  private readonly texts: string[] = []
  private readonly codes = new Map<string, number>()

  constructor(fact: Fact, expected = 1024) {
    const { t } = fact.type
    this.fact = fact
    this.isByte = t === 'bool' || t === 'category'
    this.empty = this.isByte ? (fact.optional ? NONE_BYTE : UNKNOWN_BYTE) : fact.optional ? NONE : UNKNOWN
    const bounds = fact.bounds ?? defaultBounds(fact.type)
    const isWhole = !this.isByte && t !== 'text'
    this.lo = isWhole ? Number(bounds.lo) : 0
    this.hi = isWhole ? Number(bounds.hi) : Number.MAX_SAFE_INTEGER
    this.values = this.isByte
      ? new Uint8Array(expected)
      : t === 'money'
        ? new Float64Array(expected)
        : new Int32Array(expected)
  }

  /** Adds a row; false when the value lies outside the bounds of the fact, and then nothing was added. */
  push(value: number): boolean {
    if (value < this.lo || value > this.hi) return false
    this.add(value)
    if (value > LARGEST_INT) this.isWide = true
    return true
  }

  pushNull(): void {
    if (!this.fact.optional) this.hasUnknown = true
    this.add(this.empty)
  }

  /** Adds a row of a fact of type text. */
  pushText(text: string): void {
    let code = this.codes.get(text)
    if (code === undefined) {
      code = this.texts.push(text) - 1
      this.codes.set(text, code)
    }
    this.add(code)
  }

  private add(value: number): void {
    if (this.rows === this.values.length) this.values = grown(this.values, this.rows * 2)
    this.values[this.rows++] = value
  }

  /** The column, of the rows `kept` only where that is given. Money that fits is kept in half the room. */
  finish(kept?: Int32Array): Column {
    const whole = this.values.subarray(0, this.rows)
    const values = narrowed(kept === undefined ? whole.slice() : pick(whole, kept), this.isWide)
    return {
      fact: this.fact,
      values,
      hasUnknown: this.hasUnknown,
      dictionary: this.fact.type.t === 'text' ? this.texts : undefined,
    }
  }
}

function grown(values: Values, rows: number): Values {
  const room =
    values instanceof Uint8Array
      ? new Uint8Array(rows)
      : values instanceof Int32Array
        ? new Int32Array(rows)
        : new Float64Array(rows)
  room.set(values)
  return room
}

function pick(values: Values, rows: Int32Array): Values {
  const picked = grown(values.subarray(0, 0), rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i] ?? 0] ?? 0
  return picked
}

const narrowed = (values: Values, isWide: boolean): Values =>
  values instanceof Float64Array && !isWide ? Int32Array.from(values) : values
