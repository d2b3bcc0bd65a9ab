import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { appendAction, checkRegistry, householdAsOf, recordEvent, valuesOf } from '../households/index.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { say, takeBack, undo, type Word } from './decide.ts'
import { findDuplicates } from './find.ts'
import { duplicatesRegistry, EAST, home, pairOf, pairs, type Someone, WEST } from './testing.ts'

const registry = duplicatesRegistry()
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

let store: TestStore
let east: TestUser
let west: TestUser
let city: TestUser
let reader: TestUser
const duplicates = () => ({ store, registry })

beforeAll(async () => {
  store = await testStore()
  east = await signInAs(store, { role: 'commune_officer', area: EAST })
  west = await signInAs(store, { role: 'commune_officer', area: WEST })
  city = await signInAs(store, { role: 'city_officer' })
  reader = await signInAs(store, { role: 'surveyor', area: EAST })
})
afterAll(() => store.close())

const different: Word = {
  verdict: 'different',
  keep: null,
  fill_gaps: false,
  relations: {},
  dissolves: false,
}
const keep = (side: 'a' | 'b', more: Partial<Word> = {}): Word => ({
  verdict: 'same',
  keep: side,
  fill_gaps: false,
  relations: {},
  dissolves: false,
  ...more,
})

let count = 0
/** Two files of one person, `<id>a-0` and `<id>b-0`, who is alone or has others beside. */
async function twoFiles(
  options: {
    a?: Partial<Someone>
    b?: Partial<Someone>
    besideA?: Someone[]
    besideB?: Someone[]
    communes?: [string, string]
  } = {},
) {
  const id = `T${count++}`
  const number = `9991600${String(count).padStart(5, '0')}`
  const one: Someone = { name: `Ngô Thị Trùng${id}`, born: '1960-03-12', number }
  const [communeA = EAST, communeB = EAST] = options.communes ?? []
  await home(store, `${id}a`, {
    commune: communeA,
    people: [{ ...one, ...options.a }, ...(options.besideA ?? [])],
  })
  await home(store, `${id}b`, {
    commune: communeB,
    people: [{ ...one, ...options.b }, ...(options.besideB ?? [])],
  })
  await findDuplicates(store, { of: { persons: [`${id}a-0`] } })
  return {
    id,
    a: `${id}a-0`,
    b: `${id}b-0`,
    homeA: `${id}a`,
    homeB: `${id}b`,
    pair: await pairOf(store, `${id}a-0`),
  }
}
const child = (name: string): Someone => ({ name, born: '1990-05-05' })
const across: [string, string] = [EAST, WEST]

const one = async <T extends object>(sql: string, values: unknown[]): Promise<T | undefined> =>
  (await withOwner(store, tx => tx.client.query<T>(sql, values))).rows[0]
const person = (id: string) =>
  one('select state, household_id, birth_date from person where person_id = $1', [id])
const household = (id: string) =>
  one('select state, head_id, member_count from household where household_id = $1', [id])
const stateOf = async (pair: string): Promise<unknown> =>
  (await one<{ state: string }>('select state from duplicate_candidate where candidate_id = $1', [pair]))
    ?.state
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    e => e.code,
  )

/** Chains hold, and the tables are what the actions say. */
async function expectSound(): Promise<void> {
  const { broken, differences } = await checkRegistry(store, registry)
  expect({ broken, differences }).toEqual({ broken: [], differences: [] })
}

