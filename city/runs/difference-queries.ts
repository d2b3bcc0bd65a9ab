/**
 * What began, ended or changed in a commune against the previous run.
 *
 * The queries look for households by whole keys, or read the whole commune: a run that is new is not in the planner's statistics, and a plan
 * that walks through a run for each household would take minutes.
 */
import type { Tx } from '../../platform/db/index.ts'

export interface Changes {
  readonly began: number
  readonly ended: number
  readonly changed: number
}

/** Households whose rights of the previous run are not found under the commune's own. */
interface Moved {
  /** Decided here in the previous run, living in another commune now: compared there. */
  readonly away: readonly string[]
  /** Decided in another commune in the previous run; `from[i]` is where `arrived[i]` was. */
  readonly arrived: readonly string[]
  readonly from: readonly string[]
}

async function movedHouseholds(
  tx: Tx,
  commune: string,
  previous: number,
  households: ReadonlySet<string>,
): Promise<Moved> {
  const { rows } = await tx.client.query<{ household_id: string }>(
    'select household_id from standing_outcome where run_id = $1 and commune_code = $2',
    [previous, commune],
  )
  const before = new Set(rows.map(row => row.household_id))
  const gone = [...before].filter(id => !households.has(id))
  const fresh = [...households].filter(id => !before.has(id))
  const away = await tx.client.query<{ household_id: string }>(
    `select household_id from household where household_id = any ($1::text[]) and state = 'active' and commune_code <> $2`,
    [gone, commune],
  )
  const arrived = await tx.client.query<{ household_id: string; commune_code: string }>(
    'select household_id, commune_code from standing_outcome where run_id = $1 and household_id = any ($2::text[])',
    [previous, fresh],
  )
  return {
    away: away.rows.map(row => row.household_id),
    arrived: arrived.rows.map(row => row.household_id),
    from: arrived.rows.map(row => row.commune_code),
  }
}

/**
 * Lists the differences of a commune (`households`: all that were decided in it) and gives how many. `why` names what speaks for the reason, in this
 * order: `household_new`, `household_gone`, `joined`, `left` (the person), `file` (an action on the household in between), `standing`,
 * `law` (rules or values of the benefit); `time` where none of them is: an age or a period was reached.
 */
export async function writeDifferences(
  tx: Tx,
  run: number,
  commune: string,
  previous: number,
  households: ReadonlySet<string>,
): Promise<Changes> {
  const moved = await movedHouseholds(tx, commune, previous, households)
  const { rows } = await tx.client.query<{ change: keyof Changes; count: number }>(WRITE, [
    run,
    commune,
    previous,
    moved.away,
    moved.arrived,
    moved.from,
  ])
  const counts = { began: 0, ended: 0, changed: 0 }
  for (const { change, count } of rows) counts[change] = count
  return counts
}

const WRITE = `
  with before as (
    select o.* from outcome o where o.run_id = $3 and o.commune_code = $2 and o.household_id <> all ($4::text[])
    union all
    select o.* from unnest($5::text[], $6::text[]) as a (household_id, commune_code)
      cross join lateral (
        select * from outcome x where x.run_id = $3 and x.commune_code = a.commune_code and x.household_id = a.household_id offset 0) o
  ),
  after as (select * from outcome where run_id = $1 and commune_code = $2),
  pair as materialized (
    select coalesce(a.household_id, b.household_id) as household_id, coalesce(a.person_id, b.person_id) as person_id,
      coalesce(a.benefit, b.benefit) as benefit, coalesce(a.sector, b.sector) as sector,
      b.outcome as before_outcome, b.amount as before_amount, a.outcome as after_outcome, a.amount as after_amount,
      case when a.outcome = 'granted' and b.outcome = 'granted' then 'changed' when a.outcome = 'granted' then 'began' else 'ended' end as change
    from before b full join after a using (household_id, person_id, benefit)
    where (a.outcome = 'granted' or b.outcome = 'granted')
      and (a.outcome is distinct from b.outcome or a.amount is distinct from b.amount or a.share is distinct from b.share
        or (not a.restricted and not b.restricted and a."group" is distinct from b."group"))
  ),
  evidence as (
    select p.*, array_remove(array[
      case when t.version is null then 'household_new' end,
      case when n.version is null then 'household_gone' end,
      case when n.version is not null and t.version is not null and p.change = 'began' and m.joined_on > q.decided_on then 'joined' end,
      case when n.version is not null and p.change = 'ended' and p.person_id <> ''
        and (m.state is distinct from 'member' or m.household_id <> p.household_id) then 'left' end,
      case when n.version <> t.version then 'file' end,
      case when n.standing <> t.standing or n.newly_escaped is distinct from t.newly_escaped and n.version is not null and t.version is not null then 'standing' end,
      case when fa.fingerprint is distinct from fb.fingerprint then 'law' end
    ], null) as found
    from pair p
    cross join (select decided_on from determination_run where run_id = $3) q
    left join lateral (select version, standing, newly_escaped from standing_outcome s where s.run_id = $1 and s.household_id = p.household_id offset 0) n on true
    left join lateral (select version, standing, newly_escaped from standing_outcome s where s.run_id = $3 and s.household_id = p.household_id offset 0) t on true
    left join lateral (select household_id, state, joined_on from person m where m.person_id = p.person_id offset 0) m on true
    left join determination_benefit fa on fa.run_id = $1 and fa.benefit = p.benefit
    left join determination_benefit fb on fb.run_id = $3 and fb.benefit = p.benefit
  ),
  written as (
    insert into outcome_difference (run_id, commune_code, household_id, person_id, benefit, sector, change, before_outcome, before_amount,
      after_outcome, after_amount, amount_difference, why)
    select $1, $2, household_id, person_id, benefit, sector, change, before_outcome, before_amount, after_outcome, after_amount,
      case when 'undetermined' in (coalesce(before_outcome, ''), coalesce(after_outcome, ''))
          or (before_outcome = 'granted' and before_amount is null) or (after_outcome = 'granted' and after_amount is null) then null
        else coalesce(after_amount, 0) - coalesce(before_amount, 0) end,
      case when cardinality(found) = 0 then array['time'] else found end
    from evidence
    returning change
  )
  select change, count(*) as count from written group by change`
