/** What the events share: opening the files, checking who is said to move, snapshots of whole people. */
import type { Tx } from '../../platform/db/index.ts'
import { Problem } from '../../platform/http/problem/index.ts'
import { checkActive, checkAfter, communeOfEvent } from './checks.ts'
import { ContentCheck } from './content.ts'
import { foreignCommune, householdNotFound, partsHidden } from './problems.ts'
import { type OpenFile, Recording } from './recording.ts'
import type { Registry } from './registry.ts'
import type { Draft } from './sealed-action.ts'
import { partOf } from './sealing.ts'
import { personSnapshot } from './snapshot.ts'
import type { HouseholdContent, PersonContent } from './types.ts'

interface Opening {
  readonly household_id: string
  readonly expected_version?: number
  readonly actor?: string
}

/** Opens the files of an event; each must be active. */
export async function openForEvent(
  tx: Tx,
  registry: Registry,
  event: Opening,
  others: Readonly<Record<string, number | undefined>> = {},
): Promise<Recording> {
  const recording = await Recording.open(tx, registry, {
    households: [event.household_id, ...Object.keys(others)],
    expected: { ...others, [event.household_id]: event.expected_version },
    ...(event.actor === undefined ? {} : { actor: event.actor }),
  })
  for (const file of recording.files.values()) checkActive(file.state)
  return recording
}

/**
 * Opens the files of an event over two households. A household of a commune where the caller may not write is not told apart from one that does not exist:
 * `household.foreign_commune` (403), whose advice fits both.
 */
export async function openPair(
  tx: Tx,
  registry: Registry,
  event: Opening,
  other: { readonly household_id: string; readonly expected_version: number | undefined },
): Promise<Recording> {
  try {
    return await openForEvent(tx, registry, event, { [other.household_id]: other.expected_version })
  } catch (e) {
    if (!(e instanceof Problem) || e.code !== householdNotFound.code) throw e
    await openForEvent(tx, registry, event)
    throw foreignCommune()
  }
}

/** A draft for a chain, with what every event says alike. */
export function draftFor(
  file: OpenFile,
  draft: Pick<Draft, 'kind' | 'effective_on' | 'event_id' | 'payload'> & {
    readonly household?: HouseholdContent
    readonly persons?: Iterable<readonly [string, PersonContent]>
  },
): Draft {
  return {
    household_id: file.household_id,
    commune_code: communeOfEvent(file.state, draft.effective_on),
    kind: draft.kind,
    effective_on: draft.effective_on,
    event_id: draft.event_id,
    payload: draft.payload,
    household: draft.household ?? {},
    persons: new Map(draft.persons ?? []),
  }
}

/** Contents by person as the registry keeps them. Throws `household.invalid_content`. */
export function checkedPersons(
  registry: Registry,
  persons: Readonly<Record<string, PersonContent>> = {},
  pointer = '/persons',
): Map<string, PersonContent> {
  const check = new ContentCheck(registry)
  const checked = new Map(
    Object.entries(persons).map(([id, said]) => [id, check.person(said, `${pointer}/${id}`)]),
  )
  check.done()
  return checked
}

/** The content of a household as the registry keeps it. */
export function checkedHousehold(registry: Registry, said: HouseholdContent = {}): HouseholdContent {
  const check = new ContentCheck(registry)
  const checked = check.household(said)
  check.done()
  return checked
}

/** Two contents of one subject, the second over the first; values said anew rest on the new action. */
export function joined<C extends PersonContent | HouseholdContent>(first: C, second: C): C {
  const said = new Set([...Object.keys(second.facts ?? {}), ...Object.keys(second.fields ?? {})])
  const origins = (first.origins ?? [])
    .map(origin => ({ ...origin, names: origin.names.filter(name => !said.has(name)) }))
    .filter(origin => origin.names.length > 0)
  return {
    facts: { ...first.facts, ...second.facts },
    fields: { ...first.fields, ...second.fields },
    origins,
  } as unknown as C
}

/**
 * Everything known about a member, to be carried to another chain. Throws `household.parts_hidden` (403) when the caller does not see everything: what he
 * does not see would be lost.
 */
export function wholePerson(file: OpenFile, person_id: string): PersonContent {
  const hidden = file.actions.some(action =>
    [...action.hidden].some(name => partOf(name).subject === person_id),
  )
  if (hidden) throw partsHidden()
  const person = file.state.members.get(person_id)
  if (person === undefined) throw new Error('only a member is carried along')
  return personSnapshot(person)
}

/** Checks every household of the event as it is afterwards. */
export function checkEverywhere(recording: Recording): void {
  for (const { before, state } of recording.files.values()) checkAfter(before, state)
}
