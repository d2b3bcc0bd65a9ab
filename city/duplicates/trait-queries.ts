/** The first step of the search: who is compared with whom, and by what. */
import type { Tx } from '../../platform/db/index.ts'
import { ALIVE_OR_DEAD, bornDay, bornYear, shortName, word } from './likeness.ts'

/** Who is compared with everybody: everybody, those of whom something was recorded after an instant, or these. */
export type Fresh = 'all' | { readonly since: string } | { readonly persons: readonly string[] }

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
  const found = await countFresh(tx)
  if (found === 0 && fresh !== 'all') return { people: 0, everybody: false }
  const { rows } = await tx.client.query<{ people: number }>(
    `select count(*)::integer as people from person p where ${ALIVE_OR_DEAD}`,
  )
  const people = rows[0]?.people ?? 0
  const everybody = people > 0 && (fresh === 'all' || (found > 0 && found >= people * options.most))
  if (everybody) await tx.client.query('truncate fresh')
  await tx.client.query('analyze fresh')
  return { people: everybody ? people : found, everybody }
}

async function countFresh(tx: Tx): Promise<number> {
  const { rows } = await tx.client.query<{ n: number }>('select count(*)::integer as n from fresh')
  return rows[0]?.n ?? 0
}

/** Groups are made by numbers, which is several times quicker than by names; where two names share one, the signs tell them apart. */
const hashed = (text: string): string => `hashtextextended(${text}, 0)`

/** What is compared of each person. */
export const traits = (isFresh: string, from: string, where = 'true'): string => `
  select p.person_id, p.household_id, p.commune_code, p.state = 'member' as is_member, p.name_key, lower(p.full_name) as marked,
    ${shortName('p.name_key')} as short_name, ${bornDay('p.birth_date')} as born, ${bornYear('p')} as year, p.sex,
    case when h.head_id is distinct from p.person_id then h.head_name_key end as head, ${word('h.hamlet')} as hamlet,
    i.identity_number as number, i.phone, ${word('i.account')} as account, ${isFresh} as fresh,
    ${hashed('p.name_key')} as name_hash, ${hashed(`(${shortName('p.name_key')})`)} as short_hash,
    ${hashed('case when h.head_id is distinct from p.person_id then h.head_name_key end')} as head_hash
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
