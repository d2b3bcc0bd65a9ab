import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { householdRoutes } from './routes.ts'
import { EAST, incomingMember, testRegistry, WEST } from './testing.ts'

let store: TestStore
let server: Listening
let officer: TestUser
let neighbour: TestUser
let inspector: TestUser

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
  neighbour = await signInAs(store, { role: 'commune_officer', area: WEST })
  inspector = await signInAs(store, { role: 'inspector' })
  const services = { store, registry: testRegistry(), cursors: createCursors('secret') }
  server = await listen(householdRoutes(services), { resolveSession: resolveTestSession(store) })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

const post = (user: TestUser, path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask(`/api${path}`, {
    as: user.token,
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  })
const get = (user: TestUser, path: string) => server.ask(`/api${path}`, { as: user.token })

let count = 0
async function newHousehold(): Promise<{ household_id: string; person_ids: string[] }> {
  count++
  const number = (n: number) => `9991850${String(count * 10 + n).padStart(5, '0')}`
  const answer = await post(officer, '/households', {
    commune_code: EAST,
    effective_on: '2025-10-01',
    facts: { income_per_head_month: 1_500_000 },
    members: [
      incomingMember({ fields: { identity_number: number(0) } }),
      incomingMember({
        fields: { identity_number: number(1) },
        facts: { relation_to_head: 'spouse', sex: 'male' },
      }),
      incomingMember({
        fields: { identity_number: number(2) },
        facts: { relation_to_head: 'child', birth_date: '2005-02-01' },
      }),
    ],
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as { household_id: string; person_ids: string[] }
}
const survey = {
  kind: 'surveyed',
  effective_on: '2026-01-10',
  household: { facts: { income_per_head_month: 900_000 } },
}

describe('a change of a household', () => {
  it('is recorded once, however often it is sent, and only on the version that was read', async () => {
    const { household_id: id } = await newHousehold()
    const path = `/households/${id}/actions`
    expect((await problemIn(await post(officer, path, survey))).code).toBe('version.not_named')
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'survey-0001' }
    const first = await post(officer, path, survey, headers)
    expect(first.status).toBe(201)
    expect(first.headers.get('etag')).toBe('"2"')
    const again = await post(officer, path, survey, headers)
    expect(await again.json()).toEqual(await first.json())
    const late = await post(officer, path, { ...survey, effective_on: '2026-02-01' }, { 'If-Match': '"1"' })
    expect((await problemIn(late)).code).toBe('household.version_conflict')
    const { version } = (await (await get(officer, `/households/${id}`)).json()) as { version: number }
    expect(version).toBe(2)
  })

  it('can be looked at before it is done, and then nothing is written', async () => {
    const { household_id: id } = await newHousehold()
    const preview = await post(officer, `/households/${id}/actions/preview`, survey)
    expect(preview.status).toBe(200)
    expect(((await preview.json()) as { values: unknown[] }).values).toContainEqual({
      of: 'fact',
      name: 'income_per_head_month',
      before: 1_500_000,
      after: 900_000,
    })
    expect((await get(officer, `/households/${id}`)).headers.get('etag')).toBe('"1"')
  })

  it('is refused to who may only read, to another commune, and with facts that are none', async () => {
    const { household_id: id } = await newHousehold()
    const headers = { 'If-Match': '"1"' }
    expect((await post(inspector, `/households/${id}/actions`, survey, headers)).status).toBe(403)
    expect((await post(neighbour, `/households/${id}/actions`, survey, headers)).status).toBe(404)
    const wrong = { ...survey, household: { facts: { income_per_head_month: 'viele', no_such_fact: 1 } } }
    const problem = await problemIn(await post(officer, `/households/${id}/actions`, wrong, headers))
    expect(problem.code).toBe('household.invalid_content')
    expect(JSON.stringify(problem['errors'])).toContain('/household/facts/no_such_fact')
    const note = { ...survey, reference: 'Nguyễn Văn An bị ốm' }
    expect((await post(officer, `/households/${id}/actions`, note, headers)).status).toBe(422)
  })
})

describe('an event', () => {
  it('writes to both sides of a split, and everybody is in one household', async () => {
    const { household_id: id, person_ids } = await newHousehold()
    const child = person_ids[2] ?? ''
    const body = {
      event: 'split',
      effective_on: '2026-01-15',
      moving: { [child]: { facts: { relation_to_head: 'head' } } },
    }
    const answer = await post(officer, `/households/${id}/events`, body, { 'If-Match': '"1"' })
    expect(answer.status).toBe(201)
    const done = (await answer.json()) as { households: { household_id: string }[] }
    expect(done.households).toHaveLength(2)
    const { rows } = await withOwner(store, tx =>
      tx.client.query('select household_id from person where person_id = $1', [child]),
    )
    expect(rows).toEqual([{ household_id: done.households.find(h => h.household_id !== id)?.household_id }])
  })

  it('hands a household to another commune: the old one keeps its own time, the new one what it was handed', async () => {
    const { household_id: id } = await newHousehold()
    const body = { event: 'moved_to', effective_on: '2026-02-01', to_commune: WEST }
    expect((await get(neighbour, `/households/${id}`)).status).toBe(404)
    expect((await post(officer, `/households/${id}/events`, body, { 'If-Match': '"1"' })).status).toBe(201)
    const now = (await (await get(neighbour, `/households/${id}`)).json()) as {
      commune_code: string
      members: unknown[]
    }
    expect(now).toMatchObject({ commune_code: WEST })
    expect(now.members).toHaveLength(3)
    expect((await get(neighbour, `/households/${id}?on=2026-01-15`)).status).toBe(404)
    const then = (await (await get(officer, `/households/${id}?on=2026-01-15`)).json()) as {
      commune_code: string
    }
    expect(then.commune_code).toBe(EAST)
    expect(
      (await post(officer, `/households/${id}/actions`, survey, { 'If-Match': '"2"' })).status,
    ).toBeGreaterThanOrEqual(403)
  })

  it('can be looked at before it is done', async () => {
    const { household_id: id, person_ids } = await newHousehold()
    const body = { event: 'died', effective_on: '2026-01-15', person_ids: [person_ids[1]] }
    const preview = await post(officer, `/households/${id}/events/preview`, body)
    expect(preview.status).toBe(200)
    expect(JSON.stringify(await preview.json())).toContain(person_ids[1])
    expect((await get(officer, `/households/${id}`)).headers.get('etag')).toBe('"1"')
    expect((await post(neighbour, `/households/${id}/events/preview`, body)).status).toBe(404)
  })

  it('announces somebody to another commune, which sees who comes and takes the person in', async () => {
    const { household_id: id, person_ids } = await newHousehold()
    const child = person_ids[2] ?? ''
    const body = {
      event: 'announced',
      effective_on: '2026-01-10',
      person_id: child,
      to_commune: WEST,
      reason: 'married_out',
    }
    const answer = await post(officer, `/households/${id}/events`, body, { 'If-Match': '"1"' })
    expect(answer.status).toBe(201)
    const { event_id } = (await answer.json()) as { event_id: string }
    const waiting = (await (await get(neighbour, `/arrivals?commune=${WEST}`)).json()) as { items: unknown[] }
    expect(waiting.items).toContainEqual(
      expect.objectContaining({ event_id, person_id: child, state: 'open' }),
    )
    expect(await (await get(neighbour, `/arrivals/${event_id}`)).json()).toMatchObject({
      full_name: 'Nguyễn Thị Mẫu',
      complete: true,
    })
    const elsewhere = await signInAs(store, { role: 'commune_officer', area: '10525' })
    expect((await get(elsewhere, `/arrivals/${event_id}`)).status).toBe(404)
    expect(await (await get(elsewhere, `/arrivals?commune=${WEST}`)).json()).toEqual({ items: [] })
  })

  it('is in the log of the commune where it happened', async () => {
    const { rows } = await withOwner(store, tx =>
      tx.client.query<{ area: string; action: string }>(
        "select distinct area, action from audit_entry where action in ('household.split', 'household.moved_to', 'household.change') order by action",
      ),
    )
    expect(rows).toEqual([
      { area: EAST, action: 'household.change' },
      { area: EAST, action: 'household.moved_to' },
      { area: EAST, action: 'household.split' },
    ])
  })
})
