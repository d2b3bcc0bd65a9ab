import fc from 'fast-check'
import { expect, it } from 'vitest'
import { copyLine } from '../../platform/db/index.ts'
import { fold } from './fold.ts'
import { type Projection, projectionColumns, projectionOf, type Row } from './projection.ts'
import { factNames, registeredRows } from './registered-rows.ts'
import type { Draft } from './sealed-action.ts'
import { EAST, testRegistry } from './testing.ts'
import type { HouseholdFields, PersonContent, PersonFields } from './types.ts'

const registry = testRegistry()
const columns = projectionColumns(registry)
const value = fc.oneof(fc.boolean(), fc.nat(), fc.string(), fc.constant(null))
const facts = (names: Iterable<string>) => fc.dictionary(fc.constantFrom(...names), value)
const text = fc.option(fc.string({ unit: 'grapheme' }))

const person: fc.Arbitrary<PersonContent> = fc
  .tuple(
    facts(registry.facts.person.keys()),
    fc.constantFrom('head', 'child', null, undefined),
    fc.record<PersonFields>(
      {
        full_name: text,
        birth_year: fc.option(fc.nat()),
        identity_number: text,
        identity_tail: text,
        phone: text,
        account: text,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([said, relation, fields]) => ({
    facts: { ...said, ...(relation === undefined ? {} : { relation_to_head: relation }) },
    fields,
  }))

const household = fc.record(
  {
    facts: facts(registry.facts.household.keys()),
    fields: fc.record<HouseholdFields>(
      {
        hamlet: text,
        surveyed_on: text,
        source_code: text,
        source_hash: fc.option(fc.constant('0a'.repeat(32))),
        entry: fc.option(fc.constantFrom('new' as const, 'relapsed' as const, 'old' as const)),
        causes: fc.array(fc.string()),
        wished_support: fc.array(fc.string()),
        decision_number: text,
        decision_on: text,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)

const draft = fc
  .tuple(household, fc.dictionary(fc.stringMatching(/^P[0-9A-Z]{1,3}$/), person, { minKeys: 1, maxKeys: 6 }))
  .map(([said, persons]): Draft => {
    const effective_on = '2025-10-01'
    return {
      household_id: 'H1',
      kind: 'registered',
      effective_on,
      commune_code: EAST,
      event_id: null,
      payload: { members: Object.fromEntries(Object.keys(persons).map(id => [id, effective_on])) },
      household: said,
      persons: new Map(Object.entries(persons)),
    }
  })

const lineOf = (names: readonly string[], row: Row): string => copyLine(names.map(name => row[name] ?? null))

it('a household that is registered has the rows of its fold, whatever is said about it', () => {
  fc.assert(
    fc.property(draft, said => {
      const place = { seq: 1, prev_hash: null, recorded_at: '2025-10-02T00:00:00.000Z', actor: 'u' }
      const state = fold([{ ...said, ...place, erased: new Set() }])
      const told = state === undefined ? undefined : projectionOf(registry, state)
      const made = registeredRows(factNames(registry), said)
      const all = (of: 'persons' | 'identities' | 'restricted', table: keyof typeof columns): string[] =>
        [...((told as Projection)[of] as Map<string, Row>).values()].map(row => lineOf(columns[table], row))
      expect(copyLine(made.household)).toBe(lineOf(columns.household, (told as Projection).household))
      expect(made.persons.map(copyLine)).toEqual(all('persons', 'person'))
      expect(made.identities.map(copyLine)).toEqual(all('identities', 'person_identity'))
      expect(made.restricted.map(copyLine)).toEqual(all('restricted', 'person_restricted'))
    }),
  )
})
