import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { installJobs, openJobs } from '../../platform/jobs/index.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { findDuplicates } from './find.ts'
import { DUPLICATE_QUEUE, workOnDuplicates } from './job.ts'
import { duplicateRoutes } from './routes.ts'
import { duplicatesRegistry, EAST, home, pairOf, pairs, type Someone, WEST } from './testing.ts'

let store: TestStore
let server: Listening
let east: TestUser
let west: TestUser
let city: TestUser
let partner: TestUser
let jobs: Awaited<ReturnType<typeof openJobs>>

const hoa: Someone = {
  name: 'Nguyễn Thị Hoa',
  born: '1960-03-12',
  number: '999160000001',
  phone: '0901234567',
}
const binh: Someone = { name: 'Trần Văn Bình', born: '1955-07-21', sex: 'male' }

beforeAll(async () => {
  store = await testStore()
  east = await signInAs(store, { role: 'commune_officer', area: EAST })
  west = await signInAs(store, { role: 'commune_officer', area: WEST })
  city = await signInAs(store, { role: 'city_officer' })
  partner = await signInAs(store, { role: 'partner', area: EAST })
  await withOwner(store, tx => installJobs(tx, [DUPLICATE_QUEUE]))
  jobs = await openJobs(store)
  const cursors = createCursors('test')
  server = await listen(
    [duplicateRoutes({ store, registry: duplicatesRegistry(), cursors, jobs, today: () => '2026-11-24' })],
    { resolveSession: resolveTestSession(store) },
  )
  await home(store, 'A', { people: [hoa, { ...binh, relation: 'spouse' }] })
  await home(store, 'B', { people: [{ ...hoa, name: 'NGUYEN THI HOA' }], commune: WEST })
  await home(store, 'C', { people: [binh] })
  await home(store, 'D', {
    people: [{ name: 'Lê Thị Xa', born: '1970-07-07', number: '999170000001' }],
    commune: WEST,
  })
  await home(store, 'E', {
    people: [{ name: 'Lê Thị Xa', born: '1970-07-07', number: '999170000001' }],
    commune: WEST,
  })
  await findDuplicates(store)
})
afterAll(async () => {
  await jobs.stop(1)
  await server.close()
  await store.close()
})

interface Side {
  side: string
  commune_name: string
  person: { person_id: string; full_name: string } | null
  said: { vi: string } | null
}
interface PairBody {
  candidate_id: string
  state: string
  strength: number
  reasons: { code: string; vi: string }[]
  sides: Side[]
  verdicts: { side: string; verdict: string; said_by_name: string }[]
  may_speak_for: string[]
}
const get = async <T>(path: string, as: TestUser): Promise<T> =>
  (await (await server.ask(`/api${path}`, { as: as.token })).json()) as T
const list = (as: TestUser, query = '') =>
  get<{ items: PairBody[]; next_cursor: string | null; searched_until: string | null }>(
    `/duplicates${query}`,
    as,
  )
const send = (
  method: string,
  path: string,
  as: TestUser,
  body?: unknown,
  headers: Record<string, string> = {},
) =>
  server.ask(`/api${path}`, {
    as: as.token,
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    headers: { 'Content-Type': 'application/json', ...headers },
  })
const codeOf = async (answer: Promise<Response>): Promise<string> => (await problemIn(await answer)).code

