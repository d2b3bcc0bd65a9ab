import { BinaryRows, copyLines, quoted, type Tx } from '../../platform/db/index.ts'
import type { SealedAction } from './chain.ts'
import type { Row } from './projection.ts'
import { hex, MANY, RowBatch } from './row-batch-queries.ts'

/** Inserts rows into a table of the registry: columns that a row does not name are null. */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const batch = new RowBatch(table, columns)
  for (const row of rows) batch.add(columns.map(name => row[name] ?? null))
  await batch.insert(tx)
}

/**
 * Writes changed rows over the present ones, found by `key`; `where` (over `t`, the present row, and `r`, the new one) may spare some. Gives how many
 * were changed.
 */
export async function updateRows(
  tx: Tx,
  table: string,
  options: { readonly key: string; readonly columns: readonly string[]; readonly where?: string },
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0
  const set = options.columns
    .filter(name => name !== options.key)
    .map(name => `${quoted(name)} = r.${quoted(name)}`)
    .join(', ')
  const key = quoted(options.key)
  const { rowCount } = await tx.client.query(
    `update ${quoted(table)} t set ${set} from json_populate_recordset(null::${quoted(table)}, $1) r
     where t.${key} = r.${key}${options.where === undefined ? '' : ` and (${options.where})`}`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}

const ACTION = [
  ...['household_id', 'seq', 'kind', 'effective_on', 'recorded_at', 'actor', 'commune_code', 'event_id'],
  ...['payload', 'subjects', 'sealed', 'prev_hash', 'hash'],
]

/** Appends actions to their chains. A twin that was quicker violates action_pkey. */
export async function insertActions(tx: Tx, actions: readonly SealedAction[]): Promise<void> {
  if (actions.length >= MANY) {
    await copyLines(tx, 'action', ACTION, [binaryActions(actions)], 'format binary')
    return
  }
  const rows = actions.map(action => ({
    ...action,
    sealed: action.sealed.map(hex),
    prev_hash: action.prev_hash === null ? null : hex(action.prev_hash),
    hash: hex(action.hash),
  }))
  await insertRows(tx, 'action', ACTION, rows)
}

/** Actions are mostly ciphertext, which is bytes. */
function binaryActions(actions: readonly SealedAction[]): Buffer {
  const rows = new BinaryRows()
  for (const action of actions) {
    rows.row(ACTION.length)
    rows.text(action.household_id)
    rows.integer(action.seq)
    rows.text(action.kind)
    rows.date(action.effective_on)
    rows.instant(action.recorded_at)
    rows.text(action.actor)
    rows.text(action.commune_code)
    if (action.event_id === null) rows.null()
    else rows.uuid(action.event_id)
    rows.text(action.payload)
    rows.texts(action.subjects)
    rows.byteArrays(action.sealed)
    if (action.prev_hash === null) rows.null()
    else rows.bytes(action.prev_hash)
    rows.bytes(action.hash)
  }
  return rows.end()
}

/** Keeps the salts of new subjects. The application may add keys, and read none. */
export async function insertSalts(tx: Tx, salts: ReadonlyMap<string, Uint8Array>): Promise<void> {
  if (salts.size === 0) return
  await tx.client.query(
    'insert into subject_key (subject_id, salt) select * from unnest($1::text[], $2::bytea[])',
    [[...salts.keys()], [...salts.values()].map(hex)],
  )
}

/** Replaces what is kept of the closed stays of a household, of all of it or of these people. */
export async function replaceStays(
  tx: Tx,
  household: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  await tx.client.query('delete from membership_past where household_id = $1', [household])
  await insertRows(tx, 'membership_past', columns, rows)
}

/** Replaces the closed periods of a household. */
export async function replacePeriods(
  tx: Tx,
  household: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  await tx.client.query('delete from household_period where household_id = $1', [household])
  await insertRows(tx, 'household_period', columns, rows)
}

/** Removes people who, as it turned out, never were in the household. */
export async function deletePersons(tx: Tx, household: string, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return
  for (const table of ['person_identity', 'person_restricted', 'person'])
    await tx.client.query(`delete from ${table} where person_id = any ($1) and household_id = $2`, [
      persons,
      household,
    ])
}

/** Lets people go who, as it turned out, never left another household: their rows are free to go back. */
export async function releasePersons(tx: Tx, household: string, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return
  await tx.client.query(
    `update person set state = 'left', left_on = joined_on where person_id = any ($1) and household_id = $2`,
    [persons, household],
  )
}

/** Lets the rows beside a person's own follow it to the household that it belongs to now. */
export async function followPersons(tx: Tx, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return
  for (const table of ['person_identity', 'person_restricted'])
    await tx.client.query(
      `update ${table} t set household_id = p.household_id, commune_code = p.commune_code from person p
       where p.person_id = t.person_id and t.person_id = any ($1) and t.household_id <> p.household_id`,
      [persons],
    )
}

/** Removes the rows beside a person's own: identity numbers and restricted facts of somebody erased. */
export async function deleteAside(tx: Tx, persons: readonly string[]): Promise<void> {
  if (persons.length === 0) return
  for (const table of ['person_identity', 'person_restricted'])
    await tx.client.query(`delete from ${table} where person_id = any ($1)`, [persons])
}
