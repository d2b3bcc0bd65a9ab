import type { Tx } from '../../platform/db/index.ts'
import { Problem } from '../../platform/http/problem/index.ts'
import { checkActive, checkAfter, communeOn } from './checks.ts'
import { ContentCheck } from './content.ts'
import type { FactColumn } from './fact-columns.ts'
import { newEventId, newPersonId } from './ids.ts'
import { findByHeadNumber, findBySourceCode, type KnownHousehold } from './import-queries.ts'
import type { IncomingHousehold, IncomingMember } from './incoming.ts'
import { matchMembers } from './match-members.ts'
import { codeTaken } from './problems.ts'
import { Recording } from './recording.ts'
import { type RegisterOptions, registerMany } from './register.ts'
import type { Registry } from './registry.ts'
import type { Draft } from './sealed-action.ts'
import type { Facts, FactValue, HouseholdState, PersonContent, Reading } from './types.ts'

/** What became of an incoming household, in the order of the batch. */
export type Imported =
  | {
      readonly outcome: 'registered' | 'changed'
      readonly household_id: string
      readonly absent: readonly string[]
    }
  | { readonly outcome: 'unchanged'; readonly household_id: string; readonly absent: readonly string[] }
  /** `problem` says why it could not be brought up to date: it is no more, or the file is older than its first entry. */
  | {
      readonly outcome: 'refused'
      readonly household_id: string
      readonly absent: readonly string[]
      readonly problem: string
    }

export interface ImportOptions extends RegisterOptions {
  /** How a change of a known household is called. Default `imported`. */
  readonly kind?: 'imported' | 'surveyed' | 'corrected'
}

/**
 * Brings households from a file into the registry: those that are known in their commune (by code, else by the identity number of the head) get an
 * action with what is new and nothing when nothing is; the others are registered. An empty cell never makes a known value unknown, except for an optional
 * fact, where it means "there is none". Members whom the file does not name stay, and are given back as `absent`.
 *
 * @throws Problem as `registerMany`
 */
export async function importMany(
  tx: Tx,
  registry: Registry,
  batch: readonly IncomingHousehold[],
  options: ImportOptions = {},
): Promise<Imported[]> {
  const results = new Map<IncomingHousehold, Imported>()
  const once = firstOfEachCode(batch)
  for (const incoming of batch)
    if (!once.has(incoming))
      results.set(incoming, { outcome: 'refused', household_id: '', absent: [], problem: codeTaken.code })
  const known = await knownHouseholds(tx, [...once])
  const fresh = [...once].filter(h => !known.has(h))
  const registered = await registerMany(tx, registry, fresh, options)
  fresh.forEach((incoming, i) => {
    const household_id = registered[i]?.household_id ?? ''
    results.set(incoming, { outcome: 'registered', household_id, absent: [] })
  })
  const open: [IncomingHousehold, string][] = []
  for (const [incoming, { household_id, source_hash }] of known)
    if (sameHash(source_hash, incoming.content_hash))
      results.set(incoming, { outcome: 'unchanged', household_id, absent: [] })
    else open.push([incoming, household_id])
  for (const [incoming, result] of await updateMany(tx, registry, open, options))
    results.set(incoming, result)
  return batch.flatMap(incoming => results.get(incoming) ?? [])
}

/** A code that a batch has twice for a commune counts the first time only. */
function firstOfEachCode(batch: readonly IncomingHousehold[]): Set<IncomingHousehold> {
  const seen = new Set<string>()
  return new Set(
    batch.filter(({ commune_code, code }) => {
      if (code === null) return true
      const place = `${commune_code} ${code}`
      const first = !seen.has(place)
      seen.add(place)
      return first
    }),
  )
}

async function knownHouseholds(
  tx: Tx,
  batch: readonly IncomingHousehold[],
): Promise<Map<IncomingHousehold, KnownHousehold>> {
  const known = new Map<IncomingHousehold, KnownHousehold>()
  const codes = await findBySourceCode(tx, batch)
  const numbers = await findByHeadNumber(
    tx,
    batch.filter(h => !codes.has(h)),
  )
  const taken = new Set<string>()
  for (const incoming of batch) {
    const found = codes.get(incoming) ?? numbers.get(incoming)
    // the same household twice in one batch: the second is a household of its own, and a duplicate for a person to decide
    if (found === undefined || taken.has(found.household_id)) continue
    taken.add(found.household_id)
    known.set(incoming, found)
  }
  return known
}

const sameHash = (a: Uint8Array | null, b: Uint8Array | undefined): boolean =>
  a !== null && b !== undefined && Buffer.compare(a, b) === 0

