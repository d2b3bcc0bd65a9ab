import { type CopyValue, copyRows, type Tx } from '../../platform/db/index.ts'
import type { Problem, ProblemCode } from './problems.ts'

export type ImportKind = 'national' | 'contract'
export type ImportState = 'receiving' | 'checking' | 'checked' | 'applying' | 'applied' | 'discarded'
export type RowState =
  | 'accepted'
  | 'waiting'
  | 'repeated'
  | 'rejected'
  | 'registered'
  | 'changed'
  | 'unchanged'
  | 'refused'

/** Rows of the national workbook that hold no person, sheets that are no list, rows of a registry file without a person. */
export interface ImportNotes {
  readonly ignored_rows?: number
  readonly ignored_at?: readonly { readonly sheet: string; readonly row: number }[]
  readonly other_sheets?: readonly string[]
  readonly unmatched_registry?: number
}

/** A file of people that is brought in. */
export interface ImportFile {
  readonly import_id: string
  readonly kind: ImportKind
  readonly state: ImportState
  readonly effective_on: string
  readonly escaped_on: string | null
  readonly commune_code: string | null
  readonly created_by: string
  readonly created_at: string
  readonly checked_at: string | null
  readonly ended_at: string | null
  /** SHA-256 by part. */
  readonly files: Readonly<Record<string, string>>
  readonly households: number | null
  readonly persons: number | null
  readonly problems: Readonly<Partial<Record<ProblemCode, number>>> | null
  readonly notes: ImportNotes | null
  readonly communes_without_totals: readonly string[] | null
}

const instant = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`
const FILE = `import_id, kind, state, effective_on, escaped_on, commune_code, created_by, ${instant('created_at')},
  ${instant('checked_at')}, ${instant('ended_at')}, files, households, persons, problems, notes, communes_without_totals`

export interface NewImport {
  readonly kind: ImportKind
  readonly effective_on: string
  readonly escaped_on: string | null
  readonly commune_code: string | null
}

/** Begins an import in the name of the session's user, or in a transaction of the owner of `actor`. */
export async function insertImport(tx: Tx, given: NewImport, actor?: string): Promise<ImportFile> {
  const { rows } = await tx.client.query<ImportFile>(
    `insert into import_file (kind, effective_on, escaped_on, commune_code, created_by)
     values ($1, $2, $3, $4, ${actor === undefined ? 'session_user_id()' : '$5'}) returning ${FILE}`,
    [
      given.kind,
      given.effective_on,
      given.escaped_on,
      given.commune_code,
      ...(actor === undefined ? [] : [actor]),
    ],
  )
  const [made] = rows
  if (made === undefined) throw new Error('an inserted row comes back')
  return made
}

/** The import, locked with `lock` against a second hand on it; undefined when there is none that the session may see. */
export async function findImport(tx: Tx, id: string, lock = false): Promise<ImportFile | undefined> {
  const { rows } = await tx.client.query<ImportFile>(
    `select ${FILE} from import_file where import_id = $1${lock ? ' for no key update' : ''}`,
    [id],
  )
  return rows[0]
}

/** An import of the same files for the same day, the latest. */
export async function findSameImport(
  tx: Tx,
  { kind, effective_on }: NewImport,
  files: Readonly<Record<string, string>>,
): Promise<ImportFile | undefined> {
  const { rows } = await tx.client.query<ImportFile>(
    `select ${FILE} from import_file where kind = $1 and effective_on = $2 and files = $3::jsonb and state <> 'discarded'
     order by import_file.created_at desc limit 1`,
    [kind, effective_on, JSON.stringify(files)],
  )
  return rows[0]
}

/** Imports that the session may see, the latest first, behind a place. */
export async function listImports(
  tx: Tx,
  limit: number,
  after?: readonly [string, string],
): Promise<ImportFile[]> {
  const { rows } = await tx.client.query<ImportFile>(
    `select ${FILE} from import_file
     where $2::timestamptz is null or (import_file.created_at, import_id) < ($2, $3::uuid)
     order by import_file.created_at desc, import_id desc limit $1`,
    [limit, after?.[0] ?? null, after?.[1] ?? null],
  )
  return rows
}

/** Brings an import into a state; false when it is not (any more) in one of those that it may come from. */
export async function moveImport(
  tx: Tx,
  id: string,
  from: readonly ImportState[],
  to: ImportState,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update import_file set state = $3, ended_at = case when $3 in ('applied', 'discarded') then clock_timestamp() else ended_at end
     where import_id = $1 and state = any ($2)`,
    [id, from, to],
  )
  return rowCount === 1
}

