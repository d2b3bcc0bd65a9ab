import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestUser } from '../../city/users/testing.ts'
import { withOwner, withSession, withWorker } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { storeTypes } from '../../platform/db/types.ts'

const OWN = '11311'
const FOREIGN = '11335'

/** Somebody has found a way to run any SQL he likes as the application. */
describe('whoever runs SQL as the application', () => {
  let store: TestStore
  let officer: TestUser

  beforeAll(async () => {
    store = await testStore()
    officer = await signInAs(store, { role: 'commune_officer', area: OWN })
    await withOwner(store, async ({ client }) => {
      for (const commune of [OWN, FOREIGN])
        await client.query(
          `insert into household (household_id, commune_code, version, member_count, registered_on) values ($1, $2, 1, 0, '2026-01-01')`,
          [`H-${commune}`, commune],
        )
    })
  })
  afterAll(() => store.close())

  const asOfficer = (sql: string) => withSession(store, officer.token, tx => tx.client.query(sql))
  /** A bare connection of the application role, with whatever was said on it before. */
  async function bare<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
    const url = new URL(store.admin.url)
    url.username = store.names.roles.app
    url.password = store.admin.passwords.app
    const client = new pg.Client({ connectionString: url.toString(), types: storeTypes })
    await client.connect()
    try {
      await client.query(`set search_path = ${store.names.schema}, public`)
      return await run(client)
    } finally {
      await client.end()
    }
  }
  const communes = 'select commune_code from household order by 1'

  it('sees the rows of his commune and no others', async () => {
    expect((await asOfficer(communes)).rows).toEqual([{ commune_code: OWN }])
    expect((await asOfficer('select count(*)::int as n from household')).rows).toEqual([{ n: 1 }])
    expect(
      (await asOfficer(`select 1 from household where commune_code = '${FOREIGN}' or true`)).rowCount,
    ).toBe(1)
  })

  it.each([
    ['become the owner', 'set role hai_phong_owner'],
    ['become the owner for a session', 'set session authorization hai_phong_owner'],
    ['become the worker', 'set role hai_phong_worker'],
    ['become the administrator', 'set role postgres'],
    ['make himself a superuser', 'alter role hai_phong_app superuser'],
    ['let himself past row-level security', 'alter role hai_phong_app bypassrls'],
    ['give himself a right', 'grant select on subject_key to hai_phong_app; select salt from subject_key'],
    ['switch row-level security off', 'alter table household disable row level security'],
    ['make a policy', 'create policy mine on household for select to hai_phong_app using (true)'],
    ['drop a policy', 'drop policy app_read on household'],
    ['drop a trigger', 'drop trigger audit_entry_is_append_only on audit_entry'],
    ['switch triggers off', 'set session_replication_role = replica'],
    ['make a function', `create function mine() returns text language sql as 'select 1::text'`],
    [
      'make a function in public',
      `create function public.mine() returns text language sql as 'select 1::text'`,
    ],
    [
      'replace a function',
      `create or replace function may(wanted text) returns text[] language sql as $$ select '{11335}'::text[] $$`,
    ],
    ['make a schema', 'create schema mine'],
    ['make an extension', 'create extension file_fdw'],
    ['make a table', 'create table mine (a int)'],
    ['run a program', `copy (select 1) to program 'true'`],
    ['read a file', `copy household (household_id) from '/etc/passwd'`],
    ['read a file by function', `select pg_read_file('/etc/passwd')`],
    ['list a folder', `select pg_ls_dir('.')`],
    ['load a large object from a file', `select lo_import('/etc/passwd')`],
    ['read passwords of roles', 'select rolpassword from pg_authid'],
    ['read passwords of roles elsewhere', 'select passwd from pg_shadow'],
    ['read statistics of foreign rows', 'select stavalues1 from pg_statistic'],
    ['read accounts', 'select * from hai_phong_auth."user"'],
    ['read sessions', 'select token from hai_phong_auth.session'],
    ['make a session', `insert into hai_phong_auth.session (id, token) values ('x', 'x')`],
    ['read hashes of passwords', 'select password from hai_phong_auth.account'],
    ['read secrets of second factors', 'select secret from hai_phong_auth."twoFactor"'],
    ['read keys', 'select salt from subject_key'],
    [
      'give himself a role',
      `insert into user_grant (user_id, role, area, granted_by) values (session_user_id(), 'city_officer', '*', session_user_id())`,
    ],
    ['put a permission on a role', `insert into role_permission values ('commune_officer', 'user.manage')`],
    ['ask for the grants behind the session', 'select * from session_grants()'],
    ['ask for the facts behind the session', 'select * from session_facts()'],
    [
      'write the log for somebody else',
      `select audit_keep('somebody', 'city', 'household.read', 'household', 'H', '{}')`,
    ],
    ['empty a table', 'truncate household'],
    [
      'end other connections',
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'hai_phong_owner'`,
    ],
    ['take jobs out of the queue', 'delete from hai_phong_jobs.job'],
    ['change jobs of the queue', `update hai_phong_jobs.job set data = '{}'`],
  ])('cannot %s', async (_, sql) => {
    await expect(asOfficer(sql)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|42704|0A000|25001)$/),
    })
  })

  it('gains nothing by asking for row-level security to be off: it is an error then, not a way around', async () => {
    await expect(
      withSession(store, officer.token, async ({ client }) => {
        await client.query('set local row_security = off')
        return await client.query(communes)
      }),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('learns nothing of foreign rows from errors of a leaky filter', async () => {
    const leak = `select 1 from household where 1 / (case when commune_code = '${FOREIGN}' then 0 else 1 end) = 1`
    expect((await asOfficer(leak)).rowCount).toBe(1)
  })

  it('learns nothing from what the planner knows of columns', async () => {
    const seen = await asOfficer(
      `select count(*)::int as n from pg_stats where schemaname = 'hai_phong' and tablename in ('household', 'person')`,
    )
    expect(seen.rows).toEqual([{ n: 0 }])
  })

  it('cannot smuggle names in front of ours: temporary tables and functions are looked at last', async () => {
    const held = await bare(async client => {
      await client.query(
        `create temp table user_grant (user_id text, role text, area text, sector text, revoked_at timestamptz)`,
      )
      await client.query(`insert into pg_temp.user_grant values ($1, 'city_officer', '*', '*', null)`, [
        officer.userId,
      ])
      await client.query('begin')
      await client.query(`select set_config('ansinh.token', $1, true)`, [officer.token])
      return await client.query(`select may_everywhere('household.read') as everywhere`)
    })
    expect(held.rows).toEqual([{ everywhere: false }])
  })

  it('sees nothing with no setting, an empty one, a forged one, or another person’s id', async () => {
    const tokens = [
      '',
      'forged',
      officer.userId,
      `${officer.token} `,
      `${officer.token}' or '1'='1`,
      randomUUID(),
    ]
    for (const token of tokens)
      expect((await withSession(store, token, tx => tx.client.query(communes))).rows).toEqual([])
    expect((await bare(client => client.query(communes))).rows).toEqual([])
  })

  const auth = (sql: string, values: unknown[]) => store.pools.auth.query(sql, values)
  const seenBy = async (user: TestUser) =>
    (await withSession(store, user.token, tx => tx.client.query(communes))).rows.length

  it('sees nothing once his session has run out, lain idle or grown old', async () => {
    for (const change of [
      `"expiresAt" = clock_timestamp()`,
      `"updatedAt" = clock_timestamp() - interval '61 minutes'`,
      `"createdAt" = clock_timestamp() - interval '12 hours 1 minute'`,
    ]) {
      const user = await signInAs(store, { role: 'commune_officer', area: OWN })
      expect(await seenBy(user)).toBe(1)
      await auth(`update session set ${change} where token = $1`, [user.token])
      expect([change, await seenBy(user)]).toEqual([change, 0])
    }
  })

  it('sees nothing once he is shut out, signed out, or his role is taken back, in the middle of his work', async () => {
    const users = [await signInAs(store, { role: 'commune_officer', area: OWN })]
    for (let i = 0; i < 2; i++) users.push(await signInAs(store, { role: 'commune_officer', area: OWN }))
    const [banned, out, revoked] = users as [TestUser, TestUser, TestUser]
    const end = [
      () => auth('update "user" set banned = true where id = $1', [banned.userId]),
      () => auth('delete from session where token = $1', [out.token]),
      () =>
        withOwner(store, tx =>
          tx.client.query(`update user_grant set revoked_by = 'test' where user_id = $1`, [revoked.userId]),
        ),
    ]
    for (const [i, user] of users.entries())
      await withSession(store, user.token, async ({ client }) => {
        expect((await client.query(communes)).rowCount).toBe(1)
        await end[i]?.()
        expect((await client.query(communes)).rowCount).toBe(0)
      })
  })

  it('sees nothing while his password is a one-time one, or a factor that his role asks for is missing', async () => {
    const user = await signInAs(store, { role: 'commune_officer', area: OWN })
    await auth(`update "user" set "oneTimeUntil" = clock_timestamp() + interval '1 day' where id = $1`, [
      user.userId,
    ])
    expect(await seenBy(user)).toBe(0)
    const chair = await signInAs(store, { role: 'commune_chair', area: OWN })
    const everywhere = await signInAs(store, { role: 'city_officer' })
    expect([await seenBy(chair), await seenBy(everywhere)]).toEqual([1, 2])
    await auth('update "user" set "twoFactorEnabled" = false where id = any ($1)', [
      [chair.userId, everywhere.userId],
    ])
    expect([await seenBy(chair), await seenBy(everywhere)]).toEqual([0, 0])
    const plain = await signInAs(store, { role: 'commune_officer', area: OWN })
    await auth('update "user" set "twoFactorEnabled" = false where id = $1', [plain.userId])
    expect(await seenBy(plain)).toBe(1)
  })

  describe('on a connection that somebody else left behind', () => {
    /** Sets something for the whole connection as a city officer, on every connection of the pool, and then looks as somebody else. */
    async function leaving(
      leftBehind: (client: pg.ClientBase, token: string) => Promise<unknown>,
    ): Promise<unknown[]> {
      const city = await signInAs(store, { role: 'city_officer' })
      const held: (() => void)[] = []
      const all = Array.from({ length: 6 }, () =>
        withSession(store, city.token, async ({ client }) => {
          await new Promise<void>(resolve => {
            held.push(resolve)
            if (held.length === 6) for (const go of held) go()
          })
          await leftBehind(client, city.token)
        }).catch(() => undefined),
      )
      await Promise.all(all)
      const seen: unknown[] = []
      for (let i = 0; i < 8; i++)
        seen.push(...(await withSession(store, '', tx => tx.client.query(communes))).rows)
      return seen
    }

    it('finds no token that was set for the whole session', async () => {
      expect(
        await leaving((client, token) =>
          client.query(`select set_config('ansinh.token', $1, false)`, [token]),
        ),
      ).toEqual([])
    })

    it('finds no token of a transaction that was broken off', async () => {
      expect(
        await leaving(async (client, token) => {
          await client.query(`select set_config('ansinh.token', $1, false)`, [token])
          await client.query('this is no SQL')
        }),
      ).toEqual([])
    })

    it('finds no token that was set after the transaction had been ended by hand', async () => {
      expect(
        await leaving(async (client, token) => {
          await client.query('commit')
          await client.query(`select set_config('ansinh.token', $1, false)`, [token])
        }),
      ).toEqual([])
    })

    it('finds no cursor, no temporary table and no prepared statement with foreign rows', async () => {
      await leaving(async client => {
        await client.query('create temp table loot as select * from household')
        await client.query('declare loot_cursor cursor with hold for select * from household')
        await client.query('prepare loot_statement as select * from household')
      })
      for (const sql of ['select * from loot', 'fetch all from loot_cursor'])
        await expect(withSession(store, '', tx => tx.client.query(sql))).rejects.toThrow(/does not exist/)
      // a statement is only text: it runs under the rules of whoever runs it
      const rerun = await withSession(store, '', tx => tx.client.query('execute loot_statement')).catch(
        () => ({ rows: [] }),
      )
      expect(rerun.rows).toEqual([])
    })
  })

  it('and the worker, who has no session, reads for determinations, and neither identity numbers nor accounts', async () => {
    expect((await withWorker(store, tx => tx.client.query(communes))).rowCount).toBe(2)
    for (const sql of [
      'select * from person_identity',
      'select * from user_grant',
      'select token from hai_phong_auth.session',
      `update household set hamlet = 'x'`,
      'delete from action',
      `insert into audit_entry (area) values ('city')`,
    ])
      await expect(withWorker(store, tx => tx.client.query(sql))).rejects.toMatchObject({ code: '42501' })
  })

  it('and sign-in, which makes sessions, sees nothing of the registry', async () => {
    for (const sql of ['select * from hai_phong.household', 'select * from hai_phong.user_grant'])
      await expect(store.pools.auth.query(sql)).rejects.toMatchObject({ code: '42501' })
  })
})
