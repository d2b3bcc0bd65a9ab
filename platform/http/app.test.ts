import { afterAll, beforeAll, expect, test } from 'vitest'
import { json, jsonBody, newRoutes, notFound, problem, type Routes, route, sessionOf, z } from './index.ts'
import { type Listening, listen, problemIn } from './testing.ts'

const roomFull = problem('meeting.room_full', {
  status: 409,
  title: { vi: 'Nhà văn hóa không đủ chỗ.', en: 'The hall is full.' },
  detail: (seats: number) => ({ vi: `Chỉ có ${seats} chỗ.`, en: `It has ${seats} seats.` }),
})

const Meeting = z
  .strictObject({
    hamlet: z.string().min(1).max(40),
    held_on: z.iso.date(),
    present: z.int().min(1),
    guests: z.array(z.object({ role: z.enum(['chair', 'secretary']) })).optional(),
  })
  .openapi('Meeting')

/** How a folder of the city writes its routes. */
function meetingRoutes(): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/meetings/{id}',
      operationId: 'getMeeting',
      tags: ['meetings'],
      summary: 'Một cuộc họp',
      request: {
        params: z.object({ id: z.string().max(8) }),
        query: z.object({ seats: z.coerce.number().optional() }),
      },
      responses: { 200: json(Meeting.extend({ kept_by: z.string() }), 'The meeting') },
      problems: [notFound],
    }),
    c => {
      const { id } = c.req.valid('param')
      if (id === 'none') throw notFound()
      if (id === 'broken') throw new Error('Nguyễn Thị Kín 999085000001')
      return c.json({ hamlet: id, held_on: '2026-11-02', present: 40, kept_by: sessionOf(c).userId }, 200)
    },
  )
  routes.openapi(
    route({
      method: 'post',
      path: '/meetings',
      operationId: 'addMeeting',
      tags: ['meetings'],
      summary: 'Ghi một cuộc họp',
      request: { body: jsonBody(Meeting) },
      responses: { 201: json(Meeting, 'The new meeting') },
      problems: [roomFull],
    }),
    c => {
      const meeting = c.req.valid('json')
      if (meeting.present > 90) throw roomFull(90)
      return c.json(meeting, 201)
    },
  )
  routes.openapi(
    route({
      method: 'get',
      path: '/holidays',
      operationId: 'listHolidays',
      tags: ['meetings'],
      summary: 'Ngày nghỉ',
      access: 'public',
      responses: { 200: json(z.object({ items: z.array(z.string()) }), 'Days') },
    }),
    c => c.json({ items: ['2026-09-02'] }, 200),
  )
  // A handler outside of route(): nobody is signed in unless it says so.
  routes.get('/forgotten', c => c.text(sessionOf(c).userId))
  return routes
}

let server: Listening
beforeAll(async () => {
  server = await listen([meetingRoutes()])
})
afterAll(() => server.close())

const ENGLISH = { 'Accept-Language': 'en-GB,en;q=0.9,vi;q=0.3' }
const ours = { hamlet: 'Thôn 3', held_on: '2026-11-02', present: 40 }

test('an officer who is signed in gets the answer', async () => {
  const answer = await server.ask('/api/meetings/thon-3', { as: 'binh' })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ hamlet: 'thon-3', kept_by: 'binh' })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
})

test('nobody, and an expired session, get 401 before anything is read', async () => {
  expect(await problemIn(await server.ask('/api/meetings/far-too-long', { as: undefined }))).toMatchObject({
    code: 'session.missing',
    status: 401,
    title: 'Cần đăng nhập.',
  })
  const late = await server.ask('/api/meetings/1', { as: 'late', headers: ENGLISH })
  expect(late.headers.get('www-authenticate')).toBeTruthy()
  expect(await problemIn(late)).toMatchObject({
    code: 'session.expired',
    title: 'The session has expired. Sign in again.',
  })
  expect((await server.ask('/api/holidays', { as: undefined })).status).toBe(200)
  expect(await problemIn(await server.ask('/api/forgotten', { as: 'anna' }))).toMatchObject({ status: 401 })
})

test('a problem has a stable code, the language asked for and a request id', async () => {
  const answer = await server.send('POST', '/api/meetings', { ...ours, present: 120 })
  const body = await problemIn(answer)
  expect(answer.status).toBe(409)
  expect(body).toEqual({
    type: '/problems/meeting.room_full',
    title: 'Nhà văn hóa không đủ chỗ.',
    detail: 'Chỉ có 90 chỗ.',
    status: 409,
    code: 'meeting.room_full',
    request_id: answer.headers.get('x-request-id'),
  })
  const english = await server.send('POST', '/api/meetings', { ...ours, present: 120 }, ENGLISH)
  expect(await problemIn(english)).toMatchObject({ title: 'The hall is full.', detail: 'It has 90 seats.' })
  expect(english.headers.get('content-language')).toBe('en')
})

