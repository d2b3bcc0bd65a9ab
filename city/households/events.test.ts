import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Tx, withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { appendAction } from './append.ts'
import { householdAsOf } from './as-of.ts'
import { listArrivals } from './event-queries.ts'
import { type HouseholdEvent, previewEvent, recordEvent } from './events.ts'
import { valuesOf } from './fold.ts'
import type { IncomingMember } from './incoming.ts'
import { registerHousehold } from './register.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry, WEST } from './testing.ts'

const registry = testRegistry()
let store: TestStore
let officer: TestUser
let western: TestUser
let city: TestUser

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
  western = await signInAs(store, { role: 'commune_officer', area: WEST })
  city = await signInAs(store, { role: 'city_officer' })
})
afterAll(() => store.close())

const as = <T>(user: TestUser, run: (tx: Tx) => Promise<T>): Promise<T> => withSession(store, user.token, run)
const happen = (event: HouseholdEvent, user = officer) => as(user, tx => recordEvent(tx, registry, event))
const all = (text: string, ...values: unknown[]) =>
  withOwner(store, async tx => (await tx.client.query(text, values)).rows)

const of = (relation: string, name: string, more: IncomingMember['facts'] = {}): IncomingMember =>
  incomingMember({ facts: { relation_to_head: relation, ...more }, fields: { full_name: name } })

/** A couple with a child and a grandmother. */
const family = async (commune_code = EAST, user = officer) => {
  const { household_id, person_ids } = await as(user, tx =>
    registerHousehold(
      tx,
      registry,
      incomingHousehold({
        commune_code,
        facts: { monthly_kwh: 70, is_farm_household: true },
        members: [
          of('head', 'Trần Văn Cha'),
          of('spouse', 'Lê Thị Mẹ'),
          of('child', 'Trần Thị Con'),
          of('parent', 'Vũ Thị Bà'),
        ],
      }),
    ),
  )
  const [father = '', mother = '', child = '', grandmother = ''] = person_ids
  return { household_id, father, mother, child, grandmother }
}
const head = { facts: { relation_to_head: 'head' } }
const row = async (id: string) => (await all('select * from household where household_id = $1', id))[0]
const people = (id: string) =>
  all(
    'select person_id, household_id, commune_code, state, full_name from person where household_id = $1 order by full_name',
    id,
  )
const personRow = async (id: string) => (await all('select * from person where person_id = $1', id))[0]

describe('a birth', () => {
  it('gives the household a member with a file of its own', async () => {
    const { household_id } = await family()
    const done = await happen({
      event: 'born',
      household_id,
      effective_on: '2026-02-01',
      member: of('child', 'Trần Bé Út', { birth_date: '2026-02-01' }),
    })
    expect(await row(household_id)).toMatchObject({ member_count: 5, version: 2 })
    expect(await personRow(done.made[0] ?? '')).toMatchObject({
      full_name: 'Trần Bé Út',
      joined_on: '2026-02-01',
      state: 'member',
    })
  })

  it('that was entered by mistake never happened', async () => {
    const { household_id } = await family()
    const born = await happen({
      event: 'born',
      household_id,
      effective_on: '2026-02-01',
      member: of('child', 'Không Có'),
    })
    await happen({ event: 'undone', household_id, effective_on: '2026-02-01', event_id: born.event_id })
    expect(await personRow(born.made[0] ?? '')).toBeUndefined()
    expect(await row(household_id)).toMatchObject({ member_count: 4, version: 3 })
    await expect(
      happen({ event: 'undone', household_id, effective_on: '2026-02-01', event_id: born.event_id }),
    ).rejects.toMatchObject({ code: 'household.cannot_undo' })
  })
})

