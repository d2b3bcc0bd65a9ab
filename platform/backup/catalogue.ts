import { quoted, type StoreNames, type Tx } from '../db/index.ts'
import type { BackupTable, SchemaRole, Sequence } from './records.ts'

/** Kept by whatever makes the tables: they say which shape is here, not which one was there. */
const OF_MIGRATIONS = ['registry.kysely_migration', 'registry.kysely_migration_lock', 'jobs.version']

/** The schemas of a province, by what they are for. */
export const schemasOf = (names: StoreNames): Readonly<Record<SchemaRole, string>> => ({
  registry: names.schema,
  auth: names.auth,
  jobs: names.jobs,
})

/** A table as SQL text. */
export const tableSql = (names: StoreNames, table: { schema: SchemaRole; name: string }): string =>
  `${quoted(schemasOf(names)[table.schema])}.${quoted(table.name)}`

/**
 * Every table of the province that rows are copied from and to, with the columns that can be written: a partitioned table stands for its
 * partitions, generated columns are made again.
 */
export async function listTables(tx: Tx, names: StoreNames): Promise<BackupTable[]> {
  const { rows } = await tx.client.query<{ schema: string; name: string; columns: BackupTable['columns'] }>(
    `select n.nspname as schema, c.relname as name,
        coalesce((select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
          from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '[]') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition
      order by n.nspname, c.relname`,
    [Object.values(schemasOf(names))],
  )
  return rows
    .map(row => ({ ...row, schema: roleOf(names, row.schema) }))
    .filter(table => !OF_MIGRATIONS.includes(`${table.schema}.${table.name}`))
}

/** The migrations that the store has run. */
export async function listMigrations(tx: Tx): Promise<string[]> {
  const { rows } = await tx.client.query<{ name: string }>('select name from kysely_migration order by name')
  return rows.map(row => row.name)
}

/** Where every sequence stands. Sequences know no snapshot: read after the rows, they are never behind them. */
export async function readSequences(tx: Tx, names: StoreNames): Promise<Sequence[]> {
  const { rows } = await tx.client.query<{ schema: string; name: string }>(
    'select schemaname as schema, sequencename as name from pg_sequences where schemaname = any ($1) order by 1, 2',
    [Object.values(schemasOf(names))],
  )
  const found: Sequence[] = []
  for (const row of rows) {
    const at = await tx.client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(row.schema)}.${quoted(row.name)}`,
    )
    const state = at.rows[0]
    if (state !== undefined) found.push({ schema: roleOf(names, row.schema), name: row.name, ...state })
  }
  return found
}

/** Bytes on disk of each table, indexes left out: how much there is to do. */
export async function sizesOf(
  tx: Tx,
  names: StoreNames,
  tables: readonly BackupTable[],
): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ size: number }>(
    `select coalesce((select sum(pg_table_size(t.relid))::bigint from pg_partition_tree(x::regclass) t), 0) as size
      from unnest($1::text[]) with ordinality as q (x, i) order by i`,
    [tables.map(table => tableSql(names, table))],
  )
  return rows.map(row => row.size)
}

/** The same rows give the same text, whatever the connection was set to. */
export const STEADY_TEXT = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local synchronize_seqscans = off`

/** What COPY reads of a table. */
export const rowsSql = (names: StoreNames, table: BackupTable): string =>
  `select ${columnsSql(table)} from ${tableSql(names, table)}`

export const columnsSql = (table: BackupTable): string =>
  table.columns.map(column => quoted(column.name)).join(', ')

function roleOf(names: StoreNames, schema: string): SchemaRole {
  if (schema === names.auth) return 'auth'
  return schema === names.jobs ? 'jobs' : 'registry'
}
