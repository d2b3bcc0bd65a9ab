import { appendAudit, CITY } from '../../platform/audit/index.ts'
import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import {
  type Column,
  type Cursors,
  ExportQuery,
  exportResponse,
  exportResponses,
  foreignCursor,
  idempotent,
  json,
  jsonBody,
  malformedCursor,
  newRoutes,
  pageOf,
  queryRows,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { enterDelivery } from './enter.ts'
import type { Gap } from './gap.ts'
import { gapSums } from './gap-sums.ts'
import { amountUnfit, deliveredOnce, moreThanOwed, nothingGranted } from './problems.ts'
import {
  entriesOfHousehold,
  type GapFilter,
  type GapPlace,
  gapStatement,
  listGaps,
  withoutText,
} from './queries.ts'
import {
  Entry,
  EntryRow,
  GapFilterQuery,
  GapQuery,
  GapRow,
  GapSumRow,
  Id,
  MonthQuery,
  ObligationRow,
  WithoutTextRow,
} from './schemas.ts'

const firstDay = (month: string): string => `${month}-01`
const tags = ['deliveries']

interface Services {
  readonly store: Store
  readonly cursors: Cursors
}

/** The gap list, what was delivered, and which benefits lack their text. */
export function deliveryRoutes(services: Services): Routes {
  const routes = newRoutes()
  addGaps(routes, services)
  addSums(routes, services)
  addEntries(routes, services)
  return routes
}

const filterOf = ({ month, amount_open, ...rest }: z.infer<typeof GapFilterQuery>): GapFilter => ({
  month: firstDay(month),
  amountOpen: amount_open,
  ...rest,
})

function addGaps(routes: Routes, { store, cursors }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/gaps',
      operationId: 'listGaps',
      tags,
      summary: 'Được hưởng mà chưa nhận. Granted and not delivered',
      request: { query: GapQuery },
      responses: { 200: json(pageOf(GapRow), 'By commune, household, person, benefit') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor, ...query } = c.req.valid('query')
      const list = { list: 'gaps', ...query }
      const after = cursors.read(cursor, list) as GapPlace | undefined
      const rows = await withSession(store, sessionOf(c).token, async tx => {
        await noteReading(tx, 'gap.list', query)
        return await listGaps(tx, filterOf(query), { after, limit: limit + 1 })
      })
      const page = cursors.page(rows, {
        limit,
        query: list,
        sortKey: r => [r.commune_code, r.household_id, r.person_id, r.benefit],
      })
      return c.json(page, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/gaps/export',
      operationId: 'exportGaps',
      tags,
      summary: 'Danh sách chưa nhận thành tệp. The gap list as a file',
      request: { query: GapFilterQuery.extend(ExportQuery.shape) },
      responses: exportResponses,
    }),
    async c => {
      const { format, ...query } = c.req.valid('query')
      const filter = filterOf(query)
      // the export itself only reads
      await withSession(store, sessionOf(c).token, tx => noteReading(tx, 'gap.export', query))
      return await exportResponse(c, store, {
        format,
        name: `chua-nhan-${query.month}`,
        title: 'Được hưởng mà chưa nhận',
        columns: COLUMNS,
        rows: tx => queryRows<Gap>(tx, gapStatement(filter)),
      })
    },
  )
}

const noteReading = (
  tx: Tx,
  action: 'gap.list' | 'gap.export',
  query: {
    readonly month: string
    readonly commune?: string | undefined
    readonly benefit?: string | undefined
  },
): Promise<void> =>
  appendAudit(tx, {
    area: query.commune ?? CITY,
    action,
    object: { kind: 'month', id: query.month },
    detail: { benefit: query.benefit ?? null },
  })

const COLUMNS: readonly Column<Gap>[] = [
  { key: 'commune_code', title: 'Mã xã, phường', type: 'text', value: r => r.commune_code },
  { key: 'household_id', title: 'Mã hộ', type: 'text', value: r => r.household_id },
  { key: 'person_id', title: 'Mã người', type: 'text', value: r => r.person_id },
  { key: 'benefit', title: 'Chính sách', type: 'text', value: r => r.benefit },
  { key: 'title', title: 'Tên chính sách', type: 'text', value: r => r.title_vi },
  { key: 'payer', title: 'Nguồn chi trả', type: 'text', value: r => r.payer },
  { key: 'state', title: 'Tình trạng', type: 'text', value: r => r.state },
  { key: 'amount', title: 'Mức hỗ trợ (đồng)', type: 'integer', value: r => r.amount },
  { key: 'amount_open', title: 'Mức còn thiếu', type: 'boolean', value: r => r.amount_open },
  { key: 'delivered', title: 'Đã giao', type: 'integer', value: r => r.delivered },
  { key: 'gap', title: 'Còn được nhận (đồng)', type: 'integer', value: r => r.gap },
]

function addSums(routes: Routes, { store }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/gaps/sums',
      operationId: 'sumGaps',
      tags,
      summary: 'Số quyền lợi chưa nhận theo xã, chính sách, tình trạng. Gaps counted',
      request: { query: MonthQuery },
      responses: { 200: json(z.object({ items: z.array(GapSumRow) }), 'By commune, benefit and state') },
    }),
    async c => {
      const { month, commune } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, tx => gapSums(tx, firstDay(month), commune))
      return c.json({ items }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/gaps/without-text',
      operationId: 'listBenefitsWithoutText',
      tags,
      summary:
        'Chính sách còn thiếu mức trong văn bản, nhiều người chờ nhất trước. Benefits whose amount no text gives',
      request: { query: MonthQuery },
      responses: {
        200: json(z.object({ items: z.array(WithoutTextRow) }), 'The one with most people waiting first'),
      },
    }),
    async c => {
      const { month, commune } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, tx =>
        withoutText(tx, firstDay(month), commune),
      )
      return c.json({ items }, 200)
    },
  )
}

function addEntries(routes: Routes, { store }: Services): void {
  routes.openapi(
    route({
      method: 'post',
      path: '/deliveries',
      operationId: 'enterDelivery',
      tags,
      summary: 'Ghi tình trạng hoặc việc giao một quyền lợi. Enter how far a right is, or its delivery',
      idempotent: true,
      request: { body: jsonBody(Entry) },
      responses: { 201: json(ObligationRow, 'What is owed and delivered now') },
      problems: [nothingGranted, moreThanOwed, deliveredOnce, amountUnfit],
    }),
    async c => {
      const { month, household_id, person_id, ...entry } = c.req.valid('json')
      return await idempotent(c, store, async tx => {
        const made = await enterDelivery(tx, {
          ...entry,
          month: firstDay(month),
          household: household_id,
          person: person_id,
        })
        return {
          status: 201,
          body: { ...made, month: made.month.slice(0, 7), changed_at: made.changed_at.toISOString() },
        }
      })
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/households/{household_id}/deliveries',
      operationId: 'listDeliveriesOfHousehold',
      tags,
      summary: 'Những gì đã ghi về việc giao cho một hộ. What was entered about a household',
      request: { params: z.object({ household_id: Id }) },
      responses: { 200: json(z.object({ items: z.array(EntryRow) }), 'Newest first') },
    }),
    async c => {
      const { household_id } = c.req.valid('param')
      const entries = await withSession(store, sessionOf(c).token, tx => entriesOfHousehold(tx, household_id))
      return c.json(
        {
          items: entries.map(e => ({
            ...e,
            month: e.month.slice(0, 7),
            entered_at: e.entered_at.toISOString(),
          })),
        },
        200,
      )
    },
  )
}
