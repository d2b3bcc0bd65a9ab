import { appendAudit, CITY } from '../../platform/audit/index.ts'
import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import {
  type Column,
  type Cursors,
  ExportQuery,
  exportResponse,
  exportResponses,
  foreignCursor,
  json,
  malformedCursor,
  newRoutes,
  pageOf,
  queryRows,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import {
  type DifferenceRow,
  differenceStatement,
  listDifferences,
  listOutcomes,
  missingOfRun,
  type OutcomeRow,
  outcomeStatement,
  sumDifferences,
  totalsOfRun,
} from './queries.ts'
import {
  CommuneQuery,
  Difference,
  DifferenceFilterQuery,
  DifferenceQuery,
  DifferenceSumItem,
  Missing,
  OutcomeFilterQuery,
  OutcomeItem,
  OutcomeQuery,
  RunPath,
  Total,
} from './schemas.ts'

interface Services {
  readonly store: Store
  readonly cursors: Cursors
}

const tags = ['determinations']

/** What a run has found: sums, what is missing, outcomes, differences. */
export function resultRoutes(services: Services): Routes {
  const routes = newRoutes()
  addSums(routes, services)
  addOutcomes(routes, services)
  addDifferences(routes, services)
  return routes
}

function addSums(routes: Routes, { store }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/totals',
      operationId: 'getRunTotals',
      tags,
      summary: 'Tổng hợp theo chính sách, nhóm, kết quả. Sums by benefit, group and outcome',
      request: { params: RunPath, query: CommuneQuery },
      responses: { 200: json(z.object({ items: z.array(Total) }), 'Of the communes that are done') },
    }),
    async c => {
      const { run } = c.req.valid('param')
      const { commune } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, tx => totalsOfRun(tx, run, commune))
      return c.json({ items: items.map(item => ({ ...item, outcome: item.outcome as 'granted' })) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/missing',
      operationId: 'getRunMissing',
      tags,
      summary: 'Chưa xác định được vì thiếu gì. What undetermined outcomes wait for',
      request: { params: RunPath, query: CommuneQuery },
      responses: { 200: json(z.object({ items: z.array(Missing) }), 'Most rows first') },
    }),
    async c => {
      const { run } = c.req.valid('param')
      const { commune } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, tx => missingOfRun(tx, run, commune))
      return c.json({ items }, 200)
    },
  )
}

function addOutcomes(routes: Routes, { store, cursors }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/outcomes',
      operationId: 'listOutcomes',
      tags,
      summary: 'Kết quả của một xã. Outcomes of a commune',
      request: { params: RunPath, query: OutcomeQuery },
      responses: { 200: json(pageOf(OutcomeItem), 'By household, person, benefit') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { run } = c.req.valid('param')
      const { limit, cursor, ...filter } = c.req.valid('query')
      const query = { list: 'outcomes', run, ...filter }
      const after = cursors.read(cursor, query) as [string, string, string] | undefined
      const rows = await withSession(store, sessionOf(c).token, async tx => {
        await note(tx, 'outcome.list', filter.commune, run)
        return await listOutcomes(tx, { run, ...filter }, { after, limit: limit + 1 })
      })
      const page = cursors.page(rows, {
        limit,
        query,
        sortKey: r => [r.household_id, r.person_id, r.benefit],
      })
      return c.json({ ...page, items: page.items.map(shownOutcome) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/outcomes/export',
      operationId: 'exportOutcomes',
      tags,
      summary: 'Kết quả của một xã thành tệp. Outcomes of a commune as a file',
      request: { params: RunPath, query: OutcomeFilterQuery.extend(ExportQuery.shape) },
      responses: exportResponses,
    }),
    async c => {
      const { run } = c.req.valid('param')
      const { format, ...filter } = c.req.valid('query')
      await withSession(store, sessionOf(c).token, tx => note(tx, 'outcome.export', filter.commune, run))
      return await exportResponse(c, store, {
        format,
        name: `ket-qua-${run}-${filter.commune}`,
        title: 'Kết quả xét hưởng',
        columns: OUTCOME_COLUMNS,
        rows: tx => queryRows<OutcomeRow>(tx, outcomeStatement({ run, ...filter })),
      })
    },
  )
}

export const shownOutcome = (row: OutcomeRow): z.infer<typeof OutcomeItem> => ({
  ...row,
  missing: row.missing === null ? null : [...row.missing],
})

