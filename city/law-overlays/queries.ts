import type { Tx } from '../../platform/db/index.ts'
import type { StoredOverlay } from './overlay.ts'

const COLUMNS = `overlay_id as id, name, citation, file_name, yaml, hash, valid_from, valid_to, state, proposed_by, proposed_at,
  decided_by, decided_at, reason`

/** Overlays with these ids, in the order of the ids. Throws Error when one is not there: a run pins only what is kept for ever. */
export async function overlaysById(tx: Tx, ids: readonly string[]): Promise<StoredOverlay[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.client.query<StoredOverlay>(
    `select ${COLUMNS} from law_overlay where overlay_id = any ($1::uuid[])`,
    [ids],
  )
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.map(id => {
    const found = byId.get(id)
    if (!found) throw new Error(`there is no overlay ${id}`)
    return found
  })
}

/** Approved overlays that apply to decisions of a day, in the order in which they are applied: by first day, then by approval. */
export async function overlaysInForce(tx: Tx, day: string): Promise<StoredOverlay[]> {
  const { rows } = await tx.client.query<StoredOverlay>(
    `select ${COLUMNS} from law_overlay
     where state = 'approved' and valid_from <= $1 and (valid_to is null or valid_to >= $1)
     order by valid_from, decided_at, overlay_id`,
    [day],
  )
  return rows
}
