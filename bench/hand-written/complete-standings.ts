import { NONE, NONE_BYTE, type Population } from '../../engine/population/index.ts'
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

/** Bits of a bool in a chunk. */
const NO = 1
const YES = 2

/** Standings of a range of households whose data are complete. `at` is the row of `from` in the chunk. */
export function completeStandings(
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

  return (from, to, at) => {
    for (let h = from, row = at; h < to; h++, row++) {
      const first = F[h] as number
      const end = F[h + 1] as number
      let dependent = 0
      let [jobless, hungry, uninsured, uneducated, absent, online] = [0, 0, 0, 0, 0, 0]
      for (let p = first; p < end; p++) {
        const birth = BIRTH[p] as number
        online |= ONLINE[p] as number
        if (birth > BORN_16) {
          dependent++
          hungry |= CARELESS[p] as number
          if (birth <= BORN_3) {
            if (birth <= BORN_6) uninsured |= (INSURED[p] as number) ^ 1
            if (
              (ATTENDING[p] as number) <
              (birth > BORN_6 ? LEVEL.preschool : birth > BORN_12 ? LEVEL.primary : LEVEL.lowerSecondary)
            )
              absent = 1
          }
          continue
        }
        uninsured |= (INSURED[p] as number) ^ 1
        if (birth > BORN_60) {
          const works = WORKS[p]
          if (CAN_WORK[p] === 1 && (works === WORK.seeking || works === WORK.wageNoContract)) jobless = 1
          if (birth > BORN_31 && CERTIFIED[p] === 0) {
            const [q, a] = [QUALIFICATION[p] as number, ATTENDING[p] as number]
            if (
              birth > BORN_18
                ? q < QUALIFIED.lowerSecondary && a < LEVEL.lowerSecondary
                : q < QUALIFIED.upperSecondary && a < LEVEL.upperSecondary
            )
              uneducated = 1
          }
        }
        if (
          ((ASSISTANCE[p] as number) > 0 || (SOCIAL_PENSION[p] as number) > 0) &&
          (birth <= BORN_60 || (DISABLED[p] as number) >= DISABILITY.severe)
        )
          dependent++
      }
      const members = end - first
      const burdened = dependent * 2 > members ? 1 : 0
      const shabby = (WALL[h] as number) + (FRAME[h] as number) + (ROOF[h] as number) <= 1 ? 1 : 0
      const crowded = (FLOOR[h] as number) < AREA_PER_HEAD * members ? 1 : 0
      const dirty = WATER_FROM[h] === WATER.unprotected ? 1 : 0
      const unhygienic = (TOILET_KIND[h] as number) >= TOILET.other ? 1 : 0
      const offline = online ^ 1
      const uninformed = (DEVICE[h] as number) ^ 1
      const count =
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
      employment[row] = NO + jobless
      dependants[row] = NO + burdened
      nutrition[row] = NO + hungry
      insurance[row] = NO + uninsured
      education[row] = NO + uneducated
      school[row] = NO + absent
      quality[row] = NO + shabby
      area[row] = NO + crowded
      water[row] = NO + dirty
      toilet[row] = NO + unhygienic
      telecom[row] = NO + offline
      device[row] = NO + uninformed
      deprived[row] = count

      const isRural = AREA_KIND[h] === AREA.rural
      const income = INCOME[h] as number
      const b1 = B1[h] as number
      const hasPoints = b1 !== NONE
      const line = isRural ? INCOME_LINE[1] : INCOME_LINE[0]
      let word: number
      if (hasPoints ? b1 <= (isRural ? B1_CUT[1] : B1_CUT[0]) : income <= line) {
        const points = B2[h] as number
        word = (hasPoints && points !== NONE ? points >= B2_CUT : count >= DEPRIVED_CUT)
          ? STANDING.poor
          : STANDING.nearPoor
      } else if (income > (isRural ? AVERAGE_TOP[1] : AVERAGE_TOP[0])) word = STANDING.notPoor
      else word = !hasPoints || income > line ? STANDING.averageLiving : STANDING.aboveNearPoor
      computed[row] = 1 << word
      const b2 = B2[h] as number
      unequal[row] = hasPoints && b2 !== NONE && b2 !== count * POINTS_EACH ? YES : NO
      contrary[row] = hasPoints && b1 <= (isRural ? B1_CUT[1] : B1_CUT[0]) !== income <= line ? YES : NO
      const recognised = RECOGNISED[h] as number
      let ground: number = hasPoints ? BASIS.points : BASIS.income
      if (recognised !== NONE_BYTE) {
        const since = RECOGNISED_ON[h] as number
        const until = RECOGNISED_UNTIL[h] as number
        if ((since === NONE || since <= ON) && (until === NONE || ON <= until)) {
          word = recognised
          ground = BASIS.recognised
        }
      }
      standing[row] = 1 << word
      basis[row] = 1 << ground
      let isNew = NO
      if (BEFORE[h] !== PREVIOUS.none && word >= STANDING.averageLiving) {
        const rose = ESCAPED_ON[h] as number
        if (rose <= ON && rose >= ESCAPED_SINCE) isNew = YES
      }
      escaped[row] = isNew
    }
  }
}