describe('a death', () => {
  it('of the head asks for a new one', async () => {
    const { household_id, father, mother } = await family()
    const death = { event: 'died', household_id, effective_on: '2026-03-01', person_ids: [father] } as const
    await expect(happen(death)).rejects.toMatchObject({ code: 'household.head_missing' })
    const event = { ...death, persons: { [mother]: head } }
    const preview = await as(officer, tx => previewEvent(tx, registry, event))
    expect(preview.households[0]?.changes).toMatchObject({
      left: [{ person_id: father, state: 'dead' }],
      values: [{ person_id: mother, name: 'relation_to_head', before: 'spouse', after: 'head' }],
    })
    expect(await row(household_id)).toMatchObject({ version: 1 })
    await happen(event)
    expect(await row(household_id)).toMatchObject({
      version: 2,
      head_id: mother,
      head_name: 'Lê Thị Mẹ',
      member_count: 3,
    })
    expect(await personRow(father)).toMatchObject({ state: 'dead', left_on: '2026-03-01', household_id })
    expect(
      await all('select joined_on, left_on, reason from membership_past where person_id = $1', father),
    ).toEqual([{ joined_on: '2025-10-01', left_on: '2026-03-01', reason: 'died' }])
  })

  it('recorded for the wrong person is taken back, and the person is a member as before', async () => {
    const { household_id, grandmother } = await family()
    const death = await happen({
      event: 'died',
      household_id,
      effective_on: '2026-03-01',
      person_ids: [grandmother],
    })
    await happen({ event: 'undone', household_id, effective_on: '2026-03-01', event_id: death.event_id })
    expect(await personRow(grandmother)).toMatchObject({ state: 'member', left_on: null })
    expect(await all('select * from membership_past where person_id = $1', grandmother)).toEqual([])
  })

  it('of the last member ends the household, and only if that is said', async () => {
    const { household_id, person_ids } = await as(officer, tx =>
      registerHousehold(tx, registry, incomingHousehold()),
    )
    const death = { event: 'died', household_id, effective_on: '2026-03-01', person_ids } as const
    await expect(happen(death)).rejects.toMatchObject({ code: 'household.would_be_empty' })
    await happen({ ...death, dissolve: true })
    expect(await row(household_id)).toMatchObject({
      state: 'dissolved',
      member_count: 0,
      version: 3,
      head_id: null,
    })
  })
})

