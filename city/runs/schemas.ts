import { PageQuery, z } from '../../platform/http/index.ts'
import { AREA_KIND_REASONS } from './area-kind.ts'

export const RunId = z.coerce.number().int().min(1).max(2_147_483_647)
export const RunPath = z.object({ run: RunId })
export const Commune = z.string().regex(/^\d{5}$/)
export const HouseholdId = z.string().min(1).max(100)
export const BenefitId = z
  .string()
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)+$/)
  .max(100)
/** `2026-10`. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .openapi({ example: '2026-10' })
const Instant = z.iso.datetime()
const Outcome = z.enum(['granted', 'refused', 'undetermined'])
const Change = z.enum(['began', 'ended', 'changed'])
const Text = z.string()
const Amount = z.int().nullable().openapi({ description: 'đồng; null: there is none, or it is open' })

export const MonthOrder = z
  .object({
    month: Month,
    decided_on: z.iso
      .date()
      .optional()
      .openapi({ description: 'The day that counts; left out: the last of the month' }),
    communes: z
      .array(Commune)
      .min(1)
      .max(200)
      .optional()
      .openapi({ description: 'Left out: the whole area of the user' }),
    facts: z.enum(['current', 'as_of']).optional().openapi({
      description:
        'current: the registry as it is; as_of: as it was on the day. Left out: as_of for a day that is past',
    }),
    known_at: Instant.optional().openapi({ description: 'With as_of: only what was known at this moment' }),
  })
  .openapi('DeterminationOrder')

export const RedecisionOrder = z
  .object({
    law: z.enum(['then', 'now']),
    facts: z.enum(['then', 'now']),
    communes: z.array(Commune).min(1).max(200).optional(),
  })
  .openapi('RedecisionOrder')

const Overlay = z.object({ id: Text, name: Text, citation: Text, hash: Text })
const PartCounts = z.object({
  waiting: z.int(),
  running: z.int(),
  done: z.int(),
  failed: z.int(),
  cancelled: z.int(),
})

export const Run = z
  .object({
    run_id: z.int(),
    kind: z.enum(['month', 'redecision']),
    month: Month,
    decided_on: z.iso.date(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    facts: z.enum(['current', 'as_of', 'then']),
    known_at: Instant.nullable(),
    redecides: z.int().nullable(),
    law_of: z.enum(['now', 'then']),
    law_hash: Text,
    overlays: z
      .array(Overlay)
      .openapi({ description: 'Approved overlays of the law that it applied, in order' }),
    engine_version: Text,
    requested_by: Text,
    requested_at: Instant,
    cancelled_at: Instant.nullable(),
    finished_at: Instant.nullable(),
    parts: PartCounts.openapi({ description: 'Of the communes that the reader may see' }),
    households: z.int(),
    granted: z.int(),
    undetermined: z.int(),
  })
  .openapi('DeterminationRun')

export const Part = z
  .object({
    commune_code: Text,
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    attempts: z.int(),
    started_at: Instant.nullable(),
    finished_at: Instant.nullable(),
    problem: Text.nullable(),
    read_at: Instant.nullable(),
    facts_hash: Text.nullable(),
    previous_run: z.int().nullable(),
    households: z.int().nullable(),
    persons: z.int().nullable(),
    without_members: z.int().nullable(),
    granted: z.int().nullable(),
    undetermined: z.int().nullable(),
    refused: z.int().nullable(),
    began: z.int().nullable(),
    ended: z.int().nullable(),
    changed: z.int().nullable(),
    standings: z.record(z.string(), z.int()).nullable(),
    doubts: z.record(z.string(), z.int()).nullable(),
    seconds: z.number().nullable(),
  })
  .openapi('DeterminationPart')

export const Progress = z
  .object({
    run: Run,
    parts: z.array(Part),
    communes: z.int().openapi({ description: 'Of the run that the reader may see' }),
    done: z.int(),
  })
  .openapi('DeterminationProgress')

export const RunQuery = PageQuery.extend({
  month: Month.optional(),
  kind: z.enum(['month', 'redecision']).optional(),
})
export const CommuneQuery = z.object({ commune: Commune.optional() })

export const Total = z
  .object({
    benefit: Text,
    title_vi: Text,
    title_en: Text,
    sector: Text,
    group: Text.openapi({ description: 'Empty: no group; restricted: protected' }),
    outcome: Outcome,
    payer: Text,
    per: Text,
    households: z.int(),
    persons: z.int(),
    amount: Amount,
    zero_amounts: z.int(),
    open_amounts: z.int(),
    waiting_for_law: z.int(),
  })
  .openapi('DeterminationTotal')

export const Missing = z
  .object({ missing: Text, benefit: Text, households: z.int(), rows: z.int() })
  .openapi('DeterminationMissing')

const outcomeFilter = {
  commune: Commune,
  benefit: BenefitId.optional(),
  outcome: Outcome.optional(),
  missing: z.string().min(1).max(200).optional().openapi({ description: 'A fact, or law:… ' }),
}
export const OutcomeQuery = PageQuery.extend(outcomeFilter)
export const OutcomeFilterQuery = z.object(outcomeFilter)

export const OutcomeItem = z
  .object({
    commune_code: Text,
    household_id: Text,
    person_id: Text.openapi({ description: 'Empty where the household itself is the subject' }),
    benefit: Text,
    sector: Text,
    outcome: Outcome,
    group: Text.nullable(),
    share: Text.nullable(),
    amount: Amount,
    amount_open: z
      .boolean()
      .openapi({ description: 'The amount waits for a fact or for the law; it is not 0' }),
    missing: z.array(Text).nullable(),
    restricted: z.boolean(),
  })
  .openapi('Outcome')

const differenceFilter = {
  commune: Commune.optional(),
  benefit: BenefitId.optional(),
  change: Change.optional(),
}
export const DifferenceQuery = PageQuery.extend(differenceFilter)
export const DifferenceFilterQuery = z.object(differenceFilter)

export const Difference = z
  .object({
    commune_code: Text,
    household_id: Text,
    person_id: Text,
    benefit: Text,
    sector: Text,
    change: Change,
    before_outcome: Text.nullable(),
    before_amount: Amount,
    after_outcome: Text.nullable(),
    after_amount: Amount,
    amount_difference: Amount.openapi({ description: 'In a redecision: arrears, or overpayment below 0' }),
    why: z.array(Text),
  })
  .openapi('OutcomeDifference')

export const DifferenceSumItem = z
  .object({ benefit: Text, change: Change, rights: z.int(), more: z.int(), less: z.int(), unknown: z.int() })
  .openapi('OutcomeDifferenceSum')

export const HouseholdOutcomes = z
  .object({
    run_id: z.int(),
    month: Month,
    standing: z
      .object({
        commune_code: Text,
        version: z.int(),
        standing: Text,
        standing_basis: Text.nullable(),
        computed_standing: Text,
        newly_escaped: z.boolean().nullable(),
        deprivation_count: z.int().nullable(),
        missing: z.array(Text).nullable(),
        restricted: z.boolean(),
      })
      .nullable(),
    outcomes: z.array(OutcomeItem),
    benefits: z
      .array(
        z.object({
          benefit: Text,
          title_vi: Text,
          title_en: Text,
          kind: Text,
          payer: Text,
          per: Text,
          route: Text.nullable(),
        }),
      )
      .openapi({ description: 'What the run decided, by benefit' }),
  })
  .openapi('HouseholdOutcomes')

export const ExplanationQuery = z.object({
  run: RunId.optional().openapi({ description: 'Left out: the last run of the month' }),
  month: Month.optional().openapi({ description: 'Left out, without a run: the last month' }),
  benefit: BenefitId.optional().openapi({ description: 'Left out: the standing of the household' }),
  person_id: z.string().max(100).default(''),
  changes: z
    .enum(['true', 'false'])
    .default('true')
    .transform(v => v === 'true')
    .openapi({ description: 'false: without what would change it, which takes longest' }),
  tree: z
    .enum(['true', 'false'])
    .default('false')
    .transform(v => v === 'true')
    .openapi({
      description: 'true: also every question that was asked to find the standing, some hundreds of them',
    }),
})

export const ExplanationBody = z
  .object({
    words: Text.openapi({ description: 'In the language of the request' }),
    explanation: z.looseObject({ household: z.string(), on: z.iso.date() }).openapi({
      description: 'The same as data: reasons, indicators or conditions, values, sources, marks',
    }),
  })
  .openapi('StoredExplanation')

const areaKindFilter = {
  commune: Commune.optional(),
  reason: z.enum(AREA_KIND_REASONS).optional(),
  matters: z
    .enum(['true', 'false'])
    .transform(v => v === 'true')
    .optional(),
  day: z.iso.date().optional().openapi({ description: 'Decision day; left out: today' }),
}
export const AreaKindQuery = PageQuery.extend(areaKindFilter)
export const AreaKindCountQuery = z.object({ commune: areaKindFilter.commune, day: areaKindFilter.day })

export const AreaKindItem = z
  .object({
    commune_code: Text,
    household_id: Text,
    area_kind: Text.nullable(),
    unit_kind: Text.nullable(),
    reason: z.enum(AREA_KIND_REASONS),
    income_per_head_month: z.int().nullable(),
    matters: z
      .boolean()
      .openapi({ description: 'Income between the two lines, or unknown: the kind of area decides' }),
  })
  .openapi('AreaKindCheck')

export const AreaKindCount = z
  .object({ commune_code: Text, reason: z.enum(AREA_KIND_REASONS), households: z.int(), matters: z.int() })
  .openapi('AreaKindCount')
