import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { appendAction, recordEvent } from '../households/index.ts'
import { findDuplicates } from './find.ts'
import { duplicatesRegistry, home, pairs, type Someone, WEST } from './testing.ts'

const registry = duplicatesRegistry()
let store: TestStore

const head: Someone = { name: 'Đỗ Văn Trưởng', born: '1950-02-03', sex: 'male' }
const sameNamed: Someone = { ...head, born: '1951-05-05' }
const hoa: Someone = { name: 'Nguyễn Thị Hoa', born: '1960-03-12' }

describe('two files', () => {
  beforeAll(async () => {
    store = await testStore()
  })
  afterAll(() => store.close())

  let count = 0
  /**
   * Two people in households of their own, apart from each other as said, and what is found about them. Everybody of a test has a syllable of his own, so
   * that the people of the other tests are strangers.
   */
  async function found(
    a: Someone,
    b: Someone,
    where: { commune?: string; hamlet?: string; heads?: readonly [Someone, Someone] } = {},
  ): Promise<readonly string[] | undefined> {
    const syllable = `Hoa${String.fromCharCode(97 + count++)}`
    const [one, two] = [`${syllable}A`, `${syllable}B`]
    const rename = (who: Someone): Someone => ({ ...who, name: who.name.replace(/hoa/i, syllable) })
    const people = (who: Someone, first: Someone | undefined): Someone[] =>
      first === undefined ? [rename(who)] : [first, rename(who)]
    await home(store, one, { hamlet: where.hamlet ?? 'Thôn Một', people: people(a, where.heads?.[0]) })
    await home(store, two, {
      hamlet: where.hamlet ?? 'Thôn Hai',
      people: people(b, where.heads?.[1]),
      ...(where.commune === undefined ? {} : { commune: where.commune }),
    })
    const of = where.heads === undefined ? 0 : 1
    await findDuplicates(store, { of: { persons: [`${one}-${of}`, `${two}-${of}`] } })
    return (await pairs(store)).find(p => p.a === `${one}-${of}` && p.b === `${two}-${of}`)?.reasons
  }

  it('with the same identity number are one pair, whatever the names and wherever they are', async () => {
    expect(
      await found(
        { ...hoa, number: '999160000001' },
        { name: 'Trần Văn Lạ', sex: 'male', born: '1981-01-01', number: '999160000001' },
        { commune: WEST },
      ),
    ).toEqual(['same_identity_number'])
  })

  it('with the same name and day in one commune are a pair', async () => {
    expect(await found(hoa, hoa)).toEqual(['same_name', 'same_birth_date', 'same_commune'])
  })

  it('with the same name and day in two communes are none: a city has hundreds of such pairs by chance', async () => {
    expect(await found(hoa, hoa, { commune: WEST })).toBeUndefined()
  })

  it('with the same name and day in two communes are one if the heads of their households have the same name', async () => {
    expect(
      await found(hoa, hoa, {
        commune: WEST,
        heads: [head, sameNamed],
      }),
    ).toEqual(['same_name', 'same_birth_date', 'same_head'])
  })

  it('of heads have no head of the same name to speak for them: they would only speak for themselves', async () => {
    const reasons = await found(hoa, hoa, { hamlet: 'Thôn Một' })
    expect(reasons).toEqual(['same_name', 'same_birth_date', 'same_commune', 'same_hamlet'])
  })

  it('whose names differ in their marks are a pair in one hamlet', async () => {
    expect(await found(hoa, { ...hoa, name: 'NGUYEN THI HOA' }, { hamlet: 'Thôn Một' })).toContain(
      'same_name_unmarked',
    )
  })

  it('of which one leaves out the middle name are a pair with a second sign, and none without', async () => {
    const short = { ...hoa, name: 'Nguyễn Hoa' }
    expect(await found(hoa, short)).toBeUndefined()
    expect(await found(hoa, short, { hamlet: 'Thôn Một' })).toEqual([
      'middle_name_left_out',
      'same_birth_date',
      'same_commune',
      'same_hamlet',
    ])
  })

  it('with day and month swapped are a pair with a second sign', async () => {
    expect(await found(hoa, { ...hoa, born: '1960-12-03' }, { hamlet: 'Thôn Một' })).toEqual([
      'same_name',
      'day_month_swapped',
      'same_commune',
      'same_hamlet',
    ])
  })

  it.each([
    ['no day at all', { name: hoa.name, year: 1960 }],
    ['1 January', { name: hoa.name, born: '1960-01-01' }],
  ])('of which one has %s are a pair if the heads have the same name', async (_, other) => {
    expect(await found(hoa, other, { heads: [head, sameNamed] })).toEqual([
      'same_name',
      'birth_year_only',
      'same_commune',
      'same_head',
    ])
  })

  it('of which one has the year only are none without a second sign', async () => {
    expect(await found(hoa, { name: hoa.name, year: 1960 })).toBeUndefined()
  })

  it.each([
    [
      'identity numbers that have little to do with each other',
      { number: '999160000001' },
      { number: '999160777777' },
    ],
    ['another sex', {}, { sex: 'male' }],
    ['another year', {}, { born: '1961-03-12' }],
    ['another day that is not the month', {}, { born: '1960-03-13' }],
  ] as const)('with %s are two people’s, even in one hamlet', async (_, a, b) => {
    expect(await found({ ...hoa, ...a }, { ...hoa, ...b }, { hamlet: 'Thôn Một' })).toBeUndefined()
  })

  it.each([
    ['one digit', '999160000001', '999160000007'],
    ['two neighbours', '999160123456', '999160132456'],
  ])('whose numbers differ in %s and are alike otherwise are a pair across communes', async (_, a, b) => {
    expect(await found({ ...hoa, number: a }, { ...hoa, number: b }, { commune: WEST })).toEqual([
      'near_identity_number',
      'same_name',
      'same_birth_date',
    ])
  })
})

