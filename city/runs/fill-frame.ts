import { parseDay } from '../../engine/language/index.ts'
import type { FactValue, Household } from '../../engine/population/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { territoryOf } from '../areas/index.ts'
import {
  engineHousehold,
  type HouseholdState,
  householdsAsOf,
  householdsAtVersions,
  type Registry,
} from '../households/index.ts'
import type { ColumnBuilder } from './column-builder.ts'
import type { CommuneFrame } from './commune-frame.ts'
import { loadCommune, RegistryFault } from './load-commune.ts'
import { receiptsOfPart, runById } from './part-queries.ts'
import type { RunRow } from './tables.ts'

/** Fills an empty frame with the facts that a run decides in a commune: of now, of its day, or exactly those of the run it redecides. */
export async function fillFrame(
  tx: Tx,
  registry: Registry,
  run: RunRow,
  commune: string,
  frame: CommuneFrame,
): Promise<void> {
  const on = parseDay(run.decided_on) ?? 0
  if (run.facts === 'current') return await loadCommune(tx, commune, frame, on)
  for await (const state of await statesOf(tx, registry, run, commune))
    addHousehold(frame, engineHousehold(registry, state), state.version, on)
  frame.finish()
}

async function statesOf(
  tx: Tx,
  registry: Registry,
  run: RunRow,
  commune: string,
): Promise<AsyncIterable<HouseholdState>> {
  if (run.facts === 'as_of') return householdsAsOf(tx, registry, commune, asOfRun(run))
  const redecided = run.redecides === null ? undefined : await runById(tx, run.redecides)
  if (redecided === undefined) throw new Error(`run ${run.run_id} redecides nothing`)
  const receipts = await receiptsOfPart(tx, redecided.run_id, commune)
  return householdsAtVersions(tx, registry, receipts, asOfRun(redecided))
}

/** The dates of a run: what counted of a household beside the number of its last action. */
export function asOfRun(run: Pick<RunRow, 'facts' | 'decided_on' | 'known_at'>): {
  on?: string
  known_on?: string
} {
  if (run.facts === 'current') return {}
  return { on: run.decided_on, ...(run.known_at === null ? {} : { known_on: run.known_at.toISOString() }) }
}

const encoder = new TextEncoder()

/** Adds a household and those of its members who were born by the day. */
function addHousehold(frame: CommuneFrame, household: Household, version: number, on: number): void {
  const row = frame.addHousehold(version, encoder.encode(household.id))
  const facts = withTerritory(frame, household)
  for (const [name, builder] of frame.householdColumns)
    add(builder, facts.get(name), `household ${household.id}`)
  const members = [...household.members].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id, facts: own } of members) {
    const birth = own.get('birth_date')
    if (typeof birth === 'number' && birth > on) continue
    frame.addPerson(row, encoder.encode(id))
    for (const [name, builder] of frame.personColumns) add(builder, own.get(name), `person ${id}`)
  }
}

/** The territory follows from the commune, as where the registry's tables are read. */
function withTerritory(frame: CommuneFrame, { facts }: Household): ReadonlyMap<string, FactValue> {
  const fact = frame.facts.household.get('territory')
  const commune = facts.get('commune_code')
  if (fact?.type.t !== 'category' || typeof commune !== 'string') return facts
  const words = frame.facts.categories.get(fact.type.of)?.words ?? []
  return new Map(facts).set('territory', words.indexOf(territoryOf(commune)))
}

function add(builder: ColumnBuilder, value: FactValue, whose: string): void {
  if (value === undefined || value === null) builder.pushNull()
  else if (typeof value === 'string') builder.pushText(value)
  else if (!builder.push(Number(value)))
    throw new RegistryFault(`${whose}: the value of ${builder.fact.name} is none that the law knows`)
}
