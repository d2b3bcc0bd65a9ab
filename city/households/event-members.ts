import type { Tx } from '../../platform/db/index.ts'
import { checkKnownPersons, checkMembers } from './checks.ts'
import { ContentCheck } from './content.ts'
import { checkEverywhere, checkedPersons, draftFor, openForEvent } from './event-parts.ts'
import type { AddMember, Prepared, RemoveMember } from './events.ts'
import { newEventId, newPersonId } from './ids.ts'
import type { OpenFile, Recording } from './recording.ts'
import type { Registry } from './registry.ts'

/** A birth, a marriage with somebody from outside, a relative who moves in. */
export async function addMember(tx: Tx, registry: Registry, event: AddMember): Promise<Prepared> {
  const recording = await openForEvent(tx, registry, event)
  const file = recording.file(event.household_id)
  const others = checkedPersons(registry, event.persons)
  checkKnownPersons(file.state, others.keys())
  const check = new ContentCheck(registry)
  const member = check.person({ facts: event.member.facts, fields: event.member.fields }, '/member')
  check.done()
  const id = newPersonId()
  const event_id = newEventId()
  recording.append(
    draftFor(file, {
      kind: event.event,
      effective_on: event.effective_on,
      event_id,
      payload: { ...event.payload, joined: [id] },
      persons: [...others, [id, member]],
    }),
  )
  checkEverywhere(recording)
  return { event_id, recording }
}

/** A death, or a departure to a place outside the registry. */
export async function removeMember(tx: Tx, registry: Registry, event: RemoveMember): Promise<Prepared> {
  const recording = await openForEvent(tx, registry, event)
  const file = recording.file(event.household_id)
  checkMembers(file.state, event.person_ids, event.effective_on)
  const others = checkedPersons(registry, event.persons)
  checkKnownPersons(file.state, others.keys())
  const event_id = newEventId()
  recording.append(
    draftFor(file, {
      kind: event.event,
      effective_on: event.effective_on,
      event_id,
      payload: { ...event.payload, left: [...event.person_ids] },
      persons: others,
    }),
  )
  if (event.dissolve === true) dissolve(recording, file, event.effective_on, event_id)
  checkEverywhere(recording)
  return { event_id, recording }
}

/** Ends a household that nobody is left in. */
export function dissolve(recording: Recording, file: OpenFile, effective_on: string, event_id: string): void {
  if (file.state.members.size > 0) return
  recording.append(draftFor(file, { kind: 'dissolved', effective_on, event_id, payload: {} }))
}
