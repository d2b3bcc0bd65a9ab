import { appendAudit, CITY } from '../../platform/audit/index.ts'
import { type Tx, withSession } from '../../platform/db/index.ts'
import {
  type Cursors,
  forbidden,
  foreignCursor,
  idempotent,
  json,
  jsonBody,
  malformedCursor,
  newRoutes,
  type Routes,
  route,
  type SortKey,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import { findPair, lastSearch, listPairs, mayIn, type PairFilter } from './candidate-queries.ts'
import { type Duplicates, say, takeBack, undo, type Word } from './decide.ts'
import { askForSearch } from './job.ts'
import {
  alreadyDecided,
  bothSidesNeeded,
  cannotMerge,
  keptHasMoved,
  notMerged,
  pairNotFound,
  twoFilesNeeded,
} from './problems.ts'
import {
  DuplicateComparison,
  DuplicateList,
  DuplicatePair,
  PairPath,
  PairQuery,
  VerdictBody,
} from './schemas.ts'
import { compareSides, logComparison, logList, type PairView, viewPairs } from './view.ts'

interface Services extends Duplicates {
  readonly cursors: Cursors
  readonly jobs: Pick<Jobs, 'send'>
  /** ISO date. */
  readonly today: () => string
}

/** Files that may be one person's: the list, the comparison, what a commune says, and undoing. */
export function duplicateRoutes(services: Services): Routes {
  const routes = newRoutes()
  addReads(routes, services)
  addVerdicts(routes, services)
  addUndo(routes, services)
  addSearch(routes, services)
  return routes
}

function addReads(routes: Routes, { store, registry, cursors }: Services): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/duplicates',
      operationId: 'listDuplicates',
      tags: ['duplicates'],
      summary: 'Các cặp hồ sơ nghi trùng, chắc nhất trước',
      request: { query: PairQuery },
      responses: { 200: json(DuplicateList, 'The strongest first') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { state, commune, limit, cursor } = c.req.valid('query')
      const query = { list: 'duplicates', state, commune }
      const after = afterOf(cursors.read(cursor, query))
      const page = await withSession(store, sessionOf(c).token, async tx => {
        const rows = await listPairs(tx, { state, commune, after, limit: limit + 1 })
        const { items, next_cursor } = cursors.page(rows, {
          limit,
          query,
          sortKey: row => [row.strength, row.candidate_id],
        })
        const views = await viewPairs(tx, items)
        await logList(tx, views)
        return { items: views.map(shown), next_cursor, searched_until: await lastSearch(tx) }
      })
      return c.json(page, 200)
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/duplicates/{candidate_id}',
      operationId: 'getDuplicate',
      tags: ['duplicates'],
      summary: 'So sánh hai hồ sơ nghi trùng',
      request: { params: PairPath },
      responses: {
        200: json(DuplicateComparison, 'The two files beside each other, as far as you may see them'),
      },
      problems: [pairNotFound],
    }),
    async c => {
      const { candidate_id } = c.req.valid('param')
      const found = await withSession(store, sessionOf(c).token, async tx => {
        const pair = await findPair(tx, candidate_id)
        if (pair === undefined) throw pairNotFound()
        const view = await viewOne(tx, candidate_id)
        await logComparison(tx, view)
        return { ...shown(view), values: await compareSides(tx, registry, pair) }
      })
      return c.json(DuplicateComparison.parse(found), 200)
    },
  )
}

function addVerdicts(routes: Routes, services: Services): void {
  const { store } = services
  routes.openapi(
    route({
      method: 'put',
      path: '/duplicates/{candidate_id}/verdict',
      operationId: 'sayDuplicate',
      tags: ['duplicates'],
      summary: 'Kết luận: một người (gộp hồ sơ) hay hai người khác nhau',
      request: { params: PairPath, body: jsonBody(VerdictBody) },
      responses: {
        200: json(DuplicatePair, 'Merged or dismissed; or still open until the other commune says the same'),
      },
      problems: [pairNotFound, alreadyDecided, cannotMerge, twoFilesNeeded, forbidden],
    }),
    async c => {
      const { candidate_id } = c.req.valid('param')
      const { token } = sessionOf(c)
      await say(services, token, candidate_id, wordOf(c.req.valid('json')))
      return c.json(shown(await withSession(store, token, tx => viewOne(tx, candidate_id))), 200)
    },
  )
  routes.openapi(
    route({
      method: 'delete',
      path: '/duplicates/{candidate_id}/verdict',
      operationId: 'takeBackDuplicate',
      tags: ['duplicates'],
      summary: 'Rút lại ý kiến của xã mình khi xã kia chưa có cùng ý kiến',
      request: { params: PairPath },
      responses: { 200: json(DuplicatePair, 'The pair without the word of your side') },
      problems: [pairNotFound, alreadyDecided],
    }),
    async c => {
      const { candidate_id } = c.req.valid('param')
      const { token } = sessionOf(c)
      await takeBack(services, token, candidate_id)
      return c.json(shown(await withSession(store, token, tx => viewOne(tx, candidate_id))), 200)
    },
  )
}

function addUndo(routes: Routes, { store, registry, today }: Services): void {
  routes.openapi(
    route({
      method: 'post',
      path: '/duplicates/{candidate_id}/undo',
      operationId: 'undoDuplicate',
      tags: ['duplicates'],
      summary: 'Hủy việc gộp hai hồ sơ',
      request: { params: PairPath },
      idempotent: true,
      responses: { 200: json(DuplicatePair, 'The pair, open again') },
      problems: [pairNotFound, notMerged, keptHasMoved, bothSidesNeeded],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { candidate_id } = c.req.valid('param')
        await undo(tx, registry, candidate_id, today())
        return { status: 200, body: shown(await viewOne(tx, candidate_id)) }
      }),
  )
}

function addSearch(routes: Routes, { store, jobs }: Services): void {
  routes.openapi(
    route({
      method: 'post',
      path: '/duplicate-searches',
      operationId: 'searchDuplicates',
      tags: ['duplicates'],
      summary: 'Tìm hồ sơ trùng trong những gì mới được ghi',
      idempotent: true,
      responses: { 202: json(z.object({ asked: z.literal(true) }), 'The search is in the queue') },
    }),
    c =>
      idempotent(c, store, async tx => {
        if ((await mayIn(tx, 'duplicate.search', ['*'])).size === 0) throw forbidden()
        await askForSearch(tx, jobs)
        await appendAudit(tx, {
          area: CITY,
          action: 'duplicate.search',
          object: { kind: 'duplicate', id: '' },
        })
        return { status: 202, body: { asked: true as const } }
      }),
  )
}

async function viewOne(tx: Tx, candidate_id: string): Promise<PairView> {
  const pair = await findPair(tx, candidate_id)
  const [view] = pair === undefined ? [] : await viewPairs(tx, [pair])
  if (view === undefined) throw pairNotFound()
  return view
}

function afterOf(key: SortKey | undefined): PairFilter['after'] {
  const [strength, candidate_id] = key ?? []
  return typeof strength === 'number' && typeof candidate_id === 'string'
    ? [strength, candidate_id]
    : undefined
}

function wordOf(body: z.infer<typeof VerdictBody>): Word {
  if (body.verdict === 'different')
    return { verdict: 'different', keep: null, fill_gaps: false, relations: {}, dissolves: false }
  return body
}

const shown = (view: PairView): z.infer<typeof DuplicatePair> => DuplicatePair.parse(view)
