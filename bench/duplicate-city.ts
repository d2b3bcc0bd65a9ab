/** A registry of made-up people in the tables only (no actions), as large as wanted, with a known number of people entered twice. */
import { readFileSync } from 'node:fs'
import type pg from 'pg'

interface Names {
  readonly surnames_pct_2022_table: readonly (readonly [string, number])[]
  readonly middle: Readonly<
    Record<'male_older' | 'male_younger' | 'female_older' | 'female_younger', readonly string[]>
  >
  readonly given_male_older: readonly string[]
  readonly given_male_younger: readonly string[]
  readonly given_female_older: readonly string[]
  readonly given_female_younger: readonly string[]
}

const names = JSON.parse(
  readFileSync(new URL('../city/synthetic/data/names.json', import.meta.url), 'utf8'),
) as Names

/** Words repeated so that the first of a list are met more often than the last. */
const leaning = (words: readonly string[], power: number): string[] =>
  words.flatMap((word, i) => Array<string>(Math.max(1, Math.round(60 / (i + 1) ** power))).fill(word))

const surnames = names.surnames_pct_2022_table.flatMap(([name, percent]) =>
  Array<string>(Math.round(percent * 10)).fill(name),
)
const older = {
  // most men are Văn, nearly all women Thị
  male: [...Array<string>(45).fill('Văn'), ...names.middle.male_older.flatMap(w => Array<string>(5).fill(w))],
  female: [...Array<string>(88).fill('Thị'), ...names.middle.female_younger],
}

/** Shares of what real lists lack. */
const WITHOUT_NUMBER = 0.15
const YEAR_ONLY = 0.05
const NEW_YEAR = 0.04
const WITHOUT_MIDDLE = 0.02

/** Fills household, person and person_identity. Give it a connection of the owner, outside of a transaction. */
export async function makePeople(
  client: pg.ClientBase,
  households: number,
  communes: readonly string[],
): Promise<void> {
  const pick = (list: string): string => `(${list})[1 + floor(random() * cardinality(${list}))::integer]`
  // the search does not use it, and it takes longest to keep
  await client.query('drop index if exists person_by_name_words')
  await client.query('alter table person disable trigger user')
  await client.query('select setseed(0.42)')
  await client.query(
    `insert into household (household_id, commune_code, hamlet, state, version, member_count, registered_on)
     select 'H' || i, ($2::text[])[1 + i % cardinality($2::text[])], 'Thôn ' || (1 + floor(random() * 12))::integer, 'active', 1, 1, '2025-10-01'
     from generate_series(1, $1::integer) i`,
    [households, communes],
  )
  // 3.54 members on average; ages 0 to 89, fewer old people; a family shares the surname of its head
  await client.query(
    `create temp table made as
     select 'P' || h.n || '-' || m as person_id, h.household_id, h.commune_code, m, random() < 0.5 as female,
       date '2025-10-01' - (365.25 * (case when m <= 2 then 25 + 64 * random() ^ 1.4 else 45 * random() ^ 1.2 end))::integer as born
     from (select *, substr(household_id, 2) as n, 1 + floor(random() * 3 + random() * 3.1)::integer as size from household) h, generate_series(1, h.size) m`,
  )
  await client.query(
    `create temp table named as
     select m.*, array_to_string(array[
         case when m = 2 then ${pick('$1::text[]')} else (first_value(${pick('$1::text[]')}) over (partition by household_id order by m)) end,
         case when random() < ${WITHOUT_MIDDLE} then null
              when born < '1990-01-01' then case when female then ${pick('$2::text[]')} else ${pick('$3::text[]')} end
              else case when female then ${pick('$4::text[]')} || case when random() < 0.35 then ' ' || ${pick('$8::text[]')} else '' end else ${pick('$5::text[]')} end end,
         case when born < '1990-01-01' then case when female then ${pick('$6::text[]')} else ${pick('$7::text[]')} end
              else case when female then ${pick('$8::text[]')} else ${pick('$9::text[]')} end end], ' ') as full_name
     from made m`,
    [
      surnames,
      older.female,
      older.male,
      leaning(names.middle.female_younger, 0.6),
      leaning(names.middle.male_younger, 0.6),
      leaning(names.given_female_older, 0.6),
      leaning(names.given_male_older, 0.6),
      leaning(names.given_female_younger, 0.5),
      leaning(names.given_male_younger, 0.5),
    ],
  )
  await client.query(
    `insert into person (person_id, household_id, commune_code, state, joined_on, full_name, name_key, birth_year, birth_date, sex)
     select person_id, household_id, commune_code, 'member', '2025-10-01', full_name, name_key(full_name),
       case when u < ${YEAR_ONLY} then extract(year from born)::integer end,
       case when u < ${YEAR_ONLY} then null when u < ${YEAR_ONLY + NEW_YEAR} then date_trunc('year', born)::date else born end,
       case when female then 'female' else 'male' end
     from (select *, case when born > '1990-01-01' then ${YEAR_ONLY} + ${NEW_YEAR} + 0.9 * random() else random() end as u from named) n`,
  )
  await client.query(
    `insert into person_identity (person_id, household_id, commune_code, identity_number, phone)
     select person_id, household_id, commune_code,
       case when random() > ${WITHOUT_NUMBER} then '999' || (extract(century from born) - 20) * 2 + case when female then 1 else 0 end
         || to_char(born, 'YY') || lpad((row_number() over (partition by extract(year from born), female) * 7919 % 1000000)::text, 6, '0') end,
       case when m = 1 and random() < 0.6 then '09' || lpad(floor(random() * 1e8)::text, 8, '0') end
     from named`,
  )
  await client.query(
    `update household h set head_id = n.person_id, head_name = n.full_name, head_name_key = name_key(n.full_name)
     from named n where n.household_id = h.household_id and n.m = 1`,
  )
  await client.query('drop table made, named')
}

