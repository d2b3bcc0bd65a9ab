import { withSession } from '../../platform/db/index.ts'
import {
  type Cursors,
  foreignCursor,
  json,
  jsonBody,
  malformedCursor,
  pageOf,
  type Routes,
  route,
  type SortKey,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { askDuties, decide, type Privacy, proposeErasure } from './erase.ts'
import { listErasures } from './erasure-queries.ts'
import {
  alreadyErased,
  alreadyRequested,
  dutyToKeep,
  personNotFound,
  requestDecided,
  requestNotFound,
  secondPersonNeeded,
} from './problems.ts'
import { Duties, ErasureBody, ErasurePath, ErasureQuery, ErasureShape, PersonPath } from './schemas.ts'

interface Services extends Privacy {
  readonly cursors: Cursors
}

/** Erasing a person's data: what stands against it, the request, and the second person's word. */
export function addErasures(routes: Routes, services: Services): void {
  const { store, cursors } = services
  routes.openapi(
    route({
      method: 'get',
      path: '/persons/{person_id}/erasure-duties',
      operationId: 'getErasureDuties',
      tags: ['privacy'],
      summary: 'Lý do pháp luật còn buộc giữ dữ liệu của một người; trống thì được xóa',
      request: { params: PersonPath },
      responses: { 200: json(Duties, 'Empty: the person may be erased') },
      problems: [personNotFound, alreadyErased],
    }),
    async c => {
      const duties = await askDuties(services, sessionOf(c).token, c.req.valid('param').person_id)
      return c.json({ duties: duties.map(({ code, vi, en }) => ({ code, vi, en })) }, 200)
    },
  )
  routes.openapi(
    route({
      method: 'post',
      path: '/erasures',
      operationId: 'proposeErasure',
      tags: ['privacy'],
      summary: 'Đề nghị xóa dữ liệu của một người; người khác duyệt',
      request: { body: jsonBody(ErasureBody) },
      responses: { 201: json(ErasureShape, 'The request, waiting for another person') },
      problems: [personNotFound, alreadyErased, alreadyRequested, dutyToKeep],
    }),
    async c => c.json(await proposeErasure(services, sessionOf(c).token, c.req.valid('json')), 201),
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/erasures',
      operationId: 'listErasures',
      tags: ['privacy'],
      summary: 'Các đề nghị xóa dữ liệu của địa bàn, mới nhất trước',
      request: { query: ErasureQuery },
      responses: { 200: json(pageOf(ErasureShape), 'The newest first') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { state, limit, cursor } = c.req.valid('query')
      const query = { list: 'erasures', state }
      const after = afterOf(cursors.read(cursor, query))
      const rows = await withSession(store, sessionOf(c).token, tx =>
        listErasures(tx, { state, after, limit: limit + 1 }),
      )
      const page = cursors.page(rows, { limit, query, sortKey: row => [row.proposed_at, row.request_id] })
      return c.json(page, 200)
    },
  )
  routes.openapi(
    route({
      method: 'post',
      path: '/erasures/{request_id}/decision',
      operationId: 'decideErasure',
      tags: ['privacy'],
      summary: 'Duyệt (xóa ngay, không lấy lại được), từ chối, hoặc rút đề nghị xóa',
      request: {
        params: ErasurePath,
        body: jsonBody(
          z.strictObject({ decision: z.enum(['approve', 'refuse', 'withdraw']) }).openapi('ErasureDecision'),
        ),
      },
      responses: {
        200: json(ErasureShape, 'The request as it is now; `done` means that nothing can be read any more'),
      },
      problems: [requestNotFound, requestDecided, secondPersonNeeded, dutyToKeep],
    }),
    async c => {
      const { decision } = c.req.valid('json')
      const done = await decide(services, sessionOf(c).token, c.req.valid('param').request_id, decision)
      return c.json(done, 200)
    },
  )
}

function afterOf(key: SortKey | undefined): readonly [string, string] | undefined {
  const [at, id] = key ?? []
  return typeof at === 'string' && typeof id === 'string' ? [at, id] : undefined
}
