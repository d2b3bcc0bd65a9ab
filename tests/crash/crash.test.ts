/**
 * kill -9 in the middle of imports, corrections, backups: what was acknowledged is there once, what was not is there once or not at all, and every chain holds. Each
 * kill comes after a fixed number of acknowledgements; kills behind the API are in served.test.ts, a long series of them runs with `npm run test:large`.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { signInAs } from '../../city/users/testing.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { killAll, killPostgres, serve, startCli, startRole, stop } from './processes.ts'
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
    expect(before?.households).toBeGreaterThanOrEqual(500)
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

  it('of an officer’s process, every correction that was acknowledged is there once, and so is its entry in the log', async () => {
    const server = await serve(data)
    const token = await withData(data, async store => (await signInAs(store, { role: 'city_officer' })).token)
    const officers = ['a', 'b'].map(name => startRole('write', data, token, name))
    await Promise.all(officers.map(officer => officer.after(8, /^done/)))
    await officers[0]?.kill()
    await officers[1]?.after(20, /^done/)
    await stop(server)
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
