import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { Problem } from '../../platform/http/problem/index.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { appendAction } from './append.ts'
import { type HouseholdEvent, recordEvent } from './events.ts'
import { checkRegistry, rebuildRegistry } from './rebuild.ts'
import { registerMany } from './register.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry, WEST } from './testing.ts'

const registry = testRegistry()
let store: TestStore
let city: TestUser

beforeAll(async () => {
  store = await testStore()
  city = await signInAs(store, { role: 'city_officer' })
  await withSession(store, city.token, tx =>
    registerMany(
      tx,
      registry,
      Array.from({ length: 6 }, (_, i) =>
        incomingHousehold({
          code: `R-${i}`,
          commune_code: i % 2 ? EAST : WEST,
          effective_on: `2025-0${i + 1}-10`,
          facts: { monthly_kwh: i, floor_area_m2: '33.30' },
          fields: { causes: ['illness'], entry: 'new' },
          members: ['head', 'spouse', 'child', 'parent'].map(relation_to_head =>
            incomingMember({ facts: { relation_to_head }, fields: { phone: `090000000${i}` } }),
          ),
        }),
      ),
    ),
  )
})
afterAll(() => store.close())

const owned = (text: string, ...values: unknown[]) =>
  withOwner(store, async tx => (await tx.client.query(text, values)).rows)

/** Any number as one of the items. */
const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length]

interface Step {
  readonly what: number
  readonly who: number
  readonly other: number
  readonly month: number
  readonly value: number
}

async function happen({ what, who, other, month, value }: Step): Promise<string> {
  const households = (await owned(
    `select household_id, commune_code from household order by household_id`,
  )) as { household_id: string; commune_code: string }[]
  const members = (await owned(
    `select person_id, household_id, relation_to_head from person where state = 'member' order by person_id`,
  )) as { person_id: string; household_id: string; relation_to_head: string }[]
  const household_id = pick(households, who)?.household_id ?? ''
  const own = members.filter(m => m.household_id === household_id)
  const person_id = pick(own, value)?.person_id ?? ''
  const heir = own.find(m => m.person_id !== person_id)?.person_id
  const persons = heir === undefined ? {} : { [heir]: { facts: { relation_to_head: 'head' } } }
  const effective_on = `2025-${String(6 + (month % 6)).padStart(2, '0')}-15`
  const commune = pick(households, who)?.commune_code
  const to = pick(households, other)?.household_id ?? ''
  const common = { household_id, effective_on }
  const events: HouseholdEvent[] = [
    {
      ...common,
      event: 'born',
      member: incomingMember({ facts: { relation_to_head: 'child' }, fields: { full_name: `Bé ${value}` } }),
    },
    { ...common, event: 'died', person_ids: [person_id], persons },
    { ...common, event: 'member_left', person_ids: [person_id], dissolve: true },
    {
      ...common,
      event: 'married',
      to_household: to,
      moving: { [person_id]: { facts: { relation_to_head: 'other' } } },
      persons,
    },
    {
      ...common,
      event: 'transferred',
      to_household: to,
      moving: { [person_id]: { facts: { relation_to_head: 'other' } } },
      dissolve: true,
    },
    { ...common, event: 'moved_to', to_commune: commune === EAST ? WEST : EAST },
    { ...common, event: 'split', moving: { [person_id]: { facts: { relation_to_head: 'head' } } } },
    {
      ...common,
      event: 'merged',
      into_household: to,
      moving: Object.fromEntries(own.map(m => [m.person_id, { facts: { relation_to_head: 'other' } }])),
    },
    { ...common, event: 'left_city' },
    {
      ...common,
      event: 'announced',
      person_id,
      to_commune: commune === EAST ? WEST : EAST,
      reason: 'married_out',
      persons,
    },
  ]
  return await withSession(store, city.token, async tx => {
    const kind = what % (events.length + 3)
    if (kind === events.length) {
      await appendAction(tx, registry, {
        ...common,
        kind: 'surveyed',
        household: { facts: { monthly_kwh: value } },
        persons: {
          [person_id]: {
            facts: { has_hiv: value % 2 === 0 },
            fields: {
              full_name: `Tên ${value}`,
              identity_number: `99918500${String(value).padStart(4, '0')}`,
            },
          },
        },
      })
      return 'surveyed'
    }
    if (kind === events.length + 1) {
      const [event] = await owned(
        `select event_id, household_id from action where event_id is not null order by recorded_at desc offset $1 limit 1`,
        value % 4,
      )
      if (event === undefined) return 'nothing'
      await recordEvent(tx, registry, {
        ...common,
        household_id: event['household_id'],
        event: 'undone',
        event_id: event['event_id'],
      })
      return 'undone'
    }
    if (kind === events.length + 2) {
      const [arrival] = await owned(
        `select event_id, to_commune from person_arrival where state = 'open' order by announced_at limit 1`,
      )
      const target = households.find(h => h.commune_code === arrival?.['to_commune'])
      if (arrival === undefined || target === undefined) return 'nothing'
      await recordEvent(tx, registry, {
        event: 'taken_in',
        household_id: target.household_id,
        event_id: arrival['event_id'],
        effective_on,
        facts: { relation_to_head: 'other' },
      })
      return 'taken_in'
    }
    const event = events[kind] as HouseholdEvent
    await recordEvent(tx, registry, event)
    return event.event
  })
}

