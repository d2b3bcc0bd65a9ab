import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { appendAction, recordEvent, registerHousehold } from '../households/index.ts'
import { householdRoutes } from '../households/routes.ts'
import { EAST, incomingHousehold, incomingMember, testRegistry, WEST } from '../households/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { privacyRoutes } from './routes.ts'

const registry = testRegistry()
const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
let store: TestStore
let server: Listening
let officer: TestUser
let chair: TestUser
let city: TestUser
let stranger: TestUser
let administrator: TestUser

const NAME = 'Bàn <b>Thị</b> "Mây" & Co'
const HOME = 'C-1'
const PERSON = 'C-1-1'

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: EAST })
  chair = await signInAs(store, { role: 'commune_chair', area: EAST })
  city = await signInAs(store, { role: 'city_officer' })
  stranger = await signInAs(store, { role: 'commune_officer', area: WEST })
  administrator = await signInAs(store, { role: 'administrator' })
  const cursors = createCursors('test')
  server = await listen(
    [
      privacyRoutes({ store, registry, cursors, today: () => TODAY }),
      ...householdRoutes({ store, registry, cursors }),
    ],
    { resolveSession: resolveTestSession(store) },
  )
  await withSession(store, officer.token, tx =>
    registerHousehold(
      tx,
      registry,
      incomingHousehold({
        code: HOME,
        fields: { hamlet: 'Tổ 7' },
        members: [
          incomingMember({
            person_id: 'C-1-0',
            fields: { full_name: 'Chủ Hộ Người Khác', identity_number: null },
          }),
          incomingMember({
            person_id: PERSON,
            facts: { relation_to_head: 'child', birth_date: '1990-02-03', has_hiv: false },
            fields: { full_name: NAME, identity_number: '999190000777', phone: '0900000777' },
          }),
        ],
      }),
    ),
  )
  await withSession(store, city.token, tx =>
    appendAction(tx, registry, {
      household_id: HOME,
      kind: 'surveyed',
      effective_on: '2025-10-20',
      household: { facts: { income_per_head_month: 1_250_000 } },
      persons: { [PERSON]: { facts: { ethnicity: 'Dao' } }, 'C-1-0': { facts: { ethnicity: 'Kinh' } } },
    }),
  )
  await withOwner(store, async ({ client }) => {
    const run = await client.query(
      `insert into determination_run (kind, month, decided_on, facts, law_hash, engine_version, requested_by)
       values ('month', '2025-11-01', '2025-11-30', 'current', 'h', '1', 'test') returning run_id`,
    )
    await client.query(
      `insert into determination_benefit (run_id, benefit, sector, title_vi, title_en, subject, kind, payer, per, fingerprint)
       values ($1, 'b', 'poverty', 'Trợ cấp thử', 'Test benefit', 'person', 'cash', 'city', 'month', 'f')`,
      [run.rows[0].run_id],
    )
    for (const [person, amount] of [
      [PERSON, 500_000],
      ['', 70_000],
      ['C-1-0', 999_999],
    ] as const)
      await client.query(
        `insert into outcome (run_id, commune_code, household_id, person_id, benefit, sector, outcome, amount, amount_open, restricted)
         values ($1, '${EAST}', '${HOME}', $2, 'b', 'poverty', 'granted', $3, false, false)`,
        [run.rows[0].run_id, person, amount],
      )
    for (const person of [PERSON, 'C-1-0'])
      await client.query(
        `insert into delivery_entry (household_id, person_id, benefit, month, adjustment, entry, commune_code, sector, state, amount, on_day, entered_by)
         values ('${HOME}', $1, 'b', '2025-11-01', 0, 1, '${EAST}', 'poverty', 'delivered', 500000, '2025-11-20', 'test')`,
        [person],
      )
  })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

const ask = (path: string, as: TestUser | undefined) => server.ask(`/api${path}`, { as: as?.token })
const send = (method: string, path: string, as: TestUser, body: unknown) =>
  server.ask(`/api${path}`, {
    as: as.token,
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  })
const codeOf = async (answer: Promise<Response>): Promise<string> => (await problemIn(await answer)).code

