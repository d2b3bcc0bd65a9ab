/** What pages ask of runs. Everything is what row-level security lets the reader see. */
import type { Tx } from '../../platform/db/index.ts'
import type { PartState, RunRow } from './tables.ts'

export interface RunListRow extends RunRow {
  /** Of the parts that the reader may see. */
  readonly parts: Readonly<Record<PartState, number>>
  readonly households: number
  readonly granted: number
  readonly undetermined: number
  readonly finished_at: Date | null
}

export interface RunFilter {
  readonly run?: number | undefined
  readonly month?: string | undefined
  readonly kind?: RunRow['kind'] | undefined
}

/** Runs, newest first, after a number; with `run` that one alone. */
export async function listRuns(
  tx: Tx,
  filter: RunFilter,
  page: { readonly after?: number | undefined; readonly limit: number },
): Promise<RunListRow[]> {
  const { rows } = await tx.client.query<RunListRow>(
    `select r.*, p.parts, p.households, p.granted, p.undetermined, p.finished_at
     from determination_run r cross join lateral (
       select jsonb_build_object(
           'waiting', count(*) filter (where state = 'waiting'), 'running', count(*) filter (where state = 'running'),
           'done', count(*) filter (where state = 'done'), 'failed', count(*) filter (where state = 'failed'),
           'cancelled', count(*) filter (where state = 'cancelled')) as parts,
         coalesce(sum(households), 0)::integer as households, coalesce(sum(granted), 0)::integer as granted,
         coalesce(sum(undetermined), 0)::integer as undetermined, max(finished_at) as finished_at
       from determination_part d where d.run_id = r.run_id) p
     where ($1::date is null or r.month = $1) and ($2::text is null or r.kind = $2) and ($3::integer is null or r.run_id < $3) and ($5::integer is null or r.run_id = $5)
     order by r.run_id desc limit $4`,
    [filter.month ?? null, filter.kind ?? null, page.after ?? null, page.limit, filter.run ?? null],
  )
  return rows
}

export interface TotalRow {
  readonly benefit: string
  readonly title_vi: string
  readonly title_en: string
  readonly sector: string
  readonly group: string
  readonly outcome: string
  readonly payer: string
  readonly per: string
  readonly households: number
  readonly persons: number
  readonly amount: number | null
  readonly zero_amounts: number
  readonly open_amounts: number
  readonly waiting_for_law: number
}

/** Sums of a run over the communes that are done, by benefit, group and outcome. */
export async function totalsOfRun(tx: Tx, run: number, commune?: string): Promise<TotalRow[]> {
  const { rows } = await tx.client.query<TotalRow>(
    `select t.benefit, b.title_vi, b.title_en, t.sector, t."group", t.outcome, t.payer, t.per, sum(t.households)::integer as households,
       sum(t.persons)::integer as persons, sum(t.amount)::bigint as amount, sum(t.zero_amounts)::integer as zero_amounts,
       sum(t.open_amounts)::integer as open_amounts, sum(t.waiting_for_law)::integer as waiting_for_law
     from determination_total t join determination_benefit b using (run_id, benefit)
     where t.run_id = $1 and ($2::text is null or t.commune_code = $2)
     group by 1, 2, 3, 4, 5, 6, 7, 8 order by t.benefit, t."group", t.outcome`,
    [run, commune ?? null],
  )
  return rows
}

export interface MissingRow {
  /** A fact, or `law:` and a value of the law. */
  readonly missing: string
  readonly benefit: string
  readonly households: number
  readonly rows: number
}

/** What outcomes of a run wait for, most rows first. */
export async function missingOfRun(tx: Tx, run: number, commune?: string): Promise<MissingRow[]> {
  const { rows } = await tx.client.query<MissingRow>(
    `select missing, benefit, sum(households)::integer as households, sum(rows)::integer as rows from determination_missing
     where run_id = $1 and ($2::text is null or commune_code = $2) group by 1, 2 order by rows desc, missing, benefit`,
    [run, commune ?? null],
  )
  return rows
}

