import { formatDay, monthsAfter, parseDay } from '../../engine/language/index.ts'
import { appendAudit } from '../../platform/audit/index.ts'
import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { findUnit } from '../areas/index.ts'
import { countUnfinished } from './case-queries.ts'
import { lawOf, openRoundOf, type ReviewContext } from './context.ts'
import { takeSnapshot } from './movement-queries.ts'
import { caseChanged, roundUnfinished, unknownCommune, wrongDay } from './problems.ts'
import {
  closeRound,
  insertRound,
  listCurrent,
  listRequests,
  listUnfinished,
  roundBefore,
} from './round-queries.ts'
import { annualDates, type RoundKind, regularDates } from './rounds.ts'
import type { Round } from './row-types.ts'
import { readSettings } from './setting-queries.ts'
import { roundWords } from './words.ts'

/** Months for which a household is newly escaped (Decision 28/2015/QĐ-TTg, Art. 2; the standard's own parameter says the same). */
export const ESCAPED_MONTHS = 36

export interface NewRound {
  readonly kind: RoundKind
  /** '*' or one commune. */
  readonly area: string
  readonly year: number
  /** Of a regular round. */
  readonly month?: number | undefined
  /**
   * Day whose law counts; left out, the round's first day. Which standard the review of autumn 2026 applies to the list of 2027 was not found: choose.
   */
  readonly lawDay?: Day | undefined
}

export interface OpenedRound {
  readonly round: Round
  /** How many households came from where. */
  readonly listed: { readonly current: number; readonly carried: number; readonly requests: number }
}

/**
 * Opens a round with its list: the current lists of the poor and near-poor, the newly escaped where the city watches them, what the round before did not
 * finish, and the requests that wait (Decision 24/2021/QĐ-TTg, Art. 4.1). A regular round takes up requests and unfinished cases only (Art. 5).
 *
 * @throws Problem `review.round_exists`, `review.no_standard`, `review.unknown_commune`, `review.day_out_of_order` before its first day
 */
export async function openRound(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  wanted: NewRound,
): Promise<OpenedRound> {
  if (wanted.area !== '*' && !findUnit(wanted.area)) throw unknownCommune()
  const settings = await readSettings(tx)
  const month = wanted.kind === 'regular' ? (wanted.month ?? 1) : undefined
  const dates =
    month === undefined
      ? annualDates(settings, wanted.year)
      : regularDates(context.calendar, settings, wanted.year, month)
  if (dates.startsOn > context.today()) throw wrongDay()
  const lawDay = wanted.lawDay ?? dates.startsOn
  const { standard } = lawOf(context, lawDay)
  const round = await insertRound(tx, {
    kind: wanted.kind,
    area: wanted.area,
    year: wanted.year,
    month: month ?? null,
    name: roundWords(wanted.kind, wanted.year, month),
    standard: standard?.file.id ?? '',
    standard_from: formatDay(standard?.version.from ?? 0),
    law_day: lawDay,
    starts_on: dates.startsOn,
    decided_by: dates.decidedBy.on,
    decided_latest: dates.decidedBy.latest,
    doubts: dates.decidedBy.doubts,
    opened_by: userId,
  })
  await takeSnapshot(tx, round, 'opening', round.starts_on)
  const due = dates.decidedBy
  const before = await roundBefore(tx, round)
  const carried = before ? await listUnfinished(tx, round, before.round_id, due) : 0
  const current =
    wanted.kind === 'annual'
      ? await listCurrent(
          tx,
          round,
          due,
          settings.list_escaped.value === 'yes',
          formatDay(monthsAfter(parseDay(round.starts_on) ?? 0, -ESCAPED_MONTHS)),
        )
      : 0
  const requests = await listRequests(tx, round, due)
  const listed = { current, carried, requests }
  await appendAudit(tx, {
    area: wanted.area === '*' ? 'city' : wanted.area,
    action: 'review.open_round',
    object: { kind: 'review_round', id: round.round_id },
    detail: listed,
  })
  return { round, listed }
}

/**
 * Ends a round and keeps the standings of its end. Unfinished cases stop it, unless they are to be carried over into the next.
 *
 * @throws Problem `review.round_unfinished`, `review.round_closed`, `review.case_changed` where another version was read
 */
export async function endRound(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  id: string,
  version: number,
  carry: boolean,
): Promise<void> {
  const round = await openRoundOf(tx, id)
  const left = await countUnfinished(tx, id)
  if (left > 0 && !carry) throw roundUnfinished(left)
  await takeSnapshot(tx, round, 'closing', context.today())
  if (!(await closeRound(tx, id, version, userId))) throw caseChanged()
  await appendAudit(tx, {
    area: round.area === '*' ? 'city' : round.area,
    action: 'review.close_round',
    object: { kind: 'review_round', id },
    detail: { unfinished: left },
  })
}
