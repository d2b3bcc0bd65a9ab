import type { Tx } from '../../platform/db/index.ts'
import { checkKnownPersons, checkMembers } from './checks.ts'
import { dissolve } from './event-members.ts'
import { checkEverywhere, checkedPersons, draftFor, joined, openPair, wholePerson } from './event-parts.ts'
import type { Prepared, Transfer } from './events.ts'
import { newEventId } from './ids.ts'
import { sameHousehold } from './problems.ts'
import type { OpenFile, Recording } from './recording.ts'
import type { Registry } from './registry.ts'
import type { PersonContent } from './types.ts'

/** Members go over to another household: by marriage, or because they live there now. */
export async function transfer(tx: Tx, registry: Registry, event: Transfer): Promise<Prepared> {
  if (event.household_id === event.to_household) throw sameHousehold()
  const recording = await openPair(tx, registry, event, {
    household_id: event.to_household,
    expected_version: event.expected_to_version,
  })
  const from = recording.file(event.household_id)
  const to = recording.file(event.to_household)
  const moving = checkedPersons(registry, event.moving, '/moving')
  const others = checkedPersons(registry, event.persons)
  checkMembers(from.state, moving.keys(), event.effective_on)
  const event_id = newEventId()
  const kinds =
    event.event === 'married'
      ? (['married_out', 'married_in'] as const)
      : (['member_left', 'member_joined'] as const)
  const whole = carry(recording, from, to, moving)
  const ids = [...moving.keys()]
  recording.append(
    draftFor(from, {
      kind: kinds[0],
      effective_on: event.effective_on,
      event_id,
      payload: { ...event.payload, left: ids, to_household: to.household_id },
      persons: [...others].filter(([id]) => isIn(from, id) && !moving.has(id)),
    }),
  )
  recording.append(
    draftFor(to, {
      kind: kinds[1],
      effective_on: event.effective_on,
      event_id,
      payload: { ...event.payload, joined: ids, from_household: from.household_id },
      persons: [...[...others].filter(([id]) => isIn(to, id)), ...whole],
    }),
  )
  for (const id of others.keys()) if (!isIn(from, id) && !isIn(to, id)) checkKnownPersons(to.state, [id])
  if (event.dissolve === true) dissolve(recording, from, event.effective_on, event_id)
  checkEverywhere(recording)
  return { event_id, recording }
}

const isIn = (file: OpenFile, id: string): boolean => file.state.members.has(id) || file.state.former.has(id)

/** Takes people out of one file for another: everything known, under the keys that they have. */
export function carry(
  recording: Recording,
  from: OpenFile,
  to: OpenFile | undefined,
  moving: ReadonlyMap<string, PersonContent>,
): [string, PersonContent][] {
  return [...moving].map(([id, changes]) => {
    const salts = from.salts.get(id)
    if (salts !== undefined && to !== undefined) recording.bring(id, salts, to.household_id)
    return [id, joined(wholePerson(from, id), changes)]
  })
}
