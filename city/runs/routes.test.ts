import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { type Jobs, openJobs } from '../../platform/jobs/index.ts'
import { findUnit } from '../areas/index.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { decideRun, determinationQueue } from './index.ts'
import { determinationRoutes } from './routes.ts'
import { type CityStore, COMMUNES, cityStore } from './testing.ts'

type Json = Readonly<Record<string, unknown>>
type Items = { readonly items: readonly Json[]; readonly next_cursor?: string | null }
const [mine, other] = [COMMUNES[0], COMMUNES[1]]

describe('determinations over HTTP', () => {
  let city: CityStore
  let server: Listening
  let jobs: Jobs
  let cityOfficer: TestUser
  let chair: TestUser
  let partner: TestUser
  let run: number
  const query = async <T>(text: string, ...values: readonly unknown[]): Promise<T[]> =>
    (await withOwner(city.store, ({ client }) => client.query(text, [...values]))).rows
  const get = async <T = Json>(user: TestUser, path: string): Promise<T> => {
    const answer = await server.ask(`/api${path}`, { as: user.token })
    expect(answer.status, server.log.lines.slice(-2).join('')).toBe(200)
    return (await answer.json()) as T
  }
  /** All pages of a list. */
  const all = async (user: TestUser, path: string): Promise<Json[]> => {
    const found: Json[] = []
    for (let cursor = ''; ; ) {
      const page = await get<Items>(user, `${path}${cursor}`)
      found.push(...page.items)
      if (page.next_cursor == null) return found
      cursor = `&cursor=${page.next_cursor}`
    }
  }
  const post = (user: TestUser, path: string, body?: object) =>
    server.ask(`/api${path}`, {
      as: user.token,
      method: 'POST',
      ...(body === undefined
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    })
  const started = async (answer: Response): Promise<number> => {
    expect(answer.status, await answer.clone().text()).toBe(202)
    return ((await answer.json()) as { run_id: number }).run_id
  }

  beforeAll(async () => {
    city = await cityStore({ households: 160, by: 'actions' })
    jobs = await openJobs(city.store)
    const routes = determinationRoutes({
      store: city.store,
      cursors: createCursors('secret of the test'),
      jobs,
      registry: city.registry,
    })
    server = await listen([routes], { resolveSession: resolveTestSession(city.store), seconds: 120 })
    cityOfficer = await signInAs(city.store, { role: 'city_officer' })
    chair = await signInAs(city.store, { role: 'commune_chair', area: mine })
    partner = await signInAs(city.store, { role: 'partner', sector: 'training' })
  })
  afterAll(async () => {
    await server.close()
    await jobs.stop(1)
    await city.close()
  })

  it('start for those who may, and the workers have a job for every commune', async () => {
    expect((await problemIn(await post(chair, '/runs', { month: '2025-12' }))).code).toBe(
      'run.nothing_to_decide',
    )
    run = await started(
      await post(cityOfficer, '/runs', { month: '2025-12', communes: [mine, other], facts: 'current' }),
    )
    expect((await jobs.counts(determinationQueue)).waiting).toBe(2)
    const waiting = await get(cityOfficer, `/runs/${run}`)
    expect(waiting).toMatchObject({
      communes: 2,
      done: 0,
      run: { state: 'waiting', requested_by: cityOfficer.userId },
    })
    await decideRun(city, run)
    const done = await get(cityOfficer, `/runs/${run}`)
    expect(done).toMatchObject({
      done: 2,
      run: { state: 'done', month: '2025-12', decided_on: '2025-12-31', overlays: [] },
    })
    const entries = await query(`select 1 from audit_entry where action = 'determination.start'`)
    expect(entries.length).toBe(1)
  })

  it('refuse a month that is none, a day outside of it, and a commune that does not exist', async () => {
    const faults = [
      [{ month: '2025-12', decided_on: '2026-01-01' }, 'run.month_not_decidable'],
      [{ month: '2025-12', communes: ['99999'] }, 'run.commune_unknown'],
      [{ month: '2025-13' }, 'request.invalid_body'],
      [{ month: '1990-01' }, 'run.law_unusable'],
      [{ month: '2025-12', facts: 'current', known_at: '2025-12-31T00:00:00Z' }, 'run.month_not_decidable'],
    ] as const
    for (const [body, code] of faults)
      expect((await problemIn(await post(cityOfficer, '/runs', body))).code).toBe(code)
  })

  it('show everybody his own area and sector', async () => {
    const parts = (await get<{ parts: Json[] }>(chair, `/runs/${run}`)).parts
    expect(parts.map(p => p['commune_code'])).toEqual([mine])
    const totals = (user: TestUser) => get<Items>(user, `/runs/${run}/totals`)
    expect(new Set((await totals(partner)).items.map(t => t['sector']))).toEqual(new Set(['training']))
    const whole = (await totals(cityOfficer)).items
    const own = (await totals(chair)).items
    expect(whole.length).toBeGreaterThan(30)
    expect(own.reduce((n, t) => n + Number(t['households']), 0)).toBeLessThan(
      whole.reduce((n, t) => n + Number(t['households']), 0),
    )
    expect((await get<Items>(chair, `/runs/${run}/outcomes?commune=${other}`)).items).toEqual([])
    expect((await problemIn(await server.ask(`/api/runs/${run}`, { as: undefined }))).code).toBe(
      'session.missing',
    )
    const nobody = await signInAs(city.store)
    expect((await problemIn(await server.ask(`/api/runs/${run}`, { as: nobody.token }))).code).toBe(
      'record.not_found',
    )
  })

  it('say what undetermined outcomes wait for, and which they are', async () => {
    const missing = (await get<Items>(chair, `/runs/${run}/missing`)).items
    const fact = missing.find(m => !String(m['missing']).startsWith('law:')) as Json
    const found = await all(
      chair,
      `/runs/${run}/outcomes?commune=${mine}&benefit=${fact['benefit']}&missing=${fact['missing']}&limit=50`,
    )
    expect(found.filter(o => o['restricted'] === false).length).toBe(fact['rows'])
  })

  it('show on a page how far they are, each reader the own communes', async () => {
    const page = await server.ask(`/api/runs/${run}/progress.html`, { as: chair.token })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toContain('text/html')
    const shown = await page.text()
    expect(shown).toContain('<progress max="1" value="1">')
    expect(shown).not.toContain('http-equiv="refresh"')
    expect(shown.match(/<td>xong<\/td>/g)).toHaveLength(1)
    expect((await server.ask('/api/runs/999999/progress.html', { as: chair.token })).status).toBe(404)
  })

  it('tell a household its standing and rights, and why, as it was stored', async () => {
    const [one] = await query<{ household_id: string; person_id: string; benefit: string; amount: number }>(
      `select household_id, person_id, benefit, amount from outcome
       where run_id = $1 and commune_code = $2 and outcome = 'granted' and amount > 0 and not restricted order by 1, 2, 3 limit 1`,
      run,
      mine,
    )
    const household = one?.household_id ?? ''
    const page = await get<{ run_id: number; standing: Json; outcomes: Json[]; benefits: Json[] }>(
      chair,
      `/households/${household}/outcomes`,
    )
    expect(page.run_id).toBe(run)
    expect(page.standing['commune_code']).toBe(mine)
    expect(page.outcomes).toContainEqual(
      expect.objectContaining({ benefit: one?.benefit, amount: one?.amount }),
    )
    expect(page.benefits.find(b => b['benefit'] === one?.benefit)?.['title_vi']).toBeTruthy()
    const why = await get<{ words: string; explanation: Json }>(
      chair,
      `/households/${household}/explanation?run=${run}&benefit=${one?.benefit}&person_id=${one?.person_id}&changes=false`,
    )
    expect(why.explanation).toMatchObject({ outcome: 'granted', amount: one?.amount })
    expect(why.words).toMatch(/^.+ · .+\nĐược /)
    const whyStanding = `/households/${household}/explanation?run=${run}`
    const standing = await get<{ words: string; explanation: Json }>(chair, whyStanding)
    expect(standing.words.length).toBeGreaterThan(20)
    const last = await get<{ words: string }>(chair, `/households/${household}/explanation`)
    expect(last.words).toBe(standing.words)
    expect(standing.explanation['conditions']).toEqual([])
    const tree = await get<{ words: string; explanation: Json }>(chair, `${whyStanding}&tree=true`)
    expect(tree.words).toBe(standing.words)
    expect(tree.explanation['conditions']).toContainEqual(
      expect.objectContaining({ name: 'computed_standing' }),
    )
    const elsewhere = await signInAs(city.store, { role: 'commune_chair', area: other })
    const hidden = await server.ask(`/api/households/${household}/outcomes`, { as: elsewhere.token })
    expect((await problemIn(hidden)).code).toBe('record.not_found')
    const reads = await query(
      `select 1 from audit_entry where action in ('outcome.read', 'outcome.explain') and object_id = $1`,
      household,
    )
    expect(reads.length).toBe(5)
  })

  it('are decided again on request, and what differs is counted and listed', async () => {
    const again = await started(
      await post(cityOfficer, `/runs/${run}/redecisions`, { law: 'then', facts: 'now' }),
    )
    await decideRun(city, again)
    expect((await get<Items>(cityOfficer, `/runs/${again}/differences/sums`)).items).toEqual([])
    expect((await get<Items>(cityOfficer, `/runs/${again}/differences`)).items).toEqual([])
    const twice = await problemIn(
      await post(cityOfficer, `/runs/${again}/redecisions`, { law: 'now', facts: 'now' }),
    )
    expect(twice.code).toBe('run.not_redecidable')
    const january = await started(
      await post(cityOfficer, '/runs', { month: '2026-01', communes: [mine, other], facts: 'current' }),
    )
    await decideRun(city, january)
    const sums = (await get<Items>(chair, `/runs/${january}/differences/sums`)).items
    const list = await all(chair, `/runs/${january}/differences?limit=200`)
    expect(sums.reduce((n, s) => n + Number(s['rights']), 0)).toBe(list.length)
    expect(list.length).toBeGreaterThan(0)
    const file = await server.ask(`/api/runs/${january}/differences/export?format=csv`, { as: chair.token })
    expect(file.status).toBe(200)
    expect((await file.text()).trimEnd().split('\r\n').length - 1).toBe(list.length)
    const listed = (await get<Items>(cityOfficer, '/runs?limit=2')).items
    expect(listed.map(r => r['run_id'])).toEqual([january, again])
  })

  it('are taken back before they begin, and tried again after', async () => {
    const taken = await started(
      await post(cityOfficer, '/runs', { month: '2026-02', communes: [mine, other], facts: 'current' }),
    )
    expect((await problemIn(await post(cityOfficer, `/runs/${taken}/retry`))).code).toBe(
      'run.nothing_to_retry',
    )
    const cancelled = await post(cityOfficer, `/runs/${taken}/cancel`)
    expect(await cancelled.json()).toEqual({ parts: 2 })
    expect(await get(cityOfficer, `/runs/${taken}`)).toMatchObject({ run: { state: 'cancelled' } })
    await decideRun(city, taken)
    expect(await get(cityOfficer, `/runs/${taken}`)).toMatchObject({ done: 0 })
    expect((await post(cityOfficer, `/runs/${taken}/retry`)).status).toBe(202)
    expect(await get(cityOfficer, `/runs/${taken}`)).toMatchObject({ run: { state: 'waiting' } })
    expect((await problemIn(await post(chair, `/runs/${taken}/cancel`))).code).toBe('run.nothing_to_decide')
  })

  it('list before a run the households whose kind of area does not fit the unit of the day', async () => {
    expect(findUnit(mine)?.area_kind).toBe('urban')
    const [rural] = await query<{ household_id: string }>(
      `update household set area_kind = 'rural', income_per_head_month = 1700000 where household_id =
         (select household_id from household where commune_code = $1 and area_kind = 'urban' order by 1 limit 1) returning household_id`,
      mine,
    )
    const rows = (await get<Items>(chair, '/area-kinds?reason=differs&matters=true&limit=500&day=2026-06-30'))
      .items
    expect(rows).toContainEqual({
      commune_code: mine,
      household_id: rural?.household_id,
      area_kind: 'rural',
      unit_kind: 'urban',
      reason: 'differs',
      income_per_head_month: 1_700_000,
      matters: true,
    })
    const counts = (await get<Items>(chair, '/area-kinds/counts?day=2026-06-30')).items
    const differs = (await get<Items>(chair, '/area-kinds?reason=differs&limit=500&day=2026-06-30')).items
    expect(counts.find(c => c['reason'] === 'differs')?.['households']).toBe(differs.length)
  })

  it('give their lists as files, of which a tainted row tells no more than on the screen', async () => {
    const inspector = await signInAs(city.store, { role: 'inspector' })
    const file = await server.ask(`/api/runs/${run}/outcomes/export?commune=${mine}&format=csv`, {
      as: inspector.token,
    })
    expect(file.status).toBe(200)
    const [header = '', ...lines] = (await file.text()).trimEnd().split('\r\n')
    const columns = header.replace('\uFEFF', '').split(',')
    const stored = await query<{ n: number; tainted: number }>(
      `select count(*) as n, count(*) filter (where restricted and "group" is null) as tainted from outcome where run_id = $1 and commune_code = $2`,
      run,
      mine,
    )
    expect(lines.length).toBe(stored[0]?.n)
    const restricted = await query<{ household_id: string; person_id: string; benefit: string }>(
      'select household_id, person_id, benefit from outcome_restricted where run_id = $1 and commune_code = $2 limit 20',
      run,
      mine,
    )
    for (const r of restricted) {
      const line =
        lines.find(l => l.includes(`${r.household_id},${r.person_id},${r.benefit},`))?.split(',') ?? []
      expect([line[columns.indexOf('group')], line[columns.indexOf('missing')]]).toEqual(['', ''])
    }
    expect(restricted.length).toBeGreaterThan(5)
  })
})