/** Ways in which somebody is entered twice. */
export const WAYS = {
  number: 'another commune, the same number, another spelling of the name',
  same_commune: 'the same commune, the same name and day, no number',
  same_commune_hamlet: 'the same hamlet, the same name and day, no number',
  middle: 'the same hamlet, middle name left out, no number',
  swapped: 'the same hamlet, day and month swapped, no number',
  year: 'the same hamlet and name of the head, the year only, no number',
  year_alone: 'the same commune, the year only, no number',
  typo: 'another commune, one digit of the number wrong',
  elsewhere: 'another commune, the same name and day, no number',
  household: 'the whole household in another commune, no numbers',
} as const
export type Way = keyof typeof WAYS

/** Enters so many more people a second time, in each way. Their identifiers begin with `D-<way>-`. */
export async function enterTwice(
  client: pg.ClientBase,
  each: number,
  communes: readonly string[],
): Promise<void> {
  const ways = Object.keys(WAYS) as Way[]
  await client.query(
    `create temp table twice as
     select p.*, i.identity_number, h.hamlet, h.head_name, way, 'HD-' || way || '-' || k as new_household, ($3::text[])[1 + (k * 7) % cardinality($3::text[])] as far
     from unnest($1::text[]) with ordinality w (way, o),
       lateral (select row_number() over () as k, q.person_id as pid from person q
                where q.birth_date is not null and extract(doy from q.birth_date) > 1 and q.name_key like ' % % %' and extract(day from q.birth_date) <= 12
                  and extract(day from q.birth_date) <> extract(month from q.birth_date) and q.person_id like 'P%'
                offset (o - 1) * $2 limit $2) x
       join person p on p.person_id = x.pid join household h using (household_id) left join person_identity i on i.person_id = p.person_id`,
    [ways, each, communes],
  )
  const near = `way in ('same_commune', 'same_commune_hamlet', 'middle', 'swapped', 'year', 'year_alone')`
  await client.query(
    `insert into household (household_id, commune_code, hamlet, state, version, member_count, registered_on, head_id, head_name, head_name_key)
     select new_household, case when ${near} then commune_code else far end,
       case when way in ('same_commune_hamlet', 'middle', 'swapped', 'year') then hamlet else 'Khu khác' end, 'active', 1, 1, '2025-10-01',
       'head-of-' || new_household, coalesce(head_name, 'Ai'), name_key(coalesce(head_name, 'Ai')) from twice`,
  )
  // somebody else is the head of the second household, with another name unless the way says so
  await client.query(
    `update household h set head_name = 'Lạc Khác Biệt', head_name_key = ' lac khac biet' where household_id like 'HD-%' and household_id not like 'HD-year-%'`,
  )
  await client.query(
    `insert into person (person_id, household_id, commune_code, state, joined_on, full_name, name_key, birth_year, birth_date, sex)
     select 'D-' || way || '-' || person_id, new_household, case when ${near} then commune_code else far end, 'member', '2025-10-01', n.name, name_key(n.name),
       case when way like 'year%' then extract(year from birth_date)::integer end,
       case when way like 'year%' then null
            when way = 'swapped' then make_date(extract(year from birth_date)::integer, extract(day from birth_date)::integer, extract(month from birth_date)::integer)
            else birth_date end, sex
     from twice, lateral (select case way when 'middle' then split_part(full_name, ' ', 1) || ' ' || split_part(full_name, ' ', -1) when 'number' then name_key(full_name) else full_name end as name) n`,
  )
  await client.query(
    `insert into person_identity (person_id, household_id, commune_code, identity_number)
     select 'D-' || way || '-' || person_id, new_household, 'x', case way when 'number' then identity_number
       when 'typo' then overlay(identity_number placing ((right(identity_number, 1)::integer + 1) % 10)::text from 12 for 1) end from twice`,
  )
  await client.query(
    `insert into person (person_id, household_id, commune_code, state, joined_on, full_name, name_key, birth_year, birth_date, sex)
     select 'D-rest-' || p.person_id, t.new_household, t.far, 'member', '2025-10-01', p.full_name, p.name_key, p.birth_year, p.birth_date, p.sex
     from twice t join person p on p.household_id = t.household_id and p.person_id <> t.person_id where t.way = 'household'`,
  )
  await client.query('drop table twice')
}
