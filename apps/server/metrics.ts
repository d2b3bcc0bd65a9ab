import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { poolUse, type Store } from '../../platform/db/index.ts'
import type { HttpMetrics } from '../../platform/http/index.ts'
import { queueDepths } from '../../platform/jobs/index.ts'

export interface Metrics extends HttpMetrics {
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30]

/** Figures of this process and its connections; none of them speaks of a person. */
export function createMetrics(store: Store): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'ansinh_http_request_seconds',
    help: 'Time until the answer to a request, by pattern of the route',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  })
  new Gauge({
    name: 'ansinh_db_connections',
    help: 'Connections to PostgreSQL, and requests that wait for one',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const { pool, busy, idle, waiting } of poolUse(store)) {
        this.set({ pool, state: 'busy' }, busy)
        this.set({ pool, state: 'idle' }, idle)
        this.set({ pool, state: 'waiting' }, waiting)
      }
    },
  })
  new Gauge({
    name: 'ansinh_jobs',
    help: 'Jobs of each queue as counted last',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      this.reset()
      // the other figures are worth having when the database does not answer
      for (const { queue, waiting, running, failed } of await queueDepths(store).catch(() => [])) {
        this.set({ queue, state: 'waiting' }, waiting)
        this.set({ queue, state: 'running' }, running)
        this.set({ queue, state: 'failed' }, failed)
      }
    },
  })
  return {
    observe: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
