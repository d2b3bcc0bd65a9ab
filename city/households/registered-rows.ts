/**
 * The rows of a household that is registered, straight from what is said about it: the same as `projectionOf` makes of its fold, without a source for every
 * value. Files bring a million households at once.
 */
import type { CopyValue } from '../../platform/db/index.ts'
import { nameKey } from '../../platform/text/index.ts'
import type { Registry } from './registry.ts'
import type { Draft } from './sealed-action.ts'
import type { Facts, PersonContent } from './types.ts'

/** Values of the tables' columns, in the order of `projectionColumns`. */
export interface RegisteredRows {
  readonly household: readonly CopyValue[]
  readonly persons: readonly (readonly CopyValue[])[]
  readonly identities: readonly (readonly CopyValue[])[]
  readonly restricted: readonly (readonly CopyValue[])[]
}

/** Names of the declared facts in the order of the columns. */
export interface FactNames {
  readonly household: readonly string[]
  readonly person: readonly string[]
  readonly restricted: readonly string[]
}

export function factNames({ facts }: Registry): FactNames {
  const person = [...facts.person.values()]
  return {
    household: [...facts.household.keys()],
    person: person.filter(f => !f.restricted).map(f => f.name),
    restricted: person.filter(f => f.restricted).map(f => f.name),
  }
}

/** @param draft the action `registered` of a household, all of whose persons are members from its day on */
export function registeredRows(names: FactNames, draft: Draft): RegisteredRows {
  const { household_id, commune_code, effective_on } = draft
  const members = [...draft.persons].sort(([a], [b]) => (a < b ? -1 : 1))
  const persons: CopyValue[][] = []
  const identities: CopyValue[][] = []
  const restricted: CopyValue[][] = []
  for (const [person_id, { facts = {}, fields = {} }] of members) {
    const owner = [person_id, household_id, commune_code]
    const name = fields.full_name ?? null
    persons.push(
      withFacts(
        [
          ...owner,
          'member',
          effective_on,
          null,
          name,
          name === null ? null : nameKey(name),
          fields.birth_year ?? null,
          fields.identity_tail ?? null,
        ],
        names.person,
        facts,
      ),
    )
    identities.push([...owner, fields.identity_number ?? null, fields.phone ?? null, fields.account ?? null])
    restricted.push(withFacts(owner, names.restricted, facts))
  }
  return { household: householdRow(names, draft, members), persons, identities, restricted }
}

function householdRow(
  names: FactNames,
  { household_id, commune_code, effective_on, household }: Draft,
  members: readonly (readonly [string, PersonContent])[],
): CopyValue[] {
  const { facts = {}, fields = {} } = household
  const [head_id, head] = members.find(([, said]) => said.facts?.['relation_to_head'] === 'head') ?? []
  const name = head?.fields?.full_name ?? null
  return withFacts(
    [
      household_id,
      commune_code,
      fields.hamlet ?? null,
      'active',
      1,
      head_id ?? null,
      name,
      name === null ? null : nameKey(name),
      members.length,
      effective_on,
      fields.surveyed_on ?? null,
      fields.source_code ?? null,
      typeof fields.source_hash === 'string' ? `\\x${fields.source_hash}` : null,
      fields.entry ?? null,
      fields.causes ?? [],
      fields.wished_support ?? [],
      fields.decision_number ?? null,
      fields.decision_on ?? null,
    ],
    names.household,
    facts,
  )
}

function withFacts(row: CopyValue[], names: readonly string[], facts: Facts): CopyValue[] {
  for (const name of names) row.push(facts[name] ?? null)
  return row
}
