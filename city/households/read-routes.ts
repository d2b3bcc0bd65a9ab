import { appendAudit, CITY } from '../../platform/audit/index.ts'
import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import {
  type Cursors,
  ExportQuery,
  exportResponse,
  exportResponses,
  forbidden,
  foreignCursor,
  json,
  jsonBody,
  malformedCursor,
  newRoutes,
  PageQuery,
  pageOf,
  queryRows,
  type Routes,
  route,
  type SortKey,
  sessionOf,
  setEtag,
  z,
} from '../../platform/http/index.ts'
import { LIST_COLUMNS, type ListFilter, type ListRow, RANGE_COLUMNS, UNKNOWN_COLUMNS } from './list.ts'
import {
  COUNT_LIMIT,
  countHouseholds,
  exportableCommunes,
  type ListPlace,
  listedById,
  listHouseholds,
  listStatement,
} from './list-queries.ts'
import { readPage } from './page.ts'
import { householdNotFound } from './problems.ts'
import { HouseholdPageShape, ListRowShape, SearchResult } from './read-shapes.ts'
import type { Registry } from './registry.ts'
import { search } from './search.ts'

export interface ReadServices {
  readonly store: Store
  readonly registry: Registry
  readonly cursors: Cursors
}

const tags = ['households']
const many = (name: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform(v => (Array.isArray(v) ? v : v.split(',')))
    .optional()
    .openapi({ description: `${name}; several by commas`, type: 'string' })

const ranges = Object.fromEntries(
  RANGE_COLUMNS.flatMap(name => {
    const isDay = LIST_COLUMNS.find(c => c.name === name)?.type === 'date'
    const bound = isDay ? z.iso.date().optional() : z.coerce.number().int().optional()
    return [
      [`${name}_from`, bound],
      [`${name}_to`, bound],
    ]
  }),
)
const Filter = z.strictObject({
  commune: many('Codes of communes'),
  hamlet: z.string().max(200).optional(),
  state: many('active, merged, dissolved, left_city'),
  standing: many('Standing'),
  computed_standing: many('Computed standing'),
  recognised_standing: many('Recognised standing'),
  entry: many('new, relapsed, old'),
  unknown: z.enum(UNKNOWN_COLUMNS as [string, ...string[]]).optional(),
  apart: z
    .stringbool()
    .optional()
    .openapi({ type: 'boolean', description: 'Recognised and computed standing differ' }),
  ...ranges,
})
const Listing = Filter.extend({
  sort: z.enum(LIST_COLUMNS.map(c => c.name) as [string, ...string[]]).default('household_id'),
  order: z.enum(['asc', 'desc']).default('asc'),
  ...PageQuery.shape,
})

function filterOf(query: z.infer<typeof Filter>): ListFilter {
  const bounds = query as Record<string, unknown>
  const said = RANGE_COLUMNS.flatMap(name => {
    const [from, to] = [bounds[`${name}_from`], bounds[`${name}_to`]] as (string | number | undefined)[]
    return from === undefined && to === undefined ? [] : [[name, { from, to }] as const]
  })
  return {
    communes: query.commune,
    hamlet: query.hamlet,
    state: query.state,
    standing: query.standing,
    computed_standing: query.computed_standing,
    recognised_standing: query.recognised_standing,
    entry: query.entry,
    ranges: Object.fromEntries(said),
    unknown: query.unknown === undefined ? undefined : [query.unknown],
    apart: query.apart,
  }
}

function placeOf(key: SortKey | undefined): ListPlace | undefined {
  if (key === undefined) return undefined
  const [value = null, id] = key
  if (typeof id !== 'string' || typeof value === 'boolean') throw malformedCursor()
  return [value, id]
}

/** Reading the registry: lists, search, the file of a household, lists as files. */
export function householdReadRoutes({ store, registry, cursors }: ReadServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/households',
      operationId: 'listHouseholds',
      tags,
      summary: 'Danh sách hộ: lọc, sắp xếp, từng trang. Households by filter and order',
      request: { query: Listing },
      responses: {
        200: json(pageOf(ListRowShape), 'Households; where the sort value is unknown, at the end'),
      },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor, sort, order, ...rest } = c.req.valid('query')
      const filter = filterOf(rest)
      const query = { list: 'households', filter, sort, order }
      const after = placeOf(cursors.read(cursor, query))
      const rows = await withSession(store, sessionOf(c).token, tx =>
        listHouseholds(tx, filter, { by: sort, order }, limit + 1, after),
      )
      const page = cursors.page(rows, { limit, query, sortKey: row => [row.sort_value, row.household_id] })
      return c.json({ ...page, items: page.items.map(({ sort_value: _, ...row }) => row as ListRow) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/households/count',
      operationId: 'countHouseholds',
      tags,
      summary: 'Số hộ của một danh sách. How many households a list has',
      request: { query: Filter },
      responses: {
        200: json(
          z.object({ households: z.int(), exact: z.boolean() }),
          `Exact up to ${COUNT_LIMIT}; beyond, at least that many`,
        ),
      },
    }),
    async c => {
      const n = await withSession(store, sessionOf(c).token, tx =>
        countHouseholds(tx, filterOf(c.req.valid('query'))),
      )
      return c.json({ households: Math.min(n, COUNT_LIMIT), exact: n <= COUNT_LIMIT }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/households/export',
      operationId: 'exportHouseholds',
      tags,
      summary: 'Xuất danh sách hộ ra tệp. A list as a file',
      request: { query: Filter.extend(ExportQuery.shape) },
      limits: { streams: true, seconds: 600 },
      responses: exportResponses,
      problems: [forbidden],
    }),
    async c => {
      const { format, ...rest } = c.req.valid('query')
      const filter = await withSession(store, sessionOf(c).token, tx => exported(tx, filterOf(rest)))
      return exportResponse(c, store, {
        format,
        name: 'danh sách hộ',
        columns: LIST_COLUMNS.map(({ name, type, vi }) => ({
          key: name,
          title: vi,
          type: type === 'count' || type === 'money' ? ('integer' as const) : type,
          value: (row: ListRow) => row[name],
        })),
        rows: async function* (tx: Tx) {
          const { text, values } = await listStatement(tx, filter)
          yield* queryRows<ListRow>(tx, { sql: text, parameters: values })
        },
      })
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/households/search',
      operationId: 'searchHouseholds',
      tags,
      summary:
        'Tìm người và hộ theo tên (có dấu hoặc không), số định danh, số điện thoại, mã hộ. Search by name, number or code',
      request: {
        body: jsonBody(
          z
            .strictObject({
              q: z.string().trim().min(1).max(100).optional(),
              search_id: z.string().max(1000).optional(),
              communes: z
                .array(z.string().regex(/^\d{5}$/))
                .max(200)
                .optional(),
              limit: z.int().min(1).max(100).default(20),
              cursor: z.string().max(2000).optional(),
            })
            .refine(body => (body.q === undefined) !== (body.search_id === undefined), {
              message: 'q or search_id',
              path: ['q'],
            })
            .openapi('HouseholdSearch'),
        ),
      },
      responses: {
        200: json(
          pageOf(SearchResult).extend({
            by: z.enum(['name', 'number', 'code']),
            search_id: z
              .string()
              .openapi({ description: 'Stands for what was typed, for an address or a later search' }),
          }),
          'Best matches first',
        ),
      },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor, communes, search_id, q } = c.req.valid('json')
      const kept = search_id === undefined ? q : cursors.read(search_id, 'search')?.[0]
      if (typeof kept !== 'string') throw malformedCursor()
      const query = { search: kept, communes }
      const after = cursors.read(cursor, query)
      const found = await withSession(store, sessionOf(c).token, tx =>
        search(tx, kept, { limit, communes, after }),
      )
      const rows = await withSession(store, sessionOf(c).token, tx =>
        listedById(tx, [...new Set(found.items.map(i => i.household_id))]),
      )
      const households = new Map(rows.map(row => [row.household_id, row]))
      return c.json(
        {
          by: found.by,
          search_id: search_id ?? cursors.write([kept], 'search'),
          items: found.items.map(item => ({ ...item, household: households.get(item.household_id) ?? null })),
          next_cursor: found.next === undefined ? null : cursors.write(found.next, query),
        },
        200,
      )
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/households/{household_id}',
      operationId: 'getHousehold',
      tags,
      summary: 'Hồ sơ hộ, tại một thời điểm. The file of a household, as of two dates',
      request: {
        params: z.object({ household_id: z.string().max(100) }),
        query: z.strictObject({
          on: z.iso
            .date()
            .optional()
            .openapi({ description: 'The day to describe; default: everything recorded' }),
          known_on: z.iso
            .date()
            .optional()
            .openapi({ description: 'By what was known at the end of this day' }),
          unmask: z
            .stringbool()
            .default(false)
            .openapi({ type: 'boolean', description: 'Whole identity numbers, for those who may see them' }),
        }),
      },
      responses: { 200: json(HouseholdPageShape, 'The file; its version is the ETag') },
      problems: [householdNotFound],
    }),
    async c => {
      const { household_id } = c.req.valid('param')
      const { on, known_on, unmask } = c.req.valid('query')
      const page = await withSession(store, sessionOf(c).token, async tx => {
        const page = await readPage(tx, registry, household_id, {
          ...(on === undefined ? {} : { on }),
          ...(known_on === undefined ? {} : { known_on }),
          unmask,
        })
        if (page === undefined) throw householdNotFound()
        await appendAudit(tx, {
          area: page.commune_code,
          action: 'household.read',
          object: { kind: 'household', id: household_id },
          detail: { unmask, on: on ?? null, known_on: known_on ?? null },
        })
        return page
      })
      setEtag(c, page.version)
      return c.json(page as z.infer<typeof HouseholdPageShape>, 200)
    },
  )
  return routes
}

/** The filter within the communes of which the caller may take lists away, with an entry in the log. */
async function exported(tx: Tx, filter: ListFilter): Promise<ListFilter> {
  const communes = await exportableCommunes(tx)
  const wanted =
    communes === undefined ? filter.communes : (filter.communes ?? communes).filter(c => communes.includes(c))
  if (wanted?.length === 0) throw forbidden()
  for (const area of wanted ?? [CITY])
    await appendAudit(tx, { area, action: 'household.export', object: { kind: 'list', id: '' } })
  return { ...filter, communes: wanted }
}
