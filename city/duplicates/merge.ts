/** Merging two files of one person, and taking it back. */
import type { Tx } from '../../platform/db/index.ts'
import {
  checkActive,
  checkEverywhere,
  checkedPersons,
  checkMembers,
  dissolve,
  draftFor,
  joined,
  newEventId,
  type OpenFile,
  type PersonContent,
  Recording,
  type Registry,
  recordEvent,
  wholePerson,
} from '../households/index.ts'
import { householdsOf, householdsOfEvent } from './candidate-queries.ts'
import { bothSidesNeeded, cannotMerge, keptHasMoved, notMerged, twoFilesNeeded } from './problems.ts'

/** How two files become one. */
export interface Merge {
  readonly candidate_id: string
  /** Whose file stays, and whose ends: the latter is a member of a household until then. */
  readonly keep: string
  readonly drop: string
  /** First day of the merge; left out: today. */
  readonly effective_on?: string | undefined
  /** Give the kept file what only the other one knows. Where both say something, the kept one's word stays. */
  readonly fill_gaps: boolean
  /** Of the household that loses a member: who stands how to its head from now on. */
  readonly relations: Readonly<Record<string, string>>
  /** The household ends, because nobody is left. */
  readonly dissolves: boolean
  /** In a transaction of the owner only: who acts. */
  readonly actor?: string
}

/**
 * Records the merge on both chains under one event number: the dropped file leaves its household, the kept one stays where it is. Gives the event number.
 *
 * @throws Problem duplicate.*, household.not_active, household.head_missing, household.would_be_empty, household.future_day, household.before_file,
 * household.parts_hidden, person.not_member, access.forbidden
 */
export async function mergePersons(tx: Tx, registry: Registry, merge: Merge): Promise<string> {
  const homes = await householdsOf(tx, [merge.keep, merge.drop])
  const [at, from] = [homes.get(merge.keep), homes.get(merge.drop)]
  if (at === undefined || from === undefined) throw twoFilesNeeded()
  const { recording, event_id } = await endFile(tx, registry, merge, from, [at])
  const losing = recording.file(from)
  if (losing.state.former.get(merge.drop)?.state !== 'merged') throw cannotMerge()
  checkEverywhere(recording)
  await recording.save()
  return event_id
}

/** Whether the household could go on without the member, as its own side says. Nothing is written. Throws as `mergePersons`. */
export async function checkLosing(
  tx: Tx,
  registry: Registry,
  merge: Pick<Merge, 'drop' | 'relations' | 'dissolves'>,
): Promise<void> {
  const from = (await householdsOf(tx, [merge.drop])).get(merge.drop)
  if (from === undefined) throw twoFilesNeeded()
  const whole = { ...merge, candidate_id: '', keep: '', fill_gaps: false }
  const { recording } = await endFile(tx, registry, whole, from, [])
  checkEverywhere(recording)
}

async function endFile(
  tx: Tx,
  registry: Registry,
  merge: Merge,
  from: string,
  others: readonly string[],
): Promise<{ recording: Recording; event_id: string }> {
  const recording = await Recording.open(tx, registry, {
    households: [from, ...others],
    ...(merge.actor === undefined ? {} : { actor: merge.actor }),
  })
  const losing = recording.file(from)
  const effective_on = merge.effective_on ?? recording.today
  checkActive(losing.state)
  if (!losing.state.members.has(merge.drop)) throw cannotMerge()
  checkMembers(losing.state, [merge.drop], effective_on)
  const persons = relationsIn(registry, losing, merge)
  const event_id = newEventId()
  const [at] = others
  const keeping = at === undefined ? undefined : recording.file(at)
  const gaps = keeping === undefined || !merge.fill_gaps ? undefined : gapsOf(keeping, losing, merge)
  const said = { kind: 'person_merged', effective_on, event_id } as const
  const both = {
    kept: merge.keep,
    candidate: merge.candidate_id,
    chains: keeping === undefined || keeping === losing ? 1 : 2,
  }
  if (gaps !== undefined && keeping === losing)
    persons.set(merge.keep, joined(gaps, persons.get(merge.keep) ?? {}))
  recording.append(
    draftFor(losing, {
      ...said,
      payload: { ...both, left: [merge.drop] },
      persons,
    }),
  )
  if (keeping !== undefined && keeping !== losing)
    recording.append(
      draftFor(keeping, {
        ...said,
        payload: { ...both, dropped: merge.drop },
        persons: gaps === undefined ? [] : [[merge.keep, gaps]],
      }),
    )
  if (merge.dissolves) dissolve(recording, losing, effective_on, event_id)
  return { recording, event_id }
}

