import { isListed, type Standing } from './words.ts'

/** A household at one end of a period, as far as it is counted in the area. */
export interface Counted {
  readonly standing: Standing | undefined
  readonly persons: number
}

/** One household over a period. undefined: at that time it was not a household of the area (elsewhere, not yet, or no more). */
export interface Course {
  readonly household: string
  readonly opening: Counted | undefined
  readonly closing: Counted | undefined
  /** It had been on this list before, had risen above near-poor, and came back: the registry's `entry`. undefined: not known. */
  readonly entry: 'new' | 'relapsed' | 'old' | undefined
}

/** Lists whose movement is reported: report 2 is of the poor, report 3 of the near-poor. */
export type List = 'poor' | 'near_poor'

/**
 * Cells in the order of the reports. Closing = opening − to_other_list − escaped − other_decrease + from_other_list + relapsed + arisen + other_increase
 * (reports 2 and 3: 9 = 1−2−3−4+5+6+7+8; report 3 has escaped before became poor, so the names say what the number would not).
 */
export const CELLS = [
  'opening',
  'to_other_list',
  'escaped',
  'other_decrease',
  'from_other_list',
  'relapsed',
  'arisen',
  'other_increase',
  'closing',
] as const
export type MovementCell = (typeof CELLS)[number]

/** A household behind a number, with the persons that it adds to it. */
export interface Behind {
  readonly household: string
  readonly persons: number
}

export interface CellCount {
  readonly households: number
  readonly persons: number
  /** Whom it counts. A household whose members changed counts persons and no household: `counts` is false. */
  readonly behind: readonly (Behind & { readonly counts: boolean })[]
}

export type Movement = Readonly<Record<MovementCell, CellCount>>

interface Growing {
  households: number
  persons: number
  behind: (Behind & { counts: boolean })[]
}

/**
 * The movement of one list from the standings themselves. Households that stay on the list while their members change stand with the difference among
 * the other increases or decreases of persons. Each household that leaves counts its persons at the opening, each that comes those at the closing.
 */
export function movementOf(list: List, courses: Iterable<Course>): Movement {
  const cells = Object.fromEntries(
    CELLS.map((cell): [MovementCell, Growing] => [cell, { households: 0, persons: 0, behind: [] }]),
  ) as Record<MovementCell, Growing>
  const count = (cell: MovementCell, household: string, persons: number, counts = true): void => {
    const into = cells[cell]
    if (counts) into.households++
    into.persons += persons
    into.behind.push({ household, persons, counts })
  }
  for (const course of courses) {
    const { household, opening, closing } = course
    const was = opening?.standing === list
    const is = closing?.standing === list
    if (was) count('opening', household, opening.persons)
    if (is) count('closing', household, closing.persons)
    if (was && !is) count(decrease(closing), household, opening.persons)
    else if (!was && is) count(increase(course), household, closing.persons)
    else if (was && is && opening.persons > closing.persons)
      count('other_decrease', household, opening.persons - closing.persons, false)
    else if (was && is && opening.persons < closing.persons)
      count('other_increase', household, closing.persons - opening.persons, false)
  }
  return cells
}

function decrease(closing: Counted | undefined): MovementCell {
  if (closing === undefined) return 'other_decrease'
  if (isListed(closing.standing)) return 'to_other_list'
  // a recognition that ran out, or was never renewed, is no escape: nobody recognised one
  return closing.standing === undefined ? 'other_decrease' : 'escaped'
}

function increase({ opening, entry }: Course): MovementCell {
  if (opening === undefined) return 'other_increase'
  if (isListed(opening.standing)) return 'from_other_list'
  return entry === 'relapsed' ? 'relapsed' : 'arisen'
}

/** Does closing = opening − … + … hold, for households and for persons? */
export function balances(m: Movement): boolean {
  return (['households', 'persons'] as const).every(
    what =>
      m.closing[what] ===
      m.opening[what] -
        m.to_other_list[what] -
        m.escaped[what] -
        m.other_decrease[what] +
        m.from_other_list[what] +
        m.relapsed[what] +
        m.arisen[what] +
        m.other_increase[what],
  )
}
