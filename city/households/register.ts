import type { Tx } from '../../platform/db/index.ts'
import { forbidden } from '../../platform/http/problem/index.ts'
import { findUnit } from '../areas/index.ts'
import type { SealedAction } from './chain.ts'
import { askWho, takenIds, type Who } from './chain-queries.ts'
import { ContentCheck } from './content.ts'
import { dayAt } from './days.ts'
import { fold } from './fold.ts'
import { isKeepable, newHouseholdId, newPersonId } from './ids.ts'
import type { IncomingHousehold } from './incoming.ts'
import { futureDay, headMissing, householdEmpty, unknownCommune } from './problems.ts'
import { type Projection, projectionColumns, projectionOf, type Row } from './projection.ts'
import type { Registry } from './registry.ts'
import { type Draft, sealAction } from './sealed-action.ts'
import { aspectsOf, newSalt } from './sealing.ts'
import type { PersonContent } from './types.ts'
import { insertActions, insertRows, insertSalts } from './write-rows-queries.ts'

/** A household that has a file now. */
export interface Registered {
  readonly code: string | null
  readonly household_id: string
  /** Identifiers of the members in the order in which they came. */
  readonly person_ids: readonly string[]
}

export interface RegisterOptions {
  /** In a transaction of the owner only: who acts. */
  readonly actor?: string
  /** Where it comes from, without personal data: the number of an import, a request. */
  readonly payload?: Draft['payload']
}

/**
 * Makes files for households, thousands in one transaction: each gets its first action, and its rows in the tables. Codes and person identifiers that
 * nobody has yet are kept, others replaced by new ones.
 *
 * @throws Problem household.invalid_content with a pointer into the batch (`/17/members/0/facts/sex`), household.future_day,
 * household.would_be_empty, household.head_missing, household.unknown_commune, access.forbidden
 */
export async function registerMany(
  tx: Tx,
  registry: Registry,
  batch: readonly IncomingHousehold[],
  options: RegisterOptions = {},
): Promise<Registered[]> {
  if (batch.length === 0) return []
  const who = await askWho(tx)
  const actor = who.isOwner ? options.actor : who.userId
  if (actor === undefined) throw forbidden()
  checkBatch(batch, dayAt(who.now))
  const names = await nameThem(tx, who, batch)
  const drafts = draftsOf(registry, batch, names, options.payload ?? {})
  const salts = new Map<string, Uint8Array>()
  const actions: SealedAction[] = []
  const projections: Projection[] = []
  for (const draft of drafts) {
    const own = new Map([draft.household_id, ...draft.persons.keys()].map(id => [id, newSalt()] as const))
    for (const [id, salt] of own) salts.set(id, salt)
    const place = { seq: 1, prev_hash: null, recorded_at: who.now, actor }
    actions.push(
      sealAction(registry, draft, place, new Map([...own].map(([id, salt]) => [id, aspectsOf(salt)]))),
    )
    const state = fold([{ ...draft, ...place, erased: new Set() }])
    if (state !== undefined) projections.push(projectionOf(registry, state))
  }
  await insertSalts(tx, salts)
  await insertActions(tx, actions)
  await insertProjections(tx, registry, projections)
  return names
}

/** Makes the file of one household. Throws as `registerMany`. */
export async function registerHousehold(
  tx: Tx,
  registry: Registry,
  incoming: IncomingHousehold,
  options: RegisterOptions = {},
): Promise<Registered> {
  const [registered] = await registerMany(tx, registry, [incoming], options)
  if (registered === undefined) throw new Error('a household was registered')
  return registered
}

function checkBatch(batch: readonly IncomingHousehold[], today: string): void {
  for (const { commune_code, effective_on, members } of batch) {
    if (effective_on > today) throw futureDay(today)
    if (members.length === 0) throw householdEmpty()
    if (members.filter(m => m.facts['relation_to_head'] === 'head').length > 1) throw headMissing()
    if (findUnit(commune_code) === undefined) throw unknownCommune()
  }
}

/** Identifiers for the households of a batch and their members. */
async function nameThem(tx: Tx, who: Who, batch: readonly IncomingHousehold[]): Promise<Registered[]> {
  const wanted = batch.flatMap(h => h.code ?? []).filter(isKeepable)
  const persons = batch.flatMap(h => h.members.flatMap(m => m.person_id ?? [])).filter(isKeepable)
  const taken = await takenIds(tx, who, wanted, persons)
  const keep = (id: string | null | undefined, otherwise: () => string): string => {
    const name = id != null && isKeepable(id) && !taken.has(id) ? id : otherwise()
    taken.add(name)
    return name
  }
  return batch.map(({ code, members }) => ({
    code,
    household_id: keep(code, newHouseholdId),
    person_ids: members.map(m => keep(m.person_id, newPersonId)),
  }))
}

function draftsOf(
  registry: Registry,
  batch: readonly IncomingHousehold[],
  names: readonly Registered[],
  payload: Draft['payload'],
): Draft[] {
  const check = new ContentCheck(registry)
  const drafts = batch.map((incoming, i): Draft => {
    const { household_id = '', person_ids = [] } = names[i] ?? {}
    const hash = incoming.content_hash
    const fields = {
      ...incoming.fields,
      ...(incoming.code === null ? {} : { source_code: incoming.code }),
      ...(hash === undefined ? {} : { source_hash: Buffer.from(hash).toString('hex') }),
    }
    const persons = incoming.members.map(({ facts, fields: said }, k): [string, PersonContent] => [
      person_ids[k] ?? '',
      check.person({ facts, fields: said }, `/${i}/members/${k}`),
    ])
    return {
      household_id,
      kind: 'registered',
      effective_on: incoming.effective_on,
      commune_code: incoming.commune_code,
      event_id: null,
      payload: { ...payload, members: Object.fromEntries(person_ids.map(id => [id, incoming.effective_on])) },
      household: check.household({ facts: incoming.facts, fields }, `/${i}`),
      persons: new Map(persons),
    }
  })
  check.done()
  return drafts
}

async function insertProjections(
  tx: Tx,
  registry: Registry,
  projections: readonly Projection[],
): Promise<void> {
  const columns = projectionColumns(registry)
  const all = (of: 'persons' | 'identities' | 'restricted'): Row[] =>
    projections.flatMap(p => [...p[of].values()])
  await insertRows(
    tx,
    'household',
    columns.household,
    projections.map(p => p.household),
  )
  await insertRows(tx, 'person', columns.person, all('persons'))
  await insertRows(tx, 'person_identity', columns.person_identity, all('identities'))
  await insertRows(tx, 'person_restricted', columns.person_restricted, all('restricted'))
}
