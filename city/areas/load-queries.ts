import type { Tx } from '../../platform/db/index.ts'
import { allLinks, allUnits } from './all-units.ts'

const UNIT = {
  code: 'text',
  period: 'text',
  name: 'text',
  full_name: 'text',
  kind: 'text',
  area_kind: 'text',
  territory: 'text',
  district_code: 'text',
  district_name: 'text',
  valid_from: 'date',
  valid_to: 'date',
  source: 'text',
  mark: 'text',
} as const
const LINK = {
  old_code: 'text',
  old_period: 'text',
  new_code: 'text',
  new_period: 'text',
  whole: 'boolean',
  source: 'text',
  mark: 'text',
} as const

/**
 * Brings units and their successions from the files into the store, as its owner, after every migration. Repeating it changes nothing; a file that was mended is taken
 * over. Nothing is deleted: totals and choices refer to units.
 */
export async function loadAreas(tx: Tx): Promise<void> {
  await upsert(tx, 'area_unit', ['code', 'period'], UNIT, allUnits())
  await upsert(tx, 'area_succession', ['old_code', 'old_period', 'new_code', 'new_period'], LINK, allLinks())
}

async function upsert<Row extends object>(
  tx: Tx,
  table: string,
  key: readonly string[],
  columns: Readonly<Record<string, string>>,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns)
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${type}`)
  const rest = names.filter(name => !key.includes(name))
  await tx.client.query(
    `insert into ${table} as held (${names.join(', ')})
      select ${names.join(', ')} from json_to_recordset($1) as given (${typed.join(', ')})
      on conflict (${key.join(', ')}) do update set ${rest.map(name => `${name} = excluded.${name}`).join(', ')}
      where (${rest.map(name => `held.${name}`).join(', ')}) is distinct from (${rest.map(name => `excluded.${name}`).join(', ')})`,
    [JSON.stringify(rows)],
  )
}
