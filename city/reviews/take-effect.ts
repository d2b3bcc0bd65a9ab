import { appendAudit } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { Problem } from '../../platform/http/problem/index.ts'
import { appendAction } from '../households/index.ts'
import { householdLines } from './case-queries.ts'
import type { ReviewContext } from './context.ts'
import { markApplied, type WaitingItem, waitingItems } from './decision-queries.ts'
import { recognise } from './recognition.ts'

export interface Effect {
  /** Recognitions written into the files of their households. */
  readonly applied: number
  /** Households that moved, merged or ended since the decision: a person must look. */
  readonly notApplied: readonly string[]
}

/**
 * Writes recognitions that hold by today into the files of the households: an action `recognised` with the standing, its reference and its validity; benefits
 * follow it from then on. Each is written once, whoever asks and however often.
 *
 * @param wanted one decision, or those of some communes; `actor` in a transaction of the owner only
 */
export async function takeEffect(
  context: ReviewContext,
  tx: Tx,
  wanted: {
    readonly decision?: string | undefined
    readonly communes?: readonly string[] | undefined
    readonly actor?: string | undefined
  },
): Promise<Effect> {
  const items = await waitingItems(tx, {
    decision: wanted.decision,
    communes: wanted.communes,
    on: context.today(),
  })
  const notApplied: string[] = []
  const perCommune = new Map<string, number>()
  for (const item of items) {
    if (!(await applyItem(context, tx, item, wanted.actor))) {
      notApplied.push(item.household_id)
      continue
    }
    perCommune.set(item.commune_code, (perCommune.get(item.commune_code) ?? 0) + 1)
  }
  for (const [area, households] of perCommune)
    await appendAudit(tx, {
      area,
      action: 'review.take_effect',
      object: { kind: 'review_decision', id: wanted.decision ?? '' },
      detail: { households },
    })
  return { applied: items.length - notApplied.length, notApplied }
}

async function applyItem(
  context: ReviewContext,
  tx: Tx,
  item: WaitingItem,
  actor: string | undefined,
): Promise<boolean> {
  const household = (await householdLines(tx, [item.household_id], item.valid_from)).get(item.household_id)
  if (household?.state !== 'active' || household.commune_code !== item.commune_code || !item.standing)
    return false
  const { facts, fields } = recognise(
    { standing: household.standing ?? undefined, previous: household.previous_standing },
    {
      standing: item.standing,
      number: item.number,
      decidedOn: item.decided_on,
      validFrom: item.valid_from,
      validUntil: item.valid_until ?? undefined,
    },
  )
  let version: number
  try {
    const appended = await appendAction(tx, context.registry, {
      household_id: item.household_id,
      kind: 'recognised',
      effective_on: item.valid_from,
      payload: { decision: item.decision_id, number: item.number, review_case: item.case_id },
      household: { facts, fields },
      ...(actor === undefined ? {} : { actor }),
    })
    version = appended.version
  } catch (e) {
    if (e instanceof Problem && NO_LONGER_HERE.has(e.code)) return false
    throw e
  }
  await markApplied(tx, item, version)
  return true
}

/** The registry says so before it writes anything: the other households of the decision go on. */
const NO_LONGER_HERE = new Set(['household.not_found', 'household.not_active', 'household.before_file'])
