/** kill -9 behind people who use the HTTP API: what they send again with its Idempotency-Key counts once, and a run that they asked for ends as if nothing had happened. */
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { currentUnits } from '../../city/areas/index.ts'
import { loadLaw } from '../../city/determinations/index.ts'
import { openRegistry, registerMany } from '../../city/households/index.ts'
import { incomingHousehold, incomingMember } from '../../city/households/testing.ts'
import { signInAs } from '../../city/users/testing.ts'
import { withOwner } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { killAll, killPostgres, serveTest, startCli, stop } from './processes.ts'
import { ask, faultsOf, foundStore, withData } from './store.ts'

const OFFICERS = 4
const COMMUNES = currentUnits()
  .map(unit => unit.code)
  .slice(0, 40)

describe('after a kill -9 behind the API', { timeout: 300_000 }, () => {
  const data = testFolder()
  let token = ''
  /** Where the server is now. */
  let url = ''

  beforeAll(async () => {
    await foundStore(data)
    await withData(data, async (store, secrets) => {
      const registry = openRegistry({ facts: loadLaw().facts, masterKey: secrets.masterKey })
      const households = COMMUNES.flatMap(code =>
        Array.from({ length: 3 }, (_, i) =>
          incomingHousehold({
            code: `${code}-${i}`,
            commune_code: code,
            members: [incomingMember({ person_id: `${code}-${i}-1`, fields: { identity_number: null } })],
          }),
        ),
      )
      await withOwner(store, tx => registerMany(tx, registry, households, { actor: 'system:test' }))
      token = (await signInAs(store, { role: 'city_officer' })).token
    })
  }, 300_000)
  afterEach(killAll)
  afterAll(() => rmSync(data, { recursive: true, force: true }))

  const serve = async (workers = 0) => {
    const server = await serveTest(data, { workers })
    url = server.url
    return server
  }
  /** Sends until somebody answers; undefined while nobody does. */
  async function send(
    path: string,
    init: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response | undefined> {
    const { body, headers = {} } = init
    const write = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    try {
      return await fetch(`${url}/api${path}`, {
        ...write,
        headers: { cookie: `session=${token}`, 'content-type': 'application/json', ...headers },
        signal: AbortSignal.timeout(10_000),
      })
    } catch {
      return undefined
    }
  }

  it('a correction that is sent again until it is answered is recorded once', async () => {
    let server = await serve()
    const isOver = { value: false }
    const answers = { first: 0, replayed: 0, tries: 0 }
    async function officer(household: string): Promise<number> {
      let version = 1
      while (!isOver.value) {
        const key = randomUUID()
        const body = {
          kind: 'corrected',
          effective_on: '2026-01-01',
          household: { facts: { monthly_kwh: version } },
        }
        for (;;) {
          const headers = { 'idempotency-key': key, 'if-match': `"${version}"` }
          const answer = await send(`/households/${household}/actions`, { body, headers })
          answers.tries++
          if (answer?.status === 201) {
            await answer.text()
            answers[answer.headers.has('idempotency-replayed') ? 'replayed' : 'first']++
            version++
            break
          }
          if (answer !== undefined && ![409, 429, 503].includes(answer.status))
            throw new Error(`answered with ${answer.status}: ${await answer.text()}`)
          await sleep(100)
        }
      }
      return version
    }
    const households = COMMUNES.slice(0, OFFICERS).map(code => `${code}-0`)
    const working = Promise.all(households.map(officer))
    const moreAnswers = async (more: number): Promise<void> => {
      const until = answers.first + answers.replayed + more
      await expect
        .poll(() => answers.first + answers.replayed, { timeout: 60_000, interval: 20 })
        .toBeGreaterThan(until)
    }
    await moreAnswers(40)
    await server.kill()
    server = await serve()
    await moreAnswers(40)
    killPostgres(data)
    await moreAnswers(40)
    await server.kill()
    server = await serve()
    await moreAnswers(20)
    isOver.value = true
    const versions = await working
    expect(answers.tries).toBeGreaterThan(answers.first + answers.replayed)
    await stop(server)
    await withData(data, async (store, secrets) => {
      expect(await faultsOf(store, secrets)).toEqual([])
      const count = async (sql: string): Promise<number[]> => {
        const rows = await ask<{ id: string; n: number }>(store, sql, households)
        return households.map(id => rows.find(row => row.id === id)?.n ?? 0)
      }
      const recorded = versions.map(version => version - 1)
      expect(
        await count(
          `select household_id as id, count(*)::integer as n from action where kind = 'corrected' and household_id = any ($1) group by 1`,
        ),
      ).toEqual(recorded)
      expect(
        await count(
          `select object_id as id, count(*)::integer as n from audit_entry where action = 'household.change' and object_id = any ($1) group by 1`,
        ),
      ).toEqual(recorded)
    })
  })

  it('a run ends, whatever becomes of its worker, its server and PostgreSQL, as one that nobody disturbed', async () => {
    const start = async (): Promise<number> => {
      const answer = await send('/runs', {
        body: { month: '2026-01', facts: 'current', communes: COMMUNES },
        headers: { 'idempotency-key': randomUUID() },
      })
      if (answer?.status !== 202) throw new Error(`answered with ${answer?.status}: ${await answer?.text()}`)
      return ((await answer.json()) as { run_id: number }).run_id
    }
    interface Progress {
      readonly run: { readonly state: string }
      readonly done: number
    }
    const progress = async (run: number): Promise<Progress | undefined> =>
      (await (await send(`/runs/${run}`))?.json()) as Progress | undefined
    const doneParts = async (run: number): Promise<number> => (await progress(run))?.done ?? 0
    const all = COMMUNES.length
    let server = await serve()
    const run = await start()
    const worker = startCli('worker', '--data', data)
    await expect.poll(() => doneParts(run), { timeout: 60_000, interval: 50 }).toBeGreaterThan(5)
    await worker.kill()
    const left = await doneParts(run)
    expect(left).toBeLessThan(all)
    await server.kill()
    server = await serve(1)
    await expect.poll(() => doneParts(run), { timeout: 60_000, interval: 50 }).toBeGreaterThan(left)
    killPostgres(data)
    await expect
      .poll(async () => (await progress(run))?.run.state, { timeout: 120_000, interval: 500 })
      .toBe('done')
    const clean = await start()
    await expect
      .poll(async () => (await progress(clean))?.run.state, { timeout: 120_000, interval: 500 })
      .toBe('done')
    await stop(server)
    await withData(data, async (store, secrets) => {
      const outcomes = (of: number) =>
        ask(
          store,
          `select commune_code, household_id, person_id, benefit, outcome, amount::text as amount, count(*)::integer as times from outcome
            where run_id = $1 group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4`,
          of,
        )
      const disturbed = await outcomes(run)
      expect(new Set(disturbed.map(row => (row as { commune_code: string }).commune_code)).size).toBe(all)
      expect(disturbed).toEqual(await outcomes(clean))
      expect(await faultsOf(store, secrets)).toEqual([])
    })
  })
})
