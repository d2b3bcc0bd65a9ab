/** Everything kept about one person, for the person: a right under Art. 4 of the Law on Personal Data Protection 91/2025/QH15 (`reported`). */
import { appendAudit } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { forbidden } from '../../platform/http/problem/index.ts'
import { findUnit } from '../areas/index.ts'
import {
  ACTION_KINDS,
  type Action,
  askWho,
  type FactColumn,
  type HouseholdFile,
  type HouseholdState,
  type PersonState,
  type Provenance,
  type Reading,
  type Registry,
  readFiles,
} from '../households/index.ts'
import { userNames } from '../users/index.ts'
import {
  type Access,
  accessesTo,
  type Compared,
  comparisonsOf,
  type Delivered,
  deliveriesTo,
  type Entitlement,
  entitlementsOf,
  householdsOfPerson,
  mayAt,
  placeOfPerson,
  type Reviewed,
  reviewsOf,
} from './copy-queries.ts'
import { alreadyErased, copyIncomplete, personNotFound } from './problems.ts'
import { FIELD_LABELS, shownValue } from './words.ts'

export interface CopiedValue {
  readonly name: string
  readonly label: string
  readonly value: string | number | boolean | readonly string[]
  /** The value as an officer would say it. */
  readonly shown: string
  readonly source: {
    readonly what: string
    readonly effective_on: string
    readonly recorded_at: string
    readonly by: string
  }
}

export interface CopiedAction {
  readonly household_id: string
  readonly seq: number
  readonly kind: string
  readonly what: string
  readonly effective_on: string
  readonly recorded_at: string
  readonly by: string
  readonly commune: string
  readonly said: readonly { readonly name: string; readonly label: string; readonly shown: string }[]
}

export interface CopiedHousehold {
  readonly household_id: string
  readonly commune: string
  readonly status: string
  readonly joined_on: string
  readonly left_on: string | null
  readonly values: readonly CopiedValue[]
}

export interface PersonCopy {
  readonly person_id: string
  readonly made_at: string
  readonly made_by: string
  /** Made by somebody who sees the whole city. Else it holds what is kept in the communes named: another commune may hold an earlier time. */
  readonly whole_city: boolean
  readonly communes: readonly string[]
  readonly state: string
  readonly values: readonly CopiedValue[]
  readonly households: readonly CopiedHousehold[]
  readonly actions: readonly CopiedAction[]
  readonly entitlements: readonly Entitlement[]
  readonly deliveries: readonly Delivered[]
  readonly reviews: readonly Reviewed[]
  readonly comparisons: readonly Compared[]
  readonly accesses: readonly (Omit<Access, 'actor'> & { readonly by: string })[]
}

/**
 * Makes the copy, and notes in the log that it was made.
 *
 * @throws Problem privacy.person_not_found, access.forbidden, privacy.parts_hidden, privacy.already_erased
 */
export async function copyOfPerson(tx: Tx, registry: Registry, person_id: string): Promise<PersonCopy> {
  const place = await placeOfPerson(tx, person_id)
  if (place === undefined) throw personNotFound()
  const may = await mayAt(tx, 'privacy.copy', place.commune_code)
  if (!may.here) throw forbidden()
  if (place.state === 'erased') throw alreadyErased()
  const who = await askWho(tx)
  const ids = await householdsOfPerson(tx, person_id)
  const files = [...(await readFiles(tx, registry, who, ids)).values()]
  if (files.some(file => hides(file, person_id))) throw copyIncomplete()
  const accesses = await accessesTo(tx, person_id)
  const names = await userNames(tx, [
    who.userId ?? '',
    ...files.flatMap(file => file.actions.map(a => a.actor)),
    ...files.flatMap(file => sourcesIn(file, person_id).map(s => s.actor)),
    ...accesses.map(a => a.actor),
  ])
  const by = (actor: string): string => names.get(actor) ?? actor
  const telling = new Telling(registry, by)
  const current = files.find(file => file.household_id === place.household_id)
  const person = current && personIn(current.state, person_id)
  await appendAudit(tx, {
    area: place.commune_code,
    action: 'privacy.copy',
    object: { kind: 'person', id: person_id },
  })
  return {
    person_id,
    made_at: who.now,
    made_by: by(who.userId ?? ''),
    whole_city: may.everywhere,
    communes: [...new Set(files.flatMap(file => file.actions.map(a => communeName(a.commune_code))))].sort(),
    state: place.state,
    values: person === undefined ? [] : telling.person(person),
    households: files.map(file => telling.household(file, person_id)),
    actions: files.flatMap(file =>
      file.actions.filter(a => concerns(a, person_id)).map(a => telling.action(a, person_id)),
    ),
    entitlements: await entitlementsOf(tx, person_id, ids),
    deliveries: await deliveriesTo(tx, person_id, ids),
    reviews: await reviewsOf(tx, ids),
    comparisons: await comparisonsOf(tx, person_id),
    accesses: accesses.map(({ actor, ...access }) => ({ ...access, by: by(actor) })),
  }
}

