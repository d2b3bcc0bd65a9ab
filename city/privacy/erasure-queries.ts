import type { Tx } from '../../platform/db/index.ts'

export type Ground = 'asked' | 'purpose_done' | 'ordered' | 'mistake'
export type ErasureState = 'proposed' | 'approved' | 'done' | 'refused' | 'withdrawn'

/** A request to erase a person's data. */
export interface Erasure {
  readonly request_id: string
  readonly person_id: string
  readonly commune_code: string
  readonly ground: Ground
  /** Number and date of the paper that asks for it; no name. */
  readonly reference: string
  readonly state: ErasureState
  readonly proposed_by: string
  readonly proposed_at: string
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly done_at: string | null
}

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', ${INSTANT}) as ${column}`
const ERASURE = `request_id, person_id, commune_code, ground, reference, state, proposed_by, ${instant('proposed_at')}, decided_by, ${instant('decided_at')}, ${instant('done_at')}`

/** The database asks who proposes, and whether the person is of that commune. */
export async function insertErasure(
  tx: Tx,
  wanted: Pick<Erasure, 'person_id' | 'commune_code' | 'ground' | 'reference'>,
): Promise<Erasure> {
  const { rows } = await tx.client.query<Erasure>(
    `insert into erasure_request (person_id, commune_code, ground, reference, proposed_by) values ($1, $2, $3, $4, session_user_id())
     returning ${ERASURE}`,
    [wanted.person_id, wanted.commune_code, wanted.ground, wanted.reference],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a request was inserted')
  return row
}

/** Requests that the caller may see: those that wait first, then the newest. */
export async function listErasures(
  tx: Tx,
  filter: {
    readonly state?: ErasureState | undefined
    readonly after?: readonly [at: string, id: string] | undefined
    readonly limit: number
  },
): Promise<Erasure[]> {
  const { rows } = await tx.client.query<Erasure>(
    `select ${ERASURE} from erasure_request e
     where ($1::text is null or e.state = $1)
       and ($2::text is null or (date_trunc('milliseconds', e.proposed_at), e.request_id) < ($2::timestamptz, $3::uuid))
     order by date_trunc('milliseconds', e.proposed_at) desc, e.request_id desc limit $4`,
    [filter.state ?? null, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit],
  )
  return rows
}

export async function findErasure(
  tx: Tx,
  request_id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Erasure | undefined> {
  const { rows } = await tx.client.query<Erasure>(
    `select ${ERASURE} from erasure_request where request_id = $1${options.lock === true ? ' for update' : ''}`,
    [request_id],
  )
  return rows[0]
}

/** Decides a request in the name of the session's user. False when it is not his to decide, or was decided meanwhile. */
export async function decideErasure(
  tx: Tx,
  request_id: string,
  state: 'approved' | 'refused' | 'withdrawn',
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update erasure_request set state = $2, decided_by = session_user_id(), decided_at = clock_timestamp()
     where request_id = $1 and state = 'proposed'`,
    [request_id, state],
  )
  return (rowCount ?? 0) > 0
}

/** The request was carried out: for the owner only. */
export async function closeErasure(tx: Tx, request_id: string, event_id: string): Promise<void> {
  await tx.client.query(
    `update erasure_request set state = 'done', event_id = $2, done_at = clock_timestamp() where request_id = $1`,
    [request_id, event_id],
  )
}

/** The person and every file that was merged into his, one after the other: they are one person's. For the owner only. */
export async function filesOfPerson(tx: Tx, person_id: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ person_id: string }>(
    `with recursive files as (
       select $1::text collate "C" as person_id
       union
       select case when d.person_a = f.person_id then d.person_b else d.person_a end
       from files f join duplicate_candidate d on f.person_id in (d.person_a, d.person_b) and d.state = 'merged'
     ) select person_id from files order by person_id = $1 desc, person_id`,
    [person_id],
  )
  return rows.map(row => row.person_id)
}

/** The names of people, longest first. */
async function namesOf(tx: Tx, persons: readonly string[]): Promise<string[]> {
  const { rows } = await tx.client.query<{ full_name: string }>(
    `select full_name from person where person_id = any ($1) and full_name is not null group by 1 order by length(full_name) desc`,
    [persons],
  )
  return rows.map(row => row.full_name)
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Takes people's names out of what officers wrote in their own words about the reviews of their households, and drops answers that are kept for safe
 * repetition and name them. Before their rows lose the names. For the owner only.
 */
export async function dropFromTexts(tx: Tx, persons: readonly string[]): Promise<void> {
  const names = await namesOf(tx, persons)
  await tx.client.query(
    'delete from idempotency_key where exists (select 1 from unnest($1::text[]) as w (word) where position(w.word in response) > 0)',
    [[...persons, ...names]],
  )
  if (names.length === 0) return
  const cases = `select c.case_id from review_case c where c.household_id in (
    select household_id from person where person_id = any ($3) union select household_id from membership_past where person_id = any ($3))`
  const without = (column: string): string => `${column} = regexp_replace(${column}, $1, $2, 'gi')`
  const values = [names.map(literally).join('|'), '[đã xóa]', persons]
  await tx.client.query(
    `update review_complaint set ${without('subject')} where case_id in (${cases}) and subject ~* $1`,
    values,
  )
  await tx.client.query(
    `update review_meeting set ${without('remarks')} where remarks ~* $1 and meeting_id in (
       select m.meeting_id from review_meeting_case m where m.case_id in (${cases}))`,
    values,
  )
}

/** Words of people's names, without marks. */
export async function wordsOf(tx: Tx, persons: readonly string[]): Promise<string[]> {
  const { rows } = await tx.client.query<{ word: string }>(
    `select distinct w.word from person p cross join string_to_table(ltrim(p.name_key), ' ') as w (word) where p.person_id = any ($1)`,
    [persons],
  )
  return rows.map(row => row.word)
}

/**
 * Destroys the keys of people: whatever was ever written about them in actions stays closed for ever. What else tells of them goes as well: pairs of duplicates,
 * what travelled with them, words of their names that nobody else has. For the owner only.
 */
export async function destroyKeys(
  tx: Tx,
  persons: readonly string[],
  words: readonly string[],
): Promise<void> {
  await tx.client.query('delete from subject_key where subject_id = any ($1)', [persons])
  await tx.client.query('delete from duplicate_candidate where person_a = any ($1) or person_b = any ($1)', [
    persons,
  ])
  await tx.client.query(
    `update person_arrival set subjects = '{}', sealed = '{}' where person_id = any ($1)`,
    [persons],
  )
  await tx.client.query(
    `delete from name_word n where n.word = any ($1) and not exists (
       select 1 from person p where to_tsvector('simple', p.name_key) @@ to_tsquery('simple', quote_literal(n.word)))`,
    [words],
  )
}
