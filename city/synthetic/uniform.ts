import { territoryOf } from '../areas/index.ts'
import { birthday, dayOf, monthsAfter } from './calendar.ts'
import { EMPTY } from './columns.ts'
import {
  AREA_KINDS,
  CARD_GROUPS,
  COMMUNES,
  DISABILITIES,
  EMPLOYMENTS,
  ETHNICITIES,
  LEVELS,
  LOAN_WISHES,
  PREVIOUS,
  QUALIFICATIONS,
  RELATIONS,
  RESIDENCES,
  SEXES,
  STANDINGS,
  TOILETS,
  WASTE,
  WATER,
} from './domains.ts'
import { Household, Person } from './facts.ts'
import { LANE, Stream } from './random.ts'

/** Decision dates that the tests of the law use. */
const DECISIONS = ['2023-12-31', '2025-08-31', '2026-11-30', '2027-06-30'].map(dayOf)
/** Ages at which something in the law begins or ends. */
const AGES = [
  0, 3, 4, 6, 12, 15, 16, 18, 22, 30, 31, 35, 55, 59, 60, 65, 70, 74, 75, 77, 79, 80, 100,
] as const
const INCOMES = [
  0, 1_500_000, 2_000_000, 2_200_000, 2_250_000, 2_800_000, 3_000_000, 3_300_000, 4_200_000,
] as const
const LEAP_BIRTHS = [
  '1944-02-29',
  '1952-02-29',
  '1964-02-29',
  '1996-02-29',
  '2008-02-29',
  '2012-02-29',
  '2020-02-29',
  '2024-02-29',
].map(dayOf)
const AMOUNTS = [
  0, 1, 360_000, 500_000, 540_000, 700_000, 1_100_000, 1_499_999, 1_500_000, 1_999_999, 2_000_000, 2_500_000,
] as const
/** Points around the cut-offs (rural 140, urban 175; 30). */
const B1 = [0, 100, 139, 140, 141, 174, 175, 176, 300] as const
const B2 = [0, 10, 20, 29, 30, 31, 40, 120] as const
const KWH = [0, 29, 30, 31, 49, 50, 51, 100, 400] as const

/** Nobody is born after this day, so that every decision date sees whole households. */
const LAST_BIRTH = dayOf('2023-12-31')

/**
 * Households for stress: every fact drawn by itself over its whole domain, with a liking for the values at which an
 * outcome tips. Nothing about them is plausible.
 */
export class UniformMaker {
  private readonly seed: number
  private readonly stream = new Stream()
  private readonly household = new Household()
  private readonly pool = Array.from({ length: 9 }, () => new Person())

  constructor(seed: number) {
    this.seed = seed
  }

  /** The household with this running number (from 1) and size (1 to 9); the object is used again for the next. */
  make(number: number, size: number): Household {
    const s = this.stream.seek(this.seed, number, LANE.facts)
    const one = this.household
    one.commune = s.between(0, COMMUNES.length - 1)
    one.territory = TERRITORY_OF[one.commune] ?? 'east'
    one.area_kind = s.pick(AREA_KINDS)
    one.income_per_head_month = s.chance(0.7)
      ? Math.max(0, s.pick(INCOMES) + s.between(-1, 1))
      : s.between(0, 9_000_000)
    one.b1_points = s.chance(0.5) ? EMPTY : s.pick(B1)
    one.b2_points = s.chance(0.5) ? EMPTY : s.pick(B2)
    this.recognise(one)
    one.previous_standing = s.chance(0.15) ? undefined : s.pick(PREVIOUS)
    one.escaped_on = s.chance(0.3)
      ? EMPTY
      : monthsAfter(s.pick(DECISIONS), -36) + s.between(-2, 2) + (s.chance(0.3) ? s.between(-400, 1200) : 0)
    one.is_farm_household = s.chance(0.5)
    one.is_social_policy_household = s.chance(0.5)
    one.monthly_kwh = s.pick(KWH)
    one.wall_durable = s.chance(0.5)
    one.frame_durable = s.chance(0.5)
    one.roof_durable = s.chance(0.5)
    one.floor_area_hundredths = s.chance(0.5) ? 800 * size + s.between(-1, 1) : s.between(1, 20_000)
    one.water_source = s.pick(WATER)
    one.toilet_kind = s.pick(TOILETS)
    one.waste_treatment = s.pick(WASTE)
    one.has_information_device = s.chance(0.5)
    one.uses_digital_services = s.chance(0.5)
    one.no_labour_capacity = s.chance(0.5)
    one.has_merit_person = s.chance(0.5)
    one.loan_wish = s.pick(LOAN_WISHES)
    one.had_housing_support = s.chance(0.5)
    one.persons.length = 0
    for (let i = 0; i < size; i++) one.persons.push(this.person(this.pool[i] as Person, i))
    return one
  }

  /** None, in force on the decision dates, over by a day, or not yet begun. */
  private recognise(one: Household): void {
    const s = this.stream
    const on = s.pick(DECISIONS)
    one.recognised_standing = s.chance(0.5) ? undefined : s.pick(STANDINGS)
    one.recognised_on =
      one.recognised_standing === undefined || s.chance(0.1) ? EMPTY : on + s.pick([-400, -365, -1, 0, 1])
    one.recognised_until =
      one.recognised_standing === undefined || s.chance(0.3) ? EMPTY : on + s.pick([-1, 0, 1, 365])
  }

  private person(one: Person, place: number): Person {
    const s = this.stream
    one.relation = place === 0 ? 'head' : s.pick(RELATIONS.slice(1))
    one.sex = s.pick(SEXES)
    one.birth_date = this.birthDate()
    one.ethnicity = s.pick(ETHNICITIES)
    one.residence = s.pick(RESIDENCES)
    one.employment = s.pick(EMPLOYMENTS)
    one.social_assistance_amount = s.pick(AMOUNTS)
    one.social_pension_amount = s.pick(AMOUNTS)
    one.other_allowance_amount = s.pick(AMOUNTS)
    one.health_card_group = s.pick(CARD_GROUPS)
    one.attending = s.pick(LEVELS)
    one.qualification = s.pick(QUALIFICATIONS)
    one.disability = s.pick(DISABILITIES)
    one.voluntary_months_supported = s.pick([0, 1, 59, 60, 119, 120, 121])
    for (const name of FLAGS) one[name] = s.chance(0.5)
    return one
  }

  private birthDate(): number {
    const s = this.stream
    if (s.chance(0.1)) return s.pick(LEAP_BIRTHS)
    const day = s.chance(0.6)
      ? birthday(s.pick(DECISIONS), -s.pick(AGES)) + s.between(-1, 1)
      : s.between(dayOf('1920-01-01'), LAST_BIRTH)
    return Math.min(day, LAST_BIRTH)
  }
}

const TERRITORY_OF = COMMUNES.map(territoryOf)
const FLAGS = [
  'can_work',
  'steady_income',
  'has_pension',
  'malnourished',
  'has_health_insurance',
  'has_job_certificate',
  'attends_public_school',
  'uses_internet',
  'lives_alone_elderly',
  'is_frail',
  'has_hiv',
  'has_listed_disease',
  'is_orphan',
  'raises_children_alone',
  'is_blind_association_member',
  'has_party_badge_40',
  'is_waste_collector',
  'joins_voluntary_insurance',
  'is_student',
  'wants_job',
  'wants_course',
  'wants_work_abroad',
] as const
