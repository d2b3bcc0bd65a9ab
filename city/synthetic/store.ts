import { EMPTY, type HouseholdTable, type PersonTable } from './columns.ts'
import {
  AREA_KINDS,
  CARD_GROUPS,
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
  TERRITORIES,
  TOILETS,
  WASTE,
  WATER,
} from './domains.ts'
import type { Household, Person } from './facts.ts'

type Codes<W extends string> = Readonly<Record<W, number>>

function codesOf<W extends string>(words: readonly W[]): Codes<W> {
  return Object.fromEntries(words.map((one, code) => [one, code])) as Codes<W>
}

const territory = codesOf(TERRITORIES)
const area = codesOf(AREA_KINDS)
const standing = codesOf(STANDINGS)
const previous = codesOf(PREVIOUS)
const water = codesOf(WATER)
const toilet = codesOf(TOILETS)
const waste = codesOf(WASTE)
const wish = codesOf(LOAN_WISHES)
const relation = codesOf(RELATIONS)
const sex = codesOf(SEXES)
const ethnicity = codesOf(ETHNICITIES)
const residence = codesOf(RESIDENCES)
const employment = codesOf(EMPLOYMENTS)
const card = codesOf(CARD_GROUPS)
const level = codesOf(LEVELS)
const qualification = codesOf(QUALIFICATIONS)
const disability = codesOf(DISABILITIES)

/** Appends a household to its table. `id` is its running number from 1. */
export function storeHousehold(table: HouseholdTable, id: number, one: Household): void {
  const row = table.rows++
  const to = table.columns
  to.household_id[row] = id
  to.commune_code[row] = one.commune
  to.territory[row] = territory[one.territory]
  to.area_kind[row] = area[one.area_kind]
  to.income_per_head_month[row] = one.income_per_head_month
  to.b1_points[row] = one.b1_points
  to.b2_points[row] = one.b2_points
  to.recognised_standing[row] =
    one.recognised_standing === undefined ? EMPTY : standing[one.recognised_standing]
  to.recognised_on[row] = one.recognised_on
  to.recognised_until[row] = one.recognised_until
  to.previous_standing[row] = one.previous_standing === undefined ? EMPTY : previous[one.previous_standing]
  to.escaped_on[row] = one.escaped_on
  to.is_farm_household[row] = Number(one.is_farm_household)
  to.is_social_policy_household[row] = Number(one.is_social_policy_household)
  to.monthly_kwh[row] = one.monthly_kwh
  to.wall_durable[row] = Number(one.wall_durable)
  to.frame_durable[row] = Number(one.frame_durable)
  to.roof_durable[row] = Number(one.roof_durable)
  to.floor_area_m2[row] = one.floor_area_hundredths
  to.water_source[row] = water[one.water_source]
  to.toilet_kind[row] = toilet[one.toilet_kind]
  to.waste_treatment[row] = waste[one.waste_treatment]
  to.has_information_device[row] = Number(one.has_information_device)
  to.uses_digital_services[row] = Number(one.uses_digital_services)
  to.no_labour_capacity[row] = Number(one.no_labour_capacity)
  to.has_merit_person[row] = Number(one.has_merit_person)
  to.loan_wish[row] = wish[one.loan_wish]
  to.had_housing_support[row] = Number(one.had_housing_support)
}

/** Appends a person to its table. Ids are running numbers from 1. */
export function storePerson(table: PersonTable, id: number, household: number, one: Person): void {
  const row = table.rows++
  const to = table.columns
  to.person_id[row] = id
  to.household_id[row] = household
  to.relation_to_head[row] = relation[one.relation]
  to.sex[row] = sex[one.sex]
  to.birth_date[row] = one.birth_date
  to.ethnicity[row] = ethnicity[one.ethnicity]
  to.residence[row] = residence[one.residence]
  to.can_work[row] = Number(one.can_work)
  to.employment[row] = employment[one.employment]
  to.steady_income[row] = Number(one.steady_income)
  to.has_pension[row] = Number(one.has_pension)
  to.social_assistance_amount[row] = one.social_assistance_amount
  to.social_pension_amount[row] = one.social_pension_amount
  to.other_allowance_amount[row] = one.other_allowance_amount
  to.malnourished[row] = Number(one.malnourished)
  to.has_health_insurance[row] = Number(one.has_health_insurance)
  to.health_card_group[row] = card[one.health_card_group]
  to.attending[row] = level[one.attending]
  to.qualification[row] = qualification[one.qualification]
  to.has_job_certificate[row] = Number(one.has_job_certificate)
  to.attends_public_school[row] = Number(one.attends_public_school)
  to.uses_internet[row] = Number(one.uses_internet)
  to.disability[row] = disability[one.disability]
  to.lives_alone_elderly[row] = Number(one.lives_alone_elderly)
  to.is_frail[row] = Number(one.is_frail)
  to.has_hiv[row] = Number(one.has_hiv)
  to.has_listed_disease[row] = Number(one.has_listed_disease)
  to.is_orphan[row] = Number(one.is_orphan)
  to.raises_children_alone[row] = Number(one.raises_children_alone)
  to.is_blind_association_member[row] = Number(one.is_blind_association_member)
  to.has_party_badge_40[row] = Number(one.has_party_badge_40)
  to.is_waste_collector[row] = Number(one.is_waste_collector)
  to.joins_voluntary_insurance[row] = Number(one.joins_voluntary_insurance)
  to.voluntary_months_supported[row] = one.voluntary_months_supported
  to.is_student[row] = Number(one.is_student)
  to.wants_job[row] = Number(one.wants_job)
  to.wants_course[row] = Number(one.wants_course)
  to.wants_work_abroad[row] = Number(one.wants_work_abroad)
}
