import { type BenefitChunk, type Population, UNKNOWN, UNKNOWN_BYTE } from '../../engine/population/index.ts'
import type { Columns, Outputs } from './columns.ts'
import { give, giveGroup, giveShare, REFUSED, UNDETERMINED } from './grants.ts'
import {
  ASSISTANCE_PER_CHILD,
  AVERAGE_TOP,
  addition,
  bornBy,
  ELECTRICITY,
  JOB_LOAN,
  LOW_INCOME_CEILING,
  LUNCH,
  PRODUCTION_LOAN,
  SOCIAL_PENSION,
  SOCIAL_POLICY_KWH,
  SPECIAL_ZONES,
  STUDENT_LOAN,
  STUDY_COSTS,
  WATER_LOAN,
} from './law-of-the-day.ts'
import { aged, cellsIn, EITHER, FALSE, fromBits, not, positive, TRUE, told, within } from './possible.ts'
import { type CardHousehold, unknownCards } from './unknown-cards.ts'
import { unknownGroups } from './unknown-groups.ts'
import { unknownPeople } from './unknown-people.ts'
import { AREA, DISABILITY, LEVEL, PREVIOUS, STANDING, TERRITORY, WISH } from './words.ts'

const SEVERE = cellsIn(DISABILITY.severe, DISABILITY.verySevere)
const ANY_DISABILITY = cellsIn(DISABILITY.mild, DISABILITY.severe, DISABILITY.verySevere)
const PUPIL = cellsIn(LEVEL.preschool, LEVEL.primary, LEVEL.lowerSecondary, LEVEL.upperSecondary)
const PRESCHOOL = cellsIn(LEVEL.preschool)
const RURAL = cellsIn(AREA.rural)
const WAS_POOR = cellsIn(PREVIOUS.poor)

/** A benefit without groups: scope, then condition. */
function plain(b: BenefitChunk, row: number, scope: number, when: number, amount: number): void {
  if (scope === FALSE) return
  if (scope === EITHER || when === EITHER) b.outcome[row] = UNDETERMINED
  else if (when === TRUE) give(b, row, amount)
  else b.outcome[row] = REFUSED
}

/** Is a value at most a limit that depends on the kind of area? */
function atMost(value: number, urban: number, rural: number, kind: number): number {
  if (value === UNKNOWN) return EITHER
  if (kind === UNKNOWN_BYTE) return value <= rural ? TRUE : value > urban ? FALSE : EITHER
  return value <= (kind === AREA.rural ? rural : urban) ? TRUE : FALSE
}

