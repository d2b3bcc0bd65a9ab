import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import {
  addFromCommandLine,
  grantFromCommandLine,
  listUsers,
  resetFromCommandLine,
  revokeFromCommandLine,
} from './command-line.ts'
import { passwordStep } from './door.ts'
import { openSignIn, type SignIn } from './sign-in.ts'

const HERE = { address: '127.0.0.1', userAgent: '', cookies: '' }

describe('whoever has the machine', () => {
  let store: TestStore
  let signIn: SignIn
  beforeAll(async () => {
    store = await testStore()
    signIn = openSignIn({ store, secret: 'of a test, and long enough to be one', secure: false })
  })
  afterAll(() => store.close())

  it('makes an account, gives it roles, takes them back and lets it in again, all of it logged', async () => {
    const made = await addFromCommandLine(signIn, { username: 'Tam', name: 'Tâm' })
    for (const area of ['11311', '11312'])
      await grantFromCommandLine(store, 'tam', { role: 'commune_officer', area, sector: '*' })
    await grantFromCommandLine(store, 'tam', { role: 'partner', area: '*', sector: 'labour' })
    const again = grantFromCommandLine(store, 'tam', { role: 'partner', area: '*', sector: 'labour' })
    await expect(again).rejects.toMatchObject({ constraint: 'user_grant_in_force' })
    expect(await listUsers(store)).toEqual([
      {
        username: 'tam',
        name: 'Tâm',
        banned: false,
        secondFactor: false,
        grants: [
          { role: 'commune_officer', area: '11311', sector: '*' },
          { role: 'commune_officer', area: '11312', sector: '*' },
          { role: 'partner', area: '*', sector: 'labour' },
        ],
      },
    ])
    expect(await revokeFromCommandLine(store, 'tam', 'commune_officer', '11312')).toBe(1)
    expect(await revokeFromCommandLine(store, 'tam', undefined, undefined)).toBe(2)
    const given = await resetFromCommandLine(signIn, 'tam', { secondFactor: true })
    await expect(
      passwordStep(signIn, HERE, { username: 'tam', password: made.password }),
    ).rejects.toMatchObject({
      code: 'sign_in.refused',
    })
    expect(await passwordStep(signIn, HERE, { username: 'tam', password: given.password })).toMatchObject({
      state: 'signed_in',
    })
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select action, count(*)::int as n from audit_entry where object_id = $1 group by 1 order by 1`,
        [made.userId],
      ),
    )
    expect(Object.fromEntries(rows.map(r => [r.action, r.n]))).toEqual({
      'grant.give': 3,
      'grant.take': 3,
      'sign_in.done': 1,
      'sign_in.failed': 1,
      'user.create': 1,
      'user.reset': 1,
    })
  })

  it('is told when there is nobody of that name', async () => {
    await expect(revokeFromCommandLine(store, 'khongco', undefined, undefined)).rejects.toMatchObject({
      code: 'record.not_found',
    })
  })
})
