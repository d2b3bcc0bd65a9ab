import { afterAll, beforeAll, expect, it } from 'vitest'
import { withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { importMany } from './import-many.ts'
import type { IncomingHousehold } from './incoming.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry } from './testing.ts'

const registry = testRegistry()
let store: TestStore
let officer: TestUser
const load = (...batch: IncomingHousehold[]) =>
  withSession(store, officer.token, tx => importMany(tx, registry, batch))
const ask = (text: string, ...values: unknown[]) =>
  withSession(store, officer.token, async tx => (await tx.client.query(text, values)).rows)

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
})
afterAll(() => store.close())

const hash = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const household = (changes: Partial<IncomingHousehold> = {}) =>
  incomingHousehold({ content_hash: hash(1), ...changes })

it('the same file twice changes nothing', async () => {
  const file = [household({ code: 'S-1' }), household({ code: 'S-2' })]
  expect((await load(...file)).map(r => r.outcome)).toEqual(['registered', 'registered'])
  expect((await load(...file)).map(r => r.outcome)).toEqual(['unchanged', 'unchanged'])
  // a content that says the same in another way is no change either
  const rewritten = file.map(h => ({ ...h, content_hash: hash(2), facts: { ...h.facts, monthly_kwh: null } }))
  expect((await load(...rewritten)).map(r => r.outcome)).toEqual(['unchanged', 'unchanged'])
  expect(await ask(`select version from household where household_id in ('S-1', 'S-2')`)).toEqual([
    { version: 1 },
    { version: 1 },
  ])
})

it('only what is new is written; an empty cell takes nothing away but an optional fact', async () => {
  await load(
    household({ code: 'N-1', facts: { monthly_kwh: 80, b1_points: 120, income_per_head_month: 1_000_000 } }),
  )
  const [result] = await load(
    household({
      code: 'N-1',
      content_hash: hash(2),
      effective_on: '2025-11-01',
      facts: { monthly_kwh: null, b1_points: null, income_per_head_month: 1_200_000 },
    }),
  )
  expect(result).toMatchObject({ outcome: 'changed', household_id: 'N-1' })
  expect(
    await ask(
      `select version, monthly_kwh, b1_points, income_per_head_month from household where household_id = 'N-1'`,
    ),
  ).toEqual([{ version: 2, monthly_kwh: 80, b1_points: null, income_per_head_month: 1_200_000 }])
})

it('people are known again by number, by name and birth, and as the head; new ones join, missing ones are named', async () => {
  const by = (facts: object, fields: object) => incomingMember({ facts: { ...facts }, fields: { ...fields } })
  await load(
    household({
      code: 'M-1',
      members: [
        by({ relation_to_head: 'head' }, { full_name: 'Trần Văn Chủ', identity_number: null }),
        by({ relation_to_head: 'spouse' }, { full_name: 'Lê Thị Vợ', identity_number: '999185000777' }),
        by(
          { relation_to_head: 'child', birth_date: '2010-02-03' },
          { full_name: 'Trần Thị Con', identity_number: null },
        ),
        by({ relation_to_head: 'other' }, { full_name: 'Trần Văn Ông', identity_number: null }),
      ],
    }),
  )
  const [result] = await load(
    household({
      code: 'M-1',
      content_hash: hash(2),
      effective_on: '2025-11-01',
      members: [
        by(
          { relation_to_head: 'head', birth_date: null, can_work: true },
          { full_name: 'TRAN VAN CHU', identity_number: null },
        ),
        by(
          { relation_to_head: 'spouse', can_work: false },
          { full_name: 'Lê Thị Vợ Hai', identity_number: '999185000777' },
        ),
        by(
          { relation_to_head: 'child', birth_date: null },
          { full_name: 'Trần Thị Con', birth_year: 2010, identity_number: null },
        ),
        by(
          { relation_to_head: 'grandchild', birth_date: '2024-05-01' },
          { full_name: 'Trần Bé Mới', identity_number: null },
        ),
      ],
    }),
  )
  const people = await ask(
    `select full_name, state, can_work, joined_on, person_id from person where household_id = 'M-1' order by relation_to_head`,
  )
  expect(people).toMatchObject([
    { full_name: 'Trần Thị Con', state: 'member', can_work: null },
    { full_name: 'Trần Bé Mới', state: 'member', joined_on: '2025-11-01' },
    { full_name: 'TRAN VAN CHU', state: 'member', can_work: true },
    { full_name: 'Trần Văn Ông', state: 'member', joined_on: '2025-10-01' },
    { full_name: 'Lê Thị Vợ Hai', state: 'member', can_work: false },
  ])
  expect(result).toMatchObject({ outcome: 'changed', absent: [people[3]?.['person_id']] })
})

it('a household without a code is known by the number of its head', async () => {
  const of = (facts: object, n: number) =>
    household({
      code: null,
      facts: { ...facts },
      content_hash: hash(n),
      members: [incomingMember({ fields: { identity_number: '999185000888' } })],
    })
  const [first] = await load(of({}, 1))
  const [second] = await load(of({ monthly_kwh: 3 }, 2))
  expect(second).toMatchObject({ outcome: 'changed', household_id: first?.household_id })
})

it('a code that a file has twice, and a file older than the household, are refused without stopping the rest', async () => {
  await load(household({ code: 'R-1' }))
  const results = await load(
    household({ code: 'R-1', content_hash: hash(9), effective_on: '2024-01-01', facts: { monthly_kwh: 5 } }),
    household({ code: 'R-2' }),
    household({ code: 'R-2' }),
  )
  expect(results).toMatchObject([
    { outcome: 'refused', household_id: 'R-1', problem: 'household.before_file' },
    { outcome: 'registered', household_id: 'R-2' },
    { outcome: 'refused', problem: 'household.code_taken' },
  ])
  expect(await ask(`select version from household where household_id = 'R-1'`)).toEqual([{ version: 1 }])
})
