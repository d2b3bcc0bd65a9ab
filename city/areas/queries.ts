import type { Tx } from '../../platform/db/index.ts'
import type { AreaUnit, Link, Mark, Period } from './types.ts'

/** Households and persons that live in a unit. null: unknown. */
export interface AreaTotal {
  readonly code: string
  readonly period: Period
  readonly year: number
  readonly households: number | null
  readonly persons: number | null
  readonly source: string
  readonly mark: Exclude<Mark, 'missing'>
  /** Rises with every change; 0 says that nothing was entered yet. */
  readonly version: number
  readonly entered_by: string
  readonly entered_at: string
}

/** What somebody enters. */
export type NewTotal = Omit<AreaTotal, 'version' | 'entered_by' | 'entered_at'>

const UNIT_COLUMNS =
  'code, period, name, full_name, kind, area_kind, territory, district_code, district_name, valid_from, valid_to, source, mark'
const TOTAL_COLUMNS = `code, period, year, households, persons, source, mark, version, entered_by,
  to_char(entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as entered_at`

/** Units of a period by code. */
export async function listUnits(tx: Tx, period: Period): Promise<readonly AreaUnit[]> {
  const { rows } = await tx.client.query<AreaUnit>(
    `select ${UNIT_COLUMNS} from area_unit where period = $1 order by code`,
    [period],
  )
  return rows
}

/** Every unit that ever had the code, the oldest first. */
export async function unitsWithCode(tx: Tx, code: string): Promise<readonly AreaUnit[]> {
  const { rows } = await tx.client.query<AreaUnit>(
    `select ${UNIT_COLUMNS} from area_unit where code = $1 order by valid_from nulls first`,
    [code],
  )
  return rows
}

/** Steps that lead from or to the units with a code; all steps when no code is given. */
export async function listLinks(tx: Tx, code?: string): Promise<readonly Link[]> {
  const { rows } = await tx.client.query<Link>(
    `select old_code, old_period, new_code, new_period, whole, source, mark from area_succession
      where $1::text is null or old_code = $1 or new_code = $1 order by old_period, old_code, new_code`,
    [code ?? null],
  )
  return rows
}

/** Totals of a year that were entered for units of a period. */
export async function listTotals(tx: Tx, period: Period, year: number): Promise<readonly AreaTotal[]> {
  const { rows } = await tx.client.query<AreaTotal>(
    `select ${TOTAL_COLUMNS} from area_total where period = $1 and year = $2 order by code`,
    [period, year],
  )
  return rows
}

/** The total of one unit and year, or undefined. */
export async function findTotal(
  tx: Tx,
  code: string,
  period: Period,
  year: number,
): Promise<AreaTotal | undefined> {
  const { rows } = await tx.client.query<AreaTotal>(
    `select ${TOTAL_COLUMNS} from area_total where code = $1 and period = $2 and year = $3`,
    [code, period, year],
  )
  return rows[0]
}

/**
 * Enters a total, or changes the one with this version (0: there is none yet). Undefined when somebody else was quicker, or the session may not change the row.
 */
export async function writeTotal(tx: Tx, total: NewTotal, version: number): Promise<AreaTotal | undefined> {
  const values = [
    total.code,
    total.period,
    total.year,
    total.households,
    total.persons,
    total.source,
    total.mark,
  ]
  const { rows } = await tx.client.query<AreaTotal>(
    version === 0
      ? `insert into area_total (code, period, year, households, persons, source, mark, entered_by)
          values ($1, $2, $3, $4, $5, $6, $7, session_user_id()) on conflict do nothing returning ${TOTAL_COLUMNS}`
      : `update area_total set households = $4, persons = $5, source = $6, mark = $7, version = version + 1,
            entered_by = session_user_id(), entered_at = clock_timestamp()
          where code = $1 and period = $2 and year = $3 and version = $8 returning ${TOTAL_COLUMNS}`,
    version === 0 ? values : [...values, version],
  )
  return rows[0]
}