export const communeName = (code: string): string => findUnit(code)?.full_name ?? code

const personIn = (state: HouseholdState, id: string): PersonState | undefined =>
  state.members.get(id) ?? state.former.get(id)

const hides = (file: HouseholdFile, id: string): boolean =>
  file.actions.some(a => [...a.hidden].some(part => part === id || part.startsWith(`${id}/`)))

/** Does the action say something about the person, or move him? */
function concerns(action: Action, id: string): boolean {
  const { members, joined, left, kept, dropped } = action.payload
  const among = (list: unknown): boolean => Array.isArray(list) && list.includes(id)
  return (
    action.persons.has(id) ||
    among(joined) ||
    among(left) ||
    (typeof members === 'object' && members !== null && Object.hasOwn(members, id)) ||
    kept === id ||
    dropped === id
  )
}

function sourcesIn(file: HouseholdFile, id: string): Provenance[] {
  const person = personIn(file.state, id)
  const all: Iterable<Reading<unknown>>[] = [
    file.state.facts.values(),
    file.state.fields.values(),
    ...(person === undefined ? [] : [person.facts.values(), person.fields.values()]),
  ]
  return all.flatMap(readings => [...readings].map(r => r.source))
}

/** Puts what the registry keeps into words. */
class Telling {
  private readonly registry: Registry
  private readonly by: (actor: string) => string

  constructor(registry: Registry, by: (actor: string) => string) {
    this.registry = registry
    this.by = by
  }

  person(person: PersonState): CopiedValue[] {
    return [
      ...this.values(person.fields, undefined),
      ...this.values(person.facts, this.registry.facts.person),
    ]
  }

  household(file: HouseholdFile, id: string): CopiedHousehold {
    const { state } = file
    const person = personIn(state, id)
    const isMember = state.members.has(id)
    return {
      household_id: file.household_id,
      commune: communeName(state.commune_code),
      status: state.status,
      joined_on: person?.joined_on ?? '',
      left_on: person?.left_on ?? null,
      // of a household that the person has left only that he was in it: the rest is others' by now
      values: isMember
        ? [
            ...this.values(state.fields, undefined),
            ...this.values(state.facts, this.registry.facts.household),
          ]
        : [],
    }
  }

  action(action: Action, id: string): CopiedAction {
    const content = action.persons.get(id)
    const said = [...Object.entries(content?.fields ?? {}), ...Object.entries(content?.facts ?? {})]
    return {
      household_id: action.household_id,
      seq: action.seq,
      kind: action.kind,
      what: ACTION_KINDS[action.kind].vi,
      effective_on: action.effective_on,
      recorded_at: action.recorded_at,
      by: this.by(action.actor),
      commune: communeName(action.commune_code),
      said: said.map(([name, value]) => {
        const column = this.registry.facts.person.get(name)
        return { name, label: labelOf(name, column), shown: shownValue(value, column) }
      }),
    }
  }

  private values(
    readings: ReadonlyMap<string, Reading<string | number | boolean | null | readonly string[]>>,
    columns: ReadonlyMap<string, FactColumn> | undefined,
  ): CopiedValue[] {
    return [...readings].flatMap(([name, { value, source }]) => {
      if (value === null || name === 'source_hash' || (Array.isArray(value) && value.length === 0)) return []
      const column = columns?.get(name)
      return {
        name,
        label: labelOf(name, column),
        value,
        shown: shownValue(value, column),
        source: {
          what: ACTION_KINDS[source.kind].vi,
          effective_on: source.effective_on,
          recorded_at: source.recorded_at,
          by: this.by(source.actor),
        },
      }
    })
  }
}

const labelOf = (name: string, column: FactColumn | undefined): string =>
  column?.label.vi ?? FIELD_LABELS[name] ?? name
