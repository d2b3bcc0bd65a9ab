import type { Tx } from '../../platform/db/index.ts'

export interface AuditFilter {
  readonly area?: string | undefined
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly objectKind?: string | undefined
  readonly objectId?: string | undefined
  /** Days in Vietnam, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface AuditRow {
  readonly area: string
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly object_kind: string
  readonly object_id: string
  readonly detail: string
}

/** Entries that the session's user may see, newest first, behind a place. `at` of the place is an exact instant in text. */
export async function readEntries(
  tx: Tx,
  filter: AuditFilter,
  limit: number,
  after?: readonly [at: string, area: string, seq: number],
): Promise<(AuditRow & { readonly instant: string })[]> {
  const { rows } = await tx.client.query<AuditRow & { instant: string }>(
    `select area, seq, at, audit_instant(at) as instant, actor, action, object_kind, object_id, detail from audit_entry
     where ($1::text is null or area = $1) and ($2::text is null or actor = $2) and ($3::text is null or action = $3)
       and ($4::text is null or object_kind = $4) and ($5::text is null or object_id = $5)
       and ($6::date is null or at >= ($6::date::timestamp at time zone 'Asia/Ho_Chi_Minh'))
       and ($7::date is null or at < (($7::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'))
       and ($8::timestamptz is null or (at, area, seq) < ($8::timestamptz, $9::text, $10::bigint))
     order by at desc, area desc, seq desc limit $11`,
    [
      filter.area ?? null,
      filter.actor ?? null,
      filter.action ?? null,
      filter.objectKind ?? null,
      filter.objectId ?? null,
      filter.from ?? null,
      filter.to ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      limit,
    ],
  )
  return rows
}

/** Whether the session's user may read the log of the whole city, which is what a checkpoint is about. */
export async function mayReadEverything(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ may: boolean }>(`select may_everywhere('audit.read') as may`)
  return rows[0]?.may === true
}

/** Whether he may read the log of any area. */
export async function mayReadAny(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ may: boolean }>(
    `select may_everywhere('audit.read') or cardinality(may('audit.read')) > 0 as may`,
  )
  return rows[0]?.may === true
}

/** Whether he may read the log of this area. */
export async function mayReadArea(tx: Tx, area: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ may: boolean }>(
    `select may_everywhere('audit.read') or coalesce($1 = any(may('audit.read')), false) as may`,
    [area],
  )
  return rows[0]?.may === true
}
