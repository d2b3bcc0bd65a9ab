import type { Tx } from '../../platform/db/index.ts'
import type { DeliveryState, Gap } from './gap.ts'

export interface GapFilter {
  /** First day of the month. */
  readonly month: string
  readonly commune?: string | undefined
  readonly benefit?: string | undefined
  readonly state?: DeliveryState | undefined
  readonly household?: string | undefined
  /** Only rights whose amount the law or a fact leaves open. */
  readonly amountOpen?: boolean | undefined
}

/** commune, household, person, benefit of the row before. */
export type GapPlace = readonly [commune: string, household: string, person: string, benefit: string]

/**
 * One commune after the other, so that the index of outcomes by household serves each. What is given once has arrived if it was delivered for any
 * month. $1 month, $2 commune, $3 benefit, $4 state, $5 household, $6 amount open, $7–$10 place, $11 limit.
 */
const GAPS = `
  select g.* from month_parts($1) p cross join lateral (
    select o.commune_code, o.household_id, o.person_id, o.benefit, b.title_vi, b.title_en, o.sector, b.kind, b.payer, b.per,
      coalesce(d.state, case when b.route = 'automatic' then 'unpaid' else 'never_applied' end) as state,
      o.amount, o.amount_open, coalesce(d.delivered, 0) as delivered, o.amount - coalesce(d.delivered, 0) as gap, o.run_id
    from outcome o
      join determination_benefit b on b.run_id = o.run_id and b.benefit = o.benefit
      left join obligation d on d.household_id = o.household_id and d.person_id = o.person_id and d.benefit = o.benefit
        and d.month = $1 and d.adjustment = 0
    where o.run_id = p.run_id and o.commune_code = p.commune_code and o.outcome = 'granted'
      and ($3::text is null or o.benefit = $3) and ($5::text is null or o.household_id = $5) and ($6::boolean is null or o.amount_open = $6)
      and ($4::text is null or coalesce(d.state, case when b.route = 'automatic' then 'unpaid' else 'never_applied' end) = $4)
      and case when o.amount is null then coalesce(d.delivered, 0) = 0 else o.amount > coalesce(d.delivered, 0) end
      and not (b.per = 'once' and exists (select from obligation e where e.household_id = o.household_id and e.person_id = o.person_id
        and e.benefit = o.benefit and e.month <> $1 and e.delivered > 0))
      and ($7::text is null or o.commune_code > $7 or (o.household_id, o.person_id, o.benefit) > ($8, $9, $10))
    order by o.household_id, o.person_id, o.benefit
    limit $11
  ) g
  where ($2::text is null or p.commune_code = $2) and ($7::text is null or p.commune_code >= $7)
  order by g.commune_code, g.household_id, g.person_id, g.benefit
  limit $11`

const parametersOf = (f: GapFilter, after: GapPlace | undefined, limit: number | null): unknown[] => [
  f.month,
  f.commune ?? null,
  f.benefit ?? null,
  f.state ?? null,
  f.household ?? null,
  f.amountOpen ?? null,
  after?.[0] ?? null,
  after?.[1] ?? null,
  after?.[2] ?? null,
  after?.[3] ?? null,
  limit,
]

/** A page of the gap list, by commune, household, person and benefit. */
export async function listGaps(
  tx: Tx,
  filter: GapFilter,
  page: { readonly after?: GapPlace | undefined; readonly limit: number },
): Promise<Gap[]> {
  const { rows } = await tx.client.query<Gap>(GAPS, parametersOf(filter, page.after, page.limit))
  return rows
}

/** The whole list as a statement for an export. */
export const gapStatement = (filter: GapFilter): { sql: string; parameters: unknown[] } => ({
  sql: GAPS,
  parameters: parametersOf(filter, undefined, null),
})

interface Granted {
  readonly commune_code: string
  readonly benefit: string
  readonly route: string | null
  readonly rights: number
  readonly amount: number
  readonly open_amounts: number
}

interface Held {
  readonly commune_code: string
  readonly benefit: string
  readonly state: DeliveryState
  /** Granted rights about which something was entered, with their amounts. */
  readonly rights: number
  readonly amount: number
  readonly open_amounts: number
  /** Of them those that have not arrived whole. */
  readonly missing: number
  readonly gap: number
  readonly missing_open: number
}

/** What was granted for a month, by commune and benefit: from the sums of the runs, which are quick to read for a whole city. */
export async function grantedSums(tx: Tx, month: string, commune?: string): Promise<Granted[]> {
  const { rows } = await tx.client.query<Granted>(
    `select t.commune_code, t.benefit, b.route, sum(case when b.subject = 'person' then t.persons else t.households end - t.zero_amounts)::integer as rights,
       coalesce(sum(t.amount), 0)::bigint as amount, sum(t.open_amounts)::integer as open_amounts
     from month_parts($1) p join determination_total t using (run_id, commune_code) join determination_benefit b using (run_id, benefit)
     where t.outcome = 'granted' and ($2::text is null or p.commune_code = $2)
     group by t.commune_code, t.benefit, b.route order by t.commune_code, t.benefit`,
    [month, commune ?? null],
  )
  return rows
}

