import type { Tx } from '../../platform/db/index.ts'
import type { OverlayState, StoredOverlay } from './overlay.ts'

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

/** Approved overlays that share a decision day with the given time, in the order in which they are applied. */
export async function overlaysMeeting(
  tx: Tx,
  from: string,
  to: string | null,
  except: string | null = null,
): Promise<StoredOverlay[]> {
  const { rows } = await tx.client.query<StoredOverlay>(
    `select ${COLUMNS} from law_overlay
     where state = 'approved' and overlay_id is distinct from $3 and (valid_to is null or valid_to >= $1) and ($2::date is null or valid_from <= $2)
     order by valid_from, decided_at, overlay_id`,
    [from, to, except],
  )
  return rows
}

/** All overlays, newest first; of one state where that is given. */
export async function listOverlays(tx: Tx, state?: OverlayState): Promise<StoredOverlay[]> {
  const { rows } = await tx.client.query<StoredOverlay>(
    `select ${COLUMNS} from law_overlay where $1::text is null or state = $1 order by proposed_at desc, overlay_id limit 500`,
    [state ?? null],
  )
  return rows
}

/** One overlay, locked for a decision where `lock` says so. */
export async function findOverlay(tx: Tx, id: string, lock = false): Promise<StoredOverlay | undefined> {
  const { rows } = await tx.client.query<StoredOverlay>(
    `select ${COLUMNS} from law_overlay where overlay_id = $1${lock ? ' for update' : ''}`,
    [id],
  )
  return rows[0]
}

export async function insertOverlay(
  tx: Tx,
  overlay: Pick<
    StoredOverlay,
    'name' | 'citation' | 'file_name' | 'yaml' | 'hash' | 'valid_from' | 'valid_to'
  >,
): Promise<StoredOverlay> {
  const { rows } = await tx.client.query<StoredOverlay>(
    `insert into law_overlay (name, citation, file_name, yaml, hash, valid_from, valid_to, proposed_by)
     values ($1, $2, $3, $4, $5, $6, $7, session_user_id()) returning ${COLUMNS}`,
    [
      overlay.name,
      overlay.citation,
      overlay.file_name,
      overlay.yaml,
      overlay.hash,
      overlay.valid_from,
      overlay.valid_to,
    ],
  )
  return rows[0] as StoredOverlay
}

/** Decides a proposal in the name of the session's user; undefined when row-level security or an earlier decision forbids it. */
export async function decideOverlay(
  tx: Tx,
  id: string,
  state: Exclude<OverlayState, 'proposed'>,
  reason: string | null,
): Promise<StoredOverlay | undefined> {
  const { rows } = await tx.client.query<StoredOverlay>(
    `update law_overlay set state = $2, reason = $3, decided_by = session_user_id(), decided_at = clock_timestamp()
     where overlay_id = $1 and state = 'proposed' returning ${COLUMNS}`,
    [id, state, reason],
  )
  return rows[0]
}

/** Sets the last day of an approved overlay. */
export async function endOverlay(
  tx: Tx,
  id: string,
  validTo: string | null,
): Promise<StoredOverlay | undefined> {
  const { rows } = await tx.client.query<StoredOverlay>(
    `update law_overlay set valid_to = $2 where overlay_id = $1 and state = 'approved' returning ${COLUMNS}`,
    [id, validTo],
  )
  return rows[0]
}

/** May the session's user propose or approve changes of the law? */
export async function mayWorkOnLaw(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ may: boolean }>(
    `select may_everywhere('law.propose') or may_everywhere('law.approve') as may`,
  )
  return rows[0]?.may === true
}
