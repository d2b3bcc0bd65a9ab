import type { Tx } from '../../platform/db/index.ts'
import type { Sign } from './signs.ts'

export type PairState = 'open' | 'merged' | 'dismissed'
export type SideName = 'a' | 'b'

/** Two files that may be one person's, as the table has them. */
export interface Pair {
  readonly candidate_id: string
  readonly person_a: string
  readonly person_b: string
  readonly commune_a: string
  readonly commune_b: string
  readonly reasons: readonly Sign[]
  readonly strength: number
  readonly state: PairState
  readonly found_at: string
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly event_id: string | null
}

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', ${INSTANT}) as ${column}`
const PAIR = `candidate_id, person_a, person_b, commune_a, commune_b, reasons, strength, state, ${instant('found_at')}, decided_by, ${instant('decided_at')}, event_id`

export interface PairFilter {
  readonly state: PairState
  /** Of one of the two sides; undefined: every commune that the caller may read. */
  readonly commune?: string | undefined
  /** Behind this row. */
  readonly after?: readonly [strength: number, candidate_id: string] | undefined
  readonly limit: number
}

/** Pairs that the caller may see, the strongest first. */
export async function listPairs(tx: Tx, { state, commune, after, limit }: PairFilter): Promise<Pair[]> {
  const { rows } = await tx.client.query<Pair>(
    `select ${PAIR} from duplicate_candidate
     where state = $1 and ($2::text is null or commune_a = $2 or commune_b = $2)
       and ($3::integer is null or strength < $3 or (strength = $3 and candidate_id > $4::uuid))
     order by strength desc, candidate_id limit $5`,
    [state, commune ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
  return rows
}

export async function findPair(tx: Tx, candidate_id: string): Promise<Pair | undefined> {
  const { rows } = await tx.client.query<Pair>(
    `select ${PAIR} from duplicate_candidate where candidate_id = $1`,
    [candidate_id],
  )
  return rows[0]
}

/** The same, locked: for whoever may close it. undefined when he may not. */
export async function lockPair(tx: Tx, candidate_id: string): Promise<Pair | undefined> {
  const { rows } = await tx.client.query<Pair>(
    `select ${PAIR} from duplicate_candidate where candidate_id = $1 for update`,
    [candidate_id],
  )
  return rows[0]
}

/** Closes an open pair. */
export async function closePair(
  tx: Tx,
  candidate_id: string,
  how: { readonly state: 'merged' | 'dismissed'; readonly by: string; readonly event_id: string | null },
): Promise<void> {
  await tx.client.query(
    `update duplicate_candidate set state = $2, decided_by = $3, decided_at = clock_timestamp(), event_id = $4
     where candidate_id = $1 and state = 'open'`,
    [candidate_id, how.state, how.by, how.event_id],
  )
}

/** What one side of a pair says. */
export interface Verdict {
  readonly side: SideName
  readonly verdict: 'same' | 'different'
  /** The side whose file stays; null when they are different people. */
  readonly keep: SideName | null
  /** Give the kept file what only the other one knows. */
  readonly fill_gaps: boolean
  /** Of the household that loses a member: who stands how to its head now. */
  readonly relations: Readonly<Record<string, string>>
  readonly dissolves: boolean
  readonly said_by: string
  readonly said_at: string
}

/** What was said about pairs, by pair. */
export async function verdictsOn(tx: Tx, ids: readonly string[]): Promise<Map<string, Verdict[]>> {
  const { rows } = await tx.client.query<Verdict & { candidate_id: string }>(
    `select candidate_id, side, verdict, keep, fill_gaps, relations, dissolves, said_by, ${instant('said_at')}
     from duplicate_verdict where candidate_id = any ($1) order by candidate_id, side`,
    [ids],
  )
  const byPair = new Map<string, Verdict[]>()
  for (const { candidate_id, ...verdict } of rows)
    byPair.set(candidate_id, [...(byPair.get(candidate_id) ?? []), verdict])
  return byPair
}

/** Writes what a side says, over what it said before. */
export async function keepVerdict(
  tx: Tx,
  pair: Pair,
  said: Omit<Verdict, 'said_by' | 'said_at'>,
): Promise<void> {
  const [own, other] = said.side === 'a' ? [pair.commune_a, pair.commune_b] : [pair.commune_b, pair.commune_a]
  await tx.client.query(
    `insert into duplicate_verdict as v (candidate_id, side, commune_code, other_commune, verdict, keep, fill_gaps, relations, dissolves, said_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, session_user_id())
     on conflict (candidate_id, side) do update set verdict = excluded.verdict, keep = excluded.keep, fill_gaps = excluded.fill_gaps,
       relations = excluded.relations, dissolves = excluded.dissolves, said_by = excluded.said_by, said_at = clock_timestamp()`,
    [
      ...[pair.candidate_id, said.side, own, other, said.verdict, said.keep, said.fill_gaps],
      ...[JSON.stringify(said.relations), said.dissolves],
    ],
  )
}

/** Takes back what a side said; false when it said nothing, or the caller may not speak for it. */
export async function dropVerdict(tx: Tx, candidate_id: string, side: SideName): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    'delete from duplicate_verdict where candidate_id = $1 and side = $2',
    [candidate_id, side],
  )
  return (rowCount ?? 0) > 0
}

