import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyOut, migrateStore, openStore, type Store, withOwner } from '../db/index.ts'
import { runOnce } from '../db/run-once.ts'
import { emptyDatabase } from '../db/testing.ts'
import { listTables, rowsSql, STEADY_TEXT } from './catalogue.ts'
import { checkBackup } from './check.ts'
import { BackupFailure } from './failure.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './snapshot.ts'

const PASS = 'mật khẩu dài của bản sao lưu'
const FIXTURE = path.join(import.meta.dirname, 'fixture')
const scratch = mkdtempSync(path.join(tmpdir(), 'ansinh-restore-'))
/** Migrations as they were when the backups of these tests were made. */
const older = path.join(scratch, 'older')
cpSync(path.join(FIXTURE, '0001-odd-tables.sql'), path.join(older, '0001-odd-tables.sql'))
let made = 0
const fresh = () => path.join(scratch, `${made++}.ansinh`)

type Database = Awaited<ReturnType<typeof emptyDatabase>>
const databases: Database[] = []
const database = async () => {
  const one = await emptyDatabase()
  databases.push(one)
  return one
}

let source: Database
let store: Store

beforeAll(async () => {
  source = await database()
  await migrateStore(source.admin, 'hai-phong', { folder: older })
  store = openStore(source.admin, 'hai-phong')
  await withOwner(store, async tx => {
    await tx.client.query(`
      insert into everything (born, at, amount, share, ok, name, "Odd ""name""", tags, numbers, sealed, raw, doc, whole) values
        (null, null, null, null, null, null, null, '{}', null, null, null, null, null),
        ('1957-02-28', '2026-11-24 10:00:00.123456+07', 9007199254740993, 0.05, true, E'tab\\t newline\\n back\\\\slash \\\\N', 'x',
          '{"a,b","c\\"d",null,""}', '{1,null,3}', '{"\\\\x00ff",null,"\\\\x"}', '\\x000a0d09', '{"a": [1, "ơ"]}', gen_random_uuid()),
        ('0044-03-15 BC', '-infinity', -1, -0.01, false, '', '', array['', ' '], '{}', '{}', '', 'null', null);
      insert into everything (name, amount, raw) select 'người ' || n, n, sha512(n::text::bytea) from generate_series(1, 3000) n;
      insert into no_columns default values;
      insert into no_columns default values;
      insert into parent values (2, null, null), (1, null, 2), (3, null, 3);
      insert into child values (10, 1), (11, 3);
      update parent set favourite = 10 where id = 1;
      insert into log select n, 'said' from generate_series(1, 50) n;
      insert into parts select case when n % 3 = 0 then 'a' else 'rest' || n % 2 end, n from generate_series(1, 60) n;
      delete from everything where amount % 7 = 0;
      select nextval('tickets');
      insert into ${store.names.auth}."user" values ('u1', 'hoa');
      insert into ${store.names.jobs}.job (data) values ('{"commune": "11311"}');`)
  })
})

afterAll(async () => {
  await store.close()
  for (const one of databases) await one.drop()
  rmSync(scratch, { recursive: true, force: true })
})

const backup = async (): Promise<string> => {
  const file = fresh()
  await writeBackup(store, {
    file,
    passphrase: PASS,
    secrets: 'the secrets',
    product: '0.1.0',
    now: new Date('2026-11-24T03:00:00Z'),
    cost: 'light',
  })
  return file
}

const restore = async (admin: Database['admin'], file: string, folder = older): Promise<void> => {
  const checked = await checkBackup(file, PASS)
  await restoreBackup(admin, 'hai-phong', { file, passphrase: PASS, checked, folder })
}

async function faultOf(run: Promise<unknown>): Promise<string> {
  try {
    await run
    return 'none'
  } catch (e) {
    if (!(e instanceof BackupFailure)) throw e
    return e.fault
  }
}

