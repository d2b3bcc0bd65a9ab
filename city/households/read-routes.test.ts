import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { appendAction } from './append.ts'
import { LIST_COLUMNS } from './list.ts'
import { listHouseholds, type PlacedRow } from './list-queries.ts'
import { householdReadRoutes } from './read-routes.ts'
import { registerMany } from './register.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry, WEST } from './testing.ts'

const registry = testRegistry()
let store: TestStore
let server: Listening
let officer: TestUser
let stranger: TestUser
let surveyor: TestUser
let city: TestUser
let partner: TestUser

const NAMES = ['Nguyễn Văn An', 'Nguyễn Thị Ánh', 'Trần Văn Đức', 'Đặng Thị Ân', 'Lê An Văn', null]

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
  stranger = await signInAs(store, { role: 'commune_officer', area: WEST })
  surveyor = await signInAs(store, { role: 'surveyor', area: EAST })
  city = await signInAs(store, { role: 'city_officer' })
  partner = await signInAs(store, { role: 'partner' })
  const households = Array.from({ length: 40 }, (_, i) =>
    incomingHousehold({
      code: `L-${String(i).padStart(3, '0')}`,
      commune_code: i % 4 === 3 ? WEST : EAST,
      facts: { income_per_head_month: i % 5 === 0 ? null : 1_000_000 + (i % 7) * 100_000 },
      fields: { hamlet: `Thôn ${i % 3}` },
      members: [
        incomingMember({
          fields: {
            full_name: NAMES[i % NAMES.length] ?? null,
            identity_number: `99918500${String(1000 + i)}`,
          },
          facts: i === 0 ? { has_hiv: true } : {},
        }),
      ],
    }),
  )
  await withOwner(store, tx => registerMany(tx, registry, households, { actor: 'test' }))
  server = await listen([householdReadRoutes({ store, registry, cursors: createCursors('secret') })], {
    resolveSession: resolveTestSession(store),
    perUser: { burst: 10_000, perSecond: 10_000 },
    perAddress: { burst: 10_000, perSecond: 10_000 },
  })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

const get = (path: string, user: TestUser) => server.ask(`/api${path}`, { as: user.token })
const post = (path: string, user: TestUser, body: unknown) =>
  server.ask(`/api${path}`, {
    as: user.token,
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })

interface Page {
  items: (Record<string, unknown> & { household_id: string })[]
  next_cursor: string | null
}

