import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { reviewRoutes } from './routes.ts'
import { COMMUNE, enterTotals, type People, registerWidow, signInPeople, testContext } from './testing.ts'
import { type Api, apiOf, at, type Reply, textOf } from './testing-api.ts'

const DAY = '2026-09-05'
let store: TestStore
let server: Listening
let people: People
let stranger: TestUser
let partner: TestUser
let api: Api
const call: Api['call'] = (...args) => api.call(...args)
const ok: Api['ok'] = (...args) => api.ok(...args)

beforeAll(async () => {
  store = await testStore()
  people = await signInPeople(store)
  stranger = await signInAs(store, { role: 'commune_officer', area: '11335' })
  partner = await signInAs(store, { role: 'partner' })
  server = await listen(
    [reviewRoutes({ store, context: testContext(), cursors: createCursors(Buffer.alloc(32, 3)) })],
    { resolveSession: resolveTestSession(store) },
  )
  api = apiOf(server)
  for (const [code, facts] of [
    ['ONE', { recognised_standing: 'poor', recognised_on: '2025-12-10' }],
    ['TWO', { recognised_standing: 'near_poor', recognised_on: '2025-12-10' }],
    ['NEW', {}],
    ['OUT', {}],
  ] as const)
    await registerWidow(store, people.officer, code, facts)
})
afterAll(async () => {
  await server.close()
  await store.close()
})

type Line = Record<'case_id' | 'household_id' | 'state', string> & { version: number }
const cases = async (query = ''): Promise<Line[]> =>
  at(await ok(people.officer, 'GET', `/reviews/cases?limit=50${query}`), 'items')
const caseOf = async (household: string) => {
  const [found] = await cases(`&household_id=${household}`)
  if (!found) throw new Error(`no case of ${household}`)
  return found
}

