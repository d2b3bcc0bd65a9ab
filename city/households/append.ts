import type { Tx } from '../../platform/db/index.ts'
import { carriedOn } from './carry-correction.ts'
import { changesBetween, type HouseholdChanges } from './changes.ts'
import { checkActive, checkAfter, checkKnownPersons, communeOn } from './checks.ts'
import { ContentCheck } from './content.ts'
import { newEventId } from './ids.ts'
import { Recording } from './recording.ts'
import type { Registry } from './registry.ts'
import type { ActionKind, HouseholdContent, Payload, PersonContent } from './types.ts'

/** Actions that say something about a household and its people and move nobody. Whatever moves somebody is an event of its own. */
export type StatementKind = Extract<
  ActionKind,
  'surveyed' | 'imported' | 'corrected' | 'recognised' | 'area_chosen' | 'moved'
>

export interface NewAction {
  readonly household_id: string
  readonly kind: StatementKind
  /** From when it holds, `YYYY-MM-DD`, not in the future. In the past: what was learned for later days stays; what a move brought along follows (`carriedOn`). */
  readonly effective_on: string
  /** The version that was read; another one now is `household.version_conflict`. */
  readonly expected_version?: number
  /** Joins it to other actions of the same event. */
  readonly event_id?: string
  /** Reasons, references, decisions: nothing personal. */
  readonly payload?: Payload
  /** Only what it says anew. null: not known. */
  readonly household?: HouseholdContent
  readonly persons?: Readonly<Record<string, PersonContent>>
  /** In a transaction of the owner only: who acts. */
  readonly actor?: string
}

export interface Appended {
  readonly household_id: string
  /** Number of the action, and version of the household now. */
  readonly version: number
  readonly recorded_at: string
  readonly changes: HouseholdChanges
}

/**
 * Records an action on a household: seals it, chains it, and brings the tables up to date in the same transaction.
 *
 * @throws Problem household.not_found, access.forbidden, household.version_conflict, household.future_day, household.before_file,
 * household.not_active, household.invalid_content, household.head_missing, person.not_member
 */
export async function appendAction(tx: Tx, registry: Registry, action: NewAction): Promise<Appended> {
  const recording = await prepareAction(tx, registry, action)
  await recording.save()
  return appended(recording, action.household_id)
}

/** What `appendAction` would change; nothing is written. Throws the same. */
export async function previewAction(
  tx: Tx,
  registry: Registry,
  action: NewAction,
): Promise<HouseholdChanges> {
  return appended(await prepareAction(tx, registry, action), action.household_id).changes
}

async function prepareAction(tx: Tx, registry: Registry, action: NewAction): Promise<Recording> {
  const { household_id, kind, effective_on } = action
  const recording = await Recording.open(tx, registry, {
    households: [household_id],
    expected: { [household_id]: action.expected_version },
    ...(action.actor === undefined ? {} : { actor: action.actor }),
  })
  const { state } = recording.file(household_id)
  if (kind !== 'corrected') checkActive(state)
  const persons = Object.entries(action.persons ?? {})
  checkKnownPersons(
    state,
    persons.map(([id]) => id),
  )
  const check = new ContentCheck(registry)
  const household = check.household(action.household ?? {})
  const content = persons.map(([id, said]) => [id, check.person(said, `/persons/${id}`)] as const)
  check.done()
  const said = {
    household_id,
    kind,
    effective_on,
    commune_code: communeOn(state, effective_on),
    event_id: action.event_id ?? null,
    payload: action.payload ?? {},
    household,
    persons: new Map(content),
  }
  const file = recording.file(household_id)
  const { actor, who } = recording
  const carried = carriedOn(file, said, { kind, effective_on, recorded_at: who.now, actor })
  const event_id = carried.length > 0 ? (said.event_id ?? newEventId()) : said.event_id
  for (const draft of [said, ...carried]) recording.append({ ...draft, event_id })
  checkAfter(state, recording.file(household_id).state)
  return recording
}

/** What was done to a household of a recording. */
export function appended(recording: Recording, household_id: string): Appended {
  const { version, recorded_at, before, state } = recording.file(household_id)
  return { household_id, version, recorded_at, changes: changesBetween(before, state) }
}
