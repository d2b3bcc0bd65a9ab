/** The long series: kills at moments that nobody chose, of whatever is running, one after the other on the same store. ANSINH_KILLS says how many. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startMonth } from '../../city/runs/index.ts'
import { signInAs } from '../../city/users/testing.ts'
import { runningCluster, withOwner } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { killAll, killPostgres, type Role, serve, startRole, stop } from './processes.ts'
import { ask, COMMUNES, cityFiles, faultsOf, foundStore, tagsIn, withData } from './store.ts'

const KILLS = Number(process.env['ANSINH_KILLS'] ?? 40)
const HOUSEHOLDS = 6_000

let home = ''
let data = ''
let files = ''
/** What was acknowledged in all rounds. */
const done: string[] = []

beforeAll(async () => {
  home = testFolder()
  data = path.join(home, 'data')
  files = path.join(home, 'files')
  await foundStore(data)
  await cityFiles(files, HOUSEHOLDS)
})
afterEach(killAll)
afterAll(() => rmSync(home, { recursive: true, force: true }))

type Target = (server: Role, roles: readonly Role[]) => Promise<void>

const TARGETS: Readonly<Record<string, Target>> = {
  server: server => server.kill(),
  postgres: async server => {
    if (runningCluster(data) !== undefined) killPostgres(data)
    await server.after(1, /PostgreSQL runs again/)
  },
  role: async (_, roles) => {
    await roles[Math.floor(Math.random() * roles.length)]?.kill()
  },
  'one connection': async () => {
    const [backend] = await withData(data, store =>
      ask<{ pid: number }>(
        store,
        `select pid from pg_stat_activity where usename like '%\\_app' or usename like '%\\_worker' order by random() limit 1`,
      ),
    )
    if (backend !== undefined) process.kill(backend.pid, 'SIGKILL')
    await sleep(2_000)
  },
}

it(`nothing that was acknowledged is lost, nothing is doubled, and every chain holds, after ${KILLS} kills`, async () => {
  let run: number | undefined
  for (let round = 0; round < KILLS; round++) {
    const server = await serve(data)
    const importing = startRole('import', data, files)
    const { token, count } = await withData(data, async store => ({
      token: (await signInAs(store, { role: 'city_officer' })).token,
      count: (await ask<{ n: number }>(store, 'select count(*) as n from household'))[0]?.n ?? 0,
    }))
    const roles: Role[] = [importing]
    if (count > 0)
      roles.push(...['a', 'b', 'c'].map(name => startRole('write', data, token, `${name}${round}`)))
    if (count === HOUSEHOLDS) {
      run ??= await withData(data, store =>
        withOwner(store, tx => startMonth(tx, { month: '2026-01', facts: 'current', communes: COMMUNES })),
      )
      roles.push(startRole('decide', data, String(run)))
    }
    // everybody is in the middle of it; how far, chance decides
    await Promise.all([
      importing.after(1, /^(batch|end)/),
      ...roles.slice(1).map(role => role.after(1, /^(done|part|end)/)),
    ])
    await sleep(Math.random() * 3_000)
    const names = Object.keys(TARGETS)
    const name = names[round % names.length] ?? 'server'
    await TARGETS[name]?.(server, roles)
    await sleep(Math.random() * 1_500)
    await Promise.all(roles.map(role => role.kill()))
    const lines = roles.flatMap(role => role.lines)
    done.push(...lines.filter(line => line.startsWith('done')).map(line => line.slice(5)))
    if (server.child.exitCode === null && server.child.signalCode === null) await stop(server)
    await withData(data, async (store, secrets) => {
      expect(await faultsOf(store, secrets), `round ${round}, ${name}`).toEqual([])
      const { actions, audit } = await tagsIn(store)
      expect(
        done.filter(tag => actions.get(tag) !== 1),
        `round ${round}, ${name}: lost`,
      ).toEqual([])
      expect(
        [...actions].filter(([, times]) => times !== 1),
        `round ${round}, ${name}: doubled`,
      ).toEqual([])
      expect(audit).toEqual(actions)
    })
  }
  const server = await serve(data)
  await startRole('import', data, files).after(1, /^end/)
  if (run !== undefined) await startRole('decide', data, String(run)).after(1, /^end/)
  await withData(data, async (store, secrets) => {
    const rows = await ask<{ households: number; registered: number; twice: number }>(
      store,
      `select (select count(*) from household) as households,
        (select count(*) from action where kind = 'registered') as registered,
        (select count(*) from (select 1 from outcome group by run_id, household_id, person_id, benefit having count(*) > 1) x) as twice`,
    )
    expect(rows).toEqual([{ households: HOUSEHOLDS, registered: HOUSEHOLDS, twice: 0 }])
    expect(await faultsOf(store, secrets)).toEqual([])
  })
  expect(done.length).toBeGreaterThan(KILLS * 2)
  await stop(server)
})
