import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { currentUnits } from '../areas/index.ts'
import type { ReviewContext } from './context.ts'
import { type Course, type List, type Movement, movementOf } from './movement.ts'
import { areaTotals, type CourseRow, countedHouseholds, coursesOf } from './movement-queries.ts'
import { caseMissing, wrongRounds } from './problems.ts'
import { type ResultReport, resultReport } from './result-report.ts'
import { findRound } from './round-queries.ts'
import type { Round } from './row-types.ts'

export interface MovementReport {
  readonly opening: Round
  readonly closing: Round
  /** Day of the closing standings: that on which the round ended, else today. */
  readonly on: Day
  readonly communes: readonly string[] | undefined
  readonly movement: Readonly<Record<List, Movement>>
}

/**
 * Reports 2 and 3: the movement of the poor and the near-poor from the opening of one round to the end of another (or the same), or to today while it runs.
 *
 * @param communes whose movement is told; undefined: the whole area of the rounds
 * @throws Problem `review.case_missing`, `review.rounds_do_not_fit`
 */
export async function movementReport(
  context: ReviewContext,
  tx: Tx,
  ends: { readonly from: string; readonly to: string },
  communes: readonly string[] | undefined,
): Promise<MovementReport> {
  const [opening, closing] = [await findRound(tx, ends.from), await findRound(tx, ends.to)]
  if (!opening || !closing) throw caseMissing(1)
  if (opening.area !== closing.area || opening.starts_on > closing.starts_on) throw wrongRounds()
  const on = context.today()
  const rows = await coursesOf(tx, { opening, closing, on }, communes)
  const courses = rows.map(courseOf)
  return {
    opening,
    closing,
    on,
    communes,
    movement: { poor: movementOf('poor', courses), near_poor: movementOf('near_poor', courses) },
  }
}

function courseOf(row: CourseRow): Course {
  const opening =
    row.opening_commune !== null
      ? { standing: row.opening_standing ?? undefined, persons: row.opening_persons ?? 0 }
      : row.arrived
        ? undefined
        : // it was here and on no list; how many persons it had then plays no part
          { standing: undefined, persons: row.closing_persons ?? 0 }
  return {
    household: row.household_id,
    opening,
    closing:
      row.closing_commune === null
        ? undefined
        : { standing: row.closing_standing ?? undefined, persons: row.closing_persons ?? 0 },
    entry: row.entry ?? undefined,
  }
}

/** Report 1 of an area on a day, with rates only where the totals of the year are known for every commune of it. */
export async function resultOf(
  tx: Tx,
  communes: readonly string[] | undefined,
  on: Day,
): Promise<ResultReport> {
  const codes = communes ?? currentUnits().map(u => u.code)
  const rows = await countedHouseholds(tx, communes, on)
  const total = await areaTotals(tx, codes, Number(on.slice(0, 4)))
  return resultReport(
    rows.map(r => ({ standing: r.standing, persons: r.persons, isFarm: r.is_farm ?? undefined })),
    { households: total.households ?? undefined, persons: total.persons ?? undefined },
  )
}
