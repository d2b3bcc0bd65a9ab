import { monthsAfter } from './calendar.ts'
import { EMPTY } from './columns.ts'
import type { Household, MadeStanding } from './facts.ts'
import type { Scene } from './presets.ts'
import { cumulate, type Stream } from './random.ts'

/** Income lines and bands of the national standard of 2022 (Decree 07/2021, Art. 3), đồng per head and month. */
export const LINE = { rural: 1_500_000, urban: 2_000_000 } as const
const BAND = { rural: 2_250_000, urban: 3_000_000 } as const

/** Shares of households without something, by standing. Water and toilets are good nearly everywhere in this city. */
interface Lacks {
  readonly structure: number
  readonly water: number
  readonly toilet: number
  readonly device: number
  readonly crowded: number
}
const LACKS: Readonly<Record<MadeStanding, Lacks>> = {
  poor: { structure: 0.3, water: 0.05, toilet: 0.32, device: 0.3, crowded: 0.12 },
  near_poor: { structure: 0.09, water: 0.015, toilet: 0.08, device: 0.05, crowded: 0.05 },
  average_living: { structure: 0.04, water: 0.008, toilet: 0.03, device: 0.01, crowded: 0.03 },
  not_poor: { structure: 0.008, water: 0.003, toilet: 0.006, device: 0.003, crowded: 0.012 },
}
const WATER = {
  urban: cumulate([97, 1, 0.2, 0, 0.3, 1.5]),
  rural: cumulate([87, 7, 2.5, 0.2, 2.8, 0.5]),
} as const
const WATER_WORDS = ['piped', 'borehole', 'protected_well', 'protected_spring', 'rain', 'bottled'] as const
const GOOD_TOILETS = ['septic', 'pour_flush', 'ventilated_pit', 'double_vault'] as const
const TOILETS = { urban: cumulate([97, 2.5, 0.2, 0.3]), rural: cumulate([86, 8, 1, 5]) } as const
const FARM: Readonly<Record<MadeStanding, number>> = {
  poor: 0.45,
  near_poor: 0.55,
  average_living: 0.82,
  not_poor: 0.27,
}

/** Income, dwelling, water, sanitation, devices and internet. Needs ages and schooling of the persons. */
export function dwell(household: Household, stream: Stream, medianIncome: number): void {
  const { standing, area_kind, persons } = household
  const lacks = LACKS[standing]
  household.income_per_head_month = incomeOf(
    standing,
    LINE[area_kind],
    BAND[area_kind],
    area_kind === 'urban' ? medianIncome * 1.15 : medianIncome * 0.88,
    stream,
  )
  household.is_farm_household = stream.chance(area_kind === 'rural' ? FARM[standing] : FARM[standing] * 0.15)
  household.monthly_kwh = kwhOf(household, stream)
  const weak = stream.chance(lacks.structure)
  household.wall_durable = weak ? stream.chance(0.25) : !stream.chance(0.01)
  household.frame_durable = weak ? stream.chance(0.35) : !stream.chance(0.01)
  household.roof_durable = weak ? false : !stream.chance(0.02)
  const perHead = stream.chance(lacks.crowded)
    ? 450 + 345 * stream.unit()
    : 830 + (standing === 'not_poor' ? 2600 : 1500) * Math.exp(0.45 * stream.normal() - 0.4)
  household.floor_area_hundredths = Math.round(Math.min(perHead * persons.length, 60_000))
  household.water_source = stream.chance(lacks.water)
    ? 'unprotected'
    : (WATER_WORDS[stream.choose(WATER[area_kind])] ?? 'piped')
  household.toilet_kind = stream.chance(lacks.toilet)
    ? stream.chance(0.75)
      ? 'other'
      : 'none'
    : (GOOD_TOILETS[stream.choose(TOILETS[area_kind])] ?? 'septic')
  household.waste_treatment = stream.chance(area_kind === 'urban' ? 0.985 : 0.86)
    ? 'collected'
    : stream.chance(0.75)
      ? 'treated_on_site'
      : 'untreated'
  household.has_information_device = !stream.chance(lacks.device)
  for (const person of persons)
    person.uses_internet = household.has_information_device && stream.chance(internetAt(person.age, standing))
  household.uses_digital_services =
    persons.some(one => one.uses_internet && one.age >= 15) &&
    stream.chance(standing === 'poor' ? 0.25 : standing === 'near_poor' ? 0.4 : 0.75)
}

