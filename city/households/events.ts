import type { Tx } from '../../platform/db/index.ts'
import { type Appended, appended } from './append.ts'
import { announce, takeIn } from './event-arrival.ts'
import { addMember, removeMember } from './event-members.ts'
import { moveOut, moveTo } from './event-move.ts'
import { mergeHouseholds, splitHousehold } from './event-split-merge.ts'
import { transfer } from './event-transfer.ts'
import { undo } from './event-undo.ts'
import type { IncomingMember } from './incoming.ts'
import type { Recording } from './recording.ts'
import type { Registry } from './registry.ts'
import type { Facts, HouseholdContent, Payload, PersonContent } from './types.ts'

interface Common {
  /** From when it holds, `YYYY-MM-DD`, not in the future. */
  readonly effective_on: string
  /** Reasons and references; nothing personal. */
  readonly payload?: Payload
  /** What it changes about those who stay or were there before, by person: who is head now, other relations. */
  readonly persons?: Readonly<Record<string, PersonContent>>
  /** In a transaction of the owner only: who acts. */
  readonly actor?: string
}
interface OfHousehold extends Common {
  readonly household_id: string
  readonly expected_version?: number
}

/** Somebody whom the registry does not know enters a household: by birth, marriage or otherwise. */
export interface AddMember extends OfHousehold {
  readonly event: 'born' | 'member_joined' | 'married_in'
  readonly member: IncomingMember
}
/** Members die, or leave for nowhere the registry knows. `dissolve` when nobody is left. */
export interface RemoveMember extends OfHousehold {
  readonly event: 'died' | 'member_left' | 'married_out'
  readonly person_ids: readonly string[]
  readonly dissolve?: boolean
}
/** Members go over to another household in which the caller may write too. */
export interface Transfer extends OfHousehold {
  readonly event: 'transferred' | 'married'
  readonly to_household: string
  readonly expected_to_version?: number
  /** Who goes, and what is different about them there: the relation to the other head. */
  readonly moving: Readonly<Record<string, PersonContent>>
  readonly dissolve?: boolean
}
/** A member leaves for another commune, which is to take the person in. */
export interface Announce extends OfHousehold {
  readonly event: 'announced'
  readonly person_id: string
  readonly to_commune: string
  readonly reason: 'member_left' | 'married_out'
  readonly dissolve?: boolean
}
/** A commune takes in somebody who was announced. */
export interface TakeIn extends OfHousehold {
  readonly event: 'taken_in'
  /** Of the announcement. */
  readonly event_id: string
  readonly facts: Facts
}
/** The whole household goes to another commune. What the place decides (area kind, hamlet) is said anew. */
export interface MoveTo extends OfHousehold {
  readonly event: 'moved_to'
  readonly to_commune: string
  readonly household?: HouseholdContent
}
/** The whole household leaves the city. */
export interface MoveOut extends OfHousehold {
  readonly event: 'left_city'
}
/** Some members make a household of their own in the same commune. */
export interface Split extends OfHousehold {
  readonly event: 'split'
  readonly moving: Readonly<Record<string, PersonContent>>
  /** Of the new household, beside what it takes along. */
  readonly household?: HouseholdContent
}
/** All members of a household go into another one, and the household ends. */
export interface Merge extends OfHousehold {
  readonly event: 'merged'
  readonly into_household: string
  readonly expected_into_version?: number
  readonly moving: Readonly<Record<string, PersonContent>>
}
/** An event that was recorded by mistake never happened. */
export interface Undo extends OfHousehold {
  readonly event: 'undone'
  readonly event_id: string
}

/** What happens to households and moves somebody. */
export type HouseholdEvent =
  | AddMember
  | RemoveMember
  | Transfer
  | Announce
  | TakeIn
  | MoveTo
  | MoveOut
  | Split
  | Merge
  | Undo

export interface EventDone {
  readonly event_id: string
  /** Each household that it touched, with its new version and what changed. */
  readonly households: readonly Appended[]
  /** People and households that got a file by it. */
  readonly made: readonly string[]
}

/**
 * Records an event on every chain that it touches, under one event number, and brings the tables up to date in the same transaction.
 *
 * @throws Problem household.*, person.*, access.forbidden: see problems.ts
 */
export async function recordEvent(tx: Tx, registry: Registry, event: HouseholdEvent): Promise<EventDone> {
  const prepared = await prepare(tx, registry, event)
  await prepared.recording.save()
  return done(prepared)
}

/** What `recordEvent` would change; nothing is written. Throws the same. */
export async function previewEvent(tx: Tx, registry: Registry, event: HouseholdEvent): Promise<EventDone> {
  return done(await prepare(tx, registry, event))
}

/** An event that only waits to be written. */
export interface Prepared {
  readonly event_id: string
  readonly recording: Recording
}

function prepare(tx: Tx, registry: Registry, event: HouseholdEvent): Promise<Prepared> {
  switch (event.event) {
    case 'born':
    case 'member_joined':
    case 'married_in':
      return addMember(tx, registry, event)
    case 'died':
    case 'member_left':
    case 'married_out':
      return removeMember(tx, registry, event)
    case 'transferred':
    case 'married':
      return transfer(tx, registry, event)
    case 'announced':
      return announce(tx, registry, event)
    case 'taken_in':
      return takeIn(tx, registry, event)
    case 'moved_to':
      return moveTo(tx, registry, event)
    case 'left_city':
      return moveOut(tx, registry, event)
    case 'split':
      return splitHousehold(tx, registry, event)
    case 'merged':
      return mergeHouseholds(tx, registry, event)
    case 'undone':
      return undo(tx, registry, event)
  }
}

const done = ({ event_id, recording }: Prepared): EventDone => ({
  event_id,
  households: [...recording.files.keys()].map(id => appended(recording, id)),
  made: [...recording.newSalts.keys()],
})
