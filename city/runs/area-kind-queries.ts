import type { Tx } from '../../platform/db/index.ts'
import type { AreaKindReason, CommuneKind } from './area-kind.ts'

/** A household whose kind of area should be looked at before a run. */
export interface AreaKindRow {
  readonly commune_code: string
  readonly household_id: string
  /** As the file has it. */
  readonly area_kind: string | null
  /** Of the unit of the day; null where it is not settled. */
  readonly unit_kind: string | null
  readonly reason: AreaKindReason
  readonly income_per_head_month: number | null
  /** The income lies between the two lines, or is not known: the kind of area decides. */
  readonly matters: boolean
}

export interface AreaKindFilter {
  readonly kinds: readonly CommuneKind[]
  readonly line: { readonly low: number; readonly high: number } | undefined
  readonly commune?: string | undefined
  readonly reason?: AreaKindReason | undefined
  readonly matters?: boolean | undefined
}

const ROWS = `
  select h.commune_code, h.household_id, h.area_kind, u.kind as unit_kind, h.income_per_head_month,
    case when h.area_kind is null then 'unknown' when not u.settled then 'unsettled' when h.area_kind <> u.kind then 'differs'
      when u.before = 'other' then 'changed' when u.before = 'mixed' then 'may_have_changed' end as reason,
    coalesce(h.income_per_head_month > $5 and h.income_per_head_month <= $6, h.income_per_head_month is null and $5::bigint is not null) as matters
  from unnest($1::text[], $2::text[], $3::boolean[], $4::text[]) as u (code, kind, settled, before)
    join household h on h.commune_code = u.code and h.state = 'active'
  where h.area_kind is null or not u.settled or u.before <> 'same' or h.area_kind <> u.kind`

function parametersOf({ kinds, line, commune }: AreaKindFilter): unknown[] {
  const wanted = kinds.filter(k => commune === undefined || k.commune_code === commune)
  return [
    wanted.map(k => k.commune_code),
    wanted.map(k => k.kind ?? null),
    wanted.map(k => k.isSettled),
    wanted.map(k => k.before),
    line?.low ?? null,
    line?.high ?? null,
  ]
}

/** Households in the order of commune and id. */
export async function listAreaKinds(
  tx: Tx,
  filter: AreaKindFilter,
  page: {
    readonly after?: readonly [commune: string, household: string] | undefined
    readonly limit: number
  },
): Promise<AreaKindRow[]> {
  const { rows } = await tx.client.query<AreaKindRow>(
    `select * from (${ROWS}) r
     where ($7::text is null or reason = $7) and ($8::boolean is null or matters = $8) and ($9::text is null or (commune_code, household_id) > ($9, $10))
     order by commune_code, household_id limit $11`,
    [
      ...parametersOf(filter),
      filter.reason ?? null,
      filter.matters ?? null,
      page.after?.[0] ?? null,
      page.after?.[1] ?? null,
      page.limit,
    ],
  )
  return rows
}

/** How many there are, by commune and reason; `matters` of them. */
export async function countAreaKinds(
  tx: Tx,
  filter: AreaKindFilter,
): Promise<{ commune_code: string; reason: AreaKindReason; households: number; matters: number }[]> {
  const { rows } = await tx.client.query<{
    commune_code: string
    reason: AreaKindReason
    households: number
    matters: number
  }>(
    `select commune_code, reason, count(*)::integer as households, count(*) filter (where matters)::integer as matters from (${ROWS}) r
     group by 1, 2 order by 1, 2`,
    parametersOf(filter),
  )
  return rows
}
