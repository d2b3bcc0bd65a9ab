import { describe, expect, it } from 'vitest'
import type { SourceFile } from './rules.ts'
import { crossSchemaFunctions, crossSchemaKeys, refusedInCode, refusedInMigrations } from './store-rules.ts'
import { listFiles, readText } from './tree.ts'

const paths = listFiles()
const read = (want: (path: string) => boolean): SourceFile[] =>
  paths.filter(want).map(path => ({ path, text: readText(path) }))

const migrations = read(path => /^migrations\/.*\.sql$/.test(path))
const code = read(path => /^(city|platform|apps)\/.*(?<!\.test)\.ts$/.test(path))

/** On an administrator's connection of its own, never on a pool that a pooler could stand before. */
const ON_A_CONNECTION_OF_THEIR_OWN = {
  'platform/db/migrate.ts': 'two processes that migrate take turns',
  'platform/backup/restore.ts': 'two restores into one database do not meet',
}

/** Every function that reads beside the registry's schema, because docs/scale.md counts on this list. */
const READS_BESIDE = [
  'managed_users reads auth',
  'may_manage_user reads auth',
  'my_account reads auth',
  'resolve_session reads auth',
  'session_facts reads auth',
  'user_names reads auth',
]

describe('the store', () => {
  it('is seen at all', () => {
    expect(migrations.length).toBeGreaterThan(4)
    expect(code.length).toBeGreaterThan(100)
  })

  it('is made of nothing that a pooler or a cluster refuses', () => {
    expect(refusedInMigrations(migrations)).toEqual([])
  })

  it('has no foreign key from one schema into another', () => {
    expect(crossSchemaKeys(migrations)).toEqual([])
  })

  it('reads sign-in only in the functions that say who asks', () => {
    expect(crossSchemaFunctions(migrations).sort()).toEqual(READS_BESIDE)
  })

  it('is used without anything that outlives a transaction', () => {
    expect(refusedInCode(code, ON_A_CONNECTION_OF_THEIR_OWN)).toEqual([])
  })
})

describe('a planted fault is found', () => {
  const sql = (text: string): SourceFile[] => [{ path: 'm.sql', text }]
  const ts = (text: string): SourceFile[] => [{ path: 'q.ts', text }]

  it.each([
    'listen changes;',
    "select pg_notify('a', 'b');",
    'create unlogged table t (a int);',
    'create rule r as on insert to t do nothing;',
    'create table t () inherits (s);',
    'create temp table t (a int);',
    'create extension postgis;',
    'create function f() returns int language sql security definer as $$ select 1 $$;',
  ])('in a migration: %s', text => {
    expect(refusedInMigrations(sql(text))).toHaveLength(1)
  })

  it('in a migration: a key into another schema, however it is written', () => {
    const faults = [
      'create table person (user_id text references {{auth}}."user");',
      'create table {{jobs}}.mark (household text references household);',
      'alter table person add foreign key (a) references {{jobs}}.job (id);',
    ]
    for (const fault of faults) expect(crossSchemaKeys(sql(fault)), fault).toHaveLength(1)
    expect(crossSchemaKeys(sql('create table {{auth}}.a (b text references {{auth}}."user");'))).toEqual([])
    expect(crossSchemaKeys(sql('-- references {{auth}}.x\ncreate table a (b text references c);'))).toEqual(
      [],
    )
  })

  it('in a migration: a function that reads the queue', () => {
    const text =
      'create function f() returns int language sql as $$ select 1; select count(*) from {{jobs}}.job $$;'
    expect(crossSchemaFunctions(sql(text))).toEqual(['f reads jobs'])
  })

  it.each([
    "tx.client.query('listen changes')",
    "tx.client.query(`select set_config('a.b', $1, false)`)",
    "tx.client.query('set search_path = other')",
    "tx.client.query('set session statement_timeout to 5')",
    "tx.client.query('select pg_advisory_lock(1)')",
    "tx.client.query('declare c cursor with hold for select 1')",
    "tx.client.query('create temp table t (a int)')",
  ])('in code: %s', text => {
    expect(refusedInCode(ts(text), {})).toHaveLength(1)
    expect(refusedInCode(ts(text), { 'q.ts': 'a reason' })).toEqual([])
  })

  it.each([
    "tx.client.query(`select set_config('a.b', $1, true)`)",
    "tx.client.query('set local lock_timeout = 5')",
    "tx.client.query('select pg_advisory_xact_lock(1)')",
    "tx.client.query('create temp table t (a int) on commit drop')",
  ])('and what ends with its transaction is none: %s', text => {
    expect(refusedInCode(ts(text), {})).toEqual([])
  })
})
