import { quoted, type Store, type Tx, withOwner } from '../../platform/db/index.ts'

/** Whether the session's user looks after the machine: settings or accounts. */
export async function mayLookAfter(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ may: boolean }>(
    `select may_everywhere('settings.write') or may_everywhere('user.manage') as may`,
  )
  return rows[0]?.may === true
}

export interface StoreFigures {
  readonly database_bytes: number
  readonly postgres: string
  readonly postgres_since: Date
  /** Connections of workers, those of this server among them. */
  readonly worker_connections: number
  /** When the job that waits longest was handed in; null: nothing waits. */
  readonly waiting_since: Date | null
  readonly runs_open: number
  readonly parts_failed: number
  readonly last_determination: Date | null
  readonly last_checkpoint: Date | null
  readonly last_backup: Date | null
}

/** What the database says of itself and of the work in it; none of it speaks of a person. */
export async function storeFigures(store: Store): Promise<StoreFigures> {
  const { jobs, province } = store.names
  return await withOwner(store, async tx => {
    const { rows } = await tx.client.query<StoreFigures>(
      `select pg_database_size(current_database()) as database_bytes,
              current_setting('server_version') as postgres,
              pg_postmaster_start_time() as postgres_since,
              (select count(*) from pg_stat_activity where application_name = $1) as worker_connections,
              (select min(created_on) from ${quoted(jobs)}.job where state = 'created' and start_after <= now()) as waiting_since,
              (select count(distinct run_id) from determination_part where state in ('waiting', 'running')) as runs_open,
              (select count(*) from determination_part where state = 'failed') as parts_failed,
              (select max(finished_at) from determination_part where state = 'done') as last_determination,
              (select max(at) from audit_entry where area = 'system' and action = 'audit.checkpoint') as last_checkpoint,
              (select max(at) from audit_entry where area = 'system' and action = 'backup.write') as last_backup`,
      [`ansinh-${province}-worker`],
    )
    const [figures] = rows
    if (figures === undefined) throw new Error('the database gave no figures')
    return figures
  })
}