/** Every row of every table as text, and what the tables are made of. */
async function contentOf(of: Store): Promise<Record<string, string>> {
  return withOwner(of, async tx => {
    await tx.client.query(STEADY_TEXT)
    const content: Record<string, string> = {}
    for (const table of await listTables(tx, of.names)) {
      const parts: Buffer[] = []
      for await (const part of copyOut(tx, rowsSql(of.names, table))) parts.push(part)
      content[`${table.schema}.${table.name}`] = Buffer.concat(parts).toString()
    }
    const shape = await tx.client.query<{ what: string }>(
      `select concat_ws(' ', n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
          (select string_agg(concat_ws(' ', tgname, tgenabled), ',' order by tgname) from pg_trigger t where t.tgrelid = c.oid and not tgisinternal),
          (select string_agg(concat_ws(' ', conname, convalidated, pg_get_constraintdef(k.oid)), ',' order by conname) from pg_constraint k where k.conrelid = c.oid),
          (select string_agg(pg_get_indexdef(indexrelid), ',' order by indexrelid::regclass::text) from pg_index x where x.indrelid = c.oid),
          (select string_agg(concat_ws(' ', polname, polcmd), ',' order by polname) from pg_policy p where p.polrelid = c.oid)) as what
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1) and c.relkind in ('r', 'p', 'S') order by 1`,
      [[of.names.schema, of.names.auth, of.names.jobs]],
    )
    content['shape'] = shape.rows.map(row => row.what).join('\n')
    return content
  })
}

/** The schemas of the province in a database: none after a refused restore. */
async function schemasIn(one: Database): Promise<number> {
  const probe = openStore(one.admin, 'hai-phong')
  try {
    const { rows } = await probe.pools.owner.query(
      `select from pg_namespace where nspname like 'hai\\_phong%' escape '\\'`,
    )
    return rows.length
  } finally {
    await probe.close()
  }
}

describe('a backup that is restored', () => {
  test('gives every row of every table, every constraint, trigger, index and policy back', async () => {
    const target = await database()
    await restore(target.admin, await backup())
    const restored = openStore(target.admin, 'hai-phong')
    const [before, after] = [await contentOf(store), await contentOf(restored)]
    expect(Object.keys(before)).toContain('registry.parts')
    expect(before['registry.everything']?.split('\n').length).toBeGreaterThan(2500)
    expect(after).toEqual(before)
    await withOwner(restored, async tx => {
      const { rows } = await tx.client.query(
        `insert into everything (amount) values (4) returning id, doubled, nextval('tickets') as ticket`,
      )
      expect(rows).toEqual([{ id: 3004, doubled: 8, ticket: 42 }])
      const names = await tx.client.query(
        'select distinct "Odd ""name""" as odd from everything where id in (1, 2)',
      )
      expect(names.rows.map(row => row.odd).sort()).toEqual([null, 'x'])
    })
    await restored.close()
  })

  test('carries the secrets and says when and from what it was made', async () => {
    const { start, end } = await checkBackup(await backup(), PASS)
    expect(end.secrets).toBe('the secrets')
    expect(start).toMatchObject({
      province: 'hai-phong',
      product: '0.1.0',
      madeAt: '2026-11-24T03:00:00.000Z',
    })
    expect(start.migrations).toEqual(['0001-odd-tables'])
    expect(end.tables.find(table => table.name === 'log')).toMatchObject({ rows: 50 })
    expect(end.tables.find(table => table.name === 'nothing')).toMatchObject({ rows: 0, bytes: 0 })
  })

  test('is migrated after, so that later migrations run over its rows', async () => {
    const target = await database()
    await restore(target.admin, await backup(), FIXTURE)
    const restored = openStore(target.admin, 'hai-phong')
    const { rows } = await restored.pools.owner.query('select name from everything where amount = 1')
    expect(rows).toEqual([{ name: 'người 1, migrated' }])
    await restored.close()
  })

  test('brings back the column of a fact that the law no longer knows', async () => {
    await withOwner(store, tx => tx.client.query('alter table nothing add column former_fact numeric(12,2)'))
    try {
      const target = await database()
      await restore(target.admin, await backup())
      const restored = openStore(target.admin, 'hai-phong')
      expect((await contentOf(restored))['registry.nothing']).toBe('')
      await restored.close()
    } finally {
      await withOwner(store, tx => tx.client.query('alter table nothing drop column former_fact'))
    }
  })
})

describe('a backup taken while people work', () => {
  test('is of one moment: two tables that always change together agree in it', async () => {
    let working = true
    const work = (async () => {
      for (let n = 100; working; n++) {
        await withOwner(store, async tx => {
          await tx.client.query(`insert into nothing (id, note) values ($1, 'together')`, [n])
          await tx.client.query(`insert into log values ($1, 'together')`, [n])
        })
      }
    })()
    const files: string[] = []
    for (let n = 0; n < 5; n++) files.push(await backup())
    working = false
    await work
    const counts = await Promise.all(
      files.map(async file => {
        const { end } = await checkBackup(file, PASS)
        const rows = (name: string) => end.tables.find(table => table.name === name)?.rows ?? -1
        return { nothing: rows('nothing'), log: rows('log') - 50 }
      }),
    )
    for (const count of counts) expect(count.log).toBe(count.nothing)
    expect(counts.at(-1)?.log).toBeGreaterThan(counts[0]?.log ?? 0)
  })
})

