import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withOwner } from '../db/index.ts'
import { runOnce } from '../db/run-once.ts'
import { type TestStore, testStore } from '../db/testing.ts'
import { idempotent, sweepIdempotencyKeys } from './idempotency.ts'
import { json, jsonBody, newRoutes, problem, type Routes, route, z } from './index.ts'
import { type Listening, listen, problemIn } from './testing.ts'

const Gift = z.object({ household: z.string(), rice_kg: z.int() })
const notToday = problem('gift.not_today', {
  status: 409,
  title: { vi: 'Hôm nay không phát.', en: 'Not today.' },
})

/** What the next writes do between their statement and their commit. */
let before: () => Promise<void>

function giftRoutes(store: TestStore): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'post',
      path: '/gifts/{commune}',
      operationId: 'give',
      tags: ['gifts'],
      summary: 'Phát gạo',
      idempotent: true,
      request: { params: z.object({ commune: z.string() }), body: jsonBody(Gift) },
      responses: { 201: json(Gift.extend({ given: z.int() }), 'What was given') },
      problems: [notToday],
    }),
    async c => {
      const gift = c.req.valid('json')
      return await idempotent(c, store, async tx => {
        const { rows } = await tx.client.query('insert into gift (household) values ($1) returning id', [
          gift.household,
        ])
        await before()
        return { status: 201, body: { ...gift, given: rows[0].id }, headers: { ETag: '"1"' } }
      })
    },
  )
  return routes
}

let store: TestStore
let server: Listening
beforeAll(async () => {
  store = await testStore()
  await withOwner(store, async tx => {
    const { auth } = store.names
    const app = `"${store.names.roles.app}"`
    await tx.client.query(`
      create table gift (id int generated always as identity primary key, household text not null);
      grant select, insert on gift to ${app};
      insert into "${auth}"."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
        select u, u, u || '@example.vn', true, now(), now() from unnest(array['anna', 'binh']) u;
      insert into "${auth}".session (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
        select u, u, u, now() + interval '1 hour', now(), now() from unnest(array['anna', 'binh']) u;`)
  })
  server = await listen([giftRoutes(store)])
})
afterAll(async () => {
  await server.close()
  await store.close()
})
beforeEach(async () => {
  before = async () => undefined
  await withOwner(store, tx => tx.client.query('truncate gift, idempotency_key'))
})

const rice = { household: 'H-1', rice_kg: 15 }
const give = (body: unknown, key?: string, as = 'anna', commune = '11311') =>
  server.ask(`/api/gifts/${commune}`, {
    as,
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...(key === undefined ? {} : { 'Idempotency-Key': key }) },
  })
const given = async () =>
  (await withOwner(store, tx => tx.client.query('select household from gift order by id'))).rows.length

test('a write sent again with its key gives the first answer and writes nothing', async () => {
  const first = await give(rice, 'key-00001')
  expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null])
  const again = await give(rice, '"key-00001"')
  expect([again.status, again.headers.get('idempotency-replayed'), again.headers.get('etag')]).toEqual([
    201,
    'true',
    '"1"',
  ])
  expect(await again.json()).toEqual(await first.json())
  expect(await given()).toBe(1)
})

test('without a key, and with another key, a write is another write', async () => {
  await give(rice)
  await give(rice)
  await give(rice, 'key-00002')
  await give(rice, 'key-00003')
  expect(await given()).toBe(4)
})

test('a key does not serve for another request, in body or in place', async () => {
  await give(rice, 'key-00004')
  expect(await problemIn(await give({ ...rice, rice_kg: 30 }, 'key-00004'))).toMatchObject({
    status: 422,
    code: 'idempotency.other_request',
  })
  expect(await problemIn(await give(rice, 'key-00004', 'anna', '11323'))).toMatchObject({ status: 422 })
  expect(await given()).toBe(1)
})

test('two officers may use the same key and never see the other’s answer', async () => {
  const anna = await (await give(rice, 'key-00005', 'anna')).json()
  const binh = await give({ household: 'H-2', rice_kg: 1 }, 'key-00005', 'binh')
  expect(binh.status).toBe(201)
  expect(await binh.json()).not.toEqual(anna)
})

test('of twins that arrive at once one writes, the others are told to come back', async () => {
  const inside = Promise.withResolvers<void>()
  const mayEnd = Promise.withResolvers<void>()
  before = () => {
    inside.resolve()
    return mayEnd.promise
  }
  const first = give(rice, 'key-00006')
  await inside.promise
  for (const twin of await Promise.all([1, 2, 3].map(() => give(rice, 'key-00006')))) {
    expect(twin.headers.get('retry-after')).toBe('1')
    expect(await problemIn(twin)).toMatchObject({ status: 409, code: 'idempotency.in_flight' })
  }
  mayEnd.resolve()
  expect((await first).status).toBe(201)
  expect((await give(rice, 'key-00006')).headers.get('idempotency-replayed')).toBe('true')
  expect(await given()).toBe(1)
})

test('of many who try at once with one key, whatever their order, exactly one writes', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => give(rice, 'key-00012')))
  expect(answers.every(answer => answer.status === 201 || answer.status === 409)).toBe(true)
  expect(answers.filter(answer => answer.status === 201).length).toBeGreaterThan(0)
  expect(await given()).toBe(1)
})

test('a write that failed, or was cut off before its commit, stores nothing and may be sent again', async () => {
  before = () => Promise.reject(notToday())
  expect(await problemIn(await give(rice, 'key-00007'))).toMatchObject({ code: 'gift.not_today' })
  before = () =>
    runOnce(
      store.admin,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = '${store.names.roles.app}' and state = 'idle in transaction'`,
    )
  expect(await problemIn(await give(rice, 'key-00007'))).toMatchObject({
    status: 503,
    code: 'store.unavailable',
  })
  expect(await given()).toBe(0)
  before = async () => undefined
  const third = await give(rice, 'key-00007')
  expect([third.status, third.headers.get('idempotency-replayed')]).toEqual([201, null])
  expect(await given()).toBe(1)
})

test('a deadlock is tried again before anybody hears of it', async () => {
  let times = 0
  before = async () => {
    times += 1
    if (times < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01', severity: 'ERROR' })
  }
  expect((await give(rice, 'key-00008')).status).toBe(201)
  expect([times, await given()]).toEqual([3, 1])
  times = -10
  expect(await problemIn(await give(rice, 'key-00009'))).toMatchObject({ status: 503, code: 'store.busy' })
})

test('a key that is no key is refused', async () => {
  for (const key of ['short', 'with a space', 'x'.repeat(300)])
    expect(await problemIn(await give(rice, key)), key).toMatchObject({ code: 'idempotency.key_malformed' })
})

test('keys are forgotten after a week and not before', async () => {
  await give(rice, 'key-00010')
  await give(rice, 'key-00011')
  await withOwner(store, tx =>
    tx.client.query(
      `update idempotency_key set created_at = clock_timestamp() - interval '7 days 1 minute' where key = 'key-00010'`,
    ),
  )
  expect(await sweepIdempotencyKeys(store)).toBe(1)
  expect((await give(rice, 'key-00011')).headers.get('idempotency-replayed')).toBe('true')
  expect((await give(rice, 'key-00010')).headers.get('idempotency-replayed')).toBeNull()
})
