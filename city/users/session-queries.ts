import type { Store } from '../../platform/db/index.ts'
import type { Session } from '../../platform/http/index.ts'

/** The session of a token: one statement, which the database answers by the rules it applies to every row. */
export async function resolveToken(store: Store, token: string): Promise<Session | 'expired'> {
  const { rows } = await store.pools.app.query<{ user_id: string }>('select resolve_session($1) as user_id', [
    token,
  ])
  const userId = rows[0]?.user_id ?? ''
  return userId === '' ? 'expired' : { token, userId }
}

export interface OpenSession {
  readonly id: string
  readonly begunAt: Date
  readonly usedAt: Date
  readonly address: string
  readonly browser: string
  /** Whether it is the session that asks. */
  readonly isThis: boolean
}

/** Sessions of a user, the one used last first. Tokens never leave the table. */
export async function sessionsOf(store: Store, userId: string, token: string): Promise<OpenSession[]> {
  const { rows } = await store.pools.auth.query<OpenSession>(
    `select id, "createdAt" as "begunAt", "updatedAt" as "usedAt", coalesce("ipAddress", '') as address,
            coalesce("userAgent", '') as browser, token = $2 as "isThis"
     from session where "userId" = $1 and "expiresAt" > clock_timestamp() order by "updatedAt" desc`,
    [userId, token],
  )
  return rows
}

/** Ends one session of a user, or all of them when no id is given. Gives how many ended. */
export async function endSessions(store: Store, userId: string, id?: string): Promise<number> {
  const { rowCount } = await store.pools.auth.query(
    'delete from session where "userId" = $1 and ($2::text is null or id = $2)',
    [userId, id ?? null],
  )
  return rowCount ?? 0
}