/** In which of these communes the session's user holds a permission. */
export async function mayIn(tx: Tx, permission: string, communes: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ code: string }>(
    `select c.code from unnest($2::text[]) c (code)
     where (select may_everywhere($1)) or c.code = any ((select may($1))::text[])`,
    [permission, communes],
  )
  return new Set(rows.map(row => row.code))
}

/** A side that the caller may read. */
export interface SideRow {
  readonly person_id: string
  readonly household_id: string
  readonly commune_code: string
  readonly state: string
  readonly full_name: string | null
  readonly birth_date: string | null
  readonly birth_year: number | null
  readonly sex: string | null
  readonly identity_tail: string | null
  readonly head_name: string | null
  readonly hamlet: string | null
}

/** The people of pairs whom the caller may read, by person. */
export async function sidesOf(tx: Tx, persons: readonly string[]): Promise<Map<string, SideRow>> {
  const { rows } = await tx.client.query<SideRow>(
    `select p.person_id, p.household_id, p.commune_code, p.state, p.full_name, p.birth_date, p.birth_year, p.sex, p.identity_tail,
       h.head_name, h.hamlet
     from person p join household h using (household_id) where p.person_id = any ($1)`,
    [persons],
  )
  return new Map(rows.map(row => [row.person_id, row]))
}

/** Columns of people, the numbers that identify them among these where the caller may read those. */
export async function valuesOf(
  tx: Tx,
  persons: readonly string[],
): Promise<Map<string, Readonly<Record<string, unknown>>>> {
  const { rows } = await tx.client.query<{ person_id: string }>(
    `select p.*, i.identity_number, i.phone, i.account from person p left join person_identity i using (person_id) where p.person_id = any ($1)`,
    [persons],
  )
  return new Map(rows.map(row => [row.person_id, row]))
}

/** When the registry was last looked through; null: never. */
export async function lastSearch(tx: Tx): Promise<string | null> {
  const { rows } = await tx.client.query<{ searched_until: string | null }>(
    `select case when isfinite(searched_until) then to_char(searched_until at time zone 'UTC', ${INSTANT}) end as searched_until from duplicate_search`,
  )
  return rows[0]?.searched_until ?? null
}

/** The households of people whom the caller may read, by person. */
export async function householdsOf(tx: Tx, persons: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.client.query<{ person_id: string; household_id: string }>(
    'select person_id, household_id from person where person_id = any ($1)',
    [persons],
  )
  return new Map(rows.map(row => [row.person_id, row.household_id]))
}

/** The households whose chains have a part of an event, as far as the caller may read them. */
export async function householdsOfEvent(tx: Tx, event_id: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ household_id: string }>(
    'select distinct household_id from action where event_id = $1 order by household_id',
    [event_id],
  )
  return rows.map(row => row.household_id)
}
