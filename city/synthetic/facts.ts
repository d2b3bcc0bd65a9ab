import { EMPTY } from './columns.ts'
import type {
  AREA_KINDS,
  CardGroup,
  Disability,
  Employment,
  ETHNICITIES,
  Level,
  LOAN_WISHES,
  PREVIOUS,
  Qualification,
  RESIDENCES,
  Relation,
  Sex,
  Standing,
  TERRITORIES,
  TOILETS,
  WASTE,
  WATER,
} from './domains.ts'

/** A person while being made: the contract's facts (days and đồng as numbers) and, below them, what they follow from. */
export class Person {
  relation: Relation = 'head'
  sex: Sex = 'female'
  birth_date = 0
  ethnicity: (typeof ETHNICITIES)[number] = 'Kinh'
  residence: (typeof RESIDENCES)[number] = 'permanent'
  can_work = false
  employment: Employment = 'inactive'
  steady_income = false
  has_pension = false
  social_assistance_amount = 0
  social_pension_amount = 0
  other_allowance_amount = 0
  malnourished = false
  has_health_insurance = true
  health_card_group: CardGroup = 'none'
  attending: Level = 'none'
  qualification: Qualification = 'none'
  has_job_certificate = false
  attends_public_school = false
  uses_internet = false
  disability: Disability = 'none'
  lives_alone_elderly = false
  is_frail = false
  has_hiv = false
  has_listed_disease = false
  is_orphan = false
  raises_children_alone = false
  is_blind_association_member = false
  has_party_badge_40 = false
  is_waste_collector = false
  joins_voluntary_insurance = false
  voluntary_months_supported = 0
  is_student = false
  wants_job = false
  wants_course = false
  wants_work_abroad = false
  /** Completed years on the preset's date. */
  age = 0
  /** A person of merit; the card says so and the household's `has_merit_person` follows. */
  of_merit = false
}

/** A household while being made; made anew for each number, reusing its persons. */
export class Household {
  commune = 0
  territory: (typeof TERRITORIES)[number] = 'east'
  area_kind: (typeof AREA_KINDS)[number] = 'rural'
  income_per_head_month = 0
  b1_points = EMPTY
  b2_points = EMPTY
  recognised_standing: Standing | undefined = undefined
  recognised_on = EMPTY
  recognised_until = EMPTY
  previous_standing: (typeof PREVIOUS)[number] | undefined = 'none'
  escaped_on = EMPTY
  is_farm_household = false
  is_social_policy_household = false
  monthly_kwh = 0
  wall_durable = true
  frame_durable = true
  roof_durable = true
  floor_area_hundredths = 0
  water_source: (typeof WATER)[number] = 'piped'
  toilet_kind: (typeof TOILETS)[number] = 'septic'
  waste_treatment: (typeof WASTE)[number] = 'collected'
  has_information_device = true
  uses_digital_services = false
  no_labour_capacity = false
  has_merit_person = false
  loan_wish: (typeof LOAN_WISHES)[number] = 'none'
  had_housing_support = false
  /** What the household is made to be by the law; never written. */
  standing: MadeStanding = 'not_poor'
  readonly persons: Person[] = []
}

/** Standings that a preset makes households for. */
export type MadeStanding = 'poor' | 'near_poor' | 'average_living' | 'not_poor'
export const MADE_STANDINGS: readonly MadeStanding[] = ['poor', 'near_poor', 'average_living', 'not_poor']
