/** What the API takes to record what happened to a household, and what it answers. */
import { z } from '../../platform/http/index.ts'
import type { NewAction } from './append.ts'
import type { EventDone, HouseholdEvent } from './events.ts'
import type { IncomingHousehold } from './incoming.ts'
import type { Payload } from './types.ts'

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/)
const Commune = z.string().regex(/^\d{5}$/)
const Version = z.int().min(1)

const Value = z.union([z.string().max(200), z.number(), z.boolean(), z.null()])
const Facts = z
  .record(z.string().max(60), Value)
  .openapi({ description: 'Declared facts by name (law/facts.yaml); null: not known' })

/** The service knows the fields and their forms, and says of each what is wrong. */
const Fields = z.record(z.string().max(60), z.union([Value, z.array(z.string().max(60)).max(20)]))
const Content = z.strictObject({ facts: Facts.optional(), fields: Fields.optional() }).openapi('Content')
const Persons = z
  .record(Id, Content)
  .refine(persons => Object.keys(persons).length <= 100, { message: 'at most 100 persons' })
  .openapi({ description: 'What is new about persons of the household, by their identifiers' })

/** No free text: what stands in a chain is never erased, and people write names into free text. */
const said = {
  effective_on: z.iso.date().openapi({ description: 'From when it holds; not in the future' }),
  reference: z
    .string()
    .regex(/^[0-9A-Za-zĐđ][0-9A-Za-zĐđ./_-]{0,59}$/)
    .optional()
    .openapi({ description: 'Number of the paper it rests on, such as 12/QĐ-UBND; no words' }),
}

export const MemberInput = z
  .strictObject({ facts: Facts.default({}), fields: Fields.default({}) })
  .openapi('MemberInput')

export const HouseholdInput = z
  .strictObject({
    code: z.string().trim().min(1).max(60).nullable().default(null),
    commune_code: Commune,
    ...said,
    facts: Facts.default({}),
    fields: Fields.default({}),
    members: z.array(MemberInput).min(1).max(100),
  })
  .openapi('HouseholdInput')

export const ActionInput = z
  .strictObject({
    kind: z.enum(['surveyed', 'corrected', 'moved']),
    ...said,
    household: Content.optional(),
    persons: Persons.optional(),
  })
  .openapi('ActionInput')

const common = { ...said, persons: Persons.optional() }
const dissolve = z.boolean().optional().openapi({ description: 'The household ends when nobody is left' })

export const EventInput = z
  .discriminatedUnion('event', [
    z.strictObject({
      event: z.enum(['born', 'member_joined', 'married_in']),
      ...common,
      member: MemberInput,
    }),
    z.strictObject({
      event: z.enum(['died', 'member_left', 'married_out']),
      ...common,
      person_ids: z.array(Id).min(1).max(100),
      dissolve,
    }),
    z.strictObject({
      event: z.enum(['transferred', 'married']),
      ...common,
      to_household: Id,
      expected_to_version: Version.optional(),
      moving: Persons,
      dissolve,
    }),
    z.strictObject({
      event: z.literal('announced'),
      ...common,
      person_id: Id,
      to_commune: Commune,
      reason: z.enum(['member_left', 'married_out']),
      dissolve,
    }),
    z.strictObject({ event: z.literal('taken_in'), ...common, event_id: z.uuid(), facts: Facts.default({}) }),
    z.strictObject({
      event: z.literal('moved_to'),
      ...common,
      to_commune: Commune,
      household: Content.optional(),
    }),
    z.strictObject({ event: z.literal('left_city'), ...common }),
    z.strictObject({ event: z.literal('split'), ...common, moving: Persons, household: Content.optional() }),
    z.strictObject({
      event: z.literal('merged'),
      ...common,
      into_household: Id,
      expected_into_version: Version.optional(),
      moving: Persons.default({}),
    }),
    z.strictObject({ event: z.literal('undone'), ...common, event_id: z.uuid() }),
  ])
  .openapi('EventInput')

/** What was sent, as the service takes it. */
export function eventOf(
  household_id: string,
  expected_version: number | undefined,
  { reference, ...sent }: z.infer<typeof EventInput>,
): HouseholdEvent {
  const event = { ...sent, household_id, expected_version, ...payloadOf(reference) }
  return withoutUndefined(event) as unknown as HouseholdEvent
}

export function actionOf(
  household_id: string,
  expected_version: number | undefined,
  { reference, ...sent }: z.infer<typeof ActionInput>,
): NewAction {
  const action = { ...sent, household_id, expected_version, ...payloadOf(reference) }
  return withoutUndefined(action) as unknown as NewAction
}

export function incomingOf({ reference: _, ...sent }: z.infer<typeof HouseholdInput>): IncomingHousehold {
  return sent as unknown as IncomingHousehold
}

export const payloadOf = (reference: string | undefined): { payload?: Payload } =>
  reference === undefined ? {} : { payload: { reference } }

const withoutUndefined = (object: object): object =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))

const Shown = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
export const ChangesShape = z
  .object({
    household_id: z.string(),
    status: z.object({ before: z.string().nullable(), after: z.string() }),
    commune_code: z.object({ before: z.string().nullable(), after: z.string() }),
    joined: z.array(z.string()),
    left: z.array(z.object({ person_id: z.string(), state: z.string() })),
    values: z.array(
      z.object({
        person_id: z.string().optional(),
        of: z.enum(['fact', 'field']),
        name: z.string(),
        before: Shown,
        after: Shown,
      }),
    ),
  })
  .openapi('HouseholdChanges')

const AppendedShape = z
  .object({ household_id: z.string(), version: z.int(), recorded_at: z.string(), changes: ChangesShape })
  .openapi('HouseholdAppended')

export const EventDoneShape = z
  .object({
    event_id: z.string().nullable(),
    households: z.array(AppendedShape),
    made: z.array(z.string()).openapi({ description: 'Persons and households that got a file by it' }),
  })
  .openapi('EventDone')

/** The answer to an event; a statement on one household looks the same. Whole identity numbers are for those who ask for them. */
export function doneShown(
  done: Pick<EventDone, 'households' | 'made'> & { event_id: string | null },
): z.infer<typeof EventDoneShape> {
  return {
    event_id: done.event_id,
    made: [...done.made],
    households: done.households.map(({ changes, ...household }) => ({
      ...household,
      changes: {
        ...changes,
        joined: [...changes.joined],
        left: [...changes.left],
        values: changes.values
          .filter(({ name }) => !NOT_SHOWN.has(name))
          .map(({ before, after, ...value }) => ({ ...value, before: plain(before), after: plain(after) })),
      },
    })),
  }
}

const NOT_SHOWN = new Set(['identity_number', 'phone', 'account', 'source_hash'])

type Plain = z.infer<typeof Shown>
const plain = (value: Plain | readonly string[]): Plain =>
  Array.isArray(value) ? [...value] : (value as Plain)

export const ArrivalShape = z
  .object({
    event_id: z.uuid(),
    person_id: z.string(),
    from_commune: z.string(),
    to_commune: z.string(),
    left_on: z.string(),
    reason: z.enum(['member_left', 'married_out']),
    state: z.enum(['open', 'taken', 'withdrawn']),
    announced_at: z.string(),
  })
  .openapi('Arrival')

export const ArrivingPersonShape = ArrivalShape.extend({
  full_name: z.string().nullable(),
  birth_date: z.string().nullable(),
  birth_year: z.int().nullable(),
  sex: z.string().nullable(),
  identity_tail: z.string().nullable(),
  complete: z.boolean().openapi({ description: 'The caller sees everything, and so may take the person in' }),
}).openapi('ArrivingPerson')
