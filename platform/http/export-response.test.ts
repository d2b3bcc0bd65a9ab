import { request as send } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectAdmin } from '../db/connect.ts'
import { withOwner } from '../db/index.ts'
import { type TestStore, testStore } from '../db/testing.ts'
import {
  attachment,
  type Column,
  ExportQuery,
  exportResponse,
  exportResponses,
  newRoutes,
  queryRows,
  route,
} from './index.ts'
import { type Listening, listen, problemIn } from './testing.ts'

interface Parcel {
  readonly id: number
  readonly hamlet: string
}
const columns: Column<Parcel>[] = [
  { key: 'id', title: 'Số', type: 'integer', value: row => row.id },
  { key: 'hamlet', title: 'Thôn', type: 'text', value: row => row.hamlet },
]
const ROWS = 120_000
/** What the next export asks of the database. */
let sql = ''
const ALL = 'select id, hamlet from parcel where id > $1 order by id'

let store: TestStore
let server: Listening
beforeAll(async () => {
  store = await testStore()
  await withOwner(store, tx =>
    tx.client.query(`
      create table parcel (id int primary key, hamlet text not null, owner_id text not null);
      insert into parcel select i, 'Thôn ' || i, case i % 2 when 0 then 'anna' else 'binh' end from generate_series(1, ${ROWS}) i;
      alter table parcel enable row level security;
      create policy own on parcel for select to "${store.names.roles.app}"
        using (owner_id = current_setting('ansinh.token'));
      grant select on parcel to "${store.names.roles.app}";`),
  )
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/parcels/file',
      operationId: 'exportParcels',
      tags: ['parcels'],
      summary: 'Xuất tệp',
      request: { query: ExportQuery },
      responses: exportResponses,
    }),
    c =>
      exportResponse(c, store, {
        format: c.req.valid('query').format,
        name: 'Thửa đất đợt 11-2026',
        columns,
        rows: tx => queryRows<Parcel>(tx, { sql, parameters: [0] }),
      }),
  )
  server = await listen([routes])
})
afterAll(async () => {
  await server.close()
  await store.close()
})

/** Transactions of the application that are open now; only the administrator sees those of others. */
async function open(): Promise<number> {
  const admin = await connectAdmin(store.admin)
  try {
    const { rows } = await admin.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and usename = $1 and xact_start is not null`,
      [store.names.roles.app],
    )
    return rows[0]?.n ?? 0
  } finally {
    await admin.end()
  }
}

/** Asks for a file and takes one piece of it only. */
const begin = (as = 'anna') =>
  new Promise<{ leave(): void }>((resolve, reject) => {
    const asked = send(
      `${server.url}/api/parcels/file?format=csv`,
      { headers: { cookie: `session=${as}` } },
      answer => {
        answer.on('error', () => undefined)
        answer.pause()
        if (answer.statusCode === 200) resolve({ leave: () => asked.destroy() })
        else reject(new Error(String(answer.statusCode)))
      },
    )
    asked.on('error', () => undefined)
    asked.end()
  })

test('a file holds every row that the officer may see and no other', async () => {
  sql = ALL
  const answer = await server.ask('/api/parcels/file?format=csv', { as: 'anna' })
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="Thua dat dot 11-2026.csv"; filename*=UTF-8''Th%E1%BB%ADa%20%C4%91%E1%BA%A5t%20%C4%91%E1%BB%A3t%2011-2026.csv`,
  )
  const lines = (await answer.text()).trimEnd().split('\r\n')
  expect(lines).toHaveLength(ROWS / 2 + 1)
  expect([lines[1], lines.at(-1)]).toEqual(['2,Thôn 2', `${ROWS},Thôn ${ROWS}`])
  await expect.poll(open).toBe(0)
})

test('who asks only for the headers of a file holds no query open', async () => {
  sql = ALL
  const answer = await server.ask('/api/parcels/file?format=csv', { as: 'anna', method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(await open()).toBe(0)
})

test('xlsx is what an officer gets who names no format, an unknown one is refused', async () => {
  const answer = await server.ask('/api/parcels/file')
  expect(answer.headers.get('content-type')).toContain('spreadsheetml')
  expect(new Uint8Array(await answer.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
  expect(await problemIn(await server.ask('/api/parcels/file?format=exe'))).toMatchObject({ status: 400 })
})

test('a fault before the first bytes is a problem, with nothing of the database in it', async () => {
  sql = 'select * from person_identity_of_nobody where id > $1'
  const problem = await problemIn(await server.ask('/api/parcels/file'))
  expect(problem).toMatchObject({ status: 500, code: 'server.defect' })
  expect(JSON.stringify(problem)).not.toContain('person_identity')
  sql =
    'select 1 as id, null::text as hamlet from user_grant, parcel where id > $1 and pg_read_file($$/etc/passwd$$) is null'
  expect(await problemIn(await server.ask('/api/parcels/file'))).toMatchObject({
    status: 403,
    code: 'access.forbidden',
  })
})

test('a fault in the middle breaks the file off: nobody takes half a list for a whole', async () => {
  sql = `select id, case when id > 60000 then (1 / (id - id))::text else hamlet end as hamlet from parcel where id > $1 order by id`
  server.log.lines.length = 0
  const answer = await server.ask('/api/parcels/file?format=csv', { as: 'anna' })
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow()
  await expect.poll(() => server.log.lines.join('\n')).toContain('"sqlstate":"22012"')
  await expect.poll(open).toBe(0)
})

test('a client that leaves ends the query, and its place is free again', async () => {
  // more than the buffers of two sockets hold
  sql = 'select id, rpad(hamlet, 600) as hamlet from parcel where id > $1 order by id'
  const first = await begin()
  const second = await begin()
  expect(await open()).toBe(2)
  await expect(begin(), 'a third file of the same officer').rejects.toThrow('503')
  const other = await begin('binh')
  first.leave()
  second.leave()
  other.leave()
  await expect.poll(open, { timeout: 10_000 }).toBe(0)
  ;(await begin()).leave()
  await expect.poll(open, { timeout: 10_000 }).toBe(0)
})

test('the name of a file cannot break out of its header', () => {
  const evil = attachment('a"; filename=x.exe\r\nSet-Cookie: y')
  expect(evil).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[A-Za-z0-9.%_-]*$/)
  expect(attachment('../../etc/passwd')).not.toMatch(/[/\\]/)
  expect(attachment('')).toContain('an-sinh')
})
