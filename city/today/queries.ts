import type { Tx } from '../../platform/db/index.ts'

/** Months that were decided at least for some commune, oldest first, as their first day. */
export async function decidedMonths(tx: Tx, until: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ month: string }>(
    `select r.month::text as month from determination_run r
     where r.kind = 'month' and r.month <= $1 and exists (select from determination_part p where p.run_id = r.run_id and p.state = 'done')
     group by 1 order by 1`,
    [until],
  )
  return rows.map(r => r.month)
}

export interface BenefitName {
  readonly benefit: string
  readonly title_vi: string
  readonly title_en: string
  readonly kind: string
}

/** What the benefits of a month are called. */
export async function benefitNames(tx: Tx, month: string): Promise<BenefitName[]> {
  const { rows } = await tx.client.query<BenefitName>(
    `select distinct on (b.benefit) b.benefit, b.title_vi, b.title_en, b.kind
     from determination_benefit b join determination_run r using (run_id)
     where r.kind = 'month' and r.month = $1 order by b.benefit, b.run_id desc`,
    [month],
  )
  return rows
}

export interface MissingFact {
  readonly fact: string
  /** Rights that wait for it. */
  readonly rows: number
}

/** Facts for which rights of a month wait, most rights first; what the law itself lacks is not among them. */
export async function missingFacts(tx: Tx, month: string, commune?: string): Promise<MissingFact[]> {
  const { rows } = await tx.client.query<MissingFact>(
    `select m.missing as fact, sum(m.rows)::integer as rows
     from month_parts($1) p join determination_missing m using (run_id, commune_code)
     where m.missing not like 'law:%' and ($2::text is null or p.commune_code = $2)
     group by 1 order by rows desc, fact`,
    [month, commune ?? null],
  )
  return rows
}

export interface StandingCount {
  readonly commune_code: string
  readonly poor: number
  readonly near_poor: number
  readonly undetermined: number
}

/** Poor and near-poor households and those of unknown standing, by commune, as the last determination found them. */
export async function standingCounts(tx: Tx, commune?: string): Promise<StandingCount[]> {
  const { rows } = await tx.client.query<StandingCount>(
    `select s.commune_code, count(*) filter (where s.standing = 'poor')::integer as poor,
       count(*) filter (where s.standing = 'near_poor')::integer as near_poor,
       count(*) filter (where s.standing = 'undetermined')::integer as undetermined
     from household_standing s
     where s.standing in ('poor', 'near_poor', 'undetermined') and ($1::text is null or s.commune_code = $1)
       and ((select may_everywhere('household.read')) or s.commune_code = any ((select may('household.read'))::text[]))
     group by 1 order by 1`,
    [commune ?? null],
  )
  return rows
}

export interface Ending {
  readonly recognised: number
  readonly escaped: number
}

/** Households whose recognition, and whose support after the escape, ends between two days. */
export async function endingSoon(
  tx: Tx,
  days: { readonly from: string; readonly to: string; readonly months: number },
  commune?: string,
): Promise<Ending> {
  const { rows } = await tx.client.query<Ending>(
    `select count(*) filter (where recognised_until between $1 and $2)::integer as recognised,
       count(*) filter (where escaped_on between ($1::date - make_interval(months => $3))::date and ($2::date - make_interval(months => $3))::date)::integer as escaped
     from household where state = 'active' and ($4::text is null or commune_code = $4)
       and (recognised_until between $1 and $2 or escaped_on between ($1::date - make_interval(months => $3))::date and ($2::date - make_interval(months => $3))::date)
       and ((select may_everywhere('household.read')) or commune_code = any ((select may('household.read'))::text[]))`,
    [days.from, days.to, days.months, commune ?? null],
  )
  return rows[0] ?? { recognised: 0, escaped: 0 }
}

/** Names of what may wait for somebody's hand; each a list of its own. */
export const WAITING = [
  'decisions',
  'opinions',
  'overlays',
  'erasures',
  'arrivals',
  'duplicates',
  'area_choices',
  'disagreements',
] as const
export type Waiting = Readonly<Record<(typeof WAITING)[number], number>>

/** What waits for a decision, of what the reader may see. */
export async function waitingCounts(tx: Tx, commune?: string): Promise<Waiting> {
  const { rows } = await tx.client.query<Waiting>(
    `select
      (select count(*) from review_decision where state = 'proposed' and ($1::text is null or commune_code = $1))::integer as decisions,
      (select count(*) from review_case where state = 'asked' and ($1::text is null or commune_code = $1))::integer as opinions,
      (select count(*) from law_overlay where state = 'proposed')::integer as overlays,
      (select count(*) from erasure_request where state = 'proposed' and ($1::text is null or commune_code = $1))::integer as erasures,
      (select count(*) from person_arrival where state = 'open' and ($1::text is null or to_commune = $1))::integer as arrivals,
      (select count(*) from duplicate_candidate where state = 'open' and ($1::text is null or commune_a = $1 or commune_b = $1))::integer as duplicates,
      (select count(*) from area_choice where chosen_code is null and ($1::text is null or $1 = any (candidates)))::integer as area_choices,
      (select count(*) from household h join household_standing s using (household_id)
       where h.state = 'active' and ($1::text is null or h.commune_code = $1)
         and s.computed_standing is distinct from coalesce(h.recognised_standing, 'not_poor')
         and (s.computed_standing in ('poor', 'near_poor') or h.recognised_standing in ('poor', 'near_poor'))
         and ((select may_everywhere('household.read')) or h.commune_code = any ((select may('household.read'))::text[])))::integer as disagreements`,
    [commune ?? null],
  )
  const [waiting] = rows
  if (waiting === undefined) throw new Error('one row was asked for')
  return waiting
}
