import { PageQuery, z } from '../../platform/http/index.ts'
import { SIGNS, type Sign } from './signs.ts'

const Said = z.object({ vi: z.string(), en: z.string() })
const Side = z.enum(['a', 'b'])
const Commune = z.string().regex(/^\d{5}$/)

export const PairPath = z.object({ candidate_id: z.uuid() })
export const PairQuery = z.strictObject({
  state: z.enum(['open', 'merged', 'dismissed']).default('open'),
  commune: Commune.optional(),
  ...PageQuery.shape,
})

const Person = z.object({
  person_id: z.string(),
  household_id: z.string(),
  state: z.string(),
  full_name: z.string().nullable(),
  birth_date: z.string().nullable(),
  birth_year: z.int().nullable(),
  sex: z.string().nullable(),
  identity_tail: z.string().nullable(),
  head_name: z.string().nullable(),
  hamlet: z.string().nullable(),
})

export const DuplicatePair = z
  .object({
    candidate_id: z.string(),
    state: z.enum(['open', 'merged', 'dismissed']),
    strength: z.int().openapi({
      description:
        'Tenths of a power of ten: 93 = by chance one pair of people in 10^9.3 looks so much alike.',
    }),
    reasons: z.array(
      z.object({ code: z.enum(Object.keys(SIGNS) as [Sign, ...Sign[]]), vi: z.string(), en: z.string() }),
    ),
    found_at: z.string(),
    sides: z.array(
      z.object({
        side: Side,
        commune_code: z.string(),
        commune_name: z.string(),
        person: Person.nullable().openapi({
          description: 'null: a file of a commune that you may not read; `said` tells that it is there.',
        }),
        said: Said.nullable(),
      }),
    ),
    verdicts: z.array(
      z.object({
        side: Side,
        verdict: z.enum(['same', 'different']),
        keep: Side.nullable(),
        fill_gaps: z.boolean(),
        said_by: z.string(),
        said_by_name: z.string().nullable(),
        said_at: z.string(),
      }),
    ),
    may_speak_for: z
      .array(Side)
      .openapi({ description: 'Both: your word decides. One: the other commune must say the same.' }),
    decided_by_name: z.string().nullable(),
    decided_at: z.string().nullable(),
  })
  .openapi('DuplicatePair')

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable()

export const DuplicateComparison = DuplicatePair.extend({
  values: z
    .array(z.object({ name: z.string(), label: Said, a: Value.optional(), b: Value.optional() }))
    .openapi({ description: 'Values that a side knows; a side that you may not read is absent.' }),
}).openapi('DuplicateComparison')

export const DuplicateList = z
  .object({
    items: z.array(DuplicatePair),
    next_cursor: z.string().nullable(),
    searched_until: z
      .string()
      .nullable()
      .openapi({ description: 'Until when the registry was looked through.' }),
  })
  .openapi('DuplicateList')

export const VerdictBody = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('different') }),
    z.strictObject({
      verdict: z.literal('same'),
      keep: Side.openapi({ description: 'The side whose file stays; the other one leaves its household.' }),
      fill_gaps: z
        .boolean()
        .default(false)
        .openapi({ description: 'Give the kept file what only the other one knows.' }),
      effective_on: z.iso.date().optional(),
      relations: z
        .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/), z.string().max(40))
        .default({})
        .openapi({
          description:
            'Of the household that loses a member: who stands how to its head from now on, by person_id.',
        }),
      dissolves: z
        .boolean()
        .default(false)
        .openapi({ description: 'The household ends, because nobody is left.' }),
    }),
  ])
  .openapi('DuplicateVerdict')