describe('the list', () => {
  test('has the pairs of the own communes, the strongest first, with reasons in words', async () => {
    const { items, searched_until } = await list(east)
    expect(items.map(i => i.sides.map(s => s.person?.person_id))).toEqual([
      ['A-0', undefined],
      ['A-1', 'C-0'],
    ])
    expect(items[0]?.strength).toBeGreaterThan(items[1]?.strength ?? 999)
    expect(items[0]?.reasons[0]).toEqual({
      code: 'same_identity_number',
      vi: 'Trùng số định danh.',
      en: 'The same identity number.',
    })
    expect(searched_until).toMatch(/^\d{4}-/)
    expect((await list(city)).items).toHaveLength(3)
    expect((await list(partner)).items).toEqual([])
  })

  test('says of a file in another commune only that it is there', async () => {
    const answer = await server.ask('/api/duplicates', { as: east.token })
    const text = await answer.text()
    const [pair] = (JSON.parse(text) as { items: PairBody[] }).items
    expect(pair?.sides[1]).toMatchObject({
      person: null,
      said: { vi: expect.stringMatching(/^Có thể trùng với một hồ sơ ở (Phường|Xã) .+\.$/) },
    })
    expect(pair?.may_speak_for).toEqual(['a'])
    expect(text).not.toContain('NGUYEN THI HOA')
    expect(text).not.toContain('B-0')
    expect(text).not.toContain('999160000001')
  })

  test('comes in pages, and in those of one commune', async () => {
    const first = await list(city, '?limit=2')
    expect(first.items).toHaveLength(2)
    const rest = await list(city, `?limit=2&cursor=${first.next_cursor}`)
    expect([rest.items.length, rest.next_cursor]).toEqual([1, null])
    expect(new Set([...first.items, ...rest.items].map(i => i.candidate_id)).size).toBe(3)
    expect((await list(city, `?commune=${WEST}`)).items).toHaveLength(2)
    expect(
      await codeOf(
        server.ask(`/api/duplicates?commune=${WEST}&cursor=${first.next_cursor}`, { as: city.token }),
      ),
    ).toBe('cursor.other_query')
  })

  test('is written into the log of each commune with the number of people, not with who they are', async () => {
    await list(city)
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select distinct on (area) area, detail from audit_entry where action = 'duplicate.list' and actor = $1 order by area, seq desc`,
        [city.userId],
      ),
    )
    expect(rows.map(r => r.detail)).toEqual(['{"persons": 3}', '{"persons": 3}'])
  })
})

describe('the comparison', () => {
  test('puts the values beside each other, without restricted facts, and is a read of both files', async () => {
    const pair = await pairOf(store, 'A-0')
    const body = await get<PairBody & { values: { name: string; a?: unknown; b?: unknown }[] }>(
      `/duplicates/${pair}`,
      city,
    )
    expect(body.values.find(v => v.name === 'full_name')).toMatchObject({ a: hoa.name, b: 'NGUYEN THI HOA' })
    expect(body.values.find(v => v.name === 'identity_number')).toMatchObject({
      a: hoa.number,
      b: hoa.number,
    })
    expect(body.values.some(v => v.name.startsWith('has_hiv'))).toBe(false)
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select object_id from audit_entry where action = 'person.read' and actor = $1 order by 1`,
        [city.userId],
      ),
    )
    expect(rows).toEqual([{ object_id: 'A-0' }, { object_id: 'B-0' }])
  })

  test('shows an officer his own side only, and a stranger nothing', async () => {
    const pair = await pairOf(store, 'A-0')
    const answer = await server.ask(`/api/duplicates/${pair}`, { as: west.token })
    const text = await answer.text()
    expect(text).toContain('NGUYEN THI HOA')
    expect(text).not.toContain(hoa.name)
    expect(
      await codeOf(server.ask(`/api/duplicates/${await pairOf(store, 'D-0')}`, { as: east.token })),
    ).toBe('duplicate.not_found')
    expect(await codeOf(server.ask(`/api/duplicates/${pair}`, { as: partner.token }))).toBe(
      'duplicate.not_found',
    )
    expect(await codeOf(server.ask('/api/duplicates/x', { as: city.token }))).toBe(
      'request.invalid_parameters',
    )
    expect(await codeOf(server.ask(`/api/duplicates/${pair}`, { as: undefined }))).toBe('session.missing')
  })
})