/** Notes the hash of a part that arrived. */
export async function keepFileHash(tx: Tx, id: string, part: string, sha256: string): Promise<void> {
  await tx.client.query(
    'update import_file set files = files || jsonb_build_object($2::text, $3::text) where import_id = $1',
    [id, part, sha256],
  )
}

export interface CheckResult {
  readonly households: number
  readonly persons: number
  readonly problems: ReadonlyMap<ProblemCode, number>
  readonly notes: ImportNotes
  readonly communes_without_totals: readonly string[]
}

/** Keeps what the dry run found. */
export async function keepCheck(tx: Tx, id: string, result: CheckResult): Promise<void> {
  await tx.client.query(
    `update import_file set households = $2, persons = $3, problems = $4, notes = $5, communes_without_totals = $6,
       checked_at = clock_timestamp() where import_id = $1`,
    [
      id,
      result.households,
      result.persons,
      JSON.stringify(Object.fromEntries(result.problems)),
      JSON.stringify(result.notes),
      result.communes_without_totals,
    ],
  )
}

/** A household of a file as it is kept until it is taken in. */
export interface StagedRow {
  readonly row_no: number
  readonly place: string
  readonly file_row: number
  readonly household_code: string | null
  readonly commune_code: string | null
  readonly state: RowState
  readonly persons: number
  readonly problems: readonly Problem[]
  readonly content: string | null
  readonly content_hash: Uint8Array
  readonly household_id?: string | null
}

const STAGED = [
  ...[
    'import_id',
    'row_no',
    'place',
    'file_row',
    'household_code',
    'commune_code',
    'state',
    'persons',
    'problems',
  ],
  ...['content', 'content_hash', 'household_id'],
]

/** Stages households by COPY. */
export async function stageRows(tx: Tx, id: string, rows: readonly StagedRow[]): Promise<void> {
  const lines = function* (): Generator<CopyValue[]> {
    for (const row of rows)
      yield [
        ...[
          id,
          row.row_no,
          row.place,
          row.file_row,
          row.household_code,
          row.commune_code,
          row.state,
          row.persons,
        ],
        ...[JSON.stringify(row.problems), row.content, row.content_hash, row.household_id ?? null],
      ]
  }
  if (rows.length > 0) await copyRows(tx, 'import_household', STAGED, lines())
}

/** Throws away what was staged, of an import that is checked again or given up. Gives the number of rows. */
export async function dropRows(tx: Tx, id: string): Promise<number> {
  const { rowCount } = await tx.client.query('delete from import_household where import_id = $1', [id])
  return rowCount ?? 0
}

export interface RowChange {
  readonly row_no: number
  readonly state: RowState
  readonly household_id?: string | null
  /** Added to those that the row has. */
  readonly problems: readonly Problem[]
}

/** Writes what became of rows. The content of a row that waits for nothing any more goes. */
export async function changeRows(tx: Tx, id: string, changes: readonly RowChange[]): Promise<void> {
  if (changes.length === 0) return
  await tx.client.query(
    `update import_household r set state = c.state, household_id = coalesce(c.household_id, r.household_id), problems = r.problems || c.problems,
       content = case when c.state in ('accepted', 'waiting') then r.content end
     from json_to_recordset($2) as c (row_no integer, state text, household_id text, problems jsonb)
     where r.import_id = $1 and r.row_no = c.row_no`,
    [id, JSON.stringify(changes)],
  )
}

/** A staged household that can be taken in. */
export interface OpenRow {
  readonly row_no: number
  readonly place: string
  readonly file_row: number
  readonly household_code: string | null
  readonly commune_code: string
  readonly content: string
  readonly content_hash: Buffer
}

const OPEN = 'row_no, place, file_row, household_code, commune_code, content, content_hash'

/** The next households to be taken in, commune by commune, locked: another hand takes others. */
export async function takeOpenRows(tx: Tx, id: string, limit: number): Promise<OpenRow[]> {
  const { rows } = await tx.client.query<OpenRow>(
    `select ${OPEN} from import_household where import_id = $1 and state = 'accepted'
     order by commune_code, row_no limit $2 for update skip locked`,
    [id, limit],
  )
  return rows
}