describe('an officer of the commune of both files', () => {
  it('merges them: the person is in one household, and both chains say so under one event', async () => {
    const t = await twoFiles({ besideB: [child('Ngô Văn Con')] })
    await say(duplicates(), east.token, t.pair, keep('a', { relations: { [`${t.homeB}-1`]: 'head' } }))
    expect(await person(t.a)).toMatchObject({ state: 'member', household_id: t.homeA })
    expect(await person(t.b)).toMatchObject({ state: 'merged', household_id: t.homeB })
    expect(await household(t.homeB)).toEqual({ state: 'active', head_id: `${t.homeB}-1`, member_count: 1 })
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select household_id, actor from action where kind = 'person_merged' and event_id = (select event_id from duplicate_candidate where candidate_id = $1) order by 1`,
        [t.pair],
      ),
    )
    expect(rows).toEqual([
      { household_id: t.homeA, actor: east.userId },
      { household_id: t.homeB, actor: east.userId },
    ])
    expect(await stateOf(t.pair)).toBe('merged')
    await expectSound()
  })

  it('is told that the household it leaves needs a head, or ends', async () => {
    const t = await twoFiles()
    expect(await codeOf(say(duplicates(), east.token, t.pair, keep('a')))).toBe('household.would_be_empty')
    const more = await twoFiles({ besideB: [child('Ngô Văn Con')] })
    expect(await codeOf(say(duplicates(), east.token, more.pair, keep('a')))).toBe('household.head_missing')
    expect(await stateOf(t.pair)).toBe('open')
    await say(duplicates(), east.token, t.pair, keep('a', { dissolves: true }))
    expect(await household(t.homeB)).toMatchObject({ state: 'dissolved', member_count: 0 })
    await expectSound()
  })

  it('gives the kept file what only the other one knew, with the source that it had there, and overrules nothing', async () => {
    const known = await twoFiles({ a: { phone: '0911111111' }, b: { phone: '0922222222' } })
    await withOwner(store, tx =>
      appendAction(tx, registry, {
        household_id: known.homeB,
        kind: 'surveyed',
        effective_on: '2025-11-02',
        persons: { [known.b]: { facts: { ethnicity: 'Tày', has_hiv: false } } },
        actor: 'surveyor',
      }),
    )
    await say(duplicates(), east.token, known.pair, keep('a', { fill_gaps: true, dissolves: true }))
    const state = await withSession(store, east.token, tx => householdAsOf(tx, registry, known.homeA, {}))
    const kept = state?.members.get(known.a)
    expect(kept?.facts.get('ethnicity')).toMatchObject({
      value: 'Tày',
      source: { kind: 'surveyed', effective_on: '2025-11-02', actor: 'surveyor' },
    })
    expect(kept?.facts.get('has_hiv')?.value).toBe(false)
    expect(valuesOf(kept?.fields ?? new Map())).toMatchObject({ phone: '0911111111' })
    await expectSound()
  })

  it('merges two files in one household, whose head the kept one becomes', async () => {
    const id = 'ONE'
    const twin: Someone = { name: 'Ngô Thị Đôi', born: '1960-04-14' }
    await home(store, id, {
      people: [twin, { ...twin, name: 'Ngô Đôi', relation: 'other' }, child('Ngô Văn Con')],
    })
    await findDuplicates(store, { of: { persons: [`${id}-0`] } })
    const pair = await pairOf(store, `${id}-0`)
    expect(await codeOf(say(duplicates(), east.token, pair, keep('b')))).toBe('household.head_missing')
    await say(duplicates(), east.token, pair, keep('b', { relations: { [`${id}-1`]: 'head' } }))
    expect(await household(id)).toEqual({ state: 'active', head_id: `${id}-1`, member_count: 2 })
    await withSession(store, city.token, tx => undo(tx, registry, pair, TODAY))
    expect(await household(id)).toEqual({ state: 'active', head_id: `${id}-0`, member_count: 3 })
    await expectSound()
  })

  it('calls them different, which is remembered', async () => {
    const t = await twoFiles()
    await say(duplicates(), east.token, t.pair, different)
    expect(await stateOf(t.pair)).toBe('dismissed')
    expect(await codeOf(say(duplicates(), east.token, t.pair, keep('a')))).toBe('duplicate.already_decided')
    await findDuplicates(store, { of: { persons: [t.a, t.b] } })
    expect(await stateOf(t.pair)).toBe('dismissed')
  })

  it('merges from a day in the past, and before it both were there', async () => {
    const t = await twoFiles()
    await say(duplicates(), east.token, t.pair, keep('a', { dissolves: true, effective_on: '2025-10-15' }))
    const on = async (day: string) =>
      (await withOwner(store, tx => householdAsOf(tx, registry, t.homeB, { on: day })))?.members.size
    expect([await on('2025-10-14'), await on('2025-10-15')]).toEqual([1, 0])
    expect(
      await codeOf(
        say(
          duplicates(),
          east.token,
          (await twoFiles()).pair,
          keep('a', { dissolves: true, effective_on: '2025-09-01' }),
        ),
      ),
    ).toBe('person.not_member')
  })
})

describe('undoing a merge', () => {
  it('brings back the member, the household and what the kept file did not know, and opens the pair again', async () => {
    const t = await twoFiles({ b: { phone: '0933333333' } })
    const before = [await person(t.a), await person(t.b), await household(t.homeA), await household(t.homeB)]
    await say(duplicates(), east.token, t.pair, keep('a', { fill_gaps: true, dissolves: true }))
    expect(await one('select phone from person_identity where person_id = $1', [t.a])).toEqual({
      phone: '0933333333',
    })
    await withSession(store, east.token, tx => undo(tx, registry, t.pair, TODAY))
    expect([
      await person(t.a),
      await person(t.b),
      await household(t.homeA),
      await household(t.homeB),
    ]).toEqual(before)
    expect(await one('select phone from person_identity where person_id = $1', [t.a])).toEqual({
      phone: null,
    })
    expect(await stateOf(t.pair)).toBe('open')
    expect(await codeOf(withSession(store, east.token, tx => undo(tx, registry, t.pair, TODAY)))).toBe(
      'duplicate.not_merged',
    )
    await expectSound()
  })

  it('is refused once the kept person has taken along elsewhere what the merge gave', async () => {
    const t = await twoFiles({ b: { phone: '0944444444' }, besideA: [child('Ngô Văn Con')] })
    await say(duplicates(), east.token, t.pair, keep('a', { fill_gaps: true, dissolves: true }))
    await home(store, `${t.id}c`, { people: [child('Người Khác')] })
    await withSession(store, east.token, tx =>
      recordEvent(tx, registry, {
        event: 'transferred',
        household_id: t.homeA,
        to_household: `${t.id}c`,
        effective_on: TODAY,
        moving: { [t.a]: { facts: { relation_to_head: 'other' } } },
        persons: { [`${t.homeA}-1`]: { facts: { relation_to_head: 'head' } } },
      }),
    )
    expect(await codeOf(withSession(store, east.token, tx => undo(tx, registry, t.pair, TODAY)))).toBe(
      'duplicate.kept_has_moved',
    )
  })
})

describe('two communes', () => {
  it('merge when both have said so and whose file stays; the one that loses the member says how its household goes on', async () => {
    const t = await twoFiles({ communes: across, besideB: [child('Ngô Văn Con')] })
    await say(duplicates(), east.token, t.pair, keep('a'))
    expect(await stateOf(t.pair)).toBe('open')
    expect(await codeOf(say(duplicates(), west.token, t.pair, keep('a')))).toBe('household.head_missing')
    await say(duplicates(), west.token, t.pair, keep('a', { relations: { [`${t.homeB}-1`]: 'head' } }))
    expect(await stateOf(t.pair)).toBe('merged')
    expect(await person(t.b)).toMatchObject({ state: 'merged' })
    const actions = await withOwner(store, tx =>
      tx.client.query(
        `select commune_code, actor, payload::jsonb ->> 'chains' as chains from action where kind = 'person_merged' and household_id = any ($1) order by 1`,
        [[t.homeA, t.homeB]],
      ),
    )
    expect(actions.rows).toEqual([
      { commune_code: WEST, actor: west.userId, chains: '2' },
      { commune_code: EAST, actor: west.userId, chains: '2' },
    ])
    await expectSound()
  })

  it('leave the pair open while they say different things, until the city decides', async () => {
    const t = await twoFiles({ communes: across })
    await say(duplicates(), east.token, t.pair, keep('a'))
    await say(duplicates(), west.token, t.pair, different)
    expect(await stateOf(t.pair)).toBe('open')
    await say(duplicates(), west.token, t.pair, keep('b'))
    expect(await stateOf(t.pair)).toBe('open')
    await say(duplicates(), city.token, t.pair, keep('b', { dissolves: true }))
    expect(await stateOf(t.pair)).toBe('merged')
    expect(await person(t.a)).toMatchObject({ state: 'merged' })
  })

  it('may take their word back, and one alone neither merges, dismisses nor undoes', async () => {
    const t = await twoFiles({ communes: across })
    await say(duplicates(), east.token, t.pair, different)
    await takeBack(duplicates(), east.token, t.pair)
    await say(duplicates(), west.token, t.pair, different)
    expect(await stateOf(t.pair)).toBe('open')
    await say(duplicates(), east.token, t.pair, different)
    expect(await stateOf(t.pair)).toBe('dismissed')
    const merged = await twoFiles({ communes: across })
    await say(duplicates(), city.token, merged.pair, keep('a', { dissolves: true }))
    expect(await codeOf(withSession(store, east.token, tx => undo(tx, registry, merged.pair, TODAY)))).toBe(
      'duplicate.both_sides_needed',
    )
    await withSession(store, city.token, tx => undo(tx, registry, merged.pair, TODAY))
    expect(await person(merged.b)).toMatchObject({ state: 'member' })
  })

  it('are asked again when the person has moved: the new commune sees the pair, the old one does not', async () => {
    const t = await twoFiles({ communes: across })
    await say(duplicates(), west.token, t.pair, different)
    await withSession(store, city.token, tx =>
      recordEvent(tx, registry, {
        event: 'moved_to',
        household_id: t.homeB,
        to_commune: EAST,
        effective_on: TODAY,
      }),
    )
    expect(
      await one('select commune_a, commune_b from duplicate_candidate where candidate_id = $1', [t.pair]),
    ).toEqual({
      commune_a: EAST,
      commune_b: EAST,
    })
    expect(await one('select 1 from duplicate_verdict where candidate_id = $1', [t.pair])).toBeUndefined()
    expect(await codeOf(say(duplicates(), west.token, t.pair, different))).toBe('duplicate.not_found')
    await say(duplicates(), east.token, t.pair, keep('a', { dissolves: true }))
    expect(await stateOf(t.pair)).toBe('merged')
  })
})

describe('who may not', () => {
  it('decide: a reader, a stranger, somebody in his own name for the other commune', async () => {
    const t = await twoFiles({ communes: across })
    const stranger = await signInAs(store, { role: 'commune_officer', area: '11335' })
    expect(await codeOf(say(duplicates(), reader.token, t.pair, different))).toBe('access.forbidden')
    expect(await codeOf(say(duplicates(), stranger.token, t.pair, different))).toBe('duplicate.not_found')
    for (const sql of [
      `update duplicate_candidate set state = 'dismissed', decided_by = 'x', decided_at = now() where candidate_id = '${t.pair}' returning 1`,
      `insert into duplicate_verdict (candidate_id, side, commune_code, other_commune, verdict, said_by) values ('${t.pair}', 'b', '${WEST}', '${EAST}', 'different', session_user_id()) returning 1`,
      `insert into duplicate_verdict (candidate_id, side, commune_code, other_commune, verdict, said_by) values ('${t.pair}', 'b', '${EAST}', '${WEST}', 'different', session_user_id()) returning 1`,
      `insert into duplicate_verdict (candidate_id, side, commune_code, other_commune, verdict, said_by) values ('${t.pair}', 'a', '${EAST}', '${WEST}', 'different', '${west.userId}') returning 1`,
    ]) {
      const rows = await withSession(store, east.token, tx => tx.client.query(sql)).then(
        r => r.rowCount,
        e => e.code,
      )
      expect([sql, [0, '42501', '23503'].includes(rows)]).toEqual([sql, true])
    }
  })
})

describe('a pair', () => {
  it('of somebody merged away goes with the next search', async () => {
    const t = await twoFiles()
    await home(store, `${t.id}c`, {
      people: [
        { name: 'Ngô Thị Thứ Ba', born: '1960-03-12', number: `9991600${String(count).padStart(5, '0')}` },
      ],
    })
    await findDuplicates(store, { of: { persons: [`${t.id}c-0`] } })
    const mine = async () => (await pairs(store)).filter(p => p.a.startsWith(t.id) && p.state === 'open')
    expect(await mine()).toHaveLength(3)
    await say(duplicates(), east.token, t.pair, keep('a', { dissolves: true }))
    await findDuplicates(store, { of: { persons: [] } })
    expect((await mine()).map(p => [p.a, p.b])).toEqual([[t.a, `${t.id}c-0`]])
  })
})
