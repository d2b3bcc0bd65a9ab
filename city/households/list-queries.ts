import type { Tx } from '../../platform/db/index.ts'
import { LIST_COLUMNS, type ListFilter, type ListRow, type ListSort, listColumn } from './list.ts'

/** Where a list goes on: the value by which it is sorted (null: in the part of which it is unknown) and the household. */
export type ListPlace = readonly [string | number | null, string]

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

class Parameters {
  readonly values: unknown[] = []
  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

const SHOWN = LIST_COLUMNS.map(c => `${c.table}.${c.name}`).join(', ')
const FROM = 'from household h left join household_standing s on s.household_id = h.household_id'

const columnOf = (name: string): string => `${listColumn(name)?.table ?? 'h'}.${name}`
/** Names are sorted without their marks first, as an index has them. */
const sortColumn = (by: string): string => (by === 'head_name' ? 'h.head_name_key' : columnOf(by))

/** Communes in which the caller may read; undefined is everywhere. An index serves them only if the statement names them itself. */
export async function readableCommunes(tx: Tx): Promise<readonly string[] | undefined> {
  const { rows } = await tx.client.query<{ everywhere: boolean; communes: string[] }>(
    `select may_everywhere('household.read') as everywhere, may('household.read') as communes`,
  )
  return rows[0]?.everywhere === true ? undefined : (rows[0]?.communes ?? [])
}

function conditions(filter: ListFilter, mine: readonly string[] | undefined, p: Parameters): string[] {
  const where: string[] = []
  const among = (column: string, values: readonly string[] | undefined): void => {
    if (values !== undefined)
      where.push(
        values.length === 1 ? `${column} = ${p.add(values[0])}` : `${column} = any (${p.add(values)})`,
      )
  }
  const wanted = filter.communes
  among('h.commune_code', mine === undefined ? wanted : (wanted?.filter(code => mine.includes(code)) ?? mine))
  if (filter.hamlet !== undefined) where.push(`h.hamlet = ${p.add(filter.hamlet)}`)
  among('h.state', filter.state ?? ['active'])
  among('s.standing', filter.standing)
  among('s.computed_standing', filter.computed_standing)
  among('h.recognised_standing', filter.recognised_standing)
  among('h.entry', filter.entry)
  for (const [name, { from, to }] of Object.entries(filter.ranges ?? {})) {
    if (from !== undefined) where.push(`${columnOf(name)} >= ${p.add(from)}`)
    if (to !== undefined) where.push(`${columnOf(name)} <= ${p.add(to)}`)
  }
  for (const name of filter.unknown ?? []) where.push(`${columnOf(name)} is null`)
  if (filter.apart === true)
    where.push(`s.computed_standing is distinct from coalesce(h.recognised_standing, 'not_poor')
      and (s.computed_standing in ('poor', 'near_poor') or h.recognised_standing in ('poor', 'near_poor'))`)
  return where
}

/** One part of a sorted list: where the value is known, or where it is not. Unknown values come last in both directions. */
function part(
  filter: ListFilter,
  mine: readonly string[] | undefined,
  sort: ListSort,
  known: boolean,
  after: ListPlace | undefined,
  limit: number,
): Statement {
  const p = new Parameters()
  const where = conditions(filter, mine, p)
  const column = sortColumn(sort.by)
  const [more, order] = sort.order === 'asc' ? ['>', 'asc'] : ['<', 'desc']
  const byId = sort.by === 'household_id'
  if (!byId) where.push(`${column} is ${known ? 'not null' : 'null'}`)
  if (after !== undefined) {
    const [value, id] = after
    where.push(
      known && !byId
        ? `(${column}, h.household_id) ${more} (${p.add(value)}, ${p.add(id)})`
        : `h.household_id ${more} ${p.add(id)}`,
    )
  }
  const sorted = byId || !known ? `h.household_id ${order}` : `${column} ${order}, h.household_id ${order}`
  return {
    text: `select ${SHOWN}, h.version, ${column} as sort_value ${FROM}
      where ${where.length === 0 ? 'true' : where.join(' and ')} order by ${sorted} limit ${p.add(limit)}`,
    values: p.values,
  }
}

export type PlacedRow = ListRow & { readonly sort_value: string | number | null }

/** Households of a list, at most `limit`, from after a place on. Those of which the sort value is unknown stand at the end. */
export async function listHouseholds(
  tx: Tx,
  filter: ListFilter,
  sort: ListSort,
  limit: number,
  after?: ListPlace,
): Promise<PlacedRow[]> {
  const mine = await readableCommunes(tx)
  const rows: PlacedRow[] = []
  const inUnknown = after !== undefined && after[0] === null && sort.by !== 'household_id'
  if (!inUnknown) {
    const { text, values } = part(filter, mine, sort, true, after, limit)
    rows.push(...(await tx.client.query<PlacedRow>(text, [...values])).rows)
  }
  if (rows.length < limit && sort.by !== 'household_id') {
    const { text, values } = part(
      filter,
      mine,
      sort,
      false,
      inUnknown ? after : undefined,
      limit - rows.length,
    )
    rows.push(...(await tx.client.query<PlacedRow>(text, [...values])).rows)
  }
  return rows
}

/** Most households that are counted; beyond it a list says "more than". */
export const COUNT_LIMIT = 100_000

/** How many households a list has, counted up to COUNT_LIMIT + 1. */
export async function countHouseholds(tx: Tx, filter: ListFilter): Promise<number> {
  const p = new Parameters()
  const where = conditions(filter, await readableCommunes(tx), p)
  const { rows } = await tx.client.query<{ n: number }>(
    `select count(*)::int as n from (select 1 ${FROM} where ${where.length === 0 ? 'true' : where.join(' and ')} limit ${p.add(COUNT_LIMIT + 1)}) counted`,
    p.values,
  )
  return rows[0]?.n ?? 0
}

/** All households of a list in the order of their files, for an export. */
export async function listStatement(tx: Tx, filter: ListFilter): Promise<Statement> {
  const p = new Parameters()
  const where = conditions(filter, await readableCommunes(tx), p)
  return {
    text: `select ${SHOWN} ${FROM} where ${where.length === 0 ? 'true' : where.join(' and ')} order by h.household_id`,
    values: p.values,
  }
}

/** Rows of these households as a list shows them, in the order of the identifiers given; those that may not be read are left out. */
export async function listedById(tx: Tx, ids: readonly string[]): Promise<ListRow[]> {
  const { rows } = await tx.client.query<ListRow>(
    `select ${SHOWN}, h.version ${FROM} where h.household_id = any ($1)`,
    [ids],
  )
  const found = new Map(rows.map(row => [row.household_id, row]))
  return ids.flatMap(id => found.get(id) ?? [])
}

/** Households with this code here or in the system they came from. */
export async function idsByCode(tx: Tx, code: string): Promise<string[]> {
  const mine = await readableCommunes(tx)
  const { rows } = await tx.client.query<{ household_id: string }>(
    `select household_id from household where household_id = $1
     union select household_id from household where source_code = $1 ${mine === undefined ? '' : 'and commune_code = any ($2)'}
     limit 50`,
    mine === undefined ? [code] : [code, mine],
  )
  return rows.map(r => r.household_id)
}

export interface NumberMatch {
  readonly person_id: string | null
  readonly household_id: string
  readonly commune_code: string
  readonly full_name: string | null
}

/** People with this identity number or telephone number. Row-level security asks for `identity.read`. */
export async function peopleByNumber(tx: Tx, number: string): Promise<NumberMatch[]> {
  const { rows } = await tx.client.query<NumberMatch>(
    `select p.person_id, p.household_id, p.commune_code, p.full_name
     from (select person_id from person_identity where identity_number = $1 union select person_id from person_identity where phone = $1 limit 50) n
     join person p using (person_id) where p.state <> 'merged' order by p.person_id`,
    [number],
  )
  return rows
}

/** What is shown of people who were found, by person. */
export async function peopleShown(
  tx: Tx,
  ids: readonly string[],
): Promise<
  Map<
    string,
    {
      readonly birth_year: number | null
      readonly sex: string | null
      readonly relation_to_head: string | null
      readonly identity_tail: string | null
    }
  >
> {
  const { rows } = await tx.client.query(
    `select person_id, coalesce(extract(year from birth_date)::int, birth_year) as birth_year, sex, relation_to_head, identity_tail
     from person where person_id = any ($1)`,
    [ids],
  )
  return new Map(rows.map(({ person_id, ...row }) => [person_id, row]))
}

/** The heads of households, to show what was found by a code. */
export async function headsOf(tx: Tx, ids: readonly string[]): Promise<NumberMatch[]> {
  const { rows } = await tx.client.query<NumberMatch>(
    `select head_id as person_id, household_id, commune_code, head_name as full_name
     from household where household_id = any ($1) order by household_id`,
    [ids],
  )
  return rows
}

/** Communes of which the caller may take lists away; undefined is everywhere. */
export async function exportableCommunes(tx: Tx): Promise<readonly string[] | undefined> {
  const { rows } = await tx.client.query<{ everywhere: boolean; communes: string[] }>(
    `select may_everywhere('export.run') as everywhere, may('export.run') as communes`,
  )
  return rows[0]?.everywhere === true ? undefined : (rows[0]?.communes ?? [])
}
