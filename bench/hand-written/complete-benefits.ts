import { type Population, UNKNOWN } from '../../engine/population/index.ts'
import type { Columns, Outputs } from './columns.ts'
import { give, giveGroup, giveShare, REFUSED, STATE_GROUP, STATE_TENTHS, UNDETERMINED } from './grants.ts'
import {
  ASSISTANCE_PER_CHILD,
  AVERAGE_TOP,
  addition,
  bornBy,
  CONTRIBUTION,
  COURSE,
  ELECTRICITY,
  INCOME_LINE,
  JOB_LOAN,
  LOW_INCOME_CEILING,
  LUNCH,
  PRODUCTION_LOAN,
  premium,
  SOCIAL_PENSION,
  SOCIAL_POLICY_KWH,
  SPECIAL_ZONES,
  STUDENT_LOAN,
  STUDY_COSTS,
  SUPPORTED_MONTHS,
  TENTHS,
  WATER_LOAN,
} from './law-of-the-day.ts'
import {
  AREA,
  CARD,
  DISABILITY,
  LEVEL,
  PREVIOUS,
  RESIDENCE,
  SEX,
  STANDING,
  TERRITORY,
  WISH,
  WORK,
} from './words.ts'

/** What the state leaves to the city, in tenths. */
const restOf = (card: number): number => (card === CARD.averageFarm ? 7 : card === CARD.student ? 5 : 10)

/**
 * All benefits of a range of households whose data are complete and whose standings are in the chunk; outcomes were cleared.
 * One long function: everything that several benefits ask of a person is read once, in one pass over the members.
 */
