import { databaseAnswers, pendingMigrations, type Store } from '../../platform/db/index.ts'
import { json, newRoutes, type Routes, route, z } from '../../platform/http/index.ts'
import { queueDepths } from '../../platform/jobs/index.ts'
import type { Metrics } from './metrics.ts'

const Health = z.object({ status: z.literal('ok') }).openapi('Health')
const Answer = z.enum(['ok', 'failed'])
const Readiness = z
  .object({
    ready: z.boolean(),
    /** Requests are no longer taken: the server is stopping. */
    stopping: z.boolean(),
    database: Answer,
    migrations: Answer,
    queue: Answer,
  })
  .openapi('Readiness')
export type Readiness = z.infer<typeof Readiness>

export interface HealthOptions {
  readonly store: Store
  readonly metrics: Metrics
  readonly isStopping: () => boolean
}

const held = async (check: Promise<boolean>): Promise<'ok' | 'failed'> =>
  (await check.catch(() => false)) ? 'ok' : 'failed'

/** Whether requests can be served now, and what is missing if not. */
export async function readinessOf({ store, isStopping }: Omit<HealthOptions, 'metrics'>): Promise<Readiness> {
  const database = await held(databaseAnswers(store))
  // without the database the others would only wait
  const [migrations, queue] =
    database === 'ok'
      ? await Promise.all([
          held(pendingMigrations(store).then(pending => pending.length === 0)),
          held(queueDepths(store).then(() => true)),
        ])
      : (['failed', 'failed'] as const)
  const stopping = isStopping()
  const ready = !stopping && [database, migrations, queue].every(answer => answer === 'ok')
  return { ready, stopping, database, migrations, queue }
}

/** For whoever watches over the server: a process that lives, a process that can serve, figures. */
export function healthRoutes(options: HealthOptions): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/healthz',
      operationId: 'getHealth',
      tags: ['operations'],
      summary: 'Tiến trình đang chạy. The process lives.',
      access: 'public',
      responses: { 200: json(Health, 'It lives') },
    }),
    c => c.json({ status: 'ok' as const }, 200),
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/readyz',
      operationId: 'getReadiness',
      tags: ['operations'],
      summary: 'Sẵn sàng phục vụ: cơ sở dữ liệu, nâng cấp, hàng đợi. Ready to serve.',
      access: 'public',
      responses: { 200: json(Readiness, 'Ready'), 503: json(Readiness, 'Not ready') },
    }),
    async c => {
      const readiness = await readinessOf(options)
      return readiness.ready ? c.json(readiness, 200) : c.json(readiness, 503)
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/metrics',
      operationId: 'getMetrics',
      tags: ['operations'],
      summary: 'Số đo theo định dạng Prometheus. Figures for Prometheus.',
      access: 'public',
      responses: { 200: { description: 'Figures', content: { 'text/plain': { schema: z.string() } } } },
    }),
    async c => c.text(await options.metrics.text(), 200, { 'Content-Type': options.metrics.contentType }),
  )
  return routes
}
