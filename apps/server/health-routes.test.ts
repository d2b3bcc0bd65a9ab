import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createApp } from '../../platform/http/index.ts'
import { createLogger } from '../../platform/logging/index.ts'
import { healthRoutes, readinessOf } from './health-routes.ts'
import { createMetrics } from './metrics.ts'

describe('readiness', () => {
  let store: TestStore
  let stopping = false
  let ask: () => Promise<{ status: number; body: Record<string, unknown> }>
  beforeAll(async () => {
    store = await testStore()
    const app = createApp({
      resolveSession: async () => undefined,
      log: createLogger({ level: 'silent' }),
      version: '0.0.0',
    })
    app.route('/', healthRoutes({ store, metrics: createMetrics(store), isStopping: () => stopping }))
    ask = async () => {
      const answer = await app.request('/readyz')
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    }
  })
  afterAll(() => store?.close())

  it('is given by a migrated store with a queue', async () => {
    expect(await ask()).toMatchObject({ status: 200, body: { ready: true } })
  })

  it('is refused while the server stops', async () => {
    stopping = true
    expect(await ask()).toMatchObject({ status: 503, body: { ready: false, stopping: true, database: 'ok' } })
    stopping = false
  })

  it('is refused while a migration has not run', async () => {
    await withOwner(store, tx => tx.client.query(`delete from kysely_migration where name = '0002-access'`))
    expect(await ask()).toMatchObject({
      status: 503,
      body: { ready: false, database: 'ok', migrations: 'failed', queue: 'ok' },
    })
    await withOwner(store, tx =>
      tx.client.query(`insert into kysely_migration (name, timestamp) values ('0002-access', '')`),
    )
  })

  it('is refused without the tables of the queue', async () => {
    await withOwner(store, tx => tx.client.query(`drop table ${store.names.jobs}.queue cascade`))
    expect(await ask()).toMatchObject({
      status: 503,
      body: { ready: false, migrations: 'ok', queue: 'failed' },
    })
  })

  it('is refused without a database', async () => {
    const lost = openStore(store.admin, store.names.province)
    await lost.close()
    expect(await readinessOf({ store: lost, isStopping: () => false })).toEqual({
      ready: false,
      stopping: false,
      database: 'failed',
      migrations: 'failed',
      queue: 'failed',
    })
  })
})
