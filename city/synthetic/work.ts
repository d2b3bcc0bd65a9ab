import type { Employment } from './domains.ts'
import type { Household, MadeStanding, Person } from './facts.ts'
import type { Scene } from './presets.ts'
import { cumulate, type Stream } from './random.ts'

const FULL: readonly Employment[] = [
  'wage_contract',
  'wage_no_contract',
  'self_employed',
  'seeking',
  'inactive',
]

/** Shares of work among people of working age who can work, by standing and kind of area. */
const SHARES: Readonly<Record<string, readonly number[]>> = {
  'not_poor urban': cumulate([56, 8, 26, 2, 8]),
  'not_poor rural': cumulate([42, 12, 38, 2, 6]),
  'average_living urban': cumulate([22, 24, 42, 4, 8]),
  'average_living rural': cumulate([14, 20, 58, 3, 5]),
  'near_poor urban': cumulate([5, 30, 48, 8, 9]),
  'near_poor rural': cumulate([4, 26, 58, 6, 6]),
  'poor urban': cumulate([2, 36, 32, 20, 10]),
  'poor rural': cumulate([2, 32, 42, 16, 8]),
}
const CAN_WORK_AT: readonly (readonly [number, number])[] = [
  [55, 0.985],
  [60, 0.95],
  [65, 0.8],
  [70, 0.6],
  [75, 0.4],
  [80, 0.18],
  [200, 0.02],
]
const DISABLED_SHARE: Readonly<Record<MadeStanding, number>> = {
  poor: 11,
  near_poor: 6,
  average_living: 1.6,
  not_poor: 1,
}

/** Disability, illness and frailty. Needs age. Restricted facts stay rare. */
export function health(person: Person, standing: MadeStanding, stream: Stream): void {
  const old = person.age >= 80 ? 4 : person.age >= 60 ? 2 : person.age < 16 ? 0.6 : 1
  const share = Math.min(
    0.35,
    0.009 * DISABLED_SHARE[standing] * (standing === 'poor' ? Math.min(old, 2) : old),
  )
  const drawn = stream.unit()
  person.disability =
    drawn < share * 0.28
      ? 'very_severe'
      : drawn < share
        ? 'severe'
        : drawn < share + 0.012 * old
          ? 'mild'
          : 'none'
  person.is_blind_association_member =
    (person.disability === 'severe' || person.disability === 'very_severe') &&
    person.age >= 16 &&
    stream.chance(0.045)
  person.has_hiv =
    person.age >= 16 && person.age < 66 && stream.chance(standing === 'not_poor' ? 0.0035 : 0.012)
  person.has_listed_disease = stream.chance(
    standing === 'not_poor' ? 0.006 : standing === 'average_living' ? 0.01 : 0.035,
  )
  person.is_frail =
    person.age >= 60 && stream.chance((standing === 'not_poor' ? 0.06 : 0.3) * (person.age >= 80 ? 2 : 1))
  person.malnourished =
    person.age < 16 && stream.chance(standing === 'poor' ? 0.12 : standing === 'near_poor' ? 0.05 : 0.02)
}

/** Ability, employment, pension, and what follows from them. Needs schooling and health. */
export function work(person: Person, household: Household, stream: Stream): void {
  const standing = household.standing
  const impaired = person.disability === 'severe' || person.disability === 'very_severe'
  person.can_work =
    person.age >= 15 &&
    !(impaired && !stream.chance(person.disability === 'severe' ? 0.25 : 0.02)) &&
    !(person.is_frail && person.age >= 70) &&
    stream.chance(CAN_WORK_AT.find(([age]) => person.age < age)?.[1] ?? 0)
  person.employment = employmentOf(person, household, stream)
  const pensionAge = person.sex === 'female' ? 54 : 58
  const pensioned =
    standing === 'not_poor'
      ? household.area_kind === 'urban'
        ? 0.5
        : 0.21
      : standing === 'average_living'
        ? 0.03
        : 0.004
  person.has_pension =
    person.age >= pensionAge && person.employment !== 'wage_contract' && stream.chance(pensioned)
  person.of_merit =
    person.age >= 40 &&
    stream.chance(
      standing === 'not_poor' || standing === 'average_living' ? (person.age >= 68 ? 0.03 : 0.003) : 0.002,
    )
  person.has_party_badge_40 =
    person.age >= 62 && standing !== 'poor' && stream.chance(person.has_pension ? 0.07 : 0.004)
  person.is_waste_collector =
    (person.employment === 'wage_no_contract' || person.employment === 'self_employed') &&
    person.age < 65 &&
    stream.chance(0.004)
}

