import { appendAudit, CITY, type SigningKeys, SYSTEM } from '../../platform/audit/index.ts'
import { type Store, withSession } from '../../platform/db/index.ts'
import {
  type Cursors,
  forbidden,
  foreignCursor,
  json,
  malformedCursor,
  newRoutes,
  PageQuery,
  pageOf,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { userNames } from '../users/index.ts'
import { type AuditRow, mayReadAny, mayReadArea, mayReadEverything, readEntries } from './entry-queries.ts'
import { checkpointOf, verifyArea } from './verify.ts'

const tags = ['audit']
const Day = z.iso.date()

const Entry = z
  .object({
    area: z.string().openapi({ description: `code of a commune, "${CITY}" or "${SYSTEM}"` }),
    seq: z.int(),
    at: z.iso.datetime(),
    actor: z.object({ id: z.string(), name: z.string().nullable() }),
    action: z.string(),
    object: z.object({ kind: z.string(), id: z.string() }),
    detail: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditEntry')

const Area = z.string().regex(/^(\d{5}|city|system)$/)

const Verification = z
  .object({
    checked_at: z.iso.datetime(),
    areas: z.int(),
    entries: z.int(),
    sound: z.boolean(),
    faults: z.array(
      z.object({
        area: z.string(),
        seq: z.int(),
        kind: z.enum(['altered', 'moved', 'missing', 'unlinked', 'truncated', 'headless', 'rewritten']),
        until: z.int().optional(),
      }),
    ),
  })
  .openapi('AuditVerification')

const Query = PageQuery.extend({
  area: Area.optional(),
  actor: z.string().max(64).optional(),
  action: z.string().max(80).optional(),
  object_kind: z.string().max(40).optional(),
  object_id: z.string().max(200).optional(),
  from: Day.optional(),
  to: Day.optional(),
})

const entryBody = (e: AuditRow, names: ReadonlyMap<string, string>) => ({
  area: e.area,
  seq: e.seq,
  at: e.at.toISOString(),
  actor: { id: e.actor, name: names.get(e.actor) ?? null },
  action: e.action,
  object: { kind: e.object_kind, id: e.object_id },
  detail: JSON.parse(e.detail) as Record<string, unknown>,
})

interface Services {
  readonly store: Store
  readonly cursors: Cursors
  readonly keys: SigningKeys
}

/** The audit log for inspectors and administrators, within their areas. */
export function auditRoutes({ store, cursors, keys }: Services): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/audit',
      operationId: 'listAuditEntries',
      tags,
      summary: 'Nhật ký truy cập và thay đổi, mới nhất trước. The audit log, newest first',
      request: { query: Query },
      responses: { 200: json(pageOf(Entry), 'Entries of the areas that may be seen') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor, ...filter } = c.req.valid('query')
      const query = { list: 'audit', ...filter }
      const after = cursors.read(cursor, query) as [string, string, number] | undefined
      const page = await withSession(store, sessionOf(c).token, async tx => {
        if (!(await mayReadAny(tx))) throw forbidden()
        const rows = await readEntries(
          tx,
          {
            area: filter.area,
            actor: filter.actor,
            action: filter.action,
            objectKind: filter.object_kind,
            objectId: filter.object_id,
            from: filter.from,
            to: filter.to,
          },
          limit + 1,
          after,
        )
        const { items, next_cursor } = cursors.page(rows, {
          limit,
          query,
          sortKey: e => [e.instant, e.area, e.seq],
        })
        const names = await userNames(
          tx,
          items.map(e => e.actor),
        )
        return { items: items.map(e => entryBody(e, names)), next_cursor }
      })
      return c.json(page, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/audit/verification',
      operationId: 'verifyAuditLog',
      tags,
      summary: 'Kiểm chứng chuỗi nhật ký của một địa bàn, hoặc tất cả. Checks the chain of one area, or all',
      limits: { seconds: 120 },
      request: { query: z.strictObject({ area: Area.optional() }) },
      responses: { 200: json(Verification, 'Sound, or what was altered, moved or taken out') },
    }),
    async c => {
      const { area } = c.req.valid('query')
      await withSession(store, sessionOf(c).token, async tx => {
        if (!(await (area === undefined ? mayReadEverything(tx) : mayReadArea(tx, area)))) throw forbidden()
      })
      const { areas, entries, faults } = await verifyArea(store, area)
      const checked_at = new Date().toISOString()
      return c.json({ checked_at, areas, entries, sound: faults.length === 0, faults: [...faults] }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/audit/checkpoint',
      operationId: 'takeAuditCheckpoint',
      tags,
      summary:
        'Lập điểm kiểm chứng có ký số để thanh tra mang về. A signed checkpoint for the inspector to take away',
      responses: {
        200: json(
          z
            .object({
              checkpoint: z.record(z.string(), z.unknown()),
              public_key: z.string(),
              signature: z.string(),
            })
            .openapi('AuditCheckpoint'),
          'Keep the file as it is; check it later with: ansinh audit verify --checkpoint FILE',
        ),
      },
    }),
    async c => {
      await withSession(store, sessionOf(c).token, async tx => {
        if (!(await mayReadEverything(tx))) throw forbidden()
        await appendAudit(tx, {
          area: SYSTEM,
          action: 'audit.checkpoint',
          object: { kind: 'checkpoint', id: '' },
        })
      })
      c.header('Content-Disposition', 'attachment; filename="ansinh-checkpoint.json"')
      return c.json(await checkpointOf(store, keys), 200)
    },
  )
  return routes
}