async function allPages(path: string, user: TestUser): Promise<Page['items']> {
  const items: Page['items'] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await get(
      `${path}&limit=7${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      user,
    )
    expect(answer.status).toBe(200)
    const page = (await answer.json()) as Page
    items.push(...page.items)
    cursor = page.next_cursor
  }
  return items
}

describe('a list of households', () => {
  it('gives each household once, in order, unknown values last, by every listed column and both ways', async () => {
    for (const { name } of LIST_COLUMNS)
      for (const order of ['asc', 'desc']) {
        const items = await allPages(`/households?sort=${name}&order=${order}`, city)
        expect(new Set(items.map(i => i.household_id)).size).toBe(40)
        const values = items.map(i => i[name] ?? null)
        const known = values.filter(v => v !== null)
        expect(values.slice(known.length).every(v => v === null)).toBe(true)
        if (name === 'head_name') continue
        const sorted = [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
        expect(known).toEqual(order === 'asc' ? sorted : sorted.reverse())
      }
  })

  it('shows an officer the households of his own commune only, also when he asks for another', async () => {
    const own = await allPages('/households?sort=household_id', officer)
    expect(own).toHaveLength(30)
    expect(own.every(i => i['commune_code'] === EAST)).toBe(true)
    expect(await allPages(`/households?commune=${WEST}`, officer)).toEqual([])
    expect(await allPages(`/households?commune=${EAST},${WEST}`, stranger)).toHaveLength(10)
    expect(await allPages('/households?sort=household_id', partner)).toEqual([])
  })

  it('filters as a filter of the rows in memory does, whatever is asked', async () => {
    const all = await withSession(store, city.token, tx =>
      listHouseholds(tx, {}, { by: 'household_id', order: 'asc' }, 1000),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            hamlet: fc.constantFrom('Thôn 0', 'Thôn 1', 'Thôn 9'),
            communes: fc.subarray([EAST, WEST], { minLength: 1 }),
            from: fc.constantFrom(1_000_000, 1_200_000),
            to: fc.constantFrom(1_100_000, 1_600_000),
            unknown: fc.constant(true),
          },
          { requiredKeys: [] },
        ),
        async ({ hamlet, communes, from, to, unknown }) => {
          const income = (row: PlacedRow) => row['income_per_head_month'] as number | null
          const expected = all
            .filter(r => hamlet === undefined || r['hamlet'] === hamlet)
            .filter(r => communes === undefined || communes.includes(String(r['commune_code'])))
            .filter(r => from === undefined || (income(r) ?? -1) >= from)
            .filter(r => to === undefined || (income(r) ?? Number.POSITIVE_INFINITY) <= to)
            .filter(r => unknown === undefined || income(r) === null)
          const found = await withSession(store, city.token, tx =>
            listHouseholds(
              tx,
              {
                hamlet,
                communes,
                ranges: { income_per_head_month: { from, to } },
                unknown: unknown === true ? ['income_per_head_month'] : [],
              },
              { by: 'household_id', order: 'asc' },
              1000,
            ),
          )
          expect(found.map(r => r.household_id)).toEqual(expected.map(r => r.household_id))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('refuses a column that is no column, a wrong type and a cursor of another order', async () => {
    for (const query of [
      'sort=head_id',
      'limit=x',
      'income_per_head_month_from=abc',
      'surplus=1',
      'surveyed_on_from=31-02',
    ])
      expect((await problemIn(await get(`/households?${query}`, city)))['status']).toBe(400)
    const first = (await (await get('/households?limit=5', city)).json()) as Page
    const other = await get(`/households?limit=5&sort=hamlet&cursor=${first.next_cursor}`, city)
    expect((await problemIn(other)).code).toBe('cursor.other_query')
  })

  it('goes out as a file to those who may take lists away, with an entry in the log', async () => {
    expect(await (await get('/households/count', officer)).json()).toEqual({ households: 30, exact: true })
    expect(await (await get('/households/count?hamlet=none', officer)).json()).toEqual({
      households: 0,
      exact: true,
    })
    const answer = await get('/households/export?format=csv', officer)
    expect(answer.status).toBe(200)
    const lines = (await answer.text()).trim().split('\r\n')
    expect(lines).toHaveLength(31)
    expect((await get('/households/export?format=csv', surveyor)).status).toBe(403)
    const { rows } = await withOwner(store, tx =>
      tx.client.query("select area, actor from audit_entry where action = 'household.export'"),
    )
    expect(rows).toEqual([{ area: EAST, actor: officer.userId }])
  })
})

describe('a search', () => {
  const names = async (user: TestUser, q: string): Promise<unknown[]> => {
    const answer = await post('/households/search', user, { q, limit: 100 })
    expect(answer.status).toBe(200)
    return ((await answer.json()) as Page).items.map(i => i['full_name'])
  }

  it('finds a name with or without its marks, its words in any order, in the own commune only', async () => {
    expect(new Set(await names(city, 'nguyen van an'))).toEqual(new Set(['Nguyễn Văn An']))
    expect(new Set(await names(city, 'đức'))).toEqual(new Set(['Trần Văn Đức']))
    expect(new Set(await names(city, 'an van'))).toEqual(new Set(['Lê An Văn', 'Nguyễn Văn An']))
    const everywhere = (await names(city, 'tran')).length
    const east = (await names(officer, 'tran')).length
    const west = (await names(stranger, 'tran')).length
    expect(east + west).toBe(everywhere)
    expect(await names(partner, 'tran')).toEqual([])
  })

  it('finds an identity number only for who may read numbers', async () => {
    const body = { q: '999185001001' }
    const found = (await (await post('/households/search', officer, body)).json()) as Page & { by: string }
    expect(found.by).toBe('number')
    expect(found.items.map(i => i.household_id)).toEqual(['L-001'])
    expect(((await (await post('/households/search', surveyor, body)).json()) as Page).items).toEqual([])
    expect(((await (await post('/households/search', stranger, body)).json()) as Page).items).toEqual([])
  })

  it('finds a household by its code, and can be repeated by an address that does not tell what was typed', async () => {
    const first = (await (await post('/households/search', city, { q: 'L-007' })).json()) as Page & {
      search_id: string
    }
    expect(first.items.map(i => i.household_id)).toEqual(['L-007'])
    expect(Buffer.from(first.search_id, 'base64url').toString('latin1')).not.toContain('L-007')
    const again = (await (
      await post('/households/search', city, { search_id: first.search_id })
    ).json()) as Page
    expect(again.items).toEqual(first.items)
    expect(server.log.lines.join('\n')).not.toContain('L-007')
  })

  it('goes on where it stopped, until everybody is found once', async () => {
    const ids: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = (await (
        await post('/households/search', city, {
          q: 'van',
          limit: 3,
          ...(cursor === undefined ? {} : { cursor }),
        })
      ).json()) as Page
      ids.push(...page.items.map(i => String(i['person_id'])))
      if (page.next_cursor === null) break
      cursor = page.next_cursor
    }
    const expected = NAMES.flatMap((name, i) => (name?.includes('Văn') ? [i] : []))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(
      Array.from({ length: 40 }, (_, i) => i % NAMES.length).filter(i => expected.includes(i)).length,
    )
  })
})

describe('the file of a household', () => {
  interface File {
    version: number
    facts: {
      name: string
      value: unknown
      known: boolean
      supplier: unknown
      source: { effective_on: string } | null
    }[]
    members: { identity_number: string; facts: { name: string; value: unknown }[] }[]
    timeline: { kind: string; effective_on: string }[]
    has_hidden: boolean
  }
  const file = async (path: string, user: TestUser): Promise<File> =>
    (await (await get(path, user)).json()) as File

  it('tells each value with its source, what is not known with who can tell it, and its version', async () => {
    const answer = await get('/households/L-000', officer)
    expect(answer.headers.get('etag')).toBe('"1"')
    const { facts, members } = (await answer.json()) as File
    const fact = (name: string) => facts.find(f => f.name === name)
    expect(fact('area_kind')).toMatchObject({
      value: 'urban',
      known: true,
      source: { effective_on: '2025-10-01' },
    })
    expect(fact('income_per_head_month')).toMatchObject({ value: null, known: false })
    expect(fact('income_per_head_month')?.supplier).toBeTruthy()
    expect(members[0]?.identity_number).toBe('•••••••••000')
  })

  it('keeps restricted facts and numbers from who may not read them', async () => {
    const officers = await file('/households/L-000?unmask=true', officer)
    expect(officers.members[0]?.identity_number).toBe('999185001000')
    expect(officers.members[0]?.facts.find(f => f.name === 'has_hiv')?.value).toBe(true)
    const surveyors = await file('/households/L-000?unmask=true', surveyor)
    expect(surveyors.members[0]?.identity_number).toBeNull()
    expect(surveyors.members[0]?.facts.some(f => f.name === 'has_hiv')).toBe(false)
    expect(surveyors.has_hidden).toBe(true)
  })

  it('is another one as of a day before a correction was known, and is not there before it began', async () => {
    await withSession(store, officer.token, tx =>
      appendAction(tx, registry, {
        household_id: 'L-001',
        kind: 'surveyed',
        effective_on: '2026-03-01',
        household: { facts: { income_per_head_month: 1_900_000 } },
      }),
    )
    const income = async (query: string) =>
      (await file(`/households/L-001${query}`, officer)).facts.find(f => f.name === 'income_per_head_month')
        ?.value
    expect(await income('')).toBe(1_900_000)
    expect(await income('?on=2026-02-28')).toBe(1_100_000)
    expect((await get('/households/L-001?on=2025-09-30', officer)).status).toBe(404)
    expect((await get('/households/L-001?known_on=2025-01-01', officer)).status).toBe(404)
    expect((await file('/households/L-001', officer)).timeline.map(a => a.kind)).toEqual([
      'surveyed',
      'registered',
    ])
  })

  it('of another commune does not exist for an officer, and every reading is in the log', async () => {
    expect((await problemIn(await get('/households/L-000', stranger))).code).toBe('household.not_found')
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        "select count(*)::int as n from audit_entry where action = 'household.read' and object_id = 'L-000' and actor = $1",
        [officer.userId],
      ),
    )
    expect(rows[0]?.n).toBe(2)
  })
})
