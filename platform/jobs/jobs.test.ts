import { getRollbackPlans, PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession, withWorker } from '../db/index.ts'
import { type TestStore, testStore } from '../db/testing.ts'
import { defineQueue, installJobs, type Jobs, openJobs } from './index.ts'

const cards = defineQueue<{ card: number }>('print-cards', { retryLimit: 2, retryDelay: 0 })
const until = async (done: () => boolean): Promise<void> => {
  for (let i = 0; i < 400 && !done(); i++) await new Promise(ok => setTimeout(ok, 50))
  expect(done()).toBe(true)
}

describe('jobs', () => {
  let store: TestStore
  let jobs: Jobs
  const errors: Error[] = []
  beforeAll(async () => {
    store = await testStore()
    await withOwner(store, tx => installJobs(tx, [cards]))
    jobs = await openJobs(store, { supervise: true, onError: e => errors.push(e) })
  })
  afterAll(async () => {
    await jobs.stop(5)
    await store.close()
    expect(errors).toEqual([])
  })

  it('are made a second time without harm', async () => {
    await withOwner(store, tx => installJobs(tx, [cards]))
    const { rows } = await store.pools.owner.query(
      `select retry_limit, heartbeat_seconds, dead_letter from ${store.names.jobs}.queue where name = 'print-cards'`,
    )
    expect(rows).toEqual([{ retry_limit: 2, heartbeat_seconds: 10, dead_letter: 'print-cards-dead' }])
  })

  it('of an older version are brought to the newest, index by index', async () => {
    const old = await testStore()
    const { jobs: schema } = old.names
    await withOwner(old, tx => installJobs(tx, [cards]))
    const version = async (): Promise<number> =>
      (await old.pools.owner.query<{ version: number }>(`select version from ${schema}.version`)).rows[0]
        ?.version ?? 0
    const newest = await version()
    await old.pools.owner.query(getRollbackPlans(schema, newest))
    expect(await version()).toBe(newest - 1)
    await withOwner(old, tx => installJobs(tx, [cards]))
    expect(await version()).toBe(newest)
    const boss = new PgBoss({
      db: { executeSql: (text, values) => old.pools.owner.query(text, values) },
      schema,
    })
    expect((await boss.detectSchemaDrift()).ok).toBe(true)
    await old.close()
  })

  it('that belong to a transaction that was rolled back were never sent', async () => {
    await expect(
      withSession(store, '', async tx => {
        await jobs.send(tx, cards, [{ card: 0 }])
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await jobs.counts(cards)).toEqual({ waiting: 0, running: 0, dead: 0 })
  })

  it('sent by the application are done by the worker, each once, a failed one again, and a hopeless one is handed on', async () => {
    const done: number[] = []
    const dead: number[] = []
    let failures = 0
    await withSession(store, '', tx => jobs.send(tx, cards, [{ card: 1 }, { card: 2 }]))
    await withWorker(store, tx => jobs.send(tx, cards, [{ card: 3 }]))
    await jobs.workDead(cards, async ({ card }) => void dead.push(card))
    await jobs.work(
      cards,
      async ({ data, attempt }) => {
        if (data.card === 3) throw new Error('no such card')
        if (data.card === 2 && attempt === 0) {
          failures++
          throw new Error('paper jam')
        }
        done.push(data.card)
      },
      { concurrency: 2, pollSeconds: 0.5 },
    )
    await until(() => done.length === 2 && dead.length === 1)
    expect([...done].sort()).toEqual([1, 2])
    expect([failures, dead]).toEqual([1, [3]])
    expect(await jobs.counts(cards)).toEqual({ waiting: 0, running: 0, dead: 0 })
  })
})
