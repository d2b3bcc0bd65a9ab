import type { Store } from '../../platform/db/index.ts'

/** Whether the user has a one-time password whose days are over: whoever types it now comes too late. */
export async function isOneTimePasswordOver(store: Store, userId: string): Promise<boolean> {
  const { rowCount } = await store.pools.auth.query(
    'select 1 from "user" where id = $1 and "oneTimeUntil" < clock_timestamp()',
    [userId],
  )
  return rowCount !== 0
}

/** The user of a name as it is stored (small letters), whatever his state. */
export async function userIdOfName(store: Store, name: string): Promise<string | undefined> {
  const { rows } = await store.pools.auth.query<{ id: string }>('select id from "user" where username = $1', [
    name,
  ])
  return rows[0]?.id
}

/** Whose second step a challenge is waiting for, '' when it is over or never was. */
export async function userOfChallenge(store: Store, identifier: string): Promise<string> {
  const { rows } = await store.pools.auth.query<{ value: string }>(
    'select value from verification where identifier = $1 and "expiresAt" > clock_timestamp()',
    [identifier],
  )
  return rows[0]?.value ?? ''
}

/** His password is his own from now on. */
export async function forgetOneTime(store: Store, userId: string): Promise<void> {
  await store.pools.auth.query('update "user" set "oneTimeUntil" = null where id = $1', [userId])
}

/** A password given by somebody else, to be changed at the first sign-in and until then. All his sessions end. */
export async function setOneTimePassword(
  store: Store,
  userId: string,
  passwordHash: string,
  days: number,
): Promise<void> {
  await store.pools.auth.query(
    `with ended as (delete from session where "userId" = $1),
          changed as (update account set password = $2, "updatedAt" = clock_timestamp() where "userId" = $1 and "providerId" = 'credential')
     update "user" set "oneTimeUntil" = clock_timestamp() + make_interval(days => $3) where id = $1`,
    [userId, passwordHash, days],
  )
}

/** Takes the second factor off an account, for somebody who lost his telephone and his recovery codes. */
export async function dropSecondFactor(store: Store, userId: string): Promise<void> {
  await store.pools.auth.query(
    `with gone as (delete from "twoFactor" where "userId" = $1)
     update "user" set "twoFactorEnabled" = false where id = $1`,
    [userId],
  )
}

/** Shuts a user out, or lets him in again. Shut out, his sessions end at once. */
export async function setBanned(store: Store, userId: string, banned: boolean): Promise<void> {
  await store.pools.auth.query(
    `with ended as (delete from session where "userId" = $1 and $2)
     update "user" set banned = $2, "banExpires" = null where id = $1`,
    [userId, banned],
  )
}

/** The name a user signs in with, '' for nobody. */
export async function usernameOf(store: Store, userId: string): Promise<string> {
  const { rows } = await store.pools.auth.query<{ username: string | null }>(
    'select username from "user" where id = $1',
    [userId],
  )
  return rows[0]?.username ?? ''
}
