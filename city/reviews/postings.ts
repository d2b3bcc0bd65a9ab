import type { Day, Reckoned } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { ReviewContext } from './context.ts'
import { insertComplaint, insertPosting } from './meeting-queries.ts'
import { mixedCases, standingOpen } from './problems.ts'
import { after } from './rounds.ts'
import type { Case, Posting } from './row-types.ts'
import { batchFor, type CaseRef, takeStep } from './take-step.ts'
import { isStanding } from './words.ts'

export interface NewPosting {
  readonly cases: readonly CaseRef[]
  /** Of one hamlet, or of the whole commune. */
  readonly hamlet?: string | undefined
  readonly from: Day
  /** Where opinions and complaints go. */
  readonly address: string
}

/**
 * Posts the proposed standings of many households: the head's name, the hamlet, the standing, until the last day that the settings give. The result of
 * a re-check is posted for its own time. Where days off are not known the posting lasts until the later end: nobody loses a day.
 *
 * @throws Problem `review.mixed_cases` where first results and re-checks are mixed, `review.standing_open`, and those of every step
 */
export async function postResults(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  p: NewPosting,
): Promise<{ posting: Posting; until: Reckoned }> {
  const batch = await batchFor(tx, 'post', p.cases)
  const rechecked = batch.cases.filter(c => c.state === 'rechecked').length
  if (rechecked > 0 && rechecked < batch.cases.length) throw mixedCases()
  const open = batch.cases.filter(c => !isStanding(c.standing))
  if (open.length > 0) throw standingOpen(open.length)
  const until = after(
    context.calendar,
    batch.settings,
    rechecked > 0 ? 'reposting_days' : 'posting_days',
    p.from,
  )
  const posting = await insertPosting(
    tx,
    {
      round_id: batch.round.round_id,
      commune_code: batch.commune,
      hamlet: p.hamlet ?? null,
      from_on: p.from,
      until_on: until.latest,
      after_recheck: rechecked > 0,
      address: p.address,
      recorded_by: userId,
    },
    batch.cases.map(c => ({ case_id: c.case_id, standing: c.standing as string })),
  )
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'post',
    p.from,
    batch.cases.map(c => ({
      case: c,
      to: 'posted' as const,
      postedUntil: until.latest,
      content: { posting: posting.posting_id },
    })),
  )
  return { posting, until }
}

export interface NewComplaint {
  readonly on: Day
  readonly complainant: 'household' | 'villager' | 'organisation'
  readonly subject: string
}

/** Takes a complaint about a posted result in. One that comes after the last day is kept, marked as late, and re-checked all the same. */
export async function receiveComplaint(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  ref: CaseRef,
  complaint: NewComplaint,
): Promise<{ complaintId: string; late: boolean }> {
  const batch = await batchFor(tx, 'complain', [ref])
  const [c] = batch.cases as [Case]
  const late = c.posted_until !== null && complaint.on > c.posted_until
  await takeStep(context, tx, userId, batch, 'complain', complaint.on, [
    { case: c, to: 'complained', content: { complainant: complaint.complainant, late } },
  ])
  const complaintId = await insertComplaint(tx, {
    case_id: c.case_id,
    seq: c.version + 1,
    commune_code: c.commune_code,
    received_on: complaint.on,
    complainant: complaint.complainant,
    late,
    subject: complaint.subject,
    recorded_by: userId,
  })
  return { complaintId, late }
}
