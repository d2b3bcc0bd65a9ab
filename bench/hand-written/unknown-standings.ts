import { NONE, NONE_BYTE, type Population, UNKNOWN } from '../../engine/population/index.ts'
import type { Columns, Outputs } from './columns.ts'
import {
  AREA_PER_HEAD,
  AVERAGE_TOP,
  B1_CUT,
  B2_CUT,
  bornBy,
  DEPRIVED_CUT,
  ESCAPED_SINCE,
  INCOME_LINE,
  ON,
  POINTS_EACH,
} from './law-of-the-day.ts'
import { bits, cellsIn, denied, EITHER, FALSE, TRUE, told } from './possible.ts'
import {
  AREA,
  BASIS,
  DISABILITY,
  LEVEL,
  PREVIOUS,
  QUALIFIED,
  STANDING,
  TOILET,
  WATER,
  WORK,
} from './words.ts'

const WITHOUT_CONTRACT = cellsIn(WORK.seeking, WORK.wageNoContract)
const SEVERE = cellsIn(DISABILITY.severe, DISABILITY.verySevere)
const BELOW_LOWER = cellsIn(QUALIFIED.none, QUALIFIED.primary)
const BELOW_UPPER = cellsIn(QUALIFIED.none, QUALIFIED.primary, QUALIFIED.lowerSecondary)
const LEVEL_BELOW_LOWER = cellsIn(LEVEL.none, LEVEL.preschool, LEVEL.primary)
const LEVEL_BELOW_UPPER = cellsIn(LEVEL.none, LEVEL.preschool, LEVEL.primary, LEVEL.lowerSecondary)
/** Is the level attended below the one expected: preschool, primary, lower secondary; below one of these when the age is unknown? */
const BEHIND = [cellsIn(LEVEL.none), cellsIn(LEVEL.none, LEVEL.preschool), LEVEL_BELOW_LOWER] as const
const BEHIND_ANY = cellsIn(LEVEL.none)
BEHIND_ANY[LEVEL.preschool] = EITHER
BEHIND_ANY[LEVEL.primary] = EITHER
const UNSAFE_WATER = cellsIn(WATER.unprotected)
const UNHYGIENIC = cellsIn(TOILET.other, TOILET.none)
const HAD_STANDING = cellsIn(PREVIOUS.poor, PREVIOUS.nearPoor)
/** The largest income that the fact may have. */
const MOST_MONEY = 1_000_000_000_000

/** Is a value between `lo` and `hi` above a limit between `from` and `to`? */
const above = (lo: number, hi: number, from: number, to: number): number =>
  lo > to ? TRUE : hi <= from ? FALSE : EITHER

