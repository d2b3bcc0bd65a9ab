/**
 * The second step: pairs that are worth weighing. A few joins over the whole registry, on keys that two files of one person share, whichever of them is written
 * wrong; never everybody with everybody.
 */
import type { Tx } from '../../platform/db/index.ts'
import { BIRTHS_ALIKE, LEFT_OUT, NAMES_ALIKE, SWAPPED, YEAR_ONLY } from './likeness.ts'
import { LARGEST_BLOCK } from './signs.ts'

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

const BLOCKS: readonly Block[] = [
  { name: 'number', keys: ['number'], where: 'x.is_member or y.is_member', largest: 6 },
  { name: 'name and day', keys: ['name_hash', 'born'], among: 't.is_member' },
  {
    name: 'name, day and month swapped',
    keys: ['name_hash', 'year', 'day_and_month'],
    among:
      't.is_member and extract(day from t.born) <= 12 and extract(day from t.born) <> extract(month from t.born)',
    where: SWAPPED,
  },
  {
    name: 'surname, given name and day',
    keys: ['short_hash', 'born'],
    among: 't.is_member',
    where: LEFT_OUT,
    largest: 200,
  },
  {
    name: 'commune, name and year',
    keys: ['commune_code', 'name_hash', 'year'],
    among: 't.is_member',
    where: YEAR_ONLY,
    largest: 200,
  },
  {
    name: 'name, year and head',
    keys: ['name_hash', 'year', 'head_hash'],
    among: 't.is_member',
    where: YEAR_ONLY,
  },
  {
    name: 'telephone',
    keys: ['phone', 'short_hash'],
    among: 't.is_member',
    where: `x.household_id <> y.household_id and ${NAMES_ALIKE} and ${BIRTHS_ALIKE}`,
  },
  {
    name: 'account',
    keys: ['account', 'short_hash'],
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
