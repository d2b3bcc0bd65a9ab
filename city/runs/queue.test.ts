import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withWorker } from '../../platform/db/index.ts'
import { type Jobs, openJobs } from '../../platform/jobs/index.ts'
import { decideRun, progressOf, sendParts, startMonth } from './index.ts'
import { type CityStore, COMMUNES, cityStore } from './testing.ts'

const ROLE = path.join(import.meta.dirname, 'fixtures', 'queue-worker.ts')

/** A real worker process and what it said. */
function startWorker(city: CityStore): { child: ChildProcess; lines: string[] } {
  const env = { ...process.env, ANSINH_TEST_STORE: JSON.stringify(city.store.admin) }
  const child = spawn(process.execPath, [ROLE], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  child.stdout
    .setEncoding('utf8')
    .on('data', (text: string) => lines.push(...text.split('\n').filter(l => l !== '')))
  return { child, lines }
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; !(await what()); i++) {
    if (i > 1200) throw new Error('waited two minutes in vain')
    await new Promise(ok => setTimeout(ok, 100))
  }
}

describe('a run in the queue', () => {
  let city: CityStore
  let jobs: Jobs
  const children: ChildProcess[] = []
  const query = async <T>(text: string, ...values: readonly unknown[]): Promise<T[]> =>
    (await withOwner(city.store, ({ client }) => client.query(text, [...values]))).rows
  const worker = (): { child: ChildProcess; lines: string[] } => {
    const started = startWorker(city)
    children.push(started.child)
    return started
  }
  const start = (): Promise<number> =>
    withWorker(city.store, async tx => {
      const run = await startMonth(tx, { month: '2025-12', facts: 'current', communes: COMMUNES })
      await sendParts(tx, jobs, run)
      return run
    })
  const rowsOf = (run: number) =>
    query<object>(
      `select commune_code, household_id, person_id, benefit, outcome, "group", share, amount, missing, restricted from outcome
       where run_id = $1 order by 1, 2, 3, 4`,
      run,
    )

  beforeAll(async () => {
    city = await cityStore({ households: 200 })
    jobs = await openJobs(city.store)
  })
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await jobs.stop(1)
    await city.close()
  })

  it('survives kill -9 of its worker in the middle of a commune: another takes it up, and nothing is lost or doubled', async () => {
    const run = await start()
    // nobody can write outcomes while this lasts, so the worker is caught in the middle of a part
    const holder = new pg.Client({ connectionString: city.store.admin.url })
    await holder.connect()
    await holder.query('begin')
    await holder.query(`lock table ${city.store.names.schema}.outcome in share mode`)
    const first = worker()
    await until(async () => {
      const { rows } = await holder.query(
        `select 1 from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'outcome' and not l.granted`,
      )
      return rows.length > 0
    })
    first.child.kill('SIGKILL')
    await until(() => first.child.signalCode !== null)
    await holder.query('commit')
    await holder.end()
    const caught = await query<{ commune_code: string }>(
      `select commune_code from determination_part where run_id = $1 and state = 'running'`,
      run,
    )
    expect(caught.length).toBe(1)
    const second = worker()
    await until(async () => (await withWorker(city.store, tx => progressOf(tx, run)))?.state === 'done')
    const parts = await query<{ commune_code: string; attempts: number; state: string }>(
      'select commune_code, attempts, state from determination_part where run_id = $1 order by commune_code',
      run,
    )
    expect(parts.filter(p => p.attempts === 2).map(p => p.commune_code)).toEqual(
      caught.map(c => c.commune_code),
    )
    expect(parts.every(p => p.state === 'done')).toBe(true)
    expect(second.lines.filter(l => l.includes('"decided"')).length).toBe(COMMUNES.length)
    const [count] = await query<{ all: number; different: number }>(
      `select count(*) as all, count(distinct (household_id, person_id, benefit)) as different from outcome where run_id = $1`,
      run,
    )
    expect(count?.all).toBe(count?.different)
    const undisturbed = await withWorker(city.store, tx =>
      startMonth(tx, { month: '2025-12', facts: 'current', communes: COMMUNES }),
    )
    await decideRun(city, undisturbed)
    expect(await rowsOf(run)).toEqual(await rowsOf(undisturbed))
    second.child.kill('SIGKILL')
  }, 200_000)

  it('says in words why a commune cannot be decided, and decides the others', async () => {
    await query(
      `update household set water_source = 'sea' where household_id =
      (select household_id from household where commune_code = $1 order by 1 limit 1)`,
      COMMUNES[0],
    )
    const run = await start()
    const { child } = worker()
    await until(async () => {
      const state = (await withWorker(city.store, tx => progressOf(tx, run)))?.state
      return state === 'failed' || state === 'done'
    })
    child.kill('SIGKILL')
    const failed = await query<{ commune_code: string; problem: string }>(
      `select commune_code, problem from determination_part where run_id = $1 and state = 'failed'`,
      run,
    )
    expect(failed.map(f => f.commune_code)).toEqual([COMMUNES[0]])
    expect(failed[0]?.problem).toMatch(/water_source/)
  }, 200_000)
})