it('after any history the tables are what the actions tell, and no chain is broken', async () => {
  const done = new Map<string, number>()
  const step = fc.record({
    what: fc.nat(1000),
    who: fc.nat(1000),
    other: fc.nat(1000),
    month: fc.nat(5),
    value: fc.nat(999),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async steps => {
      for (const one of steps) {
        const what = await happen(one).catch(e => {
          if (e instanceof Problem) return `refused: ${e.code}`
          // times that overlap are the database's to refuse
          if ((e as { constraint?: string }).constraint === 'one_household_at_a_time')
            return 'refused: overlap'
          throw e
        })
        done.set(what, (done.get(what) ?? 0) + 1)
      }
      const checked = await checkRegistry(store, registry)
      expect(checked.broken).toEqual([])
      expect(checked.differences).toEqual([])
    }),
    { numRuns: 6, endOnFailure: true },
  )
  const happened = [...done.keys()].filter(what => !what.startsWith('refused'))
  expect(happened.length, JSON.stringify([...done])).toBeGreaterThan(6)
})

it('rows that somebody changed, dropped or invented are found, and made right again', async () => {
  const [first, second] = (await owned('select household_id from household order by household_id')) as {
    household_id: string
  }[]
  await owned('update household set monthly_kwh = 123456 where household_id = $1', first?.household_id)
  await owned('delete from household where household_id = $1', second?.household_id)
  await owned(`insert into household_period values ('INVENTED', $1, '2025-01-01', '2025-02-01')`, EAST)
  const { differences } = await checkRegistry(store, registry)
  expect(differences).toEqual([
    { table: 'household', key: first?.household_id, fault: 'different' },
    { table: 'household', key: second?.household_id, fault: 'missing' },
    { table: 'household_period', key: 'INVENTED 2025-01-01', fault: 'extra' },
  ])
  await rebuildRegistry(store, registry)
  expect((await checkRegistry(store, registry)).differences).toEqual([])
})

it('an action that somebody altered is found, and nothing is rebuilt from it', async () => {
  await withOwner(store, async tx => {
    await tx.client.query('alter table action disable trigger action_is_append_only')
    await tx.client.query(`update action set actor = 'somebody' where household_id = 'R-0' and seq = 1`)
    await tx.client.query('alter table action enable trigger action_is_append_only')
  })
  expect((await checkRegistry(store, registry)).broken).toEqual([
    { household_id: 'R-0', seq: 1, fault: 'altered' },
  ])
  await expect(rebuildRegistry(store, registry)).rejects.toThrow(/R-0 is broken at action 1/)
})
