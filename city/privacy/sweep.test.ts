import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { signInAs } from '../users/testing.ts'
import { RETENTION } from './retention.ts'
import { sweep } from './sweep.ts'

describe('what has been kept long enough', () => {
  let store: TestStore
  let data: string
  beforeAll(async () => {
    store = await testStore()
    data = mkdtempSync(path.join(os.tmpdir(), 'ansinh-sweep-'))
  })
  afterAll(async () => {
    rmSync(data, { recursive: true })
    await store.close()
  })

  const owner = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await withOwner(store, tx => tx.client.query<T>(sql, values))).rows
  const counts = async (): Promise<Record<string, number>> =>
    Object.fromEntries(((await sweep(store, data)) ?? []).map(s => [s.rule.id, s.count]))
  const NOTHING = Object.fromEntries(RETENTION.map(r => [r.id, 0]))

  it('is nothing in a store that is in use', async () => {
    await signInAs(store, { role: 'surveyor', area: '11311' })
    expect(await counts()).toEqual(NOTHING)
  })

  it('goes: sessions that ended a month ago, and not those that ended yesterday', async () => {
    const old = await signInAs(store, { role: 'surveyor', area: '11311' })
    const fresh = await signInAs(store, { role: 'surveyor', area: '11311' })
    const age = (token: string, days: number) =>
      store.pools.auth.query(
        'update session set "updatedAt" = clock_timestamp() - make_interval(days => $2) where token = $1',
        [token, days],
      )
    await age(old.token, 31)
    await age(fresh.token, 29)
    expect(await counts()).toEqual({ ...NOTHING, ended_sessions: 1 })
    const left = await store.pools.auth.query('select token from session where token = any ($1)', [
      [old.token, fresh.token],
    ])
    expect(left.rows).toEqual([{ token: fresh.token }])
  })

  it('goes: traces of sign-in that was not finished', async () => {
    const ago = (days: number) => `clock_timestamp() - interval '${days} days'`
    await store.pools.auth.query(`
      insert into verification (id, identifier, value, "expiresAt") values ('v1', 'x', 'y', ${ago(3)}), ('v2', 'x', 'y', ${ago(1)});
      insert into "rateLimit" (id, key, count, "lastRequest") values ('r1', 'a', 1, extract(epoch from ${ago(3)}) * 1000), ('r2', 'b', 1, extract(epoch from ${ago(1)}) * 1000);
      insert into sign_in_delay (subject, failures, last_at) values (decode(repeat('aa', 32), 'hex'), 1, ${ago(3)}), (decode(repeat('ab', 32), 'hex'), 1, ${ago(1)});
      insert into used_code (code, at) values (decode(repeat('ac', 32), 'hex'), ${ago(3)}), (decode(repeat('ad', 32), 'hex'), ${ago(1)})`)
    expect(await counts()).toEqual({ ...NOTHING, sign_in_traces: 4 })
  })

  it('goes: answers to writes after a week, files that a killed server left', async () => {
    await owner(`insert into idempotency_key (user_id, key, route, request_hash, status, headers, response, created_at)
      select 'u', 'key-of-a-write-' || d, 'r', 'h', 200, '{}', 'r', clock_timestamp() - make_interval(days => d) from unnest(array[6, 8]) d`)
    const uploads = path.join(data, 'uploads')
    mkdirSync(uploads)
    for (const name of ['old.upload', 'new.upload']) writeFileSync(path.join(uploads, name), 'x')
    const before = new Date(Date.now() - 2 * 86_400_000)
    utimesSync(path.join(uploads, 'old.upload'), before, before)
    expect(await counts()).toEqual({ ...NOTHING, idempotency_keys: 1, uploads: 1 })
    expect(readdirSync(uploads)).toEqual(['new.upload'])
  })

  it('goes: files of imports after a month, a list for the national system after a day', async () => {
    for (const name of ['imports/old', 'imports/new', 'exports/list-old'])
      mkdirSync(path.join(data, name), { recursive: true })
    const age = (name: string, days: number) => {
      const at = new Date(Date.now() - days * 86_400_000)
      utimesSync(path.join(data, name), at, at)
    }
    age('imports/old', 31)
    age('imports/new', 29)
    age('exports/list-old', 2)
    expect(await counts()).toEqual({ ...NOTHING, import_files: 2 })
    expect(readdirSync(path.join(data, 'imports'))).toEqual(['new'])
  })

  it('goes: households of an import that nobody took in, and the rows of one that was, but not who still waits for his commune', async () => {
    const file = async (state: string, days: number, ended: boolean): Promise<string> => {
      const [row] = await owner<{ import_id: string }>(
        `insert into import_file (kind, state, effective_on, created_by, created_at, ended_at)
         values ('national', $1, '2026-01-01', 'u', clock_timestamp() - make_interval(days => $2), case when $3 then clock_timestamp() - make_interval(days => $2) end)
         returning import_id`,
        [state, days, ended],
      )
      return row?.import_id ?? ''
    }
    const household = (id: string, row: number, state: string) =>
      owner(
        `insert into import_household (import_id, row_no, place, file_row, state, persons, content, content_hash)
         values ($1, $2, 'sheet 1', $2, $3, 1, case when $3 in ('accepted', 'waiting') then '{}' end, sha256(''))`,
        [id, row, state],
      )
    const forgotten = await file('checked', 31, false)
    const recent = await file('checked', 29, false)
    const applied = await file('applied', 91, true)
    for (const id of [forgotten, recent]) await household(id, 1, 'accepted')
    await household(applied, 1, 'registered')
    await household(applied, 2, 'waiting')
    expect(await counts()).toEqual({ ...NOTHING, forgotten_imports: 1, import_rows: 1 })
    expect(await owner('select import_id, row_no from import_household order by row_no')).toEqual([
      { import_id: recent, row_no: 1 },
      { import_id: applied, row_no: 2 },
    ])
    expect(await owner('select state from import_file where import_id = $1', [forgotten])).toEqual([
      { state: 'discarded' },
    ])
    expect(await counts()).toEqual(NOTHING)
  })

  it('is written into the log with counts, and never the log itself', async () => {
    const before = await owner<{ n: number }>('select count(*)::int as n from audit_entry')
    await counts()
    const [last] = await owner<{ actor: string; action: string; detail: string }>(
      'select actor, action, detail from audit_entry order by area, seq desc limit 1',
    )
    expect(last).toMatchObject({ action: 'privacy.sweep', actor: 'system:hai_phong_owner' })
    expect(JSON.parse(last?.detail ?? '')).toEqual(NOTHING)
    expect(await owner('select count(*)::int as n from audit_entry')).toEqual([
      { n: (before[0]?.n ?? 0) + 1 },
    ])
  })

  it('is swept by one at a time', async () => {
    await withOwner(store, async tx => {
      await tx.client.query(`select pg_advisory_xact_lock(hashtext(current_schema() || ' privacy sweep'))`)
      expect(await sweep(store, data)).toBeUndefined()
    })
  })
})
