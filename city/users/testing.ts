/** For tests only: people who are signed in, made without passwords. The rows are those that a real sign-in leaves. */
import { randomBytes } from 'node:crypto'
import { type Store, withOwner } from '../../platform/db/index.ts'
import type { ResolveSession } from '../../platform/http/index.ts'
import type { Role } from './roles.ts'
import { resolveToken } from './session-queries.ts'

export interface TestUser {
  /** What `withSession` takes, and what `resolveTestSession` accepts as the cookie `session`. */
  readonly token: string
  readonly userId: string
}

export interface TestGrant {
  readonly role: Role
  /** '*' when left out. */
  readonly area?: string
  /** '*' when left out. */
  readonly sector?: string
}

/** Somebody new who is signed in and holds these roles; none at all when no grant is given. His second factor is set up. */
export async function signInAs(store: Store, ...grants: readonly TestGrant[]): Promise<TestUser> {
  const random = randomBytes(9).toString('hex')
  const user = { token: `t${random}`, userId: `u${random}` }
  const auth = `"${store.names.auth}"`
  await withOwner(store, async ({ client }) => {
    await client.query(
      `insert into ${auth}."user" (id, name, email, "emailVerified", username, "twoFactorEnabled") values ($1, $2, $3, false, $4, true)`,
      [user.userId, 'Cán bộ Thử Nghiệm', `${random}@test.invalid`, random],
    )
    await client.query(
      `insert into ${auth}.session (id, token, "userId", "createdAt", "updatedAt", "expiresAt")
       values ($1, $2, $3, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '12 hours')`,
      [`s${random}`, user.token, user.userId],
    )
    for (const { role, area = '*', sector = '*' } of grants)
      await client.query(
        'insert into user_grant (user_id, role, area, sector, granted_by) values ($1, $2, $3, $4, $5)',
        [user.userId, role, area, sector, 'test'],
      )
  })
  return user
}

/** For `listen(routes, { resolveSession })`: the cookie `session` holds the token of `signInAs`; `ask(path, { as: user.token })`. */
export const resolveTestSession =
  (store: Store): ResolveSession =>
  async request => {
    const token = /(?:^|; )session=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
    return token === undefined ? undefined : await resolveToken(store, token)
  }
