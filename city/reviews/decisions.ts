import type { Day } from '../../platform/calendar/index.ts'
import { writeDay } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { findCases, householdLines } from './case-queries.ts'
import { openRoundOf, type ReviewContext } from './context.ts'
import {
  approveDecision,
  findDecision,
  insertDecision,
  itemsOf,
  proposedFrom,
  returnDecision,
} from './decision-queries.ts'
import type { CaseState } from './moves.ts'
import {
  caseMissing,
  decisionOver,
  fourEyes,
  opinionFirst,
  reasonMissing,
  standingNotPossible,
  stillPosted,
  wrongDay,
} from './problems.ts'
import { findRequest } from './request-queries.ts'
import type { Case, Decision, DecisionItem } from './row-types.ts'
import { readSettings } from './setting-queries.ts'
import { type Batch, batchFor, type CaseRef, takeStep } from './take-step.ts'
import { isListed, isStanding, resultWords, type Standing } from './words.ts'

export interface ProposedCase extends CaseRef {
  /** Left out: what the review found. */
  readonly outcome?: 'recognise' | 'refuse' | undefined
  /** Of a refusal; left out, the result of the review is the reason. */
  readonly reasons?: readonly string[] | undefined
}

/** What a decision would say of a case, left to the review. */
async function itemOf(
  tx: Tx,
  c: Case,
  wanted: ProposedCase | undefined,
  before: Standing | undefined,
): Promise<
  Pick<DecisionItem, 'case_id' | 'household_id' | 'outcome' | 'standing' | 'before_standing' | 'reasons'>
> {
  const item = { case_id: c.case_id, household_id: c.household_id, before_standing: before ?? null }
  const found = isStanding(c.standing) ? c.standing : undefined
  const outcome = wanted?.outcome ?? (await defaultOutcome(tx, c, found, before))
  const reasons = [...(wanted?.reasons ?? [])]
  if (outcome === 'recognise') {
    if (!found) throw standingNotPossible('—')
    return { ...item, outcome, standing: found, reasons }
  }
  if (reasons.length === 0 && c.state === 'screened_out')
    reasons.push(
      'Kết quả nhận dạng nhanh (Phiếu A): hộ có dấu hiệu không thuộc diện khảo sát hộ nghèo, hộ cận nghèo.',
    )
  else if (reasons.length === 0 && found) reasons.push(`Kết quả rà soát: ${resultWords(found, before)}.`)
  if (reasons.length === 0) throw reasonMissing()
  return { ...item, outcome, standing: null, reasons }
}

/**
 * Whoever is on the round's list is recognised as what was found, poor or risen. Who came by a request alone and is not poor or near-poor gets a refusal; who asked for
 * an escape and is still what he was as well.
 */
async function defaultOutcome(
  tx: Tx,
  c: Case,
  found: Standing | undefined,
  before: Standing | undefined,
): Promise<'recognise' | 'refuse'> {
  if (!found) return 'refuse'
  if (c.reason === 'listed_poor' || c.reason === 'listed_near_poor') return 'recognise'
  if (c.request_id !== null && (await findRequest(tx, c.request_id))?.subject === 'escape')
    return isListed(found) && found === before ? 'refuse' : 'recognise'
  return isListed(found) || isListed(before) ? 'recognise' : 'refuse'
}

/**
 * Proposes one decision for many households. Their posting has ended, and the level above has spoken where its opinion is asked.
 *
 * @throws Problem `review.still_posted`, `review.opinion_first`, `review.reason_missing`, and those of every step
 */
