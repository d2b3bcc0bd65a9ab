import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp, json, jsonBody, newRoutes, notFound, openApiDocument, route, z } from './index.ts'
import { keptLog, type Listening, listen, problemIn } from './testing.ts'

const Well = z.object({ depth_m: z.number().nullable(), dug_on: z.iso.date() }).openapi('Well')
const well = (path: string, operationId: string) =>
  route({
    method: 'put',
    path,
    operationId,
    tags: ['wells'],
    summary: 'Giếng',
    ifMatch: true,
    idempotent: true,
    request: { params: z.object({ id: z.string() }), body: jsonBody(Well) },
    responses: { 200: json(Well, 'The well') },
    problems: [notFound],
  })
const routes = newRoutes()
routes.openapi(well('/wells/{id}', 'putWell'), c => c.json(c.req.valid('json'), 200))

let server: Listening
beforeAll(async () => {
  server = await listen([routes], { version: '1.2.3', sessionCookie: 'ansinh' })
})
afterAll(() => server.close())

test('the description of the API is made of the schemas that validate', async () => {
  const document = JSON.parse(await (await server.ask('/openapi.json', { as: undefined })).text())
  expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.2.3'])
  expect(document.components.securitySchemes.session).toMatchObject({
    type: 'apiKey',
    in: 'cookie',
    name: 'ansinh',
  })
  expect(document.components.schemas.Well.properties.depth_m.type).toEqual(['number', 'null'])
  const put = document.paths['/api/wells/{id}'].put
  expect(put.operationId).toBe('putWell')
  expect(put.security).toEqual([{ session: [] }])
  expect(put.parameters.map((one: { name: string }) => one.name).sort()).toEqual([
    'Idempotency-Key',
    'If-Match',
    'id',
  ])
  expect(Object.keys(put.responses)).toEqual([
    '200',
    '400',
    '401',
    '403',
    '404',
    '409',
    '412',
    '413',
    '415',
    '422',
    '428',
    '429',
    '500',
    '503',
  ])
  expect(put.responses['404'].content).toEqual({
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  })
  expect(put.responses['422'].description).toContain('`idempotency.other_request`')
})

test('two routes of one name are found before a client is generated from them', () => {
  const app = createApp({ log: keptLog(), version: '0', resolveSession: async () => undefined })
  const double = newRoutes()
  double.openapi(well('/a/{id}', 'same'), c => c.json(c.req.valid('json'), 200))
  double.openapi(well('/b/{id}', 'same'), c => c.json(c.req.valid('json'), 200))
  app.route('/api', double)
  expect(() => openApiDocument(app, { version: '0', cookie: 'x' })).toThrow(
    'PUT /api/b/{id} and PUT /api/a/{id} share',
  )
})

test('the type of a problem leads to a page about it', async () => {
  const { type } = (await problemIn(await server.ask('/api/nowhere'))) as unknown as { type: string }
  const page = await server.ask(type, { as: undefined })
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(await page.text()).toContain('Không có địa chỉ này.')
  const all = await server.ask('/problems', { as: undefined, headers: { Accept: 'application/json' } })
  const { items } = (await all.json()) as { items: { code: string; title: { vi: string } }[] }
  expect(items.find(item => item.code === 'route.unknown')?.title.vi).toBe('Không có địa chỉ này.')
  expect(await (await server.ask('/problems', { as: undefined })).text()).toContain(
    'href="/problems/route.unknown"',
  )
  expect(await problemIn(await server.ask('/problems/no.such'))).toMatchObject({ status: 404 })
})