test('each wrong value of a body is named by its place, in Vietnamese or English', async () => {
  const wrong = { hamlet: '', held_on: '31/02/2026', present: 0, guests: [{ role: 'poet' }], extra: 1 }
  const answer = await server.send('POST', '/api/meetings', wrong)
  expect(answer.status).toBe(422)
  const { code, errors } = await problemIn(answer)
  expect(code).toBe('request.invalid_body')
  expect(errors).toEqual([
    { in: 'body', pointer: '/hamlet', code: 'too_small', detail: 'Không được để trống.' },
    { in: 'body', pointer: '/held_on', code: 'invalid_format', detail: 'Phải là ngày dạng 2026-01-31.' },
    { in: 'body', pointer: '/present', code: 'too_small', detail: 'Phải từ 1 trở lên.' },
    {
      in: 'body',
      pointer: '/guests/0/role',
      code: 'invalid_value',
      detail: 'Phải là một trong: chair, secretary.',
    },
    { in: 'body', pointer: '', code: 'unrecognized_keys', detail: 'Không có trường này: extra.' },
  ])
  const english = await problemIn(await server.send('POST', '/api/meetings', {}, ENGLISH))
  expect(english['errors']).toContainEqual({
    in: 'body',
    pointer: '/hamlet',
    code: 'invalid_type',
    detail: 'Invalid input: expected string, received undefined',
  })
})

test('a wrong address or query is 400, not 422', async () => {
  const answer = await server.ask('/api/meetings/far-too-long?seats=many')
  expect(answer.status).toBe(400)
  const { code, errors } = await problemIn(answer)
  expect(code).toBe('request.invalid_parameters')
  expect(errors).toMatchObject([{ in: 'query', pointer: '/seats', detail: 'Phải là số.' }])
})

test('a body that is no JSON, or of another type, is refused in words', async () => {
  const post = async (body: string | Uint8Array, type?: string) => {
    const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
    return (await problemIn(await server.ask('/api/meetings', { as: 'anna', method: 'POST', body, headers })))
      .code
  }
  expect(await post('{"hamlet": ', 'application/json')).toBe('request.malformed_json')
  expect(await post('['.repeat(500_000), 'application/json')).toBe('request.malformed_json')
  expect(await post(`${'['.repeat(400_000)}${']'.repeat(400_000)}`, 'application/json')).toBe(
    'request.invalid_body',
  )
  expect(await post('null', 'application/json')).toBe('request.invalid_body')
  expect(await post('{}', 'text/plain')).toBe('request.wrong_content_type')
  expect(await post(new Uint8Array([123, 125]))).toBe('request.wrong_content_type')
})

test('an address that does not exist is 404, a wrong method 405 with the right ones', async () => {
  expect(await problemIn(await server.ask('/api/nowhere'))).toMatchObject({
    status: 404,
    code: 'route.unknown',
  })
  const answer = await server.ask('/api/meetings/1', { as: 'anna', method: 'DELETE' })
  expect(answer.headers.get('allow')).toBe('GET, HEAD')
  expect(await problemIn(answer)).toMatchObject({ status: 405, code: 'route.wrong_method' })
  expect((await server.ask('/api/meetings/1', { as: 'anna', method: 'HEAD' })).status).toBe(200)
  expect(await problemIn(await server.ask('/api/meetings/none'))).toMatchObject({ code: 'record.not_found' })
})

test('a defect tells its request id and nothing of what was in the error, the log neither', async () => {
  server.log.lines.length = 0
  const answer = await server.ask('/api/meetings/broken?seats=7')
  const body = await problemIn(answer)
  expect(body).toMatchObject({ status: 500, code: 'server.defect' })
  const seen = JSON.stringify(body) + server.log.lines.join('\n')
  expect(seen).not.toMatch(/Nguyễn|999085000001|seats=7/)
  const failed = server.log.lines.map(line => JSON.parse(line)).find(line => line.text === 'request failed')
  expect(failed.request_id).toBe(body['request_id'])
  expect(failed.at[0]).toContain('app.test.ts')
  expect(server.log.lines.some(line => line.includes('"route":"/api/meetings/:id"'))).toBe(true)
})
