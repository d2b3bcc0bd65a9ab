import { addDays, type Day, weekday } from './days.ts'
import type { OpenDays, WorkingCalendar } from './holidays.ts'

/** Why a reckoned day may be another one. */
export interface Doubt {
  /** `unconfirmed`: a day off taken from computing or memory. `missing`: days off that are not known, so that the result is a range. */
  readonly mark: 'unconfirmed' | 'missing'
  readonly vi: string
  readonly en: string
  readonly source: string
}

/** A deadline. Where every day off is known `on` and `latest` are the same. */
export interface Reckoned {
  /** If none of the unknown days off falls within the period: the safe day for whoever must act. */
  readonly on: Day
  /** If as many of them as possible do: until then nobody has lost a right. */
  readonly latest: Day
  readonly doubts: readonly Doubt[]
}

/** Longest period that is counted; beyond it a number is a mistake of typing. */
const LONGEST = 1_000

/** Is the day worked, as far as is known? Open days count as worked. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  const special = calendar.days.get(day)
  if (special) return special.kind === 'working'
  const w = weekday(day)
  return w !== 0 && w !== 6
}

/**
 * The `n`-th working day after `from`. The day itself is not counted, and `n` = 0 gives `from` or the next working day after it
 * (Civil Code 2015, Art. 147 and 148: the first day is left out, an end on a day off moves to the next working day; recalled, not read).
 *
 * @throws RangeError where `n` is negative, not whole, or above 1,000
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, n: number): Reckoned {
  check(n)
  const on = walk(calendar, from, n, new Set())
  const after = n === 0 ? addDays(from, -1) : from
  const latest = walk(calendar, from, n, placedEarly(calendar, after))
  return { on, latest, doubts: doubts(calendar, after, latest) }
}

/** `n` days of the calendar after `from`; an end on a day off moves to the next working day. @throws RangeError as `addWorkingDays` */
export function addCalendarDays(calendar: WorkingCalendar, from: Day, n: number): Reckoned {
  check(n)
  const end = addDays(from, n)
  const on = walk(calendar, end, 0, new Set())
  // every open day from the end on may carry the end further
  const latest = walk(calendar, end, 0, placedEarly(calendar, addDays(end, -1)))
  return { on, latest, doubts: doubts(calendar, addDays(end, -1), latest) }
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. Open days count as worked. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count++
  return count
}

function check(n: number): void {
  if (!Number.isInteger(n) || n < 0 || n > LONGEST)
    throw new RangeError(`a period of ${n} days cannot be counted: give a whole number from 0 to ${LONGEST}`)
}

function walk(calendar: WorkingCalendar, from: Day, n: number, off: ReadonlySet<Day>): Day {
  const works = (day: Day): boolean => isWorkingDay(calendar, day) && !off.has(day)
  let day = from
  for (let left = n; left > 0; ) {
    day = addDays(day, 1)
    if (works(day)) left--
  }
  while (!works(day)) day = addDays(day, 1)
  return day
}

/** Unknown days off where they delay most: as early as their window allows. */
function placedEarly(calendar: WorkingCalendar, after: Day): Set<Day> {
  const off = new Set<Day>()
  for (const window of calendar.open) for (const day of firstOf(calendar, window, after)) off.add(day)
  return off
}

function firstOf(calendar: WorkingCalendar, window: OpenDays, after: Day): Day[] {
  const days: Day[] = []
  for (let day = window.from; day <= window.to && days.length < window.days; day = addDays(day, 1))
    if (day > after && isWorkingDay(calendar, day)) days.push(day)
  return days
}

function doubts(calendar: WorkingCalendar, from: Day, to: Day): Doubt[] {
  const found: Doubt[] = []
  for (const { on, mark, vi, en, source } of calendar.days.values())
    if (on > from && on <= to && mark === 'unconfirmed')
      found.push({ mark, vi: `${vi} (${on})`, en: `${en} (${on})`, source })
  for (const { from: start, to: end, vi, en, source } of calendar.open)
    if (end > from && start <= to) found.push({ mark: 'missing', vi, en, source })
  if (from < calendar.from || to > calendar.to)
    found.push({
      mark: 'missing',
      vi: `lịch nghỉ lễ chỉ có từ ${calendar.from} đến ${calendar.to}`,
      en: `holidays are known from ${calendar.from} to ${calendar.to} only`,
      source: 'platform/calendar/holidays.yaml',
    })
  return found
}