/** All benefits of a range of households some of whose facts are unknown; their standings are in the chunk, outcomes were cleared. */
export function unknownBenefits(
  population: Population,
  columns: Columns,
  out: Outputs,
): (from: number, to: number, at: number, firstPerson: number) => void {
  const F = population.first
  const people = unknownPeople(columns)
  const cards = unknownCards(columns, out, people)
  const { eastSupport, courseOf, joined } = unknownGroups(columns, out, people)
  const household: CardHousehold = { poor: 0, nearPoor: 0, farm: 0, escaped: 0, hasEscaped: 0, half: 0 }
  const [BIRTH, CAN_WORK, ASSISTANCE, PENSIONED] = [
    columns.person('birth_date'),
    columns.person('can_work'),
    columns.person('social_assistance_amount'),
    columns.person('has_pension'),
  ]
  const [ATTENDING, DISABLED, STUDENT, ORPHAN, ALONE] = [
    columns.person('attending'),
    columns.person('disability'),
    columns.person('is_student'),
    columns.person('is_orphan'),
    columns.person('raises_children_alone'),
  ]
  const [PUBLIC_SCHOOL, JOINS, WANTS_COURSE, WANTS_ABROAD] = [
    columns.person('attends_public_school'),
    columns.person('joins_voluntary_insurance'),
    columns.person('wants_course'),
    columns.person('wants_work_abroad'),
  ]
  const [HALF, AREA_KIND, INCOME, WISHES] = [
    columns.household('territory'),
    columns.household('area_kind'),
    columns.household('income_per_head_month'),
    columns.household('loan_wish'),
  ]
  const [COMMUNE, BEFORE, FARM, SOCIAL_POLICY, KWH] = [
    columns.household('commune_code'),
    columns.household('previous_standing'),
    columns.household('is_farm_household'),
    columns.household('is_social_policy_household'),
    columns.household('monthly_kwh'),
  ]
  const [standings, escapes] = [out.standing('standing'), out.standing('newly_escaped')]
  const [support, cityAssistance, cityVoluntary] = [
    out.benefit('hai-phong/income-support'),
    out.benefit('hai-phong/social-assistance'),
    out.benefit('hai-phong/voluntary-insurance'),
  ]
  const [jobLoan, nearPoorLoan, escapedLoan, poorLoan] = [
    out.benefit('vn/credit/job-creation'),
    out.benefit('vn/credit/near-poor'),
    out.benefit('vn/credit/newly-escaped'),
    out.benefit('vn/credit/poor'),
  ]
  const [studyLoan, waterLoan, abroadLoan, electricity] = [
    out.benefit('vn/credit/students'),
    out.benefit('vn/credit/water-sanitation'),
    out.benefit('vn/credit/work-abroad'),
    out.benefit('vn/electricity'),
  ]
  const [legalAid, lunch, assistance, pension] = [
    out.benefit('vn/legal-aid'),
    out.benefit('vn/preschool-lunch'),
    out.benefit('vn/social-assistance'),
    out.benefit('vn/social-pension'),
  ]
  const [studyCosts, tuition, course, voluntary, abroad] = [
    out.benefit('vn/study-costs'),
    out.benefit('vn/tuition'),
    out.benefit('vn/vocational-training'),
    out.benefit('vn/voluntary-insurance'),
    out.benefit('vn/work-abroad'),
  ]
  const [BORN_3, BORN_6, BORN_16, BORN_60, BORN_70, BORN_75] = [
    bornBy(3),
    bornBy(6),
    bornBy(16),
    bornBy(60),
    bornBy(70),
    bornBy(75),
  ]
  const [ZONE_A, ZONE_B] = [
    columns.code('household', 'commune_code', SPECIAL_ZONES[0]),
    columns.code('household', 'commune_code', SPECIAL_ZONES[1]),
  ]

  const anyoneWorks = (first: number, end: number): number => {
    let found = FALSE as number
    for (let p = first; p < end; p++) found |= told(CAN_WORK[p] as number)
    return found
  }
  const anyMinority = (first: number, end: number): number => {
    let found = FALSE as number
    for (let p = first; p < end; p++) found |= people.minority(p)
    return found
  }

  return (from, to, at, firstPerson) => {
    for (let h = from, hh = at; h < to; h++, hh++) {
      const first = F[h] as number
      const end = F[h + 1] as number
      const words = standings[hh] as number
      const poor = within(words, 1 << STANDING.poor)
      const nearPoor = within(words, 1 << STANDING.nearPoor)
      const low = within(words, 3)
      const escaped = fromBits(escapes[hh] as number)
      const kind = AREA_KIND[h] as number
      const income = INCOME[h] as number
      const inProgramme =
        escaped | (not(low) & atMost(income, LOW_INCOME_CEILING[0], LOW_INCOME_CEILING[1], kind))
      const mayStudy =
        within(words, 7) |
        (within(words, 1 << STANDING.aboveNearPoor) & atMost(income, AVERAGE_TOP[0], AVERAGE_TOP[1], kind))
      const farm = told(FARM[h] as number) & within(words, 1 << STANDING.averageLiving)
      const half = HALF[h] as number
      const hasEscaped = escaped & (WAS_POOR[BEFORE[h] as number] as number)
      const commune = COMMUNE[h] as number
      const zone = commune === UNKNOWN ? EITHER : commune === ZONE_A || commune === ZONE_B ? TRUE : FALSE

      const wish = WISHES[h] as number
      if (wish === WISH.job) plain(jobLoan, hh, TRUE, anyoneWorks(first, end), JOB_LOAN)
      else if (wish === WISH.water) plain(waterLoan, hh, TRUE, RURAL[kind] as number, WATER_LOAN)
      else if (wish === UNKNOWN_BYTE) {
        jobLoan.outcome[hh] = UNDETERMINED
        waterLoan.outcome[hh] = UNDETERMINED
      }
      const abroadWish = wish === WISH.abroad ? TRUE : wish === UNKNOWN_BYTE ? EITHER : FALSE
      if (low === TRUE || abroadWish === FALSE) plain(abroadLoan, hh, low, abroadWish, UNKNOWN)
      else plain(abroadLoan, hh, low | (abroadWish & anyMinority(first, end)), abroadWish, UNKNOWN)
      plain(poorLoan, hh, poor, TRUE, PRODUCTION_LOAN)
      plain(nearPoorLoan, hh, nearPoor, TRUE, PRODUCTION_LOAN)
      plain(escapedLoan, hh, escaped, TRUE, PRODUCTION_LOAN)
      const policy = told(SOCIAL_POLICY[h] as number)
      if (poor === TRUE) giveGroup(electricity, hh, 0, ELECTRICITY)
      else if ((poor | policy) === EITHER) electricity.outcome[hh] = UNDETERMINED
      else if (policy === TRUE) {
        const used = KWH[h] as number
        if (poor !== FALSE || used === UNKNOWN) electricity.outcome[hh] = UNDETERMINED
        else if (used <= SOCIAL_POLICY_KWH) giveGroup(electricity, hh, 1, ELECTRICITY)
        else electricity.outcome[hh] = REFUSED
      }

      household.poor = poor
      household.nearPoor = nearPoor
      household.farm = farm
      household.escaped = escaped
      household.hasEscaped = hasEscaped
      household.half = half
      for (let p = first, row = first - firstPerson; p < end; p++, row++) {
        const birth = BIRTH[p] as number
        const sum = ASSISTANCE[p] as number
        const received = positive(sum)
        const level = ATTENDING[p] as number
        const joins = told(JOINS[p] as number)

        cards(p, row, household)
        const isWest = half === TERRITORY.west
        const supported = isWest ? poor | hasEscaped : low | escaped
        if (supported !== FALSE) {
          support.version[row] = isWest ? 1 : 0
          if (isWest && poor === TRUE) giveGroup(support, row, 0, people.topUp(p, kind))
          else if (isWest || half !== TERRITORY.east || supported === EITHER)
            support.outcome[row] = UNDETERMINED
          else eastSupport(p, row, birth, received, poor, low, escaped, kind)
        }
        if (!isWest) {
          const isEast = half === TERRITORY.east
          if (isEast && received === TRUE) give(cityAssistance, row, addition(sum))
          else if (received !== FALSE) cityAssistance.outcome[row] = UNDETERMINED
          if (isEast && joins === TRUE) give(cityVoluntary, row, UNKNOWN)
          else if (joins !== FALSE) cityVoluntary.outcome[row] = UNDETERMINED
        }

        const orphan = told(ORPHAN[p] as number)
        const maybeStudies = mayStudy | orphan
        if (maybeStudies !== FALSE)
          plain(studyLoan, row, maybeStudies, told(STUDENT[p] as number), STUDENT_LOAN)
        if (poor === TRUE) giveGroup(legalAid, row, 0, UNKNOWN)
        else if (low !== FALSE) {
          const [child, old] = [not(aged(birth, BORN_16)), aged(birth, BORN_60)]
          const scope = poor | (nearPoor & (child | old))
          if (scope === EITHER) legalAid.outcome[row] = UNDETERMINED
          else if (scope === TRUE) {
            // near-poor for certain, and of a known age
            giveGroup(legalAid, row, child === TRUE ? 1 : 2, UNKNOWN)
          }
        }

        const disability = DISABLED[p] as number
        const isDisabled = ANY_DISABILITY[disability] as number
        const pupil = PUPIL[level] as number
        const preschooler = (PRESCHOOL[level] as number) & aged(birth, BORN_3) & not(aged(birth, BORN_6))
        const eats = low | (preschooler & isDisabled)
        if (eats !== FALSE) plain(lunch, row, eats, preschooler, LUNCH)
        if (pupil !== FALSE) {
          const pays = PUBLIC_SCHOOL[p] as number
          if (pupil === EITHER || pays === UNKNOWN_BYTE) tuition.outcome[row] = UNDETERMINED
          else giveShare(tuition, row, 1 - pays, UNKNOWN, pays === 1 ? 1 : UNKNOWN)
        }
        const special = orphan | isDisabled
        const studies = low | (pupil & special)
        if (studies === EITHER) studyCosts.outcome[row] = UNDETERMINED
        else if (studies === TRUE) {
          const a = pupil & (poor | special)
          const b = nearPoor & preschooler
          if (a === TRUE) giveGroup(studyCosts, row, 0, STUDY_COSTS)
          else if (a === EITHER || b === EITHER) studyCosts.outcome[row] = UNDETERMINED
          else if (b === TRUE) giveGroup(studyCosts, row, 1, UNKNOWN)
          else studyCosts.outcome[row] = REFUSED
        }

        const alone = told(ALONE[p] as number)
        const severe = SEVERE[disability] as number
        const helped = alone | received | severe
        if (helped === EITHER) assistance.outcome[row] = UNDETERMINED
        else if (helped === TRUE) {
          const children = (alone & low) !== FALSE ? people.childrenRaised(first, end) : 0
          const parent = alone & low & (children === 0 ? FALSE : children === -1 ? EITHER : TRUE)
          if (parent === TRUE)
            giveGroup(assistance, row, 0, children < 0 ? UNKNOWN : ASSISTANCE_PER_CHILD * children)
          else if (parent === EITHER || received === EITHER) assistance.outcome[row] = UNDETERMINED
          else if (received === TRUE) giveGroup(assistance, row, 1, UNKNOWN)
          else if (severe === EITHER) assistance.outcome[row] = UNDETERMINED
          else if (severe === TRUE) giveGroup(assistance, row, 2, UNKNOWN)
          else assistance.outcome[row] = REFUSED
        }
        if (birth <= BORN_70) {
          if (birth === UNKNOWN) pension.outcome[row] = UNDETERMINED
          else {
            const pensioned = PENSIONED[p] as number
            const old = birth <= BORN_75 ? TRUE : FALSE
            if (pensioned === 1 || (old | low) === FALSE) pension.outcome[row] = REFUSED
            else if (pensioned === UNKNOWN_BYTE || (old | low) === EITHER) pension.outcome[row] = UNDETERMINED
            else giveGroup(pension, row, old === TRUE ? 0 : 1, SOCIAL_PENSION)
          }
        }
        const wants = told(WANTS_COURSE[p] as number)
        const trains = low | inProgramme | wants
        if (trains === EITHER) course.outcome[row] = UNDETERMINED
        else if (trains === TRUE) {
          if (wants === FALSE) course.outcome[row] = REFUSED
          else courseOf(p, row, wants, poor, nearPoor, kind, inProgramme)
        }
        if (joins === EITHER) voluntary.outcome[row] = UNDETERMINED
        else if (joins === TRUE) joined(p, row, zone, poor, nearPoor)
        if (low !== FALSE) plain(abroad, row, low, told(WANTS_ABROAD[p] as number), UNKNOWN)
      }
    }
  }
}
