import type { Tx } from '../../platform/db/index.ts'
import { forbidden } from '../../platform/http/problem/index.ts'
import { findUnit } from '../areas/index.ts'
import { askWho, takenIds, type Who } from './chain-queries.ts'
import { ContentCheck } from './content.ts'
import { dayAt } from './days.ts'
import { isKeepable, newHouseholdId, newPersonId } from './ids.ts'
import type { IncomingHousehold } from './incoming.ts'
import { futureDay, headMissing, householdEmpty, unknownCommune } from './problems.ts'
import { RegisteredBatch } from './registered-batch.ts'
import type { Registry } from './registry.ts'
import type { Draft } from './sealed-action.ts'
import type { PersonContent } from './types.ts'

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
  const check = new ContentCheck(registry)
  const written = new RegisteredBatch(registry, { recorded_at: who.now, actor })
  batch.forEach((incoming, i) => {
    const name = names[i]
    if (name !== undefined)
      written.add(draftOf(check, incoming, name, { at: `/${i}`, payload: options.payload ?? {} }))
  })
  check.done()
  await written.insert(tx)
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

function draftOf(
  check: ContentCheck,
  incoming: IncomingHousehold,
  { household_id, person_ids }: Registered,
  { at, payload }: { readonly at: string; readonly payload: Draft['payload'] },
): Draft {
  const { effective_on, commune_code, content_hash } = incoming
  const fields = {
    ...incoming.fields,
    ...(incoming.code === null ? {} : { source_code: incoming.code }),
    ...(content_hash === undefined ? {} : { source_hash: Buffer.from(content_hash).toString('hex') }),
  }
  const persons = new Map<string, PersonContent>()
  const members: Record<string, string> = {}
  incoming.members.forEach((member, k) => {
    const person_id = person_ids[k] ?? ''
    members[person_id] = effective_on
    persons.set(person_id, check.person({ facts: member.facts, fields: member.fields }, `${at}/members/${k}`))
  })
  return {
    household_id,
    kind: 'registered',
    effective_on,
    commune_code,
    event_id: null,
    payload: { ...payload, members },
    household: check.household({ facts: incoming.facts, fields }, at),
    persons,
  }
}
