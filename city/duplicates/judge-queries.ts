/** The third step: how much speaks for each pair, and which are shown. */
import type { Tx } from '../../platform/db/index.ts'
import { BIRTHS_ALIKE, bornYear, LEFT_OUT, NAMES_ALIKE, SWAPPED, shortName, YEAR_ONLY } from './likeness.ts'
import { NAME_PRIOR, SHOWN_FROM, SIGNS, type Sign } from './signs.ts'
import { traits } from './trait-queries.ts'

const SAME_NAME = 'x.name_key = y.name_key and x.marked = y.marked'
const UNMARKED = 'x.name_key = y.name_key and x.marked <> y.marked'
const LESS = `x.name_key <> y.name_key and x.short_name = y.short_name and ${LEFT_OUT}`
const APART = 'x.household_id <> y.household_id'

/** When a sign is there, over the pair x, y. */
const CONDITIONS: Readonly<Record<Exclude<Sign, 'same_others'>, string>> = {
  same_identity_number: 'x.number = y.number',
  near_identity_number: 'near_number(x.number, y.number)',
  same_name: SAME_NAME,
  same_name_unmarked: UNMARKED,
  middle_name_left_out: LESS,
  same_birth_date: 'x.born = y.born',
  day_month_swapped: SWAPPED,
  birth_year_only: YEAR_ONLY,
  same_household: 'x.household_id = y.household_id',
  same_commune: `${APART} and x.commune_code = y.commune_code`,
  same_hamlet: `${APART} and x.commune_code = y.commune_code and x.hamlet = y.hamlet`,
  same_head: `${APART} and x.head = y.head`,
  same_phone: `${APART} and x.phone = y.phone`,
  same_account: `${APART} and x.account = y.account`,
}

/** log10 of (people seen + prior) / (people of the name + prior); of a name that was not counted only the prior is known. */
const rarity = (count: string, prior: number): string =>
  `log(($1::float8 + ${NAME_PRIOR.people}) / (coalesce(${count}, $1::float8 * ${prior}) + ${NAME_PRIOR.people * prior}))`
const weightOf = (sign: Exclude<Sign, 'same_others'>): string => {
  const { weight } = SIGNS[sign]
  if (weight !== null) return String(weight)
  return sign === 'middle_name_left_out'
    ? rarity('s.people', NAME_PRIOR.shortName)
    : rarity('n.people', NAME_PRIOR.name)
}

/** What makes two files different people's, unless they have the same number: sex, years, days, or numbers that are not nearly the same. */
const CONTRADICTION = `coalesce(x.number <> y.number and length(x.number) = length(y.number) and not near_number(x.number, y.number), false)
  or coalesce(x.sex <> y.sex, false) or coalesce(x.year <> y.year, false)
  or coalesce(x.born <> y.born and not (${SWAPPED}), false)`

const SIGN_LIST = Object.keys(CONDITIONS) as Exclude<Sign, 'same_others'>[]
const judge = (pairs: string): string => `
  select q.a, q.b, x.commune_code as commune_a, y.commune_code as commune_b, x.household_id as household_a, y.household_id as household_b,
    array_remove(array[${SIGN_LIST.map(s => `case when ${CONDITIONS[s]} then '${s}' end`).join(', ')}], null) as reasons,
    ${SIGN_LIST.map(s => `coalesce(case when ${CONDITIONS[s]} then ${weightOf(s)} end, 0)`).join(' + ')} as weight
  from ${pairs} q join trait x on x.person_id = q.a join trait y on y.person_id = q.b
    left join name_count n on n.name_key = x.name_key left join short_count s on s.short_name = x.short_name
  where coalesce(x.number = y.number, false) or not (${CONTRADICTION})`

/** Weighs the pairs, looks at the rest of their households, and keeps those that are shown. */
export async function judgePairs(tx: Tx): Promise<void> {
  const { rows } = await tx.client.query<{ n: number }>(
    `select count(*)::integer as n from person where state = 'member'`,
  )
  const people = rows[0]?.n ?? 0
  const others = SIGNS.same_others.weight ?? 0
  await tx.client.query(`create temp table judged on commit drop as ${judge('pair')}`, [people])
  await tx.client.query(`delete from judged where weight < ${SHOWN_FROM - others}`)
  await tx.client.query('analyze judged')
  await tx.client.query(
    `update judged j set reasons = j.reasons || 'same_others'::text, weight = j.weight + ${others}
     where j.household_a <> j.household_b and exists (
       select 1 from person m join person n on n.household_id = j.household_b and n.name_key = m.name_key
       where m.household_id = j.household_a and m.person_id <> j.a and n.person_id <> j.b and m.state = 'member' and n.state = 'member'
         and ${bornYear('m')} = ${bornYear('n')})`,
  )
  await tx.client.query(`delete from judged where weight < ${SHOWN_FROM}`)
  await spread(tx, people, others)
}

/** Where two households share somebody, their other members are compared as well, by name and year: a household that was entered twice. */
async function spread(tx: Tx, people: number, others: number): Promise<void> {
  await tx.client.query(
    `create temp table beside on commit drop as
     select distinct least(x.person_id, y.person_id) as a, greatest(x.person_id, y.person_id) as b
     from (select distinct household_a, household_b from judged where household_a <> household_b) j
       join person x on x.household_id = j.household_a and x.state = 'member' join person y on y.household_id = j.household_b and y.state = 'member'
     where x.person_id <> y.person_id and ${shortName('x.name_key')} = ${shortName('y.name_key')} and ${bornYear('x')} = ${bornYear('y')}
       and not exists (select 1 from judged k where (k.a, k.b) = (least(x.person_id, y.person_id), greatest(x.person_id, y.person_id)))`,
  )
  await tx.client.query(
    `insert into trait ${traits('false', '(select a as person_id from beside union select b from beside) q join person p on p.person_id = q.person_id')}
       and p.person_id not in (select t.person_id from trait t where t.person_id in (select a from beside union select b from beside))`,
  )
  await tx.client.query(
    `insert into name_count select p.name_key, count(*)::integer from person p where p.state = 'member' and p.name_key in (
       select t.name_key from trait t where t.person_id in (select a from beside) and not exists (select 1 from name_count n where n.name_key = t.name_key))
     group by p.name_key`,
  )
  await tx.client.query(
    `insert into judged select w.a, w.b, w.commune_a, w.commune_b, w.household_a, w.household_b, w.reasons || 'same_others'::text, w.weight + ${others}
     from (${judge('beside')} and ${NAMES_ALIKE} and ${BIRTHS_ALIKE}) w where w.weight + ${others} >= ${SHOWN_FROM}`,
    [people],
  )
}
