import type { Tx } from '../../platform/db/index.ts'
import { findUnit, type Unit } from '../areas/index.ts'
import { checkAfterMembers } from './checks.ts'
import {
  checkEverywhere,
  checkedHousehold,
  checkedPersons,
  draftFor,
  joined,
  openForEvent,
  wholePerson,
} from './event-parts.ts'
import type { MoveOut, MoveTo, Prepared } from './events.ts'
import { newEventId } from './ids.ts'
import { partsHidden, sameCommune, unknownCommune } from './problems.ts'
import type { Registry } from './registry.ts'
import { householdSnapshot } from './snapshot.ts'
import type { Facts, HouseholdContent } from './types.ts'

/** First day of the units whose kind says what poverty lines ask for. */
const UNITS_SINCE = '2025-07-01'

/** The whole household goes to another commune, and its file with it: the old commune keeps the sight of its own time. */
export async function moveTo(tx: Tx, registry: Registry, event: MoveTo): Promise<Prepared> {
  const unit = findUnit(event.to_commune)
  if (unit === undefined) throw unknownCommune()
  const recording = await openForEvent(tx, registry, event)
  const file = recording.file(event.household_id)
  const { state } = file
  if (state.commune_code === event.to_commune) throw sameCommune()
  checkAfterMembers(file.actions, event.effective_on)
  if (file.actions.some(a => a.hidden.has(file.household_id))) throw partsHidden()
  const changes = checkedPersons(registry, event.persons)
  const persons = [...state.members.keys()].map(
    id => [id, joined(wholePerson(file, id), changes.get(id) ?? {})] as const,
  )
  const said = checkedHousehold(registry, event.household)
  const event_id = newEventId()
  const { effective_on } = event
  recording.append(
    draftFor(file, {
      kind: 'moved_out',
      effective_on,
      event_id,
      payload: { ...event.payload, to: event.to_commune },
    }),
  )
  recording.append({
    ...draftFor(file, {
      kind: 'moved_in',
      effective_on,
      event_id,
      payload: {
        ...event.payload,
        from: state.commune_code,
        members: Object.fromEntries([...state.members].map(([id, p]) => [id, p.joined_on])),
      },
      household: joined(householdSnapshot(state), joined(placeOf(registry, unit, effective_on), said)),
      persons,
    }),
    commune_code: event.to_commune,
  })
  recording.handOver = { household_id: file.household_id, from: state.commune_code, to: event.to_commune }
  checkEverywhere(recording)
  return { event_id, recording }
}

/** What the new place decides. The hamlet and the code of the old commune are left behind. */
function placeOf(registry: Registry, unit: Unit, on: string): HouseholdContent {
  const facts: Record<string, string | null> = {
    territory: unit.territory,
    area_kind: unit.area_kind === 'special_zone' || on < UNITS_SINCE ? null : unit.area_kind,
  }
  const declared = Object.entries(facts).filter(([name]) => registry.facts.household.has(name))
  return {
    facts: Object.fromEntries(declared) as Facts,
    fields: { hamlet: null, source_code: null, source_hash: null },
  }
}

/** The whole household leaves the city. */
export async function moveOut(tx: Tx, registry: Registry, event: MoveOut): Promise<Prepared> {
  const recording = await openForEvent(tx, registry, event)
  const file = recording.file(event.household_id)
  checkAfterMembers(file.actions, event.effective_on)
  const event_id = newEventId()
  recording.append(
    draftFor(file, {
      kind: 'moved_out',
      effective_on: event.effective_on,
      event_id,
      payload: { ...event.payload, to: 'outside', left: [...file.state.members.keys()] },
    }),
  )
  checkEverywhere(recording)
  return { event_id, recording }
}
