import { UNKNOWN } from '../../engine/population/index.ts'
import type { Columns } from './columns.ts'
import { bornBy, INCOME_LINE } from './law-of-the-day.ts'
import { aged, cellsIn, denied, EITHER, FALSE, not, positive, TRUE, told } from './possible.ts'
import { AREA, LEVEL } from './words.ts'

const MOST_MONEY = 1_000_000_000_000
/** Primary school or more. */
export const AT_SCHOOL = cellsIn(
  LEVEL.primary,
  LEVEL.lowerSecondary,
  LEVEL.upperSecondary,
  LEVEL.vocational,
  LEVEL.higher,
)

export interface People {
  minority(p: number): number
  hasNoMoney(p: number): number
  topUp(p: number, kind: number): number
  childrenRaised(first: number, end: number): number
}

/** What several benefits ask of persons, some of whose facts are unknown. */
export function unknownPeople(columns: Columns): People {
  const [BIRTH, ETHNICITY, ATTENDING, ALONE] = [
    columns.person('birth_date'),
    columns.person('ethnicity'),
    columns.person('attending'),
    columns.person('raises_children_alone'),
  ]
  const [ASSISTANCE, PENSIONED, ALLOWANCE, OTHER] = [
    columns.person('social_assistance_amount'),
    columns.person('has_pension'),
    columns.person('social_pension_amount'),
    columns.person('other_allowance_amount'),
  ]
  const [BORN_16, BORN_23] = [bornBy(16), bornBy(23)]
  const KINH = columns.code('person', 'ethnicity', 'Kinh')

  const minority = (p: number): number =>
    ETHNICITY[p] === UNKNOWN ? EITHER : ETHNICITY[p] === KINH ? FALSE : TRUE
  const hasNoMoney = (p: number): number =>
    denied(PENSIONED[p] as number) &
    not(positive(ASSISTANCE[p] as number) | positive(ALLOWANCE[p] as number) | positive(OTHER[p] as number))

  /** The sum of what the person receives is between these; the gap to the income line, if it is one number. */
  const topUp = (p: number, kind: number): number => {
    let [least, most] = [0, 0]
    for (const amount of [ASSISTANCE[p] as number, ALLOWANCE[p] as number, OTHER[p] as number]) {
      least += amount === UNKNOWN ? 0 : amount
      most += amount === UNKNOWN ? MOST_MONEY : amount
    }
    const largest = Math.max(0, (kind === AREA.rural ? INCOME_LINE[1] : INCOME_LINE[0]) - least)
    const smallest = Math.max(0, (kind === AREA.urban ? INCOME_LINE[0] : INCOME_LINE[1]) - most)
    return smallest === largest ? largest : UNKNOWN
  }

  /** Raised children where one member alone raises them; −1 where their number is open and may be none, −2 where it is open and at least one. */
  const childrenRaised = (first: number, end: number): number => {
    let [fewestParents, mostParents, fewest, most] = [0, 0, 0, 0]
    for (let p = first; p < end; p++) {
      const alone = told(ALONE[p] as number)
      fewestParents += alone >> 1
      mostParents += alone & 1
      if (alone === TRUE) continue
      const birth = BIRTH[p] as number
      const isChild =
        not(alone) &
        (not(aged(birth, BORN_16)) |
          (not(aged(birth, BORN_23)) & (AT_SCHOOL[ATTENDING[p] as number] as number)))
      fewest += isChild >> 1
      most += isChild & 1
    }
    if (fewestParents !== 1 || mostParents !== 1) return -1
    return fewest === most ? fewest : fewest > 0 ? -2 : -1
  }

  return { minority, hasNoMoney, topUp, childrenRaised }
}
