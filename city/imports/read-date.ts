import { dayOf, daysInMonth, formatDay } from '../../engine/language/days.ts'
import { type Cell, textOf } from './cell.ts'
import { plainWords } from './plain-text.ts'

/** A date as an office file gives it. */
export type ReadDate =
  | { readonly kind: 'none' }
  /** ISO date. */
  | { readonly kind: 'day'; readonly day: string }
  /** Only the year is known, or month and year: the day stays unknown. */
  | { readonly kind: 'year'; readonly year: number }
  /** No day of the calendar: 31/02, month 13. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unreadable' }

const NONE: ReadDate = { kind: 'none' }
const IMPOSSIBLE: ReadDate = { kind: 'impossible' }
const UNREADABLE: ReadDate = { kind: 'unreadable' }

/** Day 0 of Excel's calendar of 1900, right from March 1900 on (it counts a 29 February 1900 that never was). */
const EXCEL_ZERO = dayOf(1899, 12, 30)
/** A number in this range is a year, a greater one up to the end of 2099 a day of Excel's calendar (from October 1905 on). */
const [FIRST_YEAR, LAST_YEAR] = [1850, 2100]
const LAST_SERIAL = dayOf(2099, 12, 31) - EXCEL_ZERO

/**
 * Reads a date cell: a date, dd/mm/yyyy as text (also with dashes, dots or in words), ISO, a number of Excel's calendar, a year alone. Two-digit
 * years are unreadable, since 25 may be 1925 or 2025. Bounds (before 1900, in the future) are for the caller.
 *
 * @param cell as read from the workbook
 */
export function readDate(cell: Cell): ReadDate {
  if (cell === null) return NONE
  if (typeof cell === 'object') return { kind: 'day', day: cell.day }
  if (typeof cell === 'number') return ofNumber(cell)
  if (typeof cell === 'boolean') return UNREADABLE
  return ofText(textOf(cell))
}

function ofNumber(value: number): ReadDate {
  if (Number.isInteger(value) && value >= FIRST_YEAR && value <= LAST_YEAR)
    return { kind: 'year', year: value }
  const serial = Math.floor(value)
  if (!(serial > LAST_YEAR && serial <= LAST_SERIAL)) return UNREADABLE
  return { kind: 'day', day: formatDay(EXCEL_ZERO + serial) }
}

const DAY_FIRST = /^(\d{1,2})[ /.-]+(\d{1,2})[ /.-]+(\d{4})$/
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/
const MONTH_YEAR = /^(\d{1,2})[ /.-]+(\d{4})$/
const TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/
const IN_WORDS = /^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/

function ofText(text: string): ReadDate {
  const bare = text.replace(TIME, '').replace(/^'/, '').trim()
  if (bare === '' || /^[-–—.?]+$/.test(bare)) return NONE
  if (/^\d+(\.0+)?$/.test(bare)) return ofNumber(Number(bare))
  const m = DAY_FIRST.exec(bare) ?? IN_WORDS.exec(plainWords(bare))
  if (m) return civil(Number(m[3]), Number(m[2]), Number(m[1]))
  const iso = YEAR_FIRST.exec(bare)
  if (iso) return civil(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const month = MONTH_YEAR.exec(bare)
  if (month) return ofYear(Number(month[2]), Number(month[1]))
  return UNREADABLE
}

function ofYear(year: number, month: number): ReadDate {
  if (month < 1 || month > 12 || year < FIRST_YEAR || year > LAST_YEAR) return IMPOSSIBLE
  return { kind: 'year', year }
}

function civil(year: number, month: number, day: number): ReadDate {
  // 00/00/1957 is how some systems write a year alone
  if (day === 0 && month <= 12) return ofYear(year, Math.max(month, 1))
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return IMPOSSIBLE
  return { kind: 'day', day: formatDay(dayOf(year, month, day)) }
}
