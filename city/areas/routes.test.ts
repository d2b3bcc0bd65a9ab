import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { loadAreas } from './index.ts'
import { areaRoutes } from './routes.ts'

let store: TestStore
let server: Listening
let city: TestUser
let officer: TestUser

beforeAll(async () => {
  store = await testStore()
  await withOwner(store, loadAreas)
  city = await signInAs(store, { role: 'city_officer' })
  officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
  server = await listen([areaRoutes({ store, today: () => '2026-11-24' })], {
    resolveSession: resolveTestSession(store),
  })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

const get = async (path: string, as = officer) => {
  const answer = await server.ask(`/api${path}`, { as: as.token })
  return { answer, body: (await answer.json()) as never }
}
const put = (path: string, body: unknown, version: string | undefined, as = city) =>
  server.ask(`/api${path}`, {
    as: as.token,
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...(version !== undefined && { 'If-Match': version }) },
  })

const total = { households: 11_000, persons: 39_000, source: 'Báo cáo của phường', mark: 'reported' }

describe('units', () => {
  test('are those of the day that is asked for, today when none is', async () => {
    const counts = await Promise.all(
      ['', '?on=2025-06-30', '?on=2024-12-31', '?period=2025'].map(async query => {
        const { body } = await get(`/areas${query}`)
        return (body as { units: unknown[] }).units.length
      }),
    )
    expect(counts).toEqual([114, 375, 453, 114])
  })

  test('with one code are told for each period, with what they came from and went into', async () => {
    const { body } = await get('/areas/11311')
    const { units, links, place } = body as {
      units: { period: string; full_name: string }[]
      links: { new_period: string; new_code: string; whole: boolean }[]
      place: { latitude: number }
    }
    expect(units.map(unit => [unit.period, unit.full_name])).toEqual([
      ['2024', 'Phường Minh Khai'],
      ['2025-h1', 'Phường Minh Khai'],
      ['2025', 'Phường Hồng Bàng'],
    ])
    expect(
      links.filter(link => link.new_period === '2025' && link.new_code === '11311').length,
    ).toBeGreaterThan(1)
    expect(place.latitude).toBeGreaterThan(20)
  })

  test('that never were are not found, nor is anything without a session', async () => {
    expect((await problemIn(await server.ask('/api/areas/99999', { as: city.token }))).code).toBe(
      'area.unknown_unit',
    )
    expect((await problemIn(await server.ask('/api/areas', {}))).code).toBe('session.missing')
  })

  test('are loaded twice without a change', async () => {
    const marks = () =>
      withOwner(
        store,
        async tx => (await tx.client.query('select xmin::text, * from area_unit order by code, period')).rows,
      )
    const before = await marks()
    await withOwner(store, loadAreas)
    expect(await marks()).toEqual(before)
    expect(before).toHaveLength(453 + 375 + 114)
  })
})

describe('the total of a unit', () => {
  test('is missing until somebody enters it, with its source, and each change needs the version that was read', async () => {
    const path = '/area-totals/2025/2026/11311'
    expect((await problemIn(await server.ask(`/api${path}`, { as: city.token }))).code).toBe(
      'record.not_found',
    )
    expect((await put(path, total, undefined)).status).toBe(428)
    const made = await put(path, total, '"0"')
    expect([made.status, made.headers.get('etag')]).toEqual([200, '"1"'])
    expect((await problemIn(await put(path, total, '"0"'))).code).toBe('version.changed')
    const changed = await put(path, { ...total, persons: null }, '"1"')
    expect(await changed.json()).toMatchObject({ persons: null, version: 2, entered_by: city.userId })
    const { body } = await get('/area-totals?year=2026')
    const list = body as { totals: { code: string }[]; missing: string[] }
    expect(list.totals.map(one => one.code)).toEqual(['11311'])
    expect([list.missing.length, list.missing.includes('11311')]).toEqual([113, false])
  })

  test('is entered by whoever may write areas, not by a commune officer, and is written into the audit log', async () => {
    const path = '/area-totals/2025/2025/11311'
    expect((await problemIn(await put(path, total, '"0"', officer))).code).toBe('access.forbidden')
    expect((await put(path, total, '"0"')).status).toBe(200)
    expect((await problemIn(await put(path, total, '"1"', officer))).code).toBe('access.forbidden')
    const audit = await withOwner(store, tx =>
      tx.client.query(
        `select actor from audit_entry where action = 'area_total.enter' and object_id = '2025/2025/11311'`,
      ),
    )
    expect(audit.rows).toEqual([{ actor: city.userId }])
  })

  test('is of a unit of its period, and says at least one number', async () => {
    expect((await problemIn(await put('/area-totals/2024/2024/11948', total, '"0"'))).code).toBe(
      'area.unknown_unit',
    )
    const nothing = await put(
      '/area-totals/2025/2024/11311',
      { ...total, households: null, persons: null },
      '"0"',
    )
    expect((await problemIn(nothing)).code).toBe('request.invalid_body')
    expect((await put('/area-totals/2024/2024/318', total, '"0"')).status).toBe(200)
  })
})

test('a series of old units is read in those of today, with what cannot be split', async () => {
  const answer = await server.ask('/api/areas/series', {
    as: officer.token,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      period: '2025-h1',
      to: '2025',
      values: [
        { code: '318', value: 40 },
        { code: '10798', value: 7 },
      ],
    }),
  })
  const { units } = (await answer.json()) as {
    units: { code: string; value: number | null; split: string[] }[]
  }
  expect(units.find(unit => unit.code === '11948')).toMatchObject({ value: 40 })
  expect(units.find(unit => unit.code === '10843')).toMatchObject({ value: null, split: ['10798'] })
  const foreign = await server.ask('/api/areas/series', {
    as: officer.token,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ period: '2024', to: '2025', values: [{ code: '11948', value: 1 }] }),
  })
  expect((await problemIn(foreign)).code).toBe('area.unknown_unit')
})
