import type { Tx } from '../../platform/db/index.ts'
import { findUnit } from '../areas/index.ts'
import { checkKnownPersons, checkMembers } from './checks.ts'
import { ContentCheck } from './content.ts'
import { dissolve } from './event-members.ts'
import {
  checkEverywhere,
  checkedPersons,
  draftFor,
  joined,
  openForEvent,
  wholePerson,
} from './event-parts.ts'
import { type Arrival, arrivalSalts, findArrival, insertArrival, takeInPerson } from './event-queries.ts'
import type { Announce, Prepared, TakeIn } from './events.ts'
import { newEventId } from './ids.ts'
import {
  alreadyAnnounced,
  arrivalNotFound,
  beforeFile,
  partsHidden,
  sameCommune,
  unknownCommune,
} from './problems.ts'
import type { Registry } from './registry.ts'
import { openParts, sealPersons } from './sealed-action.ts'

/** Where the parts of an arrival are sealed to. */
const placeOf = (event_id: string): string => `arrival/${event_id}`

/** A member leaves for another commune. What is known goes along, sealed, until an officer there takes the person in. */
export async function announce(tx: Tx, registry: Registry, event: Announce): Promise<Prepared> {
  if (findUnit(event.to_commune) === undefined) throw unknownCommune()
  const recording = await openForEvent(tx, registry, event)
  const file = recording.file(event.household_id)
  if (file.state.commune_code === event.to_commune) throw sameCommune()
  checkMembers(file.state, [event.person_id], event.effective_on)
  const others = checkedPersons(registry, event.persons)
  checkKnownPersons(file.state, others.keys())
  const event_id = newEventId()
  const whole = new Map([[event.person_id, wholePerson(file, event.person_id)]])
  const { subjects, sealed } = sealPersons(registry, placeOf(event_id), whole, file.salts)
  const from_commune = file.state.commune_code
  recording.append(
    draftFor(file, {
      kind: event.reason,
      effective_on: event.effective_on,
      event_id,
      payload: { ...event.payload, left: [event.person_id], to: event.to_commune },
      persons: others,
    }),
  )
  if (event.dissolve === true) dissolve(recording, file, event.effective_on, event_id)
  checkEverywhere(recording)
  recording.first.push(() =>
    insertArrival(tx, {
      ...{ event_id, person_id: event.person_id, from_commune, to_commune: event.to_commune },
      ...{
        left_on: event.effective_on,
        reason: event.reason,
        subjects,
        sealed,
        announced_by: recording.actor,
      },
    }),
  )
  return { event_id, recording }
}

/** A commune takes in somebody who was announced: the person's file goes on in the household. */
export async function takeIn(tx: Tx, registry: Registry, event: TakeIn): Promise<Prepared> {
  const arrival = await findArrival(tx, event.event_id)
  if (arrival === undefined) throw arrivalNotFound()
  if (arrival.state !== 'open') throw alreadyAnnounced()
  if (event.effective_on < arrival.left_on) throw beforeFile(arrival.left_on)
  const recording = await openForEvent(tx, registry, event)
  const file = recording.file(event.household_id)
  const { person_id } = arrival
  const salts = await arrivalSalts(tx, event.event_id)
  const opened = openParts(registry, placeOf(event.event_id), arrival, new Map([[person_id, salts]]))
  const known = opened.contents.get(person_id)
  if (known === undefined && opened.hidden.size === 0) throw arrivalNotFound()
  if (known === undefined || opened.hidden.size > 0) throw partsHidden()
  const others = checkedPersons(registry, event.persons)
  checkKnownPersons(file.state, others.keys())
  const check = new ContentCheck(registry)
  const said = check.person({ facts: event.facts }, '')
  check.done()
  recording.bring(person_id, salts, file.household_id)
  recording.append(
    draftFor(file, {
      kind: arrival.reason === 'married_out' ? 'married_in' : 'member_joined',
      effective_on: event.effective_on,
      event_id: event.event_id,
      payload: { ...event.payload, joined: [person_id], from: arrival.from_commune },
      persons: [...others, [person_id, joined(known, said)]],
    }),
  )
  checkEverywhere(recording)
  recording.first.push(() => takeInPerson(tx, event.event_id, file.household_id))
  return { event_id: event.event_id, recording }
}

/** Somebody who waits to be taken in, with what an officer needs to know whom it is about. */
export interface ArrivingPerson extends Arrival {
  readonly full_name: string | null
  readonly birth_date: string | null
  readonly birth_year: number | null
  readonly sex: string | null
  readonly identity_tail: string | null
  /** The caller sees everything about the person, and so may take the person in. */
  readonly complete: boolean
}

/** An arrival as its commune sees it; after it is closed nothing is told of the person. Throws `person.arrival_not_found` (404). */
export async function readArrival(tx: Tx, registry: Registry, event_id: string): Promise<ArrivingPerson> {
  const found = await findArrival(tx, event_id)
  if (found === undefined) throw arrivalNotFound()
  const { subjects, sealed, ...arrival } = found
  const salts = await arrivalSalts(tx, event_id)
  const { contents, hidden } = openParts(
    registry,
    placeOf(event_id),
    { subjects, sealed },
    new Map([[arrival.person_id, salts]]),
  )
  const known = contents.get(arrival.person_id)
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return {
    ...arrival,
    full_name: text(known?.fields?.full_name),
    birth_date: text(known?.facts?.['birth_date']),
    birth_year: known?.fields?.birth_year ?? null,
    sex: text(known?.facts?.['sex']),
    identity_tail: text(known?.fields?.identity_tail),
    complete: known !== undefined && hidden.size === 0,
  }
}
