import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession, withWorker } from '../../platform/db/index.ts'
import { Problem } from '../../platform/http/problem/index.ts'
import { appendAction } from '../households/index.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { decideRun, explainStored, explainStoredStanding, startMonth } from './index.ts'
import { type CityStore, COMMUNES, cityStore } from './testing.ts'

interface Key {
  readonly household_id: string
  readonly person_id: string
  readonly benefit: string
  readonly restricted: boolean
}

describe('the explanation of a stored outcome', () => {
  let city: CityStore
  let run: number
  let chair: TestUser
  let inspector: TestUser
  const commune = COMMUNES[0]
  const query = async <T>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
    (await withOwner(city.store, ({ client }) => client.query(text, [...values]))).rows
  const outcomes = (): Promise<Key[]> =>
    query<Key>(
      'select household_id, person_id, benefit, restricted from outcome where run_id = $1 and commune_code = $2 order by 1, 2, 3',
      [run, commune],
    )
  const keyOf = (k: Key) => ({ run, household: k.household_id, person: k.person_id, benefit: k.benefit })
  const codeOf = (e: unknown): string => (e instanceof Problem ? e.code : String(e))

  beforeAll(async () => {
    city = await cityStore({ households: 80, by: 'actions' })
    run = await withWorker(city.store, tx =>
      startMonth(tx, { month: '2025-12', facts: 'current', communes: [commune] }),
    )
    await decideRun(city, run)
    chair = await signInAs(city.store, { role: 'commune_chair', area: commune })
    inspector = await signInAs(city.store, { role: 'inspector' })
  })
  afterAll(() => city.close())

  it('is made again from the receipt and equal to what was stored, for every outcome of a commune, also after the files changed', async () => {
    const households = [...new Set((await outcomes()).map(k => k.household_id))]
    await withOwner(city.store, async tx => {
      for (const household of households)
        await appendAction(tx, city.registry, {
          household_id: household,
          kind: 'surveyed',
          effective_on: '2025-11-01',
          household: { facts: { income_per_head_month: 99_000_000, water_source: 'piped' } },
          actor: 'system:test',
        })
    })
    let told = 0
    for (const [i, key] of (await outcomes()).entries()) {
      // explainStored throws where the outcome made again is not the stored one
      const explanation = await withSession(city.store, chair.token, tx =>
        explainStored(tx, city.registry, keyOf(key), { changes: i < 3 }),
      )
      expect(explanation.hidden).toBe(false)
      told++
    }
    expect(told).toBeGreaterThan(200)
    for (const household of households.slice(0, 5)) {
      const standing = await withSession(city.store, chair.token, tx =>
        explainStoredStanding(tx, city.registry, run, household),
      )
      expect(standing.household).toBe(household)
    }
  })

  it('keeps its reasons from those who may not read restricted facts, and tells the rest the same', async () => {
    let hidden = 0
    let shown = 0
    for (const key of (await outcomes()).slice(0, 60)) {
      const ask = withSession(city.store, inspector.token, tx =>
        explainStored(tx, city.registry, keyOf(key), { changes: false }),
      )
      if (key.restricted) {
        await expect(ask.catch(codeOf)).resolves.toBe('run.reasons_protected')
        hidden++
      } else {
        await ask
        shown++
      }
    }
    expect(hidden).toBeGreaterThan(5)
    expect(shown).toBeGreaterThan(5)
  })

  it('is for those who may see the outcome: others find nothing', async () => {
    const elsewhere = await signInAs(city.store, { role: 'commune_chair', area: COMMUNES[1] })
    const [first] = await outcomes()
    const ask = withSession(city.store, elsewhere.token, tx =>
      explainStored(tx, city.registry, keyOf(first as Key)),
    )
    await expect(ask.catch(codeOf)).resolves.toBe('record.not_found')
  })
})
