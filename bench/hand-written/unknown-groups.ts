import { UNKNOWN } from '../../engine/population/index.ts'
import type { Columns, Outputs } from './columns.ts'
import { giveGroup, giveShare, REFUSED, UNDETERMINED } from './grants.ts'
import { bornBy, CONTRIBUTION, COURSE, SUPPORTED_MONTHS, TENTHS } from './law-of-the-day.ts'
import { aged, cellsIn, denied, EITHER, FALSE, not, TRUE, told } from './possible.ts'
import type { People } from './unknown-people.ts'
import { AREA, DISABILITY, SEX } from './words.ts'

const ANY_DISABILITY = cellsIn(DISABILITY.mild, DISABILITY.severe, DISABILITY.verySevere)
const FEMALE = cellsIn(SEX.female)
const RURAL = cellsIn(AREA.rural)

/** Benefits with many groups, for persons in scope for certain: the first group that is not out of the question decides, or is undecided. */
export interface Grouped {
  eastSupport(
    p: number,
    row: number,
    birth: number,
    received: number,
    poor: number,
    low: number,
    escaped: number,
    kind: number,
  ): void
  courseOf(
    p: number,
    row: number,
    wants: number,
    poor: number,
    nearPoor: number,
    kind: number,
    inProgramme: number,
  ): void
  joined(p: number, row: number, zone: number, poor: number, nearPoor: number): void
}

export function unknownGroups(columns: Columns, out: Outputs, people: People): Grouped {
  const [LONE, FRAIL, STEADY, ORPHAN] = [
    columns.person('lives_alone_elderly'),
    columns.person('is_frail'),
    columns.person('steady_income'),
    columns.person('is_orphan'),
  ]
  const [HIV, DISEASE, DISABLED, SEXES, MONTHS] = [
    columns.person('has_hiv'),
    columns.person('has_listed_disease'),
    columns.person('disability'),
    columns.person('sex'),
    columns.person('voluntary_months_supported'),
  ]
  const [support, course, voluntary] = [
    out.benefit('hai-phong/income-support'),
    out.benefit('vn/vocational-training'),
    out.benefit('vn/voluntary-insurance'),
  ]
  const [BORN_16, BORN_60, BORN_80, BORN_81] = [bornBy(16), bornBy(60), bornBy(80), bornBy(81)]

  /** Income support of the old city, in scope for certain. */
  const eastSupport = (
    p: number,
    row: number,
    birth: number,
    received: number,
    poor: number,
    low: number,
    escaped: number,
    kind: number,
  ): void => {
    const enters = low | (escaped & EITHER)
    const a = enters & received
    if (a === TRUE) {
      giveGroup(support, row, 0, people.topUp(p, kind))
      return
    }
    const band =
      birth === UNKNOWN
        ? EITHER
        : birth > BORN_60 || birth <= BORN_81
          ? FALSE
          : birth > BORN_80
            ? TRUE
            : EITHER
    const lone = told(LONE[p] as number)
    const c = enters & band & told(FRAIL[p] as number) & not(lone) & people.hasNoMoney(p)
    if (a === FALSE && c === TRUE) {
      giveGroup(support, row, 1, UNKNOWN)
      return
    }
    const b =
      enters &
      denied(STEADY[p] as number) &
      ((not(aged(birth, BORN_16)) & denied(ORPHAN[p] as number)) |
        (not(poor) & (lone | told(HIV[p] as number))) |
        told(DISEASE[p] as number))
    if ((a | c) !== FALSE || b === EITHER) support.outcome[row] = UNDETERMINED
    else if (b === TRUE) giveGroup(support, row, 2, UNKNOWN)
    else support.outcome[row] = REFUSED
  }

  const courseOf = (
    p: number,
    row: number,
    wants: number,
    poor: number,
    nearPoor: number,
    kind: number,
    inProgramme: number,
  ): void => {
    const isDisabled = ANY_DISABILITY[DISABLED[p] as number] as number
    const other = people.minority(p)
    let before = poor & other
    let group = 0
    let level: number = COURSE.minorityPoor
    if (before === FALSE) {
      before = poor | other
      group = 1
      level = COURSE.poor
      if (before === FALSE) {
        before = nearPoor
        group = 2
        level = COURSE.nearPoor
        if (before === FALSE) {
          before = (FEMALE[SEXES[p] as number] as number) | (RURAL[kind] as number)
          group = 3
          level = COURSE.other
          if (before === FALSE) {
            before = inProgramme
            group = 4
            level = UNKNOWN
            if (before === FALSE) {
              before = isDisabled
              group = 5
            }
          }
        }
      }
    }
    if (before === FALSE) course.outcome[row] = REFUSED
    else if (before === EITHER || wants === EITHER) course.outcome[row] = UNDETERMINED
    else
      giveGroup(
        course,
        row,
        group,
        isDisabled === TRUE ? COURSE.disabled : isDisabled === FALSE ? level : UNKNOWN,
      )
  }

  /** The state's part for someone who joins voluntary social insurance. */
  const joined = (p: number, row: number, zone: number, poor: number, nearPoor: number): void => {
    const months = MONTHS[p] as number
    if (months >= SUPPORTED_MONTHS) {
      voluntary.outcome[row] = REFUSED
      return
    }
    let before = zone
    let group = 0
    let tenths = 5
    if (before === FALSE) {
      before = poor
      group = 1
      if (before === FALSE) {
        before = nearPoor
        group = 2
        tenths = 4
        if (before === FALSE) {
          before = people.minority(p)
          group = 3
          tenths = 3
          if (before === FALSE) {
            before = TRUE
            group = 4
            tenths = 2
          }
        }
      }
    }
    if (before === EITHER || months === UNKNOWN) voluntary.outcome[row] = UNDETERMINED
    else giveShare(voluntary, row, group, (CONTRIBUTION * tenths) / TENTHS, tenths)
  }

  return { eastSupport, courseOf, joined }
}
