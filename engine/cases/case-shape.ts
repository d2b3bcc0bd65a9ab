import { z } from 'zod'
import { TEXT2 } from '../language/shape.ts'

/** The shape of a `*.cases.yaml` (docs/language.md, 1.6). */
const EXPECT = z.strictObject({
  outcome: z.enum(['granted', 'refused', 'undetermined', 'not_applicable']).optional(),
  group: z.string().optional(),
  amount: z.string().optional(),
  share: z.string().optional(),
  missing: z.array(z.string()).optional(),
  exception: z.string().optional(),
  payer: z.string().optional(),
  kind: z.string().optional(),
  per: z.string().optional(),
  route: z.string().optional(),
  starts: z.string().optional(),
  restricted: z.enum(['true', 'false']).optional(),
  terms: z.record(z.string(), z.string()).optional(),
  rules: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
})

const PERSON = z.looseObject({
  id: z.string().optional(),
  age: z.string().optional(),
  expect: EXPECT.optional(),
})

const CASE = z.strictObject({
  name: z.string().min(3),
  source: z.enum(['legislator', 'agency', 'article', 'ours']),
  cite: z.string().optional(),
  note: z.string().optional(),
  on: z.string(),
  household: z.record(z.string(), z.string()).optional(),
  persons: z.union([z.string(), z.array(PERSON)]).optional(),
  expect: EXPECT.optional(),
})

export const CASES = z.strictObject({
  title: TEXT2.optional(),
  defaults: z
    .strictObject({
      household: z.record(z.string(), z.string()).optional(),
      person: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  cases: z.array(CASE).min(1),
})

export type Expect = z.infer<typeof EXPECT>
export type RawCase = z.infer<typeof CASE>
export type RawCases = z.infer<typeof CASES>