describe('somebody who goes to another household', () => {
  it('takes everything known along, with where it came from', async () => {
    const from = await family()
    const to = await family()
    await as(officer, tx =>
      appendAction(tx, registry, {
        household_id: from.household_id,
        kind: 'surveyed',
        effective_on: '2025-12-01',
        persons: { [from.child]: { facts: { uses_internet: true, has_hiv: true } } },
      }),
    )
    const done = await happen({
      event: 'married',
      household_id: from.household_id,
      to_household: to.household_id,
      effective_on: '2026-01-10',
      moving: { [from.child]: { facts: { relation_to_head: 'other' } } },
    })
    expect(done.households.map(h => h.version)).toEqual([3, 2])
    const state = await as(officer, tx => householdAsOf(tx, registry, to.household_id, {}))
    const person = state?.members.get(from.child)
    expect(person && valuesOf(person.facts)).toMatchObject({
      uses_internet: true,
      has_hiv: true,
      relation_to_head: 'other',
      sex: 'female',
    })
    expect(person?.facts.get('uses_internet')?.source).toMatchObject({
      kind: 'surveyed',
      effective_on: '2025-12-01',
      seq: 0,
    })
    expect(person?.facts.get('relation_to_head')?.source).toMatchObject({ kind: 'married_in', seq: 2 })
    expect(await personRow(from.child)).toMatchObject({
      household_id: to.household_id,
      joined_on: '2026-01-10',
      state: 'member',
    })
    expect(await all('select household_id from person_restricted where person_id = $1', from.child)).toEqual([
      { household_id: to.household_id },
    ])
    const events = await all(
      'select household_id, kind from action where event_id = $1 order by kind',
      done.event_id,
    )
    expect(events).toEqual([
      { household_id: to.household_id, kind: 'married_in' },
      { household_id: from.household_id, kind: 'married_out' },
    ])
    // and all of it taken back
    await happen({
      event: 'undone',
      household_id: from.household_id,
      effective_on: '2026-01-10',
      event_id: done.event_id,
    })
    expect(await personRow(from.child)).toMatchObject({
      household_id: from.household_id,
      joined_on: '2025-10-01',
      state: 'member',
    })
    expect(await row(to.household_id)).toMatchObject({ member_count: 4, version: 3 })
  })

  it('is not taken along by somebody who may not see everything about the person', async () => {
    const west = await family(WEST, western)
    const east = await family()
    await as(western, tx =>
      appendAction(tx, registry, {
        household_id: west.household_id,
        kind: 'corrected',
        effective_on: '2025-12-01',
      }),
    )
    // may write in both, and sees restricted facts of the east only
    const mixed = await signInAs(store, { role: 'commune_officer', area: EAST })
    await all(`insert into role_permission values ('surveyor', 'household.write')`)
    await all(
      `insert into user_grant (user_id, role, area, granted_by) values ($1, 'surveyor', $2, 'test')`,
      mixed.userId,
      WEST,
    )
    await expect(
      happen(
        {
          event: 'transferred',
          household_id: west.household_id,
          to_household: east.household_id,
          effective_on: '2026-01-10',
          moving: { [west.child]: {} },
        },
        mixed,
      ),
    ).rejects.toMatchObject({ code: 'household.parts_hidden' })
    await all(`delete from role_permission where role = 'surveyor' and permission = 'household.write'`)
  })

  it('to a commune where the officer may not write has to be announced there', async () => {
    const east = await family()
    const west = await family(WEST, western)
    await expect(
      happen({
        event: 'married',
        household_id: east.household_id,
        to_household: west.household_id,
        effective_on: '2026-01-10',
        moving: { [east.child]: {} },
      }),
    ).rejects.toMatchObject({ code: 'household.foreign_commune' })
    const announced = await happen({
      event: 'announced',
      household_id: east.household_id,
      person_id: east.child,
      to_commune: WEST,
      reason: 'married_out',
      effective_on: '2026-01-10',
    })
    expect(await personRow(east.child)).toMatchObject({ state: 'left', commune_code: EAST })
    expect(await as(western, tx => listArrivals(tx, WEST))).toMatchObject([
      { event_id: announced.event_id, state: 'open' },
    ])
    const takeIn = {
      event: 'taken_in',
      household_id: west.household_id,
      event_id: announced.event_id,
      effective_on: '2026-01-12',
      facts: { relation_to_head: 'other' },
    } as const
    await expect(happen(takeIn)).rejects.toMatchObject({ code: 'household.not_found' })
    await happen(takeIn, western)
    expect(await personRow(east.child)).toMatchObject({
      state: 'member',
      commune_code: WEST,
      household_id: west.household_id,
      joined_on: '2026-01-12',
    })
    const state = await as(western, tx => householdAsOf(tx, registry, west.household_id, {}))
    expect(valuesOf(state?.members.get(east.child)?.fields as ReadonlyMap<string, never>)).toMatchObject({
      full_name: 'Trần Thị Con',
      identity_number: '999185000001',
    })
    expect(
      await all('select state, subjects from person_arrival where event_id = $1', announced.event_id),
    ).toEqual([{ state: 'taken', subjects: [] }])
    // the east keeps its own time, and cannot see the person's present file
    expect(
      await as(
        officer,
        async tx => (await tx.client.query('select * from person where person_id = $1', [east.child])).rows,
      ),
    ).toEqual([])
    const then = await as(officer, tx => householdAsOf(tx, registry, east.household_id, { on: '2026-01-09' }))
    expect(valuesOf(then?.members.get(east.child)?.fields as ReadonlyMap<string, never>)).toMatchObject({
      full_name: 'Trần Thị Con',
    })
    await expect(happen(takeIn, western)).rejects.toMatchObject({ code: 'person.already_announced' })
  })
})

