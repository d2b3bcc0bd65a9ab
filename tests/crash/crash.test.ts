/**
 * kill -9 of everything that can be killed, in the middle of everything that writes: what was acknowledged is there once, what was not is there once or not at all, and
 * every chain holds. A small series, each kill after a fixed number of acknowledgements; the long one runs with `npm run test:large`.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startMonth } from '../../city/runs/index.ts'
import { signInAs } from '../../city/users/testing.ts'
import { withOwner } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { killAll, killPostgres, type Role, serve, startCli, startRole, stop } from './processes.ts'
import { ask, cityFiles, faultsOf, foundStore, tagsIn, withData } from './store.ts'

const HOUSEHOLDS = 2_500

describe('after a kill -9', { timeout: 600_000 }, () => {
  let home = ''
  let data = ''
  let files = ''
  const inside = (name: string) => path.join(home, name)

  beforeAll(async () => {
    home = testFolder()
    data = inside('data')
    files = inside('files')
    await foundStore(data)
    await cityFiles(files, HOUSEHOLDS)
  }, 600_000)
  afterEach(killAll)
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  const households = () =>
    withData(data, async store => {
      const rows = await ask<{ households: number; registered: number; persons: number }>(
        store,
        `select (select count(*) from household) as households, (select count(*) from person) as persons,
          (select count(*) from action where kind = 'registered') as registered`,
      )
      return rows[0]
    })

  it('of the import, and of PostgreSQL in the middle of it, the same command goes on and nothing is there twice', async () => {
    const server = await serve(data)
    const first = startRole('import', data, files)
    await first.after(1, /^batch/)
    await first.kill()
    const before = await households()
    expect(before?.households).toBeGreaterThanOrEqual(1000)
    expect(before?.households).toBeLessThan(HOUSEHOLDS)
    const second = startRole('import', data, files)
    await second.after(2, /^batch/)
    killPostgres(data)
    await second.ended
    await server.after(1, /PostgreSQL runs again/)
    const third = startRole('import', data, files)
    const end = JSON.parse((await third.after(1, /^end/)).slice(4)) as Record<string, number>
    expect(end).toMatchObject({ changed: 0, refused: 0 })
    expect((end['registered'] ?? 0) + (end['unchanged'] ?? 0)).toBe(HOUSEHOLDS)
    const all = await households()
    expect(all).toMatchObject({ households: HOUSEHOLDS, registered: HOUSEHOLDS })
    const again = startRole('import', data, files)
    expect(JSON.parse((await again.after(1, /^end/)).slice(4))).toMatchObject({
      registered: 0,
      unchanged: HOUSEHOLDS,
    })
    expect(await households()).toEqual(all)
    expect(await withData(data, faultsOf)).toEqual([])
    await stop(server)
  })

  describe('in the middle of corrections', () => {
    /** Runs two officers until `kill` has done its work, and says what they were told. */
    async function corrections(
      kill: (server: Role, officers: readonly Role[]) => Promise<void>,
    ): Promise<void> {
      const server = await serve(data)
      const token = await withData(
        data,
        async store => (await signInAs(store, { role: 'city_officer' })).token,
      )
      const officers = ['a', 'b'].map(name => startRole('write', data, token, name))
      await Promise.all(officers.map(officer => officer.after(8, /^done/)))
      await kill(server, officers)
      await killAll()
      const done = officers.flatMap(officer =>
        officer.lines.filter(line => line.startsWith('done')).map(line => line.slice(5)),
      )
      await withData(data, async (store, secrets) => {
        expect(await faultsOf(store, secrets)).toEqual([])
        const { actions, audit } = await tagsIn(store)
        expect(done.filter(tag => actions.get(tag) !== 1)).toEqual([])
        expect([...actions].filter(([, times]) => times !== 1)).toEqual([])
        // the correction and its entry in the log are one transaction
        expect(audit).toEqual(actions)
      })
    }

    it('of the server, which takes its PostgreSQL with it', () =>
      corrections(async (server, officers) => {
        await server.kill()
        await Promise.all(officers.map(officer => officer.after(1, /^lost/)))
      }))

    it('of PostgreSQL, which the server starts again while they go on', () =>
      corrections(async (server, officers) => {
        killPostgres(data)
        await server.after(1, /PostgreSQL runs again/)
        await Promise.all(officers.map(officer => officer.after(16, /^done/)))
        await stop(server)
      }))

    it('of an officer’s process', () =>
      corrections(async (server, officers) => {
        await officers[0]?.kill()
        await officers[1]?.after(20, /^done/)
        await stop(server)
      }))
  })

  it('of a worker and of the server in the middle of a determination, the outcomes are those of a run that nobody killed', async () => {
    const start = () =>
      withData(data, store =>
        withOwner(store, tx =>
          startMonth(tx, {
            month: '2026-01',
            facts: 'current',
            communes: ['11311', '11329', '10507', '10525'],
          }),
        ),
      )
    const server = await serve(data)
    const run = String(await start())
    const worker = startRole('decide', data, run)
    await worker.after(1, /^part/)
    await worker.kill()
    const other = startRole('decide', data, run)
    await other.after(1, /^part/)
    await server.kill()
    await other.ended
    const again = await serve(data)
    await startRole('decide', data, run).after(1, /^end/)
    const clean = String(await start())
    await startRole('decide', data, clean).after(1, /^end/)
    await withData(data, async (store, secrets) => {
      const outcomes = (of: string) =>
        ask(
          store,
          `select commune_code, household_id, person_id, benefit, outcome, amount::text as amount, count(*) as times from outcome
            where run_id = $1 group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4`,
          of,
        )
      const killed = await outcomes(run)
      expect(killed.length).toBeGreaterThan(100)
      expect(killed).toEqual(await outcomes(clean))
      const parts = await ask<{ state: string; n: number }>(
        store,
        'select state, count(*) as n from determination_part where run_id = $1 group by 1',
        run,
      )
      expect(parts).toEqual([{ state: 'done', n: 4 }])
      expect(await faultsOf(store, secrets)).toEqual([])
    })
    await stop(again)
  })

  it('of a backup there is no file, and of a restore there is no store; both can be done again', async () => {
    const pass = inside('pass')
    writeFileSync(pass, 'mật khẩu dài của bản sao lưu\n')
    const to = inside('store.ansinh')
    const backup = () => startCli('backup', '--data', data, '--to', to, '--passphrase-file', pass)
    const killed = backup()
    while (!existsSync(`${to}.part`)) await new Promise(ok => setTimeout(ok, 5))
    await killed.kill()
    expect(existsSync(to)).toBe(false)
    expect((await backup().ended).code).toBe(0)
    const restored = inside('restored')
    const restore = () => startCli('restore', '--from', to, '--data', restored, '--passphrase-file', pass)
    const halfway = restore()
    while (!existsSync(path.join(`${restored}.restoring`, 'pg', 'postmaster.pid')))
      await new Promise(ok => setTimeout(ok, 5))
    await halfway.kill()
    expect(existsSync(restored)).toBe(false)
    const whole = restore()
    expect([(await whole.ended).code, whole.said()]).toEqual([0, expect.stringContaining('Đã khôi phục')])
    expect(readdirSync(home).filter(name => name.includes('restoring'))).toEqual([])
    expect(await withData(restored, faultsOf)).toEqual([])
    const tags = async (folder: string) => await withData(folder, tagsIn)
    expect(await tags(restored)).toEqual(await tags(data))
  })
})
