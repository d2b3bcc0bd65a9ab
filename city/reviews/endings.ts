import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { householdLines } from './case-queries.ts'
import type { ReviewContext } from './context.ts'
import { hasCertificate } from './deadlines.ts'
import { noCertificate, onlyRequests, stillHere } from './problems.ts'
import { markWithdrawn } from './request-queries.ts'
import type { Case } from './row-types.ts'
import { batchFor, type CaseRef, takeStep } from './take-step.ts'
import { isListed, isStanding } from './words.ts'

/** The household takes its request back. One that was on a list stays in the review: @throws Problem `review.only_requests` */
export async function withdraw(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  ref: CaseRef,
  on: Day,
): Promise<void> {
  const batch = await batchFor(tx, 'withdraw', [ref])
  const [c] = batch.cases as [Case]
  if (c.request_id === null || isListed(c.opening_standing ?? undefined)) throw onlyRequests()
  await takeStep(context, tx, userId, batch, 'withdraw', on, [{ case: c, to: 'withdrawn' }])
  await markWithdrawn(tx, c.request_id, on)
}

/** Ends a case of a household that moved away, merged into another or ended. @throws Problem `review.still_here` */
export async function closeCase(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  ref: CaseRef,
  on: Day,
): Promise<void> {
  const batch = await batchFor(tx, 'close', [ref])
  const [c] = batch.cases as [Case]
  const household = (await householdLines(tx, [c.household_id], on)).get(c.household_id)
  if (household?.state === 'active' && household.commune_code === c.commune_code) throw stillHere()
  await takeStep(context, tx, userId, batch, 'close', on, [
    { case: c, to: 'closed', content: { household: household?.state ?? 'elsewhere' } },
  ])
}

/** Certificates of many households are issued. @throws Problem `review.no_certificate` where one is neither poor nor near-poor */
export async function certify(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  refs: readonly CaseRef[],
  on: Day,
): Promise<void> {
  const batch = await batchFor(tx, 'certify', refs)
  if (batch.cases.some(c => !hasCertificate(isStanding(c.standing) ? c.standing : undefined)))
    throw noCertificate()
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'certify',
    on,
    batch.cases.map(c => ({ case: c, to: 'certified' as const })),
  )
}
