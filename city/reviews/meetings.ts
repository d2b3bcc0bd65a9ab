import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { ReviewContext } from './context.ts'
import { passes, voteFault } from './meeting.ts'
import { insertMeeting } from './meeting-queries.ts'
import { impossibleVote, standingOpen } from './problems.ts'
import type { Meeting } from './row-types.ts'
import { numberOf } from './settings.ts'
import { batchFor, type CaseRef, takeStep } from './take-step.ts'
import { isStanding } from './words.ts'

export interface NewMeeting {
  readonly hamlet: string
  readonly on: Day
  readonly place?: string | undefined
  readonly chair?: string | undefined
  readonly secretary?: string | undefined
  readonly present: number
  readonly remarks?: string | undefined
  readonly votes: readonly (CaseRef & { readonly agreed: number })[]
}

export interface MeetingResult {
  readonly meeting: Meeting
  /** Agreed to by enough of those present. */
  readonly agreed: readonly string[]
  /** To be surveyed again, and met about again. */
  readonly again: readonly string[]
}

/**
 * Records a villagers' meeting about many households. Below the share that must agree a household is surveyed again (Decision 24/2021/QĐ-TTg, Art. 4.3).
 *
 * @throws Problem `review.impossible_vote`, `review.standing_open` where a standing is not decided, and those of every step
 */
export async function holdMeeting(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  m: NewMeeting,
): Promise<MeetingResult> {
  for (const { agreed } of m.votes) {
    const fault = voteFault({ present: m.present, agreed })
    if (fault) throw impossibleVote(fault)
  }
  const batch = await batchFor(tx, 'meet', m.votes)
  const open = batch.cases.filter(c => !isStanding(c.standing))
  if (open.length > 0) throw standingOpen(open.length)
  const votes = batch.cases.map(c => {
    const agreed = m.votes.find(v => v.case_id === c.case_id)?.agreed ?? 0
    return {
      case: c,
      case_id: c.case_id,
      standing: c.standing as string,
      agreed,
      passes: passes(batch.settings, { present: m.present, agreed }),
    }
  })
  const meeting = await insertMeeting(
    tx,
    {
      round_id: batch.round.round_id,
      commune_code: batch.commune,
      hamlet: m.hamlet,
      held_on: m.on,
      place: m.place ?? null,
      chair: m.chair ?? null,
      secretary: m.secretary ?? null,
      present: m.present,
      percent: numberOf(batch.settings, 'agreement_percent'),
      remarks: m.remarks ?? null,
      recorded_by: userId,
    },
    votes.map(({ case_id, standing, agreed, passes: enough }) => ({
      case_id,
      standing,
      agreed,
      passes: enough,
    })),
  )
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'meet',
    m.on,
    votes.map(v => ({
      case: v.case,
      to: v.passes ? ('met' as const) : ('resurvey' as const),
      content: { meeting: meeting.meeting_id, present: m.present, agreed: v.agreed },
    })),
  )
  const ids = (enough: boolean): string[] => votes.filter(v => v.passes === enough).map(v => v.case_id)
  return { meeting, agreed: ids(true), again: ids(false) }
}
