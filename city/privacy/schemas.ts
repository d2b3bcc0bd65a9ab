import { PageQuery, z } from '../../platform/http/index.ts'

export const PersonPath = z.object({ person_id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/) })
export const ErasurePath = z.object({ request_id: z.uuid() })

const Value = z.object({
  name: z.string(),
  label: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  shown: z.string(),
  source: z.object({
    what: z.string(),
    effective_on: z.string(),
    recorded_at: z.string(),
    by: z.string(),
  }),
})

export const PersonCopyShape = z
  .object({
    person_id: z.string(),
    made_at: z.string(),
    made_by: z.string(),
    whole_city: z.boolean(),
    communes: z.array(z.string()),
    state: z.string(),
    values: z.array(Value),
    households: z.array(
      z.object({
        household_id: z.string(),
        commune: z.string(),
        status: z.string(),
        joined_on: z.string(),
        left_on: z.string().nullable(),
        values: z.array(Value),
      }),
    ),
    actions: z.array(
      z.object({
        household_id: z.string(),
        seq: z.int(),
        kind: z.string(),
        what: z.string(),
        effective_on: z.string(),
        recorded_at: z.string(),
        by: z.string(),
        commune: z.string(),
        said: z.array(z.object({ name: z.string(), label: z.string(), shown: z.string() })),
      }),
    ),
    entitlements: z.array(
      z.object({
        month: z.string(),
        benefit: z.string(),
        title: z.string(),
        person_id: z.string(),
        household_id: z.string(),
        outcome: z.string(),
        group: z.string().nullable(),
        share: z.string().nullable(),
        amount: z.number().nullable(),
        amount_open: z.boolean(),
        missing: z.array(z.string()).nullable(),
        decided_at: z.string(),
      }),
    ),
    deliveries: z.array(
      z.object({
        month: z.string(),
        benefit: z.string(),
        person_id: z.string(),
        household_id: z.string(),
        state: z.string(),
        amount: z.number().nullable(),
        on_day: z.string(),
        reference: z.string().nullable(),
      }),
    ),
    reviews: z.array(
      z.object({
        case_id: z.string(),
        household_id: z.string(),
        round: z.string(),
        reason: z.string(),
        state: z.string(),
        since: z.string(),
        standing: z.string().nullable(),
        decision_number: z.string().nullable(),
        decided_on: z.string().nullable(),
        steps: z.array(z.object({ step: z.string(), on_day: z.string(), to_state: z.string() })),
      }),
    ),
    comparisons: z.array(
      z.object({
        found_at: z.string(),
        state: z.string(),
        reasons: z.array(z.string()),
        decided_at: z.string().nullable(),
      }),
    ),
    accesses: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        area: z.string(),
        action: z.string(),
        object_kind: z.string(),
      }),
    ),
  })
  .openapi('PersonCopy')

export const Duties = z
  .object({ duties: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })) })
  .openapi('ErasureDuties')

export const ErasureShape = z
  .object({
    request_id: z.string(),
    person_id: z.string(),
    commune_code: z.string(),
    ground: z.enum(['asked', 'purpose_done', 'ordered', 'mistake']),
    reference: z.string(),
    state: z.enum(['proposed', 'approved', 'done', 'refused', 'withdrawn']),
    proposed_by: z.string(),
    proposed_at: z.string(),
    decided_by: z.string().nullable(),
    decided_at: z.string().nullable(),
    done_at: z.string().nullable(),
  })
  .openapi('ErasureRequest')

export const ErasureBody = z
  .strictObject({
    person_id: PersonPath.shape.person_id,
    ground: ErasureShape.shape.ground.openapi({
      description:
        'asked: the person asks. purpose_done: the data serve nothing any more. ordered: a competent body decided. mistake: the file should never have been.',
    }),
    reference: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .openapi({ description: 'Number and date of the paper that asks for it; no name.' }),
  })
  .openapi('ErasureInput')

export const ErasureQuery = z.strictObject({ state: ErasureShape.shape.state.optional(), ...PageQuery.shape })

export const KeepShape = z
  .object({
    keep_months: z.int(),
    source: z.string(),
    mark: z.enum(['confirmed', 'reported', 'unconfirmed', 'missing']),
    set_by: z.string().nullable(),
    set_at: z.string().nullable(),
  })
  .openapi('KeepSetting')

export const KeepBody = z
  .strictObject({
    keep_months: z.int().min(0).max(1200),
    source: z.string().trim().min(3).max(500),
    mark: KeepShape.shape.mark,
  })
  .openapi('KeepSettingInput')