describe('a household that moves to another commune', () => {
  it('is handed over whole; the old commune reads its own time only', async () => {
    const { household_id, father, grandmother } = await family()
    await happen({ event: 'died', household_id, effective_on: '2025-12-01', person_ids: [grandmother] })
    await happen({
      event: 'moved_to',
      household_id,
      to_commune: WEST,
      effective_on: '2026-02-01',
      household: { fields: { hamlet: 'Khu 3' } },
    })
    expect(await row(household_id)).toMatchObject({
      commune_code: WEST,
      hamlet: 'Khu 3',
      territory: 'west',
      area_kind: 'urban',
      monthly_kwh: 70,
      version: 4,
      source_code: null,
      state: 'active',
    })
    const rows = await people(household_id)
    expect(rows.map(r => [r['commune_code'], r['state']])).toEqual([
      [WEST, 'member'],
      [WEST, 'member'],
      [WEST, 'member'],
      [EAST, 'dead'],
    ])
    for (const table of ['person_identity', 'person_restricted'])
      expect(await all(`select commune_code from ${table} where person_id = $1`, father)).toEqual([
        { commune_code: WEST },
      ])
    expect(
      await all(
        'select commune_code, from_on, to_on from household_period where household_id = $1',
        household_id,
      ),
    ).toEqual([{ commune_code: EAST, from_on: '2025-10-01', to_on: '2026-02-01' }])

    const east = await as(officer, tx => householdAsOf(tx, registry, household_id, { on: '2026-01-31' }))
    expect(east).toMatchObject({ status: 'active', commune_code: EAST })
    expect(east?.members.size).toBe(3)
    expect(await as(officer, tx => householdAsOf(tx, registry, household_id, {}))).toMatchObject({
      status: 'elsewhere',
    })
    await expect(
      happen({ event: 'left_city', household_id, effective_on: '2026-02-02' }),
    ).rejects.toMatchObject({ code: 'household.not_found' })

    const own = await as(western, tx => householdAsOf(tx, registry, household_id, {}))
    const whole = await as(city, tx => householdAsOf(tx, registry, household_id, {}))
    expect(own?.members).toEqual(whole?.members)
    expect(own && valuesOf(own.facts)).toEqual(whole && valuesOf(whole.facts))
    expect(own?.former.size).toBe(0)
    // and life goes on there
    await as(western, tx =>
      appendAction(tx, registry, {
        household_id,
        kind: 'surveyed',
        effective_on: '2026-03-01',
        household: { facts: { monthly_kwh: 90 } },
      }),
    )
    await expect(
      as(western, tx =>
        appendAction(tx, registry, {
          household_id,
          kind: 'corrected',
          effective_on: '2026-01-15',
          household: { facts: { monthly_kwh: 1 } },
        }),
      ),
    ).rejects.toMatchObject({ code: 'household.before_file' })
    // a correction of the old time by the city follows the file to the new commune, up to what was learned there
    await as(city, tx =>
      appendAction(tx, registry, {
        household_id,
        kind: 'corrected',
        effective_on: '2026-01-15',
        household: { facts: { monthly_kwh: 1 } },
      }),
    )
    expect(await row(household_id)).toMatchObject({ monthly_kwh: 90, version: 7 })
    const used = async (user: TestUser, on: string) =>
      (await as(user, tx => householdAsOf(tx, registry, household_id, { on })))?.facts.get('monthly_kwh')
    expect((await used(officer, '2026-01-14'))?.value).toBe(70)
    expect((await used(officer, '2026-01-20'))?.value).toBe(1)
    expect(await used(western, '2026-02-10')).toMatchObject({
      value: 1,
      source: { kind: 'corrected', effective_on: '2026-01-15', seq: 0 },
    })
    expect((await used(western, '2026-03-01'))?.value).toBe(90)
  })

  it('is not handed over by somebody who may not write where it lives', async () => {
    const { household_id } = await family()
    await expect(
      as(western, tx =>
        tx.client.query(
          `select hand_over_household($1, $2, 2, '2026-01-01', clock_timestamp(), gen_random_uuid(), '{}', '{}', '{}', 'x', 'x')`,
          [household_id, WEST],
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('out of the city leaves nobody behind', async () => {
    const { household_id } = await family()
    await happen({ event: 'left_city', household_id, effective_on: '2026-02-01' })
    expect(await row(household_id)).toMatchObject({ state: 'left_city', member_count: 0 })
    expect((await people(household_id)).map(r => r['state'])).toEqual(['left', 'left', 'left', 'left'])
  })
})

describe('a split', () => {
  it('makes a household of those who go, without what was surveyed or decided of the old one', async () => {
    const { household_id, mother, child } = await family()
    await as(officer, tx =>
      appendAction(tx, registry, {
        household_id,
        kind: 'recognised',
        effective_on: '2025-12-20',
        household: {
          facts: { recognised_standing: 'poor', recognised_on: '2025-12-20' },
          fields: { decision_number: '7/QĐ' },
        },
      }),
    )
    const done = await happen({
      event: 'split',
      household_id,
      effective_on: '2026-01-01',
      moving: { [mother]: head, [child]: {} },
      household: { facts: { floor_area_m2: '30' } },
    })
    const made = done.households.find(h => h.household_id !== household_id)?.household_id ?? ''
    expect(await row(household_id)).toMatchObject({
      member_count: 2,
      recognised_standing: 'poor',
      decision_number: '7/QĐ',
    })
    expect(await row(made)).toMatchObject({
      member_count: 2,
      head_id: mother,
      commune_code: EAST,
      is_farm_household: true,
      floor_area_m2: '30.00',
      recognised_standing: null,
      monthly_kwh: null,
      decision_number: null,
      income_per_head_month: null,
      registered_on: '2026-01-01',
    })
    expect(await personRow(child)).toMatchObject({
      household_id: made,
      joined_on: '2026-01-01',
      identity_tail: '001',
    })
    await expect(
      happen({ event: 'undone', household_id, effective_on: '2026-01-01', event_id: done.event_id }),
    ).rejects.toMatchObject({ code: 'household.cannot_undo' })
  })

  it('without a head for one of the two is refused', async () => {
    const { household_id, father, mother } = await family()
    const split = (moving: Record<string, object>) =>
      happen({ event: 'split', household_id, effective_on: '2026-01-01', moving })
    await expect(split({ [mother]: {} })).rejects.toMatchObject({ code: 'household.head_missing' })
    await expect(split({ [father]: {} })).rejects.toMatchObject({ code: 'household.head_missing' })
  })
})

describe('a merge', () => {
  it('brings all members of one household into another, and ends it', async () => {
    const from = await family()
    const into = await family()
    await happen({
      event: 'merged',
      household_id: from.household_id,
      into_household: into.household_id,
      effective_on: '2026-01-01',
      moving: { [from.father]: { facts: { relation_to_head: 'other' } } },
    })
    expect(await row(from.household_id)).toMatchObject({ state: 'merged', member_count: 0 })
    expect(await row(into.household_id)).toMatchObject({
      state: 'active',
      member_count: 8,
      head_id: into.father,
    })
    await expect(
      happen({
        event: 'born',
        household_id: from.household_id,
        effective_on: '2026-01-02',
        member: of('child', 'X'),
      }),
    ).rejects.toMatchObject({ code: 'household.not_active' })
  })
})

it('a person is never a member of two households', async () => {
  const one = await family()
  const two = await family()
  await expect(
    all(
      `update person set household_id = $2, joined_on = '2025-01-01' where person_id = $1`,
      one.child,
      two.household_id,
    ).then(() =>
      all(
        `insert into membership_past values ($1, $2, $3, '2025-11-01', '2025-12-01', 'member_left')`,
        one.child,
        one.household_id,
        EAST,
      ),
    ),
  ).rejects.toMatchObject({ constraint: 'one_household_at_a_time' })
  await expect(
    happen({
      event: 'transferred',
      household_id: one.household_id,
      to_household: two.household_id,
      effective_on: '2026-01-10',
      moving: { [two.child]: {} },
    }),
  ).rejects.toMatchObject({ code: 'person.not_member' })
})