export interface OutcomeRow {
  readonly commune_code: string
  readonly household_id: string
  readonly person_id: string
  readonly benefit: string
  readonly sector: string
  readonly outcome: 'granted' | 'refused' | 'undetermined'
  readonly group: string | null
  readonly share: string | null
  readonly amount: number | null
  readonly amount_open: boolean
  readonly missing: readonly string[] | null
  readonly restricted: boolean
}

export interface OutcomeFilter {
  readonly run: number
  readonly commune: string
  readonly benefit?: string | undefined
  readonly outcome?: OutcomeRow['outcome'] | undefined
  readonly household?: string | undefined
  /** Only rows that wait for this fact, of whomever, or this value of the law. */
  readonly missing?: string | undefined
}

/** With the right to restricted facts the tainted rows have their group and what they wait for; without it the join finds nothing. */
const OUTCOMES = `
  select o.commune_code, o.household_id, o.person_id, o.benefit, o.sector, o.outcome, coalesce(h."group", o."group") as "group", o.share, o.amount,
    o.amount_open, coalesce(h.missing, o.missing) as missing, o.restricted
  from outcome o left join outcome_restricted h using (run_id, commune_code, household_id, person_id, benefit)
  where o.run_id = $1 and o.commune_code = $2 and ($3::text is null or o.benefit = $3) and ($4::text is null or o.outcome = $4)
    and ($5::text is null or o.household_id = $5)
    and ($6::text is null or exists (
      select from unnest(coalesce(h.missing, o.missing)) m where m = $6 or substring(m from '[^.]*$') = $6 and m not like 'law:%'))`

export const outcomeStatement = (f: OutcomeFilter): { sql: string; parameters: unknown[] } => ({
  sql: `${OUTCOMES} order by o.household_id, o.person_id, o.benefit`,
  parameters: [
    f.run,
    f.commune,
    f.benefit ?? null,
    f.outcome ?? null,
    f.household ?? null,
    f.missing ?? null,
  ],
})

/** Outcomes of a commune by household, person and benefit. */
export async function listOutcomes(
  tx: Tx,
  filter: OutcomeFilter,
  page: {
    readonly after?: readonly [household: string, person: string, benefit: string] | undefined
    readonly limit: number
  },
): Promise<OutcomeRow[]> {
  const { parameters } = outcomeStatement(filter)
  const { rows } = await tx.client.query<OutcomeRow>(
    `${OUTCOMES} and ($7::text is null or (o.household_id, o.person_id, o.benefit) > ($7, $8, $9))
     order by o.household_id, o.person_id, o.benefit limit $10`,
    [...parameters, page.after?.[0] ?? null, page.after?.[1] ?? null, page.after?.[2] ?? null, page.limit],
  )
  return rows
}

/** The run that last decided a household for a month (of all months without one), or the named one, and the household's commune in it. */
export async function runOfHousehold(
  tx: Tx,
  household: string,
  month?: string,
  run?: number,
): Promise<{ run_id: number; commune_code: string; month: string } | undefined> {
  const { rows } = await tx.client.query<{ run_id: number; commune_code: string; month: string }>(
    `select r.run_id, s.commune_code, r.month from determination_run r
       cross join lateral (select commune_code from standing_outcome x where x.run_id = r.run_id and x.household_id = $1 offset 0) s
       join determination_part p on p.run_id = r.run_id and p.commune_code = s.commune_code and p.state = 'done'
     where case when $3::integer is null then r.kind = 'month' else r.run_id = $3 end and ($2::date is null or r.month = $2)
     order by r.month desc, r.run_id desc limit 1`,
    [household, month ?? null, run ?? null],
  )
  return rows[0]
}

export interface BenefitRow {
  readonly benefit: string
  readonly title_vi: string
  readonly title_en: string
  readonly kind: string
  readonly payer: string
  readonly per: string
  readonly route: string | null
}

/** What a run decides: the benefits with their titles. */
export async function benefitsOfRun(tx: Tx, run: number): Promise<BenefitRow[]> {
  const { rows } = await tx.client.query<BenefitRow>(
    'select benefit, title_vi, title_en, kind, payer, per, route from determination_benefit where run_id = $1 order by benefit',
    [run],
  )
  return rows
}

export interface StandingRow {
  readonly household_id: string
  readonly commune_code: string
  readonly version: number
  readonly standing: string
  readonly standing_basis: string | null
  readonly computed_standing: string
  readonly newly_escaped: boolean | null
  readonly deprivation_count: number | null
  readonly missing: readonly string[] | null
  readonly restricted: boolean
}

