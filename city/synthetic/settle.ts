import { completedYears } from './calendar.ts'
import { countBits, LACK, lacksOn, turningDays } from './deprivations.ts'
import { LEVELS, type Level } from './domains.ts'
import type { Household, Person } from './facts.ts'
import { hold, isCardAsPoor } from './insurance.ts'
import type { Scene } from './presets.ts'
import { cumulate, type Stream } from './random.ts'

/**
 * What a poor household most often lacks beside the facts of its members, with weights. None of it changes with age,
 * so a household stays poor from the preset's date on.
 */
const ADDED = [
  LACK.telecom,
  LACK.toilet,
  LACK.housing_quality,
  LACK.information_device,
  LACK.housing_area,
  LACK.water,
] as const
const ADDED_SHARES = cumulate([34, 26, 16, 12, 8, 4])

/** Adds lacks until the household is deprived in three or more indicators on every day of the scene. */
export function makePoor(household: Household, scene: Scene, stream: Stream): void {
  const days = turningDays(household, scene.on, scene.until)
  const least = stream.chance(0.68) ? 3 : stream.chance(0.7) ? 4 : 5
  while (Math.min(...days.map(day => countBits(lacksOn(household, day)))) < least) {
    lack(household, ADDED[stream.choose(ADDED_SHARES)] ?? LACK.toilet, stream)
  }
}

function lack(household: Household, bit: number, stream: Stream): void {
  switch (bit) {
    case LACK.telecom:
      for (const person of household.persons) person.uses_internet = false
      household.uses_digital_services = false
      break
    case LACK.information_device:
      household.has_information_device = false
      lack(household, LACK.telecom, stream)
      break
    case LACK.toilet:
      household.toilet_kind = stream.chance(0.75) ? 'other' : 'none'
      break
    case LACK.housing_quality:
      household.roof_durable = false
      household.wall_durable = false
      break
    case LACK.housing_area:
      household.floor_area_hundredths = household.persons.length * stream.between(450, 790)
      break
    default:
      household.water_source = 'unprotected'
  }
}

/** Removes lacks until the household is deprived in fewer than three indicators on every day of the scene. */
export function makeNearPoor(household: Household, scene: Scene, stream: Stream): void {
  const days = turningDays(household, scene.on, scene.until)
  for (;;) {
    const worst = days.map(day => lacksOn(household, day)).sort((a, b) => countBits(b) - countBits(a))[0] ?? 0
    if (countBits(worst) < 3) return
    provide(
      household,
      worst & -worst & ~LACK.dependants ? worst & -worst : removable(worst),
      scene.until,
      stream,
    )
  }
}

/** The lowest bit other than that of the dependants, which follows from who the members are. */
function removable(bits: number): number {
  const rest = bits & ~LACK.dependants
  return rest & -rest
}

function provide(household: Household, bit: number, until: number, stream: Stream): void {
  for (const person of household.persons) {
    const age = completedYears(person.birth_date, until)
    if (
      bit === LACK.employment &&
      (person.employment === 'seeking' || person.employment === 'wage_no_contract')
    )
      person.employment = 'self_employed'
    if (bit === LACK.nutrition) person.malnourished = false
    if (bit === LACK.health_insurance && !person.has_health_insurance) {
      person.has_health_insurance = true
      person.health_card_group =
        person.age < 6
          ? 'child_under_6'
          : person.employment === 'wage_contract'
            ? 'employee'
            : person.social_assistance_amount + person.social_pension_amount > 0
              ? 'social_assistance'
              : person.age >= 80
                ? 'elderly'
                : 'near_poor'
    }
    if (bit === LACK.adult_education && person.age >= 14 && age <= 31 && person.attending === 'none')
      person.qualification = age >= 18 ? 'upper_secondary' : 'lower_secondary'
    if (bit === LACK.school_attendance && age >= 3 && person.age <= 15)
      attend(person, age < 6 ? 'preschool' : age < 12 ? 'primary' : 'lower_secondary')
  }
  if (bit === LACK.housing_quality) household.wall_durable = household.frame_durable = true
  if (bit === LACK.housing_area)
    household.floor_area_hundredths = household.persons.length * stream.between(830, 1600)
  if (bit === LACK.water) household.water_source = 'piped'
  if (bit === LACK.toilet) household.toilet_kind = 'septic'
  if (bit === LACK.information_device) household.has_information_device = true
  if (bit === LACK.telecom) {
    household.has_information_device = true
    const user = household.persons.reduce((best, one) =>
      Math.abs(one.age - 30) < Math.abs(best.age - 30) ? one : best,
    )
    user.uses_internet = true
  }
}

/** Sends a child to a level unless it attends that or a higher one. */
function attend(person: Person, level: Level): void {
  if (LEVELS.indexOf(person.attending) >= LEVELS.indexOf(level)) return
  person.attending = level
  person.attends_public_school = true
}

/**
 * Makes exactly `wanted` persons of a poor household fall under the group `poor`, by giving the surplus the monthly
 * assistance of a severe disability.
 *
 * @returns false if too few fall under it: then the household must be made again
 */
export function settleCards(
  household: Household,
  wanted: number,
  assistance: number,
  stream: Stream,
): boolean {
  let cards = household.persons.filter(one => isCardAsPoor(one, household)).length
  for (const person of household.persons) {
    if (cards <= wanted) break
    if (!isCardAsPoor(person, household)) continue
    person.disability = 'severe'
    person.can_work = false
    person.employment = 'inactive'
    person.joins_voluntary_insurance = false
    person.social_assistance_amount = assistance * (person.age < 16 || person.age >= 60 ? 2 : 1.5)
    person.steady_income = true
    hold(person, 'social_assistance', stream)
    cards--
  }
  return cards === wanted
}
