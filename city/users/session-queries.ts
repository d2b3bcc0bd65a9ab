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
