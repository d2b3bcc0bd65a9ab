import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { addressKey, clientAddress, trustedProxies } from './client-address.ts'
import { json, newRoutes, route, z } from './index.ts'
import { rateLimiter } from './rate-limit.ts'
import { type Listening, listen, problemIn } from './testing.ts'

const routes = newRoutes()
for (const access of ['public', 'session'] as const)
  routes.openapi(
    route({
      method: 'get',
      path: `/${access}`,
      operationId: access,
      tags: ['limits'],
      summary: 'Nothing',
      access,
      responses: { 200: json(z.object({}), 'Nothing') },
    }),
    c => c.json({}, 200),
  )

let server: Listening
afterEach(() => server?.close())

const never = { burst: 3, perSecond: 1 / 3600 }
const statuses = async (
  times: number,
  path: string,
  init: (i: number) => Parameters<Listening['ask']>[1],
) => {
  const found: number[] = []
  for (let i = 0; i < times; i++) found.push((await server.ask(path, init(i))).status)
  return found
}

test('a client that forges its address with every request is limited all the same', async () => {
  server = await listen([routes], { perAddress: never })
  const forged = (i: number) => ({
    headers: { 'X-Forwarded-For': `10.0.0.${i}`, 'X-Real-IP': `10.0.0.${i}`, Forwarded: `for=10.0.0.${i}` },
  })
  expect(await statuses(5, '/api/public', forged)).toEqual([200, 200, 200, 429, 429])
})

test('behind a trusted proxy each client has its own allowance, and what it forges before that does not count', async () => {
  server = await listen([routes], { perAddress: never, trustedProxies: ['127.0.0.1'] })
  const through = (i: number) => ({ headers: { 'X-Forwarded-For': `192.0.2.${i}, 203.0.113.7` } })
  expect(await statuses(4, '/api/public', through)).toEqual([200, 200, 200, 429])
  const other = { headers: { 'X-Forwarded-For': '203.0.113.8' } }
  expect(await statuses(1, '/api/public', () => other)).toEqual([200])
})

test('an officer who asks too fast is told when to come back, another is not disturbed', async () => {
  server = await listen([routes], { perUser: { burst: 2, perSecond: 0.1 } })
  expect(await statuses(2, '/api/session', () => ({ as: 'anna' }))).toEqual([200, 200])
  const refused = await server.ask('/api/session', { as: 'anna' })
  expect(refused.headers.get('retry-after')).toBe('10')
  expect(await problemIn(refused)).toMatchObject({ status: 429, code: 'request.too_many' })
  expect(await statuses(1, '/api/session', () => ({ as: 'binh' }))).toEqual([200])
})

test('over any time a key takes at most its burst and what it has earned', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 1, max: 5 }),
      (pauses, burst, perSecond) => {
        let at = 0
        let taken = 0
        const limiter = rateLimiter({ burst, perSecond }, () => at)
        for (const ms of pauses) {
          at += ms
          try {
            limiter.take('a')
            taken += 1
          } catch {
            continue
          }
          expect(taken).toBeLessThanOrEqual(burst + (at / 1000) * perSecond + 1e-6)
        }
      },
    ),
  )
})

test('however many knock, the memory of the limiter stays bounded', () => {
  const limiter = rateLimiter({ burst: 1, perSecond: 0.001 }, () => 0, 100)
  for (let i = 0; i < 1000; i++) {
    limiter.take(`k${i}`)
    expect(() => limiter.take(`k${i}`)).toThrow('Quá nhiều yêu cầu')
  }
  expect(limiter.size).toBe(100)
})

test('the address of a client is the nearest that no trusted proxy has', () => {
  const isTrusted = trustedProxies(['10.0.0.0/8', 'fd00::/8'])
  const from = (socket: string, header?: string) => clientAddress(socket, header, isTrusted)
  expect(from('::ffff:192.0.2.1', '198.51.100.9')).toBe('192.0.2.1')
  expect(from('10.1.1.1', '198.51.100.9, 10.2.2.2')).toBe('198.51.100.9')
  expect(from('fd00::1', '198.51.100.9')).toBe('198.51.100.9')
  expect(from('10.1.1.1', 'unknown, 10.2.2.2')).toBe('10.2.2.2')
  expect(from('10.1.1.1', '198.51.100.9, <script>')).toBe('10.1.1.1')
  expect(from('10.1.1.1')).toBe('10.1.1.1')
  expect(() => trustedProxies(['proxy.local'])).toThrow('proxy.local')
  expect(() => trustedProxies(['10.0.0.0/40'])).toThrow('10.0.0.0/40')
})

test('the many addresses of one IPv6 connection count as one', () => {
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(addressKey('2001:0DB8:1:2::9')).toBe('2001:db8:1:2::/64')
  expect(addressKey('2001:db8::9')).toBe('2001:db8:0:0::/64')
  expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(addressKey('::1')).toBe('0:0:0:0::/64')
  expect(addressKey('192.0.2.1')).toBe('192.0.2.1')
})
