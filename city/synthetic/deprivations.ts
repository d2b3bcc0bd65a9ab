import { birthday, completedYears, dayOf } from './calendar.ts'
import { LEVELS, QUALIFICATIONS } from './domains.ts'
import type { Household, Person } from './facts.ts'

/** Bits of the twelve indicators of 2022–2026, in their order. */
export const LACK = {
  employment: 1,
  dependants: 2,
  nutrition: 4,
  health_insurance: 8,
  adult_education: 16,
  school_attendance: 32,
  housing_quality: 64,
  housing_area: 128,
  water: 256,
  toilet: 512,
  telecom: 1024,
  information_device: 2048,
} as const

const level = (one: Person['attending']) => LEVELS.indexOf(one)
const degree = (one: Person['qualification']) => QUALIFICATIONS.indexOf(one)
const SOCIAL_PENSION_FROM = dayOf('2025-07-01')

/** The bits of the indicators that a household is deprived in on a day. All facts are known while it is being made. */
export function lacksOn(household: Household, day: number): number {
  let bits = 0
  let dependants = 0
  let online = false
  for (const person of household.persons) {
    const age = completedYears(person.birth_date, day)
    if (
      age >= 16 &&
      age <= 59 &&
      person.can_work &&
      (person.employment === 'seeking' || person.employment === 'wage_no_contract')
    )
      bits |= LACK.employment
    if (age < 16 && person.malnourished) bits |= LACK.nutrition
    if (age >= 6 && !person.has_health_insurance) bits |= LACK.health_insurance
    if (!isEducated(person, age)) bits |= LACK.adult_education
    if (age >= 3 && age <= 15 && level(person.attending) < (age < 6 ? 1 : age < 12 ? 2 : 3))
      bits |= LACK.school_attendance
    if (isDependant(person, age, day)) dependants++
    online ||= person.uses_internet
  }
  if (dependants * 2 > household.persons.length) bits |= LACK.dependants
  if (!online) bits |= LACK.telecom
  return bits | dwellingLacks(household)
}

function isEducated(person: Person, age: number): boolean {
  if (age < 16 || age > 30 || person.has_job_certificate) return true
  if (age < 18) return degree(person.qualification) >= 2 || level(person.attending) >= 3
  return degree(person.qualification) >= 3 || level(person.attending) >= 4
}

function isDependant(person: Person, age: number, day: number): boolean {
  if (age < 16) return true
  const supported =
    person.social_assistance_amount > 0 || (day >= SOCIAL_PENSION_FROM && person.social_pension_amount > 0)
  return supported && (age >= 60 || person.disability === 'severe' || person.disability === 'very_severe')
}

function dwellingLacks(household: Household): number {
  let bits = 0
  if (Number(household.wall_durable) + Number(household.frame_durable) + Number(household.roof_durable) <= 1)
    bits |= LACK.housing_quality
  if (household.floor_area_hundredths < 800 * household.persons.length) bits |= LACK.housing_area
  if (household.water_source === 'unprotected') bits |= LACK.water
  if (household.toilet_kind === 'other' || household.toilet_kind === 'none') bits |= LACK.toilet
  if (!household.has_information_device) bits |= LACK.information_device
  return bits
}

/** Days from `from` to `until` on which an age, and so an indicator, may change: the first day and every birthday. */
export function turningDays(household: Household, from: number, until: number): number[] {
  const days = [from]
  for (const person of household.persons) {
    const day = birthday(person.birth_date, completedYears(person.birth_date, from) + 1)
    if (day > from && day <= until) days.push(day)
  }
  return days
}

/** Number of bits set. */
export function countBits(bits: number): number {
  let n = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) n++
  return n
}
