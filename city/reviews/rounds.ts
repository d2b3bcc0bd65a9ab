import {
  addCalendarDays,
  addWorkingDays,
  type Day,
  type Reckoned,
  type WorkingCalendar,
} from '../../platform/calendar/index.ts'
import { numberOf, type SettingKey, type Settings } from './settings.ts'

export const ROUND_KINDS = ['annual', 'regular'] as const
export type RoundKind = (typeof ROUND_KINDS)[number]

/** When a round runs. */
export interface RoundDates {
  readonly startsOn: Day
  /** Day by which its decisions are made; a range where days off are not known. */
  readonly decidedBy: Reckoned
}

/** A period of a setting after a day, on the working-day calendar. */
export function after(calendar: WorkingCalendar, settings: Settings, key: SettingKey, from: Day): Reckoned {
  const n = numberOf(settings, key)
  return settings[key].unit === 'working_day'
    ? addWorkingDays(calendar, from, n)
    : addCalendarDays(calendar, from, n)
}

/** The annual review of a year: 1 September to the end of 14 December (Decision 24/2021/QĐ-TTg, Art. 3). */
export function annualDates(settings: Settings, year: number): RoundDates {
  const end = `${year}-${settings.annual_to.value}`
  return {
    startsOn: `${year}-${settings.annual_from.value}`,
    decidedBy: { on: end, latest: end, doubts: [] },
  }
}

/** The regular review of a month (1–12): from its 15th, decided within 15 days (Art. 3 and 5). */
export function regularDates(
  calendar: WorkingCalendar,
  settings: Settings,
  year: number,
  month: number,
): RoundDates {
  const startsOn = `${year}-${pad(month)}-${pad(numberOf(settings, 'regular_day'))}`
  return { startsOn, decidedBy: after(calendar, settings, 'regular_days', startsOn) }
}

/** When a household that hands in a request is told to come back: at the end of the round that will take it up. */
export function returnDate(
  calendar: WorkingCalendar,
  settings: Settings,
  kind: RoundKind,
  received: Day,
): Reckoned {
  const [year, month, day] = received.split('-').map(Number) as [number, number, number]
  if (kind === 'annual') {
    const now = annualDates(settings, year)
    return received <= now.decidedBy.on ? now.decidedBy : annualDates(settings, year + 1).decidedBy
  }
  const waits = day > numberOf(settings, 'regular_day')
  const next = waits ? (month % 12) + 1 : month
  return regularDates(calendar, settings, waits && month === 12 ? year + 1 : year, next).decidedBy
}

const pad = (n: number): string => String(n).padStart(2, '0')
