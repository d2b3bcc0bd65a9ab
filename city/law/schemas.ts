import { MARKS } from '../../engine/language/index.ts'
import { z } from '../../platform/http/index.ts'

export const Two = z.object({ vi: z.string(), en: z.string() }).openapi('TwoLanguages')
export const LawFileId = z
  .string()
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)+$/)
  .max(100)
export const MarkName = z.enum(MARKS)
const Day = z.string().openapi({ description: 'YYYY-MM-DD' })
const Link = z.object({ id: z.string(), title: Two }).openapi('LawFileLink')

export const Value = z
  .object({
    file: Link,
    part: z.enum(['value', 'conditions', 'group', 'exception']),
    name: z.string(),
    label: Two,
    version: z.object({ index: z.int(), from: Day, territory: z.string() }),
    from: Day,
    to: Day.nullable().openapi({ description: 'Last day on which it holds; null: open' }),
    next: z.enum(['value', 'missing', 'none']).nullable().openapi({ description: 'What stands after it' }),
    type: z.string(),
    shape: z.enum(['one', 'table', 'list']),
    cells: z.array(
      z.object({
        word: z.string().nullable(),
        label: z.union([Two, z.null()]),
        text: Two,
        written: z.string().nullable().openapi({ description: 'As an overlay writes it; null: missing' }),
      }),
    ),
    mark: MarkName,
    source: z.string().nullable(),
    citation: Two,
    set: z.string().openapi({ description: 'Where in the version an overlay sets it' }),
    used_by: z.array(Two),
    used_in: z.array(Link),
  })
  .openapi('LawValue')

const Rule = z
  .object({
    label: Two,
    html: Two.openapi({ description: 'The rule in words, as safe HTML' }),
    expression: z.string(),
    mark: MarkName.nullable(),
    citation: z.union([Two, z.null()]),
  })
  .openapi('LawRule')

export const Act = z
  .object({
    key: z.string(),
    number: z.string(),
    title: Two,
    issuer: Two,
    dated: Day.nullable(),
    in_force: Day.nullable(),
    ended: Day.nullable(),
    source: z.string(),
    mark: MarkName,
  })
  .openapi('LawAct')

const Version = z
  .object({
    index: z.int(),
    from: Day,
    to: Day.nullable(),
    territory: Two,
    act: z.union([Act, z.null()]),
    citation: Two,
    text: Two,
    mark: MarkName,
    source: z.string().nullable(),
    way: z.union([Two, z.null()]),
    not_applicable: z.union([Two, z.null()]),
    scope: z.union([Rule, z.null()]),
    condition: z.union([Rule, z.null()]),
    exceptions: z.array(Rule),
    groups: z.array(Rule.extend({ id: z.string(), amounts: z.array(Rule) })),
    results: z.array(Rule),
    notions: z.array(Rule),
  })
  .openapi('LawVersion')

export const Summary = z
  .object({
    id: z.string(),
    title: Two,
    kind: z.string(),
    kind_name: Two,
    subject: z.union([Two, z.null()]),
    per: z.union([Two, z.null()]),
    payer: z.union([Two, z.null()]),
    modelled: z.union([Two, z.null()]),
    covers: z.union([Two, z.null()]),
    gaps: z.union([Two, z.null()]),
    versions: z.array(z.object({ from: Day, to: Day.nullable(), territory: Two, citation: Two })),
    worst: MarkName,
    marks: z.object({ confirmed: z.int(), reported: z.int(), unconfirmed: z.int(), missing: z.int() }),
    cases: z.int(),
    failed: z.int().openapi({ description: 'Worked examples that come out otherwise' }),
  })
  .openapi('LawFileSummary')

export const Applied = z
  .object({ name: z.string(), citation: z.string(), hash: z.string() })
  .openapi('LawOverlayApplied')

export const Index = z
  .object({
    on: Day,
    hash: z.string(),
    overlays: z.array(Applied),
    files: z.array(Summary),
    acts: z.array(Act),
  })
  .openapi('LawIndex')

export const File = Summary.extend({
  on: Day,
  hash: z.string(),
  overlays: z.array(Applied),
  where: z.union([Two, z.null()]),
  papers: z.union([Two, z.null()]),
  ended: z.union([z.object({ on: Day, reason: Two }), z.null()]),
  parts: z.array(Version),
  values: z.array(Value),
  worked: z.array(
    z.object({
      name: z.string(),
      on: Day,
      from: Two,
      cite: z.string().nullable(),
      differences: z.array(z.string()),
    }),
  ),
  used_in: z.array(z.object({ notion: Two, files: z.array(Link) })),
}).openapi('LawFile')

export const FactWords = z
  .object({
    name: z.string().openapi({
      description: 'Of a fact, or `law:` and a value of the law, or `group:` and a group of a benefit',
    }),
    label: Two,
    supplier: z.union([Two, z.null()]),
    file: z.string().nullable().openapi({ description: 'Where the law gives it' }),
  })
  .openapi('LawWords')

export const ChangeItem = z
  .object({ before: z.union([Value, z.null()]), after: z.union([Value, z.null()]) })
  .openapi('LawChange')

export const LawText = z
  .object({
    sha256: z.string(),
    name: z.string(),
    content_type: z.string(),
    bytes: z.int(),
    added_by: z.string(),
    added_at: z.iso.datetime(),
  })
  .openapi('LawText')
