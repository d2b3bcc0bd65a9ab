/** The file of a household in memory: its chain as far as the reader may see it, opened, and its state. */
import type { Tx } from '../../platform/db/index.ts'
import { forbidden } from '../../platform/http/problem/index.ts'
import {
  lockHouseholds,
  readActions,
  readAllSalts,
  readSalts,
  visibleHouseholds,
  type Who,
} from './chain-queries.ts'
import { fold } from './fold.ts'
import { householdNotFound } from './problems.ts'
import type { Registry } from './registry.ts'
import { type OpenedAction, openAction, type Salts } from './sealed-action.ts'
import { partOf } from './sealing.ts'
import type { HouseholdState } from './types.ts'

export interface HouseholdFile {
  readonly household_id: string
  readonly version: number
  readonly hash: Uint8Array
  /** When the last action was recorded. */
  readonly recorded_at: string
  readonly actions: readonly OpenedAction[]
  readonly salts: Salts
  readonly state: HouseholdState
}

/**
 * Opens the files of households, in the order asked for. With `lock` they are locked for writing first. Throws `household.not_found` (404) when
 * one does not exist or may not be read, `access.forbidden` (403) when it may be read and not written.
 */
export async function openFiles(
  tx: Tx,
  registry: Registry,
  who: Who,
  ids: readonly string[],
  options: { readonly lock?: boolean } = {},
): Promise<HouseholdFile[]> {
  const wanted = [...new Set(ids)]
  if (options.lock === true) {
    const locked = await lockHouseholds(tx, wanted)
    if (locked.length < wanted.length) {
      const visible = await visibleHouseholds(tx, wanted)
      throw visible.length < wanted.length ? householdNotFound() : forbidden()
    }
  }
  const files = await readFiles(tx, registry, who, wanted)
  return wanted.map(id => {
    const file = files.get(id)
    if (file === undefined) throw householdNotFound()
    return file
  })
}

/** Files that the caller may read, by household; others are left out. */
export async function readFiles(
  tx: Tx,
  registry: Registry,
  who: Who,
  ids: readonly string[],
): Promise<Map<string, HouseholdFile>> {
  const chains = await readActions(tx, ids)
  const salts = who.seesKeys ? undefined : await readSalts(tx, ids)
  const all = who.seesKeys ? await readAllSalts(tx, subjectsOf(chains)) : new Map()
  const files = new Map<string, HouseholdFile>()
  for (const [household_id, chain] of chains) {
    const own = salts === undefined ? all : (salts.get(household_id) ?? new Map())
    const actions = chain.map(action => openAction(registry, action, own))
    const state = fold(actions)
    const last = chain.at(-1)
    if (state === undefined || last === undefined) continue
    files.set(household_id, {
      household_id,
      version: last.seq,
      hash: last.hash,
      recorded_at: last.recorded_at,
      actions,
      salts: own,
      state,
    })
  }
  return files
}

const subjectsOf = (
  chains: ReadonlyMap<string, readonly { readonly subjects: readonly string[] }[]>,
): string[] => [
  ...new Set(
    [...chains.values()].flatMap(chain => chain.flatMap(a => a.subjects.map(name => partOf(name).subject))),
  ),
]