function relationsIn(registry: Registry, losing: OpenFile, merge: Merge): Map<string, PersonContent> {
  const said = Object.entries(merge.relations).map(
    ([id, relation_to_head]) => [id, { facts: { relation_to_head } }] as const,
  )
  checkMembers(
    losing.state,
    said.map(([id]) => id),
    merge.effective_on ?? '9999-12-31',
  )
  return checkedPersons(registry, Object.fromEntries(said), '/relations')
}

/** The relation to the head belongs to the household, not to the person. */
const OF_THE_HOUSEHOLD = new Set(['relation_to_head'])

/** What the kept file does not know and the other one does, each value with the action it first came from. */
function gapsOf(keeping: OpenFile, losing: OpenFile, { keep, drop }: Merge): PersonContent | undefined {
  const kept = keeping.state.members.get(keep)
  if (kept === undefined) return undefined
  // what one may not see would look like a gap
  wholePerson(keeping, keep)
  const whole = wholePerson(losing, drop)
  const missing = (known: ReadonlyMap<string, { readonly value: unknown }>, name: string): boolean =>
    (known.get(name)?.value ?? null) === null && !OF_THE_HOUSEHOLD.has(name)
  const facts = Object.entries(whole.facts ?? {}).filter(
    ([name, value]) => value !== null && missing(kept.facts, name),
  )
  const fields = Object.entries(whole.fields ?? {}).filter(
    ([name, value]) => value !== null && missing(kept.fields, name),
  )
  const names = new Set([...facts, ...fields].map(([name]) => name))
  if (names.size === 0) return undefined
  return {
    facts: Object.fromEntries(facts),
    fields: Object.fromEntries(fields),
    origins: (whole.origins ?? [])
      .map(origin => ({ ...origin, names: origin.names.filter(name => names.has(name)) }))
      .filter(origin => origin.names.length > 0),
  }
}

/**
 * A merge that was a mistake never happened: both chains say so, the dropped file is a member again, and what the kept file was given goes.
 *
 * @throws Problem duplicate.not_merged, duplicate.both_sides_needed, duplicate.kept_has_moved, household.cannot_undo, household.head_missing, access.forbidden
 */
export async function undoMerge(
  tx: Tx,
  registry: Registry,
  event_id: string | null,
  effective_on: string,
): Promise<void> {
  const households = event_id === null ? [] : await householdsOfEvent(tx, event_id)
  const [first] = households
  if (event_id === null || first === undefined) throw notMerged()
  const recording = await Recording.open(tx, registry, { households })
  const merged = [...recording.files.values()].flatMap(file =>
    file.actions
      .filter(action => action.event_id === event_id && action.kind === 'person_merged')
      .map(action => ({ action, file })),
  )
  const { chains, kept } = merged[0]?.action.payload ?? {}
  if (typeof kept !== 'string' || typeof chains !== 'number') throw notMerged()
  if (merged.length < chains) throw bothSidesNeeded()
  const given = merged.find(
    ({ action }) => action.persons.has(kept) || [...action.hidden].some(part => part.startsWith(`${kept}/`)),
  )
  if (given !== undefined && !given.file.state.members.has(kept)) throw keptHasMoved()
  await recordEvent(tx, registry, { event: 'undone', household_id: first, event_id, effective_on })
}
