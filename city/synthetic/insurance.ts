import type { CardGroup } from './domains.ts'
import type { Household, Person } from './facts.ts'
import type { Stream } from './random.ts'

/**
 * The first group of the Law on Health Insurance (Art. 12) that a person falls under, in the order employee, pensioner,
 * other, merit, child under 6, social assistance, elderly, then poor and near-poor, then those who pay themselves.
 * `other` (families of soldiers and police …) is drawn, as nothing else in the facts says it.
 */
export function groupOf(person: Person, household: Household, isOther: boolean): CardGroup {
  if (person.employment === 'wage_contract') return 'employee'
  if (person.has_pension) return 'pensioner'
  if (isOther) return 'other'
  if (person.of_merit) return 'merit'
  if (person.age < 6) return 'child_under_6'
  if (person.social_assistance_amount > 0 || person.social_pension_amount > 0) return 'social_assistance'
  if (person.age >= 80) return 'elderly'
  if (household.standing === 'poor' || household.standing === 'near_poor') return household.standing
  if (person.attending !== 'none' && person.attending !== 'preschool') return 'student'
  if (household.standing === 'average_living' && household.is_farm_household) return 'average_farm'
  return 'family'
}

/** How likely a person of the group has a card in hand. Merit and `other` are known by the card alone. */
const HELD: Readonly<Record<CardGroup, number>> = {
  none: 0,
  employee: 0.985,
  pensioner: 1,
  other: 1,
  merit: 1,
  child_under_6: 0.99,
  social_assistance: 0.99,
  elderly: 0.985,
  poor: 0.93,
  near_poor: 0.93,
  student: 0.985,
  average_farm: 0.86,
  family: 0.84,
}

/** Card and group of every person; the household's person of merit. Needs allowances. */
export function insure(household: Household, stream: Stream): void {
  household.has_merit_person = false
  for (const person of household.persons) {
    const isOther = household.standing === 'not_poor' && person.age < 60 && stream.chance(0.008)
    hold(person, groupOf(person, household, isOther), stream)
    household.has_merit_person ||= person.of_merit
  }
}

/** Gives a person the card of a group, or none if it was not taken up. */
export function hold(person: Person, group: CardGroup, stream: Stream): void {
  person.has_health_insurance = stream.chance(HELD[group])
  person.health_card_group = person.has_health_insurance ? group : 'none'
}

/** Whether the group of a person of a poor household is `poor`, as the facts written say it. */
export function isCardAsPoor(person: Person, household: Household): boolean {
  return groupOf(person, household, person.health_card_group === 'other') === 'poor'
}
