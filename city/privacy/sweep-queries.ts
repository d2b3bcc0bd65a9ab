import type { Tx } from '../../platform/db/index.ts'

const gone = async (tx: Tx, sql: string, days: number): Promise<number> =>
  (await tx.client.query(sql, [days])).rowCount ?? 0

/** Sessions that ended by themselves, with the address and browser they came from. `auth` is the quoted sign-in schema, here and below. */
export const deleteEndedSessions = (tx: Tx, auth: string, days: number): Promise<number> =>
  gone(
    tx,
    `delete from ${auth}.session s using access_setting a
     where least(s."expiresAt", s."createdAt" + make_interval(mins => a.session_minutes), s."updatedAt" + make_interval(mins => a.idle_minutes))
           < clock_timestamp() - make_interval(days => $1)`,
    days,
  )

/** Second steps that nobody finished, counts of addresses, waits and codes that count no more. */
export async function deleteSignInTraces(tx: Tx, auth: string, days: number): Promise<number> {
  const before = `clock_timestamp() - make_interval(days => $1)`
  const statements = [
    `delete from ${auth}.verification where "expiresAt" < ${before}`,
    `delete from ${auth}."rateLimit" where to_timestamp("lastRequest" / 1000.0) < ${before}`,
    `delete from ${auth}.sign_in_delay where last_at < ${before} and (closed_until is null or closed_until < ${before})`,
    `delete from ${auth}.used_code where at < ${before}`,
  ]
  let count = 0
  for (const sql of statements) count += await gone(tx, sql, days)
  return count
}

/** Imports that were brought, looked at and never taken in: their households go, the fact that there was a file stays. */
export async function discardForgottenImports(tx: Tx, days: number): Promise<number> {
  const { rows } = await tx.client.query<{ import_id: string }>(
    `update import_file set state = 'discarded', ended_at = clock_timestamp()
     where state in ('receiving', 'checking', 'checked') and created_at < clock_timestamp() - make_interval(days => $1)
     returning import_id`,
    [days],
  )
  const ids = rows.map(r => r.import_id)
  await tx.client.query('delete from area_choice where import_id = any ($1) and chosen_code is null', [ids])
  await tx.client.query('delete from import_household where import_id = any ($1)', [ids])
  return ids.length
}

/** Rows of imports that ended: what became of each household of the file. Those that still wait for the choice of a commune stay. */
export const deleteImportRows = (tx: Tx, days: number): Promise<number> =>
  gone(
    tx,
    `delete from import_household h using import_file f
     where f.import_id = h.import_id and f.state in ('applied', 'discarded') and h.state <> 'waiting'
       and f.ended_at < clock_timestamp() - make_interval(days => $1)`,
    days,
  )

/** One sweep at a time, whichever server or command began it. False when another one runs. */
export async function takeSweepLock(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ taken: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext(current_schema() || ' privacy sweep')) as taken`,
  )
  return rows[0]?.taken === true
}
