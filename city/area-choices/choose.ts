import { appendAudit } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { forbidden, notFound } from '../../platform/http/problem/index.ts'
import { choiceMade, notACandidate } from './problems.ts'
import { type AreaChoice, findChoice, makeChoice } from './queries.ts'

/** A choice that was just made for a household of the registry. */
export interface HouseholdChoice {
  readonly household_id: string
  readonly old_code: string
  readonly old_period: string
  readonly candidates: readonly string[]
  readonly chosen_code: string
}

/** Writes the choice into the household's chain, in the same transaction. */
export type RecordChoice = (tx: Tx, choice: HouseholdChoice) => Promise<void>

/**
 * Says where a household lives now, once. For a household of the registry the choice becomes an action; a row of an import is taken up by the import.
 *
 * @throws Problem `record.not_found`, `area_choice.made`, `area_choice.not_a_candidate`, `access.forbidden` without area.choose for the chosen unit.
 */
export async function chooseArea(
  tx: Tx,
  id: string,
  code: string,
  record: RecordChoice,
): Promise<AreaChoice> {
  const waiting = await findChoice(tx, id)
  if (waiting === undefined) throw notFound()
  if (waiting.chosen_code !== null) throw choiceMade()
  if (!waiting.candidates.includes(code)) throw notACandidate()
  const made = await makeChoice(tx, id, code)
  if (made === undefined) throw (await findChoice(tx, id))?.chosen_code == null ? forbidden() : choiceMade()
  const { household_id, old_code, old_period, candidates } = made
  if (household_id !== null)
    await record(tx, { household_id, old_code, old_period, candidates, chosen_code: code })
  await appendAudit(tx, {
    area: code,
    action: 'area_choice.choose',
    object: { kind: 'area_choice', id },
    detail: { old_code, old_period, chosen_code: code },
  })
  return made
}
