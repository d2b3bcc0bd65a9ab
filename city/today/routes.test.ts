import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withWorker } from '../../platform/db/index.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen } from '../../platform/http/testing.ts'
import { deliveryRoutes } from '../deliveries/routes.ts'
import { loadLaw } from '../determinations/index.ts'
import { decideRun, startMonth } from '../runs/index.ts'
import { type CityStore, COMMUNES, cityStore } from '../runs/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { todayRoutes } from './routes.ts'
import type { Today } from './today.ts'

const DAY = '2026-01-20'
const commune = COMMUNES[0]

describe('the first screen', () => {
  let city: CityStore
  let server: Listening
  let officer: TestUser
  let cityOfficer: TestUser
  let surveyor: TestUser

  beforeAll(async () => {
    city = await cityStore({ households: 160 })
    for (const month of ['2025-11', '2025-12']) {
      const run = await withWorker(city.store, tx =>
        startMonth(tx, { month, facts: 'current', communes: COMMUNES }),
      )
      await decideRun(city, run)
    }
    server = await listen(
      [
        todayRoutes({ store: city.store, facts: loadLaw().facts, today: () => DAY }),
        deliveryRoutes({ store: city.store, cursors: createCursors('secret of the test') }),
      ],
      { resolveSession: resolveTestSession(city.store) },
    )
    officer = await signInAs(city.store, { role: 'commune_officer', area: commune })
    cityOfficer = await signInAs(city.store, { role: 'city_officer' })
    surveyor = await signInAs(city.store, { role: 'surveyor', area: commune })
  })
  afterAll(async () => {
    await server.close()
    await city.close()
  })

  const get = async <T>(user: TestUser, path: string): Promise<T> => {
    const answer = await server.ask(`/api${path}`, { as: user.token })
    expect(answer.status, server.log.lines.slice(-2).join('')).toBe(200)
    return (await answer.json()) as T
  }
  const today = (user: TestUser, query = '') => get<Today>(user, `/today${query}`)

  it('says what the gap list says, of the month decided last', async () => {
    const said = await today(officer)
    const { items } = await get<{ items: { rights: number; gap: number; open_amounts: number }[] }>(
      officer,
      '/gaps/sums?month=2025-12',
    )
    const sum = (of: 'rights' | 'gap' | 'open_amounts') => items.reduce((n, i) => n + i[of], 0)
    expect(said.month).toBe('2025-12')
    expect(said.owed).toEqual({
      rights: sum('rights'),
      gap: sum('gap'),
      open_amounts: sum('open_amounts'),
      oldest_month: '2025-11',
    })
    expect(said.owed?.rights).toBeGreaterThan(0)
    expect(said.owed_by_benefit.reduce((n, b) => n + b.rights, 0)).toBe(said.owed?.rights)
    expect(said.owed_by_commune.map(c => c.commune_code)).toEqual([commune])
  })

  it('goes back to an earlier month', async () => {
    expect((await today(officer, '?month=2025-11')).month).toBe('2025-11')
    expect(await today(officer, '?month=2025-10')).toMatchObject({ month: null, owed: null })
  })

  it('adds up the communes of whoever sees them all', async () => {
    const all = await today(cityOfficer)
    expect(all.owed_by_commune.map(c => c.commune_code).sort()).toEqual([...COMMUNES].sort())
    const one = await today(cityOfficer, `?commune=${commune}`)
    expect(one.owed).toEqual((await today(officer)).owed)
  })

  it('tells a surveyor nothing of money', async () => {
    expect(await today(surveyor)).toMatchObject({ month: null, owed: null, owed_by_benefit: [], missing: [] })
  })

  it('counts what ends within 90 days, both days included, and 36 months after an escape', async () => {
    const ids = await withOwner(city.store, async ({ client }) => {
      const { rows } = await client.query<{ household_id: string }>(
        `select household_id from household where commune_code = $1 and state = 'active' order by 1 limit 6`,
        [commune],
      )
      await client.query(
        `update household set recognised_until = null, escaped_on = null where commune_code = $1`,
        [commune],
      )
      const set = (i: number, column: string, value: string) =>
        client.query(`update household set ${column} = $2 where household_id = $1`, [
          rows[i]?.household_id,
          value,
        ])
      // 20 January 2026 + 90 days = 20 April 2026
      await set(0, 'recognised_until', '2026-01-20')
      await set(1, 'recognised_until', '2026-04-20')
      await set(2, 'recognised_until', '2026-04-21')
      await set(3, 'escaped_on', '2023-01-20')
      await set(4, 'escaped_on', '2023-04-20')
      await set(5, 'escaped_on', '2023-04-21')
      return rows
    })
    expect(ids).toHaveLength(6)
    const { ending } = await today(officer)
    expect(ending).toEqual({
      recognised: 2,
      escaped: 2,
      from: '2026-01-20',
      to: '2026-04-20',
      escaped_from: '2023-01-20',
      escaped_to: '2023-04-20',
    })
  })
})
