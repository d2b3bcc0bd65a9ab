import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Round } from './row-types.ts'

const COLUMNS = `round_id, kind, area, year, month, name, standard, standard_from, law_day, starts_on, decided_by, decided_latest, doubts, state,
  version, opened_by, opened_at, closed_at`

export async function insertRound(
  tx: Tx,
  r: Omit<Round, 'round_id' | 'state' | 'version' | 'opened_at' | 'closed_at'>,
): Promise<Round> {
  const { rows } = await tx.client.query<Round>(
    `insert into review_round (kind, area, year, month, name, standard, standard_from, law_day, starts_on, decided_by, decided_latest, doubts, opened_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${COLUMNS}`,
    [
      r.kind,
      r.area,
      r.year,
      r.month,
      r.name,
      r.standard,
      r.standard_from,
      r.law_day,
      r.starts_on,
      r.decided_by,
      r.decided_latest,
      JSON.stringify(r.doubts),
      r.opened_by,
    ],
  )
  return rows[0] as Round
}

export async function findRound(tx: Tx, id: string): Promise<Round | undefined> {
  const { rows } = await tx.client.query<Round>(`select ${COLUMNS} from review_round where round_id = $1`, [
    id,
  ])
  return rows[0]
}

/** Rounds, the latest first. */
export async function listRounds(
  tx: Tx,
  filter: { readonly state?: 'open' | 'closed' | undefined; readonly year?: number | undefined },
): Promise<Round[]> {
  const { rows } = await tx.client.query<Round>(
    `select ${COLUMNS} from review_round
     where ($1::text is null or state = $1) and ($2::int is null or year = $2)
     order by starts_on desc, round_id limit 500`,
    [filter.state ?? null, filter.year ?? null],
  )
  return rows
}

/** The round of the same kind and area before one, whose unfinished cases carry over. */
export async function roundBefore(
  tx: Tx,
  round: Pick<Round, 'kind' | 'area' | 'starts_on'>,
): Promise<Round | undefined> {
  const { rows } = await tx.client.query<Round>(
    `select ${COLUMNS} from review_round where kind = $1 and area = $2 and starts_on < $3 order by starts_on desc limit 1`,
    [round.kind, round.area, round.starts_on],
  )
  return rows[0]
}

/** Ends a round at the version that was read; false when somebody else was faster. */
export async function closeRound(tx: Tx, id: string, version: number, closedBy: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update review_round set state = 'closed', version = version + 1, closed_by = $3, closed_at = clock_timestamp()
     where round_id = $1 and version = $2 and state = 'open'`,
    [id, version, closedBy],
  )
  return rowCount === 1
}

/** Recognised standing in force on a day, of the table `household h`. */
export const IN_FORCE = (day: string): string =>
  `case when h.recognised_on <= ${day} and (h.recognised_until is null or h.recognised_until >= ${day}) then h.recognised_standing end`

/** Lists the households whose recognised standing puts them on the round, as of its first day; gives how many. */
export async function listCurrent(
  tx: Tx,
  round: Round,
  due: { readonly on: Day; readonly latest: Day },
  withEscaped: boolean,
  escapedAfter: Day,
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `insert into review_case (round_id, household_id, commune_code, reason, request_id, opening_standing, since, due_on, due_latest)
     select $1, h.household_id, h.commune_code,
       case s.standing when 'poor' then 'listed_poor' when 'near_poor' then 'listed_near_poor' else 'escaped' end,
       (select q.request_id from review_request q
        where q.household_id = h.household_id and q.commune_code = h.commune_code and q.form = '01' and q.withdrawn_on is null
          and q.received_on <= $2::date and not exists (select 1 from review_case k where k.request_id = q.request_id)
        order by q.received_on limit 1),
       s.standing, $2, $3, $4
     from household h cross join lateral (select ${IN_FORCE('$2::date')} as standing) s
     where h.state = 'active' and ($5 = '*' or h.commune_code = $5)
       and (s.standing in ('poor', 'near_poor')
         or ($6 and h.previous_standing in ('poor', 'near_poor') and h.escaped_on > $7 and h.escaped_on <= $2::date))
     order by h.household_id
     on conflict (round_id, household_id) do nothing`,
    [round.round_id, round.starts_on, due.on, due.latest, round.area, withEscaped, escapedAfter],
  )
  return rowCount ?? 0
}

/** Lists what the round before did not finish, with its request; gives how many. */
export async function listUnfinished(
  tx: Tx,
  round: Round,
  before: string,
  due: { readonly on: Day; readonly latest: Day },
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `insert into review_case (round_id, household_id, commune_code, reason, request_id, opening_standing, since, due_on, due_latest)
     select $1, k.household_id, k.commune_code, 'carried', k.request_id, ${IN_FORCE('$3::date')}, $3, $4, $5
     from review_case k join household h on h.household_id = k.household_id
     where k.round_id = $2 and h.state = 'active' and k.state not in ('decided', 'certified', 'refused', 'withdrawn', 'closed')
     order by k.household_id
     on conflict (round_id, household_id) do nothing`,
    [round.round_id, before, round.starts_on, due.on, due.latest],
  )
  return rowCount ?? 0
}

/** Lists the requests that no round has taken up yet; gives how many. */
export async function listRequests(
  tx: Tx,
  round: Round,
  due: { readonly on: Day; readonly latest: Day },
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `insert into review_case (round_id, household_id, commune_code, reason, request_id, opening_standing, since, due_on, due_latest)
     select distinct on (q.household_id) $1, q.household_id, q.commune_code, 'request', q.request_id, ${IN_FORCE('$2::date')}, $2, $3, $4
     from review_request q join household h on h.household_id = q.household_id
     where q.withdrawn_on is null and q.form = $5 and q.received_on <= $2 and ($6 = '*' or q.commune_code = $6) and h.state = 'active'
       and not exists (select 1 from review_case k where k.request_id = q.request_id)
     order by q.household_id, q.received_on
     on conflict (round_id, household_id) do nothing`,
    [round.round_id, round.starts_on, due.on, due.latest, round.kind === 'annual' ? '01' : '04', round.area],
  )
  return rowCount ?? 0
}

/** How many cases of a round stand where. */
export async function countStates(
  tx: Tx,
  roundId: string,
  commune: string | undefined,
): Promise<{ commune_code: string; state: string; cases: number }[]> {
  const { rows } = await tx.client.query<{ commune_code: string; state: string; cases: number }>(
    `select commune_code, state, count(*)::int as cases from review_case
     where round_id = $1 and ($2::text is null or commune_code = $2) group by 1, 2 order by 1, 2`,
    [roundId, commune ?? null],
  )
  return rows
}

/** How many cases of a commune stand where, per hamlet. */
export async function countHamlets(
  tx: Tx,
  roundId: string,
  commune: string,
): Promise<{ hamlet: string | null; state: string; cases: number }[]> {
  const { rows } = await tx.client.query<{ hamlet: string | null; state: string; cases: number }>(
    `select h.hamlet, k.state, count(*)::int as cases
     from review_case k left join household h on h.household_id = k.household_id
     where k.round_id = $1 and k.commune_code = $2 group by 1, 2 order by 1, 2`,
    [roundId, commune],
  )
  return rows
}