/** The standing of a household in a run. */
export async function standingOf(tx: Tx, run: number, household: string): Promise<StandingRow | undefined> {
  const { rows } = await tx.client.query<StandingRow>(
    `select s.household_id, s.commune_code, s.version, s.standing, s.standing_basis, s.computed_standing, s.newly_escaped,
       coalesce(h.deprivation_count, s.deprivation_count) as deprivation_count, coalesce(h.missing, s.missing) as missing, s.restricted
     from standing_outcome s left join standing_restricted h using (run_id, household_id)
     where s.run_id = $1 and s.household_id = $2`,
    [run, household],
  )
  return rows[0]
}

export interface DifferenceRow {
  readonly commune_code: string
  readonly household_id: string
  readonly person_id: string
  readonly benefit: string
  readonly sector: string
  readonly change: 'began' | 'ended' | 'changed'
  readonly before_outcome: string | null
  readonly before_amount: number | null
  readonly after_outcome: string | null
  readonly after_amount: number | null
  readonly amount_difference: number | null
  readonly why: readonly string[]
}

export interface DifferenceFilter {
  readonly run: number
  readonly commune?: string | undefined
  readonly benefit?: string | undefined
  readonly change?: DifferenceRow['change'] | undefined
  readonly household?: string | undefined
}

const DIFFERENCES = `
  select commune_code, household_id, person_id, benefit, sector, change, before_outcome, before_amount, after_outcome, after_amount, amount_difference, why
  from outcome_difference
  where run_id = $1 and ($2::text is null or commune_code = $2) and ($3::text is null or benefit = $3) and ($4::text is null or change = $4)
    and ($5::text is null or household_id = $5)`
const DIFFERENCE_ORDER = 'order by commune_code, household_id, person_id, benefit'

export const differenceStatement = (f: DifferenceFilter): { sql: string; parameters: unknown[] } => ({
  sql: `${DIFFERENCES} ${DIFFERENCE_ORDER}`,
  parameters: [f.run, f.commune ?? null, f.benefit ?? null, f.change ?? null, f.household ?? null],
})

/** Differences of a run by commune, household, person and benefit. In a redecision: arrears and overpayments. */
export async function listDifferences(
  tx: Tx,
  filter: DifferenceFilter,
  page: {
    readonly after?:
      | readonly [commune: string, household: string, person: string, benefit: string]
      | undefined
    readonly limit: number
  },
): Promise<DifferenceRow[]> {
  const { after } = page
  const { rows } = await tx.client.query<DifferenceRow>(
    `${DIFFERENCES} and ($6::text is null or (commune_code, household_id, person_id, benefit) > ($6, $7, $8, $9)) ${DIFFERENCE_ORDER} limit $10`,
    [
      ...differenceStatement(filter).parameters,
      after?.[0] ?? null,
      after?.[1] ?? null,
      after?.[2] ?? null,
      after?.[3] ?? null,
      page.limit,
    ],
  )
  return rows
}

export interface DifferenceSum {
  readonly benefit: string
  readonly change: DifferenceRow['change']
  readonly rights: number
  /** Amounts that the people get more than before, đồng; in a redecision: arrears. */
  readonly more: number
  /** Amounts that they get less; in a redecision: overpayments. */
  readonly less: number
  /** Differences that are not known, because one of the amounts is open. */
  readonly unknown: number
}

/** Differences of a run, counted. */
export async function sumDifferences(tx: Tx, run: number, commune?: string): Promise<DifferenceSum[]> {
  const { rows } = await tx.client.query<DifferenceSum>(
    `select benefit, change, count(*)::integer as rights,
       coalesce(sum(amount_difference) filter (where amount_difference > 0), 0)::bigint as more,
       coalesce(-sum(amount_difference) filter (where amount_difference < 0), 0)::bigint as less,
       count(*) filter (where amount_difference is null)::integer as unknown
     from outcome_difference where run_id = $1 and ($2::text is null or commune_code = $2) group by 1, 2 order by 1, 2`,
    [run, commune ?? null],
  )
  return rows
}
