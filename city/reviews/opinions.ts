import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { ReviewContext } from './context.ts'
import { opinionOff, stillPosted } from './problems.ts'
import { batchFor, type CaseRef, takeStep } from './take-step.ts'

/** Asks the level above about cases whose posting has ended. @throws Problem `review.opinion_off`, `review.still_posted`, and those of every step */
export async function askOpinion(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  refs: readonly CaseRef[],
  on: Day,
): Promise<void> {
  const batch = await batchFor(tx, 'ask_opinion', refs)
  if (batch.settings.opinion.value === 'none') throw opinionOff()
  for (const c of batch.cases)
    if (c.posted_until !== null && c.posted_until >= on) throw stillPosted(c.posted_until)
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'ask_opinion',
    on,
    batch.cases.map(c => ({ case: c, to: 'asked' as const })),
  )
}

/** The level above agrees, or sends cases back to be surveyed again with a reason. */
export async function giveOpinion(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  refs: readonly CaseRef[],
  opinion: {
    readonly on: Day
    readonly agrees: boolean
    readonly reference: string
    readonly reason?: string | undefined
  },
): Promise<void> {
  const batch = await batchFor(tx, 'give_opinion', refs)
  await takeStep(
    context,
    tx,
    userId,
    batch,
    'give_opinion',
    opinion.on,
    batch.cases.map(c => ({
      case: c,
      to: opinion.agrees ? ('opined' as const) : ('resurvey' as const),
      content: { agrees: opinion.agrees, reference: opinion.reference, reason: opinion.reason ?? null },
    })),
  )
}
