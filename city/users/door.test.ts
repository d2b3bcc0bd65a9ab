import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { problemIn } from '../../platform/http/testing.ts'
import { createAccount } from './accounts.ts'
import { grantAsOwner } from './owner-queries.ts'
import { authenticatorCode, type Browser, type PeopleServer, servePeople } from './testing-browser.ts'

const OWN = 'một mật khẩu của riêng tôi'

interface Me {
  readonly needs: readonly string[]
  readonly permissions: readonly unknown[]
}

describe('the door', () => {
  let store: TestStore
  let server: PeopleServer
  beforeAll(async () => {
    store = await testStore()
    server = await servePeople(store)
  })
  afterAll(async () => {
    await server.close()
    await store.close()
  })

  /** Somebody with a password of his own, and roles. */
  async function person(username: string, ...grants: { role: string; area: string }[]): Promise<Browser> {
    const made = await createAccount(server.signIn, { username, name: 'Người Thử', createdBy: '' })
    for (const g of grants)
      await withOwner(store, tx => grantAsOwner(tx, { ...g, userId: made.userId, sector: '*' }))
    const browser = server.browser()
    expect((await browser.signIn(username, made.password)).status).toBe(200)
    const changed = await browser.ask('POST', '/me/password', { current: made.password, next: OWN })
    expect(changed.status).toBe(204)
    return browser
  }

  const audit = async (action: string): Promise<Record<string, unknown>[]> => {
    const { rows } = await withOwner(store, tx =>
      tx.client.query(`select actor, object_id, detail from audit_entry where action = $1 order by seq`, [
        action,
      ]),
    )
    return rows.map(r => ({ ...r, detail: JSON.parse(r.detail) }))
  }

  it('gives each account one key for its drafts, and nobody one who is not signed in', async () => {
    const [ha, hoa] = [
      await person('draft_ha', { role: 'surveyor', area: '11311' }),
      await person('draft_hoa'),
    ]
    const keyOf = async (of: Browser) => (await of.read<{ key: string }>('/me/draft-key')).key
    const key = await keyOf(ha)
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
    expect(await keyOf(ha)).toBe(key)
    expect(await keyOf(hoa)).not.toBe(key)
    const again = server.browser()
    await again.signIn('draft_ha', OWN)
    expect(await keyOf(again)).toBe(key)
    expect((await server.browser().ask('GET', '/me/draft-key')).status).toBe(401)
  })

  it('opens to a name and a password, however the keyboard wrote the name', async () => {
    await person('mai', { role: 'surveyor', area: '11311' })
    const browser = server.browser()
    const answer = await browser.signIn('  MAI ', OWN)
    expect(await answer.json()).toEqual({ state: 'signed_in' })
    expect((await browser.read<Me>('/me')).permissions).toContainEqual({
      permission: 'household.read',
      area: '11311',
      sector: '*',
    })
    expect((await audit('sign_in.done')).at(-1)).toMatchObject({ detail: { by: 'password' } })
  })

  it('gives a cookie that scripts, other sites and other hosts do not get', async () => {
    await person('lan')
    const browser = server.browser()
    await browser.signIn('lan', OWN)
    const [cookie] = browser.setCookies.filter(c => c.startsWith('ansinh.session_token='))
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Strict/)
    expect(cookie).not.toMatch(/; Domain=/)
    expect(cookie).not.toMatch(/; Secure/)
    const https = await servePeople(store, { secure: true })
    const other = https.browser()
    await other.signIn('lan', OWN)
    expect(other.setCookies.join()).toMatch(/__Secure-ansinh\.session_token=.*; Secure/)
    expect((await other.ask('GET', '/me')).status).toBe(200)
    await https.close()
  })

  it('answers a name that nobody has as it answers a wrong password', async () => {
    await person('huong')
    const wrong = await problemIn(await server.browser().signIn('huong', 'không phải mật khẩu này'))
    const nobody = await problemIn(await server.browser().signIn('khongcoai', 'không phải mật khẩu này'))
    const strange = await problemIn(
      await server.browser().signIn("'; drop table household --", 'không phải mật khẩu này'),
    )
    expect(wrong).toMatchObject({ code: 'sign_in.refused', status: 401 })
    for (const answer of [nobody, strange])
      expect({ ...answer, request_id: wrong['request_id'] }).toEqual(wrong)
    expect((await audit('sign_in.failed')).map(e => e['object_id'])).toContain('')
    expect(server.log.lines.join()).not.toMatch(/khongcoai|drop table/)
  })

  it('does the work of one password check, no more and no less, for a name that nobody has', async () => {
    await person('thuy')
    const { password } = await server.signIn.auth.$context
    for (const name of ['thuy', 'thuyx', 'không phải tên']) {
      const hashed = vi.spyOn(password, 'hash')
      const verified = vi.spyOn(password, 'verify')
      await server.browser().signIn(name, 'sai mật khẩu rồi')
      expect(hashed.mock.calls.length + verified.mock.calls.length).toBe(1)
      hashed.mockRestore()
      verified.mockRestore()
    }
  })

  it('closes a name after five wrong tries, for a while that grows, also for a name that nobody has', async () => {
    await person('dung')
    for (const name of ['dung', 'dungkhongco']) {
      for (let i = 0; i < 5; i++)
        expect(await problemIn(await server.browser().signIn(name, `sai mật khẩu ${i}`))).toMatchObject({
          code: 'sign_in.refused',
        })
      const right = await server.browser().signIn(name, OWN)
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(30)
      expect(await problemIn(right)).toMatchObject({ code: 'sign_in.delayed', status: 429 })
    }
    const later = (minutes: number) =>
      withOwner(store, tx =>
        tx.client.query(
          `update hai_phong_auth.sign_in_delay set closed_until = closed_until - make_interval(mins => $1)`,
          [minutes],
        ),
      )
    await later(1)
    await server.browser().signIn('dung', 'sai lần thứ sáu')
    const waiting = Number((await server.browser().signIn('dung', OWN)).headers.get('retry-after'))
    expect(waiting).toBeGreaterThan(70)
    await later(2)
    expect((await server.browser().signIn('dung', OWN)).status).toBe(200)
    expect((await server.browser().signIn('dung', OWN)).status).toBe(200)
    expect((await audit('sign_in.failed')).map(e => e['detail'])).toContainEqual({
      step: 'password',
      tries: 6,
      closed_for_seconds: 120,
    })
  })

  it('lets no more than five guesses through when forty come at once', async () => {
    await person('son')
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => server.browser().signIn('son', `đoán lần thứ ${i}`)),
    )
    const codes = await Promise.all(answers.map(async a => (await problemIn(a)).code))
    expect(codes.filter(code => code === 'sign_in.refused')).toHaveLength(5)
    expect(new Set(codes)).toEqual(new Set(['sign_in.refused', 'sign_in.delayed']))
  })

  it('counts sign-ins by the address of the socket, whatever a client writes into its headers', async () => {
    const narrow = await servePeople(store, { perAddress: 3 })
    const codes: string[] = []
    for (let i = 0; i < 5; i++) {
      const browser = narrow.browser()
      const answer = await browser.ask(
        'POST',
        '/sign-in',
        { username: `nobody${i}`, password: 'sai mật khẩu rồi' },
        { 'x-forwarded-for': `10.0.0.${i}`, 'x-ansinh-peer': `10.0.1.${i}` },
      )
      codes.push((await problemIn(answer)).code)
    }
    expect(codes.slice(-2)).toEqual(['request.too_many', 'request.too_many'])
    await narrow.close()
  })

  it('asks for the second factor once it is set up, and nothing counts before it', async () => {
    const browser = await person('hanh', { role: 'commune_chair', area: '11311' })
    expect(await browser.read<Me>('/me')).toMatchObject({ needs: ['second_factor'], permissions: [] })
    const offer = (await (await browser.ask('POST', '/me/second-factor', { password: OWN })).json()) as {
      uri: string
      recovery_codes: string[]
    }
    expect(offer.recovery_codes).toHaveLength(10)
    expect(
      await problemIn(await browser.ask('POST', '/me/second-factor/confirm', { code: '000000' })),
    ).toMatchObject({ code: 'sign_in.code_refused' })
    const first = authenticatorCode(offer.uri)
    expect((await browser.ask('POST', '/me/second-factor/confirm', { code: first })).status).toBe(204)
    const me = await browser.read<Me>('/me')
    expect(me.needs).toEqual([])
    expect(me.permissions).not.toEqual([])

    const again = server.browser()
    expect(await (await again.signIn('hanh', OWN)).json()).toEqual({ state: 'second_factor' })
    expect(await problemIn(await again.ask('GET', '/me'))).toMatchObject({ code: 'session.missing' })
    const open = await withOwner(store, tx =>
      tx.client.query(
        `select count(*)::int as n from hai_phong_auth.session s join hai_phong_auth."user" u on u.id = s."userId" where u.username = 'hanh'`,
      ),
    )
    expect(open.rows[0].n).toBe(1)
    expect(await problemIn(await again.ask('POST', '/sign-in/code', { code: first }))).toMatchObject({
      code: 'sign_in.code_refused',
    })
    const code = authenticatorCode(offer.uri, 1)
    expect(
      (await again.ask('POST', '/sign-in/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status,
    ).toBe(200)
    expect((await again.read<Me>('/me')).permissions).toEqual(me.permissions)
    expect((await audit('sign_in.done')).at(-1)).toMatchObject({ detail: { by: 'code' } })

    const lost = server.browser()
    await lost.signIn('hanh', OWN)
    const [recovery] = offer.recovery_codes
    expect((await lost.ask('POST', '/sign-in/recovery-code', { code: recovery as string })).status).toBe(200)
    const twice = server.browser()
    await twice.signIn('hanh', OWN)
    expect(
      await problemIn(await twice.ask('POST', '/sign-in/recovery-code', { code: recovery as string })),
    ).toMatchObject({ code: 'sign_in.code_refused' })
  })

  it('counts guesses of the password at an open screen as well, and nothing but the right one opens again', async () => {
    const browser = await person('nam')
    const guess = async () =>
      (await problemIn(await browser.ask('POST', '/me/second-factor', { password: 'sai mật khẩu' }))).code
    for (let i = 0; i < 4; i++) expect(await guess()).toBe('account.wrong_password')
    // refused before the password is looked at: neither a wrong try nor a right one
    expect(
      await problemIn(
        await browser.ask('POST', '/me/second-factor/recovery-codes', { password: 'sai mật khẩu' }),
      ),
    ).toMatchObject({ code: 'account.second_factor_missing' })
    expect(await guess()).toBe('account.wrong_password')
    expect(await guess()).toBe('sign_in.delayed')
    expect(await problemIn(await server.browser().signIn('nam', OWN))).toMatchObject({
      code: 'sign_in.delayed',
    })
  })

  it('closes the second step after five wrong codes', async () => {
    const browser = await person('tuan')
    const offer = (await (await browser.ask('POST', '/me/second-factor', { password: OWN })).json()) as {
      uri: string
    }
    await browser.ask('POST', '/me/second-factor/confirm', { code: authenticatorCode(offer.uri) })
    const thief = server.browser()
    await thief.signIn('tuan', OWN)
    const codes: string[] = []
    for (let i = 0; i < 7; i++)
      codes.push((await problemIn(await thief.ask('POST', '/sign-in/code', { code: `${i}00000` }))).code)
    expect(codes.slice(0, 4)).toEqual(Array(4).fill('sign_in.code_refused'))
    expect(codes.at(-1)).not.toBe('sign_in.code_refused')
    const right = await thief.ask('POST', '/sign-in/code', { code: authenticatorCode(offer.uri, 1) })
    expect(right.ok).toBe(false)
    expect(
      (await audit('sign_in.failed')).filter(e => (e['detail'] as { step: string }).step === 'code').length,
    ).toBeGreaterThan(4)
  })

  it('opens by the password alone again when its owner took the second factor off', async () => {
    const browser = await person('thu')
    const offer = (await (await browser.ask('POST', '/me/second-factor', { password: OWN })).json()) as {
      uri: string
    }
    await browser.ask('POST', '/me/second-factor/confirm', { code: authenticatorCode(offer.uri) })
    const wrong = await browser.ask('POST', '/me/second-factor/remove', { password: 'không phải thế này' })
    expect(wrong.ok).toBe(false)
    const remove = await browser.ask('POST', '/me/second-factor/remove', { password: OWN })
    expect(remove.status).toBe(204)
    const again = server.browser()
    expect((await again.signIn('thu', OWN)).status).toBe(200)
    expect((await again.ask('GET', '/me')).status).toBe(200)
  })

  it('knows no second step without a first', async () => {
    const browser = server.browser()
    expect(await problemIn(await browser.ask('POST', '/sign-in/code', { code: '123456' }))).toMatchObject({
      code: 'sign_in.challenge_over',
    })
    browser.cookies.set('ansinh.two_factor', 'made-up.signature')
    expect(await problemIn(await browser.ask('POST', '/sign-in/code', { code: '123456' }))).toMatchObject({
      code: 'sign_in.challenge_over',
    })
  })

  it('refuses writes that another site sends with the cookies of somebody signed in', async () => {
    const browser = await person('van')
    const answer = await browser.ask('POST', '/sign-out', {}, { origin: 'https://evil.example' })
    expect(await problemIn(answer)).toMatchObject({ code: 'request.foreign_origin' })
    expect((await browser.ask('GET', '/me')).status).toBe(200)
  })

  it('ends with signing out, after an hour without a click, and at the latest after half a day', async () => {
    const browser = await person('yen')
    await browser.ask('POST', '/sign-out')
    expect((await problemIn(await browser.ask('GET', '/me'))).code).toMatch(/^session\.(missing|expired)$/)
    const age = async (column: string, minutes: number): Promise<string> => {
      const other = server.browser()
      await other.signIn('yen', OWN)
      expect((await other.ask('GET', '/me')).status).toBe(200)
      await withOwner(store, tx =>
        tx.client.query(
          `update hai_phong_auth.session s set "${column}" = s."${column}" - make_interval(mins => $1)
           from hai_phong_auth."user" u where u.id = s."userId" and u.username = 'yen'`,
          [minutes],
        ),
      )
      const answer = await other.ask('GET', '/me')
      return answer.ok ? 'open' : (await problemIn(answer)).code
    }
    expect(await age('updatedAt', 50)).toBe('open')
    expect(await age('updatedAt', 61)).toBe('session.expired')
    expect(await age('createdAt', 721)).toBe('session.expired')
    expect(await age('expiresAt', 1441)).toBe('session.expired')
  })

  it('takes no cookie that it did not sign, even around a true token', async () => {
    const browser = await person('minh')
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select s.token from hai_phong_auth.session s join hai_phong_auth."user" u on u.id = s."userId" where u.username = 'minh'`,
      ),
    )
    for (const forged of [rows[0].token, `${rows[0].token}.${'A'.repeat(43)}=`, `${rows[0].token}.`]) {
      browser.cookies.set('ansinh.session_token', encodeURIComponent(forged))
      expect(await problemIn(await browser.ask('GET', '/me'))).toMatchObject({ code: 'session.expired' })
    }
  })
})
