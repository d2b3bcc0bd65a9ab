import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession, withWorker } from '../../platform/db/index.ts'
import { appendAction } from '../households/index.ts'
import { decideProposal, proposeOverlay } from '../law-overlays/index.ts'
import { signInAs } from '../users/testing.ts'
import { decideRun, startMonth, startRedecision } from './index.ts'
import { type CityStore, COMMUNES, cityStore } from './testing.ts'

interface Difference {
  readonly household_id: string
  readonly person_id: string
  readonly benefit: string
  readonly change: string
  readonly before_amount: number | null
  readonly after_amount: number | null
  readonly amount_difference: number | null
  readonly why: readonly string[]
}

describe('what changed against the run before', () => {
  let city: CityStore
  let first: number
  const commune = COMMUNES[0]
  const query = async <T>(text: string, ...values: readonly unknown[]): Promise<T[]> =>
    (await withOwner(city.store, ({ client }) => client.query(text, [...values]))).rows
  const differences = (run: number): Promise<Difference[]> =>
    query<Difference>(
      'select * from outcome_difference where run_id = $1 order by household_id, person_id, benefit',
      run,
    )
  const month = async (name: string, communes: readonly string[] = COMMUNES): Promise<number> => {
    const run = await withWorker(city.store, tx =>
      startMonth(tx, { month: name, facts: 'current', communes }),
    )
    await decideRun(city, run)
    return run
  }
  const again = async (law: 'then' | 'now', facts: 'then' | 'now'): Promise<number> => {
    const run = await withWorker(city.store, tx => startRedecision(tx, { run: first, law, facts }))
    await decideRun(city, run)
    return run
  }

  beforeAll(async () => {
    city = await cityStore({ households: 160, unknown: 0, by: 'actions' })
    first = await month('2025-12')
  })
  afterAll(() => city.close())

  it('is nothing for the first run, and nothing for a run of the same month, people and law', async () => {
    expect(await differences(first)).toEqual([])
    const second = await month('2025-12')
    expect(await differences(second)).toEqual([])
    const parts = await query<{ previous_run: number; began: number }>(
      'select previous_run, began from determination_part where run_id = $1',
      second,
    )
    expect(parts.every(p => p.previous_run === first && p.began === 0)).toBe(true)
  })

  it('names the file, the standing, the law or the time that speaks for it', async () => {
    const [someone] = await query<{ household_id: string }>(
      `select distinct household_id from outcome where run_id = $1 and commune_code = $2 and outcome = 'granted' and benefit = 'vn/credit/poor' order by 1 limit 1`,
      first,
      commune,
    )
    await withOwner(city.store, tx =>
      appendAction(tx, city.registry, {
        household_id: someone?.household_id ?? '',
        kind: 'surveyed',
        effective_on: '2025-11-01',
        household: {
          facts: {
            income_per_head_month: 50_000_000,
            recognised_standing: null,
            b1_points: null,
            b2_points: null,
          },
        },
        actor: 'system:test',
      }),
    )
    const rich = await differences(await month('2025-12'))
    expect(rich.length).toBeGreaterThan(0)
    expect(new Set(rich.map(d => d.household_id))).toEqual(new Set([someone?.household_id]))
    expect(rich.find(d => d.benefit === 'vn/credit/poor')).toMatchObject({
      change: 'ended',
      why: ['file', 'standing'],
    })

    const january = await differences(await month('2026-01'))
    const why = new Set(january.flatMap(d => d.why))
    expect(why.has('law')).toBe(true)
    expect(why.has('file')).toBe(false)
    // income support of both sides ended with 2025
    const support = january.filter(d => d.benefit === 'hai-phong/income-support')
    expect(support.length).toBeGreaterThan(0)
    for (const d of support)
      expect(d).toMatchObject({ change: 'ended', why: expect.arrayContaining(['law']) })
  })

  it('is nothing when a month is decided again under the law and the facts of then', async () => {
    expect(await differences(await again('then', 'then'))).toEqual([])
    const [hashes] = await query<{ same: boolean }>(
      `select bool_and(a.facts_hash = b.facts_hash) as same from determination_part a join determination_part b using (commune_code)
       where a.run_id = $1 and b.run_id = (select max(run_id) from determination_run where redecides = $1)`,
      first,
    )
    expect(hashes?.same).toBe(true)
  })

  it('lists what a fact that was learned later takes or gives for the past month, and changes nothing else', async () => {
    const standings = await query('select * from household_standing order by household_id')
    const outcomes = await query('select count(*) as n from outcome where run_id = $1', first)
    const run = await again('then', 'now')
    const found = await differences(run)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(d => d.why.includes('file'))).toBe(true)
    const power = found.find(d => d.benefit === 'vn/electricity')
    if (power !== undefined) expect(power.amount_difference).toBe(-(power.before_amount ?? 0))
    for (const d of found.filter(f => f.change === 'ended' && f.before_amount !== null))
      expect(d.amount_difference === null || d.amount_difference === -(d.before_amount ?? 0)).toBe(true)
    expect(await query('select * from household_standing order by household_id')).toEqual(standings)
    expect(await query('select count(*) as n from outcome where run_id = $1', first)).toEqual(outcomes)
  })

  it('gives the arrears of every person when the law of the month is confirmed later with another amount', async () => {
    const legal = await signInAs(city.store, { role: 'legal_officer' })
    const approver = await signInAs(city.store, { role: 'legal_approver' })
    const yaml = `name: Mức chuẩn trợ giúp xã hội đã đối chiếu
citation: Văn bản thử nghiệm
changes:
  - { file: vn/electricity, set: parameters.subsidised_kwh.value, value: 40, mark: confirmed }
`
    const proposal = await withSession(city.store, legal.token, tx =>
      proposeOverlay(tx, { yaml, valid_from: '2025-12-01', valid_to: '2025-12-31' }),
    )
    await withSession(city.store, approver.token, tx => decideProposal(tx, proposal.id, 'approved', null))
    const run = await again('now', 'then')
    const [pinned] = await query<{ overlays: { id: string; hash: string }[] }>(
      'select overlays from determination_run where run_id = $1',
      run,
    )
    expect(pinned?.overlays.map(o => o.id)).toEqual([proposal.id])
    const found = await differences(run)
    const granted = await query<{ n: number }>(
      `select count(*) as n from outcome where run_id = $1 and benefit = 'vn/electricity' and outcome = 'granted'`,
      first,
    )
    expect(found.length).toBe(granted[0]?.n)
    for (const d of found) {
      expect([d.benefit, d.change, d.why]).toEqual(['vn/electricity', 'changed', ['law']])
      expect(d.amount_difference).toBe((d.after_amount ?? 0) - (d.before_amount ?? 0))
      expect(d.amount_difference).toBeGreaterThan(0)
    }
    // without the approved overlay it stays as it was
    expect(await differences(await again('then', 'then'))).toEqual([])
  })
})
