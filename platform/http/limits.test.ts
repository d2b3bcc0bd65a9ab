import { once } from 'node:events'
import { request as send } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { json, jsonBody, MEGABYTE, newRoutes, route, z } from './index.ts'
import { type Listening, listen, problemIn } from './testing.ts'

const Told = z.object({ bytes: z.int() })
const tell = json(Told, 'How much arrived')
const about = { method: 'post', tags: ['limits'], summary: 'Counts', responses: { 200: tell } } as const

let aborted: string | undefined
const routes = newRoutes()
routes.openapi(
  route({
    ...about,
    tags: ['limits'],
    path: '/usual',
    operationId: 'usual',
    request: { body: jsonBody(z.object({ text: z.string() })) },
  }),
  c => c.json({ bytes: c.req.valid('json').text.length }, 200),
)
routes.openapi(
  route({
    ...about,
    tags: ['limits'],
    path: '/large',
    operationId: 'large',
    limits: { bodyBytes: 4 * MEGABYTE },
  }),
  async c => c.json({ bytes: (await c.req.arrayBuffer()).byteLength }, 200),
)
routes.openapi(
  route({ ...about, tags: ['limits'], path: '/slow', operationId: 'slow', limits: { seconds: 0.05 } }),
  async c => {
    const { signal } = c.var
    await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
    aborted = 'told'
    return c.json({ bytes: 0 }, 200)
  },
)

let server: Listening
beforeAll(async () => {
  server = await listen([routes])
})
afterAll(() => server.close())

/** Sends a body piece by piece until the server has had enough; gives its answer and how much was taken off our hands. */
async function pour(path: string, headers: Record<string, string | number>, bytes: number) {
  const request = send(`${server.url}${path}`, {
    method: 'POST',
    headers: { cookie: 'session=anna', ...headers },
  })
  request.on('error', () => undefined)
  const answered = once(request, 'response')
  const piece = Buffer.alloc(64 * 1024, 'a')
  let poured = 0
  let done = false
  const pouring = (async () => {
    for (; poured < bytes && !done; poured += piece.length)
      if (!request.write(piece))
        await Promise.race([once(request, 'drain').catch(() => undefined), pause(2000)])
  })()
  const [response] = await answered
  done = true
  let text = ''
  for await (const part of response) text += part
  await pouring
  request.destroy()
  return { status: response.statusCode as number, headers: response.headers, body: JSON.parse(text), poured }
}

test('a body that says it has 200 MB is refused without being read', async () => {
  const size = 200 * MEGABYTE
  const answer = await pour(
    '/api/usual',
    { 'Content-Type': 'application/json', 'Content-Length': size },
    size,
  )
  expect([answer.status, answer.body.code]).toEqual([413, 'request.too_large'])
  expect(answer.body.detail).toBe('Tối đa 1.048.576 byte. Hãy chia nhỏ rồi gửi lại.')
  expect(answer.headers['connection']).toBe('close')
  expect(answer.poured).toBeLessThan(20 * MEGABYTE)
})

test('a body that does not say its size is counted and cut off', async () => {
  const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }
  const answer = await pour('/api/usual', headers, 200 * MEGABYTE)
  expect([answer.status, answer.body.code]).toEqual([413, 'request.too_large'])
  expect(answer.poured).toBeLessThan(20 * MEGABYTE)
})

test('after a refused flood the server answers the next officer', async () => {
  expect(await (await server.send('POST', '/api/usual', { text: 'abc' })).json()).toEqual({ bytes: 3 })
})

test('a route may take more than the others, up to its own limit', async () => {
  const large = (bytes: number) =>
    server.ask('/api/large', { as: 'anna', method: 'POST', body: new Uint8Array(bytes) })
  expect(await (await large(3 * MEGABYTE)).json()).toEqual({ bytes: 3 * MEGABYTE })
  expect((await problemIn(await large(5 * MEGABYTE))).code).toBe('request.too_large')
  expect(() =>
    route({ ...about, tags: ['x'], path: '/x', operationId: 'x', limits: { bodyBytes: 101 * MEGABYTE } }),
  ).toThrow('100 MB')
})

test('what takes too long is answered for, and told to stop', async () => {
  const answer = await server.ask('/api/slow', { as: 'anna', method: 'POST' })
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(await problemIn(answer)).toMatchObject({ status: 503, code: 'request.timed_out' })
  await expect.poll(() => aborted).toBe('told')
})

test('a write from another site is refused, from ours and from a script it is not', async () => {
  const write = (headers: Record<string, string>) => server.send('POST', '/api/usual', { text: 'a' }, headers)
  for (const foreign of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://127.0.0.1:1' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ])
    expect(await problemIn(await write(foreign)), JSON.stringify(foreign)).toMatchObject({
      status: 403,
      code: 'request.foreign_origin',
    })
  expect((await write({ Origin: server.url, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
  expect((await write({})).status).toBe(200)
})

test('behind a proxy that ends TLS, the named address is the only origin', async () => {
  const behind = await listen([routes], { origins: ['https://ansinh.haiphong.example'] })
  const write = (origin: string) => behind.send('POST', '/api/usual', { text: 'a' }, { Origin: origin })
  expect((await write('https://ansinh.haiphong.example')).status).toBe(200)
  expect((await write(behind.url)).status).toBe(403)
  await behind.close()
})
