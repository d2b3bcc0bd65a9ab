/** What one user's transaction leaves on a pooled connection must not reach the next. */
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Tx, withOwner, withSession, withWorker } from './session.ts'
import { openStore, type Store } from './store.ts'
import { type TestStore, testStore } from './testing.ts'

describe('a transaction', () => {
  let test: TestStore
  /** With one connection a role, the next transaction gets the very same. */
  let store: Store
  beforeAll(async () => {
    test = await testStore()
    store = openStore(test.admin, 'hai-phong', { connections: { app: 1, worker: 1, auth: 1, owner: 1 } })
    await withOwner(store, tx =>
      tx.client.query(`create table note (n int); alter table note enable row level security; alter table note force row level security;
        create policy owner_all on note for all to hai_phong_owner using (true) with check (true);
        create policy app_all on note for all to hai_phong_app using (true) with check (true);
        grant all on note to hai_phong_app`),
    )
  })
  afterAll(async () => {
    await store?.close()
    await test?.close()
  })

  const value = async (tx: Tx, sqlText: string): Promise<unknown> =>
    Object.values((await tx.client.query(sqlText)).rows[0])[0]
  const token = `select current_setting('ansinh.token', true)`
  const backend = 'select pg_backend_pid()'

  it('runs as the role it is for', async () => {
    const who = 'select current_user'
    expect(await withSession(store, 't', tx => value(tx, who))).toBe('hai_phong_app')
    expect(await withWorker(store, tx => value(tx, who))).toBe('hai_phong_worker')
    expect(await withOwner(store, tx => value(tx, who))).toBe('hai_phong_owner')
  })

  it.each([`it's`, `a\\'b`, '', 'x; drop table note'])('carries the token %j as it is', async text => {
    expect(await withSession(store, text, tx => value(tx, token))).toBe(text)
  })

  it('leaves no token behind', async () => {
    const first = await withSession(store, 'secret of one', tx => value(tx, backend))
    const client = await store.pools.app.connect()
    try {
      const { rows } = await client.query(
        `${backend.replace(')', ') as pid,')} current_setting('ansinh.token', true) as token`,
      )
      expect(rows).toEqual([{ pid: first, token: '' }])
    } finally {
      client.release()
    }
    expect(await withSession(store, '', tx => value(tx, token))).toBe('')
  })

  it('shows its token to no other connection', async () => {
    const other = openStore(test.admin, 'hai-phong')
    try {
      await withSession(store, 'secret of one', async tx => {
        const pid = (tx.client as unknown as { processID: number }).processID
        const { rows } = await other.pools.app.query('select query from pg_stat_activity where pid = $1', [
          pid,
        ])
        expect(rows).toHaveLength(1)
        expect(JSON.stringify(rows)).not.toContain('secret of one')
        await tx.client.query('select 1')
      })
      const { rows } = await other.pools.app.query('select query from pg_stat_activity')
      expect(JSON.stringify(rows)).not.toContain('secret of one')
    } finally {
      await other.close()
    }
  })

  it('leaves no setting, lock or table behind that it made for the whole connection', async () => {
    const first = await withWorker(store, async tx => {
      await tx.client.query(
        `set ansinh.token = 'left behind'; set search_path = pg_catalog; set timezone = 'Asia/Tokyo'`,
      )
      await tx.client.query('create temp table left_behind (n int)')
      await tx.client.query('select pg_advisory_lock(42)')
      return value(tx, backend)
    })
    const seen = await withWorker(store, async tx => [
      await value(tx, backend),
      await value(tx, token),
      await value(tx, 'show search_path'),
      await value(tx, 'show timezone'),
      await value(tx, `select to_regclass('pg_temp.left_behind')`),
      await value(tx, `select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`),
    ])
    expect(seen).toEqual([first, '', 'hai_phong,public', 'Asia/Ho_Chi_Minh', null, 0])
  })

  it('cannot be reached by work that outlived it', async () => {
    let late: Tx | undefined
    await withSession(store, 'one', async tx => {
      late = tx
    })
    expect(() => late?.client.query('select 1')).toThrow(/has ended/)
    await expect(sql`select 1`.execute(late?.kysely() as never)).rejects.toThrow(/has ended/)
  })

  it('is undone whole when it throws', async () => {
    await expect(
      withSession(store, 't', async tx => {
        await tx.client.query('insert into note values (1)')
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await withOwner(store, tx => value(tx, 'select count(*) from note'))).toBe(0)
  })

  it('does not say it is done when PostgreSQL had to undo it', async () => {
    const careless = withSession(store, 't', async tx => {
      await tx.client.query('insert into note values (1)')
      await tx.client.query('select 1/0').catch(() => undefined)
    })
    await expect(careless).rejects.toThrow(/rolled back/)
    expect(await withOwner(store, tx => value(tx, 'select count(*) from note'))).toBe(0)
  })

  it('speaks Kysely inside, which cannot begin or end it', async () => {
    await withSession(store, 't', async tx => {
      const db = tx.kysely<{ note: { n: number } }>()
      await Promise.all([1, 2, 3].map(n => db.insertInto('note').values({ n }).execute()))
      const rows = await db.selectFrom('note').select('n').orderBy('n').execute()
      expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
      await expect(db.transaction().execute(async () => 1)).rejects.toThrow(/transaction already/)
    })
    await withOwner(store, tx => tx.client.query('delete from note'))
  })

  it('may be read-only and may be isolated', async () => {
    await expect(
      withSession(store, 't', tx => tx.client.query('insert into note values (1)'), { readOnly: true }),
    ).rejects.toThrow(/read-only/)
    const level = await withOwner(store, tx => value(tx, 'show transaction_isolation'), {
      isolation: 'repeatable read',
    })
    expect(level).toBe('repeatable read')
  })

  it('is ended when a person would have given up', async () => {
    expect(await withSession(store, 't', tx => value(tx, 'show statement_timeout'))).toBe('30s')
    expect(await withSession(store, 't', tx => value(tx, 'show idle_in_transaction_session_timeout'))).toBe(
      '1min',
    )
  })

  it('may be given another time', async () => {
    const timeout = 'show statement_timeout'
    expect(await withSession(store, 't', tx => value(tx, timeout), { statementMs: 120_000 })).toBe('2min')
    expect(await withSession(store, 't', tx => value(tx, timeout))).toBe('30s')
    await expect(
      withWorker(store, tx => tx.client.query('select pg_sleep(5)'), { statementMs: 50 }),
    ).rejects.toThrow(/statement timeout/)
  })

  it('is replaced by a new connection when the old one is cut', async () => {
    const cut = withSession(store, 't', async tx => {
      const pid = await value(tx, backend)
      await terminate(test, Number(pid))
      return value(tx, 'select 1')
    })
    await expect(cut).rejects.toThrow()
    expect(await withSession(store, 't', tx => value(tx, 'select 1'))).toBe(1)
  })
})

async function terminate(test: TestStore, pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: test.admin.url })
  await client.connect()
  await client.query('select pg_terminate_backend($1)', [pid])
  await client.end()
}

describe('values of the database', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
  })
  afterAll(() => store?.close())
  const row = async (select: string) => (await store.pools.app.query(`select ${select}`)).rows[0]

  it('are days as text, counts and amounts as numbers, decimals as exact text', async () => {
    expect(
      await row(`date '2025-07-01' as day, 9007199254740991::bigint as amount, 0.10::numeric(12,2) as rate`),
    ).toEqual({
      day: '2025-07-01',
      amount: 9007199254740991,
      rate: '0.10',
    })
    expect(
      await row(
        `'{2025-07-01,null}'::date[] as days, '{1,null,-2}'::bigint[] as sums, '{}'::bigint[] as none`,
      ),
    ).toEqual({
      days: ['2025-07-01', null],
      sums: [1, null, -2],
      none: [],
    })
  })

  it('are refused where a number would not be exact', async () => {
    await expect(row('9007199254740992::bigint as amount')).rejects.toThrow(/beyond 2\^53/)
  })
})
