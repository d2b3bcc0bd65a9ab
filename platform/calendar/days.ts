/** A calendar day as text, `2025-09-02`: what the database, the API and this folder exchange. No time zone is involved. */
export type Day = string

const FORM = /^\d{4}-\d{2}-\d{2}$/
const LENGTH = 86_400_000

const stamp = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const write = (time: number): Day => new Date(time).toISOString().slice(0, 10)

/** Is it the text of a day that exists? */
export function isDay(text: string): text is Day {
  if (!FORM.test(text)) return false
  const time = stamp(text)
  return !Number.isNaN(time) && write(time) === text
}

/** The day `n` days later; `n` may be negative. @throws RangeError for a text that is no day */
export function addDays(day: Day, n: number): Day {
  if (!isDay(day)) throw new RangeError(`${day} is not a day such as 2025-09-02`)
  return write(stamp(day) + n * LENGTH)
}

/** Days from `from` to `to`, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((stamp(to) - stamp(from)) / LENGTH)

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (day: Day): number => new Date(stamp(day)).getUTCDay()

/** The day as Vietnamese papers write it, `02/9/2025`: a zero before the days 1 to 9 and the months 1 and 2 (Decree 30/2020/NĐ-CP, Annex I). */
export function writeDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${Number(month) <= 2 ? month : String(Number(month))}/${year}`
}

/** `ngày 02 tháng 9 năm 2025`. */
export function writeDayInWords(day: Day): string {
  const [date, month, year] = writeDay(day).split('/')
  return `ngày ${date} tháng ${month} năm ${year}`
}

/** Today in Vietnam (UTC+7, no summer time), for an instant. */
export const dayInVietnam = (instant: Date): Day => write(instant.getTime() + 7 * 3_600_000)
