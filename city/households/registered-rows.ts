/**
 * The rows of a household that is registered, straight from what is said about it: the same as `projectionOf` makes of its fold, without a source for every
 * value. Files bring a million households at once.
 */
import { nameKey } from '../../platform/text/index.ts'
import type { Cell } from './projection.ts'
import type { Registry } from './registry.ts'
import type { Draft } from './sealed-action.ts'
import type { Facts, PersonContent } from './types.ts'

/** Values of the tables' columns, in the order of `projectionColumns`. */
export interface RegisteredRows {
  readonly household: readonly Cell[]
  readonly persons: readonly (readonly Cell[])[]
  readonly identities: readonly (readonly Cell[])[]
  readonly restricted: readonly (readonly Cell[])[]
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
  const persons: Cell[][] = []
  const identities: Cell[][] = []
  const restricted: Cell[][] = []
  let head: Named | undefined
  for (const [person_id, { facts = {}, fields = {} }] of sorted(draft.persons)) {
    const owner = [person_id, household_id, commune_code]
    const name = fields.full_name ?? null
    const key = name === null ? null : nameKey(name)
    if (head === undefined && facts['relation_to_head'] === 'head') head = { person_id, name, key }
    const { birth_year = null, identity_tail = null } = fields
    const person = [...owner, 'member', effective_on, null, name, key, birth_year, identity_tail]
    persons.push(withFacts(person, names.person, facts))
    identities.push([...owner, fields.identity_number ?? null, fields.phone ?? null, fields.account ?? null])
    restricted.push(withFacts(owner, names.restricted, facts))
  }
  return { household: householdRow(names, draft, head), persons, identities, restricted }
}

interface Named {
  readonly person_id: string
  readonly name: string | null
  readonly key: string | null
}

const sorted = (persons: Draft['persons']): [string, PersonContent][] =>
  [...persons].sort(([a], [b]) => (a < b ? -1 : 1))

function householdRow(names: FactNames, draft: Draft, head: Named | undefined): Cell[] {
  const { facts = {}, fields = {} } = draft.household
  return withFacts(
    [
      draft.household_id,
      draft.commune_code,
      fields.hamlet ?? null,
      'active',
      1,
      head?.person_id ?? null,
      head?.name ?? null,
      head?.key ?? null,
      draft.persons.size,
      draft.effective_on,
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

function withFacts(row: Cell[], names: readonly string[], facts: Facts): Cell[] {
  for (const name of names) row.push(facts[name] ?? null)
  return row
}