export function completeBenefits(
  population: Population,
  columns: Columns,
  out: Outputs,
): (from: number, to: number, at: number, firstPerson: number) => void {
  const F = population.first
  const [BIRTH, CAN_WORK, WORKS, ETHNICITY] = [
    columns.person('birth_date'),
    columns.person('can_work'),
    columns.person('employment'),
    columns.person('ethnicity'),
  ]
  const [ASSISTANCE, PENSIONED, ALLOWANCE, OTHER] = [
    columns.person('social_assistance_amount'),
    columns.person('has_pension'),
    columns.person('social_pension_amount'),
    columns.person('other_allowance_amount'),
  ]
  const [ATTENDING, DISABLED, CARD_GROUP, STUDENT] = [
    columns.person('attending'),
    columns.person('disability'),
    columns.person('health_card_group'),
    columns.person('is_student'),
  ]
  const [STEADY, RESIDENT, LONE, FRAIL] = [
    columns.person('steady_income'),
    columns.person('residence'),
    columns.person('lives_alone_elderly'),
    columns.person('is_frail'),
  ]
  const [HIV, DISEASE, ORPHAN, ALONE] = [
    columns.person('has_hiv'),
    columns.person('has_listed_disease'),
    columns.person('is_orphan'),
    columns.person('raises_children_alone'),
  ]
  const [BLIND, BADGE, COLLECTOR, PUBLIC_SCHOOL] = [
    columns.person('is_blind_association_member'),
    columns.person('has_party_badge_40'),
    columns.person('is_waste_collector'),
    columns.person('attends_public_school'),
  ]
  const [JOINS, MONTHS, WANTS_COURSE, WANTS_ABROAD, SEXES] = [
    columns.person('joins_voluntary_insurance'),
    columns.person('voluntary_months_supported'),
    columns.person('wants_course'),
    columns.person('wants_work_abroad'),
    columns.person('sex'),
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
  const [cityCard, support, cityAssistance, cityVoluntary] = [
    out.benefit('hai-phong/health-insurance'),
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
  const [card, legalAid, lunch, assistance] = [
    out.benefit('vn/health-insurance'),
    out.benefit('vn/legal-aid'),
    out.benefit('vn/preschool-lunch'),
    out.benefit('vn/social-assistance'),
  ]
  const [pension, studyCosts, tuition, course] = [
    out.benefit('vn/social-pension'),
    out.benefit('vn/study-costs'),
    out.benefit('vn/tuition'),
    out.benefit('vn/vocational-training'),
  ]
  const [voluntary, abroad] = [out.benefit('vn/voluntary-insurance'), out.benefit('vn/work-abroad')]
  const [BORN_3, BORN_6, BORN_16, BORN_23, BORN_60, BORN_65] = [
    bornBy(3),
    bornBy(6),
    bornBy(16),
    bornBy(23),
    bornBy(60),
    bornBy(65),
  ]
  const [BORN_70, BORN_75, BORN_77, BORN_80, BORN_81] = [
    bornBy(70),
    bornBy(75),
    bornBy(77),
    bornBy(80),
    bornBy(81),
  ]
  const KINH = columns.code('person', 'ethnicity', 'Kinh')
  const [ZONE_A, ZONE_B] = [
    columns.code('household', 'commune_code', SPECIAL_ZONES[0]),
    columns.code('household', 'commune_code', SPECIAL_ZONES[1]),
  ]

  /** Raised children where one member alone raises them; −1 where several do: whose child a child is nobody says. */
  const childrenRaised = (first: number, end: number): number => {
    let parents = 0
    let children = 0
    for (let p = first; p < end; p++) {
      if (ALONE[p] === 1) parents++
      else {
        const birth = BIRTH[p] as number
        if (birth > BORN_16 || (birth > BORN_23 && (ATTENDING[p] as number) >= LEVEL.primary)) children++
      }
    }
    return parents === 1 ? children : -1
  }

  /** What is missing to the income line. */
  const topUp = (p: number, line: number): number => {
    const gap = line - (ASSISTANCE[p] as number) - (ALLOWANCE[p] as number) - (OTHER[p] as number)
    return gap > 0 ? gap : 0
  }

  const hasNoMoney = (p: number): boolean =>
    PENSIONED[p] === 0 && ASSISTANCE[p] === 0 && ALLOWANCE[p] === 0 && OTHER[p] === 0

  /** Income support of the old city, for members of poor, near-poor and newly escaped households. */
  const eastSupport = (p: number, row: number, word: number, line: number, birth: number): void => {
    support.version[row] = 0
    const has = (ASSISTANCE[p] as number) > 0
    const isFrail = birth <= BORN_60 && birth > BORN_81 && FRAIL[p] === 1 && LONE[p] === 0 && hasNoMoney(p)
    const isNeedy =
      STEADY[p] === 0 &&
      ((birth > BORN_16 && ORPHAN[p] === 0) ||
        DISEASE[p] === 1 ||
        (word !== STANDING.poor && (LONE[p] === 1 || HIV[p] === 1)))
    if (word > STANDING.nearPoor) support.outcome[row] = has || isFrail || isNeedy ? UNDETERMINED : REFUSED
    else if (has) giveGroup(support, row, 0, topUp(p, line))
    else if (isFrail) {
      // whether someone of exactly 80 is still in the group is not known
      if (birth > BORN_80) giveGroup(support, row, 1, UNKNOWN)
      else support.outcome[row] = UNDETERMINED
    } else if (isNeedy) giveGroup(support, row, 2, UNKNOWN)
    else support.outcome[row] = REFUSED
  }

  const eastCard = (p: number, row: number, group: number, isNew: boolean, birth: number): void => {
    if (
      group !== CARD.nearPoor &&
      group !== CARD.averageFarm &&
      !isNew &&
      birth > BORN_60 &&
      BLIND[p] === 0 &&
      HIV[p] === 0
    )
      return
    cityCard.version[row] = 0
    const rest = restOf(group)
    if (group === CARD.nearPoor) giveShare(cityCard, row, 0, premium(3), 3)
    else if (isNew) giveShare(cityCard, row, 1, premium(rest), rest)
    else if (birth <= BORN_60 && hasNoMoney(p)) giveShare(cityCard, row, 2, premium(rest), rest)
    else if (BLIND[p] === 1) giveShare(cityCard, row, 3, premium(rest), rest)
    else if (group === CARD.averageFarm) giveShare(cityCard, row, 4, UNKNOWN, UNKNOWN)
    else if (HIV[p] === 1) giveShare(cityCard, row, 5, premium(rest), rest)
    else cityCard.outcome[row] = REFUSED
  }

  const westCard = (p: number, row: number, group: number, hasEscaped: boolean, birth: number): void => {
    if (!hasEscaped && birth > BORN_65 && BADGE[p] === 0 && COLLECTOR[p] === 0) return
    const rest = restOf(group)
    const stays = RESIDENT[p] === RESIDENCE.permanent
    if (hasEscaped) giveShare(cityCard, row, 0, premium(rest), rest)
    else if (birth <= BORN_77 && stays) giveShare(cityCard, row, 1, premium(rest), rest)
    else if (BADGE[p] === 1) giveShare(cityCard, row, 2, premium(rest), rest)
    else if (birth <= BORN_65 && stays) giveShare(cityCard, row, 3, premium(7), 7)
    else if (COLLECTOR[p] === 1) giveShare(cityCard, row, 4, UNKNOWN, UNKNOWN)
    else cityCard.outcome[row] = REFUSED
    cityCard.version[row] = 1
  }

  const courseOf = (p: number, row: number, word: number, isRural: boolean, isInProgramme: boolean): void => {
    const isDisabled = DISABLED[p] !== DISABILITY.none
    const minority = ETHNICITY[p] !== KINH
    if (word === STANDING.poor && minority)
      giveGroup(course, row, 0, isDisabled ? COURSE.disabled : COURSE.minorityPoor)
    else if (word === STANDING.poor || minority)
      giveGroup(course, row, 1, isDisabled ? COURSE.disabled : COURSE.poor)
    else if (word === STANDING.nearPoor)
      giveGroup(course, row, 2, isDisabled ? COURSE.disabled : COURSE.nearPoor)
    else if (SEXES[p] === SEX.female || isRural)
      giveGroup(course, row, 3, isDisabled ? COURSE.disabled : COURSE.other)
    else if (isInProgramme) giveGroup(course, row, 4, isDisabled ? COURSE.disabled : UNKNOWN)
    else if (isDisabled) giveGroup(course, row, 5, COURSE.disabled)
    else course.outcome[row] = REFUSED
  }

  const anyone = (
    first: number,
    end: number,
    column: ArrayLike<number>,
    value: number,
    equal: boolean,
  ): boolean => {
    for (let p = first; p < end; p++) if ((column[p] === value) === equal) return true
    return false
  }

  return (from, to, at, firstPerson) => {
    for (let h = from, hh = at; h < to; h++, hh++) {
      const first = F[h] as number
      const end = F[h + 1] as number
      const word = 31 - Math.clz32(standings[hh] as number)
      const isPoor = word === STANDING.poor
      const isNearPoor = word === STANDING.nearPoor
      const isLow = word <= STANDING.nearPoor
      const isNew = escapes[hh] === 2
      const area = AREA_KIND[h] as number
      const isRural = area === AREA.rural
      const income = INCOME[h] as number
      const isInProgramme =
        isNew || (!isLow && income <= (isRural ? LOW_INCOME_CEILING[1] : LOW_INCOME_CEILING[0]))
      const mayStudy =
        word <= STANDING.averageLiving ||
        (word === STANDING.aboveNearPoor && income <= (isRural ? AVERAGE_TOP[1] : AVERAGE_TOP[0]))
      const isAverageFarm = word === STANDING.averageLiving && FARM[h] === 1
      const isEast = HALF[h] === TERRITORY.east
      const hasEscaped = isNew && BEFORE[h] === PREVIOUS.poor
      const line = isRural ? INCOME_LINE[1] : INCOME_LINE[0]
      const commune = COMMUNE[h] as number
      const isZone = commune === ZONE_A || commune === ZONE_B

      const wish = WISHES[h] as number
      if (wish === WISH.job) {
        if (anyone(first, end, CAN_WORK, 1, true)) give(jobLoan, hh, JOB_LOAN)
        else jobLoan.outcome[hh] = REFUSED
      } else if (wish === WISH.water) {
        if (isRural) give(waterLoan, hh, WATER_LOAN)
        else waterLoan.outcome[hh] = REFUSED
      } else if (wish === WISH.abroad && (isLow || anyone(first, end, ETHNICITY, KINH, false)))
        give(abroadLoan, hh, UNKNOWN)
      if (isLow) {
        if (wish !== WISH.abroad) abroadLoan.outcome[hh] = REFUSED
        give(isPoor ? poorLoan : nearPoorLoan, hh, PRODUCTION_LOAN)
      } else if (isNew) give(escapedLoan, hh, PRODUCTION_LOAN)
      if (isPoor) giveGroup(electricity, hh, 0, ELECTRICITY)
      else if (SOCIAL_POLICY[h] === 1) {
        if ((KWH[h] as number) <= SOCIAL_POLICY_KWH) giveGroup(electricity, hh, 1, ELECTRICITY)
        else electricity.outcome[hh] = REFUSED
      }

      for (let p = first, row = first - firstPerson; p < end; p++, row++) {
        const birth = BIRTH[p] as number
        const received = ASSISTANCE[p] as number
        const level = ATTENDING[p] as number
        const held = CARD_GROUP[p] as number

        let group: number
        if (WORKS[p] === WORK.wageContract || held === CARD.employee) group = CARD.employee
        else if (PENSIONED[p] === 1 || held === CARD.pensioner) group = CARD.pensioner
        else if (held === CARD.other || held === CARD.merit) group = held
        else if (birth > BORN_6) group = CARD.childUnder6
        else if (received > 0 || (ALLOWANCE[p] as number) > 0 || held === CARD.socialAssistance)
          group = CARD.socialAssistance
        else if (birth <= BORN_80 || held === CARD.elderly) group = CARD.elderly
        else if (isPoor) group = CARD.poor
        else if (isNearPoor) group = CARD.nearPoor
        else if (level >= LEVEL.primary || STUDENT[p] === 1 || held === CARD.student) group = CARD.student
        else group = isAverageFarm ? CARD.averageFarm : CARD.family
        const inState = STATE_GROUP[group] as number
        if (inState >= 0) {
          const tenths = STATE_TENTHS[group] as number
          giveShare(card, row, inState, premium(tenths), tenths)
        }
        if (isEast) {
          if (
            group === CARD.family ||
            group === CARD.student ||
            group === CARD.nearPoor ||
            group === CARD.averageFarm
          )
            eastCard(p, row, group, isNew, birth)
          if (isLow || isNew) eastSupport(p, row, word, line, birth)
          if (received > 0) give(cityAssistance, row, addition(received))
          if (JOINS[p] === 1) give(cityVoluntary, row, UNKNOWN)
        } else {
          if (group === CARD.family || group === CARD.student || group === CARD.averageFarm)
            westCard(p, row, group, hasEscaped, birth)
          if (isPoor) giveGroup(support, row, 0, topUp(p, line))
          else if (hasEscaped) support.outcome[row] = UNDETERMINED
          if (isPoor || hasEscaped) support.version[row] = 1
        }

        const isOrphan = ORPHAN[p] === 1
        if (mayStudy || isOrphan) {
          if (STUDENT[p] === 1) give(studyLoan, row, STUDENT_LOAN)
          else studyLoan.outcome[row] = REFUSED
        }
        if (isPoor) giveGroup(legalAid, row, 0, UNKNOWN)
        else if (isNearPoor && (birth > BORN_16 || birth <= BORN_60))
          giveGroup(legalAid, row, birth > BORN_16 ? 1 : 2, UNKNOWN)

        const disability = DISABLED[p] as number
        const isPupil = level >= LEVEL.preschool && level <= LEVEL.upperSecondary
        const isPreschooler = level === LEVEL.preschool && birth <= BORN_3 && birth > BORN_6
        if (isPreschooler) {
          if (isLow || disability !== DISABILITY.none) give(lunch, row, LUNCH)
        } else if (isLow) lunch.outcome[row] = REFUSED
        if (isPupil) {
          const pays = PUBLIC_SCHOOL[p] === 1
          giveShare(tuition, row, pays ? 0 : 1, UNKNOWN, pays ? 1 : UNKNOWN)
        }
        if (isPupil && (isPoor || isOrphan || disability !== DISABILITY.none))
          giveGroup(studyCosts, row, 0, STUDY_COSTS)
        else if (isLow) {
          if (isNearPoor && isPreschooler) giveGroup(studyCosts, row, 1, UNKNOWN)
          else studyCosts.outcome[row] = REFUSED
        }

        if (ALONE[p] === 1 || received > 0 || disability >= DISABILITY.severe) {
          const children = isLow && ALONE[p] === 1 ? childrenRaised(first, end) : 0
          if (children > 0) giveGroup(assistance, row, 0, ASSISTANCE_PER_CHILD * children)
          else if (children < 0) assistance.outcome[row] = UNDETERMINED
          else if (received > 0) giveGroup(assistance, row, 1, UNKNOWN)
          else if (disability >= DISABILITY.severe) giveGroup(assistance, row, 2, UNKNOWN)
          else assistance.outcome[row] = REFUSED
        }
        if (birth <= BORN_70) {
          if (PENSIONED[p] === 0 && (birth <= BORN_75 || isLow))
            giveGroup(pension, row, birth <= BORN_75 ? 0 : 1, SOCIAL_PENSION)
          else pension.outcome[row] = REFUSED
        }
        if (WANTS_COURSE[p] === 1) courseOf(p, row, word, isRural, isInProgramme)
        else if (isLow || isInProgramme) course.outcome[row] = REFUSED
        if (JOINS[p] === 1) {
          const isMinority = ETHNICITY[p] !== KINH
          const tenths = isZone || isPoor ? 5 : isNearPoor ? 4 : isMinority ? 3 : 2
          if ((MONTHS[p] as number) >= SUPPORTED_MONTHS) voluntary.outcome[row] = REFUSED
          else
            giveShare(
              voluntary,
              row,
              isZone ? 0 : isPoor ? 1 : isNearPoor ? 2 : isMinority ? 3 : 4,
              (CONTRIBUTION * tenths) / TENTHS,
              tenths,
            )
        }
        if (isLow) {
          if (WANTS_ABROAD[p] === 1) give(abroad, row, UNKNOWN)
          else abroad.outcome[row] = REFUSED
        }
      }
    }
  }
}
