import { PageQuery, z } from '../../platform/http/index.ts'
import { PARTS } from './import-folder.ts'
import type { ImportFile, RowState, ShownRow } from './import-queries.ts'
import {
  PROBLEM_KINDS,
  type Problem,
  type ProblemCode,
  type Severity,
  sentenceOf,
  severityOf,
} from './problems.ts'

export const Day = z.iso.date()
export const Commune = z.string().regex(/^\d{5}$/)
const STATES = [
  ...(['accepted', 'waiting', 'repeated', 'rejected'] as const),
  ...(['registered', 'changed', 'unchanged', 'refused'] as const),
] as const satisfies readonly RowState[]
const CODES = Object.keys(PROBLEM_KINDS) as [ProblemCode, ...ProblemCode[]]

export const ImportInput = z
  .strictObject({
    kind: z.enum(['national', 'contract']),
    effective_on: Day.openapi({ description: 'Ngày của dữ liệu. Facts hold from this day on.' }),
    escaped_on: Day.optional().openapi({
      description: 'Ngày quyết định công nhận thoát, nếu tệp không ghi.',
    }),
    commune_code: Commune.optional().openapi({ description: 'Xã của các hộ mà tệp không ghi xã.' }),
  })
  .openapi('ImportInput')

export const Import = z
  .object({
    import_id: z.uuid(),
    kind: z.enum(['national', 'contract']),
    state: z.enum(['receiving', 'checking', 'checked', 'applying', 'applied', 'discarded']),
    effective_on: z.string(),
    escaped_on: z.string().nullable(),
    commune_code: z.string().nullable(),
    created_by: z.string(),
    created_at: z.string(),
    checked_at: z.string().nullable(),
    ended_at: z.string().nullable(),
    parts: z.array(z.enum(PARTS)).openapi({ description: 'Các tệp đã nhận. Files that arrived.' }),
    households: z.int().nullable(),
    persons: z.int().nullable(),
    problems: z
      .array(
        z.object({
          code: z.enum(CODES),
          severity: z.enum(['reject', 'wait', 'repeat', 'warn', 'note']),
          households: z.int(),
          vi: z.string(),
          en: z.string(),
        }),
      )
      .nullable(),
    ignored_rows: z.int().nullable(),
    other_sheets: z.array(z.string()).nullable(),
    unmatched_registry: z.int().nullable(),
    communes_without_totals: z.array(z.string()).nullable().openapi({
      description: 'Chưa có tổng số hộ, nên không hiện được tỷ lệ. No rate can be shown for these.',
    }),
  })
  .openapi('Import')

export const ImportWithCounts = Import.extend({
  counts: z.object(Object.fromEntries(STATES.map(state => [state, z.int()])) as Record<RowState, z.ZodInt>),
}).openapi('ImportWithCounts')

export const ImportApplied = ImportWithCounts.extend({
  is_done: z.boolean().openapi({ description: 'False: gọi lại để nhập tiếp. Call again to go on.' }),
}).openapi('ImportApplied')

export const ImportHousehold = z
  .object({
    row_no: z.int(),
    place: z.string(),
    row: z.int(),
    household_code: z.string().nullable(),
    commune_code: z.string().nullable(),
    state: z.enum(STATES),
    persons: z.int(),
    household_id: z.string().nullable(),
    problems: z.array(
      z.object({
        code: z.enum(CODES),
        severity: z.enum(['reject', 'wait', 'repeat', 'warn', 'note']),
        row: z.int(),
        column: z.string().nullable(),
        vi: z.string(),
        en: z.string(),
      }),
    ),
  })
  .openapi('ImportHousehold')

export const HouseholdFilter = z.strictObject({
  state: z.enum(STATES).optional(),
  problem: z.enum(CODES).optional(),
  ...PageQuery.shape,
})

export const shownImport = ({ files, problems, notes, ...file }: ImportFile) => ({
  ...file,
  parts: PARTS.filter(part => part in files),
  problems: problems === null ? null : shownProblems(problems),
  ignored_rows: notes?.ignored_rows ?? null,
  other_sheets: notes?.other_sheets === undefined ? null : [...notes.other_sheets],
  unmatched_registry: notes?.unmatched_registry ?? null,
  communes_without_totals: file.communes_without_totals === null ? null : [...file.communes_without_totals],
})

/** What keeps most households out stands first. */
const SEVERITIES: readonly Severity[] = ['reject', 'wait', 'repeat', 'warn', 'note']

function shownProblems(counts: NonNullable<ImportFile['problems']>) {
  const shown = Object.entries(counts).map(([code, households]) => {
    const { severity, vi, en } = PROBLEM_KINDS[code as ProblemCode]
    return { code: code as ProblemCode, severity, households, vi: general(vi), en: general(en) }
  })
  const rank = ({ severity }: { severity: Severity }): number => SEVERITIES.indexOf(severity)
  return shown.sort((a, b) => rank(a) - rank(b) || b.households - a.households || (a.code < b.code ? -1 : 1))
}

/** A sentence about one row, said of many. */
const general = (text: string): string => text.replace(/\{\w+\}/g, '…')

export const shownCounts = (counts: Partial<Record<RowState, number>>): Record<RowState, number> =>
  Object.fromEntries(STATES.map(state => [state, counts[state] ?? 0])) as Record<RowState, number>

export const shownRow = ({ file_row, problems, ...row }: ShownRow) => ({
  ...row,
  row: file_row,
  problems: problems.map((one: Problem) => ({
    code: one.code,
    severity: severityOf(one),
    row: one.row,
    column: one.column ?? null,
    vi: sentenceOf(one, 'vi'),
    en: sentenceOf(one, 'en'),
  })),
})
