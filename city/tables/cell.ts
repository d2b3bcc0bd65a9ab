// from their own files: threads load this module, and the whole language would bring its parsers along
import { formatDay, parseDay } from '../../engine/language/days.ts'
import type { Fact, FactBook } from '../../engine/language/law.ts'
import { defaultBounds } from '../../engine/language/types.ts'
import { NONE, NONE_BYTE, UNKNOWN, UNKNOWN_BYTE } from '../../engine/population/index.ts'
import { nearName } from './near-name.ts'

/**
 * Reads the cells of one fact into the number that its column holds (see engine/population). NaN means that the cell cannot be read;
 * `expected` then says what would be right.
 */
export interface CellReader {
  readonly fact: Fact
  /** What an empty cell becomes: unknown, or "there is none" for an optional fact. */
  readonly empty: number
  /** A cell as text; for facts of type text see `TextCodes`. */
  readonly text: (cell: string) => number
  /** A number of another tool: count, money and decimal. */
  readonly number: (value: number) => number
  /** A whole number in units of the last place of the fact. */
  readonly scaled: (value: number) => number
  /** A day number. */
  readonly day: (value: number) => number
  /** What stands in place of a wrong cell would have to be. */
  readonly expected: (cell: string) => string
}

/** Facts whose column holds one byte a row. */
export const isByteFact = (fact: Fact): boolean => fact.type.t === 'bool' || fact.type.t === 'category'

const unreadable = (): number => Number.NaN

/** The reader for a fact. */
export function cellReader(fact: Fact, facts: FactBook): CellReader {
  const empty = isByteFact(fact) ? (fact.optional ? NONE_BYTE : UNKNOWN_BYTE) : fact.optional ? NONE : UNKNOWN
  const base = { fact, empty, text: unreadable, number: unreadable, scaled: unreadable, day: unreadable }
  switch (fact.type.t) {
    case 'bool':
      return {
        ...base,
        text: cell => (cell === 'true' ? 1 : cell === 'false' ? 0 : Number.NaN),
        expected: () => 'true or false',
      }
    case 'category': {
      const words = facts.categories.get(fact.type.of)?.words ?? []
      const codes = new Map(words.map((word, code) => [word, code]))
      return {
        ...base,
        text: cell => codes.get(cell) ?? Number.NaN,
        expected: cell => expectedWord(cell, words),
      }
    }
    case 'date': {
      const { lo, hi } = boundsOf(fact)
      const day = (value: number): number => (value >= lo && value <= hi ? value : Number.NaN)
      return {
        ...base,
        day,
        text: cell => day(parseDay(cell) ?? Number.NaN),
        expected: cell => expectedDay(cell, lo, hi),
      }
    }
    case 'text':
      return { ...base, expected: () => 'text' }
    default:
      return { ...base, ...wholeReader(fact) }
  }
}

function boundsOf(fact: Fact): { lo: number; hi: number } {
  const { lo, hi } = fact.bounds ?? defaultBounds(fact.type)
  return { lo: Number(lo), hi: Number(hi) }
}

/** Counts, đồng, and decimals as whole numbers of their last place. */
function wholeReader(fact: Fact): Pick<CellReader, 'text' | 'number' | 'scaled' | 'expected'> {
  const { lo, hi } = boundsOf(fact)
  const places = fact.type.t === 'decimal' ? fact.type.places : 0
  const unit = 10 ** places
  const within = (value: number): number => (value >= lo && value <= hi ? value : Number.NaN)
  return {
    text: cell => within(scaledDigits(cell, places)),
    scaled: within,
    number(value) {
      const scaled = Math.round(value * unit)
      return scaled / unit === value ? within(scaled) : Number.NaN
    },
    expected: cell => expectedNumber(cell, fact, places, lo / unit, hi / unit),
  }
}

/** `12.5` with two places is 1250; NaN for anything but digits with at most so many places. Fast: no regular expression. */
function scaledDigits(cell: string, places: number): number {
  let value = 0
  let after = -1
  for (let i = 0; i < cell.length; i++) {
    const digit = cell.charCodeAt(i) - 48
    if (digit === -2 && after < 0 && i > 0 && places > 0) after = 0
    else if (digit < 0 || digit > 9) return Number.NaN
    else {
      value = value * 10 + digit
      if (after >= 0 && ++after > places) return Number.NaN
    }
  }
  if (cell.length === 0 || after === 0) return Number.NaN
  for (let i = Math.max(after, 0); i < places; i++) value *= 10
  return value <= Number.MAX_SAFE_INTEGER ? value : Number.NaN
}

function expectedWord(cell: string, words: readonly string[]): string {
  const near = nearName(cell, words)
  const list =
    words.length <= 8 || near === undefined
      ? `one of ${words.join(', ')}`
      : `one of the ${words.length} words`
  return near === undefined ? list : `${list}; did you mean ${near}?`
}

function expectedDay(cell: string, lo: number, hi: number): string {
  const other = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(cell)
  if (other)
    return `a date as ${other[3]}-${String(other[2]).padStart(2, '0')}-${String(other[1]).padStart(2, '0')} (year-month-day)`
  if (!/^\d{4}-\d{2}-\d{2}$/.test(cell)) return 'a date as 2023-12-31 (year-month-day)'
  if (parseDay(cell) === undefined) return 'a day that exists'
  return `a date from ${formatDay(lo)} to ${formatDay(hi)}`
}

function expectedNumber(cell: string, fact: Fact, places: number, lo: number, hi: number): string {
  const money = fact.type.t === 'money'
  if (/^-\d/.test(cell) && lo >= 0)
    return money ? 'whole đồng, never negative' : 'a number that is not negative'
  if (/^\d+\.\d*$/.test(cell)) {
    if (places > 0) return `at most ${places} decimal places, as 12.50`
    return money
      ? 'whole đồng, without decimals or separators'
      : 'a whole number, without decimals or separators'
  }
  if (!/^\d+(\.\d+)?$/.test(cell))
    return places > 0
      ? `digits with at most ${places} decimal places, as 12.50`
      : money
        ? 'whole đồng, digits only'
        : 'a whole number, digits only'
  return `from ${lo} to ${hi}`
}
