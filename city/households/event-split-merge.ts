import type { Tx } from '../../platform/db/index.ts'
import { checkAfterMembers, checkMembers, communeOfEvent } from './checks.ts'
import {
  checkEverywhere,
  checkedHousehold,
  checkedPersons,
  draftFor,
  joined,
  openForEvent,
  openPair,
} from './event-parts.ts'
import { carry } from './event-transfer.ts'
import type { Merge, Prepared, Split } from './events.ts'
import { newEventId, newHouseholdId } from './ids.ts'
import { householdEmpty, notMember, sameHousehold } from './problems.ts'
import type { Registry } from './registry.ts'
import { householdSnapshot } from './snapshot.ts'
import type { HouseholdContent, HouseholdState } from './types.ts'

/** Facts that belong to the household that stays, and not to the one that splits off: a decision about it, a survey of it. */
const STAYING = new Set([
  ...[
    'income_per_head_month',
    'b1_points',
    'b2_points',
    'recognised_standing',
    'recognised_on',
    'recognised_until',
  ],
  ...[
    'monthly_kwh',
    'wall_durable',
    'frame_durable',
    'roof_durable',
    'floor_area_m2',
    'water_source',
    'toilet_kind',
  ],
])
const STAYING_FIELDS = new Set([
  'source_code',
  'source_hash',
  'decision_number',
  'decision_on',
  'surveyed_on',
  'entry',
])

/**
 * Some members make a household of their own. It takes over what is true of both (the place, what the family is), not what was surveyed or decided of the
 * old one: that is unknown until it is asked.
 */
export async function splitHousehold(tx: Tx, registry: Registry, event: Split): Promise<Prepared> {
  const recording = await openForEvent(tx, registry, event)
  const from = recording.file(event.household_id)
  const moving = checkedPersons(registry, event.moving, '/moving')
  const others = checkedPersons(registry, event.persons)
  if (moving.size === 0) throw notMember()
  checkMembers(from.state, moving.keys(), event.effective_on)
  const said = checkedHousehold(registry, event.household)
  const event_id = newEventId()
  const household_id = newHouseholdId()
  const { effective_on } = event
  const commune_code = communeOfEvent(from.state, effective_on)
  const whole = carry(recording, from, undefined, moving)
  recording.append(
    draftFor(from, {
      kind: 'split_into',
      effective_on,
      event_id,
      payload: { ...event.payload, left: [...moving.keys()], to_household: household_id },
      persons: others,
    }),
  )
  recording.append(
    {
      household_id,
      kind: 'split_from',
      effective_on,
      commune_code,
      event_id,
      payload: {
        ...event.payload,
        from_household: from.household_id,
        members: Object.fromEntries([...moving.keys()].map(id => [id, effective_on])),
      },
      household: joined(takenAlong(from.before ?? from.state), said),
      persons: new Map(whole),
    },
    from.salts,
  )
  checkEverywhere(recording)
  return { event_id, recording }
}

function takenAlong(state: HouseholdState): HouseholdContent {
  return householdSnapshot({
    ...state,
    facts: new Map([...state.facts].filter(([name]) => !STAYING.has(name))),
    fields: new Map([...state.fields].filter(([name]) => !STAYING_FIELDS.has(name))),
  })
}

/** All members go into another household, and theirs ends. */
export async function mergeHouseholds(tx: Tx, registry: Registry, event: Merge): Promise<Prepared> {
  if (event.household_id === event.into_household) throw sameHousehold()
  const recording = await openPair(tx, registry, event, {
    household_id: event.into_household,
    expected_version: event.expected_into_version,
  })
  const from = recording.file(event.household_id)
  const into = recording.file(event.into_household)
  const changes = checkedPersons(registry, event.moving, '/moving')
  const others = checkedPersons(registry, event.persons)
  if (from.state.members.size === 0) throw householdEmpty()
  checkAfterMembers(from.actions, event.effective_on)
  for (const id of changes.keys()) if (!from.state.members.has(id)) throw notMember()
  const moving = new Map([...from.state.members.keys()].map(id => [id, changes.get(id) ?? {}]))
  const event_id = newEventId()
  const { effective_on } = event
  const whole = carry(recording, from, into, moving)
  const ids = [...moving.keys()]
  recording.append(
    draftFor(from, {
      kind: 'merged_into',
      effective_on,
      event_id,
      payload: { ...event.payload, left: ids, to_household: into.household_id },
    }),
  )
  recording.append(
    draftFor(into, {
      kind: 'merged_from',
      effective_on,
      event_id,
      payload: { ...event.payload, joined: ids, from_household: from.household_id },
      persons: [...others, ...whole],
    }),
  )
  checkEverywhere(recording)
  return { event_id, recording }
}
