/** The tables made again from the actions, beside the living ones. Everything here runs as the owner. */
import { type CopyValue, copyIn, quoted, type Tx } from '../../platform/db/index.ts'
import type { SealedAction } from './chain.ts'
import { ACTION_COLUMNS } from './chain-queries.ts'
import type { ProjectionColumns, Row } from './projection.ts'

/** The tables of the projection, and by which columns a row of each is known. */
export const PROJECTED = {
  household: ['household_id'],
  person: ['person_id'],
  person_identity: ['person_id'],
  person_restricted: ['person_id'],
  membership_past: ['person_id', 'joined_on', 'household_id'],
  household_period: ['household_id', 'from_on'],
} as const satisfies Record<keyof ProjectionColumns, readonly string[]>
export type Projected = keyof typeof PROJECTED

const FETCH = 4000

/** Every chain of the store, or one, in the order of households, in memory that does not grow with the store. */
export async function* allChains(tx: Tx, household?: string): AsyncGenerator<SealedAction[]> {
  const where = household === undefined ? '' : 'where household_id = $1'
  await tx.client.query(
    `declare every_action no scroll cursor for select ${ACTION_COLUMNS} from action ${where} order by household_id, seq`,
    household === undefined ? [] : [household],
  )
  let chain: SealedAction[] = []
  for (;;) {
    const { rows } = await tx.client.query<SealedAction>(`fetch ${FETCH} from every_action`)
    for (const action of rows) {
      if (chain[0] !== undefined && chain[0].household_id !== action.household_id) {
        yield chain
        chain = []
      }
      chain.push(action)
    }
    if (rows.length < FETCH) break
  }
  if (chain.length > 0) yield chain
  await tx.client.query('close every_action')
}

/** Empty tables of the session for the rows made again. A person may come from several chains. */
export async function makeFreshTables(tx: Tx, columns: ProjectionColumns): Promise<void> {
  for (const table of tables(columns)) {
    const list = columns[table].map(quoted).join(', ')
    await tx.client.query(
      `create temp table fresh_${table} on commit drop as select ${list} from ${quoted(table)} limit 0`,
    )
  }
}

export async function copyFresh(
  tx: Tx,
  columns: ProjectionColumns,
  table: Projected,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const names = columns[table]
  const lines = rows.map(row => names.map(name => row[name] as CopyValue))
  await copyIn(tx, `pg_temp.fresh_${table} (${names.map(quoted).join(', ')})`, lines)
}

/** Of the rows that several chains give for a person those of the household that the person entered last stay. */
export async function settlePersons(tx: Tx): Promise<void> {
  await tx.client.query(`
    create temp table settled on commit drop as
      select distinct on (person_id) person_id, household_id from fresh_person
      order by person_id, joined_on desc, state = 'member' desc, left_on desc nulls first, household_id;
    create unique index on settled (person_id);
  `)
  for (const table of ['person', 'person_identity', 'person_restricted'])
    await tx.client.query(
      `delete from fresh_${table} f using settled s where s.person_id = f.person_id and s.household_id <> f.household_id`,
    )
}

export interface Difference {
  readonly table: Projected
  /** Key of the row, its parts joined by a blank. */
  readonly key: string
  readonly fault: 'missing' | 'extra' | 'different'
}

/** Rows that the living tables lack, have too many, or have otherwise than the actions say. At most 100 for each table. */
export async function differences(tx: Tx, columns: ProjectionColumns): Promise<Difference[]> {
  const found: Difference[] = []
  for (const table of tables(columns)) {
    const keys = PROJECTED[table].map(quoted)
    const same = keys.map(key => `l.${key} = f.${key}`).join(' and ')
    const key = (of: string) => `concat_ws(' ', ${keys.map(k => `${of}.${k}`).join(', ')})`
    const list = columns[table].map(quoted)
    const { rows } = await tx.client.query<Difference>(
      `select case when l.${keys[0]} is null then ${key('f')} else ${key('l')} end as key,
         case when l.${keys[0]} is null then 'missing' when f.${keys[0]} is null then 'extra' else 'different' end as fault
       from (select ${list.join(', ')} from ${quoted(table)}) l full join fresh_${table} f on ${same}
       where l.${keys[0]} is null or f.${keys[0]} is null
          or (${list.map(c => `l.${c}`).join(', ')}) is distinct from (${list.map(c => `f.${c}`).join(', ')})
       order by 1 limit 100`,
    )
    for (const row of rows) found.push({ table, key: row.key, fault: row.fault })
  }
  return found
}

/** Puts the fresh rows in the place of the living ones: everybody else waits for the end of the transaction. */
export async function replaceWithFresh(tx: Tx, columns: ProjectionColumns): Promise<void> {
  for (const table of tables(columns)) {
    const list = columns[table].map(quoted).join(', ')
    await tx.client.query(`truncate ${quoted(table)}`)
    await tx.client.query(`insert into ${quoted(table)} (${list}) select ${list} from fresh_${table}`)
  }
}

const tables = (columns: ProjectionColumns): Projected[] =>
  (Object.keys(PROJECTED) as Projected[]).filter(table => columns[table].length > 0)
