import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Tx, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { appendAction } from './append.ts'
import { householdAsOf } from './as-of.ts'
import { recordEvent } from './events.ts'
import { registerHousehold } from './register.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry, WEST } from './testing.ts'

const registry = testRegistry()
let store: TestStore
let city: TestUser
const act = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => withSession(store, city.token, run)

beforeAll(async () => {
  store = await testStore()
  city = await signInAs(store, { role: 'city_officer' })
})
afterAll(() => store.close())

const MOVES = [
  ['2026-02-01', WEST],
  ['2026-03-01', EAST],
] as const
const DAYS = [
  '2025-11-01',
  '2025-12-01',
  '2026-01-15',
  '2026-02-01',
  '2026-02-15',
  '2026-03-10',
  '2026-04-01',
]
const statement = fc.record({
  day: fc.constantFrom(...DAYS.slice(0, -1)),
  used: fc.option(fc.nat({ max: 500 }), { nil: undefined }),
  sex: fc.option(fc.constantFrom('male', 'female'), { nil: undefined }),
})

it('what holds on a day was said last for the latest day until then, however often the household moved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 6 }), async statements => {
      const made = await act(tx =>
        registerHousehold(
          tx,
          registry,
          incomingHousehold({ facts: { monthly_kwh: 70 }, members: [incomingMember()] }),
        ),
      )
      const { household_id } = made
      const person = made.person_ids[0] ?? ''
      for (const [effective_on, to_commune] of MOVES)
        await act(tx =>
          recordEvent(tx, registry, { event: 'moved_to', household_id, to_commune, effective_on }),
        )
      for (const { day, used, sex } of statements)
        await act(tx =>
          appendAction(tx, registry, {
            household_id,
            kind: 'corrected',
            effective_on: day,
            household: { facts: used === undefined ? {} : { monthly_kwh: used } },
            persons: sex === undefined ? {} : { [person]: { facts: { sex } } },
          }),
        )
      for (const on of DAYS) {
        const state = await act(tx => householdAsOf(tx, registry, household_id, { on }))
        const holding = <V>(pick: (s: (typeof statements)[number]) => V | undefined, otherwise: V): V =>
          statements.reduce(
            (best, s) => {
              const value = pick(s)
              return value !== undefined && s.day <= on && s.day >= best.day ? { day: s.day, value } : best
            },
            { day: '', value: otherwise },
          ).value
        expect(state?.facts.get('monthly_kwh')?.value).toBe(holding(s => s.used, 70))
        expect(state?.members.get(person)?.facts.get('sex')?.value).toBe(holding(s => s.sex, 'female'))
      }
    }),
    { numRuns: 15 },
  )
})
