import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import {
  type Cursors,
  foreignCursor,
  idempotent,
  json,
  jsonBody,
  malformedCursor,
  newRoutes,
  notFound,
  pageOf,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'
import { partsOfRun } from './part-queries.ts'
import {
  communeUnknown,
  lawOfThenGone,
  lawUnusable,
  monthNotDecidable,
  nothingToDecide,
  nothingToRetry,
  runNotRedecidable,
} from './problems.ts'
import { progressPage } from './progress-page.ts'
import { listRuns } from './queries.ts'
import { MonthOrder, Progress, RedecisionOrder, Run, RunPath, RunQuery } from './schemas.ts'
import { shownPart, shownRun } from './shown.ts'
import { orderCancel, orderMonth, orderRedecision, orderRetry } from './start.ts'

export interface RunServices {
  readonly store: Store
  readonly cursors: Cursors
  readonly jobs: Pick<Jobs, 'send'>
}

const tags = ['determinations']
const Started = z.object({ run_id: z.int() }).openapi('DeterminationStarted')
const Parts = z.object({ parts: z.int() }).openapi('DeterminationParts')

/** Starting runs and watching them. */
export function runRoutes({ store, cursors, jobs }: RunServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/runs',
      operationId: 'listRuns',
      tags,
      summary: 'Các lần xét, mới nhất trước. Runs, newest first',
      request: { query: RunQuery },
      responses: { 200: json(pageOf(Run), 'Runs') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor, month, kind } = c.req.valid('query')
      const query = { list: 'runs', month, kind }
      const after = cursors.read(cursor, query)?.[0] as number | undefined
      const filter = { kind, month: month === undefined ? undefined : `${month}-01` }
      const rows = await withSession(store, sessionOf(c).token, tx =>
        listRuns(tx, filter, { after, limit: limit + 1 }),
      )
      const page = cursors.page(rows, { limit, query, sortKey: row => [row.run_id] })
      return c.json({ ...page, items: page.items.map(shownRun) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}',
      operationId: 'getRun',
      tags,
      summary: 'Tiến độ của một lần xét, theo xã. Progress of a run, by commune',
      request: { params: RunPath },
      responses: { 200: json(Progress, 'The run and its parts') },
      problems: [notFound],
    }),
    async c => {
      const { run } = c.req.valid('param')
      return c.json(await withSession(store, sessionOf(c).token, tx => progress(tx, run)), 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/runs/{run}/progress.html',
      operationId: 'getRunPage',
      tags,
      summary: 'Tiến độ ấy ở dạng trang, tự xem lại. The same as a page that looks again by itself',
      request: { params: RunPath },
      responses: {
        200: {
          description: 'In Vietnamese, without scripts',
          content: { 'text/html': { schema: z.string() } },
        },
      },
      problems: [notFound],
    }),
    async c => {
      const { run } = c.req.valid('param')
      const told = await withSession(store, sessionOf(c).token, tx => progress(tx, run))
      c.header('Cache-Control', 'no-store')
      c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
      return c.html(progressPage(told), 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/runs',
      operationId: 'startRun',
      tags,
      summary: 'Xét hưởng một tháng. Decide a month',
      idempotent: true,
      request: { body: jsonBody(MonthOrder) },
      responses: { 202: json(Started, 'The workers have it') },
      problems: [monthNotDecidable, communeUnknown, nothingToDecide, lawUnusable],
    }),
    async c => {
      const { month, decided_on, communes, facts, known_at } = c.req.valid('json')
      const request = { month, decidedOn: decided_on, communes, facts, knownAt: known_at }
      return await idempotent(c, store, async tx => ({
        status: 202,
        body: { run_id: await orderMonth(tx, jobs, request) },
      }))
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/runs/{run}/redecisions',
      operationId: 'redecideRun',
      tags,
      summary: 'Xét lại một tháng đã qua để đối chiếu. Decide a past month again, to compare',
      idempotent: true,
      request: { params: RunPath, body: jsonBody(RedecisionOrder) },
      responses: { 202: json(Started, 'The workers have it') },
      problems: [notFound, runNotRedecidable, lawOfThenGone, lawUnusable, nothingToDecide, communeUnknown],
    }),
    async c => {
      const { run } = c.req.valid('param')
      const order = c.req.valid('json')
      return await idempotent(c, store, async tx => ({
        status: 202,
        body: { run_id: await orderRedecision(tx, jobs, { run, ...order }) },
      }))
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/runs/{run}/retry',
      operationId: 'retryRun',
      tags,
      summary: 'Chạy lại các phần không xong. Try the failed parts again',
      idempotent: true,
      request: { params: RunPath },
      responses: { 202: json(Parts, 'How many') },
      problems: [notFound, nothingToRetry],
    }),
    async c => {
      const { run } = c.req.valid('param')
      return await idempotent(c, store, async tx => ({
        status: 202,
        body: { parts: await orderRetry(tx, jobs, run) },
      }))
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/runs/{run}/cancel',
      operationId: 'cancelRun',
      tags,
      summary: 'Thôi các phần chưa bắt đầu. Take back what has not begun',
      idempotent: true,
      request: { params: RunPath },
      responses: { 200: json(Parts, 'How many') },
      problems: [notFound],
    }),
    async c => {
      const { run } = c.req.valid('param')
      return await idempotent(c, store, async tx => ({
        status: 200,
        body: { parts: await orderCancel(tx, run) },
      }))
    },
  )
  return routes
}

async function progress(tx: Tx, run: number): Promise<z.infer<typeof Progress>> {
  const [row] = await listRuns(tx, { run }, { limit: 1 })
  if (row === undefined) throw notFound()
  const parts = await partsOfRun(tx, run)
  return {
    run: shownRun(row),
    parts: parts.map(shownPart),
    communes: parts.length,
    done: parts.filter(p => p.state === 'done').length,
  }
}