describe('the search', () => {
  beforeEach(async () => {
    store = await testStore()
  })
  afterEach(() => store.close())

  it('of somebody dead and of somebody who draws on under the same number are a pair', async () => {
    await home(store, 'A', { people: [head, { ...hoa, number: '999160000001' }] })
    await home(store, 'B', { people: [{ ...hoa, number: '999160000001' }], commune: WEST })
    await withOwner(store, tx =>
      recordEvent(tx, registry, {
        event: 'died',
        household_id: 'A',
        person_ids: ['A-1'],
        effective_on: '2025-11-01',
        actor: 'test',
      }),
    )
    await findDuplicates(store)
    expect(await pairs(store)).toMatchObject([{ a: 'A-1', b: 'B-0', state: 'open' }])
  })

  it('finds a household that was entered twice with everybody in it, also those of whom only the year is known', async () => {
    const people: Someone[] = [
      { name: 'Phạm Văn Bình', sex: 'male', born: '1955-07-21' },
      { name: 'Lê Thị Cúc', born: '1958-11-02' },
      { name: 'Phạm Thị Dung', born: '1985-04-30' },
    ]
    await home(store, 'A', { people })
    await home(store, 'B', {
      commune: WEST,
      people: people.map((p, i) => (i === 2 ? { name: p.name, year: 1985 } : p)),
    })
    await findDuplicates(store)
    const kept = await pairs(store)
    expect(kept.map(p => [p.a, p.b])).toEqual([
      ['A-0', 'B-0'],
      ['A-1', 'B-1'],
      ['A-2', 'B-2'],
    ])
    expect(kept.every(p => p.reasons.includes('same_others'))).toBe(true)
  })

  it('compares only who is new or changed, and everybody when asked to', async () => {
    const strangers = ['An', 'Bích', 'Cường', 'Dậu', 'Én', 'Gấm'].map((name, i) => ({
      name: `Lý ${name}`,
      born: `198${i}-05-05`,
    }))
    await home(store, 'A', { people: [hoa, ...strangers] })
    expect(await findDuplicates(store)).toMatchObject({ compared: 7, found: 0 })
    // as if ten minutes had gone by: so far back a search looks again
    const lookedUntil = (until: string) =>
      withOwner(store, tx => tx.client.query(`update duplicate_search set searched_until = ${until}`))
    await lookedUntil(`clock_timestamp() + interval '10 minutes'`)
    expect(await findDuplicates(store)).toMatchObject({ compared: 0, found: 0 })
    await home(store, 'B', { people: [hoa] })
    await lookedUntil(
      `(select max(recorded_at) from action) + interval '10 minutes' - interval '1 millisecond'`,
    )
    expect(await findDuplicates(store)).toMatchObject({ compared: 1, found: 1 })
    expect(await findDuplicates(store, { of: 'all' })).toMatchObject({ compared: 8, found: 0 })
  })

  it('finds with some people the same pairs as with everybody', async () => {
    const people: [string, Someone, string?][] = [
      ['A', { ...hoa, number: '999160000001' }],
      ['B', { name: 'Nguyễn Hoa', born: '1960-03-12' }],
      ['C', { ...hoa, born: '1960-12-03' }],
      ['D', { name: 'Ai Đó Khác', born: '1990-02-02', number: '999160000001' }, WEST],
      ['E', { ...hoa, phone: '0912345678' }],
      ['F', { ...hoa, phone: '0912345678' }, WEST],
    ]
    for (const [id, one, commune] of people)
      await home(store, id, {
        people: [one],
        hamlet: 'Thôn Một',
        ...(commune === undefined ? {} : { commune }),
      })
    await findDuplicates(store, { of: 'all' })
    const all = await pairs(store)
    expect(all.length).toBeGreaterThan(5)
    await withOwner(store, tx => tx.client.query('delete from duplicate_candidate'))
    for (const [id] of people) await findDuplicates(store, { of: { persons: [`${id}-0`] } })
    expect(await pairs(store)).toEqual(all)
  })

  it('forgets a pair that is no longer alike, and one whose person has gone', async () => {
    await home(store, 'A', { people: [head, hoa] })
    await home(store, 'B', { people: [hoa] })
    await home(store, 'C', { people: [head] })
    expect(await findDuplicates(store)).toMatchObject({ found: 2 })
    await withOwner(store, async tx => {
      await appendAction(tx, registry, {
        household_id: 'B',
        kind: 'corrected',
        effective_on: '2025-10-01',
        persons: { 'B-0': { facts: { birth_date: '1971-05-05' } } },
        actor: 'test',
      })
      await recordEvent(tx, registry, {
        event: 'member_left',
        household_id: 'C',
        person_ids: ['C-0'],
        dissolve: true,
        effective_on: '2025-10-02',
        actor: 'test',
      })
    })
    expect(await findDuplicates(store)).toMatchObject({ found: 0, gone: 2 })
    expect(await pairs(store)).toEqual([])
  })

  it('does not bring back what a person called different, until something new speaks for it', async () => {
    await home(store, 'A', { people: [hoa] })
    await home(store, 'B', { people: [hoa] })
    await findDuplicates(store)
    await withOwner(store, tx =>
      tx.client.query(
        `update duplicate_candidate set state = 'dismissed', decided_by = 'x', decided_at = clock_timestamp()`,
      ),
    )
    expect(await findDuplicates(store, { of: 'all' })).toMatchObject({ found: 0, reopened: 0 })
    expect(await pairs(store)).toMatchObject([{ state: 'dismissed' }])
    for (const id of ['A', 'B'])
      await withOwner(store, tx =>
        appendAction(tx, registry, {
          household_id: id,
          kind: 'moved',
          effective_on: '2025-10-03',
          household: { fields: { hamlet: 'Thôn Chung' } },
          actor: 'test',
        }),
      )
    expect(await findDuplicates(store, { of: 'all' })).toMatchObject({ found: 0, reopened: 0 })
    for (const id of ['A', 'B'])
      await withOwner(store, tx =>
        appendAction(tx, registry, {
          household_id: id,
          kind: 'corrected',
          effective_on: '2025-10-01',
          persons: { [`${id}-0`]: { fields: { identity_number: '999160000001' } } },
          actor: 'test',
        }),
      )
    expect(await findDuplicates(store)).toMatchObject({ found: 0, reopened: 1 })
    expect(await pairs(store)).toMatchObject([
      {
        state: 'open',
        reasons: ['same_identity_number', 'same_name', 'same_birth_date', 'same_commune', 'same_hamlet'],
      },
    ])
  })

  it('leaves out a number that stands for "unknown", and says so', async () => {
    for (let i = 0; i < 8; i++)
      await home(store, `N${i}`, {
        people: [{ name: `Người Số ${i}`, born: `19${50 + i}-05-05`, number: '999000000000' }],
      })
    const result = await findDuplicates(store)
    expect(result.found).toBe(0)
    expect(result.leftOut).toEqual([{ block: 'number', groups: 1, people: 8 }])
  })

  it('asked for twice at once runs twice, one after the other, and finds each pair once', async () => {
    await home(store, 'A', { people: [hoa] })
    await home(store, 'B', { people: [hoa] })
    const results = await Promise.all([findDuplicates(store), findDuplicates(store)])
    expect(results.map(r => r.found).sort()).toEqual([0, 1])
    expect(await pairs(store)).toHaveLength(1)
  })
})
