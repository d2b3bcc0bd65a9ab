/** Starting, cancelling and trying again: what the application writes of runs. */
import type { Tx } from '../../platform/db/index.ts'
import type { PinnedOverlay, RunRow } from './tables.ts'

export interface NewRunRow
  extends Pick<
    RunRow,
    'kind' | 'month' | 'decided_on' | 'facts' | 'redecides' | 'law_of' | 'law_hash' | 'engine_version'
  > {
  readonly known_at: string | null
  readonly overlays: readonly PinnedOverlay[]
}

export interface NewBenefitRow {
  readonly benefit: string
  readonly title_vi: string
  readonly title_en: string
  readonly subject: string
  readonly kind: string
  readonly payer: string
  readonly per: string
  readonly route: string | null
  readonly fingerprint: string
}

/** Writes a run with its benefits and a waiting part for each commune; gives its number. Who asks is the session's user, or the database role. */
export async function insertRun(
  tx: Tx,
  run: NewRunRow,
  benefits: readonly NewBenefitRow[],
  communes: readonly string[],
): Promise<number> {
  const { rows } = await tx.client.query<{ run_id: number }>(
    `insert into determination_run (kind, month, decided_on, facts, known_at, redecides, law_of, law_hash, overlays, engine_version, requested_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, run_requester()) returning run_id`,
    [
      run.kind,
      run.month,
      run.decided_on,
      run.facts,
      run.known_at,
      run.redecides,
      run.law_of,
      run.law_hash,
      JSON.stringify(run.overlays),
      run.engine_version,
    ],
  )
  const id = rows[0]?.run_id ?? 0
  await tx.client.query(
    `insert into determination_benefit (run_id, benefit, sector, title_vi, title_en, subject, kind, payer, per, route, fingerprint)
     select $1, b.benefit, coalesce(s.sector, 'poverty'), title_vi, title_en, subject, kind, payer, per, route, fingerprint
     from jsonb_to_recordset($2) as b (benefit text, title_vi text, title_en text, subject text, kind text, payer text, per text, route text, fingerprint text)
     left join benefit_sector s on s.benefit = b.benefit`,
    [id, JSON.stringify(benefits)],
  )
  await tx.client.query(
    'insert into determination_part (run_id, commune_code) select $1, unnest($2::text[])',
    [id, communes],
  )
  return id
}

/** Where the session's user may run determinations. */
export async function runnableCommunes(
  tx: Tx,
): Promise<{ everywhere: boolean; communes: readonly string[] }> {
  const { rows } = await tx.client.query<{ everywhere: boolean; communes: string[] }>(
    `select may_everywhere('determination.run') as everywhere, may('determination.run') as communes`,
  )
  return rows[0] ?? { everywhere: false, communes: [] }
}

/** Today in the time zone of the store. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await tx.client.query<{ day: string }>('select current_date as day')
  return rows[0]?.day ?? ''
}

/** Says that a run was taken back by the session's user, the first time. */
export async function markCancelled(tx: Tx, run: number): Promise<void> {
  await tx.client.query(
    `update determination_run set cancelled_by = session_user_id(), cancelled_at = clock_timestamp()
     where run_id = $1 and cancelled_by is null`,
    [run],
  )
}
