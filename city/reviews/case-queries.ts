import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Timeliness } from './deadlines.ts'
import type { CaseState, Step } from './moves.ts'
import { IN_FORCE } from './round-queries.ts'
import type { Case, HouseholdLine, Round, StepRow } from './row-types.ts'
import type { CaseReason, RequestSubject } from './words.ts'

const COLUMNS = `k.case_id, k.round_id, k.household_id, k.commune_code, k.reason, k.request_id, k.opening_standing, k.state, k.since, k.version,
  k.standing, k.computed, k.posted_until, k.due_on, k.due_latest, k.decision_id`

export async function findCase(tx: Tx, id: string): Promise<Case | undefined> {
  const { rows } = await tx.client.query<Case>(`select ${COLUMNS} from review_case k where k.case_id = $1`, [
    id,
  ])
  return rows[0]
}

/** Cases by their ids, in the order of the ids; those that are not there, or not to be seen, are missing. */
export async function findCases(tx: Tx, ids: readonly string[]): Promise<Case[]> {
  const { rows } = await tx.client.query<Case>(
    `select ${COLUMNS} from unnest($1::uuid[]) with ordinality as w (id, n) join review_case k on k.case_id = w.id order by w.n`,
    [ids],
  )
  return rows
}

/** A request that comes while its round runs is listed at once. */
export async function insertCase(
  tx: Tx,
  c: Pick<
    Case,
    'round_id' | 'household_id' | 'commune_code' | 'opening_standing' | 'since' | 'due_on' | 'due_latest'
  > & {
    readonly reason: CaseReason
    readonly request_id: string | null
  },
): Promise<Case | undefined> {
  const { rows } = await tx.client.query<Case>(
    `insert into review_case as k (round_id, household_id, commune_code, reason, request_id, opening_standing, since, due_on, due_latest)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (round_id, household_id) do nothing returning ${COLUMNS}`,
    [
      c.round_id,
      c.household_id,
      c.commune_code,
      c.reason,
      c.request_id,
      c.opening_standing,
      c.since,
      c.due_on,
      c.due_latest,
    ],
  )
  return rows[0]
}

export interface CaseFilter {
  readonly round?: string | undefined
  readonly communes?: readonly string[] | undefined
  readonly hamlet?: string | undefined
  readonly states?: readonly CaseState[] | undefined
  readonly household?: string | undefined
  readonly timeliness?: Timeliness | undefined
}

export interface CaseLine extends Case {
  readonly head_name: string | null
  readonly hamlet: string | null
  readonly member_count: number | null
  readonly request_subject: RequestSubject | null
}

/** A case with what lists show of its household, the earliest deadline first (those without one last). `after` goes on behind a row. */
export async function listCases(
  tx: Tx,
  filter: CaseFilter,
  page: {
    readonly today: Day
    readonly soon: Day
    readonly limit: number
    readonly after: readonly [string, string] | undefined
  },
): Promise<CaseLine[]> {
  const { rows } = await tx.client.query<CaseLine>(
    `select ${COLUMNS}, h.head_name, h.hamlet, h.member_count, q.subject as request_subject
     from review_case k left join household h on h.household_id = k.household_id left join review_request q on q.request_id = k.request_id
     where ($1::uuid is null or k.round_id = $1)
       and ($2::text[] is null or k.commune_code = any ($2))
       and ($3::text is null or h.hamlet = $3)
       and ($4::text[] is null or k.state = any ($4))
       and ($5::text is null or k.household_id = $5)
       and ($6::text is null or case $6
         when 'overdue' then k.due_latest < $7::date
         when 'due_soon' then k.due_latest >= $7::date and k.due_on <= $8::date
         else k.due_on > $8::date end)
       and ($9::date is null or (coalesce(k.due_on, 'infinity'), k.case_id) > ($9::date, $10::uuid))
     order by coalesce(k.due_on, 'infinity'), k.case_id limit $11`,
    [
      filter.round ?? null,
      filter.communes ?? null,
      filter.hamlet ?? null,
      filter.states ?? null,
      filter.household ?? null,
      filter.timeliness ?? null,
      page.today,
      page.soon,
      page.after?.[0] ?? null,
      page.after?.[1] ?? null,
      page.limit,
    ],
  )
  return rows
}

