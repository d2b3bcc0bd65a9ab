import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { IN_FORCE } from './round-queries.ts'
import type { Round } from './row-types.ts'
import type { Standing } from './words.ts'

/** Keeps the listed households of a round's area at one of its ends; gives how many. */
export async function takeSnapshot(
  tx: Tx,
  round: Round,
  moment: 'opening' | 'closing',
  on: Day,
): Promise<number> {
  const { rowCount } = await tx.client.query(
    `insert into review_snapshot (round_id, moment, household_id, commune_code, standing, persons, entry)
     select $1, $2, h.household_id, h.commune_code, s.standing, h.member_count, h.entry
     from household h cross join lateral (select ${IN_FORCE('$3::date')} as standing) s
     where h.state = 'active' and ($4 = '*' or h.commune_code = $4)
       and (s.standing in ('poor', 'near_poor')
         or exists (select 1 from review_snapshot o where o.round_id = $1 and o.moment = 'opening' and o.household_id = h.household_id))
     order by h.household_id on conflict do nothing`,
    [round.round_id, moment, on, round.area],
  )
  return rowCount ?? 0
}

export interface CourseRow {
  readonly household_id: string
  readonly opening_commune: string | null
  readonly opening_standing: Standing | null
  readonly opening_persons: number | null
  readonly closing_commune: string | null
  readonly closing_standing: Standing | null
  readonly closing_persons: number | null
  readonly entry: 'new' | 'relapsed' | 'old' | null
  /** It came to the place, or was split off, after the opening: it was no household of it then. */
  readonly arrived: boolean
}

/**
 * Households on a list at one of the ends, with where they stood at both. Open ends are read from the registry as it is on the day. Someone who may see only some communes
 * reckons the movement of these: a household that went elsewhere has no closing there.
 */
export async function coursesOf(
  tx: Tx,
  ends: { readonly opening: Round; readonly closing: Round; readonly on: Day },
  communes: readonly string[] | undefined,
): Promise<CourseRow[]> {
  const closed = ends.closing.state === 'closed'
  const now = closed
    ? `select s.household_id, s.commune_code, s.standing, s.persons, s.entry from review_snapshot s
       where s.round_id = $2 and s.moment = 'closing'`
    : `select h.household_id, h.commune_code, ${IN_FORCE('$3::date')} as standing, h.member_count as persons, h.entry from household h
       where h.state = 'active' and ($4 = '*' or h.commune_code = $4)
         and (${IN_FORCE('$3::date')} in ('poor', 'near_poor') or h.household_id in (select household_id from before))`
  const { rows } = await tx.client.query<CourseRow>(
    `with before as (
       select s.household_id, s.commune_code, s.standing, s.persons from review_snapshot s
       where s.round_id = $1 and s.moment = 'opening' and ($5::text[] is null or s.commune_code = any ($5))
     ), now as (${now})
     select household_id, b.commune_code as opening_commune, b.standing as opening_standing, b.persons as opening_persons,
       n.commune_code as closing_commune, n.standing as closing_standing, n.persons as closing_persons, n.entry,
       b.household_id is null and exists (
         select 1 from action a where a.household_id = n.household_id and a.kind in ('moved_in', 'split_from') and a.effective_on > $6::date
       ) as arrived
     from before b full join (select * from now where $5::text[] is null or commune_code = any ($5)) n using (household_id)
     where $2::uuid is not null and $3::date is not null and $4::text is not null
     order by household_id`,
    [
      ends.opening.round_id,
      ends.closing.round_id,
      ends.on,
      ends.opening.area,
      communes ?? null,
      ends.opening.starts_on,
    ],
  )
  return rows
}

export interface CountedRow {
  readonly standing: Standing
  readonly persons: number
  readonly is_farm: boolean | null
}

/** Households of the classes of report 1 on a day. */
export async function countedHouseholds(
  tx: Tx,
  communes: readonly string[] | undefined,
  on: Day,
): Promise<CountedRow[]> {
  const { rows } = await tx.client.query<CountedRow>(
    `select s.standing, h.member_count as persons, h.is_farm_household as is_farm
     from household h cross join lateral (select ${IN_FORCE('$2::date')} as standing) s
     where h.state = 'active' and ($1::text[] is null or h.commune_code = any ($1))
       and (s.standing in ('poor', 'near_poor') or (s.standing = 'average_living' and h.is_farm_household))`,
    [communes ?? null, on],
  )
  return rows
}

/** Total households and persons of the area in a year; null unless every commune of it has one. */
export async function areaTotals(
  tx: Tx,
  communes: readonly string[],
  year: number,
): Promise<{ households: number | null; persons: number | null }> {
  const { rows } = await tx.client.query<{ households: number | null; persons: number | null }>(
    `select case when count(households) = cardinality($1::text[]) then sum(households)::bigint end as households,
       case when count(persons) = cardinality($1::text[]) then sum(persons)::bigint end as persons
     from area_total where period = '2025' and code = any ($1::text[]) and year = $2`,
    [communes, year],
  )
  return rows[0] ?? { households: null, persons: null }
}

export interface DisagreementRow {
  readonly household_id: string
  readonly commune_code: string
  readonly hamlet: string | null
  readonly head_name: string | null
  readonly recognised: Standing | null
  readonly computed: string
  /** `review`: the survey of an open or ended case; `month`: the last monthly determination. */
  readonly source: 'review' | 'month'
  readonly as_of: Day
}

const CLASS = (standing: string): string =>
  `case when ${standing} in ('poor', 'near_poor') then ${standing} when ${standing} is null then 'none' else 'above' end`

/**
 * Households whose computed standing is not the recognised one. Computed: by the last monthly determination, or by a survey since. Of those without a recognition only
 * computed poor and near-poor ones count: everybody else was never asked.
 */
export async function disagreements(
  tx: Tx,
  communes: readonly string[] | undefined,
  on: Day,
  page: { readonly limit: number; readonly after: string | undefined },
): Promise<DisagreementRow[]> {
  const { rows } = await tx.client.query<DisagreementRow>(
    `with candidates as (
       select household_id from household where recognised_standing is not null and ($1::text[] is null or commune_code = any ($1))
       union select household_id from household_standing
         where standing in ('poor', 'near_poor') and ($1::text[] is null or commune_code = any ($1))
       union select household_id from review_case
         where computed in ('poor', 'near_poor') and ($1::text[] is null or commune_code = any ($1))
     )
     select h.household_id, h.commune_code, h.hamlet, h.head_name, s.standing as recognised, c.computed, c.source, c.as_of
     from candidates join household h using (household_id)
     cross join lateral (select ${IN_FORCE('$2::date')} as standing) s
     cross join lateral (
       select computed, source, as_of from (
         select m.computed_standing as computed, 'month' as source, m.month as as_of from household_standing m where m.household_id = h.household_id
         union all
         select k.computed, 'review', k.since from review_case k where k.household_id = h.household_id and k.computed is not null
       ) both_sources order by as_of desc, source desc limit 1
     ) c
     where h.state = 'active' and ($1::text[] is null or h.commune_code = any ($1))
       and ($3::text is null or h.household_id > $3)
       and c.computed <> 'undetermined'
       and ${CLASS('c.computed')} <> ${CLASS('s.standing')}
       and (s.standing is not null or c.computed in ('poor', 'near_poor'))
     order by h.household_id limit $4`,
    [communes ?? null, on, page.after ?? null, page.limit],
  )
  return rows
}
