/** What the API shows of households. */
import { z } from '../../platform/http/index.ts'
import { LIST_COLUMNS } from './list.ts'

const Text2 = z.object({ vi: z.string(), en: z.string() })
const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])

const Source = z
  .object({
    kind: z.string(),
    effective_on: z.string(),
    recorded_at: z.string(),
    actor: z.string(),
    seq: z.int().openapi({ description: 'Number in the chain; 0: from an earlier chain' }),
  })
  .openapi('ValueSource')

const ShownValueShape = z
  .object({
    name: z.string(),
    label: Text2,
    value: Value,
    known: z.boolean(),
    supplier: Text2.nullable().openapi({ description: 'Who can tell it' }),
    source: Source.nullable(),
  })
  .openapi('ShownValue')

const PersonShape = z
  .object({
    person_id: z.string(),
    state: z.enum(['member', 'dead', 'left', 'merged', 'erased']),
    joined_on: z.string(),
    left_on: z.string().nullable(),
    full_name: z.string().nullable(),
    birth_year: z.int().nullable(),
    identity_number: z.string().nullable(),
    phone: z.string().nullable(),
    account: z.string().nullable(),
    facts: z.array(ShownValueShape),
  })
  .openapi('HouseholdPerson')

const ActionShape = z
  .object({
    seq: z.int(),
    kind: z.string(),
    label: Text2,
    effective_on: z.string(),
    recorded_at: z.string(),
    actor: z.string(),
    commune_code: z.string(),
    event_id: z.string().nullable(),
    said: z.record(z.string(), z.array(z.string())),
  })
  .openapi('HouseholdAction')

export const HouseholdPageShape = z
  .object({
    household_id: z.string(),
    commune_code: z.string(),
    status: z.string(),
    version: z.int(),
    registered_on: z.string(),
    head_id: z.string().nullable(),
    facts: z.array(ShownValueShape),
    fields: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])),
    members: z.array(PersonShape),
    former: z.array(PersonShape),
    periods: z.array(
      z.object({ commune_code: z.string(), from_on: z.string(), to_on: z.string().nullable() }),
    ),
    timeline: z.array(ActionShape),
    has_hidden: z.boolean(),
  })
  .openapi('Household')

export const ListRowShape = z
  .object({
    household_id: z.string(),
    version: z.int(),
    ...Object.fromEntries(
      LIST_COLUMNS.filter(c => c.name !== 'household_id').map(c => [
        c.name,
        (c.type === 'count' || c.type === 'money' ? z.int() : z.string()).nullable(),
      ]),
    ),
  })
  .openapi('HouseholdRow')

export const SearchResult = z
  .object({
    person_id: z.string().nullable(),
    household_id: z.string(),
    commune_code: z.string(),
    full_name: z.string().nullable(),
    birth_year: z.int().nullable(),
    sex: z.string().nullable(),
    relation_to_head: z.string().nullable(),
    identity_tail: z.string().nullable(),
    household: ListRowShape.nullable(),
  })
  .openapi('FoundPerson')