async function updateMany(
  tx: Tx,
  registry: Registry,
  known: readonly [IncomingHousehold, string][],
  options: ImportOptions,
): Promise<[IncomingHousehold, Imported][]> {
  if (known.length === 0) return []
  const recording = await Recording.open(tx, registry, {
    households: known.map(([, id]) => id),
    ...(options.actor === undefined ? {} : { actor: options.actor }),
  })
  const results = known.map(([incoming, id]): [IncomingHousehold, Imported] => [
    incoming,
    update(recording, registry, incoming, id, options),
  ])
  await recording.save()
  return results
}

function update(
  recording: Recording,
  registry: Registry,
  incoming: IncomingHousehold,
  household_id: string,
  options: ImportOptions,
): Imported {
  const { state } = recording.file(household_id)
  const { known, added, absent } = matchMembers(state, incoming.members)
  try {
    checkActive(state)
    const drafts = draftsOf(registry, state, incoming, { known, added }, options)
    for (const draft of drafts) recording.append(draft)
    checkAfter(state, recording.file(household_id).state)
    return { outcome: drafts.length === 0 ? 'unchanged' : 'changed', household_id, absent }
  } catch (e) {
    if (!(e instanceof Problem) || !REFUSALS.has(e.code)) throw e
    recording.forget(household_id)
    return { outcome: 'refused', household_id, absent, problem: e.code }
  }
}

/** What stops one household and not the whole file. */
const REFUSALS = new Set([
  'household.before_file',
  'household.not_active',
  'household.head_missing',
  'access.forbidden',
  'household.future_day',
])

function draftsOf(
  registry: Registry,
  state: HouseholdState,
  incoming: IncomingHousehold,
  members: { readonly known: ReadonlyMap<string, IncomingMember>; readonly added: readonly IncomingMember[] },
  options: ImportOptions,
): Draft[] {
  const check = new ContentCheck(registry)
  const said = check.household({ facts: incoming.facts, fields: incoming.fields })
  const household = {
    facts: newFacts(registry.facts.household, state.facts, said.facts),
    fields: newFields(state.fields, said.fields),
  }
  const persons = new Map<string, PersonContent>()
  for (const [id, member] of members.known) {
    const person = state.members.get(id)
    const content = check.person(member, `/persons/${id}`)
    const facts = newFacts(registry.facts.person, person?.facts ?? new Map(), content.facts)
    const fields = newFields(person?.fields ?? new Map(), content.fields)
    if (Object.keys(facts).length + Object.keys(fields).length > 0) persons.set(id, { facts, fields })
  }
  const joining = new Map(members.added.map(m => [newPersonId(), check.person(m, '/persons')] as const))
  check.done()
  const isSaid = Object.keys(household.facts).length + Object.keys(household.fields).length + persons.size > 0
  const event_id = isSaid && joining.size > 0 ? newEventId() : null
  const common = {
    household_id: state.household_id,
    effective_on: incoming.effective_on,
    commune_code: communeOn(state, incoming.effective_on),
    event_id,
  }
  const hash =
    incoming.content_hash === undefined
      ? {}
      : { source_hash: Buffer.from(incoming.content_hash).toString('hex') }
  const payload = options.payload ?? {}
  const drafts: Draft[] = []
  if (joining.size > 0)
    drafts.push({
      ...common,
      event_id: event_id ?? newEventId(),
      kind: 'member_joined',
      payload: { ...payload, joined: [...joining.keys()] },
      household: {},
      persons: joining,
    })
  if (isSaid || joining.size > 0)
    drafts.push({
      ...common,
      kind: options.kind ?? 'imported',
      payload,
      household: { facts: household.facts, fields: { ...household.fields, ...hash } },
      persons,
    })
  return drafts
}

type Readings = ReadonlyMap<string, Reading<FactValue | readonly string[]>>

function newFacts(columns: ReadonlyMap<string, FactColumn>, known: Readings, said: Facts = {}): Facts {
  return Object.fromEntries(
    Object.entries(said).filter(
      ([name, value]) =>
        (value !== null || columns.get(name)?.optional === true) &&
        value !== (known.get(name)?.value ?? null),
    ),
  )
}

function newFields<F extends object>(known: Readings, said: F | undefined): Partial<F> {
  return Object.fromEntries(
    Object.entries(said ?? {}).filter(
      ([name, value]) =>
        value !== null && JSON.stringify(value) !== JSON.stringify(known.get(name)?.value ?? null),
    ),
  ) as Partial<F>
}