describe('a review over HTTP', () => {
  let round = ''
  let request = ''
  let code = ''

  it('takes a request in and prints its slip', async () => {
    const { officer } = people
    const made = await ok(officer, 'POST', '/reviews/requests', {
      form: '01',
      household_id: 'NEW',
      received_on: '2026-08-25',
    })
    request = at(made, 'request', 'request_id')
    code = at(made, 'request', 'receipt_code')
    expect(await textOf(await ok(officer, 'GET', `/reviews/requests/${request}/slip`))).toContain(code)
    const listed = await ok(officer, 'GET', '/reviews/requests?waiting=true')
    expect(at<unknown[]>(listed, 'items')).toHaveLength(1)
    await ok(officer, 'POST', '/reviews/requests', {
      form: '01',
      household_id: 'OUT',
      received_on: '2026-08-26',
    })
  })

  it('tells the household by its code how things stand, without a session', async () => {
    const status = await ok(undefined, 'POST', '/reviews/status', { code: code.toLowerCase() })
    expect(status.body).toMatchObject({ state: 'received', return_on: '2026-12-14', is_over: false })
    const wrong = await call(undefined, 'POST', '/reviews/status', { code: 'ZZZZZ-ZZZZZ' })
    expect((await problemIn(wrong.raw)).code).toBe('review.code_unknown')
  })

  it('opens a round once, with its list', async () => {
    const wanted = { kind: 'annual', area: COMMUNE, year: 2026 }
    const opened = await ok(people.officer, 'POST', '/reviews/rounds', wanted, {
      key: 'open-the-round-of-2026',
    })
    round = at(opened, 'round', 'round_id')
    expect(at(opened, 'listed')).toEqual({ current: 2, carried: 0, requests: 2 })
    const replayed = await ok(people.officer, 'POST', '/reviews/rounds', wanted, {
      key: 'open-the-round-of-2026',
    })
    expect(at(replayed, 'round', 'round_id')).toBe(round)
    const twice = await call(people.officer, 'POST', '/reviews/rounds', wanted)
    expect((await problemIn(twice.raw)).code).toBe('review.round_exists')
    const shown = await ok(people.officer, 'GET', `/reviews/rounds/${round}`)
    expect(at(shown, 'progress')).toEqual([{ commune_code: COMMUNE, state: 'listed', cases: 4 }])
    expect(at(shown, 'hamlets')).toEqual([])
    const here = await ok(people.officer, 'GET', `/reviews/rounds/${round}?commune=${COMMUNE}`)
    expect(at<{ cases: number }[]>(here, 'hamlets').reduce((n, h) => n + h.cases, 0)).toBe(4)
    expect(at<unknown[]>(await ok(people.officer, 'GET', '/reviews/rounds?year=2026'), 'items')).toHaveLength(
      1,
    )
    expect(at(await ok(people.officer, 'GET', '/reviews/reach'), 'review.approve')).toEqual([])
  })

  it('asks the questions of the forms', async () => {
    const forms = await ok(people.surveyor, 'GET', `/reviews/rounds/${round}/forms`)
    expect(at(forms, 'form_a', 'mark')).toBe('unconfirmed')
    expect(at<{ fact: string }[]>(forms, 'form_b', 'person').map(q => q.fact)).toContain('disability')
  })

  it('screens, surveys with If-Match, and refuses the version of yesterday', async () => {
    const { surveyor } = people
    const fresh = await caseOf('NEW')
    const path = `/reviews/cases/${fresh.case_id}`
    const a = { on: '2026-09-02', answers: { car: false } }
    const unnamed = await call(surveyor, 'POST', `${path}/screening`, a)
    expect([unnamed.status, (await problemIn(unnamed.raw)).code]).toEqual([428, 'version.not_named'])
    const screened = await ok(surveyor, 'POST', `${path}/screening`, a, { version: 0 })
    expect(screened.etag).toBe('1')
    const b = { on: DAY, answers: { household: { toilet_kind: 'none' } } }
    const stale = await call(surveyor, 'POST', `${path}/survey`, b, { version: 0 })
    expect((await problemIn(stale.raw)).code).toBe('review.case_changed')
    const surveyed = await ok(surveyor, 'POST', `${path}/survey`, b, { version: screened.etag })
    expect(surveyed.body).toMatchObject({ computed: 'near_poor', standing: 'near_poor', warnings: [] })
    for (const household of ['ONE', 'TWO']) {
      const c = await caseOf(household)
      await ok(
        surveyor,
        'POST',
        `/reviews/cases/${c.case_id}/survey`,
        { on: DAY, answers: {} },
        { version: 0 },
      )
    }
    const wrong = await call(
      surveyor,
      'POST',
      `${path}/survey`,
      { on: DAY, answers: { household: { toilet_kind: 'golden' } } },
      { version: surveyed.etag },
    )
    const problem = await problemIn(wrong.raw)
    expect([wrong.status, problem.code]).toEqual([422, 'household.invalid_content'])
  })

  it('meets about many, prints the minutes, and posts', async () => {
    const { officer } = people
    const ready = await cases('&state=surveyed')
    const met = await ok(officer, 'POST', '/reviews/meetings', {
      hamlet: 'Thôn Đông',
      on: '2026-09-10',
      chair: 'Trần Văn Chủ',
      present: 20,
      votes: ready.map(c => ({
        case_id: c.case_id,
        version: c.version,
        agreed: c.household_id === 'ONE' ? 9 : 15,
      })),
    })
    expect(at<unknown[]>(met, 'again')).toHaveLength(1)
    const meeting = at(met, 'meeting', 'meeting_id')
    expect(at<unknown[]>(await ok(officer, 'GET', `/reviews/meetings/${meeting}`), 'cases')).toHaveLength(3)
    expect(
      at<unknown[]>(await ok(officer, 'GET', `/reviews/meetings?round_id=${round}`), 'items'),
    ).toHaveLength(1)
    const minutes = await textOf(await ok(officer, 'GET', `/reviews/meetings/${meeting}/minutes`))
    expect(minutes).toContain('Bản số 1/2')
    expect(minutes).toContain('Bản số 2/2')
    const archive = await ok(officer, 'GET', `/reviews/meetings/${meeting}/minutes?as=archive`)
    expect(archive.raw.headers.get('content-type')).toBe('application/zip')

    const agreed = await cases('&state=met')
    const posted = await ok(officer, 'POST', '/reviews/postings', {
      cases: agreed.map(c => ({ case_id: c.case_id })),
      from: '2026-09-14',
      address: 'UBND phường',
    })
    const posting = at(posted, 'posting', 'posting_id')
    expect(at(posted, 'posting', 'until_on')).toBe('2026-09-17')
    // it ended in September: names are gone, and the list can no longer be printed
    const over = await ok(officer, 'GET', `/reviews/postings/${posting}`)
    expect(over.body).toMatchObject({ is_over: true, count: 2, cases: [] })
    const print = await call(officer, 'GET', `/reviews/postings/${posting}/list`)
    expect((await problemIn(print.raw)).code).toBe('review.nothing_to_print')
    expect(
      at<unknown[]>(await ok(officer, 'GET', `/reviews/postings?round_id=${round}`), 'items'),
    ).toHaveLength(1)
  })

  it('prints a posted list while it runs', async () => {
    const { officer } = people
    const today = testContext().today()
    const c = await caseOf('ONE')
    const survey = await ok(
      officer,
      'POST',
      `/reviews/cases/${c.case_id}/survey`,
      { on: today, answers: {} },
      { version: c.version },
    )
    await ok(officer, 'POST', '/reviews/meetings', {
      hamlet: 'Thôn Đông',
      on: today,
      present: 4,
      votes: [{ case_id: c.case_id, version: Number(survey.etag), agreed: 2 }],
    })
    const posted = await ok(officer, 'POST', '/reviews/postings', {
      cases: [{ case_id: c.case_id }],
      from: today,
      address: 'UBND phường',
    })
    const text = await textOf(
      await ok(officer, 'GET', `/reviews/postings/${at(posted, 'posting', 'posting_id')}/list`),
    )
    expect(text).toContain('Vũ Thị Mận')
    expect(text).toContain('Chưa đối chiếu văn bản: thời gian niêm yết kết quả rà soát: 3 ngày làm việc')
  })

  it('re-checks after a complaint', async () => {
    const { officer } = people
    const c = await caseOf('TWO')
    const path = `/reviews/cases/${c.case_id}`
    const complaint = await ok(
      officer,
      'POST',
      `${path}/complaints`,
      { on: '2026-09-18', complainant: 'villager', subject: 'Hộ có thu nhập khác.' },
      { version: c.version },
    )
    expect(complaint.body).toMatchObject({ late: true })
    const recheck = {
      on: '2026-09-21',
      answers: { household: { income_per_head_month: 3_000_000 } },
      findings: 'Con đi làm gửi tiền về.',
    }
    const checked = await ok(officer, 'POST', `${path}/recheck`, recheck, { version: complaint.etag })
    expect(checked.body).toMatchObject({ standing: 'not_poor' })
    await ok(officer, 'POST', '/reviews/postings', {
      cases: [{ case_id: c.case_id }],
      from: '2026-09-22',
      address: 'UBND phường',
    })
    const shown = await ok(officer, 'GET', path)
    expect(at<{ late: boolean }[]>(shown, 'complaints')).toMatchObject([{ late: true }])
    expect(at<{ step: string }[]>(shown, 'next').map(n => n.step)).toContain('propose')
  })

  it('asks the level above where the city has switched that on', async () => {
    const setting = { value: 'province', unit: 'choice', source: 'Công văn của Sở', mark: 'reported' }
    const refused = await call(people.officer, 'PUT', '/reviews/settings/opinion', setting)
    expect(refused.status).toBe(403)
    await ok(people.city, 'PUT', '/reviews/settings/opinion', setting)
    const c = await caseOf('NEW')
    await ok(people.officer, 'POST', '/reviews/opinion-requests', {
      cases: [{ case_id: c.case_id }],
      on: '2026-09-22',
    })
    await ok(people.city, 'POST', '/reviews/opinions', {
      cases: [{ case_id: c.case_id }],
      on: '2026-09-23',
      agrees: true,
      reference: '12/SNNMT',
    })
    await ok(people.city, 'PUT', '/reviews/settings/opinion', { ...setting, value: 'none' })
    const history = await ok(people.city, 'GET', '/reviews/settings/opinion/history')
    expect(at<{ value: string }[]>(history, 'items').map(h => h.value)).toEqual(['none', 'province'])
    const settings = await ok(people.officer, 'GET', '/reviews/settings')
    expect(
      at<{ key: string; mark: string }[]>(settings, 'items').find(s => s.key === 'recheck_days')?.mark,
    ).toBe('unconfirmed')
    const wrong = await call(people.city, 'PUT', '/reviews/settings/posting_days', {
      value: 0,
      unit: 'working_day',
      source: 'thử',
      mark: null,
    })
    expect((await problemIn(wrong.raw)).code).toBe('review.setting_wrong')
  })

  it('proposes by one and signs by another, returned once', async () => {
    const { officer, chair } = people
    const [a, b] = [await caseOf('NEW'), await caseOf('TWO')]
    const propose = () =>
      ok(officer, 'POST', '/reviews/decisions', {
        on: '2026-09-28',
        cases: [{ case_id: a.case_id }, { case_id: b.case_id }],
      })
    const first = at(await propose(), 'decision_id')
    await ok(
      chair,
      'POST',
      `/reviews/decisions/${first}/return`,
      { on: '2026-09-29', reason: 'Thiếu chữ ký.' },
      { version: 1 },
    )
    // a step back in time is refused, as after every step
    const early = await call(officer, 'POST', '/reviews/decisions', {
      on: '2026-09-28',
      cases: [{ case_id: a.case_id }],
    })
    expect((await problemIn(early.raw)).code).toBe('review.day_out_of_order')
  })

  it('goes on after a return, on a day not before it', async () => {
    const { officer, chair } = people
    const [a, b] = [await caseOf('NEW'), await caseOf('TWO')]
    const proposed = await ok(officer, 'POST', '/reviews/decisions', {
      on: '2026-09-30',
      cases: [{ case_id: a.case_id }, { case_id: b.case_id }],
    })
    const id = at(proposed, 'decision_id')
    const draft = await textOf(await ok(officer, 'GET', `/reviews/decisions/${id}/paper`))
    expect(draft).toContain('Số: …………………')
    const signature = { number: '12/QĐ-UBND', decided_on: '2026-10-01' }
    const own = await call(officer, 'POST', `/reviews/decisions/${id}/approval`, signature, { version: 1 })
    expect((await problemIn(own.raw)).code).toBe('review.four_eyes')
    const signed = await ok(chair, 'POST', `/reviews/decisions/${id}/approval`, signature, { version: 1 })
    expect(at(signed, 'effect')).toEqual({ applied: 2, not_applied: [] })
    const shown = await ok(officer, 'GET', `/reviews/decisions/${id}`)
    for (const name of ['proposed_by_name', 'ended_by_name'])
      expect(at(shown, 'decision', name)).toEqual(expect.any(String))
    expect(at(shown, 'items', 0, 'head_name')).toEqual(expect.any(String))
    const itsCase = await ok(officer, 'GET', `/reviews/cases/${at(shown, 'items', 0, 'case_id')}`)
    expect(at(itsCase, 'household', 'head_name')).toBe(at(shown, 'items', 0, 'head_name'))
    expect(at(itsCase, 'steps', 0, 'actor_name')).toEqual(expect.any(String))
    expect(
      at<{ standing: string; before_standing: string; is_applied: boolean }[]>(shown, 'items'),
    ).toMatchObject([{ is_applied: true }, { is_applied: true }])
    expect(
      at<unknown[]>(await ok(officer, 'GET', `/reviews/decisions?round_id=${round}`), 'items'),
    ).toHaveLength(2)
    expect(await textOf(await ok(officer, 'GET', `/reviews/decisions/${id}/paper`))).toContain(
      'Số: 12/QĐ-UBND',
    )
    const applied = await ok(officer, 'POST', '/reviews/recognitions', { commune: COMMUNE })
    expect(applied.body).toEqual({ applied: 0, not_applied: [] })
  })

  it('certifies the near-poor household and prints its certificate', async () => {
    const { officer } = people
    const [fresh, risen] = [await caseOf('NEW'), await caseOf('TWO')]
    const none = await call(officer, 'POST', '/reviews/certificates', {
      cases: [{ case_id: risen.case_id }],
      on: '2026-10-02',
    })
    expect((await problemIn(none.raw)).code).toBe('review.no_certificate')
    await ok(officer, 'POST', '/reviews/certificates', {
      cases: [{ case_id: fresh.case_id }],
      on: '2026-10-02',
    })
    const paper = await ok(officer, 'POST', '/reviews/certificates/papers', {
      cases: [fresh.case_id, risen.case_id],
    })
    expect(await textOf(paper)).toContain('HỘ CẬN NGHÈO')
  })

  it('refuses in writing, and ends what was taken back or is gone', async () => {
    const { officer, chair } = people
    const out = await caseOf('OUT')
    await ok(
      officer,
      'POST',
      `/reviews/cases/${out.case_id}/screening`,
      { on: '2026-09-02', answers: { pensioner: true } },
      { version: 0 },
    )
    const proposed = await ok(officer, 'POST', '/reviews/decisions', {
      on: '2026-09-03',
      cases: [{ case_id: out.case_id, reasons: ['Có người hưởng lương hưu.'] }],
    })
    const id = at(proposed, 'decision_id')
    await ok(
      chair,
      'POST',
      `/reviews/decisions/${id}/approval`,
      { number: '3/TB-UBND', decided_on: '2026-09-04' },
      { version: 1 },
    )
    expect(await textOf(await ok(officer, 'GET', `/reviews/decisions/${id}/refusals`))).toContain(
      '– Có người hưởng lương hưu.',
    )
    const nothing = await call(officer, 'GET', `/reviews/decisions/${id}/paper`)
    expect((await problemIn(nothing.raw)).code).toBe('review.nothing_to_print')

    await registerWidow(store, officer, 'TAKE')
    const { body } = await ok(officer, 'POST', '/reviews/requests', {
      form: '01',
      household_id: 'TAKE',
      received_on: '2026-10-01',
    })
    const listed = String(body['case_id'])
    await ok(officer, 'POST', `/reviews/cases/${listed}/withdrawal`, { on: '2026-10-02' }, { version: 0 })
    const one = await caseOf('ONE')
    const here = await call(
      officer,
      'POST',
      `/reviews/cases/${one.case_id}/closure`,
      { on: testContext().today() },
      { version: one.version },
    )
    expect((await problemIn(here.raw)).code).toBe('review.still_here')
    await withOwner(store, tx =>
      tx.client.query(`update household set state = 'dissolved' where household_id = 'ONE'`),
    )
    await ok(
      officer,
      'POST',
      `/reviews/cases/${one.case_id}/closure`,
      { on: testContext().today() },
      { version: one.version },
    )
  })

  it('counts what is due, by commune', async () => {
    await registerWidow(store, people.officer, 'DUE')
    await ok(people.officer, 'POST', '/reviews/requests', {
      form: '01',
      household_id: 'DUE',
      received_on: '2026-10-05',
    })
    const due = await ok(people.city, 'GET', `/reviews/due?round_id=${round}`)
    const [row] = at<Record<string, number>[]>(due, 'items')
    expect(Number(row?.['overdue']) + Number(row?.['due_soon']) + Number(row?.['in_time'])).toBe(1)
    const pages = [await ok(people.officer, 'GET', '/reviews/cases?limit=2')]
    expect(at<unknown[]>(pages[0] as Reply, 'items')).toHaveLength(2)
    const next = at(pages[0] as Reply, 'next_cursor')
    const rest = await ok(people.officer, 'GET', `/reviews/cases?limit=50&cursor=${next}`)
    const ids = [pages[0] as Reply, rest].flatMap(p =>
      at<{ case_id: string }[]>(p, 'items').map(i => i.case_id),
    )
    expect(new Set(ids).size).toBe(6)
    const foreign = await call(people.officer, 'GET', `/reviews/cases?limit=50&state=listed&cursor=${next}`)
    expect((await problemIn(foreign.raw)).code).toBe('cursor.other_query')
  })

  it('reports the movement with the households behind each number, and rates only with totals', async () => {
    const query = `from=${round}&to=${round}`
    const table = await ok(people.officer, 'GET', `/reviews/movement?${query}`)
    expect(table.body).toMatchObject({
      balances: true,
      poor: { opening: { households: 1 }, other_decrease: { households: 1 }, closing: { households: 0 } },
      near_poor: {
        opening: { households: 1 },
        escaped: { households: 1 },
        arisen: { households: 1 },
        closing: { households: 1 },
      },
    })
    const behind = await ok(
      people.officer,
      'GET',
      `/reviews/movement/households?${query}&list=near_poor&cell=arisen`,
    )
    expect(at<{ household_id: string }[]>(behind, 'items').map(i => i.household_id)).toEqual(['NEW'])
    const result = await ok(people.officer, 'GET', `/reviews/result?commune=${COMMUNE}`)
    expect(result.body).toMatchObject({
      near_poor: { households: 1, household_rate: null },
      total: { households: null },
    })
    await enterTotals(store, { households: 400, persons: 1000 })
    const rated = await ok(people.officer, 'GET', `/reviews/result?commune=${COMMUNE}`)
    expect(rated.body).toMatchObject({ near_poor: { household_rate: '0,25', person_rate: '0,10' } })
  })

  it('lists the households whose computed standing is not the recognised one', async () => {
    await registerWidow(store, people.officer, 'ODD', {
      recognised_standing: 'average_living',
      recognised_on: '2026-01-10',
    })
    await withOwner(store, tx =>
      tx.client.query(
        `insert into household_standing (household_id, commune_code, standing, computed_standing, restricted, month, run_id)
         values ('ODD', '${COMMUNE}', 'average_living', 'poor', false, '2026-10-01', 1), ('NEW', '${COMMUNE}', 'near_poor', 'near_poor', false, '2026-10-01', 1)`,
      ),
    )
    const list = await ok(people.officer, 'GET', '/reviews/disagreements')
    expect(at(list, 'items')).toMatchObject([
      { household_id: 'ODD', recognised: 'average_living', computed: 'poor', source: 'month' },
    ])
  })

  it('closes the round with what is left for the next', async () => {
    const shown = await ok(people.officer, 'GET', `/reviews/rounds/${round}`)
    const path = `/reviews/rounds/${round}/close`
    const left = await call(people.officer, 'POST', path, {}, { version: shown.etag })
    expect((await problemIn(left.raw)).code).toBe('review.round_unfinished')
    const closed = await ok(people.officer, 'POST', path, { carry: true }, { version: shown.etag })
    expect(closed.body).toMatchObject({ state: 'closed' })
    const table = await ok(people.officer, 'GET', `/reviews/movement?from=${round}&to=${round}`)
    expect(table.body).toMatchObject({ balances: true, near_poor: { closing: { households: 1 } } })
  })
})

