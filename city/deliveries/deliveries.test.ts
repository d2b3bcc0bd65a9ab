import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession, withWorker } from '../../platform/db/index.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { decideRun, startMonth } from '../runs/index.ts'
import { type CityStore, COMMUNES, cityStore } from '../runs/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import type { Gap, GapSum } from './index.ts'
import { deliveryRoutes } from './routes.ts'

const commune = COMMUNES[0]

describe('what is granted and not delivered', () => {
  let city: CityStore
  let server: Listening
  let officer: TestUser
  let stranger: TestUser
  let partner: TestUser
  const query = async <T>(text: string, ...values: readonly unknown[]): Promise<T[]> =>
    (await withOwner(city.store, ({ client }) => client.query(text, [...values]))).rows

  beforeAll(async () => {
    city = await cityStore({ households: 160 })
    const run = await withWorker(city.store, tx =>
      startMonth(tx, { month: '2025-12', facts: 'current', communes: COMMUNES }),
    )
    await decideRun(city, run)
    const routes = deliveryRoutes({ store: city.store, cursors: createCursors('secret of the test') })
    server = await listen([routes], { resolveSession: resolveTestSession(city.store) })
    officer = await signInAs(city.store, { role: 'commune_officer', area: commune })
    stranger = await signInAs(city.store, { role: 'commune_officer', area: COMMUNES[1] })
    partner = await signInAs(city.store, { role: 'partner', sector: 'labour' })
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
  const enter = (user: TestUser, gap: Gap, body: object) =>
    server.ask('/api/deliveries', {
      as: user.token,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        month: '2025-12',
        household_id: gap.household_id,
        person_id: gap.person_id,
        benefit: gap.benefit,
        on_day: '2026-01-10',
        ...body,
      }),
    })
  const allGaps = async (user: TestUser, more = ''): Promise<Gap[]> => {
    const found: Gap[] = []
    for (let cursor = ''; ; ) {
      const page = await get<{ items: Gap[]; next_cursor: string | null }>(
        user,
        `/gaps?month=2025-12&limit=100${more}${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )
      found.push(...page.items)
      if (page.next_cursor === null) return found
      cursor = page.next_cursor
    }
  }
  const sums = async (user: TestUser): Promise<GapSum[]> =>
    (await get<{ items: GapSum[] }>(user, '/gaps/sums?month=2025-12')).items
  /** The list counted: what the sums must say. */
  const counted = (gaps: readonly Gap[]): Map<string, [number, number, number]> => {
    const all = new Map<string, [number, number, number]>()
    for (const g of gaps) {
      const key = `${g.commune_code} ${g.benefit} ${g.state}`
      const [rights, gap, open] = all.get(key) ?? [0, 0, 0]
      const money = g.kind === 'cash' || g.kind === 'premium' ? (g.gap ?? 0) : 0
      all.set(key, [rights + 1, gap + money, open + (g.amount_open ? 1 : 0)])
    }
    return all
  }

  it('is at first everything that was granted in the commune and is not nothing, and nothing of other communes', async () => {
    const gaps = await allGaps(officer)
    const granted = await query<{ n: number }>(
      `select count(*) as n from outcome where commune_code = $1 and outcome = 'granted' and amount is distinct from 0`,
      commune,
    )
    expect(gaps.length).toBe(granted[0]?.n)
    expect(new Set(gaps.map(g => g.commune_code))).toEqual(new Set([commune]))
    expect(gaps.find(g => g.benefit === 'hai-phong/income-support')?.state).toBe('never_applied')
    expect(gaps.find(g => g.benefit === 'vn/health-insurance')?.state).toBe('unpaid')
  })

  it('says that an amount is missing and never makes it 0', async () => {
    const open = (await allGaps(officer, '&amount_open=true')).filter(
      g => g.benefit === 'hai-phong/income-support',
    )
    expect(open.length).toBeGreaterThan(0)
    for (const g of open) expect([g.amount, g.gap, g.amount_open]).toEqual([null, null, true])
    const said = await problemIn(
      await enter(officer, open[0] as Gap, { state: 'delivered', amount: 500_000 }),
    )
    expect(said.code).toBe('delivery.more_than_owed')
    expect(await query('select * from obligation')).toEqual([])
  })

  it('shrinks as it arrives, and never more arrives than is owed', async () => {
    const gap = (await allGaps(officer)).find(g => g.kind === 'cash' && (g.amount ?? 0) > 100_000) as Gap
    const amount = gap.amount ?? 0
    expect((await enter(officer, gap, { state: 'pending', reference: 'HS 12/2026' })).status).toBe(201)
    const part = await enter(officer, gap, { state: 'delivered', amount: 100_000 })
    expect(await part.json()).toMatchObject({ state: 'unpaid', owed: amount, delivered: 100_000, entries: 2 })
    const [left] = (await allGaps(officer)).filter(
      g => g.household_id === gap.household_id && g.person_id === gap.person_id && g.benefit === gap.benefit,
    )
    expect(left).toMatchObject({ state: 'unpaid', delivered: 100_000, gap: amount - 100_000 })
    // everything at once, by two officers at the same moment: one of them is told no
    const twice = await Promise.all(
      [1, 2].map(() => enter(officer, gap, { state: 'delivered', amount: amount - 100_000 })),
    )
    expect(twice.map(a => a.status).sort()).toEqual([201, 409])
    expect((await problemIn(await enter(officer, gap, { state: 'returned', amount: amount + 1 }))).code).toBe(
      'delivery.more_than_owed',
    )
    const same = (g: Gap) =>
      g.household_id === gap.household_id && g.person_id === gap.person_id && g.benefit === gap.benefit
    expect((await allGaps(officer)).some(same)).toBe(false)
    expect((await enter(officer, gap, { state: 'returned', amount: 50_000 })).status).toBe(201)
    expect((await allGaps(officer)).find(same)).toMatchObject({ state: 'returned', gap: 50_000 })
    const entries = await get<{ items: { entry: number; state: string }[] }>(
      officer,
      `/households/${gap.household_id}/deliveries`,
    )
    expect(entries.items.map(e => e.state)).toEqual(['returned', 'delivered', 'delivered', 'pending'])
  })

  it('is what a card or a course is as well: one, without an amount', async () => {
    const card = (await allGaps(officer)).find(g => g.amount === null && !g.amount_open) as Gap
    expect((await problemIn(await enter(officer, card, { state: 'delivered', amount: 5 }))).code).toBe(
      'delivery.amount_unfit',
    )
    expect((await enter(officer, card, { state: 'delivered' })).status).toBe(201)
    expect((await problemIn(await enter(officer, card, { state: 'delivered' }))).code).toBe(
      'delivery.more_than_owed',
    )
  })

  it('is summed by benefit and state as the list says', async () => {
    const bySums = new Map(
      (await sums(officer)).map(s => [
        `${s.commune_code} ${s.benefit} ${s.state}`,
        [s.rights, s.gap, s.open_amounts],
      ]),
    )
    expect(bySums).toEqual(counted(await allGaps(officer)))
  })

  it('is entered only by those who may, for what was granted', async () => {
    const [gap] = await allGaps(officer)
    expect((await problemIn(await enter(stranger, gap as Gap, { state: 'pending' }))).code).toBe(
      'delivery.nothing_granted',
    )
    expect((await problemIn(await enter(partner, gap as Gap, { state: 'pending' }))).code).toBe(
      'access.forbidden',
    )
    const refused = { ...(gap as Gap), benefit: 'vn/legal-aid', person_id: 'nobody' }
    expect((await problemIn(await enter(officer, refused, { state: 'pending' }))).code).toBe(
      'delivery.nothing_granted',
    )
    await expect(
      withSession(city.store, officer.token, ({ client }) =>
        client.query(`update obligation set delivered = 0`),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    expect(await allGaps(stranger)).not.toContainEqual(gap)
  })

  it('shows a partner of one sector its own benefits alone', async () => {
    const sectors = new Set((await allGaps(partner)).map(g => g.sector))
    expect(sectors).toEqual(new Set(['labour']))
    const mine = new Set((await sums(partner)).map(s => s.benefit))
    expect([...mine].every(b => /insurance|abroad|job/.test(b))).toBe(true)
  })

  it('names first the cash benefit for whose text most people wait', async () => {
    const run = await withWorker(city.store, tx =>
      startMonth(tx, { month: '2026-10', facts: 'current', communes: COMMUNES }),
    )
    await decideRun(city, run)
    const inspector = await signInAs(city.store, { role: 'inspector' })
    const { items } = await get<{
      items: { benefit: string; kind: string; waiting: number; undetermined: number }[]
    }>(inspector, '/gaps/without-text?month=2026-10')
    const support = items.find(i => i.benefit === 'hai-phong/income-support')
    const waiting = await query<{ n: number }>(
      `select count(*) as n from outcome o left join outcome_restricted r using (run_id, commune_code, household_id, person_id, benefit)
       where run_id = $1 and benefit = 'hai-phong/income-support' and exists (select from unnest(coalesce(r.missing, o.missing)) m where m like 'law:%')`,
      run,
    )
    expect(support?.waiting).toBe(waiting[0]?.n)
    expect(support?.waiting).toBeGreaterThan(0)
  })

  it('comes as a file as well', async () => {
    const answer = await server.ask(`/api/gaps/export?month=2025-12&commune=${commune}&format=csv`, {
      as: officer.token,
    })
    expect(answer.status, server.log.lines.slice(-2).join('')).toBe(200)
    const lines = (await answer.text()).trimEnd().split('\r\n')
    expect(lines.length).toBe((await allGaps(officer)).length + 1)
    expect(lines[0]).toMatch(/commune_code,household_id/)
  })
})
