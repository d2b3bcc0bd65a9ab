import { formatDay } from '../../../engine/language/days.ts'
import type { Fact, FactBook } from '../../../engine/language/index.ts'
import type { FactValue } from '../../households/index.ts'
import { cellReader } from '../../tables/index.ts'
import type { Raw } from './raw-table.ts'

/** A cell that cannot be read. */
export const UNREADABLE = Symbol('unreadable')

export interface ValueReader {
  readonly fact: Fact
  /** The value of a cell, null for an empty one. */
  readonly read: (raw: Raw) => FactValue | typeof UNREADABLE
  /** What would be right, in words. */
  readonly expected: { readonly expected_vi: string; readonly expected_en: string }
}

/** Different texts of one column that are remembered; most columns have fewer. */
const MOST_REMEMBERED = 20_000

/** Reads the cells of a declared fact as the registry keeps them: decimals as exact text, days as ISO text. */
export function valueReader(fact: Fact, facts: FactBook): ValueReader {
  const { text, number } = cellReader(fact, facts)
  const words = fact.type.t === 'category' ? (facts.categories.get(fact.type.of)?.words ?? []) : []
  const places = fact.type.t === 'decimal' ? fact.type.places : 0
  const decode = (code: number): FactValue | typeof UNREADABLE => {
    if (Number.isNaN(code)) return UNREADABLE
    switch (fact.type.t) {
      case 'bool':
        return code === 1
      case 'category':
        return words[code] ?? UNREADABLE
      case 'date':
        return formatDay(code)
      case 'decimal':
        return decimalText(code, places)
      default:
        return code
    }
  }
  const known = new Map<string, FactValue | typeof UNREADABLE>()
  const readText = (cell: string): FactValue | typeof UNREADABLE => {
    const before = known.get(cell)
    if (before !== undefined) return before
    const value = fact.type.t === 'text' ? cell.normalize('NFC').trim() : decode(text(cell))
    if (known.size < MOST_REMEMBERED) known.set(cell, value)
    return value
  }
  return {
    fact,
    read(raw) {
      if (raw === null || raw === '') return null
      if (typeof raw === 'string') return readText(raw)
      if (typeof raw === 'boolean') return fact.type.t === 'bool' ? raw : UNREADABLE
      return ['count', 'money', 'decimal'].includes(fact.type.t) ? decode(number(raw)) : readText(String(raw))
    },
    expected: expectedOf(fact, words, places),
  }
}

/** 1250 with two places is `12.50`. */
function decimalText(scaled: number, places: number): string {
  const digits = String(scaled).padStart(places + 1, '0')
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

function expectedOf(fact: Fact, words: readonly string[], places: number): ValueReader['expected'] {
  const both = (vi: string, en: string) => ({ expected_vi: vi, expected_en: en })
  switch (fact.type.t) {
    case 'bool':
      return both('true hoặc false', 'true or false')
    case 'date':
      return both('ngày dạng 2025-12-31', 'a date as 2025-12-31')
    case 'category':
      return both(`một trong ${words.join(', ')}`, `one of ${words.join(', ')}`)
    case 'money':
      return both('số nguyên đồng, không âm, không dấu phân cách', 'whole đồng, not negative, no separators')
    case 'decimal':
      return both(
        `số không âm, tối đa ${places} chữ số thập phân`,
        `a number with at most ${places} decimal places`,
      )
    case 'count':
      return both('số nguyên không âm', 'a whole number, not negative')
    default:
      return both('chữ', 'text')
  }
}
