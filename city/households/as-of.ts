/** Households as of two dates, read from their actions: what held on a day, by what was known on a day. */
import type { Tx } from '../../platform/db/index.ts'
import { askWho, householdsWithActions } from './chain-queries.ts'
import { type AsOf, fold } from './fold.ts'
import { readFiles } from './household-file.ts'
import type { Registry } from './registry.ts'
import type { HouseholdState } from './types.ts'

/**
 * A household as of two dates, as far as the caller may see it; undefined when there is none, it did not exist then, or nothing was known of it.
 */
export async function householdAsOf(
  tx: Tx,
  registry: Registry,
  household_id: string,
  at: AsOf,
): Promise<HouseholdState | undefined> {
  const files = await readFiles(tx, registry, await askWho(tx), [household_id])
  const file = files.get(household_id)
  return file === undefined ? undefined : fold(file.actions, at)
}

/** How many chains are held in memory at once. */
const CHUNK = 500

/**
 * The households that lived in a commune on a day, by what was known then, in the order of their identifiers. Memory does not grow with the commune.
 */
export async function* householdsAsOf(
  tx: Tx,
  registry: Registry,
  commune: string,
  at: AsOf,
): AsyncGenerator<HouseholdState> {
  const who = await askWho(tx)
  for (let after = ''; ; ) {
    const ids = await householdsWithActions(tx, commune, after, CHUNK)
    const files = await readFiles(tx, registry, who, ids)
    for (const id of ids) {
      const file = files.get(id)
      const state = file === undefined ? undefined : fold(file.actions, at)
      if (state?.commune_code === commune && state.status === 'active') yield state
    }
    const last = ids.at(-1)
    if (last === undefined || ids.length < CHUNK) return
    after = last
  }
}

/** Households by their receipts: each as of two dates and after so many of its own actions, in the order given. Those that cannot be read are left out. */
export async function* householdsAtVersions(
  tx: Tx,
  registry: Registry,
  receipts: readonly { readonly household_id: string; readonly version: number }[],
  at: AsOf,
): AsyncGenerator<HouseholdState> {
  const who = await askWho(tx)
  for (let from = 0; from < receipts.length; from += CHUNK) {
    const some = receipts.slice(from, from + CHUNK)
    const files = await readFiles(
      tx,
      registry,
      who,
      some.map(r => r.household_id),
    )
    for (const { household_id, version } of some) {
      const file = files.get(household_id)
      const state = file === undefined ? undefined : fold(file.actions, { ...at, until: version })
      if (state !== undefined) yield state
    }
  }
}
