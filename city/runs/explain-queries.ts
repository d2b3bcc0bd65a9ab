import type { Tx } from '../../platform/db/index.ts'
import type { RunRow } from './tables.ts'

/** Which stored outcome: of a run, a household, a person of it ('' where the household is the subject), a benefit. */
export interface OutcomeKey {
  readonly run: number
  readonly household: string
  readonly person: string
  readonly benefit: string
}

/** A stored outcome with what its receipt needs. */
export interface StoredOutcome {
  readonly commune_code: string
  readonly outcome: 'granted' | 'refused' | 'undetermined'
  readonly group: string | null
  readonly share: string | null
  readonly amount: number | null
  readonly missing: readonly string[] | null
  readonly restricted: boolean
  /** Null where the reader may not see the household's own row. */
  readonly version: number | null
}

/** Where the household was decided in a run, and up to which action of its file. Undefined when the reader may not see it. */
export async function standingReceipt(
  tx: Tx,
  run: number,
  household: string,
): Promise<
  { commune_code: string; version: number; standing: string; computed_standing: string } | undefined
> {
  const { rows } = await tx.client.query<{
    commune_code: string
    version: number
    standing: string
    computed_standing: string
  }>(
    'select commune_code, version, standing, computed_standing from standing_outcome where run_id = $1 and household_id = $2',
    [run, household],
  )
  return rows[0]
}

/** An outcome as the reader may see it: group and missing facts of a tainted one only with the right to restricted facts. */
export async function storedOutcome(
  tx: Tx,
  key: OutcomeKey,
  commune: string,
): Promise<StoredOutcome | undefined> {
  const { rows } = await tx.client.query<StoredOutcome>(
    `select o.commune_code, o.outcome, coalesce(h."group", o."group") as "group", o.share, o.amount, coalesce(h.missing, o.missing) as missing,
       o.restricted, s.version
     from outcome o
     left join outcome_restricted h using (run_id, commune_code, household_id, person_id, benefit)
     left join standing_outcome s on s.run_id = o.run_id and s.household_id = o.household_id
     where o.run_id = $1 and o.commune_code = $2 and o.household_id = $3 and o.person_id = $4 and o.benefit = $5`,
    [key.run, commune, key.household, key.person, key.benefit],
  )
  return rows[0]
}

/** May the caller read restricted facts of the commune? */
export async function maySeeRestricted(tx: Tx, commune: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ may: boolean }>(
    `select may_everywhere('restricted.read') or $1 = any (may('restricted.read')) as may`,
    [commune],
  )
  return rows[0]?.may === true
}

export type ReceiptRun = Pick<
  RunRow,
  'run_id' | 'law_hash' | 'overlays' | 'decided_on' | 'facts' | 'known_at' | 'redecides'
>
