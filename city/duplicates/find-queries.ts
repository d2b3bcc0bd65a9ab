/**
 * The search for duplicates: a few joins over the whole registry, on keys that people who may be one share. Runs as the owner, because it compares across
 * communes and reads identity numbers; what it finds is shown to each commune by row-level security.
 */
import type { Tx } from '../../platform/db/index.ts'
import { LARGEST_BLOCK, NAME_PRIOR, SHOWN_FROM, SIGNS, type Sign } from './signs.ts'

/** Who is compared with everybody: everybody, those of whom something was recorded after an instant, or these. */
export type Fresh = 'all' | { readonly since: string } | { readonly persons: readonly string[] }

/** Takes the only search that may run at a time. Gives until when the last one looked, and the database's clock. */
export async function takeSearch(tx: Tx): Promise<{ searchedUntil: string; now: string }> {
  const { rows } = await tx.client.query<{ searchedUntil: string; now: string }>(
    `select searched_until::text as "searchedUntil", clock_timestamp()::text as now from duplicate_search for update`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('duplicate_search has lost its only row')
  return row
}

export async function keepSearchedUntil(tx: Tx, until: string): Promise<void> {
  await tx.client.query('update duplicate_search set searched_until = $1', [until])
}

/** Surname and given name. Names begin with a space, see name_key(). */
const shortName = (key: string): string => `split_part(${key}, ' ', 2) || ' ' || split_part(${key}, ' ', -1)`
/** 1 January stands for an unknown day in many lists. */
const bornDay = (date: string): string => `case when extract(doy from ${date}) = 1 then null else ${date} end`
const bornYear = (p: string): string =>
  `coalesce(extract(year from ${p}.birth_date)::integer, ${p}.birth_year)`
/** A phone or account that the household shares says nothing, so they count between households only. */
const word = (column: string): string => `nullif(lower(${column}), '')`

/** People who can be somebody's duplicate: members; and the dead, whose number may live on in another file. */
const ALIVE_OR_DEAD = `p.state in ('member', 'dead')`

/** Makes the temporary table of people whom the others are compared with; empty where that is everybody. From the share `most` on everybody is: it costs no more. */
export async function collectFresh(
  tx: Tx,
  fresh: Fresh,
  options: { readonly overlap: string; readonly most: number },
): Promise<{ people: number; everybody: boolean }> {
  await tx.client.query(`set local work_mem = '128MB'`)
  await tx.client.query(`create temp table fresh (person_id text collate "C" primary key) on commit drop`)
  const add = async (where: string, values: unknown[]): Promise<void> =>
    void (await tx.client.query(
      `insert into fresh select p.person_id from person p where ${ALIVE_OR_DEAD} and ${where}`,
      values,
    ))
  if (fresh !== 'all' && 'since' in fresh)
    await add(
      `p.person_id in (select split_part(s.part, '/', 1) collate "C" from action a cross join unnest(a.subjects) s (part)
         where a.recorded_at > $1::timestamptz - interval '${options.overlap}')`,
      [fresh.since],
    )
  else if (fresh !== 'all') await add('p.person_id = any ($1)', [fresh.persons])
  const { rows } = await tx.client.query<{ fresh: number; people: number }>(
    `select (select count(*) from fresh)::integer as fresh, count(*)::integer as people from person p where ${ALIVE_OR_DEAD}`,
  )
  const { fresh: found = 0, people = 0 } = rows[0] ?? {}
  const everybody = people > 0 && (fresh === 'all' || (found > 0 && found >= people * options.most))
  if (everybody) await tx.client.query('truncate fresh')
  await tx.client.query('analyze fresh')
  return { people: everybody ? people : found, everybody }
}

/** What is compared of each person. `more` joins and conditions may stand after it. */
const traits = (isFresh: string, from: string, where = 'true'): string => `
  select p.person_id, p.household_id, p.commune_code, p.state = 'member' as is_member, p.name_key, lower(p.full_name) as marked,
    ${shortName('p.name_key')} as short_name, ${bornDay('p.birth_date')} as born, ${bornYear('p')} as year, p.sex,
    case when h.head_id is distinct from p.person_id then h.head_name_key end as head, ${word('h.hamlet')} as hamlet,
    i.identity_number as number, i.phone, ${word('i.account')} as account, ${isFresh} as fresh
  from ${from} join household h using (household_id) left join person_identity i on i.person_id = p.person_id
  where (p.state = 'member' or (p.state = 'dead' and i.identity_number is not null)) and ${where}`

/**
 * Makes the temporary tables of what is compared, and of how many people have a name: of everybody, or of those who share with somebody fresh what a pair needs at
 * least. That is the surname, given name and year, or a number; so 5,000 people are compared with some thousands and not with millions.
 */
export async function collectTraits(tx: Tx, everybody: boolean): Promise<void> {
  const make = (name: string, select: string): Promise<unknown> =>
    tx.client.query(`create temp table ${name} on commit drop as ${select}`)
  if (everybody) await make('trait', traits('true', 'person p'))
  else {
    await make('fresh_trait', traits('true', 'fresh f join person p on p.person_id = f.person_id'))
    await make(
      'namesake',
      `select p.person_id, p.name_key, ${shortName('p.name_key')} as short_name, ${bornYear('p')} as year from person p
       where p.state = 'member' and ${shortName('p.name_key')} in (select short_name from fresh_trait)`,
    )
    await make(
      'near',
      `select n.person_id from namesake n where (n.short_name, n.year) in (select short_name, year from fresh_trait)
       union select person_id from fresh
       ${['identity_number', 'phone', 'account'].map(sameNumber).join(' ')}`,
    )
    await tx.client.query('analyze near')
    await make(
      'trait',
      traits(
        'f.person_id is not null',
        'near w join person p on p.person_id = w.person_id left join fresh f on f.person_id = p.person_id',
      ),
    )
  }
  await tx.client.query('analyze trait')
  const counted = everybody ? 'trait where is_member' : 'namesake'
  await make('name_count', `select name_key, count(*)::integer as people from ${counted} group by name_key`)
  await make(
    'short_count',
    `select short_name, count(*)::integer as people from ${counted} group by short_name`,
  )
  await tx.client.query('analyze name_count')
  await tx.client.query('analyze short_count')
}

const sameNumber = (column: string): string =>
  `union select i.person_id from person_identity i where i.${column} in (
     select j.${column} from person_identity j join fresh f on f.person_id = j.person_id where j.${column} is not null)`

/** One way of being alike: people with equal keys are looked at closer. */
interface Block {
  readonly name: string
  /** Columns of trait. */
  readonly keys: readonly string[]
  /** Over the pair x, y. */
  readonly where?: string
  /** Over t: who takes part at all. */
  readonly among?: string
  readonly largest?: number
}

const SUBSEQUENCE = (longer: string, shorter: string): string =>
  `${longer}.name_key || ' ' like ' ' || replace(replace(replace(ltrim(${shorter}.name_key), '\\', '\\\\'), '%', '\\%'), ' ', ' %') || ' '`
const LEFT_OUT = `case when length(x.name_key) > length(y.name_key) then ${SUBSEQUENCE('x', 'y')} when length(x.name_key) < length(y.name_key) then ${SUBSEQUENCE('y', 'x')} else false end`
const NAMES_ALIKE = `(x.name_key = y.name_key or (x.short_name = y.short_name and ${LEFT_OUT}))`
const YEAR_ONLY = '(x.born is null or y.born is null) and x.year = y.year'
const SWAPPED = `x.born <> y.born and extract(year from x.born) = extract(year from y.born) and extract(month from x.born) = extract(day from y.born) and extract(day from x.born) = extract(month from y.born)`
const BIRTHS_ALIKE = `(x.born = y.born or (${SWAPPED}) or (${YEAR_ONLY}))`

const BLOCKS: readonly Block[] = [
  { name: 'number', keys: ['number'], where: 'x.is_member or y.is_member', largest: 6 },
  { name: 'name and day', keys: ['name_key', 'born'], among: 't.is_member' },
  {
    name: 'name, day and month swapped',
    keys: ['name_key', 'year', 'day_and_month'],
    among:
      't.is_member and extract(day from t.born) <= 12 and extract(day from t.born) <> extract(month from t.born)',
    where: SWAPPED,
  },
  {
    name: 'surname, given name and day',
    keys: ['short_name', 'born'],
    among: 't.is_member',
    where: LEFT_OUT,
    largest: 200,
  },
  {
    name: 'commune, name and year',
    keys: ['commune_code', 'name_key', 'year'],
    among: 't.is_member',
    where: YEAR_ONLY,
    largest: 200,
  },
  {
    name: 'name, year and head',
    keys: ['name_key', 'year', 'head'],
    among: 't.is_member',
    where: YEAR_ONLY,
  },
  {
    name: 'telephone',
    keys: ['phone', 'short_name'],
    among: 't.is_member',
    where: `x.household_id <> y.household_id and ${NAMES_ALIKE} and ${BIRTHS_ALIKE}`,
  },
  {
    name: 'account',
    keys: ['account', 'short_name'],
    among: 't.is_member',
    where: `x.household_id <> y.household_id and ${NAMES_ALIKE} and ${BIRTHS_ALIKE}`,
  },
]

/** Day and month in an order of their own: 05-03 and 03-05 are one key. */
const DAY_AND_MONTH = `(least(extract(day from t.born), extract(month from t.born)) * 100 + greatest(extract(day from t.born), extract(month from t.born)))::integer`

/** What a block was too large for: how many groups of people, and of how many people. */
export interface LeftOut {
  readonly block: string
  readonly groups: number
  readonly people: number
}

/** Makes the temporary table of pairs to look at. A group that is too large is cut by commune; what is still too large is left out and counted. */
export async function collectPairs(tx: Tx): Promise<LeftOut[]> {
  await tx.client.query(
    `create temp table pair (a text collate "C", b text collate "C", primary key (a, b)) on commit drop`,
  )
  const leftOut: LeftOut[] = []
  for (const block of BLOCKS) leftOut.push(...(await pairsOf(tx, block)))
  await tx.client.query('analyze pair')
  return leftOut
}

/** Columns of trait that a pair is judged by in a block. */
const COLUMNS =
  't.person_id, t.household_id, t.commune_code, t.is_member, t.name_key, t.short_name, t.born, t.year, t.fresh'

async function pairsOf(tx: Tx, block: Block): Promise<LeftOut[]> {
  const { keys, name, among = 'true', where = 'true', largest = LARGEST_BLOCK } = block
  const column = (key: string): string => (key === 'day_and_month' ? DAY_AND_MONTH : `t.${key}`)
  const isGiven = keys.map(key => `t.${key === 'day_and_month' ? 'born' : key} is not null`).join(' and ')
  const same = (a: string, b: string): string =>
    keys.map(key => `${a}.k_${key} = ${b}.k_${key}`).join(' and ')
  const named = keys.map(key => `${column(key)} as k_${key}`).join(', ')
  const list = keys.map(key => `k_${key}`).join(', ')
  // groups of two and more with somebody fresh in them, and then only their people: few of all
  await tx.client.query(
    `create temp table grouped on commit drop as
     select ${named}, count(*)::integer as people from trait t where ${isGiven} and (${among})
     group by ${list} having count(*) > 1 and bool_or(t.fresh)`,
  )
  await tx.client.query('analyze grouped')
  await tx.client.query(
    `create temp table alike on commit drop as
     select ${COLUMNS}, ${keys.map(key => `g.k_${key}`).join(', ')}, g.people from trait t join grouped g
       on ${keys.map(key => `${column(key)} = g.k_${key}`).join(' and ')} where ${among}`,
  )
  await tx.client.query('analyze alike')
  const pairUp = (more: string): string => `
    insert into pair select distinct least(x.person_id, y.person_id), greatest(x.person_id, y.person_id)
    from alike x join alike y on ${same('x', 'y')}
    where x.fresh and x.person_id <> y.person_id and (not y.fresh or x.person_id < y.person_id) and (${where}) and ${more}
    on conflict do nothing`
  await tx.client.query(pairUp(`x.people <= ${largest}`))
  const leftOut = await pairUpByCommune(tx, { name, list, largest, pairUp })
  await tx.client.query('drop table grouped, alike')
  return leftOut
}

/** The groups that are too large for the whole city, commune by commune. */
async function pairUpByCommune(
  tx: Tx,
  block: { name: string; list: string; largest: number; pairUp(more: string): string },
): Promise<LeftOut[]> {
  const { name, list, largest, pairUp } = block
  const { rowCount } = await tx.client.query(`delete from alike where people <= ${largest}`)
  const crowded = await tx.client.query('select 1 from alike limit 1')
  if (rowCount === null || crowded.rows.length === 0) return []
  await tx.client.query(
    `update alike a set people = c.people from (
       select person_id, count(*) over (partition by ${list}, commune_code)::integer as people from alike) c
     where c.person_id = a.person_id`,
  )
  await tx.client.query(pairUp(`x.commune_code = y.commune_code and x.people <= ${largest}`))
  const { rows } = await tx.client.query<{ groups: number; people: number }>(
    `select count(*)::integer as groups, coalesce(sum(people), 0)::integer as people from (
       select count(*)::integer as people from alike where people > ${largest} group by ${list}, commune_code) g`,
  )
  return rows.filter(row => row.groups > 0).map(row => ({ block: name, ...row }))
}

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
    `insert into judged select w.a, w.b, w.commune_a, w.commune_b, w.household_a, w.household_b, w.reasons || 'same_others'::text, w.weight + ${others}
     from (${judge('beside')} and ${NAMES_ALIKE} and ${BIRTHS_ALIKE}) w where w.weight + ${others} >= ${SHOWN_FROM}`,
    [people],
  )
}

