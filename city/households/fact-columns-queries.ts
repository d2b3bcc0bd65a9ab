import { quoted, type Tx } from '../../platform/db/index.ts'
import type { FactColumn, FactColumns } from './fact-columns.ts'

/** Facts of a household that lists filter and sort by, where the law declares them. */
const LISTED = [
  'income_per_head_month',
  'b1_points',
  'b2_points',
  'recognised_standing',
  'recognised_until',
  'escaped_on',
  'area_kind',
]

/**
 * Gives the tables one column for each declared fact, so that a new fact of the law needs no migration. Runs as the owner after
 * every migration; repeating it changes nothing, and no column is ever dropped. Throws Error when a fact has changed its type:
 * the data under the old one would be lost, so that needs a migration written for it.
 */
export async function addFactColumns(tx: Tx, facts: FactColumns): Promise<void> {
  const open = [...facts.person.values()].filter(column => !column.restricted)
  const restricted = [...facts.person.values()].filter(column => column.restricted)
  await addTo(tx, 'household', [...facts.household.values()])
  await addTo(tx, 'person', open)
  await addTo(tx, 'person_restricted', restricted)
  for (const name of LISTED) {
    if (!facts.household.has(name)) continue
    const index = `household_by_${name}`
    await tx.client.query(
      `create index if not exists ${quoted(index)} on household (${quoted(name)}, household_id)`,
    )
  }
}

async function addTo(tx: Tx, table: string, columns: readonly FactColumn[]): Promise<void> {
  const { rows } = await tx.client.query<{ name: string; type: string }>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [table],
  )
  const present = new Map(rows.map(row => [row.name, row.type]))
  const missing: string[] = []
  for (const { name, sqlType } of columns) {
    const type = present.get(name)
    if (type === undefined) missing.push(`add column ${quoted(name)} ${sqlType}`)
    else if (type !== sqlType)
      throw new Error(
        `the column ${table}.${name} is ${type}, law/facts.yaml now wants ${sqlType}: write a migration that converts it`,
      )
  }
  if (missing.length > 0) await tx.client.query(`alter table ${table} ${missing.join(', ')}`)
}
