import type { Store } from '../../platform/db/index.ts'

/** Wrong tries that cost nothing but the try. */
const FREE_TRIES = 5
/** The wait after the fifth; it doubles with each further one, up to fifteen minutes: a hundred guesses a day. */
const FIRST_WAIT = '1 minute'
const LONGEST_WAIT = '15 minutes'
/** After this long without a try all is forgotten. */
const MEMORY = '24 hours'

export type Attempt =
  | { readonly allowed: false; readonly waitSeconds: number }
  | { readonly allowed: true; readonly failures: number; readonly waitSeconds: number }

/**
 * Counts a try as a wrong one before it is looked at, so that a hundred tries at once are no more than a hundred tries one after the other; a right one
 * takes it back with `forgiveAttempts`. Not allowed while the account is closed; such tries do not lengthen the wait.
 */
export async function beginAttempt(store: Store, subject: Buffer): Promise<Attempt> {
  const count = `case when d.last_at < clock_timestamp() - interval '${MEMORY}' then 1 else d.failures + 1 end`
  const { rows } = await store.pools.auth.query<{ failures: number; wait: number }>(
    `insert into sign_in_delay as d (subject, failures, last_at) values ($1, 1, clock_timestamp())
     on conflict (subject) do update set
       failures = ${count},
       last_at = clock_timestamp(),
       closed_until = case when ${count} >= ${FREE_TRIES} then
         clock_timestamp() + least(interval '${LONGEST_WAIT}', interval '${FIRST_WAIT}' * power(2, least(${count} - ${FREE_TRIES}, 10))) end
     where d.closed_until is null or d.closed_until <= clock_timestamp()
     returning failures, coalesce(ceil(extract(epoch from closed_until - clock_timestamp())), 0)::integer as wait`,
    [subject],
  )
  const begun = rows[0]
  if (begun !== undefined) return { allowed: true, failures: begun.failures, waitSeconds: begun.wait }
  const closed = await store.pools.auth.query<{ wait: number }>(
    'select greatest(1, ceil(extract(epoch from closed_until - clock_timestamp())))::integer as wait from sign_in_delay where subject = $1',
    [subject],
  )
  return { allowed: false, waitSeconds: closed.rows[0]?.wait ?? 1 }
}

/** The password was right, or was given anew: the account is open again. */
export async function forgiveAttempts(store: Store, subject: Buffer): Promise<void> {
  await store.pools.auth.query('delete from sign_in_delay where subject = $1', [subject])
}

/** Takes one try back that was never looked at. */
export async function takeBackAttempt(store: Store, subject: Buffer): Promise<void> {
  await store.pools.auth.query(
    'update sign_in_delay set failures = greatest(failures - 1, 0), closed_until = null where subject = $1',
    [subject],
  )
}

/** Whether a code is presented for the first time within its life; says so once. */
export async function isFreshCode(store: Store, code: Buffer): Promise<boolean> {
  const { rowCount } = await store.pools.auth.query(
    `insert into used_code as u (code) values ($1)
     on conflict (code) do update set at = clock_timestamp() where u.at < clock_timestamp() - interval '5 minutes'`,
    [code],
  )
  return rowCount !== 0
}
