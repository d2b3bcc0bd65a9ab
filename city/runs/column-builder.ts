import { defaultBounds, type Fact } from '../../engine/language/index.ts'
import {
  type Column,
  NONE,
  NONE_BYTE,
  UNKNOWN,
  UNKNOWN_BYTE,
  type Values,
} from '../../engine/population/index.ts'

/**
 * One fact of a growing number of rows, in the numbers that the engine's columns hold (see engine/population): 0/1, number of a word, whole
 * number in units of the last place, day number, number of a text. It can be emptied and filled again in the same memory.
 */
export class ColumnBuilder {
  readonly fact: Fact
  /** What null becomes: unknown, or "there is none" for an optional fact. */
  readonly empty: number
  private readonly lo: number
  private readonly hi: number
  private values: Values
  private rows = 0
  private hasUnknown = false
  private readonly texts: string[] = []
  private readonly codes = new Map<string, number>()
  private made: { readonly column: Column; readonly texts: number } | undefined

  constructor(fact: Fact, expected = 1024) {
    const { t } = fact.type
    const isByte = t === 'bool' || t === 'category'
    this.fact = fact
    this.empty = isByte ? (fact.optional ? NONE_BYTE : UNKNOWN_BYTE) : fact.optional ? NONE : UNKNOWN
    const bounds = fact.bounds ?? defaultBounds(fact.type)
    const isWhole = !isByte && t !== 'text'
    this.lo = isWhole ? Number(bounds.lo) : 0
    this.hi = isWhole ? Number(bounds.hi) : Number.MAX_SAFE_INTEGER
    this.values = isByte
      ? new Uint8Array(expected)
      : t === 'money'
        ? new Float64Array(expected)
        : new Int32Array(expected)
  }

  /** Adds a row; false when the value lies outside the bounds of the fact, and then nothing was added. */
  push(value: number): boolean {
    if (value < this.lo || value > this.hi) return false
    this.add(value)
    return true
  }

  pushNull(): void {
    if (!this.fact.optional) this.hasUnknown = true
    this.add(this.empty)
  }

  /** Adds a row of a fact of type text. */
  pushText(text: string): void {
    this.add(this.codeOf(text))
  }

  /** The number of a text; the text gets one if it has none. */
  codeOf(text: string): number {
    let code = this.codes.get(text)
    if (code === undefined) {
      code = this.texts.push(text) - 1
      this.codes.set(text, code)
    }
    return code
  }

  private add(value: number): void {
    if (this.rows === this.values.length) this.values = grown(this.values, this.rows * 2)
    this.values[this.rows++] = value
  }

  /** Empty again: memory, texts, and that a value was unknown once, stay. */
  clear(): void {
    this.rows = 0
  }

  /** Keeps these rows only, in their order (ascending). */
  keep(rows: Int32Array): void {
    for (let i = 0; i < rows.length; i++) this.values[i] = this.values[rows[i] ?? 0] ?? 0
    this.rows = rows.length
  }

  /**
   * The column; its array may be longer than there are rows. It is the same object as the last time unless the array, the texts or whether
   * anything is unknown have changed: code that was compiled for it may be used again.
   */
  column(): Column {
    const { made, values, hasUnknown, texts } = this
    if (
      made?.column.values === values &&
      made.column.hasUnknown === hasUnknown &&
      made.texts === texts.length
    )
      return made.column
    const dictionary = this.fact.type.t === 'text' ? texts : undefined
    this.made = { column: { fact: this.fact, values, hasUnknown, dictionary }, texts: texts.length }
    return this.made.column
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