/** Standings of a range of households some of whose facts are unknown. `at` is the row of `from` in the chunk. */
export function unknownStandings(
  population: Population,
  columns: Columns,
  out: Outputs,
): (from: number, to: number, at: number) => void {
  const F = population.first
  const [BIRTH, CAN_WORK, WORKS, ASSISTANCE] = [
    columns.person('birth_date'),
    columns.person('can_work'),
    columns.person('employment'),
    columns.person('social_assistance_amount'),
  ]
  const [SOCIAL_PENSION, CARELESS, INSURED, ATTENDING] = [
    columns.person('social_pension_amount'),
    columns.person('malnourished'),
    columns.person('has_health_insurance'),
    columns.person('attending'),
  ]
  const [QUALIFICATION, CERTIFIED, ONLINE, DISABLED] = [
    columns.person('qualification'),
    columns.person('has_job_certificate'),
    columns.person('uses_internet'),
    columns.person('disability'),
  ]
  const [AREA_KIND, INCOME, B1, B2] = [
    columns.household('area_kind'),
    columns.household('income_per_head_month'),
    columns.household('b1_points'),
    columns.household('b2_points'),
  ]
  const [RECOGNISED, RECOGNISED_ON, RECOGNISED_UNTIL] = [
    columns.household('recognised_standing'),
    columns.household('recognised_on'),
    columns.household('recognised_until'),
  ]
  const [BEFORE, ESCAPED_ON, WALL, FRAME] = [
    columns.household('previous_standing'),
    columns.escapedOn(),
    columns.household('wall_durable'),
    columns.household('frame_durable'),
  ]
  const [ROOF, FLOOR, WATER_FROM, TOILET_KIND, DEVICE] = [
    columns.household('roof_durable'),
    columns.household('floor_area_m2'),
    columns.household('water_source'),
    columns.household('toilet_kind'),
    columns.household('has_information_device'),
  ]
  const [standing, basis, computed, escaped, deprived] = [
    out.standing('standing'),
    out.standing('standing_basis'),
    out.standing('computed_standing'),
    out.standing('newly_escaped'),
    out.standing('deprivation_count'),
  ]
  const [unequal, contrary] = [
    out.standing('b2_is_not_the_deprivations'),
    out.standing('points_contradict_income'),
  ]
  const [employment, dependants, nutrition, insurance] = [
    out.standing('employment'),
    out.standing('dependants'),
    out.standing('nutrition'),
    out.standing('health_insurance'),
  ]
  const [education, school, quality, area] = [
    out.standing('adult_education'),
    out.standing('school_attendance'),
    out.standing('housing_quality'),
    out.standing('housing_area'),
  ]
  const [water, toilet, telecom, device] = [
    out.standing('water'),
    out.standing('toilet'),
    out.standing('telecom'),
    out.standing('information_device'),
  ]
  const [BORN_3, BORN_6, BORN_12, BORN_16] = [bornBy(3), bornBy(6), bornBy(12), bornBy(16)]
  const [BORN_18, BORN_31, BORN_60] = [bornBy(18), bornBy(31), bornBy(60)]

  const receives = (p: number): number => {
    const [a, b] = [ASSISTANCE[p] as number, SOCIAL_PENSION[p] as number]
    return (a > 0 ? TRUE : a === UNKNOWN ? EITHER : FALSE) | (b > 0 ? TRUE : b === UNKNOWN ? EITHER : FALSE)
  }

  return (from, to, at) => {
    for (let h = from, row = at; h < to; h++, row++) {
      const first = F[h] as number
      const end = F[h + 1] as number
      let [fewest, most] = [0, 0]
      let [jobless, hungry, uninsured, uneducated, absent, online] = [0, 0, 0, 0, 0, 0]
      for (let p = first; p < end; p++) {
        const birth = BIRTH[p] as number
        online |= told(ONLINE[p] as number)
        if (birth > BORN_16) {
          fewest++
          most++
          hungry |= told(CARELESS[p] as number)
          if (birth <= BORN_3) {
            if (birth <= BORN_6) uninsured |= denied(INSURED[p] as number)
            absent |= BEHIND[birth > BORN_6 ? 0 : birth > BORN_12 ? 1 : 2][ATTENDING[p] as number] as number
          }
          continue
        }
        if (birth !== UNKNOWN) {
          uninsured |= denied(INSURED[p] as number)
          if (birth > BORN_60) {
            jobless |= told(CAN_WORK[p] as number) & (WITHOUT_CONTRACT[WORKS[p] as number] as number)
            if (birth > BORN_31) {
              const [q, a] = [QUALIFICATION[p] as number, ATTENDING[p] as number]
              const lacks =
                birth > BORN_18
                  ? (BELOW_LOWER[q] as number) & (LEVEL_BELOW_LOWER[a] as number)
                  : (BELOW_UPPER[q] as number) & (LEVEL_BELOW_UPPER[a] as number)
              uneducated |= lacks & denied(CERTIFIED[p] as number)
            }
            const dependent = receives(p) & (SEVERE[DISABLED[p] as number] as number)
            fewest += dependent >> 1
            most += dependent & 1
          } else {
            const dependent = receives(p)
            fewest += dependent >> 1
            most += dependent & 1
          }
          continue
        }
        // of an unknown birth date every age is possible
        hungry |= told(CARELESS[p] as number) & EITHER
        uninsured |= denied(INSURED[p] as number) & EITHER
        jobless |= told(CAN_WORK[p] as number) & (WITHOUT_CONTRACT[WORKS[p] as number] as number) & EITHER
        const [q, a] = [QUALIFICATION[p] as number, ATTENDING[p] as number]
        uneducated |=
          (((BELOW_LOWER[q] as number) & (LEVEL_BELOW_LOWER[a] as number)) |
            ((BELOW_UPPER[q] as number) & (LEVEL_BELOW_UPPER[a] as number))) &
          denied(CERTIFIED[p] as number) &
          EITHER
        absent |= (BEHIND_ANY[a] as number) & EITHER
        fewest += (receives(p) & (SEVERE[DISABLED[p] as number] as number)) >> 1
        most++
      }
      const members = end - first
      const burdened = fewest * 2 > members ? TRUE : most * 2 <= members ? FALSE : EITHER
      const [wall, frame, roof] = [
        denied(WALL[h] as number),
        denied(FRAME[h] as number),
        denied(ROOF[h] as number),
      ]
      // two of three
      const shabby = (wall & frame) | (wall & roof) | (frame & roof)
      const floor = FLOOR[h] as number
      const crowded = floor === UNKNOWN ? EITHER : floor < AREA_PER_HEAD * members ? TRUE : FALSE
      const dirty = UNSAFE_WATER[WATER_FROM[h] as number] as number
      const unhygienic = UNHYGIENIC[TOILET_KIND[h] as number] as number
      const offline = (7 >> (online << 1)) & 3
      const uninformed = denied(DEVICE[h] as number)
      // how many are certain in the upper half, how many possible in the lower
      const both =
        jobless +
        burdened +
        hungry +
        uninsured +
        uneducated +
        absent +
        shabby +
        crowded +
        dirty +
        unhygienic +
        offline +
        uninformed
      const possible =
        (jobless & 1) +
        (burdened & 1) +
        (hungry & 1) +
        (uninsured & 1) +
        (uneducated & 1) +
        (absent & 1) +
        (shabby & 1) +
        (crowded & 1) +
        (dirty & 1) +
        (unhygienic & 1) +
        (offline & 1) +
        (uninformed & 1)
      const certain = (both - possible) >> 1
      employment[row] = bits(jobless)
      dependants[row] = bits(burdened)
      nutrition[row] = bits(hungry)
      insurance[row] = bits(uninsured)
      education[row] = bits(uneducated)
      school[row] = bits(absent)
      quality[row] = bits(shabby)
      area[row] = bits(crowded)
      water[row] = bits(dirty)
      toilet[row] = bits(unhygienic)
      telecom[row] = bits(offline)
      device[row] = bits(uninformed)
      deprived[row] = certain === possible ? certain : UNKNOWN

      const kind = AREA_KIND[h] as number
      const low = kind === AREA.urban ? 0 : 1
      const high = kind === AREA.rural ? 1 : 0
      const income = INCOME[h] as number
      const [least, largest] = income === UNKNOWN ? [0, MOST_MONEY] : [income, income]
      const b1 = B1[h] as number
      const hasPoints = b1 !== NONE
      const overLine = above(least, largest, INCOME_LINE[low], INCOME_LINE[high])
      const isOver = hasPoints ? above(b1, b1, B1_CUT[low], B1_CUT[high]) : overLine
      let words = 0
      if (isOver !== TRUE) {
        const points = B2[h] as number
        if (hasPoints && points !== NONE)
          words = points >= B2_CUT ? 1 << STANDING.poor : 1 << STANDING.nearPoor
        else
          words =
            (possible >= DEPRIVED_CUT ? 1 << STANDING.poor : 0) |
            (certain < DEPRIVED_CUT ? 1 << STANDING.nearPoor : 0)
      }
      if (isOver !== FALSE) {
        const overTop = above(least, largest, AVERAGE_TOP[low], AVERAGE_TOP[high])
        if (overTop !== FALSE) words |= 1 << STANDING.notPoor
        if (overTop !== TRUE) {
          const isAverage = hasPoints ? overLine : TRUE
          if (isAverage !== FALSE) words |= 1 << STANDING.averageLiving
          if (isAverage !== TRUE) words |= 1 << STANDING.aboveNearPoor
        }
      }
      computed[row] = words
      const b2 = B2[h] as number
      let differs: number = FALSE
      if (hasPoints && b2 !== NONE) {
        if (b2 < certain * POINTS_EACH || b2 > possible * POINTS_EACH) differs = TRUE
        else if (certain !== possible) differs = EITHER
      }
      unequal[row] = bits(differs)
      let opposed: number = FALSE
      if (hasPoints)
        opposed = isOver === EITHER || overLine === EITHER ? EITHER : isOver === overLine ? FALSE : TRUE
      contrary[row] = bits(opposed)
      const recognised = RECOGNISED[h] as number
      let ground: number = hasPoints ? BASIS.points : BASIS.income
      if (recognised < NONE_BYTE) {
        const since = RECOGNISED_ON[h] as number
        const until = RECOGNISED_UNTIL[h] as number
        if ((since === NONE || since <= ON) && (until === NONE || ON <= until)) {
          words = 1 << recognised
          ground = BASIS.recognised
        }
      }
      standing[row] = words
      basis[row] = 1 << ground
      const rose = ESCAPED_ON[h] as number
      const isRecent = rose === UNKNOWN ? EITHER : rose <= ON && rose >= ESCAPED_SINCE ? TRUE : FALSE
      const isAbove = (words & 3) === 0 ? TRUE : words > 3 ? EITHER : FALSE
      const isNew = isRecent & isAbove & (HAD_STANDING[BEFORE[h] as number] as number)
      escaped[row] = bits(isNew)
    }
  }
}
