import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { afterMigrations } from '../../apps/server/after-migrations.ts'
import { connectAdmin } from './connect.ts'
import { MIGRATIONS, migrateStore, migrationNames, openStore, pendingMigrations, withOwner } from './index.ts'
import { refuseOldServer } from './prepare.ts'
import { emptyDatabase, testStore } from './testing.ts'

type Database = Awaited<ReturnType<typeof emptyDatabase>>

describe('a store that is migrated', () => {
  let database: Database
  let folder = ''
  beforeEach(async () => {
    database = await emptyDatabase()
    folder = mkdtempSync(path.join(tmpdir(), 'ansinh-migrations-'))
    cpSync(path.join(MIGRATIONS, '0001-foundation.sql'), path.join(folder, '0001-foundation.sql'))
  })
  afterEach(async () => {
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  })
  const add = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
  const run = () => migrateStore(database.admin, 'hai-phong', { folder })

  it('runs each file once, by two processes at once too', async () => {
    const url = JSON.stringify(path.resolve(import.meta.dirname, 'index.ts'))
    const code = `import { migrateStore } from ${url}
      const done = await migrateStore(JSON.parse(process.argv[1]), 'hai-phong')
      process.stdout.write(JSON.stringify(done))`
    const one = () =>
      promisify(execFile)(process.execPath, [
        '--input-type=module',
        '-e',
        code,
        JSON.stringify(database.admin),
      ])
    const said = await Promise.all([one(), one()])
    const done = said.map(s => JSON.parse(s.stdout) as string[]).sort((a, b) => a.length - b.length)
    expect(done).toEqual([[], migrationNames()])
    expect(await migrateStore(database.admin, 'hai-phong')).toEqual([])
  })

  it('tells the application what has not run yet', async () => {
    await run()
    const store = openStore(database.admin, 'hai-phong')
    try {
      expect(await pendingMigrations(store, folder)).toEqual([])
      add('0002-more.sql', 'select 1')
      expect(await pendingMigrations(store, folder)).toEqual(['0002-more'])
    } finally {
      await store.close()
    }
  })

  it('keeps what the files before a faulty one did, and names the faulty one', async () => {
    add('0002-good.sql', 'create table good (n int)')
    add('0003-bad.sql', 'create table half (n int); select * from nothing_there')
    await expect(run()).rejects.toThrow(/0003-bad\.sql.*nothing_there/)
    const store = openStore(database.admin, 'hai-phong')
    const tables = await withOwner(store, tx =>
      tx.client.query(`select tablename from pg_tables where tablename in ('good', 'half')`),
    ).finally(() => store.close())
    expect(tables.rows).toEqual([{ tablename: 'good' }])
    add('0003-bad.sql', 'create table half (n int)')
    expect(await run()).toEqual(['0003-bad'])
  })

  it('refuses a store that is newer than the program', async () => {
    add('0002-good.sql', 'create table good (n int)')
    await run()
    rmSync(path.join(folder, '0002-good.sql'))
    await expect(run()).rejects.toThrow(/mới hơn/)
  })

  it('belongs to the owner, and to nobody who serves', async () => {
    await run()
    const store = openStore(database.admin, 'hai-phong')
    try {
      const owners = await withOwner(store, tx =>
        tx.client.query(
          `select distinct tableowner from pg_tables where schemaname in ('hai_phong', 'hai_phong_auth', 'hai_phong_jobs')`,
        ),
      )
      expect(owners.rows).toEqual([{ tableowner: 'hai_phong_owner' }])
      const powers = await store.pools.owner.query(
        `select rolname from pg_roles where rolname like 'hai\\_phong\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
      )
      expect(powers.rows).toEqual([])
      await expect(store.pools.app.query('create table mine (n int)')).rejects.toThrow(/permission denied/)
      await expect(store.pools.app.query('create table public.mine (n int)')).rejects.toThrow(
        /permission denied/,
      )
      await expect(
        store.pools.app.query('alter table store_info disable row level security'),
      ).rejects.toThrow(/must be owner/)
      await expect(store.pools.app.query('set role hai_phong_owner')).rejects.toThrow(/permission denied/)
    } finally {
      await store.close()
    }
  })

  it('is not taken over from another data folder', async () => {
    await run()
    const stranger = {
      ...database.admin,
      passwords: { ...database.admin.passwords, app: 'another password' },
    }
    await expect(migrateStore(stranger, 'hai-phong', { folder })).rejects.toThrow(
      /hai_phong_app.*secrets\.json/,
    )
  })

  it('runs what comes after the files as the owner, whole or not at all', async () => {
    const after = async (tx: { client: { query(s: string): Promise<unknown> } }) => {
      await tx.client.query('create table if not exists late (n int)')
      throw new Error('no')
    }
    await expect(migrateStore(database.admin, 'hai-phong', { folder, after })).rejects.toThrow('no')
    await migrateStore(database.admin, 'hai-phong', {
      folder,
      after: async tx => {
        const late = await tx.client.query(`select to_regclass('late') as late, current_user as who`)
        expect(late.rows).toEqual([{ late: null, who: 'hai_phong_owner' }])
      },
    })
  })

  it('lets two provinces live side by side in one database', async () => {
    await run()
    await migrateStore(database.admin, 'quang-ninh', { folder })
    const store = openStore(database.admin, 'quang-ninh')
    try {
      await expect(store.pools.owner.query('select * from hai_phong.store_info')).rejects.toThrow(
        /permission denied/,
      )
      expect((await store.pools.owner.query('select * from store_info')).rows).toEqual([])
    } finally {
      await store.close()
    }
  })
})

describe('a server that somebody else runs', () => {
  it('is refused in words when it is older than 15', () => {
    expect(() => refuseOldServer(140_012, '14.12')).toThrow(/PostgreSQL 14\.12 quá cũ.*too old/s)
    expect(() => refuseOldServer(Number.NaN, '?')).toThrow(/quá cũ/)
    expect(() => refuseOldServer(150_000, '15.0')).not.toThrow()
  })

  it('needs no superuser, only one who may make roles, on a database of his own', async () => {
    const database = await emptyDatabase()
    const client = await connectAdmin(database.admin)
    const url = new URL(database.admin.url)
    const name = url.pathname.slice(1)
    try {
      await client.query(`create role office_dba login createrole password 'of the office'`)
      await client.query(`alter database ${name} owner to office_dba`)
      url.username = 'office_dba'
      url.password = encodeURIComponent('of the office')
      const admin = { ...database.admin, url: url.toString() }
      expect(await migrateStore(admin, 'mien-nui', { after: afterMigrations })).toEqual(migrationNames())
      expect(await migrateStore(admin, 'mien-nui', { after: afterMigrations })).toEqual([])
    } finally {
      await client.end()
      await database.drop()
    }
  })
})

describe('every table of a province', () => {
  it('has forced row-level security and lets its owner in', async () => {
    const store = await testStore()
    try {
      const { rows } = await store.pools.owner.query(`
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'hai_phong' and c.relkind in ('r', 'p') and not (
          c.relrowsecurity and c.relforcerowsecurity
          and exists (select 1 from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname
            and p.cmd = 'ALL' and p.roles = '{hai_phong_owner}' and p.qual = 'true' and p.with_check = 'true'))
        order by 1`)
      expect(rows.map(r => r.relname)).toEqual([])
    } finally {
      await store.close()
    }
  })

  it('comes from files with numbers of their own', () => {
    const names = readdirSync(MIGRATIONS).filter(name => name.endsWith('.sql'))
    expect(names.map(name => name.slice(0, -4)).sort()).toEqual(migrationNames())
    const numbers = names.map(name => name.slice(0, 4))
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})
