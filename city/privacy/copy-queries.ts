/** What other tables keep about one person, as far as the caller may read it. */
import type { Tx } from '../../platform/db/index.ts'

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`
const instant = (column: string, name = column): string =>
  `to_char(${column} at time zone 'UTC', ${INSTANT}) as ${name}`

/** Does the caller hold the permission in the commune, and does he hold it everywhere? */
export async function mayAt(
  tx: Tx,
  permission: string,
  commune: string,
): Promise<{ here: boolean; everywhere: boolean }> {
  const { rows } = await tx.client.query<{ here: boolean; everywhere: boolean }>(
    'select may_everywhere($1) as everywhere, may_everywhere($1) or $2 = any (may($1)) as here',
    [permission, commune],
  )
  return rows[0] ?? { here: false, everywhere: false }
}

export interface PersonPlace {
  readonly person_id: string
  readonly household_id: string
  readonly commune_code: string
  readonly state: string
}

export async function placeOfPerson(tx: Tx, person_id: string): Promise<PersonPlace | undefined> {
  const { rows } = await tx.client.query<PersonPlace>(
    'select person_id, household_id, commune_code, state from person where person_id = $1',
    [person_id],
  )
  return rows[0]
}

/** Households that the person is or was in. */
export async function householdsOfPerson(tx: Tx, person_id: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ household_id: string }>(
    `select household_id from person where person_id = $1
     union select household_id from membership_past where person_id = $1 order by 1`,
    [person_id],
  )
  return rows.map(row => row.household_id)
}

export interface Entitlement {
  readonly month: string
  readonly benefit: string
  readonly title: string
  /** '' where the household itself is the subject. */
  readonly person_id: string
  readonly household_id: string
  readonly outcome: string
  readonly group: string | null
  readonly share: string | null
  readonly amount: number | null
  readonly amount_open: boolean
  readonly missing: readonly string[] | null
  readonly decided_at: string
}

/** What determinations said of the person, and of his households as such. */
export async function entitlementsOf(
  tx: Tx,
  person_id: string,
  households: readonly string[],
): Promise<Entitlement[]> {
  const { rows } = await tx.client.query<Entitlement>(
    `select to_char(r.month, 'YYYY-MM') as month, o.benefit, coalesce(b.title_vi, o.benefit) as title, o.person_id, o.household_id, o.outcome,
       coalesce(o."group", x."group") as "group", o.share, o.amount, o.amount_open, coalesce(o.missing, x.missing) as missing,
       ${instant('r.requested_at', 'decided_at')}
     from determination_run r join outcome o on o.run_id = r.run_id and o.household_id = any ($2) and o.person_id in ('', $1)
       left join determination_benefit b on b.run_id = o.run_id and b.benefit = o.benefit
       left join outcome_restricted x on x.run_id = o.run_id and x.commune_code = o.commune_code and x.household_id = o.household_id
         and x.person_id = o.person_id and x.benefit = o.benefit
     order by r.month, r.run_id, o.benefit, o.person_id`,
    [person_id, households],
  )
  return rows
}

export interface Delivered {
  readonly month: string
  readonly benefit: string
  /** '' where the household itself is the subject. */
  readonly person_id: string
  readonly household_id: string
  readonly state: string
  /** Whole đồng; null for entries that only say how far it is. */
  readonly amount: number | null
  readonly on_day: string
  readonly reference: string | null
}

/** What was paid or handed over to the person, and to his households as such. */
export async function deliveriesTo(
  tx: Tx,
  person_id: string,
  households: readonly string[],
): Promise<Delivered[]> {
  const { rows } = await tx.client.query<Delivered>(
    `select to_char(month, 'YYYY-MM') as month, benefit, person_id, household_id, state, amount, on_day, reference from delivery_entry
     where household_id = any ($2) and person_id in ('', $1) order by month, benefit, person_id, adjustment, entry`,
    [person_id, households],
  )
  return rows
}

export interface Reviewed {
  readonly case_id: string
  readonly household_id: string
  readonly round: string
  readonly reason: string
  readonly state: string
  readonly since: string
  readonly standing: string | null
  readonly decision_number: string | null
  readonly decided_on: string | null
  readonly steps: readonly { readonly step: string; readonly on_day: string; readonly to_state: string }[]
}

/** Reviews of the person's households. */
export async function reviewsOf(tx: Tx, households: readonly string[]): Promise<Reviewed[]> {
  const { rows } = await tx.client.query<Reviewed>(
    `select c.case_id, c.household_id, r.name as round, c.reason, c.state, c.since, c.standing, d.number as decision_number, d.decided_on,
       coalesce((select json_agg(json_build_object('step', s.step, 'on_day', s.on_day, 'to_state', s.to_state) order by s.seq)
                 from review_step s where s.case_id = c.case_id), '[]') as steps
     from review_case c join review_round r using (round_id) left join review_decision d on d.decision_id = c.decision_id
     where c.household_id = any ($1) order by c.created_at`,
    [households],
  )
  return rows
}

export interface Compared {
  readonly found_at: string
  readonly state: string
  readonly reasons: readonly string[]
  readonly decided_at: string | null
}

/** That the person's file was compared with another one; not whose that is. */
export async function comparisonsOf(tx: Tx, person_id: string): Promise<Compared[]> {
  const { rows } = await tx.client.query<Compared>(
    `select ${instant('found_at')}, state, reasons, ${instant('decided_at')} from duplicate_candidate
     where $1 in (person_a, person_b) order by found_at`,
    [person_id],
  )
  return rows
}

export interface Access {
  readonly at: string
  readonly actor: string
  readonly area: string
  readonly action: string
  readonly object_kind: string
}

/** Who read or changed the file of the person, and of a household while the person was in it. */
export async function accessesTo(tx: Tx, person_id: string): Promise<Access[]> {
  const { rows } = await tx.client.query<Access>(
    `select ${instant('at')}, actor, area, action, object_kind from audit_of_person($1)`,
    [person_id],
  )
  return rows
}
