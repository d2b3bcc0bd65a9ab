import type { Tx } from '../../platform/db/index.ts'
import type { SealedAction } from './chain.ts'
import type { Salts, SubjectSalts } from './sealed-action.ts'
import { type Aspect, aspectsOf } from './sealing.ts'
import type { ActionKind } from './types.ts'

/** Who asks in this transaction, and the database's clock. */
export interface Who {
  /** Id of the session's user; undefined in a transaction of the owner or of a worker. */
  readonly userId: string | undefined
  /** The owner of the tables: writes everything, and has no session. */
  readonly isOwner: boolean
  /** Owner and workers read every key. */
  readonly seesKeys: boolean
  /** ISO instant, UTC, milliseconds. */
  readonly now: string
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

/** Asks the database who is asking. */
export async function askWho(tx: Tx): Promise<Who> {
  const { rows } = await tx.client.query<{ owner: boolean; keys: boolean; now: string }>(
    `select pg_get_userbyid(c.relowner) = current_user as owner, has_table_privilege('subject_key', 'select') as keys,
       to_char(clock_timestamp() at time zone 'UTC', ${ISO}) as now
     from pg_class c where c.oid = 'action'::regclass`,
  )
  const { owner: isOwner = false, keys: seesKeys = false, now = '' } = rows[0] ?? {}
  if (seesKeys) return { userId: undefined, isOwner, seesKeys, now }
  const found = await tx.client.query<{ id: string | null }>('select session_user_id() as id')
  return { userId: found.rows[0]?.id ?? undefined, isOwner, seesKeys, now }
}

export interface HouseholdHead {
  readonly household_id: string
  readonly commune_code: string
  readonly version: number
  readonly state: string
}

/** Locks households in the order of their identifiers, so that two events over the same pair never wait for each other in a ring. */
export async function lockHouseholds(tx: Tx, ids: readonly string[]): Promise<HouseholdHead[]> {
  const { rows } = await tx.client.query<HouseholdHead>(
    `select household_id, commune_code, version, state from household
     where household_id = any ($1) order by household_id for update`,
    [ids],
  )
  return rows
}

/** Of these households those that the caller may read. */
export async function visibleHouseholds(tx: Tx, ids: readonly string[]): Promise<HouseholdHead[]> {
  const { rows } = await tx.client.query<HouseholdHead>(
    'select household_id, commune_code, version, state from household where household_id = any ($1) order by household_id',
    [ids],
  )
  return rows
}

/** Columns of an action as `SealedAction` has them. */
export const ACTION_COLUMNS = `household_id, seq, kind, effective_on, to_char(recorded_at at time zone 'UTC', ${ISO}) as recorded_at, actor,
  commune_code, event_id, payload, subjects, sealed, prev_hash, hash`

/** The actions of households that the caller may read, by household in the order of their numbers. */
export async function readActions(tx: Tx, ids: readonly string[]): Promise<Map<string, SealedAction[]>> {
  const { rows } = await tx.client.query<SealedAction & { kind: ActionKind }>(
    `select ${ACTION_COLUMNS} from action where household_id = any ($1) order by household_id, seq`,
    [ids],
  )
  const chains = new Map<string, SealedAction[]>()
  for (const row of rows) {
    const chain = chains.get(row.household_id)
    if (chain === undefined) chains.set(row.household_id, [row])
    else chain.push(row)
  }
  return chains
}

interface SaltRow {
  readonly household_id: string
  readonly subject_id: string
  readonly open_salt: Buffer | null
  readonly restricted_salt: Buffer | null
  readonly identity_salt: Buffer | null
  readonly erased: boolean
}

/** Salts of the subjects of what the caller may read, by household. */
export async function readSalts(tx: Tx, ids: readonly string[]): Promise<Map<string, Salts>> {
  const { rows } = await tx.client.query<SaltRow>('select * from salts_of_households($1)', [ids])
  const byHousehold = new Map<string, Map<string, SubjectSalts>>()
  for (const row of rows) {
    const salts = byHousehold.get(row.household_id) ?? new Map<string, SubjectSalts>()
    byHousehold.set(row.household_id, salts)
    const parts: Partial<Record<Aspect, Uint8Array>> = {
      ...(row.open_salt === null ? {} : { open: row.open_salt }),
      ...(row.restricted_salt === null ? {} : { restricted: row.restricted_salt }),
      ...(row.identity_salt === null ? {} : { identity: row.identity_salt }),
    }
    salts.set(row.subject_id, row.erased ? 'erased' : parts)
  }
  return byHousehold
}

/** The same for those who read the keys themselves. */
export async function readAllSalts(tx: Tx, subjects: readonly string[]): Promise<Map<string, SubjectSalts>> {
  const { rows } = await tx.client.query<{ subject_id: string; salt: Buffer | null }>(
    `select s.subject_id, k.salt from unnest($1::text[]) as s (subject_id)
     left join subject_key k on k.subject_id = s.subject_id collate "C"`,
    [subjects],
  )
  return new Map(rows.map(row => [row.subject_id, row.salt === null ? 'erased' : aspectsOf(row.salt)]))
}

/** Which of these identifiers are taken anywhere in the province. */
export async function takenIds(
  tx: Tx,
  who: Who,
  households: readonly string[],
  persons: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>(
    who.isOwner
      ? `select subject_id as id from subject_key where subject_id = any ($1::text[] || $2::text[])
         union select household_id from household where household_id = any ($1)
         union select person_id from person where person_id = any ($2)`
      : 'select id from taken_ids($1, $2)',
    [households, persons],
  )
  return new Set(rows.map(row => row.id))
}

/** Identifiers of households that have actions in a commune, in their order, after one of them. */
export async function householdsWithActions(
  tx: Tx,
  commune: string,
  after: string,
  count: number,
): Promise<string[]> {
  const { rows } = await tx.client.query<{ household_id: string }>(
    `select distinct household_id from action where commune_code = $1 and household_id > $2
     order by household_id limit $3`,
    [commune, after, count],
  )
  return rows.map(row => row.household_id)
}
