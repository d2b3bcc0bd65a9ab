/** Beginning and end of the search: one at a time, and what it found. */
import type { Tx } from '../../platform/db/index.ts'
import { ALIVE_OR_DEAD } from './likeness.ts'
import type { Sign } from './signs.ts'

/** Takes the only search that may run at a time. Gives until when the last one looked, and the database's clock. */
export async function takeSearch(tx: Tx): Promise<{ searchedUntil: string; now: string }> {
  const { rows } = await tx.client.query<{ searchedUntil: string; now: string }>(
    `select searched_until::text as "searchedUntil", clock_timestamp()::text as now from duplicate_search for update`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('duplicate_search has lost its only row')
  return row
}

export async function keepSearchedUntil(tx: Tx, until: string): Promise<void> {
  await tx.client.query('update duplicate_search set searched_until = $1', [until])
}

export interface Kept {
  /** New pairs, pairs that somebody had called different and for which something new speaks, and open ones that are no longer alike. */
  readonly found: number
  readonly reopened: number
  readonly gone: number
}

/** Removes open pairs of people who are no members any more. */
export async function dropGone(tx: Tx): Promise<number> {
  const { rowCount } = await tx.client.query(
    `delete from duplicate_candidate d where d.state = 'open' and exists (
       select 1 from unnest(array[d.person_a, d.person_b]) as x (person_id)
       where not exists (select 1 from person p where p.person_id = x.person_id and ${ALIVE_OR_DEAD}))`,
  )
  return rowCount ?? 0
}

/** Signs that are there because somebody moved: they are no news about a pair that was called different. */
const OF_PLACE: readonly Sign[] = ['same_household', 'same_commune', 'same_hamlet']

/**
 * Keeps what was judged. A pair that a person decided stays decided, unless something new is known that speaks for it. Open pairs of somebody fresh that were
 * not found again go.
 */
export async function keepPairs(tx: Tx, everybody: boolean): Promise<Kept> {
  const gone = await tx.client.query(
    `delete from duplicate_candidate d where d.state = 'open' and not exists (select 1 from judged j where (j.a, j.b) = (d.person_a, d.person_b))
       and ($1 or d.person_a in (select person_id from fresh) or d.person_b in (select person_id from fresh))`,
    [everybody],
  )
  const { rows } = await tx.client.query<{ found: number; reopened: number }>(
    `with kept as (
       insert into duplicate_candidate as d (person_a, person_b, commune_a, commune_b, reasons, strength)
       select a, b, commune_a, commune_b, reasons, least(999, round(weight * 10))::smallint from judged
       on conflict (person_a, person_b) do update set reasons = excluded.reasons, strength = excluded.strength,
         found_at = case when d.state = 'open' then d.found_at else clock_timestamp() end, state = 'open', decided_by = null, decided_at = null
       where (d.state = 'open' and (d.reasons, d.strength) is distinct from (excluded.reasons, excluded.strength))
         or (d.state = 'dismissed' and exists (select 1 from unnest(excluded.reasons) r where r <> all (d.reasons) and r <> all ($1)))
       returning xmax = 0 as is_new, found_at > now() as is_again
     ) select count(*) filter (where is_new)::integer as found, count(*) filter (where not is_new and is_again)::integer as reopened from kept`,
    [OF_PLACE],
  )
  return { found: rows[0]?.found ?? 0, reopened: rows[0]?.reopened ?? 0, gone: gone.rowCount ?? 0 }
}
