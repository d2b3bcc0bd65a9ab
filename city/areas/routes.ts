import { appendAudit } from '../../platform/audit/index.ts'
import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import {
  forbidden,
  ifMatch,
  json,
  jsonBody,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionOf,
  setEtag,
  versionChanged,
  z,
} from '../../platform/http/index.ts'
import { periodOf } from './all-units.ts'
import { neighboursOf, placeOf } from './places.ts'
import { unknownUnit } from './problems.ts'
import {
  findTotal,
  listLinks,
  listTotals,
  listUnits,
  type NewTotal,
  type AreaTotal as Total,
  unitsWithCode,
  writeTotal,
} from './queries.ts'
import {
  AreaLink,
  AreaTotal,
  AreaUnit,
  Code,
  ConvertedSeries,
  Period,
  SeriesBody,
  TotalBody,
  TotalPath,
  TotalsQuery,
  UnitsQuery,
} from './schemas.ts'
import { inUnitsOf } from './series.ts'

interface Services {
  readonly store: Store
  /** ISO date. */
  readonly today: () => string
}

/** Units, what became of them, their totals, and series read in the units of another time. */
export function areaRoutes(services: Services): Routes {
  const routes = newRoutes()
  addUnits(routes, services)
  addTotals(routes, services)
  addSeries(routes, services)
  return routes
}

const Point = z.object({ latitude: z.number(), longitude: z.number(), area_km2: z.number() })

/** Where a unit of today lies; null where nobody has said. */
function pointOf(code: string): z.infer<typeof Point> | null {
  const { latitude, longitude, area_km2 } = placeOf(code) ?? {}
  return latitude === undefined || longitude === undefined || area_km2 === undefined
    ? null
    : { latitude, longitude, area_km2 }
}

function addUnits(routes: Routes, { store, today }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/areas',
      operationId: 'listAreas',
      tags: ['areas'],
      summary: 'Các đơn vị hành chính của một ngày',
      request: { query: UnitsQuery },
      responses: {
        200: json(
          z.object({ period: Period, units: z.array(AreaUnit.extend({ place: Point.nullable() })) }),
          'Units of the day or period (today when neither is given)',
        ),
      },
    }),
    async c => {
      const { on, period = periodOf(on ?? today()) } = c.req.valid('query')
      const units = await withSession(store, sessionOf(c).token, tx => listUnits(tx, period))
      return c.json(
        {
          period,
          units: units.map(unit => ({ ...unit, place: period === '2025' ? pointOf(unit.code) : null })),
        },
        200,
      )
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/areas/{code}',
      operationId: 'getArea',
      tags: ['areas'],
      summary: 'Một mã đơn vị qua các giai đoạn, đơn vị trước và sau',
      request: { params: z.object({ code: Code }) },
      responses: {
        200: json(
          z.object({
            units: z.array(AreaUnit),
            links: z.array(AreaLink),
            place: Point.nullable(),
            neighbours: z.array(z.string()),
          }),
          'Every unit that ever had the code, steps from and to them, and where the unit of today lies',
        ),
      },
      problems: [unknownUnit],
    }),
    async c => {
      const { code } = c.req.valid('param')
      const found = await withSession(store, sessionOf(c).token, async tx => ({
        units: [...(await unitsWithCode(tx, code))],
        links: [...(await listLinks(tx, code))],
      }))
      if (found.units.length === 0) throw unknownUnit()
      return c.json({ ...found, place: pointOf(code), neighbours: [...neighboursOf(code)] }, 200)
    },
  )
}

