import { readdir, statfs } from 'node:fs/promises'
import path from 'node:path'
import { type Store, withSession } from '../../platform/db/index.ts'
import { forbidden, json, newRoutes, type Routes, route, sessionOf, z } from '../../platform/http/index.ts'
import { queueDepths } from '../../platform/jobs/index.ts'
import { mayLookAfter, storeFigures } from './figure-queries.ts'
import { readinessOf } from './health-routes.ts'

const Moment = z.iso.datetime()
const Answer = z.enum(['ok', 'failed'])
const Figures = z
  .object({
    at: Moment,
    ready: z.boolean(),
    database: Answer,
    migrations: Answer,
    queue: Answer,
    server_since: Moment,
    memory_bytes: z.int(),
    postgres: z.string(),
    postgres_since: Moment,
    database_bytes: z.int(),
    disk: z
      .object({ free_bytes: z.int(), total_bytes: z.int() })
      .nullable()
      .openapi({ description: 'Of the data folder; null where the system does not say' }),
    queues: z.array(
      z
        .object({ queue: z.string(), waiting: z.int(), running: z.int(), failed: z.int() })
        .openapi('QueueDepth'),
    ),
    waiting_since: Moment.nullable().openapi({ description: 'Of the job that waits longest' }),
    worker_connections: z.int(),
    runs_open: z.int(),
    parts_failed: z.int().openapi({ description: 'Communes of determinations that could not be decided' }),
    last_determination: Moment.nullable(),
    last_checkpoint: Moment.nullable().openapi({ description: 'Taken away by somebody' }),
    kept_checkpoint: z
      .string()
      .nullable()
      .openapi({ description: 'Day of the last one kept beside the data' }),
    last_backup: Moment.nullable(),
  })
  .openapi('HealthFigures')

interface Services {
  readonly store: Store
  /** The data folder. */
  readonly data: string
}

/** Store, queues and workers in figures, for whoever looks after the machine. */
export function figuresRoutes({ store, data }: Services): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/health',
      operationId: 'getHealthFigures',
      tags: ['operations'],
      summary: 'Tình trạng kho dữ liệu, hàng đợi, tiến trình xét. Store, queues and workers in figures',
      responses: { 200: json(Figures, 'As it is now') },
    }),
    async c => {
      await withSession(store, sessionOf(c).token, async tx => {
        if (!(await mayLookAfter(tx))) throw forbidden()
      })
      const [readiness, figures, queues, disk, kept] = await Promise.all([
        readinessOf({ store, isStopping: () => false }),
        storeFigures(store),
        queueDepths(store),
        diskOf(data),
        keptCheckpoint(data),
      ])
      const { ready, database, migrations, queue } = readiness
      const moment = (at: Date | null): string | null => at?.toISOString() ?? null
      return c.json(
        {
          ...figures,
          at: new Date().toISOString(),
          ready,
          database,
          migrations,
          queue,
          server_since: new Date(Date.now() - process.uptime() * 1000).toISOString(),
          memory_bytes: process.memoryUsage.rss(),
          postgres_since: figures.postgres_since.toISOString(),
          disk,
          queues,
          waiting_since: moment(figures.waiting_since),
          last_determination: moment(figures.last_determination),
          last_checkpoint: moment(figures.last_checkpoint),
          kept_checkpoint: kept,
          last_backup: moment(figures.last_backup),
        },
        200,
      )
    },
  )
  return routes
}

async function diskOf(data: string): Promise<{ free_bytes: number; total_bytes: number } | null> {
  const disk = await statfs(data).catch(() => null)
  return disk && { free_bytes: disk.bavail * disk.bsize, total_bytes: disk.blocks * disk.bsize }
}

/** The day of the last checkpoint that the server has written by itself. */
async function keptCheckpoint(data: string): Promise<string | null> {
  const files = await readdir(path.join(data, 'checkpoints')).catch(() => [])
  const days = files.flatMap(name => /(\d{4}-\d{2}-\d{2})\.json$/.exec(name)?.[1] ?? [])
  return days.sort().at(-1) ?? null
}