interface Copy {
  whole_city: boolean
  communes: string[]
  values: { name: string; shown: string; source: { what: string; by: string } }[]
  households: { household_id: string; values: { name: string }[] }[]
  actions: { kind: string; said: { name: string }[]; by: string }[]
  entitlements: { person_id: string; amount: number; title: string }[]
  deliveries: { person_id: string; state: string }[]
  accesses: { action: string; by: string }[]
}

describe('a person’s copy', () => {
  test('has everything that is kept about him with its source, every entry, every right and who looked', async () => {
    await ask(`/households/${HOME}`, chair)
    const copy = (await (await ask(`/persons/${PERSON}/copy`, officer)).json()) as Copy
    const shown = Object.fromEntries(copy.values.map(v => [v.name, v.shown]))
    expect(shown).toMatchObject({
      full_name: NAME,
      identity_number: '999190000777',
      phone: '0900000777',
      birth_date: '03/02/1990',
      has_hiv: 'không',
      ethnicity: 'Dao',
    })
    expect(copy.values.find(v => v.name === 'ethnicity')?.source).toMatchObject({
      what: 'khảo sát',
      by: 'Cán bộ Thử Nghiệm',
    })
    expect(copy.households.map(h => h.household_id)).toEqual([HOME])
    expect(copy.households[0]?.values.some(v => v.name === 'income_per_head_month')).toBe(true)
    expect(copy.actions.map(a => a.kind)).toEqual(['registered', 'surveyed'])
    expect(copy.actions[1]?.said).toEqual([{ name: 'ethnicity', label: 'dân tộc', shown: 'Dao' }])
    expect(copy.entitlements.map(e => [e.person_id, e.amount, e.title])).toEqual([
      ['', 70_000, 'Trợ cấp thử'],
      [PERSON, 500_000, 'Trợ cấp thử'],
    ])
    expect(copy.deliveries.map(d => [d.person_id, d.state])).toEqual([[PERSON, 'delivered']])
    expect(copy.accesses.map(a => a.action)).toContain('household.read')
    expect([copy.whole_city, copy.communes.length]).toEqual([false, 1])
    expect(JSON.stringify(copy)).not.toContain('Chủ Hộ Người Khác')
    const whole = (await (await ask(`/persons/${PERSON}/copy`, city)).json()) as Copy
    expect(whole.whole_city).toBe(true)
    expect(whole.accesses.map(a => a.action)).toContain('privacy.copy')
  })

  test('is a page as well, in which no name becomes a tag and nothing runs', async () => {
    const answer = await ask(`/persons/${PERSON}/copy.html`, officer)
    const page = await answer.text()
    expect(page).toContain('Bàn &lt;b&gt;Thị&lt;/b&gt; &quot;Mây&quot; &amp; Co')
    expect(page).not.toContain('<b>')
    expect(page).not.toMatch(/<script|http:|https:/)
    expect(page).toContain('500.000 đồng')
    expect(page).toContain('Bản sao gồm dữ liệu về người này ở: Phường Hồng Bàng.')
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('is noted in the log, and is given by who may copy there and sees all of it', async () => {
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select actor, area, object_id from audit_entry where action = 'privacy.copy' order by seq limit 1`,
      ),
    )
    expect(rows).toEqual([{ actor: officer.userId, area: EAST, object_id: PERSON }])
    expect(await codeOf(ask(`/persons/${PERSON}/copy`, chair))).toBe('access.forbidden')
    expect(await codeOf(ask(`/persons/${PERSON}/copy`, stranger))).toBe('privacy.person_not_found')
    expect(await codeOf(ask(`/persons/${PERSON}/copy`, administrator))).toBe('privacy.person_not_found')
    expect(await codeOf(ask('/persons/NOBODY/copy', city))).toBe('privacy.person_not_found')
    expect(await codeOf(ask('/persons/a%20b/copy', city))).toBe('request.invalid_parameters')
    expect(await codeOf(ask(`/persons/${PERSON}/copy`, undefined))).toBe('session.missing')
  })

  test('of somebody who moved to another commune has there what that commune may see, and says so', async () => {
    await withSession(store, officer.token, tx =>
      registerHousehold(
        tx,
        registry,
        incomingHousehold({ code: 'M-1', members: [incomingMember({ person_id: 'M-1-0' })] }),
      ),
    )
    await withSession(store, officer.token, tx =>
      recordEvent(tx, registry, {
        event: 'moved_to',
        household_id: 'M-1',
        to_commune: WEST,
        effective_on: TODAY,
      }),
    )
    const there = (await (await ask('/persons/M-1-0/copy', stranger)).json()) as Copy
    expect(there.actions.map(a => a.kind)).toEqual(['moved_in'])
    expect(there.communes).toHaveLength(1)
    const everywhere = (await (await ask('/persons/M-1-0/copy', city)).json()) as Copy
    expect(everywhere.actions.map(a => a.kind)).toEqual(['registered', 'moved_in'])
    expect(everywhere.communes).toHaveLength(2)
    expect(await codeOf(ask('/persons/M-1-0/copy', officer))).toBe('privacy.person_not_found')
  })
})

describe('an erasure', () => {
  test('goes over HTTP from the duties to the second person’s word', async () => {
    const duties = async () =>
      (
        (await (await ask(`/persons/${PERSON}/erasure-duties`, officer)).json()) as {
          duties: { code: string }[]
        }
      ).duties.map(d => d.code)
    expect(await duties()).toEqual(['member', 'recent_right'])
    const wanted = { person_id: PERSON, ground: 'asked', reference: 'Đơn 3/2026' }
    const refused = await problemIn(await send('POST', '/erasures', officer, wanted))
    expect([refused['status'], refused.code, (refused['duties'] as unknown[]).length]).toEqual([
      409,
      'privacy.duty_to_keep',
      2,
    ])
    await withSession(store, officer.token, tx =>
      recordEvent(tx, registry, {
        event: 'member_left',
        household_id: HOME,
        person_ids: [PERSON],
        effective_on: TODAY,
      }),
    )
    const setting = { keep_months: 6, source: 'Thử nghiệm', mark: 'unconfirmed' }
    expect(await codeOf(send('PUT', '/privacy-setting', city, setting))).toBe('access.forbidden')
    expect(await (await send('PUT', '/privacy-setting', administrator, setting)).json()).toMatchObject({
      ...setting,
      set_by: administrator.userId,
    })
    expect(await duties()).toEqual([])

    const proposed = await send('POST', '/erasures', officer, wanted)
    const { request_id } = (await proposed.json()) as { request_id: string }
    expect(proposed.status).toBe(201)
    expect(await codeOf(send('POST', '/erasures', officer, wanted))).toBe('privacy.already_requested')
    expect(
      await codeOf(send('POST', `/erasures/${request_id}/decision`, officer, { decision: 'approve' })),
    ).toBe('privacy.second_person_needed')
    expect(
      await codeOf(send('POST', `/erasures/${request_id}/decision`, stranger, { decision: 'approve' })),
    ).toBe('privacy.request_not_found')
    const list = (await (await ask('/erasures?state=proposed', chair)).json()) as {
      items: { request_id: string }[]
    }
    expect(list.items.map(i => i.request_id)).toEqual([request_id])
    expect(((await (await ask('/erasures', stranger)).json()) as { items: unknown[] }).items).toEqual([])
    const done = await send('POST', `/erasures/${request_id}/decision`, chair, { decision: 'approve' })
    expect(await done.json()).toMatchObject({ state: 'done', decided_by: chair.userId })
    expect(await codeOf(ask(`/persons/${PERSON}/copy`, officer))).toBe('privacy.already_erased')
    const page = await (await ask(`/households/${HOME}`, officer)).text()
    expect(page).toContain(PERSON)
    expect(page).not.toContain('Mây')
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select action, actor from audit_entry where object_id = $1 and action like 'privacy.%erasure' order by seq`,
        [PERSON],
      ),
    )
    expect(rows).toEqual([
      { action: 'privacy.propose_erasure', actor: officer.userId },
      { action: 'privacy.approve_erasure', actor: chair.userId },
    ])
  })

  test('is not understood without a ground, a paper and a decision', async () => {
    for (const body of [
      {},
      { person_id: PERSON, ground: 'because', reference: 'x' },
      { person_id: PERSON, ground: 'asked', reference: ' ' },
    ])
      expect(await codeOf(send('POST', '/erasures', officer, body))).toBe('request.invalid_body')
    expect(await codeOf(send('POST', '/erasures/nothing/decision', officer, { decision: 'approve' }))).toBe(
      'request.invalid_parameters',
    )
  })
})
