import { z } from '../../platform/http/index.ts'

export const Period = z.enum(['2024', '2025-h1', '2025']).openapi({
  description:
    'Until 2024-12-31, from 2025-01-01 to 2025-06-30, since 2025-07-01. A code means nothing without its period.',
})
export const Code = z.string().regex(/^\d{3}(\d{2})?$/)
const Mark = z.enum(['confirmed', 'reported', 'unconfirmed', 'missing'])
const Count = z.int().min(0).max(100_000_000).nullable()
const Year = z.coerce.number().int().min(1990).max(2100)

export const AreaUnit = z
  .object({
    code: z.string(),
    period: Period,
    name: z.string(),
    full_name: z.string(),
    kind: z.enum(['ward', 'township', 'commune', 'special_zone', 'district']),
    area_kind: z.enum(['urban', 'rural']).nullable(),
    territory: z.enum(['east', 'west']),
    district_code: z.string().nullable(),
    district_name: z.string().nullable(),
    valid_from: z.string().nullable(),
    valid_to: z.string().nullable(),
    source: z.string(),
    mark: Mark,
  })
  .openapi('AreaUnit')

export const AreaLink = z
  .object({
    old_code: z.string(),
    old_period: Period,
    new_code: z.string(),
    new_period: Period,
    whole: z.boolean(),
    source: z.string(),
    mark: Mark,
  })
  .openapi('AreaLink')

export const AreaTotal = z
  .object({
    code: z.string(),
    period: Period,
    year: z.int(),
    households: Count,
    persons: Count,
    source: z.string(),
    mark: z.enum(['confirmed', 'reported', 'unconfirmed']),
    version: z.int(),
    entered_by: z.string(),
    entered_at: z.string(),
  })
  .openapi('AreaTotal')

export const TotalBody = z
  .strictObject({
    households: Count,
    persons: Count,
    source: z.string().trim().min(3).max(500),
    mark: z.enum(['confirmed', 'reported', 'unconfirmed']),
  })
  .refine(body => body.households !== null || body.persons !== null, { path: ['households'] })
  .openapi('AreaTotalInput')

export const TotalPath = z.object({ code: Code, period: Period, year: Year })
export const UnitsQuery = z.strictObject({ on: z.iso.date().optional(), period: Period.optional() })
export const TotalsQuery = z.strictObject({ year: Year, period: Period.default('2025') })

export const SeriesBody = z
  .strictObject({
    period: Period,
    to: Period,
    values: z
      .array(z.strictObject({ code: Code, value: z.int().min(0).nullable() }))
      .min(1)
      .max(2000),
  })
  .openapi('AreaSeriesInput')

export const ConvertedSeries = z
  .object({
    period: Period,
    units: z.array(
      z.object({
        code: z.string(),
        value: z.int().nullable(),
        at_least: z.int(),
        at_most: z.int().nullable(),
        split: z.array(z.string()),
        unknown: z.array(z.string()),
      }),
    ),
    groups: z.array(z.object({ codes: z.array(z.string()), value: z.int().nullable() })),
    unplaced: z.array(z.string()),
  })
  .openapi('AreaSeries')