/** Whole thousands of đồng; above the band log-normal around the median, at most 80 million. */
function incomeOf(
  standing: MadeStanding,
  line: number,
  band: number,
  median: number,
  stream: Stream,
): number {
  const round = (value: number) => Math.round(value / 1000) * 1000
  if (standing === 'poor') return round(line * (0.25 + 0.75 * Math.sqrt(stream.unit())))
  if (standing === 'near_poor') return round(line * (0.55 + 0.45 * Math.sqrt(stream.unit())))
  if (standing === 'average_living') return line + 1000 + round((band - line - 1000) * stream.unit())
  return Math.min(80_000_000, band + 1000 + round((median - band) * Math.exp(0.62 * stream.normal())))
}

function kwhOf(household: Household, stream: Stream): number {
  const persons = household.persons.length
  const base =
    household.standing === 'poor'
      ? 18 + 14 * persons
      : household.standing === 'near_poor'
        ? 30 + 20 * persons
        : household.standing === 'average_living'
          ? 50 + 28 * persons
          : 80 + 48 * persons
  return Math.max(
    5,
    Math.min(
      2500,
      Math.round(base * (household.area_kind === 'urban' ? 1.15 : 1) * Math.exp(0.38 * stream.normal())),
    ),
  )
}

function internetAt(age: number, standing: MadeStanding): number {
  const share =
    age < 6
      ? 0
      : age < 10
        ? 0.35
        : age < 16
          ? 0.8
          : age < 45
            ? 0.96
            : age < 60
              ? 0.82
              : age < 70
                ? 0.55
                : age < 80
                  ? 0.25
                  : 0.07
  return standing === 'poor'
    ? share * 0.35
    : standing === 'near_poor'
      ? share * 0.75
      : standing === 'average_living'
        ? share * 0.9
        : share
}

/** Facts of the household that follow from the others, wishes, and history. Comes last. */
export function conclude(household: Household, scene: Scene, stream: Stream): void {
  const { persons, standing } = household
  const hard = standing === 'poor' || standing === 'near_poor'
  for (const person of persons) wishes(person, stream)
  household.no_labour_capacity = !persons.some(one => one.can_work)
  household.is_social_policy_household =
    !hard &&
    persons.some(one => one.social_assistance_amount > 0 || one.social_pension_amount > 0 || one.of_merit)
  household.had_housing_support = stream.chance(hard ? 0.12 : standing === 'average_living' ? 0.04 : 0.006)
  household.loan_wish = loanWish(household, stream)
  household.previous_standing = 'none'
  household.escaped_on = EMPTY
  const share = scene.preset.escaped_share
  if (!hard && stream.chance(standing === 'average_living' ? share : share / 45)) {
    household.previous_standing = stream.chance(0.5) ? 'poor' : 'near_poor'
    // Decisions fall in December, after the review of autumn; a fifth of the rises are older than 36 months.
    const yearsBack = stream.chance(0.2) ? 4 : stream.between(1, 3)
    household.escaped_on = monthsAfter(scene.on - 12, -12 * (yearsBack - 1)) - stream.between(0, 10)
  }
}

function wishes(person: Household['persons'][number], stream: Stream): void {
  const young = person.age >= 16 && person.age < 55 && person.can_work
  person.wants_job =
    person.employment === 'seeking'
      ? stream.chance(0.85)
      : young && person.employment !== 'wage_contract' && person.attending === 'none' && stream.chance(0.07)
  person.wants_course = young && stream.chance(person.employment === 'seeking' ? 0.4 : 0.035)
  person.wants_work_abroad =
    person.age >= 18 &&
    person.age < 40 &&
    person.can_work &&
    person.attending === 'none' &&
    stream.chance(0.02)
}

function loanWish(household: Household, stream: Stream): Household['loan_wish'] {
  const { persons, standing } = household
  const open =
    standing === 'not_poor'
      ? 0.06
      : standing === 'average_living'
        ? 0.3
        : household.no_labour_capacity
          ? 0.08
          : 0.45
  if (!stream.chance(open)) return 'none'
  if (persons.some(one => one.is_student) && stream.chance(0.6)) return 'study'
  if (persons.some(one => one.wants_work_abroad) && stream.chance(0.6)) return 'abroad'
  if (
    (household.water_source === 'unprotected' ||
      household.toilet_kind === 'other' ||
      household.toilet_kind === 'none') &&
    stream.chance(0.5)
  )
    return 'water'
  if (!household.roof_durable && stream.chance(0.6)) return 'housing'
  if (persons.some(one => one.employment === 'seeking') && stream.chance(0.5)) return 'job'
  return household.is_farm_household || stream.chance(0.7) ? 'production' : 'job'
}
