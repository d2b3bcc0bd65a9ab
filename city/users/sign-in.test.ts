import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createAccount } from './accounts.ts'
import { openSignIn, type SignIn } from './sign-in.ts'

describe('the sign-in tables', () => {
  let store: TestStore
  let signIn: SignIn
  beforeAll(async () => {
    store = await testStore()
    signIn = openSignIn({ store, secret: 'of a test, and long enough to be one', secure: false })
  })
  afterAll(() => store.close())

  it('are what the library wants, no more to create and no more to add', async () => {
    const plan = await getMigrations(signIn.auth.options)
    expect(plan.toBeCreated).toEqual([])
    expect(plan.toBeAdded).toEqual([])
    expect((await plan.compileMigrations()).replaceAll(/[;\s]/g, '')).toBe('')
  })

  it('keep no password but its argon2id hash, with 19 MiB and two passes', async () => {
    const made = await createAccount(signIn, { username: 'giang', name: 'Giang', createdBy: '' })
    const { rows } = await store.pools.auth.query('select password from account where "userId" = $1', [
      made.userId,
    ])
    expect(rows[0].password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(made.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
  })

  it('let nobody sign himself up', async () => {
    const answer = await signIn.ask({ address: '127.0.0.1', userAgent: '', cookies: '' }, '/sign-up/email', {
      email: 'a@b.invalid',
      name: 'A',
      password: 'một mật khẩu đủ dài',
    })
    expect(answer).toMatchObject({ status: 400, body: { code: 'EMAIL_PASSWORD_SIGN_UP_DISABLED' } })
  })
})