describe('what is said', () => {
  test('merges when both communes agree, shows meanwhile who said what, and the city undoes it', async () => {
    const pair = await pairOf(store, 'A-0')
    const path = `/duplicates/${pair}/verdict`
    const asked = (await (await send('PUT', path, east, { verdict: 'same', keep: 'a' })).json()) as PairBody
    expect(asked).toMatchObject({
      state: 'open',
      verdicts: [{ side: 'a', verdict: 'same', said_by_name: 'Cán bộ Thử Nghiệm' }],
    })
    expect((await list(west, '?state=open')).items.find(i => i.candidate_id === pair)?.verdicts).toHaveLength(
      1,
    )
    expect(await codeOf(send('PUT', path, west, { verdict: 'same', keep: 'a' }))).toBe(
      'household.would_be_empty',
    )
    const done = await send('PUT', path, west, { verdict: 'same', keep: 'a', dissolves: true })
    expect([done.status, ((await done.json()) as PairBody).state]).toEqual([200, 'merged'])
    expect(await codeOf(send('PUT', path, west, { verdict: 'different' }))).toBe('duplicate.already_decided')
    expect(await codeOf(send('POST', `/duplicates/${pair}/undo`, east))).toBe('duplicate.both_sides_needed')
    const key = { 'Idempotency-Key': 'undo-once-only' }
    const undone = await send('POST', `/duplicates/${pair}/undo`, city, undefined, key)
    expect([undone.status, ((await undone.json()) as PairBody).state]).toEqual([200, 'open'])
    const again = await send('POST', `/duplicates/${pair}/undo`, city, undefined, key)
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
  })

  test('is taken back while the other side has not agreed', async () => {
    const pair = await pairOf(store, 'A-0')
    await send('PUT', `/duplicates/${pair}/verdict`, east, { verdict: 'different' })
    const back = await send('DELETE', `/duplicates/${pair}/verdict`, east)
    expect(((await back.json()) as PairBody).verdicts).toEqual([])
  })

  test('is refused to a reader, and in words that the program does not know', async () => {
    const pair = await pairOf(store, 'A-1')
    const reader = await signInAs(store, { role: 'inspector', area: EAST })
    expect(await codeOf(send('PUT', `/duplicates/${pair}/verdict`, reader, { verdict: 'different' }))).toBe(
      'access.forbidden',
    )
    for (const body of [
      {},
      { verdict: 'same' },
      { verdict: 'same', keep: 'c' },
      { verdict: 'different', keep: 'a' },
      { verdict: 'same', keep: 'a', relations: { "x'--": 'head' } },
    ])
      expect(await codeOf(send('PUT', `/duplicates/${pair}/verdict`, east, body))).toBe(
        'request.invalid_body',
      )
  })

  test('is written into the logs of both communes', async () => {
    const pair = await pairOf(store, 'A-1')
    expect((await send('PUT', `/duplicates/${pair}/verdict`, east, { verdict: 'different' })).status).toBe(
      200,
    )
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select area, actor, action from audit_entry where object_id = $1 and action <> 'person.read'`,
        [pair],
      ),
    )
    expect(rows).toEqual([{ area: EAST, actor: east.userId, action: 'duplicate.dismiss' }])
    const first = await pairOf(store, 'A-0')
    const merged = await withOwner(store, tx =>
      tx.client.query(
        `select area, actor from audit_entry where object_id = $1 and action = 'duplicate.merge' order by 1`,
        [first],
      ),
    )
    expect(merged.rows.map(r => r.area)).toEqual([WEST, EAST])
    expect(merged.rows.every(r => r.actor === 'system:hai_phong_owner')).toBe(true)
  })
})

describe('a search', () => {
  test('is asked for by the city and done by a worker', async () => {
    expect(await codeOf(send('POST', '/duplicate-searches', east))).toBe('access.forbidden')
    const before = await pairs(store)
    await home(store, 'F', { people: [{ ...hoa, name: 'Nguyễn Hoa' }] })
    expect((await send('POST', '/duplicate-searches', city)).status).toBe(202)
    await workOnDuplicates(store, jobs)
    await expect
      .poll(async () => (await pairs(store)).length, { timeout: 20_000 })
      .toBeGreaterThan(before.length)
  })
})
