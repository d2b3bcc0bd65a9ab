import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { problemIn } from '../../platform/http/testing.ts'
import { createAccount } from './accounts.ts'
import { createDemoUsers, createFirstAdministrator } from './first-accounts.ts'
import { grantAsOwner } from './owner-queries.ts'
import { ROLES } from './roles.ts'
import { type Browser, type PeopleServer, servePeople } from './testing-browser.ts'

const OWN = 'một mật khẩu của riêng tôi'

interface Given {
  readonly user_id: string
  readonly one_time_password: string
}

describe('people and their roles', () => {
  let store: TestStore
  let server: PeopleServer
  let chief: Browser
  let chiefId: string

  beforeAll(async () => {
    store = await testStore()
    server = await servePeople(store)
    // the second factor is tested at the door
    await withOwner(store, tx => tx.client.query('update access_setting set second_factor = false'))
    const made = await createFirstAdministrator(server.signIn, { username: 'quantri', name: 'Quản Trị' })
    if (made === undefined) throw new Error('no administrator')
    chiefId = made.userId
    chief = await atHome('quantri', made.password)
  })
  afterAll(async () => {
    await server.close()
    await store.close()
  })

  /** Signed in with a password of his own. */
  async function atHome(username: string, password: string): Promise<Browser> {
    const browser = server.browser()
    expect((await browser.signIn(username, password)).status).toBe(200)
    expect((await browser.ask('POST', '/me/password', { current: password, next: OWN })).status).toBe(204)
    return browser
  }

  async function administratorOf(area: string, username: string): Promise<Browser & { id: string }> {
    const made = await createAccount(server.signIn, { username, name: username, createdBy: '' })
    await withOwner(store, tx =>
      grantAsOwner(tx, { userId: made.userId, role: 'administrator', area, sector: '*' }),
    )
    return Object.assign(await atHome(username, made.password), { id: made.userId })
  }

  const add = async (by: Browser, username: string): Promise<Given> => {
    const answer = await by.ask('POST', '/users', { username, name: `Người ${username}` })
    expect(answer.status).toBe(201)
    return (await answer.json()) as Given
  }
  const give = (by: Browser, user: string, role: string, area: string) =>
    by.ask('POST', `/users/${user}/grants`, { role, area })

  it('have roles that anybody signed in can read about, with what each may do', async () => {
    const answer = (await (await chief.ask('GET', '/roles')).json()) as {
      roles: { role: string; decides: boolean; permissions: string[] }[]
      sectors: { sector: string; name: { vi: string; en: string } }[]
    }
    expect(answer.sectors.length).toBeGreaterThan(2)
    expect(answer.sectors.every(one => one.name.vi !== '' && one.name.en !== '')).toBe(true)
    expect(answer.roles.map(one => one.role).sort()).toEqual([...ROLES].sort())
    expect(answer.roles.find(one => one.role === 'inspector')?.permissions).not.toContain('household.write')
    expect((await server.browser().ask('GET', '/roles')).status).toBe(401)
  })

  it('begins with one administrator, and with no second one from the same door', async () => {
    expect(
      await createFirstAdministrator(server.signIn, { username: 'quantri2', name: 'Quản Trị Hai' }),
    ).toBeUndefined()
  })

  it('gives an account whose one-time password opens nothing but the change of itself', async () => {
    const given = await add(chief, 'officer')
    expect((await give(chief, given.user_id, 'commune_officer', '11311')).status).toBe(201)
    const officer = server.browser()
    await officer.signIn('officer', given.one_time_password)
    expect(await officer.read('/me')).toMatchObject({ needs: ['password'], permissions: [] })
    const weak = [
      ['ngắn', 'account.unfit_password'],
      ['aaaaaaaaaaaaaaaa', 'account.unfit_password'],
      ['tôi là officer đây', 'account.unfit_password'],
      [given.one_time_password, 'account.unfit_password'],
    ] as const
    for (const [next, code] of weak)
      expect(
        await problemIn(
          await officer.ask('POST', '/me/password', { current: given.one_time_password, next }),
        ),
      ).toMatchObject({ code })
    expect(
      await problemIn(await officer.ask('POST', '/me/password', { current: 'không phải nó', next: OWN })),
    ).toMatchObject({ code: 'account.wrong_password' })
    expect(
      (await officer.ask('POST', '/me/password', { current: given.one_time_password, next: OWN })).status,
    ).toBe(204)
    expect(await officer.read('/me')).toMatchObject({ needs: [], one_time_until: null })
  })

  it('lets a one-time password die unused', async () => {
    const given = await add(chief, 'tardy')
    await store.pools.auth.query(
      `update "user" set "oneTimeUntil" = clock_timestamp() - interval '1 minute' where id = $1`,
      [given.user_id],
    )
    const late = await server.browser().signIn('tardy', given.one_time_password)
    expect(await problemIn(late)).toMatchObject({ code: 'sign_in.one_time_password_over' })
    expect(await problemIn(await server.browser().signIn('tardy', 'sai mật khẩu'))).toMatchObject({
      code: 'sign_in.refused',
    })
  })

  it('refuses a role for oneself, beyond one’s own area, and to whoever manages nobody', async () => {
    const commune = await administratorOf('11311', 'admin_xa')
    const given = await add(commune, 'nguoi_moi')
    const codes = async (answer: Promise<Response>) => (await problemIn(await answer)).code
    expect(await codes(give(chief, chiefId, 'city_approver', '*'))).toBe('user.own_account')
    expect(await codes(give(commune, given.user_id, 'commune_officer', '11312'))).toBe('access.forbidden')
    expect(await codes(give(commune, given.user_id, 'city_officer', '*'))).toBe('access.forbidden')
    expect((await give(commune, given.user_id, 'commune_officer', '11311')).status).toBe(201)
    expect(await codes(give(commune, given.user_id, 'commune_officer', '11311'))).toBe('grant.exists')
    expect(await codes(give(commune, given.user_id, 'king', '11311'))).toBe('grant.unknown_role')
    const officer = await atHome('nguoi_moi', given.one_time_password)
    expect(await codes(give(officer, commune.id, 'surveyor', '11311'))).toBe('access.forbidden')
    expect(await codes(officer.ask('POST', '/users', { username: 'ban_be', name: 'Bạn' }))).toBe(
      'access.forbidden',
    )
    expect(await officer.read('/users')).toEqual({ users: [] })
  })

  it('does not let a commune’s administrator become a city officer by resetting his password', async () => {
    const commune = await administratorOf('11313', 'admin_xa3')
    const city = await add(chief, 'city')
    await give(chief, city.user_id, 'city_officer', '*')
    for (const path of ['reset', 'ban'])
      expect(await problemIn(await commune.ask('POST', `/users/${city.user_id}/${path}`, {}))).toMatchObject({
        code: 'user.not_yours',
      })
    const both = await add(commune, 'both')
    await give(commune, both.user_id, 'surveyor', '11313')
    expect((await commune.ask('POST', `/users/${both.user_id}/reset`, {})).status).toBe(200)
    await give(chief, both.user_id, 'surveyor', '11314')
    expect(await problemIn(await commune.ask('POST', `/users/${both.user_id}/reset`, {}))).toMatchObject({
      code: 'user.not_yours',
    })
    expect(await problemIn(await commune.ask('POST', `/users/${commune.id}/reset`, {}))).toMatchObject({
      code: 'user.own_account',
    })
  })

  it('takes effect at once: a role taken back, an account shut out, sessions ended', async () => {
    const given = await add(chief, 'quick')
    const granted = (await (await give(chief, given.user_id, 'surveyor', '11311')).json()) as {
      grant_id: string
    }
    const quick = await atHome('quick', given.one_time_password)
    const held = async () => ((await quick.read('/me')) as { permissions: unknown[] }).permissions.length
    expect(await held()).toBeGreaterThan(0)
    expect((await chief.ask('DELETE', `/users/${given.user_id}/grants/${granted.grant_id}`)).status).toBe(204)
    expect(await held()).toBe(0)
    expect(
      await problemIn(await chief.ask('DELETE', `/users/${given.user_id}/grants/${granted.grant_id}`)),
    ).toMatchObject({ code: 'record.not_found' })
    expect((await chief.ask('POST', `/users/${given.user_id}/ban`)).status).toBe(204)
    expect(await problemIn(await quick.ask('GET', '/me'))).toMatchObject({ code: 'session.expired' })
    expect(await problemIn(await server.browser().signIn('quick', OWN))).toMatchObject({
      code: 'sign_in.refused',
    })
    await chief.ask('POST', `/users/${given.user_id}/unban`)
    const back = server.browser()
    expect((await back.signIn('quick', OWN)).status).toBe(200)
    await chief.ask('DELETE', `/users/${given.user_id}/sessions`)
    expect(await problemIn(await back.ask('GET', '/me'))).toMatchObject({ code: 'session.expired' })
  })

  it('can be looked at by themselves: open sessions, one of them ended, all of them ended', async () => {
    const given = await add(chief, 'roamer')
    const here = await atHome('roamer', given.one_time_password)
    const there = server.browser()
    await there.signIn('roamer', OWN)
    const { sessions } = await here.read<{ sessions: { id: string; is_this: boolean; address: string }[] }>(
      '/me/sessions',
    )
    expect(sessions.map(s => s.is_this).sort()).toEqual([false, true])
    expect(sessions.every(s => s.address === '127.0.0.1')).toBe(true)
    expect(JSON.stringify(sessions)).not.toContain('token')
    const other = sessions.find(s => !s.is_this)?.id ?? ''
    expect(await problemIn(await chief.ask('DELETE', `/me/sessions/${other}`))).toMatchObject({
      code: 'record.not_found',
    })
    expect((await here.ask('DELETE', `/me/sessions/${other}`)).status).toBe(204)
    expect((await there.ask('GET', '/me')).status).toBe(401)
    await there.signIn('roamer', OWN)
    expect((await here.ask('DELETE', '/me/sessions')).status).toBe(204)
    expect((await here.ask('GET', '/me')).status).toBe(401)
    expect((await there.ask('GET', '/me')).status).toBe(401)
  })

  it('changing a password ends the sessions elsewhere', async () => {
    const given = await add(chief, 'careful')
    const here = await atHome('careful', given.one_time_password)
    const there = server.browser()
    await there.signIn('careful', OWN)
    await here.ask('POST', '/me/password', { current: OWN, next: 'một mật khẩu khác hẳn' })
    expect((await here.ask('GET', '/me')).status).toBe(200)
    expect((await there.ask('GET', '/me')).status).toBe(401)
  })

  it('leave a trace of who did what to whom', async () => {
    const { rows } = await withOwner(store, tx =>
      tx.client.query(`select distinct action from audit_entry where area = 'system' and actor = $1`, [
        chiefId,
      ]),
    )
    expect(rows.map(r => r.action)).toEqual(
      expect.arrayContaining([
        'user.create',
        'grant.give',
        'grant.take',
        'user.ban',
        'user.unban',
        'user.sign_out',
      ]),
    )
    const { rows: kept } = await withOwner(store, tx =>
      tx.client.query(`select string_agg(detail, '') as all from audit_entry`),
    )
    expect(kept[0].all).not.toMatch(/Người|mật khẩu/)
  })

  it('set how strict the door is, if they may', async () => {
    const strict = { idle_minutes: 15, session_minutes: 480, second_factor: false }
    expect((await chief.ask('PUT', '/access-setting', strict)).status).toBe(204)
    expect(await chief.read('/access-setting')).toEqual(strict)
    const commune = await administratorOf('11319', 'admin_xa9')
    expect(await problemIn(await commune.ask('PUT', '/access-setting', strict))).toMatchObject({
      code: 'access.forbidden',
    })
  })

  it('of a demo store are one for every role, each with a password of its own; a second start gives new ones', async () => {
    const demo = await testStore()
    try {
      const theirs = await servePeople(demo)
      const first = await createDemoUsers(theirs.signIn, ['11311', '11335'])
      const again = await createDemoUsers(theirs.signIn, ['11311', '11335'])
      expect(new Set(first.map(u => u.role))).toEqual(new Set(ROLES))
      expect(first.filter(u => u.role === 'commune_officer').map(u => u.area)).toEqual(['11311', '11335'])
      expect(new Set([...first, ...again].map(u => u.password)).size).toBe(2 * first.length)
      for (const { username, password } of again) {
        const browser = theirs.browser()
        await browser.signIn(username, password)
        expect(await browser.read('/me')).toMatchObject({ needs: [], username })
      }
      const { rows } = await withOwner(demo, tx =>
        tx.client.query('select count(*)::int as n from user_grant where revoked_at is null'),
      )
      expect(rows).toEqual([{ n: first.length }])
      await theirs.close()
    } finally {
      await demo.close()
    }
  })

  it('are known by name to colleagues, and to nobody without a role', async () => {
    const none = await add(chief, 'no_role')
    await atHome('no_role', none.one_time_password)
    const { rows } = await store.pools.auth.query('select token from session where "userId" = $1', [
      none.user_id,
    ])
    const seen = await withSession(store, rows[0].token, tx =>
      tx.client.query('select name from user_names($1)', [[chiefId]]),
    )
    expect(seen.rows).toEqual([])
  })
})
