/**
 * The API fuzzed from its own document. Whatever is sent, by whomever: never a failure of the server, always a problem with a known code for what is refused, and every answer fits
 * what the document says of it. ANSINH_FUZZ says how many requests for each operation.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDataFolder } from '../../apps/server/data-folder.ts'
import { openParts } from '../../apps/server/parts.ts'
import type { Services } from '../../apps/server/services.ts'
import { loadLaw } from '../../city/determinations/index.ts'
import { openRegistry } from '../../city/households/index.ts'
import { decideRun, startMonth } from '../../city/runs/index.ts'
import { resolveTestSession, signInAs } from '../../city/users/testing.ts'
import { readStoreInfo, withOwner } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { createApp, type Routes } from '../../platform/http/index.ts'
import { problemKinds } from '../../platform/http/problem/index.ts'
import { openJobs } from '../../platform/jobs/index.ts'
import { createLogger } from '../../platform/logging/index.ts'
import { killAll, serve, startRole, stop } from '../crash/processes.ts'
import { ask, COMMUNES, cityFiles, foundStore } from '../crash/store.ts'
import { type Api, type FuzzedRequest, type Operation, readApi, requestsFor } from './api.ts'

const RUNS = Number(process.env['ANSINH_FUZZ'] ?? 80)
const ENDLESS = { burst: 1e9, perSecond: 1e9 }

let home = ''
let app: Routes
let api: Api
let close: () => Promise<void> = async () => undefined
let sessions: readonly string[] = []
const known = new Map<string, string[]>()

beforeAll(async () => {
  home = testFolder()
  const data = path.join(home, 'data')
  await foundStore(data)
  await cityFiles(path.join(home, 'files'), 400)
  const server = await serve(data)
  await startRole('import', data, path.join(home, 'files')).after(1, /^end/)
  await stop(server)
  const folder = await openDataFolder({ data, province: 'hai-phong', databaseUrl: '' })
  const store = folder.open()
  const run = await withOwner(store, tx =>
    startMonth(tx, { month: '2026-01', facts: 'current', communes: COMMUNES }),
  )
  await decideRun(
    { store, registry: openRegistry({ facts: loadLaw().facts, masterKey: folder.secrets.masterKey }) },
    run,
  )
  const info = await readStoreInfo(store)
  if (info === undefined) throw new Error('the store was not founded')
  const log = createLogger({ level: 'silent' })
  const jobs = await openJobs(store, { onError: () => undefined })
  const services: Services = { store, info, secrets: folder.secrets, jobs, log, data, secure: false }
  app = createApp({
    resolveSession: resolveTestSession(store),
    log,
    version: '0.0.0',
    perUser: ENDLESS,
    perAddress: ENDLESS,
  })
  for (const routes of openParts(services).routes) app.route('/api', routes)
  api = readApi(await (await app.request('/openapi.json')).json())
  const users = await Promise.all([
    signInAs(store, { role: 'city_officer' }, { role: 'city_approver' }),
    signInAs(store, { role: 'commune_officer', area: '11311' }),
    signInAs(store, { role: 'administrator' }, { role: 'legal_officer' }),
    signInAs(store, { role: 'commune_chair', area: '10507' }),
    signInAs(store),
  ])
  sessions = users.map(user => user.token)
  for (const [name, sql] of Object.entries({
    household_id: 'select household_id as v from household order by 1 limit 5',
    person_id: 'select person_id as v from person order by 1 limit 5',
    commune: `select unnest(array['11311', '10507']) as v`,
    commune_code: `select unnest(array['11311', '10507']) as v`,
    code: `select unnest(array['11311', '10507', '318']) as v`,
    run_id: 'select run_id::text as v from determination_run',
    run: 'select run_id::text as v from determination_run',
    month: `select '2026-01' as v`,
    user_id: `select user_id as v from user_grant limit 3`,
    'If-Match': `select unnest(array['"0"', '"1"', '*']) as v`,
    'Idempotency-Key': `select unnest(array['key-0000001', 'key-0000002']) as v`,
  }))
    known.set(
      name,
      (await ask<{ v: string }>(store, sql)).map(row => row.v),
    )
  close = async () => {
    await jobs.stop(1)
    await store.close()
    await folder.close()
  }
})
afterAll(async () => {
  await close()
  await killAll()
  rmSync(home, { recursive: true, force: true })
})

/** What is wrong with the answer to a request, in words; undefined when nothing is. */
async function faultOf(
  operation: Operation,
  request: FuzzedRequest,
  session: string,
): Promise<string | undefined> {
  const answer = await app.request(request.url, {
    method: operation.method,
    headers: {
      ...request.headers,
      cookie: `session=${session}`,
      host: 'localhost',
      origin: 'http://localhost',
    },
    ...(request.body !== undefined && { body: request.body }),
  })
  const type = answer.headers.get('content-type') ?? ''
  const text = await answer.text()
  if (answer.status >= 500) return `fails with ${answer.status}: ${text.slice(0, 300)}`
  if (answer.status < 400)
    return type.includes('json') ? api.misfit(operation, answer.status, JSON.parse(text)) : undefined
  if (type !== 'application/problem+json') return `refuses with ${answer.status} and ${type}, no problem`
  const body = JSON.parse(text) as { code: string; status: number }
  if (!problemKinds().some(kind => kind.code === body.code))
    return `refuses with the unknown code ${body.code}`
  if (body.status !== answer.status) return `says ${body.status} and answers ${answer.status}`
  // what any route may answer because of the body, the method or the session is described once
  return operation.answers.has(answer.status) || [400, 401, 405, 413, 415, 429].includes(answer.status)
    ? undefined
    : `refuses with ${answer.status} ${body.code}, which the document does not name`
}

it('has operations, and each has a name', () => {
  expect(api.operations.length).toBeGreaterThan(60)
  expect(new Set(api.operations.map(one => one.id)).size).toBe(api.operations.length)
})

it('answers whatever is sent with what the document says', async () => {
  const faults: string[] = []
  for (const operation of api.operations) {
    const requests = requestsFor(api, operation, name => known.get(name) ?? [])
    const found = new Map<string, string>()
    await fc.assert(
      fc.asyncProperty(requests, fc.constantFrom(...sessions, 'forged'), async (request, session) => {
        const fault = await faultOf(operation, request, session)
        // the first of each kind is enough
        if (fault !== undefined && !found.has(fault.slice(0, 60)))
          found.set(
            fault.slice(0, 60),
            `${operation.method} ${request.url.slice(0, 200)} ${request.body?.slice(0, 200) ?? ''}\n    ${fault}`,
          )
      }),
      { numRuns: RUNS },
    )
    faults.push(...[...found.values()].map(fault => `${operation.id}: ${fault}`))
  }
  expect(faults.join('\n')).toBe('')
})
