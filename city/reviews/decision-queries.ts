import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { CaseState } from './moves.ts'
import type { Decision, DecisionItem } from './row-types.ts'

const COLUMNS = `d.decision_id, d.round_id, d.commune_code, d.state, d.version, d.proposed_by, d.proposed_at, d.number, d.decided_on, d.valid_from,
  d.valid_until, d.signer, d.ended_by, d.reason`
const ITEM =
  'i.decision_id, i.case_id, i.household_id, i.commune_code, i.outcome, i.standing, i.before_standing, i.reasons, i.applied_seq'

export async function insertDecision(
  tx: Tx,
  d: { readonly round_id: string; readonly commune_code: string; readonly proposed_by: string },
  items: readonly Pick<
    DecisionItem,
    'case_id' | 'household_id' | 'outcome' | 'standing' | 'before_standing' | 'reasons'
  >[],
): Promise<Decision> {
  const { rows } = await tx.client.query<Decision>(
    `insert into review_decision as d (round_id, commune_code, proposed_by) values ($1, $2, $3) returning ${COLUMNS}`,
    [d.round_id, d.commune_code, d.proposed_by],
  )
  const decision = rows[0] as Decision
  await tx.client.query(
    `insert into review_decision_case (decision_id, case_id, household_id, commune_code, outcome, standing, before_standing, reasons)
     select $1, case_id, household_id, $2, outcome, standing, before_standing, reasons
     from jsonb_to_recordset($3::jsonb)
       as v (case_id uuid, household_id text, outcome text, standing text, before_standing text, reasons text[])`,
    [decision.decision_id, d.commune_code, JSON.stringify(items)],
  )
  return decision
}

export async function findDecision(tx: Tx, id: string): Promise<Decision | undefined> {
  const { rows } = await tx.client.query<Decision>(
    `select ${COLUMNS} from review_decision d where d.decision_id = $1`,
    [id],
  )
  return rows[0]
}

export async function itemsOf(tx: Tx, decisionId: string): Promise<DecisionItem[]> {
  const { rows } = await tx.client.query<DecisionItem>(
    `select ${ITEM} from review_decision_case i left join household h on h.household_id = i.household_id
     where i.decision_id = $1 order by h.hamlet, h.head_name_key, i.case_id`,
    [decisionId],
  )
  return rows
}

export interface DecisionLine extends Decision {
  readonly households: number
  readonly recognised: number
  readonly refused: number
  /** Recognitions that are not yet in the files of the households. */
  readonly waiting: number
}

/** Decisions of a round or of all, the latest first. */
export async function listDecisions(
  tx: Tx,
  filter: {
    readonly round: string | undefined
    readonly communes: readonly string[] | undefined
    readonly state: Decision['state'] | undefined
  },
): Promise<DecisionLine[]> {
  const { rows } = await tx.client.query<DecisionLine>(
    `select ${COLUMNS}, i.* from review_decision d cross join lateral (
       select count(*)::int as households, count(*) filter (where outcome = 'recognise')::int as recognised,
         count(*) filter (where outcome = 'refuse')::int as refused,
         (case when d.state = 'approved' then count(*) filter (where outcome = 'recognise' and applied_seq is null) else 0 end)::int as waiting
       from review_decision_case c where c.decision_id = d.decision_id) i
     where ($1::uuid is null or d.round_id = $1) and ($2::text[] is null or d.commune_code = any ($2)) and ($3::text is null or d.state = $3)
     order by d.proposed_at desc, d.decision_id limit 1000`,
    [filter.round ?? null, filter.communes ?? null, filter.state ?? null],
  )
  return rows
}

/** Signs a proposal at the version that was read; undefined when it is no longer open at that version. */
export async function approveDecision(
  tx: Tx,
  d: {
    readonly id: string
    readonly version: number
    readonly number: string
    readonly decidedOn: Day
    readonly validFrom: Day
    readonly validUntil: Day | undefined
    readonly signer: string | undefined
    readonly by: string
  },
): Promise<Decision | undefined> {
  const { rows } = await tx.client.query<Decision>(
    `update review_decision d set state = 'approved', version = version + 1, number = $3, decided_on = $4, valid_from = $5, valid_until = $6, signer = $7,
       ended_by = $8, ended_at = clock_timestamp()
     where decision_id = $1 and version = $2 and state = 'proposed' returning ${COLUMNS}`,
    [d.id, d.version, d.number, d.decidedOn, d.validFrom, d.validUntil ?? null, d.signer ?? null, d.by],
  )
  return rows[0]
}

