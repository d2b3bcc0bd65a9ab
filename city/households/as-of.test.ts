import { afterAll, beforeAll, expect, it } from 'vitest'
import { householdAt, populationOf } from '../../engine/population/index.ts'
import { withSession, withWorker } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { loadLaw } from '../determinations/index.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { appendAction } from './append.ts'
import { householdAsOf, householdsAsOf } from './as-of.ts'
import { engineHousehold } from './engine-facts.ts'
import { valuesOf } from './fold.ts'
import { registerMany } from './register.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry } from './testing.ts'

const registry = testRegistry()
let store: TestStore
let officer: TestUser
let surveyor: TestUser

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
  surveyor = await signInAs(store, { role: 'surveyor', area: EAST })
  await withSession(store, officer.token, async tx => {
    const batch = Array.from({ length: 1200 }, (_, i) =>
      incomingHousehold({
        code: `B-${String(i).padStart(4, '0')}`,
        facts: { floor_area_m2: '42.50', monthly_kwh: i },
        members: [incomingMember(), incomingMember({ facts: { relation_to_head: 'child', has_hiv: true } })],
      }),
    )
    await registerMany(tx, registry, batch)
    await appendAction(tx, registry, {
      household_id: 'B-0600',
      kind: 'surveyed',
      effective_on: '2026-02-01',
      household: { facts: { monthly_kwh: 9999 } },
    })
  })
})
afterAll(() => store.close())

it('a worker reads every household of a commune of a past day, in the order of their identifiers', async () => {
  const read = (on: string) =>
    withWorker(store, async tx => {
      const found: [string, unknown][] = []
      for await (const state of householdsAsOf(tx, registry, EAST, { on }))
        found.push([state.household_id, state.facts.get('monthly_kwh')?.value])
      return found
    })
  const january = await read('2026-01-31')
  expect(january).toHaveLength(1200)
  expect(january).toEqual([...january].sort(([a], [b]) => (a < b ? -1 : 1)))
  expect(january[600]).toEqual(['B-0600', 600])
  expect((await read('2026-02-01'))[600]).toEqual(['B-0600', 9999])
  expect(await read('2025-09-30')).toEqual([])
})

it('who may not see restricted facts and numbers does not get them out of the file either', async () => {
  const as = (user: TestUser) =>
    withSession(store, user.token, tx => householdAsOf(tx, registry, 'B-0001', {}))
  const seen = (state: Awaited<ReturnType<typeof as>>) =>
    [...(state?.members.values() ?? [])].map(p => ({
      ...valuesOf(p.facts),
      ...valuesOf(p.fields as ReadonlyMap<string, never>),
    }))
  for (const person of seen(await as(officer)))
    expect(Object.keys(person)).toEqual(expect.arrayContaining(['has_hiv', 'identity_number', 'full_name']))
  for (const person of seen(await as(surveyor))) {
    expect(Object.keys(person)).not.toContain('has_hiv')
    expect(Object.keys(person)).not.toContain('identity_number')
    expect(person).toMatchObject({ full_name: 'Nguyễn Thị Mẫu', identity_tail: '001' })
  }
})

it('the law gets the same values that the file says', async () => {
  const { facts } = loadLaw()
  const state = await withWorker(store, tx => householdAsOf(tx, registry, 'B-0001', {}))
  if (state === undefined) throw new Error('the household is there')
  const household = engineHousehold(registry, state)
  const packed = householdAt(populationOf([household], facts), 0)
  expect(packed.facts.get('floor_area_m2')).toBe(4250)
  expect(packed.facts.get('area_kind')).toBe(0)
  expect(packed.facts.get('commune_code')).toBe(EAST)
  expect(packed.facts.get('b1_points')).toBeNull()
  expect(packed.facts.get('wall_durable')).toBeUndefined()
  expect(packed.members.map(m => m.facts.get('birth_date'))).toEqual([5644, 5644])
})