function addTotals(routes: Routes, { store }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/area-totals',
      operationId: 'listAreaTotals',
      tags: ['areas'],
      summary: 'Tổng số hộ, số người của từng đơn vị trong một năm; thiếu thì không tính tỷ lệ',
      request: { query: TotalsQuery },
      responses: {
        200: json(
          z.object({ totals: z.array(AreaTotal), missing: z.array(z.string()) }),
          'What was entered, and the codes of the units of the period without a number of households',
        ),
      },
    }),
    async c => {
      const { year, period } = c.req.valid('query')
      const { totals, units } = await withSession(store, sessionOf(c).token, async tx => ({
        totals: [...(await listTotals(tx, period, year))],
        units: await listUnits(tx, period),
      }))
      const known = new Set(totals.filter(one => one.households !== null).map(one => one.code))
      return c.json({ totals, missing: units.map(unit => unit.code).filter(code => !known.has(code)) }, 200)
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/area-totals/{period}/{year}/{code}',
      operationId: 'getAreaTotal',
      tags: ['areas'],
      summary: 'Tổng số của một đơn vị trong một năm',
      request: { params: TotalPath },
      responses: { 200: json(AreaTotal, 'The total; its ETag is needed to change it') },
      problems: [notFound],
    }),
    async c => {
      const { code, period, year } = c.req.valid('param')
      const total = await withSession(store, sessionOf(c).token, tx => findTotal(tx, code, period, year))
      if (total === undefined) throw notFound()
      setEtag(c, total.version)
      return c.json(total, 200)
    },
  )
  routes.openapi(
    route({
      method: 'put',
      path: '/area-totals/{period}/{year}/{code}',
      operationId: 'putAreaTotal',
      tags: ['areas'],
      summary: 'Nhập hoặc sửa tổng số của một đơn vị (If-Match: "0" khi chưa có)',
      request: { params: TotalPath, body: jsonBody(TotalBody) },
      ifMatch: true,
      responses: { 200: json(AreaTotal, 'The total as it is now') },
      problems: [unknownUnit],
    }),
    async c => {
      const version = versionOf(ifMatch(c))
      const wanted: NewTotal = { ...c.req.valid('param'), ...c.req.valid('json') }
      const total = await withSession(store, sessionOf(c).token, tx => enter(tx, wanted, version))
      setEtag(c, total.version)
      return c.json(total, 200)
    },
  )
}

/** What is no number of a version is the version of nothing. */
const versionOf = (etag: string): number => (/^\d{1,9}$/.test(etag) ? Number(etag) : -1)

async function enter(tx: Tx, wanted: NewTotal, version: number): Promise<Total> {
  const units = await unitsWithCode(tx, wanted.code)
  if (!units.some(unit => unit.period === wanted.period)) throw unknownUnit()
  const written = await writeTotal(tx, wanted, version)
  if (written === undefined) {
    const held = await findTotal(tx, wanted.code, wanted.period, wanted.year)
    throw (held?.version ?? 0) === version ? forbidden() : versionChanged()
  }
  await appendAudit(tx, {
    area: wanted.period === '2025' ? wanted.code : 'city',
    action: 'area_total.enter',
    object: { kind: 'area_total', id: `${wanted.period}/${wanted.year}/${wanted.code}` },
    detail: { households: written.households, persons: written.persons, version: written.version },
  })
  return written
}

function addSeries(routes: Routes, { store }: Services): void {
  routes.openapi(
    route({
      method: 'post',
      path: '/areas/series',
      operationId: 'convertAreaSeries',
      tags: ['areas'],
      summary: 'Đọc một chuỗi số liệu theo đơn vị của giai đoạn khác; phần không tách được thì nói rõ',
      request: { body: jsonBody(SeriesBody) },
      responses: { 200: json(ConvertedSeries, 'Exact where nothing was split, else bounds and groups') },
      problems: [unknownUnit],
    }),
    async c => {
      const { period, to, values } = c.req.valid('json')
      const { links, units } = await withSession(store, sessionOf(c).token, async tx => ({
        links: await listLinks(tx),
        units: await listUnits(tx, period),
      }))
      const known = new Set(units.map(unit => unit.code))
      if (values.some(one => !known.has(one.code))) throw unknownUnit()
      const series = { period, values: new Map(values.map(one => [one.code, one.value])) }
      const { groups, unplaced, units: converted } = inUnitsOf(series, to, links)
      return c.json(
        {
          period: to,
          units: converted.map(one => ({ ...one, split: [...one.split], unknown: [...one.unknown] })),
          groups: groups.map(group => ({ ...group, codes: [...group.codes] })),
          unplaced: [...unplaced],
        },
        200,
      )
    },
  )
}
