import { PageQuery, z } from '../../platform/http/index.ts'
import { DELIVERY_STATES } from './gap.ts'

export const State = z.enum(DELIVERY_STATES)
export const Commune = z.string().regex(/^\d{5}$/)
export const Id = z.string().min(1).max(100)
export const BenefitId = z
  .string()
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)+$/)
  .max(100)
/** `2026-10`; handlers get the first day of the month. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .openapi({ example: '2026-10' })
const Yes = z.enum(['true', 'false']).transform(v => v === 'true')

const filter = {
  month: Month,
  commune: Commune.optional(),
  benefit: BenefitId.optional(),
  state: State.optional(),
  amount_open: Yes.optional().openapi({ description: 'true: only rights whose amount is missing' }),
}
export const GapQuery = PageQuery.extend(filter)
export const GapFilterQuery = z.object(filter)
export const MonthQuery = z.object({ month: Month, commune: Commune.optional() })

export const GapRow = z
  .object({
    commune_code: z.string(),
    household_id: z.string(),
    person_id: z.string().openapi({ description: 'Empty where the household itself is the subject' }),
    benefit: z.string(),
    title_vi: z.string(),
    title_en: z.string(),
    sector: z.string(),
    kind: z.string(),
    payer: z.string(),
    per: z.string(),
    state: State,
    amount: z.int().nullable(),
    amount_open: z
      .boolean()
      .openapi({ description: 'The amount is missing in the law or waits for a fact; it is not 0' }),
    delivered: z.int(),
    gap: z.int().nullable(),
    run_id: z.int(),
  })
  .openapi('Gap')

export const GapSumRow = z
  .object({
    commune_code: z.string(),
    benefit: z.string(),
    state: State,
    rights: z.int(),
    gap: z.int().openapi({ description: 'Sum of the exact amounts, đồng' }),
    open_amounts: z.int().openapi({ description: 'Rights whose amount is missing; not in the sum' }),
  })
  .openapi('GapSum')

export const WithoutTextRow = z
  .object({
    benefit: z.string(),
    title_vi: z.string(),
    title_en: z.string(),
    kind: z.string(),
    per: z.string(),
    granted: z.int(),
    undetermined: z.int(),
    waiting: z.int(),
  })
  .openapi('BenefitWithoutText')

export const Entry = z
  .object({
    month: Month,
    household_id: Id,
    person_id: z.string().max(100).default(''),
    benefit: BenefitId,
    state: State,
    amount: z
      .int()
      .positive()
      .nullable()
      .default(null)
      .openapi({ description: 'đồng; only with delivered and returned money' }),
    on_day: z.iso.date(),
    reference: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .openapi({ description: 'Number of a paper or roll; nothing personal' }),
  })
  .openapi('DeliveryEntryNew')

export const ObligationRow = z
  .object({
    household_id: z.string(),
    person_id: z.string(),
    benefit: z.string(),
    month: Month,
    adjustment: z.int(),
    commune_code: z.string(),
    sector: z.string(),
    run_id: z.int(),
    is_money: z.boolean(),
    owed: z.int().nullable(),
    delivered: z.int(),
    state: State,
    entries: z.int(),
    changed_at: z.iso.datetime(),
  })
  .openapi('Obligation')

export const EntryRow = z
  .object({
    person_id: z.string(),
    benefit: z.string(),
    month: Month,
    adjustment: z.int(),
    entry: z.int(),
    commune_code: z.string(),
    state: State,
    amount: z.int().nullable(),
    on_day: z.iso.date(),
    reference: z.string().nullable(),
    entered_by: z.string(),
    entered_at: z.iso.datetime(),
  })
  .openapi('DeliveryEntry')