export interface Kept {
  /** New pairs, pairs that somebody had called different and for which something new speaks, and open ones that are no longer alike. */
  readonly found: number
  readonly reopened: number
  readonly gone: number
}

/** Removes open pairs of people who are no members any more. */
export async function dropGone(tx: Tx): Promise<number> {
  const { rowCount } = await tx.client.query(
    `delete from duplicate_candidate d where d.state = 'open' and exists (
       select 1 from unnest(array[d.person_a, d.person_b]) as x (person_id)
       where not exists (select 1 from person p where p.person_id = x.person_id and ${ALIVE_OR_DEAD}))`,
  )
  return rowCount ?? 0
}

/**
 * Keeps what was judged. A pair that a person decided stays decided, unless a sign is there that was not there then. Open pairs of somebody fresh that were
 * not found again go.
 */
export async function keepPairs(tx: Tx, everybody: boolean): Promise<Kept> {
  const gone = await tx.client.query(
    `delete from duplicate_candidate d where d.state = 'open' and not exists (select 1 from judged j where (j.a, j.b) = (d.person_a, d.person_b))
       and ($1 or d.person_a in (select person_id from fresh) or d.person_b in (select person_id from fresh))`,
    [everybody],
  )
  const { rows } = await tx.client.query<{ found: number; reopened: number }>(
    `with kept as (
       insert into duplicate_candidate as d (person_a, person_b, commune_a, commune_b, reasons, strength)
       select a, b, commune_a, commune_b, reasons, least(999, round(weight * 10))::smallint from judged
       on conflict (person_a, person_b) do update set reasons = excluded.reasons, strength = excluded.strength,
         found_at = case when d.state = 'open' then d.found_at else clock_timestamp() end, state = 'open', decided_by = null, decided_at = null
       where (d.state = 'open' and (d.reasons, d.strength) is distinct from (excluded.reasons, excluded.strength))
         or (d.state = 'dismissed' and not excluded.reasons <@ d.reasons)
       returning xmax = 0 as is_new, found_at > now() as is_again
     ) select count(*) filter (where is_new)::integer as found, count(*) filter (where not is_new and is_again)::integer as reopened from kept`,
  )
  return { found: rows[0]?.found ?? 0, reopened: rows[0]?.reopened ?? 0, gone: gone.rowCount ?? 0 }
}