/** What a tainted row hides is empty in a file as well: the rows are those that the reader may see. */
const OUTCOME_COLUMNS: readonly Column<OutcomeRow>[] = [
  { key: 'commune_code', title: 'Mã xã, phường', type: 'text', value: r => r.commune_code },
  { key: 'household_id', title: 'Mã hộ', type: 'text', value: r => r.household_id },
  { key: 'person_id', title: 'Mã người', type: 'text', value: r => r.person_id },
  { key: 'benefit', title: 'Chính sách', type: 'text', value: r => r.benefit },
  { key: 'outcome', title: 'Kết quả', type: 'text', value: r => r.outcome },
  { key: 'group', title: 'Nhóm', type: 'text', value: r => r.group },
  { key: 'share', title: 'Tỷ lệ', type: 'text', value: r => r.share },
  { key: 'amount', title: 'Mức (đồng)', type: 'integer', value: r => r.amount },
  { key: 'amount_open', title: 'Mức còn thiếu', type: 'boolean', value: r => r.amount_open },
  { key: 'missing', title: 'Còn thiếu', type: 'text', value: r => r.missing?.join(';') ?? null },
]

function addDifferences(routes: Routes, { store, cursors }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/differences',
      operationId: 'listDifferences',
      tags,
      summary:
        'Khác lần xét trước: mới, hết, đổi; của lần xét lại: truy lĩnh, chi thừa. Differences; arrears of a redecision',
      request: { params: RunPath, query: DifferenceQuery },
      responses: { 200: json(pageOf(Difference), 'By commune, household, person, benefit') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { run } = c.req.valid('param')
      const { limit, cursor, ...filter } = c.req.valid('query')
      const query = { list: 'differences', run, ...filter }
      const after = cursors.read(cursor, query) as [string, string, string, string] | undefined
      const rows = await withSession(store, sessionOf(c).token, async tx => {
        await note(tx, 'difference.list', filter.commune, run)
        return await listDifferences(tx, { run, ...filter }, { after, limit: limit + 1 })
      })
      const page = cursors.page(rows, {
        limit,
        query,
        sortKey: r => [r.commune_code, r.household_id, r.person_id, r.benefit],
      })
      return c.json({ ...page, items: page.items.map(row => ({ ...row, why: [...row.why] })) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/differences/sums',
      operationId: 'sumDifferences',
      tags,
      summary: 'Tổng hợp chênh lệch. Differences counted',
      request: { params: RunPath, query: CommuneQuery },
      responses: { 200: json(z.object({ items: z.array(DifferenceSumItem) }), 'By benefit and change') },
    }),
    async c => {
      const { run } = c.req.valid('param')
      const { commune } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, tx => sumDifferences(tx, run, commune))
      return c.json({ items }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/differences/export',
      operationId: 'exportDifferences',
      tags,
      summary: 'Chênh lệch thành tệp. Differences as a file',
      request: { params: RunPath, query: DifferenceFilterQuery.extend(ExportQuery.shape) },
      responses: exportResponses,
    }),
    async c => {
      const { run } = c.req.valid('param')
      const { format, ...filter } = c.req.valid('query')
      await withSession(store, sessionOf(c).token, tx => note(tx, 'difference.export', filter.commune, run))
      return await exportResponse(c, store, {
        format,
        name: `chenh-lech-${run}`,
        title: 'Chênh lệch so với lần xét trước',
        columns: DIFFERENCE_COLUMNS,
        rows: tx => queryRows<DifferenceRow>(tx, differenceStatement({ run, ...filter })),
      })
    },
  )
}

const DIFFERENCE_COLUMNS: readonly Column<DifferenceRow>[] = [
  { key: 'commune_code', title: 'Mã xã, phường', type: 'text', value: r => r.commune_code },
  { key: 'household_id', title: 'Mã hộ', type: 'text', value: r => r.household_id },
  { key: 'person_id', title: 'Mã người', type: 'text', value: r => r.person_id },
  { key: 'benefit', title: 'Chính sách', type: 'text', value: r => r.benefit },
  { key: 'change', title: 'Thay đổi', type: 'text', value: r => r.change },
  { key: 'before_outcome', title: 'Trước', type: 'text', value: r => r.before_outcome },
  { key: 'before_amount', title: 'Mức trước (đồng)', type: 'integer', value: r => r.before_amount },
  { key: 'after_outcome', title: 'Sau', type: 'text', value: r => r.after_outcome },
  { key: 'after_amount', title: 'Mức sau (đồng)', type: 'integer', value: r => r.after_amount },
  { key: 'amount_difference', title: 'Chênh lệch (đồng)', type: 'integer', value: r => r.amount_difference },
  { key: 'why', title: 'Vì', type: 'text', value: r => r.why.join(';') },
]

const note = (tx: Tx, action: string, commune: string | undefined, run: number): Promise<void> =>
  appendAudit(tx, { area: commune ?? CITY, action, object: { kind: 'determination_run', id: String(run) } })
