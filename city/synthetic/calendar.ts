/** Days are counted from 1970-01-01, as in Parquet's DATE; the table below makes years, months and days cheap. */
export const FIRST_DAY = -25567 // 1900-01-01
export const LAST_DAY = 25567 // 2040-01-01

const YMD = new Int32Array(LAST_DAY - FIRST_DAY + 1).map((_, i) => {
  const date = new Date((FIRST_DAY + i) * 86_400_000)
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
})

/** Day number of an ISO date such as `2023-12-31`. */
export function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000
}

/** ISO date of a day number. */
export function isoOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

/** Year × 10000 + month × 100 + day, for days from 1900 to 2040. */
export function ymd(day: number): number {
  return YMD[day - FIRST_DAY] as number
}

/** Calendar year of a day. */
export function yearOf(day: number): number {
  return Math.floor(ymd(day) / 10_000)
}

/** Completed years; someone born on 29 February completes a year on 1 March of a common year. */
export function completedYears(birth: number, on: number): number {
  return Math.floor((ymd(on) - ymd(birth)) / 10_000)
}

/** The day on which someone born on `birth` completes `years` years. */
export function birthday(birth: number, years: number): number {
  const date = ymd(birth)
  return (
    Date.UTC(Math.floor(date / 10_000) + years, (Math.floor(date / 100) % 100) - 1, date % 100) / 86_400_000
  )
}

/** `months` after a day: the same day of the month, or its last. */
export function monthsAfter(day: number, months: number): number {
  const date = new Date(day * 86_400_000)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + months
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / 86_400_000
}

/** For every age from 0 to 110, the first and the last birth day of those who have it on a day. */
export function birthDays(on: number): { readonly first: Int32Array; readonly last: Int32Array } {
  const first = new Int32Array(111)
  const last = new Int32Array(111)
  let age = 0
  let day = on
  last[0] = on
  while (age <= 110) {
    const older = completedYears(day - 1, on)
    if (older > age) {
      first[age] = day
      if (older <= 110) last[older] = day - 1
      age = older
    }
    day--
  }
  return { first, last }
}
