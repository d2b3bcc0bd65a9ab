import type { Law, Program } from '../../engine/language/index.ts'
import { parseDay } from '../../engine/language/index.ts'
import {
  type Day,
  dayInVietnam,
  vietnamHolidays,
  type WorkingCalendar,
} from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { Failure } from '../../platform/failure/index.ts'
import { programOf } from '../determinations/index.ts'
import type { Registry } from '../households/index.ts'
import { caseMissing, noStandard, roundClosed } from './problems.ts'
import { findRound } from './round-queries.ts'
import type { Round } from './row-types.ts'

/** What the services of reviews need beside the database. Made once. */
export interface ReviewContext {
  readonly registry: Registry
  readonly law: Law
  readonly calendar: WorkingCalendar
  /** Today in Vietnam. */
  readonly today: () => Day
}

/** A context with Vietnam's holidays and the clock of the machine. */
export const reviewContext = (
  registry: Registry,
  law: Law,
  clock: () => Date = () => new Date(),
): ReviewContext => ({ registry, law, calendar: vietnamHolidays(), today: () => dayInVietnam(clock()) })

const programs = new WeakMap<Law, Map<string, Program>>()

/** The law of a day. @throws Problem where no standard is in force */
export function lawOf(context: ReviewContext, day: Day): Program {
  const known = programs.get(context.law) ?? new Map<string, Program>()
  programs.set(context.law, known)
  const found = known.get(day)
  if (found) return found
  try {
    const program = programOf(context.law, parseDay(day) ?? 0)
    known.set(day, program)
    return program
  } catch (e) {
    if (e instanceof Failure) throw noStandard(e.message)
    throw e
  }
}

/** A round that still runs. @throws Problem where it is not there, or closed */
export async function openRoundOf(tx: Tx, id: string): Promise<Round> {
  const round = await findRound(tx, id)
  if (!round) throw caseMissing(1)
  if (round.state === 'closed') throw roundClosed()
  return round
}

/** The round's own deadline as the calendar reckons it. */
export const deadlineOf = (round: Pick<Round, 'decided_by' | 'decided_latest' | 'doubts'>) => ({
  on: round.decided_by,
  latest: round.decided_latest,
  doubts: round.doubts,
})