export async function proposeDecision(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  wanted: readonly ProposedCase[],
  on: Day,
): Promise<Decision> {
  const batch = await batchFor(tx, 'propose', wanted)
  for (const c of batch.cases) {
    if (c.state !== 'posted') continue
    if (batch.settings.opinion.value !== 'none') throw opinionFirst()
    if (c.posted_until !== null && c.posted_until >= on) throw stillPosted(writeDay(c.posted_until))
  }
  const households = await householdLines(
    tx,
    batch.cases.map(c => c.household_id),
    on,
  )
  const items: Awaited<ReturnType<typeof itemOf>>[] = []
  for (const c of batch.cases)
    items.push(
      await itemOf(
        tx,
        c,
        wanted.find(w => w.case_id === c.case_id),
        households.get(c.household_id)?.standing ?? undefined,
      ),
    )
  const decision = await insertDecision(
    tx,
    { round_id: batch.round.round_id, commune_code: batch.commune, proposed_by: userId },
    items,
  )
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'propose',
    on,
    batch.cases.map(c => ({
      case: c,
      to: 'proposed' as const,
      decision: decision.decision_id,
      content: { outcome: items.find(i => i.case_id === c.case_id)?.outcome ?? null, from: c.state },
    })),
  )
  return decision
}

export interface Approval {
  readonly version: number
  readonly number: string
  readonly decidedOn: Day
  /** Left out, the day of the decision. */
  readonly validFrom?: Day | undefined
  /** Left out: until another decision. */
  readonly validUntil?: Day | undefined
  readonly signer?: string | undefined
}

/**
 * Signs a proposal: another person than who proposed. Recognitions are written into the files of the households by `takeEffect`, on the day
 * from which they hold.
 *
 * @throws Problem `review.four_eyes`, `review.decision_over`, `review.number_taken`, `review.day_out_of_order`
 */
export async function approve(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  id: string,
  a: Approval,
): Promise<Decision> {
  const validFrom = a.validFrom ?? a.decidedOn
  if (a.decidedOn > context.today() || validFrom < a.decidedOn || (a.validUntil ?? validFrom) < validFrom)
    throw wrongDay()
  const { batch, items } = await proposal(tx, userId, id)
  const decision = await approveDecision(tx, {
    ...a,
    id,
    validFrom,
    validUntil: a.validUntil,
    signer: a.signer,
    by: userId,
  })
  if (!decision) throw decisionOver()
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'approve',
    a.decidedOn,
    batch.cases.map(c => {
      const item = items.find(i => i.case_id === c.case_id)
      return {
        case: c,
        to: item?.outcome === 'recognise' ? ('decided' as const) : ('refused' as const),
        standing: item?.standing ?? undefined,
        content: { number: a.number },
      }
    }),
  )
  return decision
}

/**
 * Sends a proposal back with a reason: to where its cases came from, or to be surveyed again.
 *
 * @throws Problem as `approve`
 */
export async function returnProposal(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  id: string,
  r: { readonly version: number; readonly on: Day; readonly reason: string; readonly resurvey: boolean },
): Promise<Decision> {
  const { batch, origins } = await proposal(tx, userId, id)
  const decision = await returnDecision(tx, { id, version: r.version, reason: r.reason, by: userId })
  if (!decision) throw decisionOver()
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'return',
    r.on,
    batch.cases.map(c => ({
      case: c,
      to: r.resurvey ? ('resurvey' as const) : (origins.get(c.case_id) ?? 'posted'),
      content: { decision: id },
    })),
  )
  return decision
}

/** A decision that is still proposed, with its cases and where each came from. */
async function proposal(
  tx: Tx,
  userId: string,
  id: string,
): Promise<{ batch: Batch; items: DecisionItem[]; origins: Map<string, CaseState> }> {
  const decision = await findDecision(tx, id)
  if (!decision) throw caseMissing(1)
  if (decision.state !== 'proposed') throw decisionOver()
  if (decision.proposed_by === userId) throw fourEyes()
  const items = await itemsOf(tx, id)
  const cases = await findCases(
    tx,
    items.map(i => i.case_id),
  )
  const batch: Batch = {
    cases,
    round: await openRoundOf(tx, decision.round_id),
    commune: decision.commune_code,
    settings: await readSettings(tx),
  }
  return { batch, items, origins: await proposedFrom(tx, id) }
}
