/** What speaks against erasing somebody. Asked as the owner: a duty does not end where the officer's sight ends. */
import type { Tx } from '../../platform/db/index.ts'

/** For how long what was given must stay accountable. */
export interface KeepSetting {
  readonly keep_months: number
  readonly source: string
  readonly mark: 'confirmed' | 'reported' | 'unconfirmed' | 'missing'
  readonly set_by: string | null
  readonly set_at: string | null
}

export async function keepSetting(tx: Tx): Promise<KeepSetting> {
  const { rows } = await tx.client.query<KeepSetting>(
    `select keep_months, source, mark, set_by, to_char(set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as set_at from privacy_setting`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('privacy_setting has lost its only row')
  return row
}

/** False when it is not the caller's to set. */
export async function changeKeepSetting(
  tx: Tx,
  wanted: Pick<KeepSetting, 'keep_months' | 'source' | 'mark'>,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update privacy_setting set keep_months = $1, source = $2, mark = $3, set_by = session_user_id(), set_at = clock_timestamp()`,
    [wanted.keep_months, wanted.source, wanted.mark],
  )
  return (rowCount ?? 0) > 0
}

/** What is found about people, all files of one person. */
export interface DutyFacts {
  readonly is_member: boolean
  readonly is_arriving: boolean
  /** Cases of the households he was in while they were reviewed, that are not ended. */
  readonly open_reviews: number
  /** Last month with a right that was granted to him, or to a household while he was in it; YYYY-MM. */
  readonly last_right: string | null
  /** What was decided for him, or for a household while he was in it, and is not delivered yet. */
  readonly open_deliveries: number
  readonly is_in_import: boolean
}

export async function dutyFacts(tx: Tx, persons: readonly string[]): Promise<DutyFacts> {
  const { rows } = await tx.client.query<DutyFacts>(
    `with stay as (
       select p.household_id, p.joined_on, p.left_on from person p where p.person_id = any ($1)
       union all select m.household_id, m.joined_on, m.left_on from membership_past m where m.person_id = any ($1)
     )
     select
       exists (select 1 from person p where p.person_id = any ($1) and p.state = 'member') as is_member,
       exists (select 1 from person_arrival r where r.person_id = any ($1) and r.state = 'open') as is_arriving,
       (select count(distinct c.case_id)::integer from stay s join review_case c on c.household_id = s.household_id
          and c.state not in ('certified', 'decided', 'refused', 'withdrawn', 'closed')
          and (s.left_on is null or c.created_at < s.left_on + 1)) as open_reviews,
       (select to_char(max(r.month), 'YYYY-MM') from stay s join outcome o on o.household_id = s.household_id and o.outcome = 'granted'
            and (o.person_id = any ($1) or o.person_id = '')
          join determination_run r on r.run_id = o.run_id and r.kind = 'month' and r.month >= date_trunc('month', s.joined_on)
            and (s.left_on is null or r.month <= s.left_on)) as last_right,
       (select count(distinct (g.household_id, g.person_id, g.benefit, g.month, g.adjustment))::integer
          from stay s join obligation g on g.household_id = s.household_id and g.state in ('pending', 'approved', 'unpaid')
            and (g.person_id = any ($1) or (g.person_id = '' and g.month >= date_trunc('month', s.joined_on) and (s.left_on is null or g.month <= s.left_on)))) as open_deliveries,
       exists (
         select 1 from import_household h, person p left join person_identity i using (person_id)
         where h.content is not null and p.person_id = any ($1)
           and (position(p.full_name in h.content) > 0 or (i.identity_number is not null and position(i.identity_number in h.content) > 0))
       ) as is_in_import`,
    [persons],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a select without from gives a row')
  return row
}
