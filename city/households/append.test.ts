import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Tx, withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { appendAction, previewAction } from './append.ts'
import { registerHousehold, registerMany } from './register.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry, WEST } from './testing.ts'

const registry = testRegistry()
let store: TestStore
let officer: TestUser
let stranger: TestUser
const as = <T>(user: TestUser, run: (tx: Tx) => Promise<T>): Promise<T> => withSession(store, user.token, run)

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
  stranger = await signInAs(store, { role: 'commune_officer', area: WEST })
})
afterAll(() => store.close())

const householdRow = async (tx: Tx, id: string) =>
  (await tx.client.query('select * from household where household_id = $1', [id])).rows[0]

describe('registering', () => {
  it('gives a household its file, its people and their numbers in tables of their own', async () => {
    const made = await as(officer, tx => registerHousehold(tx, registry, incomingHousehold({ code: 'A-1' })))
    expect(made).toMatchObject({ code: 'A-1', household_id: 'A-1' })
    const [person] = made.person_ids
    await as(officer, async tx => {
      expect(await householdRow(tx, 'A-1')).toMatchObject({
        commune_code: EAST,
        version: 1,
        head_id: person,
        head_name_key: ' nguyen thi mau',
        member_count: 1,
        income_per_head_month: 1_500_000,
        registered_on: '2025-10-01',
      })
      const { rows } = await tx.client.query(
        `select p.identity_tail, p.birth_date, i.identity_number, r.has_hiv, r.has_listed_disease
         from person p join person_identity i using (person_id) join person_restricted r using (person_id)
         where p.household_id = $1`,
        ['A-1'],
      )
      expect(rows).toEqual([
        {
          identity_tail: '001',
          birth_date: '1985-06-15',
          identity_number: '999185000001',
          has_hiv: false,
          has_listed_disease: null,
        },
      ])
    })
    expect(await as(stranger, tx => householdRow(tx, 'A-1'))).toBeUndefined()
  })

  it('writes the same rows whether a few or many are registered at once', async () => {
    const batch = (prefix: string, size: number) =>
      Array.from({ length: size }, (_, i) =>
        incomingHousehold({
          code: `${prefix}-${i}`,
          facts: { floor_area_m2: '42.50', wall_durable: null },
          fields: { causes: ['illness', 'no_capital'], decision_number: 'số "7"\\9' },
          members: [
            incomingMember({ person_id: `${prefix}-${i}-a` }),
            incomingMember({ person_id: `${prefix}-${i}-b`, facts: { relation_to_head: 'child' } }),
          ],
        }),
      )
    await as(officer, tx => registerMany(tx, registry, batch('few', 3)))
    await as(officer, tx => registerMany(tx, registry, batch('many', 150)))
    const of = async (id: string) =>
      await as(officer, async tx => {
        const rows: unknown[] = []
        for (const table of ['household', 'person', 'person_identity', 'person_restricted'])
          rows.push(
            ...(await tx.client.query(`select * from ${table} where household_id = $1 order by 1`, [id]))
              .rows,
          )
        const { rows: actions } = await tx.client.query(
          'select kind, effective_on, subjects, payload from action where household_id = $1',
          [id],
        )
        return JSON.stringify([rows, actions]).replaceAll(id, 'ID')
      })
    expect(await of('many-2')).toBe(await of('few-2'))
  })

  it('keeps a code that is free and gives another one where a commune uses it already', async () => {
    await as(officer, tx => registerHousehold(tx, registry, incomingHousehold({ code: 'TWICE' })))
    const second = await as(stranger, tx =>
      registerHousehold(tx, registry, incomingHousehold({ code: 'TWICE', commune_code: WEST })),
    )
    expect(second.household_id).toMatch(/^H[0-9A-Z]{12}$/)
    expect(await as(stranger, tx => householdRow(tx, second.household_id))).toMatchObject({
      source_code: 'TWICE',
    })
  })

  it('is refused in a commune that is not the officer’s', async () => {
    await expect(
      as(officer, tx => registerHousehold(tx, registry, incomingHousehold({ commune_code: WEST }))),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('says where in a batch a value is wrong', async () => {
    const bad = incomingHousehold({
      members: [incomingMember({ facts: { sex: 'x' }, fields: { identity_number: '031185000001' } })],
    })
    await expect(
      as(officer, tx => registerMany(tx, registry, [incomingHousehold(), bad])),
    ).rejects.toMatchObject({
      code: 'household.invalid_content',
      extras: {
        errors: [
          { pointer: '/1/members/0/fields/identity_number', code: 'real_identity' },
          { pointer: '/1/members/0/facts/sex', code: 'word' },
        ],
      },
    })
  })
})

describe('an action', () => {
  it('changes the file and the tables, and says what it changed', async () => {
    const { household_id } = await as(officer, tx => registerHousehold(tx, registry, incomingHousehold()))
    const survey = {
      household_id,
      kind: 'surveyed',
      effective_on: '2025-11-03',
      expected_version: 1,
      household: { facts: { income_per_head_month: 900_000, toilet_kind: 'none' } },
    } as const
    const preview = await as(officer, tx => previewAction(tx, registry, survey))
    expect(await as(officer, tx => householdRow(tx, household_id))).toMatchObject({ version: 1 })
    const done = await as(officer, tx => appendAction(tx, registry, survey))
    expect(done.changes).toEqual(preview)
    expect(done.changes.values).toEqual([
      { of: 'fact', name: 'income_per_head_month', before: 1_500_000, after: 900_000 },
      { of: 'fact', name: 'toilet_kind', before: null, after: 'none' },
      { of: 'field', name: 'surveyed_on', before: null, after: '2025-11-03' },
    ])
    expect(await as(officer, tx => householdRow(tx, household_id))).toMatchObject({
      version: 2,
      income_per_head_month: 900_000,
      toilet_kind: 'none',
      surveyed_on: '2025-11-03',
    })
  })

  it('that corrects the past leaves what a later survey found', async () => {
    const { household_id } = await as(officer, tx => registerHousehold(tx, registry, incomingHousehold()))
    const say = (kind: 'surveyed' | 'corrected', effective_on: string, facts: Record<string, number>) =>
      as(officer, tx =>
        appendAction(tx, registry, { household_id, kind, effective_on, household: { facts } }),
      )
    await say('surveyed', '2025-11-03', { income_per_head_month: 900_000 })
    await say('corrected', '2025-10-01', { income_per_head_month: 1_400_000, monthly_kwh: 55 })
    expect(await as(officer, tx => householdRow(tx, household_id))).toMatchObject({
      version: 3,
      income_per_head_month: 900_000,
      monthly_kwh: 55,
    })
  })

  it('on a version that somebody else has changed is refused', async () => {
    const { household_id } = await as(officer, tx => registerHousehold(tx, registry, incomingHousehold()))
    const change = {
      household_id,
      kind: 'corrected',
      effective_on: '2025-10-02',
      expected_version: 1,
      household: { facts: { monthly_kwh: 1 } },
    } as const
    await as(officer, tx => appendAction(tx, registry, change))
    await expect(as(officer, tx => appendAction(tx, registry, change))).rejects.toMatchObject({
      code: 'household.version_conflict',
    })
  })

  it.each([
    ['of the future', { effective_on: '2199-01-01' }, 'household.future_day'],
    ['before the file begins', { effective_on: '2025-09-30' }, 'household.before_file'],
    ['about a stranger', { persons: { NOBODY: { facts: { sex: 'male' } } } }, 'person.not_member'],
    ['with an unknown fact', { household: { facts: { shoe_size: 40 } } }, 'household.invalid_content'],
  ])('%s is refused', async (_, change, code) => {
    const { household_id } = await as(officer, tx => registerHousehold(tx, registry, incomingHousehold()))
    await expect(
      as(officer, tx =>
        appendAction(tx, registry, {
          household_id,
          kind: 'corrected',
          effective_on: '2025-10-02',
          ...change,
        }),
      ),
    ).rejects.toMatchObject({ code })
  })

  it('of somebody else’s household is not found', async () => {
    const { household_id } = await as(officer, tx => registerHousehold(tx, registry, incomingHousehold()))
    await expect(
      as(stranger, tx =>
        appendAction(tx, registry, { household_id, kind: 'corrected', effective_on: '2025-10-02' }),
      ),
    ).rejects.toMatchObject({ code: 'household.not_found' })
  })

  it('cannot be written in another’s name, nor changed or deleted by anybody', async () => {
    const { household_id } = await as(officer, tx => registerHousehold(tx, registry, incomingHousehold()))
    const copy = `insert into action select household_id, 2, kind, effective_on, recorded_at, 'another', commune_code, event_id, payload, subjects, sealed, hash, hash
      from action where household_id = $1`
    await expect(as(officer, tx => tx.client.query(copy, [household_id]))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      withOwner(store, tx => tx.client.query('update action set actor = $1', ['x'])),
    ).rejects.toThrow(/append-only/)
    await expect(withOwner(store, tx => tx.client.query('delete from action'))).rejects.toThrow(/append-only/)
  })
})
