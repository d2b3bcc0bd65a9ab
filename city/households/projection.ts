/** The tables as a state says they must be: each row as the values of its columns. */
import { nameKey } from '../../platform/text/index.ts'
import { headOf } from './fold.ts'
import type { Registry } from './registry.ts'
import type { HouseholdState, PersonState } from './types.ts'

/** A value of a row. Days and decimals are text, lists are arrays. */
export type Cell = string | number | boolean | null | readonly string[]

/** A row by its columns. */
export type Row = Readonly<Record<string, Cell>>

/** Everything that the tables keep about a household. */
export interface Projection {
  readonly household: Row
  /** By person_id, like the next two. */
  readonly persons: ReadonlyMap<string, Row>
  readonly identities: ReadonlyMap<string, Row>
  readonly restricted: ReadonlyMap<string, Row>
  readonly stays: readonly Row[]
  readonly periods: readonly Row[]
}

/** Columns of the tables of the registry, in the order in which rows are written. */
export interface ProjectionColumns {
  readonly household: readonly string[]
  readonly person: readonly string[]
  readonly person_identity: readonly string[]
  readonly person_restricted: readonly string[]
  readonly membership_past: readonly string[]
  readonly household_period: readonly string[]
}

const HOUSEHOLD = [
  ...['household_id', 'commune_code', 'hamlet', 'state', 'version', 'head_id', 'head_name', 'head_name_key'],
  ...['member_count', 'registered_on', 'surveyed_on', 'source_code', 'source_hash', 'entry', 'causes'],
  ...['wished_support', 'decision_number', 'decision_on'],
]
const PERSON = [
  ...['person_id', 'household_id', 'commune_code', 'state', 'joined_on', 'left_on', 'full_name', 'name_key'],
  ...['birth_year', 'identity_tail'],
]
const OWNED = ['person_id', 'household_id', 'commune_code']

export function projectionColumns({ facts }: Registry): ProjectionColumns {
  const person = [...facts.person.values()]
  return {
    household: [...HOUSEHOLD, ...facts.household.keys()],
    person: [...PERSON, ...person.filter(f => !f.restricted).map(f => f.name)],
    person_identity: [...OWNED, 'identity_number', 'phone', 'account'],
    person_restricted: [...OWNED, ...person.filter(f => f.restricted).map(f => f.name)],
    membership_past: ['person_id', 'household_id', 'commune_code', 'joined_on', 'left_on', 'reason'],
    household_period: ['household_id', 'commune_code', 'from_on', 'to_on'],
  }
}

/** The rows of a household and of everybody who is or was in it. Erased people keep a row without content, and none beside it. */
export function projectionOf(registry: Registry, state: HouseholdState): Projection {
  const everybody = [...state.members.values(), ...state.former.values()]
  const readable = everybody.filter(p => p.state !== 'erased')
  const { household_id } = state
  return {
    household: householdRow(registry, state),
    persons: new Map(everybody.map(p => [p.person_id, personRow(registry, household_id, p)])),
    identities: new Map(readable.map(p => [p.person_id, identityRow(household_id, p)])),
    restricted: new Map(readable.map(p => [p.person_id, restrictedRow(registry, household_id, p)])),
    stays: state.stays.map(({ person_id, commune_code, joined_on, left_on, reason }) => ({
      person_id,
      household_id,
      commune_code,
      joined_on,
      left_on,
      reason,
    })),
    periods: state.periods.flatMap(({ commune_code, from_on, to_on }) =>
      // moved on within a day: no time at all
      to_on === null || to_on === from_on ? [] : [{ household_id, commune_code, from_on, to_on }],
    ),
  }
}

function householdRow(registry: Registry, state: HouseholdState): Row {
  const field = (name: Parameters<typeof state.fields.get>[0]) => state.fields.get(name)?.value ?? null
  const head = headOf(state)
  const headName = head?.fields.get('full_name')?.value as string | null | undefined
  const hash = field('source_hash')
  const row: Record<string, Row[string]> = {
    household_id: state.household_id,
    commune_code: state.commune_code,
    hamlet: field('hamlet'),
    state: state.status === 'elsewhere' ? 'active' : state.status,
    version: state.version,
    head_id: head?.person_id ?? null,
    head_name: headName ?? null,
    head_name_key: headName == null ? null : nameKey(headName),
    member_count: state.members.size,
    registered_on: state.registered_on,
    surveyed_on: field('surveyed_on'),
    source_code: field('source_code'),
    source_hash: typeof hash === 'string' ? `\\x${hash}` : null,
    entry: field('entry'),
    causes: field('causes') ?? [],
    wished_support: field('wished_support') ?? [],
    decision_number: field('decision_number'),
    decision_on: field('decision_on'),
  }
  for (const name of registry.facts.household.keys()) row[name] = state.facts.get(name)?.value ?? null
  return row
}

function personRow(registry: Registry, household_id: string, person: PersonState): Row {
  const field = (name: Parameters<typeof person.fields.get>[0]) => person.fields.get(name)?.value ?? null
  const name = field('full_name') as string | null
  const row: Record<string, Row[string]> = {
    ...owner(household_id, person),
    state: person.state,
    joined_on: person.joined_on,
    left_on: person.left_on,
    full_name: name,
    name_key: name === null ? null : nameKey(name),
    birth_year: field('birth_year'),
    identity_tail: field('identity_tail'),
  }
  for (const column of registry.facts.person.values())
    if (!column.restricted) row[column.name] = person.facts.get(column.name)?.value ?? null
  return row
}

const identityRow = (household_id: string, person: PersonState): Row => ({
  ...owner(household_id, person),
  identity_number: person.fields.get('identity_number')?.value ?? null,
  phone: person.fields.get('phone')?.value ?? null,
  account: person.fields.get('account')?.value ?? null,
})

function restrictedRow(registry: Registry, household_id: string, person: PersonState): Row {
  const row: Record<string, Row[string]> = { ...owner(household_id, person) }
  for (const column of registry.facts.person.values())
    if (column.restricted) row[column.name] = person.facts.get(column.name)?.value ?? null
  return row
}

const owner = (household_id: string, person: PersonState) => ({
  person_id: person.person_id,
  household_id,
  commune_code: person.commune_code,
})

/** Are two rows the same in every column? */
export function sameRow(a: Row | undefined, b: Row | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  for (const name in b) {
    const [x, y] = [a[name], b[name]]
    if (x === y) continue
    if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length || x.some((item, i) => item !== y[i]))
      return false
  }
  return true
}
