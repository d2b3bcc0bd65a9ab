import type { Tx } from '../../platform/db/index.ts'
import { queryRows } from '../../platform/http/exports/query-rows.ts'
import type { SheetKind } from './national-layout.ts'

/** A household of the registry with what the national lists show of it. */
export interface ListedHousehold {
  readonly household_id: string
  readonly source_code: string | null
  readonly commune_code: string
  readonly hamlet: string | null
  readonly entry: 'new' | 'relapsed' | 'old' | null
  readonly causes: readonly string[]
  readonly wished_support: readonly string[]
  readonly decision_number: string | null
  readonly decision_on: string | null
  readonly recognised_standing: string | null
  readonly previous_standing: string | null
  readonly escaped_on: string | null
  readonly b1_points: number | null
  readonly b2_points: number | null
  readonly no_labour_capacity: boolean | null
  readonly has_merit_person: boolean | null
  /** The head first. */
  readonly members: readonly {
    readonly relation_to_head: string | null
    readonly sex: string | null
    readonly birth_date: string | null
    readonly ethnicity: string | null
    readonly full_name: string | null
    readonly birth_year: number | null
    /** null also where the session may not see it. */
    readonly identity_number: string | null
    readonly phone: string | null
  }[]
}

const IN_FORCE = `h.recognised_standing in ('poor', 'near_poor')
  and (h.recognised_on is null or h.recognised_on <= $1) and (h.recognised_until is null or h.recognised_until >= $1)`

/** Who stands on which list on a day: the recognised poor and near-poor; who rose above near-poor in the year of the day and is neither. */
const ON_LIST: Readonly<Record<SheetKind, string>> = {
  listed: IN_FORCE,
  escaped_poor: `h.previous_standing = 'poor' and h.escaped_on between date_trunc('year', $1::date)::date and $1 and (${IN_FORCE}) is not true`,
  escaped_near_poor: `h.previous_standing = 'near_poor' and h.escaped_on between date_trunc('year', $1::date)::date and $1 and (${IN_FORCE}) is not true`,
}

/**
 * Households of a national list, commune by commune, by a cursor of the database.
 *
 * @param communes undefined: all that the session may see
 */
export function listedHouseholds(
  tx: Tx,
  kind: SheetKind,
  on: string,
  communes: readonly string[] | undefined,
): AsyncIterable<ListedHousehold> {
  return queryRows<ListedHousehold>(tx, {
    sql: `select h.household_id, h.source_code, h.commune_code, h.hamlet, h.entry, h.causes, h.wished_support, h.decision_number, h.decision_on,
        h.recognised_standing, h.previous_standing, h.escaped_on, h.b1_points, h.b2_points, h.no_labour_capacity, h.has_merit_person,
        (select json_agg(json_build_object('relation_to_head', p.relation_to_head, 'sex', p.sex, 'birth_date', p.birth_date,
             'ethnicity', p.ethnicity, 'full_name', p.full_name, 'birth_year', p.birth_year, 'identity_number', i.identity_number, 'phone', i.phone)
             order by p.relation_to_head is distinct from 'head', p.birth_date, p.person_id)
           from person p left join person_identity i on i.person_id = p.person_id
           where p.household_id = h.household_id and p.state = 'member') as members
      from household h
      where h.state = 'active' and ($2::text[] is null or h.commune_code = any ($2)) and ${ON_LIST[kind]}
      order by h.commune_code, h.household_id`,
    parameters: [on, communes ?? null],
  })
}

/** Communes whose lists the session may take away; undefined is everywhere. */
export async function exportableCommunes(tx: Tx): Promise<readonly string[] | undefined> {
  const { rows } = await tx.client.query<{ everywhere: boolean; communes: string[] }>(
    `select may_everywhere('export.run') as everywhere, may('export.run') as communes`,
  )
  return rows[0]?.everywhere === true ? undefined : (rows[0]?.communes ?? [])
}
