/** Rows of runs as the API shows them. */
import type { z } from '../../platform/http/index.ts'
import { stateOf } from './progress.ts'
import type { RunListRow } from './queries.ts'
import type { Part, Run } from './schemas.ts'
import type { PartRow } from './tables.ts'

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

export function shownRun(row: RunListRow): z.infer<typeof Run> {
  const { parts } = row
  const all = Object.values(parts).reduce((sum, n) => sum + n, 0)
  return {
    run_id: row.run_id,
    kind: row.kind,
    month: row.month.slice(0, 7),
    decided_on: row.decided_on,
    state: stateOf(all, state => parts[state]),
    facts: row.facts,
    known_at: instant(row.known_at),
    redecides: row.redecides,
    law_of: row.law_of,
    law_hash: row.law_hash,
    overlays: [...row.overlays],
    engine_version: row.engine_version,
    requested_by: row.requested_by,
    requested_at: row.requested_at.toISOString(),
    cancelled_at: instant(row.cancelled_at),
    finished_at: instant(row.finished_at),
    parts,
    households: row.households,
    granted: row.granted,
    undetermined: row.undetermined,
  }
}

export const shownPart = ({ run_id: _, ...part }: PartRow): z.infer<typeof Part> => ({
  ...part,
  started_at: instant(part.started_at),
  finished_at: instant(part.finished_at),
  read_at: instant(part.read_at),
})
