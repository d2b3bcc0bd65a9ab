import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkIfMatch, etagOf, ifMatch, setEtag } from './etag.ts'
import { json, newRoutes, route, z } from './index.ts'
import { type Listening, listen, problemIn } from './testing.ts'

const Note = z.object({ version: z.int() })
let version = 7
const routes = newRoutes()
routes.openapi(
  route({
    method: 'get',
    path: '/note',
    operationId: 'getNote',
    tags: ['notes'],
    summary: 'A note',
    responses: { 200: json(Note, 'It') },
  }),
  c => {
    setEtag(c, version)
    return c.json({ version }, 200)
  },
)
routes.openapi(
  route({
    method: 'put',
    path: '/note',
    operationId: 'putNote',
    tags: ['notes'],
    summary: 'Changes it',
    ifMatch: true,
    responses: { 200: json(Note, 'It') },
  }),
  c => {
    checkIfMatch(c, version)
    version += 1
    setEtag(c, version)
    return c.json({ version }, 200)
  },
)
routes.openapi(
  route({
    method: 'delete',
    path: '/note',
    operationId: 'endNote',
    tags: ['notes'],
    summary: 'Ends it',
    ifMatch: true,
    responses: { 200: json(z.object({ named: z.string() }), 'It') },
  }),
  c => c.json({ named: ifMatch(c) }, 200),
)

let server: Listening
beforeAll(async () => {
  server = await listen([routes])
})
afterAll(() => server.close())

const put = (match?: string) =>
  server.ask('/api/note', {
    as: 'anna',
    method: 'PUT',
    headers: match === undefined ? {} : { 'If-Match': match },
  })

test('a change must say which version it changes', async () => {
  expect(await problemIn(await put())).toMatchObject({ status: 428, code: 'version.not_named' })
  for (const nothing of ['*', '7', '""', 'W/7', `"${'a'.repeat(200)}"`])
    expect(await problemIn(await put(nothing)), nothing).toMatchObject({ status: 428 })
})

test('the second of two officers who read the same version is told, and nothing is overwritten', async () => {
  version = 7
  const read = (await server.ask('/api/note')).headers.get('etag') ?? ''
  expect(read).toBe('"7"')
  const first = await put(read)
  expect([first.status, first.headers.get('etag')]).toEqual([200, '"8"'])
  expect(await problemIn(await put(read))).toMatchObject({ status: 412, code: 'version.changed' })
  expect(version).toBe(8)
})

test('a version made weak by a proxy, or among others, still counts', async () => {
  version = 7
  expect((await put('W/"7"')).status).toBe(200)
  expect((await put('"1", W/"8"')).status).toBe(200)
  expect(version).toBe(9)
})

test('where one version is wanted, several are refused', async () => {
  const end = (match: string) =>
    server.ask('/api/note', { as: 'anna', method: 'DELETE', headers: { 'If-Match': match } })
  expect(await (await end('"abc:1"')).json()).toEqual({ named: 'abc:1' })
  expect((await end('"1", "2"')).status).toBe(428)
})

test('a version that would break out of its quotes is a defect', () => {
  expect(() => etagOf('7"\r\nSet-Cookie: x')).toThrow(RangeError)
})
