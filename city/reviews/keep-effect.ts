import { type Store, withOwner } from '../../platform/db/index.ts'
import type { ReviewContext } from './context.ts'
import { decisionsWaiting } from './decision-queries.ts'
import { type Effect, takeEffect } from './take-effect.ts'

/** Who acts where no person does. */
const ACTOR = 'system:reviews'
const HOUR = 3_600_000

/**
 * Writes the recognitions of every commune that hold by today into the files, a transaction for each decision: one that fails holds up no other.
 * Safe to repeat, and from several servers at once.
 */
export async function takeEffectEverywhere(
  store: Store,
  context: ReviewContext,
  onError: (e: unknown) => void,
): Promise<Effect> {
  const waiting = await withOwner(store, tx => decisionsWaiting(tx, context.today()))
  let applied = 0
  const notApplied: string[] = []
  for (const decision of waiting) {
    try {
      const effect = await withOwner(store, tx => takeEffect(context, tx, { decision, actor: ACTOR }))
      applied += effect.applied
      notApplied.push(...effect.notApplied)
    } catch (e) {
      onError(e)
    }
  }
  return { applied, notApplied }
}

/** Does so every hour while the server runs, so that a decision which holds from a day holds on that day. Gives the end of it. */
export function keepEffect(store: Store, context: ReviewContext, onError: (e: unknown) => void): () => void {
  const keep = (): void => void takeEffectEverywhere(store, context, onError).catch(onError)
  // not while the server is starting, and never a reason for it to stay alive
  const first = setTimeout(keep, HOUR / 40).unref()
  const later = setInterval(keep, HOUR).unref()
  return () => {
    clearTimeout(first)
    clearInterval(later)
  }
}
