import type { Tx } from '../../platform/db/index.ts'
import type { Period } from '../areas/index.ts'

/** A household whose old unit does not say where it lives now. */
export interface AreaChoice {
  readonly choice_id: string
  /** Of the registry; null for a row of an import that is not in it yet. */
  readonly household_id: string | null
  readonly import_id: string | null
  readonly import_row: number | null
  /** Code in the file, so that the officer finds the paper. */
  readonly source_code: string | null
  readonly hamlet: string | null
  readonly old_code: string
  readonly old_period: Period
  /** Units since 2025-07-01. */
  readonly candidates: readonly string[]
  readonly queued_at: string
  readonly queued_by: string
  readonly chosen_code: string | null
  readonly chosen_by: string | null
  readonly chosen_at: string | null
}

/** Which household waits: one of the registry, or a row of an import. */
export type Waiting =
  | { readonly household_id: string }
  | { readonly import_id: string; readonly import_row: number }

export interface NewChoice {
  readonly of: Waiting
  readonly source_code: string | null
  readonly hamlet: string | null
  readonly old_code: string
  readonly old_period: Period
  readonly candidates: readonly string[]
}

const instant = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`
const COLUMNS = `choice_id, household_id, import_id, import_row, source_code, hamlet, old_code, old_period, candidates,
  ${instant('queued_at')}, queued_by, chosen_code, chosen_by, ${instant('chosen_at')}`

/** Puts households into the queue, in the name of the session's user or of the worker; one that waits already is left as it is. Gives how many are new. */
export async function queueChoices(
  tx: Tx,
  choices: readonly NewChoice[],
  by: 'session' | 'worker' = 'session',
): Promise<number> {
  const rows = choices.map(({ of, ...rest }) => ({ ...rest, ...of }))
  const { rowCount } = await tx.client.query(
    `insert into area_choice (household_id, import_id, import_row, source_code, hamlet, old_code, old_period, candidates, queued_by)
      select household_id, import_id, import_row, source_code, hamlet, old_code, old_period, candidates,
        ${by === 'session' ? 'session_user_id()' : `'system:' || session_user`}
      from json_to_recordset($1) as given (household_id text, import_id uuid, import_row integer, source_code text, hamlet text,
        old_code text, old_period text, candidates text[])
      on conflict do nothing`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}

export interface ChoiceFilter {
  readonly state: 'open' | 'made'
  /** Only those that may belong to this commune. */
  readonly commune?: string
}

/** The queue, longest waiting first, after a place in it. */
export async function listChoices(
  tx: Tx,
  filter: ChoiceFilter,
  limit: number,
  after?: readonly [string, string],
): Promise<readonly AreaChoice[]> {
  const { rows } = await tx.client.query<AreaChoice>(
    `select ${COLUMNS} from area_choice
      where (chosen_code is null) = $1 and ($2::text is null or candidates @> array[$2])
        and ($3::timestamptz is null or (area_choice.queued_at, choice_id) > ($3, $4::uuid))
      order by area_choice.queued_at, choice_id limit $5`,
    [filter.state === 'open', filter.commune ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
  return rows
}

/** One row of the queue, locked until the transaction ends; undefined when there is none that the session may see. */
export async function findChoice(tx: Tx, id: string): Promise<AreaChoice | undefined> {
  const { rows } = await tx.client.query<AreaChoice>(
    `select ${COLUMNS} from area_choice where choice_id = $1`,
    [id],
  )
  return rows[0]
}

/** Writes the choice. Undefined when it is made already, or the session may not choose for that commune. */
export async function makeChoice(tx: Tx, id: string, code: string): Promise<AreaChoice | undefined> {
  const { rows } = await tx.client.query<AreaChoice>(
    `update area_choice set chosen_code = $2, chosen_by = session_user_id(), chosen_at = clock_timestamp()
      where choice_id = $1 and chosen_code is null returning ${COLUMNS}`,
    [id, code],
  )
  return rows[0]
}

/** The choices that were made for rows of an import: row → unit. */
export async function choicesOfImport(tx: Tx, importId: string): Promise<ReadonlyMap<number, string>> {
  const { rows } = await tx.client.query<{ row: number; code: string }>(
    'select import_row as row, chosen_code as code from area_choice where import_id = $1 and chosen_code is not null',
    [importId],
  )
  return new Map(rows.map(({ row, code }) => [row, code]))
}

/** Where the registry keeps a household, and since when; undefined when the session may not see it. */
export async function findHousehold(
  tx: Tx,
  id: string,
): Promise<{ readonly commune_code: string; readonly registered_on: string } | undefined> {
  const { rows } = await tx.client.query<{ commune_code: string; registered_on: string }>(
    'select commune_code, registered_on from household where household_id = $1',
    [id],
  )
  return rows[0]
}
