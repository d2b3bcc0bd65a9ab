/** What a worker reads and writes while it decides one commune of a run. */
import type { Tx } from '../../platform/db/index.ts'
import type { CommuneFrame } from './commune-frame.ts'
import type { DecidedPart } from './decide-commune.ts'
import type { PartRow, RunRow } from './tables.ts'

/**
 * The part, locked until the transaction ends: two workers that got the same part decide it one after the other. Its queries use one processor
 * each: the others decide other communes.
 */
export async function lockPart(tx: Tx, run: number, commune: string): Promise<PartRow | undefined> {
  await tx.client.query('set local max_parallel_workers_per_gather = 0')
  const { rows } = await tx.client.query<PartRow>(
    'select * from determination_part where run_id = $1 and commune_code = $2 for update',
    [run, commune],
  )
  return rows[0]
}

export async function runById(tx: Tx, run: number): Promise<RunRow | undefined> {
  const { rows } = await tx.client.query<RunRow>('select * from determination_run where run_id = $1', [run])
  return rows[0]
}

/** Says that a part is being worked at, for the page of progress. False when nothing is left to do. */
export async function markRunning(tx: Tx, run: number, commune: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update determination_part set state = 'running', attempts = attempts + 1, started_at = clock_timestamp(), problem = null
     where run_id = $1 and commune_code = $2 and state in ('waiting', 'running')`,
    [run, commune],
  )
  return rowCount === 1
}

export async function markFailed(tx: Tx, run: number, commune: string, problem: string): Promise<void> {
  await tx.client.query(
    `update determination_part set state = 'failed', finished_at = clock_timestamp(), problem = $3
     where run_id = $1 and commune_code = $2 and state in ('waiting', 'running')`,
    [run, commune, problem],
  )
}

/** Sector of each benefit of the run. */
export async function sectorsOfRun(tx: Tx, run: number): Promise<Map<string, string>> {
  const { rows } = await tx.client.query<{ benefit: string; sector: string }>(
    'select benefit, sector from determination_benefit where run_id = $1',
    [run],
  )
  return new Map(rows.map(row => [row.benefit, row.sector]))
}

export interface PartReceipt {
  readonly factsHash: string
  readonly previousRun: number | undefined
  readonly changes: { readonly began: number; readonly ended: number; readonly changed: number } | undefined
  readonly seconds: number
}

/** Writes the receipt; from now on the part never changes. */
export async function markDone(
  tx: Tx,
  run: number,
  commune: string,
  facts: CommuneFrame,
  part: DecidedPart,
  receipt: PartReceipt,
): Promise<void> {
  const { counts } = part
  await tx.client.query(
    `update determination_part set state = 'done', finished_at = clock_timestamp(), read_at = transaction_timestamp(), problem = null,
       facts_hash = $3, previous_run = $4, households = $5, persons = $6, without_members = $7, granted = $8, undetermined = $9, refused = $10,
       began = $11, ended = $12, changed = $13, standings = $14, doubts = $15, seconds = $16
     where run_id = $1 and commune_code = $2`,
    [
      run,
      commune,
      receipt.factsHash,
      receipt.previousRun ?? null,
      facts.population.households,
      facts.population.persons,
      facts.withoutMembers,
      counts.granted,
      counts.undetermined,
      counts.refused,
      receipt.changes?.began ?? null,
      receipt.changes?.ended ?? null,
      receipt.changes?.changed ?? null,
      JSON.stringify(part.standingCounts),
      JSON.stringify(part.doubts),
      receipt.seconds,
    ],
  )
}

/** The run against which this one shows differences: the redecided one, else the latest run of a month, this or an earlier one, that did this commune. */
export async function previousRun(tx: Tx, run: RunRow, commune: string): Promise<number | undefined> {
  if (run.redecides !== null) return run.redecides
  const { rows } = await tx.client.query<{ run_id: number }>(
    `select r.run_id from determination_part p join determination_run r using (run_id)
     where p.commune_code = $1 and p.state = 'done' and r.kind = 'month' and r.month <= $2 and r.run_id <> $3
     order by r.month desc, r.run_id desc limit 1`,
    [commune, run.month, run.run_id],
  )
  return rows[0]?.run_id
}

/** Makes the latest standings those of this run, unless a later month was decided already. Rows that stay the same are not touched. */
export async function updateStandings(
  tx: Tx,
  run: RunRow,
  commune: string,
  households: ReadonlySet<string>,
): Promise<void> {
  if (run.kind !== 'month') return
  const { rows: later } = await tx.client.query(
    `select 1 from determination_part p join determination_run r using (run_id)
     where p.commune_code = $1 and p.state = 'done' and r.kind = 'month' and (r.month, r.run_id) > ($2::date, $3::integer) limit 1`,
    [commune, run.month, run.run_id],
  )
  if (later.length > 0) return
  const { rows } = await tx.client.query<{ household_id: string }>(
    'select household_id from household_standing where commune_code = $1',
    [commune],
  )
  const gone = rows.map(row => row.household_id).filter(id => !households.has(id))
  if (gone.length > 0)
    await tx.client.query(
      'delete from household_standing where commune_code = $1 and household_id = any ($2::text[])',
      [commune, gone],
    )
  await tx.client.query(
    `insert into household_standing as s
       (household_id, commune_code, standing, standing_basis, computed_standing, newly_escaped, deprivation_count, restricted, month, run_id)
     select household_id, commune_code, standing, standing_basis, computed_standing, newly_escaped, deprivation_count, restricted, $3, run_id
     from standing_outcome where run_id = $1 and commune_code = $2
     on conflict (household_id) do update set
       commune_code = excluded.commune_code, standing = excluded.standing, standing_basis = excluded.standing_basis,
       computed_standing = excluded.computed_standing, newly_escaped = excluded.newly_escaped, deprivation_count = excluded.deprivation_count,
       restricted = excluded.restricted, month = excluded.month, run_id = excluded.run_id
     where (s.commune_code, s.standing, s.standing_basis, s.computed_standing, s.newly_escaped, s.deprivation_count, s.restricted)
       is distinct from (excluded.commune_code, excluded.standing, excluded.standing_basis, excluded.computed_standing, excluded.newly_escaped,
                         excluded.deprivation_count, excluded.restricted)`,
    [run.run_id, commune, run.month],
  )
}

/** Communes of a run that are not decided yet. */
export async function openParts(tx: Tx, run: number): Promise<string[]> {
  const { rows } = await tx.client.query<{ commune_code: string }>(
    `select commune_code from determination_part where run_id = $1 and state in ('waiting', 'running') order by commune_code`,
    [run],
  )
  return rows.map(row => row.commune_code)
}

/** Households that a finished part decided, with the number of the last action their facts rest on, in the order of their ids. */
export async function receiptsOfPart(
  tx: Tx,
  run: number,
  commune: string,
): Promise<{ household_id: string; version: number }[]> {
  const { rows } = await tx.client.query<{ household_id: string; version: number }>(
    'select household_id, version from standing_outcome where run_id = $1 and commune_code = $2 order by household_id',
    [run, commune],
  )
  return rows
}

/** Parts of a run that the caller may see, by commune. */
export async function partsOfRun(tx: Tx, run: number): Promise<PartRow[]> {
  const { rows } = await tx.client.query<PartRow>(
    'select * from determination_part where run_id = $1 order by commune_code',
    [run],
  )
  return rows
}

export async function waitingParts(tx: Tx, run: number): Promise<string[]> {
  const { rows } = await tx.client.query<{ commune_code: string }>(
    `select commune_code from determination_part where run_id = $1 and state = 'waiting' order by commune_code`,
    [run],
  )
  return rows.map(row => row.commune_code)
}

/** Makes failed and cancelled parts wait again; gives their communes. */
export async function reopenParts(tx: Tx, run: number): Promise<string[]> {
  const { rows } = await tx.client.query<{ commune_code: string }>(
    `update determination_part set state = 'waiting', problem = null
     where run_id = $1 and state in ('failed', 'cancelled') returning commune_code`,
    [run],
  )
  return rows.map(row => row.commune_code)
}

export async function cancelParts(tx: Tx, run: number): Promise<number> {
  const { rowCount } = await tx.client.query(
    `update determination_part set state = 'cancelled' where run_id = $1 and state in ('waiting', 'failed')`,
    [run],
  )
  return rowCount ?? 0
}

/** Households of the commune whose review has not ended. */
export async function underReview(tx: Tx, commune: string): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ household_id: string }>(
    `select household_id from review_case
     where commune_code = $1 and state not in ('decided', 'certified', 'refused', 'withdrawn', 'closed')`,
    [commune],
  )
  return new Set(rows.map(row => row.household_id))
}
