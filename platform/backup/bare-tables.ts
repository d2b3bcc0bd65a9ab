import type { StoreNames, Tx } from '../db/index.ts'
import { schemasOf } from './catalogue.ts'

/**
 * Makes the tables of a province ready for rows in bulk, and gives back what puts everything in place again: foreign keys and secondary indexes are
 * quicker to make once than to keep for every row, triggers would refuse or double what they did when the rows were new, and COPY
 * does not work under forced row-level security, not even for the owner. All of it happens inside one transaction, so nobody ever sees bare tables.
 */
export async function bareTables(tx: Tx, names: StoreNames): Promise<() => Promise<void>> {
  const undo: string[] = []
  for (const list of [foreignKeys, secondaryIndexes, triggers, forcedPolicies]) {
    const { rows } = await tx.client.query<{ off: string; on: string }>(list, [
      Object.values(schemasOf(names)),
    ])
    for (const row of rows) {
      await tx.client.query(row.off)
      undo.push(row.on)
    }
  }
  return async () => {
    // indexes before the foreign keys that need them, both before row-level security is forced again
    for (const sql of [...undo.filter(isIndex), ...undo.filter(one => !isIndex(one))])
      await tx.client.query(sql)
  }
}

const isIndex = (sql: string): boolean => sql.startsWith('CREATE')

const foreignKeys = `
  select format('alter table %I.%I drop constraint %I', n.nspname, c.relname, k.conname) as off,
    format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as on
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1) and k.contype = 'f' and k.conparentid = 0
  order by n.nspname, c.relname, k.conname`

const secondaryIndexes = `
  select format('drop index %I.%I', n.nspname, i.relname) as off, pg_get_indexdef(i.oid) as on
  from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1) and c.relkind = 'r' and not c.relispartition
    and not exists (select from pg_constraint k where k.conindid = i.oid)
  order by n.nspname, i.relname`

const triggers = `
  select format('alter table %I.%I disable trigger %I', n.nspname, c.relname, t.tgname) as off,
    format('alter table %I.%I enable %s trigger %I', n.nspname, c.relname,
      case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname) as on
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1) and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
  order by n.nspname, c.relname, t.tgname`

const forcedPolicies = `
  select format('alter table %I.%I no force row level security', n.nspname, c.relname) as off,
    format('alter table %I.%I force row level security', n.nspname, c.relname) as on
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1) and c.relforcerowsecurity and c.relkind in ('r', 'p')
  order by n.nspname, c.relname`
