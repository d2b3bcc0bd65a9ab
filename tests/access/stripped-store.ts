/** A store whose tables have lost everything but their policies and rights: a row is then as little as the columns that policies ask for. */
import pg from 'pg'
import type { Tx } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { storeTypes } from '../../platform/db/types.ts'

export type Row = Readonly<Record<string, unknown>>

/** Stands for the user who acts. */
export const ME = '{me}'
const SOMEBODY_ELSE = 'somebody-else'

/** What of a table's row policies look at. */
export interface Sample {
  /** A row of a place; the first column tells it from the rows of other places. Columns left out are null. */
  readonly row: (commune: string) => Row
  /** What the row is changed to; the first column that may be changed, to itself, when left out. */
  readonly change?: (commune: string) => Row
}

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Columns that the application may change. */
  readonly changeable: readonly string[]
  /** Verbs that the application has a right to on any column, `siud` for all. A verb that is not among them is refused to everybody. */
  readonly rights: string
}

export interface StrippedStore {
  readonly store: TestStore
  readonly tables: readonly Table[]
  /** Puts one row of a place into a table, past all policies. */
  put(table: string, row: Row): Promise<void>
  /** Plants a fault, as the superuser. */
  spoil(sql: string): Promise<void>
  close(): Promise<void>
}

/** Policies, row-level security and grants stay; constraints, triggers and the rows of tables about people go. */
export async function stripStore(): Promise<StrippedStore> {
  const store = await testStore()
  const superuser = new pg.Client({ connectionString: store.admin.url, types: storeTypes })
  await superuser.connect()
  await superuser.query(`set search_path = ${store.names.schema}`)
  await superuser.query(STRIP)
  const { rows } = await superuser.query<Table>(TABLES)
  return {
    store,
    tables: rows,
    put: async (table, row) => {
      await superuser.query(insertion(table, row, SOMEBODY_ELSE))
    },
    spoil: async sql => {
      await superuser.query(sql)
    },
    close: async () => {
      await superuser.end()
      await store.close()
    },
  }
}

const STRIP = `do $$
declare r record;
begin
  for r in select c.oid::regclass as t, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
           where c.relnamespace = current_schema()::regnamespace and k.contype in ('f', 'c', 'u', 'p', 'x') and c.relkind in ('r', 'p')
           order by k.contype = 'f' desc loop
    execute format('alter table %s drop constraint if exists %I cascade', r.t, r.conname);
  end loop;
  for r in select c.oid::regclass as t from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') loop
    execute format('alter table %s disable trigger all', r.t);
  end loop;
  for r in select c.oid::regclass as t, i.indexrelid::regclass as i from pg_index i join pg_class c on c.oid = i.indrelid
           where c.relnamespace = current_schema()::regnamespace and i.indisunique loop
    execute format('drop index if exists %s', r.i);
  end loop;
  for r in select c.oid::regclass as t, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
           where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and a.attnotnull and a.attidentity = '' and not a.attisdropped loop
    execute format('alter table %s alter column %I drop not null', r.t, r.attname);
  end loop;
end $$`

const TABLES = `
  select c.relname as name,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 and has_column_privilege('hai_phong_app', c.oid, a.attnum, 'update') order by a.attnum) as changeable,
         concat(case when has_any_column_privilege('hai_phong_app', c.oid, 'select') then 's' end,
                case when has_any_column_privilege('hai_phong_app', c.oid, 'insert') then 'i' end,
                case when has_any_column_privilege('hai_phong_app', c.oid, 'update') then 'u' end,
                case when has_table_privilege('hai_phong_app', c.oid, 'delete') then 'd' end) as rights
  from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') order by c.relname`

const literal = (value: unknown, me: string): string => {
  if (Array.isArray(value)) return `array[${value.map(v => literal(v, me)).join(', ')}]`
  return typeof value === 'number' ? String(value) : pg.escapeLiteral(value === ME ? me : String(value))
}

const insertion = (table: string, row: Row, me: string): string => {
  const columns = Object.keys(row)
  return columns.length === 0
    ? `insert into "${table}" default values`
    : `insert into "${table}" (${columns.map(c => `"${c}"`).join(', ')}) values (${Object.values(row)
        .map(v => literal(v, me))
        .join(', ')})`
}

const assignments = (row: Row, me: string): string =>
  Object.entries(row)
    .map(([c, v]) => `"${c}" = ${literal(v, me)}`)
    .join(', ')

/** Which of select, insert, update, delete a user gets done on the rows of a place: `siud` for all, `----` for nothing. */
export async function verbsOn(
  tx: Tx,
  me: string,
  table: Table,
  sample: Sample,
  commune: string,
): Promise<string> {
  const row = sample.row(commune)
  const [first] = Object.entries(row)
  const where =
    first === undefined || !table.rights.includes('s')
      ? ''
      : ` where ${assignments({ [first[0]]: first[1] }, SOMEBODY_ELSE)}`
  const own = table.changeable[0] ?? table.columns[0]
  const set = sample.change === undefined ? `"${own}" = "${own}"` : assignments(sample.change(commune), me)
  const statements = {
    s: `select 1 from "${table.name}"${where}`,
    i: insertion(table.name, row, me),
    u: `update "${table.name}" set ${set}${where}`,
    d: `delete from "${table.name}"${where}`,
  }
  let done = ''
  for (const [verb, sql] of Object.entries(statements))
    done += table.rights.includes(verb) && (await touches(tx, sql)) ? verb : '-'
  return done
}

/** Whether a statement touches a row. Everything is taken back. A right that is missing is a no, any other error a fault of the sample. */
export async function touches(tx: Tx, sql: string): Promise<boolean> {
  try {
    const results = (await tx.client.query(
      `savepoint attempt; ${sql}; rollback to attempt`,
    )) as unknown as pg.QueryResult[]
    return (results[1]?.rowCount ?? 0) > 0
  } catch (e) {
    await tx.client.query('rollback to attempt')
    if ((e as { code?: string }).code === '42501') return false
    throw new Error(`${sql}: ${(e as Error).message}`, { cause: e })
  }
}
