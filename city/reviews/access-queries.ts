import type { Tx } from '../../platform/db/index.ts'
import type { ReviewPermission } from './moves.ts'

/** Who asks, and in which communes he may; undefined communes: everywhere. */
export interface Reach {
  readonly userId: string
  readonly communes: readonly string[] | undefined
}

/**
 * Communes in which the session's user holds a permission. Row-level security holds in any case; queries name the communes as well, so that an index
 * serves. Without a session nobody asks and nothing is reached.
 */
export async function reachOf(tx: Tx, permission: ReviewPermission): Promise<Reach> {
  const { rows } = await tx.client.query<{ user_id: string | null; everywhere: boolean; communes: string[] }>(
    'select session_user_id() as user_id, may_everywhere($1) as everywhere, may($1) as communes',
    [permission],
  )
  const row = rows[0]
  if (!row?.user_id) return { userId: '', communes: [] }
  return { userId: row.user_id, communes: row.everywhere ? undefined : row.communes }
}

/** Communes to ask for: those wanted, within those reached. */
export const within = (reach: Reach, commune: string | undefined): readonly string[] | undefined =>
  commune === undefined
    ? reach.communes
    : reach.communes === undefined || reach.communes.includes(commune)
      ? [commune]
      : []
