import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOwner, withSession } from '../../db/index.ts'
import { type TestStore, testStore } from '../../db/testing.ts'
import { type Problem, problem, problemOfDatabase } from './index.ts'

const secret = '999085000001'
problem('card.number_taken', {
  status: 409,
  title: { vi: 'Số này đã có người dùng.', en: 'The number is taken.' },
  constraints: ['card_number_is_used_once'],
})

let store: TestStore
beforeAll(async () => {
  store = await testStore()
  await withOwner(store, tx =>
    tx.client.query(`
      create table card (
        id int primary key,
        number text constraint card_number_is_used_once unique,
        points int constraint points_are_few check (points < 100),
        parent int constraint parent_exists references card,
        valid date
      );
      insert into card values (1, '${secret}', 1, null, null);
      grant select, insert, update on card to "${store.names.roles.app}";
      create table closed (number text);
      alter table closed enable row level security;
      grant insert, select on closed to "${store.names.roles.app}";
      create table ungranted (number text);`),
  )
})
afterAll(() => store.close())

/** What a statement of the application means for the person who asked. */
async function meaning(sql: string): Promise<Problem | undefined> {
  try {
    await withSession(store, '', tx => tx.client.query(sql))
  } catch (e) {
    return problemOfDatabase(e)
  }
  throw new Error('the database took it')
}
const codeOf = async (sql: string): Promise<unknown> => {
  const found = await meaning(sql)
  return found && [found.code, found.status]
}

test('what row-level security refuses is forbidden, and so is a table without a grant', async () => {
  expect(await codeOf(`insert into closed values ('${secret}')`)).toEqual(['access.forbidden', 403])
  expect(await codeOf('select * from ungranted')).toEqual(['access.forbidden', 403])
})

test('a constraint that a thing has named is that thing’s problem', async () => {
  expect(await codeOf(`insert into card values (2, '${secret}', 1)`)).toEqual(['card.number_taken', 409])
})

test('other constraints say their name and never the values', async () => {
  expect(await codeOf('insert into card values (1)')).toEqual(['store.duplicate', 409])
  expect(await codeOf('insert into card values (null)')).toEqual(['store.refused', 422])
  const refused = await meaning(`insert into card values (3, '${secret}x', 100)`)
  expect([refused?.code, refused?.detail?.vi]).toEqual(['store.refused', 'Ràng buộc: points_are_few.'])
  expect(await codeOf('insert into card values (4, null, 1, 99)')).toEqual(['store.refused', 422])
  expect(JSON.stringify(refused) + refused?.message).not.toContain(secret)
})

test('values that the database cannot read are the sender’s', async () => {
  expect(await codeOf(`insert into card (id, valid) values (5, '2026-02-31')`)).toEqual([
    'store.unacceptable_value',
    422,
  ])
  expect(await codeOf(`insert into card (id) values (99999999999)`)).toEqual([
    'store.unacceptable_value',
    422,
  ])
  expect(await codeOf(`insert into card (id) values ('abc')`)).toEqual(['store.unacceptable_value', 422])
})

test('two who wait for each other, and a lock that is not to be had, may try again', async () => {
  const both = Promise.withResolvers<void>()
  await withOwner(store, tx => tx.client.query(`insert into card (id) values (11), (12)`))
  let arrived = 0
  const cross = (first: number, second: number) =>
    withSession(store, '', async tx => {
      await tx.client.query('update card set points = 2 where id = $1', [first])
      arrived += 1
      if (arrived === 2) both.resolve()
      await both.promise
      await tx.client.query('update card set points = 3 where id = $1', [second])
    })
  const ended = await Promise.allSettled([cross(11, 12), cross(12, 11)])
  const failed = ended.filter(one => one.status === 'rejected')
  expect(failed).toHaveLength(1)
  const meant = problemOfDatabase(failed[0]?.reason)
  expect([meant?.code, meant?.status, meant?.extras.headers]).toEqual([
    'store.busy',
    503,
    { 'Retry-After': '1' },
  ])
  expect(await codeOf(`set local statement_timeout = 20; select pg_sleep(5)`)).toEqual(['store.busy', 503])
})

test('a statement that we wrote wrongly is a defect, not the sender’s', async () => {
  expect(await meaning('select * from nowhere')).toBeUndefined()
  expect(await meaning('select 1 / 0')).toBeUndefined()
  expect(problemOfDatabase(new Error('something else'))).toBeUndefined()
})

test('a database that does not answer is unavailable for a moment', async () => {
  const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  expect(problemOfDatabase(gone)?.code).toBe('store.unavailable')
})