/** Sends a proposal back with a reason; undefined as for `approveDecision`. */
export async function returnDecision(
  tx: Tx,
  d: { readonly id: string; readonly version: number; readonly reason: string; readonly by: string },
): Promise<Decision | undefined> {
  const { rows } = await tx.client.query<Decision>(
    `update review_decision d set state = 'returned', version = version + 1, reason = $3, ended_by = $4, ended_at = clock_timestamp()
     where decision_id = $1 and version = $2 and state = 'proposed' returning ${COLUMNS}`,
    [d.id, d.version, d.reason, d.by],
  )
  return rows[0]
}

export interface WaitingItem extends DecisionItem {
  readonly number: string
  readonly decided_on: Day
  readonly valid_from: Day
  readonly valid_until: Day | null
}

/** Recognitions that hold by a day and are not yet in the files of the households, locked so that none is written twice. */
export async function waitingItems(
  tx: Tx,
  filter: {
    readonly decision: string | undefined
    readonly communes: readonly string[] | undefined
    readonly on: Day
  },
): Promise<WaitingItem[]> {
  const { rows } = await tx.client.query<WaitingItem>(
    `select ${ITEM}, d.number, d.decided_on, d.valid_from, d.valid_until
     from review_decision_case i join review_decision d on d.decision_id = i.decision_id
     where i.outcome = 'recognise' and i.applied_seq is null and d.state = 'approved' and d.valid_from <= $3
       and ($1::uuid is null or i.decision_id = $1) and ($2::text[] is null or i.commune_code = any ($2))
     order by d.valid_from, d.decided_on, i.household_id for update of i`,
    [filter.decision ?? null, filter.communes ?? null, filter.on],
  )
  return rows
}

export async function markApplied(tx: Tx, item: DecisionItem, seq: number): Promise<void> {
  await tx.client.query(
    'update review_decision_case set applied_seq = $3, applied_at = clock_timestamp() where decision_id = $1 and case_id = $2 and applied_seq is null',
    [item.decision_id, item.case_id, seq],
  )
}

export interface CertifiedMember {
  readonly household_id: string
  readonly full_name: string | null
  readonly birth_date: Day | null
  readonly birth_year: number | null
  readonly relation_to_head: string | null
}

/** Members of households as a certificate names them, the head first. */
export async function membersForCertificate(tx: Tx, ids: readonly string[]): Promise<CertifiedMember[]> {
  const { rows } = await tx.client.query<CertifiedMember>(
    `select household_id, full_name, birth_date, birth_year, relation_to_head from person
     where household_id = any ($1::text[]) and state = 'member'
     order by household_id, (relation_to_head is distinct from 'head'), birth_date nulls last, person_id`,
    [ids],
  )
  return rows
}

/** States from which the cases of a decision were proposed. */
export async function proposedFrom(tx: Tx, decisionId: string): Promise<Map<string, CaseState>> {
  const { rows } = await tx.client.query<{ case_id: string; from_state: CaseState }>(
    `select distinct on (s.case_id) s.case_id, s.from_state from review_step s join review_decision_case i on i.case_id = s.case_id
     where i.decision_id = $1 and s.decision_id = $1 and s.step = 'propose' order by s.case_id, s.seq desc`,
    [decisionId],
  )
  return new Map(rows.map(row => [row.case_id, row.from_state]))
}

/** Decisions with recognitions that hold by a day and are not yet in the files of all their households, the earliest first. */
export async function decisionsWaiting(tx: Tx, on: Day): Promise<string[]> {
  const { rows } = await tx.client.query<{ decision_id: string }>(
    `select d.decision_id from review_decision d
     where d.state = 'approved' and d.valid_from <= $1
       and exists (select 1 from review_decision_case i where i.decision_id = d.decision_id and i.outcome = 'recognise' and i.applied_seq is null)
     order by d.valid_from, d.decided_on, d.decision_id`,
    [on],
  )
  return rows.map(row => row.decision_id)
}
