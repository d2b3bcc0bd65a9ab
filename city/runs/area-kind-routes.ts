import { appendAudit, CITY } from '../../platform/audit/index.ts'
import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import {
  type Cursors,
  foreignCursor,
  json,
  malformedCursor,
  newRoutes,
  pageOf,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { overlaysInForce } from '../law-overlays/index.ts'
import { communeKinds, movingLine } from './area-kind.ts'
import { type AreaKindFilter, countAreaKinds, listAreaKinds } from './area-kind-queries.ts'
import { lawUnusable } from './problems.ts'
import { AreaKindCount, AreaKindCountQuery, AreaKindItem, AreaKindQuery } from './schemas.ts'
import { today } from './start-queries.ts'
import { usable } from './start-run.ts'

interface Services {
  readonly store: Store
  readonly cursors: Cursors
}

const tags = ['determinations']

/** Households whose kind of area changed with the reforms of 2025, or does not fit: to be looked at before a run. */
export function areaKindRoutes({ store, cursors }: Services): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/area-kinds',
      operationId: 'listAreaKinds',
      tags,
      summary:
        'Hộ cần xem lại khu vực thành thị, nông thôn trước khi xét hưởng. Households whose kind of area needs a look',
      request: { query: AreaKindQuery },
      responses: { 200: json(pageOf(AreaKindItem), 'By commune and household') },
      problems: [malformedCursor, foreignCursor, lawUnusable],
    }),
    async c => {
      const { limit, cursor, day, ...wanted } = c.req.valid('query')
      const query = { list: 'area-kinds', day, ...wanted }
      const after = cursors.read(cursor, query) as [string, string] | undefined
      const rows = await withSession(store, sessionOf(c).token, async tx => {
        await appendAudit(tx, {
          area: wanted.commune ?? CITY,
          action: 'area_kind.list',
          object: { kind: 'household', id: '' },
        })
        return await listAreaKinds(tx, { ...(await onDay(tx, day)), ...wanted }, { after, limit: limit + 1 })
      })
      return c.json(cursors.page(rows, { limit, query, sortKey: r => [r.commune_code, r.household_id] }), 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/area-kinds/counts',
      operationId: 'countAreaKinds',
      tags,
      summary: 'Số hộ cần xem lại khu vực theo xã và lý do. How many, by commune and reason',
      request: { query: AreaKindCountQuery },
      responses: { 200: json(z.object({ items: z.array(AreaKindCount) }), 'By commune and reason') },
      problems: [lawUnusable],
    }),
    async c => {
      const { day, commune } = c.req.valid('query')
      const items = await withSession(store, sessionOf(c).token, async tx =>
        countAreaKinds(tx, { ...(await onDay(tx, day)), commune }),
      )
      return c.json({ items }, 200)
    },
  )
  return routes
}

async function onDay(tx: Tx, given: string | undefined): Promise<Pick<AreaKindFilter, 'kinds' | 'line'>> {
  const day = given ?? (await today(tx))
  const { program } = usable(await overlaysInForce(tx, day), day)
  return { kinds: communeKinds(day), line: movingLine(program) }
}
