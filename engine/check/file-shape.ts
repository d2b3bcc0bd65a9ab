import { z } from 'zod'
import { MARKS } from '../language/mark.ts'
import { TEXT2 } from '../language/shape.ts'

/** The shape of a law file (docs/language.md, 1.2 to 1.5). All scalars are the text that was written. */
const MARK = z.enum(MARKS)
const PARAMETER_VALUE = z.union([
  z.string(),
  z.array(z.string()),
  z.record(z.string(), z.union([z.string(), z.array(z.string())])),
])

const DATED = z.strictObject({
  from: z.string().optional(),
  value: PARAMETER_VALUE,
  source: z.string().optional(),
  mark: MARK.optional(),
  note: z.string().optional(),
})

const PARAMETER = z.strictObject({
  type: z.enum(['bool', 'count', 'decimal', 'money', 'rate', 'date', 'months', 'category', 'words']),
  of: z.string().optional(),
  places: z.string().optional(),
  by: z.string().optional(),
  at: z.enum(['reference']).optional(),
  label: TEXT2.optional(),
  values: z.array(DATED).min(1).optional(),
  value: PARAMETER_VALUE.optional(),
  source: z.string().optional(),
  mark: MARK.optional(),
  note: z.string().optional(),
})

const RULE = z.strictObject({
  entity: z.enum(['household', 'person']),
  type: z.enum(['bool', 'count', 'decimal', 'money', 'rate', 'date', 'months', 'category']),
  of: z.string().optional(),
  places: z.string().optional(),
  label: TEXT2.optional(),
  article: z.string().optional(),
  mark: MARK.optional(),
  source: z.string().optional(),
  note: z.string().optional(),
  expr: z.string().optional(),
  cases: z
    .array(
      // biome-ignore lint/suspicious/noThenProperty: the word of the law files; nothing awaits this shape
      z.strictObject({ if: z.string().optional(), then: z.string().optional(), else: z.string().optional() }),
    )
    .optional(),
})

const EXCEPTION = z.strictObject({
  id: z.string(),
  when: z.string(),
  means: TEXT2,
  article: z.string().optional(),
  source: z.string().optional(),
  mark: MARK,
})

const GROUP = z.strictObject({
  id: z.string(),
  means: TEXT2,
  when: z.string(),
  amount: z.string().optional(),
  share: z.string().optional(),
  article: z.string().optional(),
  source: z.string().optional(),
  mark: MARK,
})

export const VERSION = z.strictObject({
  from: z.string(),
  to: z.string().optional(),
  period: z
    .string()
    .regex(/^\d{4}-\d{4}$/)
    .optional(),
  territory: z.enum(['nation', 'city', 'east', 'west']),
  act: z.string().optional(),
  article: z.string().optional(),
  text: TEXT2,
  source: z.string().optional(),
  mark: MARK.optional(),
  note: z.string().optional(),
  route: z.enum(['automatic', 'application']).optional(),
  starts: z.enum(['eligibility', 'application', 'decision']).optional(),
  reference: z.enum(['decision_day', 'year_start']).optional(),
  not_applicable: z.strictObject({ reason: TEXT2 }).optional(),
  parameters: z.record(z.string(), PARAMETER).optional(),
  indicators: z.array(z.string()).optional(),
  warnings: z.array(z.string()).optional(),
  rules: z.record(z.string(), RULE).optional(),
  applies_to: z.string().optional(),
  exceptions: z.array(EXCEPTION).optional(),
  when: z.string().optional(),
  groups: z.array(GROUP).optional(),
  amount: z.string().optional(),
  share: z.string().optional(),
  terms: z.record(z.string(), z.string()).optional(),
})

export const LAW_FILE = z.strictObject({
  title: TEXT2,
  kind: z.enum(['standard', 'definitions', 'cash', 'premium', 'fee_waiver', 'loan_limit', 'service']),
  subject: z.enum(['household', 'person']).optional(),
  per: z.enum(['month', 'once']).optional(),
  payer: z.enum(['state', 'city', 'bank']).optional(),
  where: TEXT2.optional(),
  papers: TEXT2.optional(),
  versions: z.array(VERSION).min(1),
  ended: z.strictObject({ on: z.string(), reason: TEXT2 }).optional(),
})

export type RawVersion = z.infer<typeof VERSION>
export type RawParameter = z.infer<typeof PARAMETER>
export type RawRule = z.infer<typeof RULE>
export type RawLawFile = z.infer<typeof LAW_FILE>