function employmentOf(person: Person, household: Household, stream: Stream): Employment {
  if (!person.can_work) return 'inactive'
  if (person.attending !== 'none') return 'inactive'
  if (person.age >= 60)
    return stream.chance(person.age < 65 ? 0.6 : 0.35)
      ? stream.chance(0.85)
        ? 'self_employed'
        : 'wage_no_contract'
      : 'inactive'
  const drawn =
    FULL[stream.choose(SHARES[`${household.standing} ${household.area_kind}`] ?? [1])] ?? 'inactive'
  return drawn === 'wage_contract' && person.age < 18 ? 'wage_no_contract' : drawn
}

/** Monthly allowances of Decree 20/2021 and Decree 176/2025, merit, steady income and voluntary insurance. Needs work. */
export function allowances(household: Household, scene: Scene, stream: Stream): void {
  const { assistance, social_pension, merit } = scene.preset
  const hard = household.standing === 'poor' || household.standing === 'near_poor'
  const children = household.persons.filter(one => one.age < 16 && one.relation === 'child').length
  const alone = children > 0 && !household.persons.some(one => one.relation === 'spouse')
  for (const person of household.persons) {
    const coefficient = person.has_pension
      ? 0
      : coefficientOf(person, household, alone ? children : 0, social_pension === 0, stream)
    person.social_assistance_amount = coefficient * assistance
    const owed =
      social_pension > 0 &&
      coefficient === 0 &&
      !person.has_pension &&
      (person.age >= 75 || (hard && person.age >= 70))
    person.social_pension_amount = owed && stream.chance(0.95) ? social_pension : 0
    person.other_allowance_amount =
      person.of_merit && stream.chance(0.9) ? merit + 50_000 * stream.between(-10, 20) : 0
    person.steady_income =
      person.employment === 'wage_contract' ||
      person.has_pension ||
      person.social_assistance_amount + person.social_pension_amount + person.other_allowance_amount > 0
    person.raises_children_alone = alone && person.relation === 'head' && person.age < 60
    const free = person.age >= 20 && person.age < 60 && !person.has_pension && person.attending === 'none'
    person.joins_voluntary_insurance =
      free &&
      (person.employment === 'self_employed' || person.employment === 'wage_no_contract') &&
      stream.chance(hard ? 0.02 : 0.025)
    person.voluntary_months_supported = person.joins_voluntary_insurance
      ? stream.between(1, 48)
      : free && stream.chance(0.006)
        ? stream.between(1, 24)
        : 0
  }
}

/** The coefficient of the monthly social assistance that a person receives, 0 = none (Decree 20/2021, Art. 5 and 6). */
function coefficientOf(
  person: Person,
  household: Household,
  childrenAlone: number,
  eightyCounts: boolean,
  stream: Stream,
): number {
  const hard = household.standing === 'poor' || household.standing === 'near_poor'
  const weak = person.age < 16 || person.age >= 60
  if (person.disability === 'very_severe' && stream.chance(0.95)) return weak ? 2.5 : 2
  if (person.disability === 'severe' && stream.chance(0.93)) return weak ? 2 : 1.5
  if (person.is_orphan && stream.chance(0.9)) return person.age < 4 ? 2.5 : 1.5
  if (eightyCounts && person.age >= 80)
    return stream.chance(0.94) ? (household.standing === 'poor' && household.persons.length === 1 ? 2 : 1) : 0
  if (household.standing === 'poor' && person.lives_alone_elderly && eightyCounts)
    return stream.chance(0.25) ? 1.5 : 0
  if (hard && person.has_hiv && person.employment !== 'wage_contract') return stream.chance(0.8) ? 1.5 : 0
  if (hard && childrenAlone > 0 && person.relation === 'head' && person.age < 60)
    return stream.chance(0.6) ? childrenAlone : 0
  return 0
}