/** The granted rights of a month about which something was entered, by commune, benefit and state. */
export async function heldSums(tx: Tx, month: string, commune?: string): Promise<Held[]> {
  const { rows } = await tx.client.query<Held>(
    `select o.commune_code, o.benefit, d.state, count(*)::integer as rights,
       coalesce(sum(o.amount) filter (where o.is_summed), 0)::bigint as amount,
       count(*) filter (where o.amount_open)::integer as open_amounts,
       count(*) filter (where not o.arrived)::integer as missing,
       coalesce(sum(o.amount - d.delivered) filter (where o.is_summed and not o.arrived), 0)::bigint as gap,
       count(*) filter (where o.amount_open and not o.arrived)::integer as missing_open
     from month_parts($1) p
       join obligation d on d.commune_code = p.commune_code and d.month = $1 and d.adjustment = 0
       cross join lateral (
         select x.commune_code, x.benefit, x.amount, x.amount_open, b.kind in ('cash', 'premium') as is_summed,
           case when x.amount is null then d.delivered > 0 else d.delivered >= x.amount end as arrived
         from outcome x join determination_benefit b using (run_id, benefit)
         where x.run_id = p.run_id and x.commune_code = p.commune_code and x.household_id = d.household_id and x.person_id = d.person_id
           and x.benefit = d.benefit and x.outcome = 'granted' and x.amount is distinct from 0 offset 0) o
     where $2::text is null or p.commune_code = $2
     group by o.commune_code, o.benefit, d.state`,
    [month, commune ?? null],
  )
  return rows
}

/** An obligation with what was entered about it. */
export interface Obligation {
  readonly household_id: string
  readonly person_id: string
  readonly benefit: string
  readonly month: string
  readonly adjustment: number
  readonly commune_code: string
  readonly sector: string
  readonly run_id: number
  readonly is_money: boolean
  readonly owed: number | null
  readonly delivered: number
  readonly state: DeliveryState
  readonly entries: number
  readonly changed_at: Date
}

export interface DeliveryEntry {
  readonly household_id: string
  readonly person_id: string
  readonly benefit: string
  readonly month: string
  readonly adjustment: number
  readonly entry: number
  readonly commune_code: string
  readonly state: DeliveryState
  readonly amount: number | null
  readonly on_day: string
  readonly reference: string | null
  readonly entered_by: string
  readonly entered_at: Date
}

export interface NewEntry {
  readonly month: string
  readonly household: string
  readonly person: string
  readonly benefit: string
  readonly state: DeliveryState
  readonly amount: number | null
  readonly on_day: string
  readonly reference: string | null
}

/** Enters by hand how far a right is; the database checks the right to do so and that no more is delivered than is owed. */
export async function insertEntry(tx: Tx, e: NewEntry): Promise<Obligation> {
  const { rows } = await tx.client.query<Obligation>(
    'select * from delivery_enter($1, $2, $3, $4, $5, $6, $7, $8)',
    [e.month, e.household, e.person, e.benefit, e.state, e.amount, e.on_day, e.reference],
  )
  return rows[0] as Obligation
}

/** What was entered about a household, newest first. */
export async function entriesOfHousehold(tx: Tx, household: string): Promise<DeliveryEntry[]> {
  const { rows } = await tx.client.query<DeliveryEntry>(
    `select household_id, person_id, benefit, month, adjustment, entry, commune_code, state, amount, on_day, reference, entered_by, entered_at
     from delivery_entry where household_id = $1 order by entered_at desc, benefit, entry desc limit 500`,
    [household],
  )
  return rows
}

/** A benefit for which people wait because the law files lack a value. */
export interface WithoutText {
  readonly benefit: string
  readonly title_vi: string
  readonly title_en: string
  readonly kind: string
  readonly per: string
  /** Rights that were granted and have no amount. */
  readonly granted: number
  /** Rights that cannot be decided, for whatever reason. */
  readonly undetermined: number
  /** Of both those that wait for a value of the law. */
  readonly waiting: number
}

/** Benefits of a month for which people wait for the law, the largest first. */
export async function withoutText(tx: Tx, month: string, commune?: string): Promise<WithoutText[]> {
  const { rows } = await tx.client.query<WithoutText>(
    `select b.benefit, b.title_vi, b.title_en, b.kind, b.per,
       sum(t.open_amounts) filter (where t.outcome = 'granted')::integer as granted,
       coalesce(sum(case when b.subject = 'person' then t.persons else t.households end) filter (where t.outcome = 'undetermined'), 0)::integer as undetermined,
       sum(t.waiting_for_law)::integer as waiting
     from month_parts($1) p join determination_total t using (run_id, commune_code) join determination_benefit b using (run_id, benefit)
     where $2::text is null or p.commune_code = $2
     group by b.benefit, b.title_vi, b.title_en, b.kind, b.per
     having sum(t.waiting_for_law) > 0 order by waiting desc, b.benefit`,
    [month, commune ?? null],
  )
  return rows
}
