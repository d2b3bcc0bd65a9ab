import { z } from '../../platform/http/index.ts'
import { CASE_STATES, STEPS } from './moves.ts'
import { ROUND_KINDS } from './rounds.ts'
import { CASE_REASONS, REQUEST_FORMS, REQUEST_SUBJECTS, STANDINGS } from './words.ts'

/** What the API of reviews exchanges. Dates are `YYYY-MM-DD`; standings and states are words with their Vietnamese beside them where a page shows them. */

export const Day = z.iso.date().openapi({ example: '2026-10-15' })
export const Commune = z
  .string()
  .regex(/^\d{5}$/)
  .openapi({ example: '11311' })
export const Moment = z.string().openapi({ format: 'date-time' })
export const Standing = z.enum(STANDINGS)
export const OpenStanding = z.enum([...STANDINGS, 'undetermined'])
export const Said = z.object({ vi: z.string(), en: z.string() })
export const Id = z.uuid()
/** A day of a step: not after today; the database looks at the order. */
export const StepDay = Day

export const DoubtShape = z.object({
  mark: z.enum(['unconfirmed', 'missing']),
  vi: z.string(),
  en: z.string(),
  source: z.string(),
})

export const RoundShape = z
  .object({
    round_id: Id,
    kind: z.enum(ROUND_KINDS),
    area: z.string(),
    year: z.int(),
    month: z.int().nullable(),
    name: z.string(),
    standard: z.string(),
    standard_from: Day,
    law_day: Day,
    starts_on: Day,
    decided_by: Day,
    decided_latest: Day,
    doubts: z.array(DoubtShape),
    state: z.enum(['open', 'closed']),
    version: z.int(),
    opened_by: z.string(),
    opened_at: Moment,
    closed_at: Moment.nullable(),
  })
  .openapi('ReviewRound')

export const CaseShape = z
  .object({
    case_id: Id,
    round_id: Id,
    household_id: z.string(),
    commune_code: Commune,
    reason: z.enum(CASE_REASONS),
    request_id: Id.nullable(),
    opening_standing: Standing.nullable(),
    state: z.enum(CASE_STATES),
    since: Day,
    version: z.int(),
    standing: OpenStanding.nullable(),
    computed: OpenStanding.nullable(),
    posted_until: Day.nullable(),
    due_on: Day.nullable(),
    due_latest: Day.nullable(),
    decision_id: Id.nullable(),
  })
  .openapi('ReviewCase')

export const CaseLineShape = CaseShape.extend({
  head_name: z.string().nullable(),
  hamlet: z.string().nullable(),
  member_count: z.int().nullable(),
  request_subject: z.enum(REQUEST_SUBJECTS).nullable(),
  timeliness: z.enum(['overdue', 'due_soon', 'in_time']).nullable(),
}).openapi('ReviewCaseLine')

export const StepShape = z
  .object({
    seq: z.int(),
    step: z.enum(STEPS),
    from_state: z.enum(CASE_STATES),
    to_state: z.enum(CASE_STATES),
    on_day: Day,
    actor: z.string(),
    actor_name: z.string().nullable(),
    recorded_at: Moment,
    standing: OpenStanding.nullable(),
    content: z.record(z.string(), z.unknown()),
  })
  .openapi('ReviewStep')

export const SurveyShape = z
  .object({
    seq: z.int(),
    standard_from: Day,
    computed: OpenStanding,
    possible: z.array(Standing),
    warnings: z.array(z.string()),
    restricted: z.boolean(),
    deprivations: z.int().nullable(),
    indicators: z.record(z.string(), z.boolean().nullable()).nullable(),
    missing: z.array(z.string()).nullable(),
    tainted: z.array(z.string()).nullable(),
  })
  .openapi('ReviewSurvey')

export const RequestShape = z
  .object({
    request_id: Id,
    form: z.enum(REQUEST_FORMS),
    subject: z.enum(REQUEST_SUBJECTS),
    household_id: z.string(),
    commune_code: Commune,
    received_on: Day,
    received_by_way_of: z.enum(['hand', 'post', 'portal']),
    return_on: Day,
    return_latest: Day,
    receipt_code: z.string(),
    withdrawn_on: Day.nullable(),
    recorded_by: z.string(),
  })
  .openapi('ReviewRequest')

export const DecisionShape = z
  .object({
    decision_id: Id,
    round_id: Id,
    commune_code: Commune,
    state: z.enum(['proposed', 'approved', 'returned']),
    version: z.int(),
    proposed_by: z.string(),
    proposed_by_name: z.string().nullable(),
    proposed_at: Moment,
    number: z.string().nullable(),
    decided_on: Day.nullable(),
    valid_from: Day.nullable(),
    valid_until: Day.nullable(),
    signer: z.string().nullable(),
    ended_by: z.string().nullable(),
    ended_by_name: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .openapi('ReviewDecision')

export const EffectShape = z.object({
  applied: z.int(),
  not_applied: z.array(z.string()).openapi({ description: 'Households that moved, merged or ended since' }),
})

/** A case as it was read; a step on another version is refused with 409. */
export const CaseRefShape = z.strictObject({ case_id: Id, version: z.int().min(0).optional() })

const Fact = z.union([z.boolean(), z.number(), z.string().max(200), z.null()])
export const AnswersShape = z
  .strictObject({
    household: z.record(z.string().max(60), Fact).default({}),
    persons: z.record(z.string().max(60), z.record(z.string().max(60), Fact)).default({}),
    causes: z.array(z.string().max(40)).max(20).optional(),
    wished_support: z.array(z.string().max(40)).max(20).optional(),
  })
  .openapi('FormBAnswers')

export const PaperQuery = z.strictObject({ as: z.enum(['document', 'archive']).default('document') })

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const binary = z.string().openapi({ type: 'string', format: 'binary' })

/** The answers of a route that prints. */
export const paperResponses = {
  200: {
    description: 'Văn bản. The papers',
    content: { [DOCX]: { schema: binary }, 'application/zip': { schema: binary } },
  },
} as const
