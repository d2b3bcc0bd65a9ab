/** Days are whole numbers since 1970-01-01 in the Gregorian calendar; no clock and no time zone is involved. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Day number of a civil date (Howard Hinnant's algorithm, exact for all years). */
export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yoe = y - era * 400
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy
  return era * 146097 + doe - 719468
}

/** Civil date of a day number. */
export function civilOf(dayNumber: number): { year: number; month: number; day: number } {
  const z = dayNumber + 719468
  const era = Math.floor(z / 146097)
  const doe = z - era * 146097
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  )
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  }
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Days in a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 31)
}

/** Reads `2023-12-31`; undefined for any other form and for a day that does not exist. */
export function parseDay(text: string): number | undefined {
  const m = DAY.exec(text)
  if (!m) return undefined
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return dayOf(year, month, day)
}

/** Writes a day number as `2023-12-31`. */
export function formatDay(dayNumber: number): string {
  const { year, month, day } = civilOf(dayNumber)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * Completed years of someone born on `birth`, on the day `on`. Someone born on 29 February completes a year on
 * 1 March of a common year. Negative before birth.
 */
export function ageOn(birth: number, on: number): number {
  const b = civilOf(birth)
  const o = civilOf(on)
  return o.year - b.year - (o.month < b.month || (o.month === b.month && o.day < b.day) ? 1 : 0)
}

/** The latest birth day whose age on `on` is at least `years`: `ageOn(b, on) >= years` exactly when `b <= bornBy(on, years)`. */
export function bornBy(on: number, years: number): number {
  const o = civilOf(on)
  const year = o.year - years
  // on 28 February of a common year, born 29 February has not completed the year; on 29 February a common birth year has no such day
  const day = Math.min(o.day, daysInMonth(year, o.month))
  return dayOf(year, o.month, day)
}

/** `n` months after a day: the same day of the month, or the last day of a shorter month. */
export function monthsAfter(dayNumber: number, n: number): number {
  const { year, month, day } = civilOf(dayNumber)
  const index = year * 12 + (month - 1) + n
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  return dayOf(y, m, Math.min(day, daysInMonth(y, m)))
}

/** 1 January of the day's year. */
export function yearStart(dayNumber: number): number {
  return dayOf(civilOf(dayNumber).year, 1, 1)
}
