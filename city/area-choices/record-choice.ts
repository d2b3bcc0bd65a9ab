import type { Tx } from '../../platform/db/index.ts'
import { appendAction, type Registry } from '../households/index.ts'
import type { RecordChoice } from './choose.ts'
import { householdElsewhere } from './problems.ts'
import { findHousehold } from './queries.ts'

/** First day of the units since the merger: from then the household lives in the one that was chosen. */
const MERGER = '2025-07-01'

/**
 * The choice as an action of the household. It says where the household lives, it does not move it: one that the registry keeps in another commune has to be moved there.
 *
 * @throws Problem `area_choice.household_elsewhere`, and those of `appendAction`.
 */
export const recordChoice =
  (registry: Registry): RecordChoice =>
  async (tx: Tx, choice) => {
    const household = await findHousehold(tx, choice.household_id)
    // not seen: another commune's
    if (household?.commune_code !== choice.chosen_code) throw householdElsewhere()
    await appendAction(tx, registry, {
      household_id: choice.household_id,
      kind: 'area_chosen',
      effective_on: household.registered_on > MERGER ? household.registered_on : MERGER,
      payload: {
        old_code: choice.old_code,
        old_period: choice.old_period,
        candidates: choice.candidates,
        chosen_code: choice.chosen_code,
      },
    })
  }