/** Makes waiting households acceptable whose commune was chosen meanwhile. Gives how many. */
export async function acceptChosen(tx: Tx, id: string, chosen: ReadonlyMap<number, string>): Promise<number> {
  if (chosen.size === 0) return 0
  const { rowCount } = await tx.client.query(
    `update import_household r set state = 'accepted', commune_code = c.code
     from unnest($2::integer[], $3::text[]) as c (row_no, code)
     where r.import_id = $1 and r.row_no = c.row_no and r.state = 'waiting'`,
    [id, [...chosen.keys()], [...chosen.values()]],
  )
  return rowCount ?? 0
}

/** Households that wait for a choice, with what was staged of them, behind a row. */
export async function listWaiting(
  tx: Tx,
  id: string,
  limit: number,
  after: number,
): Promise<Pick<OpenRow, 'row_no' | 'household_code' | 'content'>[]> {
  const { rows } = await tx.client.query<Pick<OpenRow, 'row_no' | 'household_code' | 'content'>>(
    `select row_no, household_code, content from import_household
     where import_id = $1 and state = 'waiting' and row_no > $2 order by row_no limit $3`,
    [id, after, limit],
  )
  return rows
}

/** Row numbers that are staged already. */
export async function stagedRows(tx: Tx, id: string): Promise<ReadonlySet<number>> {
  const { rows } = await tx.client.query<{ row_no: number }>(
    'select row_no from import_household where import_id = $1',
    [id],
  )
  return new Set(rows.map(row => row.row_no))
}

/** Forgets what was staged about households that were not to be taken: they are told again. */
export async function dropUntaken(tx: Tx, id: string): Promise<void> {
  await tx.client.query(
    `delete from import_household where import_id = $1 and state in ('rejected', 'repeated', 'refused')`,
    [id],
  )
}

/** Number of households by state. */
export async function countRows(tx: Tx, id: string): Promise<Partial<Record<RowState, number>>> {
  const { rows } = await tx.client.query<{ state: RowState; count: number }>(
    'select state, count(*)::integer as count from import_household where import_id = $1 group by state',
    [id],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** A household of an import as a person looks at it: where it stands and what is wrong with it. */
export interface ShownRow {
  readonly row_no: number
  readonly place: string
  readonly file_row: number
  readonly household_code: string | null
  readonly commune_code: string | null
  readonly state: RowState
  readonly persons: number
  readonly problems: readonly Problem[]
  readonly household_id: string | null
}

/** Households of an import in the order of the file, behind a place. */
export async function listRows(
  tx: Tx,
  id: string,
  filter: { readonly states?: readonly RowState[]; readonly problem?: string },
  limit: number,
  after = -1,
): Promise<ShownRow[]> {
  const { rows } = await tx.client.query<ShownRow>(
    `select row_no, place, file_row, household_code, commune_code, state, persons, problems, household_id from import_household
     where import_id = $1 and row_no > $2 and ($3::text[] is null or state = any ($3))
       and ($4::text is null or problems @> jsonb_build_array(jsonb_build_object('code', $4)))
     order by row_no limit $5`,
    [id, after, filter.states ?? null, filter.problem ?? null, limit],
  )
  return rows
}

/** Problems of the households that were not taken, by place and row. */
export async function problemsOfImport(
  tx: Tx,
  id: string,
): Promise<{ place: string; file_row: number; problems: readonly Problem[] }[]> {
  const { rows } = await tx.client.query<{ place: string; file_row: number; problems: readonly Problem[] }>(
    `select place, file_row, problems from import_household
     where import_id = $1 and state in ('rejected', 'waiting', 'refused') order by row_no`,
    [id],
  )
  return rows
}

/** Communes into which the session's user may import and write; null is everywhere. */
export async function importableCommunes(tx: Tx): Promise<readonly string[] | null> {
  const { rows } = await tx.client.query<{ communes: string[] | null }>(
    `select case when may_everywhere('import.run') and may_everywhere('household.write') then null
       when may_everywhere('import.run') then may('household.write')
       when may_everywhere('household.write') then may('import.run')
       else array(select unnest(may('import.run')) intersect select unnest(may('household.write'))) end as communes`,
  )
  return rows[0]?.communes ?? null
}

/** Units since 2025-07-01 whose number of households is known for some year. */
export async function communesWithTotals(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await tx.client.query<{ code: string }>(
    `select distinct code from area_total where period = '2025' and households is not null`,
  )
  return new Set(rows.map(row => row.code))
}
