import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Request } from './row-types.ts'

const COLUMNS = `q.request_id, q.form, q.subject, q.household_id, q.commune_code, q.received_on, q.received_by_way_of, q.return_on, q.return_latest,
  q.receipt_code, q.withdrawn_on, q.recorded_by`

export async function insertRequest(
  tx: Tx,
  q: Omit<Request, 'request_id' | 'withdrawn_on'>,
): Promise<Request> {
  const { rows } = await tx.client.query<Request>(
    `insert into review_request as q (form, subject, household_id, commune_code, received_on, received_by_way_of, return_on, return_latest, receipt_code, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${COLUMNS}`,
    [
      q.form,
      q.subject,
      q.household_id,
      q.commune_code,
      q.received_on,
      q.received_by_way_of,
      q.return_on,
      q.return_latest,
      q.receipt_code,
      q.recorded_by,
    ],
  )
  return rows[0] as Request
}

export async function findRequest(tx: Tx, id: string): Promise<Request | undefined> {
  const { rows } = await tx.client.query<Request>(
    `select ${COLUMNS} from review_request q where q.request_id = $1`,
    [id],
  )
  return rows[0]
}

/** Is there a request of the household that no decision has answered? */
export async function hasOpenRequest(tx: Tx, householdId: string): Promise<boolean> {
  const { rows } = await tx.client.query<{ open: boolean }>(
    `select exists (
       select 1 from review_request q left join review_case k on k.request_id = q.request_id
       where q.household_id = $1 and q.withdrawn_on is null
         and (k.case_id is null or k.state not in ('decided', 'certified', 'refused', 'withdrawn', 'closed'))) as open`,
    [householdId],
  )
  return rows[0]?.open ?? false
}

export interface RequestLine extends Request {
  readonly head_name: string | null
  readonly hamlet: string | null
  /** State of its case, or null while no round has taken it up. */
  readonly case_state: string | null
  readonly case_id: string | null
}

/** Requests, the latest first. */
export async function listRequestLines(
  tx: Tx,
  filter: { readonly communes: readonly string[] | undefined; readonly waiting: boolean },
  page: { readonly limit: number; readonly after: readonly [string, string] | undefined },
): Promise<RequestLine[]> {
  const { rows } = await tx.client.query<RequestLine>(
    `select ${COLUMNS}, h.head_name, h.hamlet, k.state as case_state, k.case_id
     from review_request q
     left join household h on h.household_id = q.household_id
     left join lateral (select c.state, c.case_id from review_case c where c.request_id = q.request_id order by c.created_at desc limit 1) k on true
     where ($1::text[] is null or q.commune_code = any ($1))
       and (not $2 or (q.withdrawn_on is null and k.case_id is null))
       and ($3::date is null or (q.received_on, q.request_id) < ($3::date, $4::uuid))
     order by q.received_on desc, q.request_id desc limit $5`,
    [filter.communes ?? null, filter.waiting, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  )
  return rows
}

export async function markWithdrawn(tx: Tx, id: string, on: Day): Promise<void> {
  await tx.client.query(
    'update review_request set withdrawn_on = $2 where request_id = $1 and withdrawn_on is null',
    [id, on],
  )
}

export interface RequestStatus {
  readonly received_on: Day
  readonly return_on: Day
  readonly return_latest: Day
  /** A state of a case, `received` before a round took it up, or `withdrawn`. */
  readonly state: string
  readonly since: Day
  readonly posted_until: Day | null
}

/** How a request stands, for whoever holds its slip; nothing for any other code. Needs no session. */
export async function statusByCode(tx: Tx, code: string): Promise<RequestStatus | undefined> {
  const { rows } = await tx.client.query<RequestStatus>('select * from review_status($1)', [code])
  return rows[0]
}