/** Cases overdue, due soon and in time, per commune. */
export async function countDue(
  tx: Tx,
  filter: { readonly round: string | undefined; readonly communes: readonly string[] | undefined },
  today: Day,
  soon: Day,
): Promise<{ commune_code: string; overdue: number; due_soon: number; in_time: number }[]> {
  const { rows } = await tx.client.query<{
    commune_code: string
    overdue: number
    due_soon: number
    in_time: number
  }>(
    `select k.commune_code,
       count(*) filter (where k.due_latest < $3::date)::int as overdue,
       count(*) filter (where k.due_latest >= $3::date and k.due_on <= $4::date)::int as due_soon,
       count(*) filter (where k.due_on > $4::date)::int as in_time
     from review_case k join review_round r on r.round_id = k.round_id
     where k.due_on is not null and r.state = 'open'
       and ($1::uuid is null or k.round_id = $1) and ($2::text[] is null or k.commune_code = any ($2))
     group by 1 order by 1`,
    [filter.round ?? null, filter.communes ?? null, today, soon],
  )
  return rows
}

export interface NewStep {
  readonly case: Case
  readonly step: Step
  readonly to: CaseState
  readonly on: Day
  readonly standing?: Case['standing'] | undefined
  readonly computed?: Case['computed'] | undefined
  readonly postedUntil?: Day | undefined
  readonly decision?: string | undefined
  readonly due: { readonly on: Day; readonly latest: Day } | undefined
  readonly content?: Readonly<Record<string, unknown>> | undefined
}

/** Moves cases. The database checks each step; one that it refuses undoes all of them. */
export async function insertSteps(tx: Tx, actor: string, steps: readonly NewStep[]): Promise<void> {
  if (steps.length === 0) return
  const rows = steps.map(s => ({
    case_id: s.case.case_id,
    seq: s.case.version + 1,
    step: s.step,
    from_state: s.case.state,
    to_state: s.to,
    on_day: s.on,
    commune_code: s.case.commune_code,
    actor,
    standing: s.standing ?? null,
    computed: s.computed ?? null,
    posted_until: s.postedUntil ?? null,
    decision_id: s.decision ?? null,
    due_on: s.due?.on ?? null,
    due_latest: s.due?.latest ?? null,
    content: s.content ?? {},
  }))
  await tx.client.query(
    `insert into review_step (case_id, seq, step, from_state, to_state, on_day, commune_code, actor, standing, computed, posted_until, decision_id, due_on,
       due_latest, content)
     select case_id, seq, step, from_state, to_state, on_day, commune_code, actor, standing, computed, posted_until, decision_id, due_on, due_latest, content
     from jsonb_to_recordset($1::jsonb) as s (case_id uuid, seq int, step text, from_state text, to_state text, on_day date, commune_code text, actor text,
       standing text, computed text, posted_until date, decision_id uuid, due_on date, due_latest date, content jsonb)
     order by case_id`,
    [JSON.stringify(rows)],
  )
}

/** The way of a case, in its order. */
export async function stepsOf(tx: Tx, caseId: string): Promise<StepRow[]> {
  const { rows } = await tx.client.query<StepRow>(
    `select case_id, seq, step, from_state, to_state, on_day, actor, recorded_at, standing, content
     from review_step where case_id = $1 order by seq`,
    [caseId],
  )
  return rows
}

/** Unfinished cases of a round. */
export async function countUnfinished(tx: Tx, roundId: string): Promise<number> {
  const { rows } = await tx.client.query<{ n: number }>(
    `select count(*)::int as n from review_case where round_id = $1 and state not in ('decided', 'certified', 'refused', 'withdrawn', 'closed')`,
    [roundId],
  )
  return rows[0]?.n ?? 0
}

/** Households as lists and papers show them, with the recognised standing in force on a day. */
export async function householdLines(
  tx: Tx,
  ids: readonly string[],
  on: Day,
): Promise<Map<string, HouseholdLine>> {
  const { rows } = await tx.client.query<HouseholdLine>(
    `select h.household_id, h.commune_code, h.hamlet, h.head_name, h.member_count, h.state, h.version, ${IN_FORCE('$2::date')} as standing,
       h.previous_standing
     from household h where h.household_id = any ($1::text[])`,
    [ids, on],
  )
  return new Map(rows.map(row => [row.household_id, row]))
}

/** The open round that takes up requests of a form in a commune on a day. */
export async function roundForRequest(
  tx: Tx,
  form: '01' | '04',
  commune: string,
  on: Day,
): Promise<Pick<Round, 'round_id' | 'starts_on' | 'decided_by' | 'decided_latest'> | undefined> {
  const { rows } = await tx.client.query<
    Pick<Round, 'round_id' | 'starts_on' | 'decided_by' | 'decided_latest'>
  >(
    `select round_id, starts_on, decided_by, decided_latest from review_round
     where state = 'open' and kind = $1 and (area = '*' or area = $2) and starts_on <= $3 and decided_latest >= $3
     order by starts_on desc, area desc limit 1`,
    [form === '01' ? 'annual' : 'regular', commune, on],
  )
  return rows[0]
}
