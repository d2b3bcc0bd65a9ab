import type { Tx } from '../../platform/db/index.ts'
import type { StoredOverlay } from '../law-overlays/index.ts'
import { listOverlays } from '../law-overlays/index.ts'

/** Every approved overlay of the law, in the order in which they apply; whoever may read none sees none. */
export async function publishedOverlays(tx: Tx): Promise<StoredOverlay[]> {
  const approved = await listOverlays(tx, 'approved')
  return approved.sort((a, b) =>
    a.valid_from !== b.valid_from
      ? a.valid_from < b.valid_from
        ? -1
        : 1
      : String(a.decided_at).localeCompare(String(b.decided_at)) || a.id.localeCompare(b.id),
  )
}
