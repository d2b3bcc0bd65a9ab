import type { Tx } from '../../platform/db/index.ts'

/**
 * Rights that the commune's households had in `previous` and have now, side by side. A household that moved here brings its rights from its
 * former commune; one that moved away within the city is compared where it lives now. $1 run, $2 commune, $3 previous run.
 */
const SIDES = `
  now_standing as (select household_id, version, standing, newly_escaped from standing_outcome where run_id = $1 and commune_code = $2),
  then_household as (
    select s.household_id, s.version, s.standing, s.newly_escaped, s.commune_code from standing_outcome s
    where s.run_id = $3 and s.commune_code = $2
      and (exists (select from now_standing n where n.household_id = s.household_id)
        or not exists (select from household h where h.household_id = s.household_id and h.state = 'active' and h.commune_code <> $2))
    union all
    select s.household_id, s.version, s.standing, s.newly_escaped, s.commune_code
    from now_standing n join standing_outcome s on s.run_id = $3 and s.household_id = n.household_id and s.commune_code <> $2
  ),
  before as (
    select o.* from then_household t join outcome o on o.run_id = $3 and o.commune_code = t.commune_code and o.household_id = t.household_id
  ),
  after as (select * from outcome where run_id = $1 and commune_code = $2),
  pair as (
    select coalesce(a.household_id, b.household_id) as household_id, coalesce(a.person_id, b.person_id) as person_id,
      coalesce(a.benefit, b.benefit) as benefit, coalesce(a.sector, b.sector) as sector,
      b.outcome as before_outcome, b.amount as before_amount, a.outcome as after_outcome, a.amount as after_amount,
      case when a.outcome = 'granted' and b.outcome = 'granted' then 'changed' when a.outcome = 'granted' then 'began' else 'ended' end as change
    from before b full join after a using (household_id, person_id, benefit)
    where (a.outcome = 'granted' or b.outcome = 'granted')
      and (a.outcome is distinct from b.outcome or a.amount is distinct from b.amount or a.share is distinct from b.share
        or (not a.restricted and not b.restricted and a."group" is distinct from b."group"))
  )`

/**
 * Lists what began, ended or changed in a commune against the previous run, with what speaks for the reason. Gives how many; both parts must
 * have been written. `why` names what is different, in this order: `household_new`, `household_gone`, `joined`, `left` (the person),
 * `file` (an action on the household in between), `standing`, `law` (rules or values of the benefit); `time` where none of them is: an age or
 * a period was reached.
 */
export async function writeDifferences(
  tx: Tx,
  run: number,
  commune: string,
  previous: number,
): Promise<{ began: number; ended: number; changed: number }> {
  const { rows } = await tx.client.query<{ change: 'began' | 'ended' | 'changed'; count: number }>(
    `with ${SIDES},
     evidence as (
       select p.*, array_remove(array[
         case when t.household_id is null then 'household_new' end,
         case when n.household_id is null then 'household_gone' end,
         case when n.household_id is not null and t.household_id is not null and p.change = 'began' and m.joined_on > q.decided_on then 'joined' end,
         case when n.household_id is not null and p.change = 'ended' and p.person_id <> ''
           and (m.person_id is null or m.state <> 'member' or m.household_id <> p.household_id) then 'left' end,
         case when n.version <> t.version then 'file' end,
         case when (n.standing, n.newly_escaped) is distinct from (t.standing, t.newly_escaped) and n.household_id is not null and t.household_id is not null
           then 'standing' end,
         case when fa.fingerprint is distinct from fb.fingerprint then 'law' end
       ], null) as found
       from pair p
       join determination_run q on q.run_id = $3
       left join now_standing n using (household_id)
       left join then_household t using (household_id)
       left join person m on m.person_id = p.person_id
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
     select change, count(*) as count from written group by change`,
    [run, commune, previous],
  )
  const counts = { began: 0, ended: 0, changed: 0 }
  for (const { change, count } of rows) counts[change] = count
  return counts
}
