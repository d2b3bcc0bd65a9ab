import {
  type Day,
  type Reckoned,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../platform/calendar/index.ts'
import { type CaseState, isOver } from './moves.ts'
import { after } from './rounds.ts'
import { numberOf, type SettingKey, type Settings } from './settings.ts'
import type { Standing } from './words.ts'

/** What of a case decides when the next step is due. */
export interface Timed {
  readonly state: CaseState
  /** Day on which it came into that state. */
  readonly since: Day
  /** Last day of the posting, where it is posted. */
  readonly postedUntil: Day | undefined
  readonly standing: Standing | undefined
}

/** Periods of the states; every other state is due with its round. */
const OWN: Partial<Record<CaseState, SettingKey>> = { complained: 'recheck_days', asked: 'opinion_days' }

/**
 * Day by which the next step is due: that of the state, but never later than the round's. undefined when nothing is due any more.
 * A posting is due when it ends: that is the day on which it is taken down and the case goes on.
 */
export function dueOf(
  calendar: WorkingCalendar,
  settings: Settings,
  round: Reckoned,
  timed: Timed,
): Reckoned | undefined {
  if (isOver(timed.state)) return undefined
  if (timed.state === 'decided' && !hasCertificate(timed.standing)) return undefined
  const key = OWN[timed.state]
  if (key) return earlier(after(calendar, settings, key, timed.since), round)
  if (timed.state === 'posted' && timed.postedUntil !== undefined)
    return earlier({ on: timed.postedUntil, latest: timed.postedUntil, doubts: [] }, round)
  return round
}

/** Only poor and near-poor households get a certificate (Decision 24/2021/QĐ-TTg, Art. 5). */
export const hasCertificate = (standing: Standing | undefined): boolean =>
  standing === 'poor' || standing === 'near_poor'

const earlier = (a: Reckoned, b: Reckoned): Reckoned => ({
  on: a.on <= b.on ? a.on : b.on,
  latest: a.latest <= b.latest ? a.latest : b.latest,
  doubts: a.latest <= b.latest ? a.doubts : b.doubts,
})

export type Timeliness = 'overdue' | 'due_soon' | 'in_time'

/** How a deadline stands on a day. It is overdue only when no unknown day off can excuse it. */
export function timeliness(
  calendar: WorkingCalendar,
  settings: Settings,
  due: { readonly on: Day; readonly latest: Day },
  today: Day,
): Timeliness {
  if (today > due.latest) return 'overdue'
  return today >= due.on || workingDaysBetween(calendar, today, due.on) <= numberOf(settings, 'due_soon_days')
    ? 'due_soon'
    : 'in_time'
}