describe('every operation of reviews', () => {
  const operations = () => {
    const routes = reviewRoutes({
      store,
      context: testContext(),
      cursors: createCursors(Buffer.alloc(32, 3)),
    })
    return routes.openAPIRegistry.definitions.flatMap(d =>
      d.type === 'route'
        ? [{ method: d.route.method.toUpperCase(), path: d.route.path, id: d.route.operationId ?? '' }]
        : [],
    )
  }
  const pattern = (path: string) => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)

  it('was used above', () => {
    const unused = operations().filter(
      o =>
        ![...api.visited].some(
          v => v.startsWith(`${o.method} `) && pattern(o.path).test(v.slice(o.method.length + 1)),
        ),
    )
    expect(unused.map(o => o.id)).toEqual([])
  })

  it('wants a session, but for the code on a slip', async () => {
    for (const { method, path, id } of operations()) {
      const reply = await call(
        undefined,
        method,
        path.replaceAll(/\{[^}]+\}/g, crypto.randomUUID()),
        method === 'GET' ? undefined : {},
        {
          version: 1,
        },
      )
      expect([id, reply.status]).toEqual([id, id === 'getReviewStatus' ? 422 : 401])
    }
  })

  it('tells nothing to another commune, nor to a partner', async () => {
    const c = await caseOf('NEW')
    for (const user of [stranger, partner]) {
      for (const path of [
        '/reviews/cases',
        '/reviews/rounds',
        '/reviews/requests',
        '/reviews/decisions',
        '/reviews/disagreements',
        '/reviews/due',
      ])
        expect([path, at(await ok(user, 'GET', path), 'items')]).toEqual([path, []])
      for (const path of [`/reviews/cases/${c.case_id}`, `/reviews/result?commune=${COMMUNE}`]) {
        const reply = await call(user, 'GET', path)
        if (reply.status === 200)
          expect(reply.body).toMatchObject({ poor: { households: 0 }, near_poor: { households: 0 } })
        else expect((await problemIn(reply.raw)).code).toBe('review.case_missing')
      }
      const step = await call(
        user,
        'POST',
        `/reviews/cases/${c.case_id}/complaints`,
        { on: DAY, complainant: 'household', subject: 'thử' },
        { version: c.version },
      )
      expect((await problemIn(step.raw)).code).toBe('review.case_missing')
      const opened = await call(user, 'POST', '/reviews/rounds', {
        kind: 'regular',
        area: COMMUNE,
        year: 2026,
        month: 9,
      })
      expect(opened.status).toBe(403)
      const asked = await call(user, 'POST', '/reviews/requests', {
        form: '04',
        household_id: 'NEW',
        received_on: DAY,
      })
      expect((await problemIn(asked.raw)).code).toBe('review.household_unknown')
    }
  })

  it('refuses malformed ids and bodies with their place', async () => {
    const bad = await call(people.officer, 'GET', '/reviews/cases/42')
    expect([bad.status, (await problemIn(bad.raw)).code]).toEqual([400, 'request.invalid_parameters'])
    const month = await call(people.officer, 'POST', '/reviews/rounds', {
      kind: 'regular',
      area: COMMUNE,
      year: 2026,
    })
    const wrong = { code: 'request.invalid_body', errors: [{ pointer: '/month' }] }
    expect(await problemIn(month.raw)).toMatchObject(wrong)
  })

  it('leaves no name in the log', () => {
    expect(server.log.lines.length).toBeGreaterThan(50)
    expect(server.log.lines.join('\n')).not.toMatch(/Mận|Trần Văn Chủ|Thôn/)
  })

  it('is described', async () => {
    const document = (await (await server.ask('/openapi.json')).json()) as { paths: Record<string, unknown> }
    expect(Object.keys(document.paths)).toContain('/api/reviews/decisions/{decision_id}/approval')
  })
})
