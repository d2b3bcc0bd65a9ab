/** Backup and restore as an officer runs them: real data folders, real PostgreSQL, one after the other. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signInAs } from '../../city/users/testing.ts'
import { appendAudit } from '../../platform/audit/index.ts'
import { copyOut, type Store, withOwner, withSession } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { defineQueue, installJobs, openJobs } from '../../platform/jobs/index.ts'
import { openDataFolder } from '../server/data-folder.ts'
import { initStore } from '../server/init.ts'
import { run } from './run.ts'

const PASS = 'mật khẩu dài của bản sao lưu'
const cards = defineQueue<{ card: number }>('print-cards', { retryLimit: 1, retryDelay: 0 })
const at = { province: 'hai-phong', databaseUrl: '' }

describe('a store that is backed up and restored', { timeout: 180_000 }, () => {
  let home = ''
  let before: Record<string, string> = {}
  const said: string[] = []
  const inside = (name: string) => path.join(home, name)

  /** The command line, as a person uses it. */
  const ansinh = async (...args: string[]) => {
    said.length = 0
    const code = await run(args)
    return { code, said: said.join('') }
  }

  const withStore = async <T>(data: string, work: (store: Store) => Promise<T>): Promise<T> => {
    const folder = await openDataFolder({ ...at, data })
    const store = folder.open()
    try {
      return await work(store)
    } finally {
      await store.close()
      await folder.close()
    }
  }

  /** Every row of every table of the province, as text. */
  const contentOf = (store: Store) =>
    withOwner(store, async tx => {
      const { rows } = await tx.client.query<{ name: string; sql: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name,
            format('select * from %I.%I x order by x::text', n.nspname, c.relname) as sql
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'kysely_migration' order by 1`,
        [[store.names.schema, store.names.auth, store.names.jobs]],
      )
      const content: Record<string, string> = {}
      for (const { name, sql } of rows) {
        const parts: Buffer[] = []
        for await (const part of copyOut(tx, sql)) parts.push(part)
        content[name] = Buffer.concat(parts).toString()
      }
      return content
    })

  beforeAll(async () => {
    vi.stubEnv('DATABASE_URL', '')
    vi.stubEnv('ANSINH_BACKUP_PASSPHRASE', PASS)
    vi.spyOn(process.stderr, 'write').mockImplementation(text => said.push(String(text)) > 0)
    home = testFolder()
    const data = inside('data')
    const administrator = async () => ({ username: 'admin', oneTimePassword: 'x' })
    await initStore({ ...at, data, administrator })
    await withStore(data, async store => {
      const officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
      for (let n = 0; n < 20; n++)
        await withSession(store, officer.token, tx =>
          appendAudit(tx, {
            area: '11311',
            action: 'household.read',
            object: { kind: 'household', id: `H${n}` },
          }),
        )
      await withOwner(store, tx => installJobs(tx, [cards]))
      const jobs = await openJobs(store, { onError: () => undefined })
      await withSession(store, officer.token, tx => jobs.send(tx, cards, [{ card: 1 }, { card: 2 }]))
      await jobs.stop(1)
      before = await contentOf(store)
    })
  })

  afterAll(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    rmSync(home, { recursive: true, force: true })
  })

  it('is written into one file that only its owner can read, read again, and audited', async () => {
    const { code, said: words } = await ansinh(
      'backup',
      '--data',
      inside('data'),
      '--to',
      inside('store.ansinh'),
    )
    expect([code, words]).toEqual([0, expect.stringContaining('Đã đọc lại và đúng')])
    expect(readFileSync(inside('store.ansinh')).includes('commune_officer')).toBe(false)
  })

  it('comes back in another folder, every row, with the keys that open what is sealed', async () => {
    const { code } = await ansinh('restore', '--from', inside('store.ansinh'), '--data', inside('restored'))
    expect(code).toBe(0)
    expect(readdirSync(home).filter(name => name.includes('restoring'))).toEqual([])
    const secrets = (name: string) => readFileSync(path.join(inside(name), 'secrets.json'), 'utf8')
    expect(secrets('restored')).toBe(secrets('data'))
    await withStore(inside('restored'), async store => {
      expect(await contentOf(store)).toEqual(before)
      const done: number[] = []
      const jobs = await openJobs(store, { supervise: true, onError: () => undefined })
      await jobs.work(cards, async job => void done.push(job.data.card))
      for (let n = 0; n < 200 && done.length < 2; n++) await new Promise(ok => setTimeout(ok, 50))
      await jobs.stop(5)
      expect(done.sort()).toEqual([1, 2])
    })
  })

  it('is refused in words where it would overwrite, and nothing is touched', async () => {
    const { code, said: words } = await ansinh(
      'restore',
      '--from',
      inside('store.ansinh'),
      '--data',
      inside('data'),
    )
    expect([code, words]).toEqual([1, expect.stringContaining('không trống')])
    const again = await ansinh('backup', '--data', inside('data'), '--to', inside('store.ansinh'))
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('đã có')])
    await withStore(inside('data'), async store => {
      const now = await contentOf(store)
      expect(
        Object.keys(now)
          .filter(name => now[name] !== before[name])
          .sort(),
      ).toEqual(['hai_phong.audit_entry', 'hai_phong.audit_head'])
    })
  })

  it('is refused with another passphrase, a damaged or a cut file, and leaves no folder', async () => {
    const target = inside('never')
    const restore = (file: string) => ansinh('restore', '--from', file, '--data', target)
    vi.stubEnv('ANSINH_BACKUP_PASSPHRASE', 'một mật khẩu khác')
    expect((await restore(inside('store.ansinh'))).said).toContain('không đúng')
    vi.stubEnv('ANSINH_BACKUP_PASSPHRASE', PASS)
    const whole = readFileSync(inside('store.ansinh'))
    writeFileSync(
      inside('damaged'),
      whole.map((byte, i) => (i === whole.length >> 1 ? byte ^ 8 : byte)),
    )
    expect((await restore(inside('damaged'))).said).toContain('bị hỏng')
    writeFileSync(inside('cut'), whole.subarray(0, whole.length - 1))
    expect((await restore(inside('cut'))).said).toContain('cắt cụt')
    expect([existsSync(target), existsSync(`${target}.restoring`)]).toEqual([false, false])
  })

  it('can be checked without being restored, and is not made where there is no store', async () => {
    const checked = await ansinh('restore', '--check', '--from', inside('store.ansinh'))
    expect([checked.code, checked.said]).toEqual([0, expect.stringContaining('đúng và đủ')])
    const none = await ansinh('backup', '--data', inside('nowhere'), '--to', inside('none.ansinh'))
    expect([none.code, existsSync(inside('nowhere'))]).toEqual([1, false])
    vi.stubEnv('ANSINH_BACKUP_PASSPHRASE', 'ngắn')
    const weak = await ansinh('backup', '--data', inside('data'), '--to', inside('weak.ansinh'))
    expect([weak.code, weak.said]).toEqual([1, expect.stringContaining('ít nhất 12')])
    vi.stubEnv('ANSINH_BACKUP_PASSPHRASE', PASS)
  })
})
