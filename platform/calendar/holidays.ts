import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Day, daysBetween, isDay, weekday } from './days.ts'

const day = z.string().refine(isDay, 'a day such as 2025-09-02')
const text = z.string().min(1)

const SpecialDay = z.strictObject({
  on: day,
  kind: z.enum(['holiday', 'in_lieu', 'swapped_off', 'working']),
  vi: text,
  en: text,
  source: text,
  mark: z.enum(['confirmed', 'reported', 'unconfirmed']),
})

const OpenDays = z.strictObject({
  from: day,
  to: day,
  days: z.int().positive(),
  vi: text,
  en: text,
  source: text,
})

const File = z.strictObject({
  labour_code: text,
  from: day,
  to: day,
  days: z.array(SpecialDay),
  open: z.array(OpenDays),
})

/** A weekday without work, or a Saturday or Sunday with work. */
export type SpecialDay = z.infer<typeof SpecialDay>

/** Days off that the law gives or may give, of which it is not known when or whether they fall within `from` to `to`. */
export type OpenDays = z.infer<typeof OpenDays>

/** The working days of state offices, as far as they are known. */
export interface WorkingCalendar {
  /** First and last day whose holidays are known or at least named. */
  readonly from: Day
  readonly to: Day
  readonly days: ReadonlyMap<Day, SpecialDay>
  readonly open: readonly OpenDays[]
}

/**
 * Reads the text of a holiday file.
 *
 * @throws Error where it says nothing (a holiday on a Sunday), says something twice, or does not have the shape
 */
export function readHolidays(yaml: string): WorkingCalendar {
  const file = File.parse(parse(yaml))
  const days = new Map<Day, SpecialDay>()
  for (const d of file.days) {
    const isWeekend = weekday(d.on) === 0 || weekday(d.on) === 6
    if (isWeekend !== (d.kind === 'working'))
      throw new Error(
        `${d.on}: ${d.kind} on a ${isWeekend ? 'weekend' : 'weekday'} changes nothing; leave it out`,
      )
    if (days.has(d.on)) throw new Error(`${d.on} stands twice`)
    if (d.on < file.from || d.on > file.to) throw new Error(`${d.on} lies outside ${file.from} to ${file.to}`)
    days.set(d.on, d)
  }
  for (const o of file.open)
    if (daysBetween(o.from, o.to) + 1 < o.days)
      throw new Error(`${o.from} to ${o.to} cannot hold ${o.days} days off`)
  return { from: file.from, to: file.to, days, open: file.open }
}

let shipped: WorkingCalendar | undefined

/** The holidays of Vietnam that come with the software. */
export function vietnamHolidays(): WorkingCalendar {
  shipped ??= readHolidays(readFileSync(path.join(import.meta.dirname, 'holidays.yaml'), 'utf8'))
  return shipped
}