describe('a restore is refused and leaves no store behind', () => {
  test('when the passphrase is another', async () => {
    const file = await backup()
    const words = await checkBackup(file, 'một mật khẩu khác hẳn').catch((e: Error) => e.message)
    expect(words).toBe('Mật khẩu của bản sao lưu không đúng.\nThis is not the passphrase of the backup.')
  })

  test('when any byte of the file differs', async () => {
    const whole = readFileSync(await backup())
    for (let n = 0; n < 25; n++) {
      const file = fresh()
      const altered = Buffer.from(whole)
      const at = randomBytes(4).readUInt32BE(0) % whole.length
      altered[at] = (altered[at] ?? 0) ^ 1
      writeFileSync(file, altered)
      expect(['damaged', 'truncated', 'no_backup'], `byte ${at}`).toContain(
        await faultOf(checkBackup(file, PASS)),
      )
    }
  })

  test('when the file is exchanged after it was checked', async () => {
    const target = await database()
    const file = await backup()
    const checked = await checkBackup(file, PASS)
    const whole = readFileSync(file)
    const run = () =>
      restoreBackup(target.admin, 'hai-phong', { file, passphrase: PASS, checked, folder: older })
    writeFileSync(file, whole.subarray(0, whole.length - 10))
    expect(await faultOf(run())).toBe('truncated')
    writeFileSync(file, Buffer.from(whole.map((byte, i) => (i === whole.length - 40 ? byte ^ 1 : byte))))
    expect(await faultOf(run())).toBe('damaged')
    await withOwner(store, tx => tx.client.query(`insert into nothing values (99, 'later')`))
    const other = await backup()
    expect(
      await faultOf(
        restoreBackup(target.admin, 'hai-phong', { file: other, passphrase: PASS, checked, folder: older }),
      ),
    ).toBe('damaged')
    expect(await schemasIn(target)).toBe(0)
    writeFileSync(file, whole)
    await run()
    expect(await schemasIn(target)).toBe(3)
  })

  test('when the store holds anything', async () => {
    const file = await backup()
    const before = await contentOf(store)
    expect(await faultOf(restore(source.admin, file))).toBe('not_empty')
    expect(await contentOf(store)).toEqual(before)
  })

  test('when the backup comes from a newer program, or has tables this one does not know', async () => {
    const target = await database()
    const file = await backup()
    const empty = mkdtempSync(path.join(scratch, 'none-'))
    expect(await faultOf(restore(target.admin, file, empty))).toBe('other_version')
    await withOwner(store, tx => tx.client.query('create table invented (id integer)'))
    const withInvented = await backup()
    await withOwner(store, tx => tx.client.query('drop table invented'))
    expect(await faultOf(restore(target.admin, withInvented))).toBe('other_version')
    expect(await schemasIn(target)).toBe(0)
  })

  test('when a value no longer fits, without a half-filled table', async () => {
    const target = await database()
    const strict = mkdtempSync(path.join(scratch, 'strict-'))
    const sql = readFileSync(path.join(older, '0001-odd-tables.sql'), 'utf8')
    writeFileSync(
      path.join(strict, '0001-odd-tables.sql'),
      sql.replace('said text not null', `said text not null check (said <> 'said')`),
    )
    await expect(restore(target.admin, await backup(), strict)).rejects.toThrow('log')
    expect(await schemasIn(target)).toBe(0)
  })
})

test('a restore that was killed is begun anew', async () => {
  const target = await database()
  await migrateStore(target.admin, 'hai-phong', { folder: older })
  const half = openStore(target.admin, 'hai-phong')
  await withOwner(half, tx => tx.client.query(`insert into nothing values (7, 'half')`))
  await half.close()
  const file = await backup()
  expect(await faultOf(restore(target.admin, file))).toBe('not_empty')
  await runOnce(target.admin, 'create schema hai_phong_restoring')
  await restore(target.admin, file)
  expect(await schemasIn(target)).toBe(3)
})
