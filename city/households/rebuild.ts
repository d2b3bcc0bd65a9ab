/** The tables of the registry are a projection of the actions: they can be compared with them, and made again from them. */
import { type Store, type Tx, withOwner } from '../../platform/db/index.ts'
import { type BrokenChain, type SealedAction, verifyChain } from './chain.ts'
import { readAllSalts } from './chain-queries.ts'
import { fold } from './fold.ts'
import { type ProjectionColumns, projectionColumns, projectionOf, type Row } from './projection.ts'
import {
  allChains,
  copyFresh,
  type Difference,
  differences,
  makeFreshTables,
  type Projected,
  replaceWithFresh,
  settlePersons,
} from './rebuild-queries.ts'
import type { Registry } from './registry.ts'
import { openAction } from './sealed-action.ts'
import { partOf } from './sealing.ts'

export interface RebuildProgress {
  readonly households: number
}

export interface Checked {
  readonly households: number
  readonly actions: number
  /** Chains that do not hold. */
  readonly broken: readonly BrokenChain[]
  /** Where the living tables and the actions disagree. */
  readonly differences: readonly Difference[]
}

/**
 * Verifies every chain and compares the living tables with what the actions say; changes nothing. Reads one state of the store, in bounded memory.
 *
 * @throws Error when a part is damaged or the master key is another one
 */
export function checkRegistry(
  store: Store,
  registry: Registry,
  onProgress?: (progress: RebuildProgress) => void,
): Promise<Checked> {
  return withOwner(
    store,
    async tx => {
      const columns = projectionColumns(registry)
      const told = await tellAll(tx, registry, columns, onProgress)
      return { ...told, differences: await differences(tx, columns) }
    },
    { isolation: 'repeatable read' },
  )
}

/**
 * Makes the tables again from the actions, in one transaction: they are closed to others while the new rows take their place. Throws Error, and
 * changes nothing, when a chain does not hold.
 */
export function rebuildRegistry(
  store: Store,
  registry: Registry,
  onProgress?: (progress: RebuildProgress) => void,
): Promise<{ readonly households: number }> {
  return withOwner(store, async tx => {
    const columns = projectionColumns(registry)
    const { households, broken } = await tellAll(tx, registry, columns, onProgress)
    const [fault] = broken
    if (fault !== undefined)
      throw new Error(
        `the chain of ${fault.household_id} is broken at action ${fault.seq} (${fault.fault}): nothing was rebuilt`,
      )
    await replaceWithFresh(tx, columns)
    return { households }
  })
}

const CHUNK = 1000

async function tellAll(
  tx: Tx,
  registry: Registry,
  columns: ProjectionColumns,
  onProgress: ((progress: RebuildProgress) => void) | undefined,
): Promise<Omit<Checked, 'differences'>> {
  await makeFreshTables(tx, columns)
  const broken: BrokenChain[] = []
  let households = 0
  let actions = 0
  for await (const chains of chunked(allChains(tx), CHUNK)) {
    for (const chain of chains) {
      actions += chain.length
      const fault = verifyChain(chain[0]?.household_id ?? '', chain)
      if (fault !== undefined) broken.push(fault)
    }
    await tell(tx, registry, columns, chains)
    households += chains.length
    onProgress?.({ households })
  }
  await settlePersons(tx)
  return { households, actions, broken }
}

async function tell(
  tx: Tx,
  registry: Registry,
  columns: ProjectionColumns,
  chains: readonly SealedAction[][],
): Promise<void> {
  const subjects = new Set(
    chains.flatMap(chain => chain.flatMap(a => a.subjects.map(name => partOf(name).subject))),
  )
  const salts = await readAllSalts(tx, [...subjects])
  const rows: Record<Projected, Row[]> = {
    household: [],
    person: [],
    person_identity: [],
    person_restricted: [],
    membership_past: [],
    household_period: [],
  }
  for (const chain of chains) {
    const state = fold(chain.map(action => openAction(registry, action, salts)))
    if (state === undefined) continue
    const made = projectionOf(registry, state)
    rows.household.push(made.household)
    rows.person.push(...made.persons.values())
    rows.person_identity.push(...made.identities.values())
    rows.person_restricted.push(...made.restricted.values())
    rows.membership_past.push(...made.stays)
    rows.household_period.push(...made.periods)
  }
  for (const table of Object.keys(rows) as Projected[]) await copyFresh(tx, columns, table, rows[table])
}

async function* chunked<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = []
  for await (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
