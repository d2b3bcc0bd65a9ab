/**
 * An independent decision of standings for the tests, from the files alone and written from the data contract, not from
 * the engine or the generator. Known facts only (unknown 0). Plain on purpose.
 */

export type Row = Readonly<Record<string, string>>

const LEVELS = ['none', 'preschool', 'primary', 'lower_secondary', 'upper_secondary', 'vocational', 'higher']
const QUALIFICATIONS = [
  'none',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'vocational',
  'college',
  'university',
]

/** The cell of a column. @throws Error if the file has no such column. */
export function cell(row: Row, name: string): string {
  const value = row[name]
  if (value === undefined) throw new Error(`no column ${name}`)
  return value
}
const is = (row: Row, name: string) => cell(row, name) === 'true'
const number = (row: Row, name: string) => Number(cell(row, name))

/** Completed years on an ISO date. */
export function ageOn(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** The twelve indicators of 2022–2026, in their order; true = deprived. */
export function indicators(household: Row, members: readonly Row[], on: string): boolean[] {
  const ages = members.map(one => ageOn(cell(one, 'birth_date'), on))
  const some = (test: (one: Row, age: number) => boolean) =>
    members.some((one, i) => test(one, ages[i] as number))
  const dependants = members.filter((one, i) => {
    if ((ages[i] as number) < 16) return true
    const paid =
      number(one, 'social_assistance_amount') > 0 ||
      (on >= '2025-07-01' && number(one, 'social_pension_amount') > 0)
    return paid && ((ages[i] as number) >= 60 || ['severe', 'very_severe'].includes(cell(one, 'disability')))
  }).length
  return [
    some(
      (one, age) =>
        age >= 16 &&
        age <= 59 &&
        is(one, 'can_work') &&
        ['seeking', 'wage_no_contract'].includes(cell(one, 'employment')),
    ),
    dependants > members.length / 2,
    some((one, age) => age < 16 && is(one, 'malnourished')),
    some((one, age) => age >= 6 && !is(one, 'has_health_insurance')),
    some((one, age) => age >= 16 && age <= 30 && !isTaught(one, age)),
    some(
      (one, age) =>
        age >= 3 &&
        age <= 15 &&
        LEVELS.indexOf(cell(one, 'attending')) <
          LEVELS.indexOf(age <= 5 ? 'preschool' : age <= 11 ? 'primary' : 'lower_secondary'),
    ),
    ['wall_durable', 'frame_durable', 'roof_durable'].filter(name => !is(household, name)).length >= 2,
    Math.round(100 * number(household, 'floor_area_m2')) < 800 * members.length,
    cell(household, 'water_source') === 'unprotected',
    ['other', 'none'].includes(cell(household, 'toilet_kind')),
    !some(one => is(one, 'uses_internet')),
    !is(household, 'has_information_device'),
  ]
}

function isTaught(one: Row, age: number): boolean {
  if (is(one, 'has_job_certificate')) return true
  const level = age < 18 ? 'lower_secondary' : 'upper_secondary'
  return (
    QUALIFICATIONS.indexOf(cell(one, 'qualification')) >= QUALIFICATIONS.indexOf(level) ||
    LEVELS.indexOf(cell(one, 'attending')) >= LEVELS.indexOf(level)
  )
}

/** The standing by income and indicators of the standard of 2022. */
export function standingOn(
  household: Row,
  members: readonly Row[],
  on: string,
): 'poor' | 'near_poor' | 'average_living' | 'not_poor' {
  const urban = cell(household, 'area_kind') === 'urban'
  const income = number(household, 'income_per_head_month')
  if (income <= (urban ? 2_000_000 : 1_500_000))
    return indicators(household, members, on).filter(Boolean).length >= 3 ? 'poor' : 'near_poor'
  return income <= (urban ? 3_000_000 : 2_250_000) ? 'average_living' : 'not_poor'
}

/** Whether a person of a poor household has the insurance card as poor: no earlier group of the law's order applies. */
export function isCardAsPoor(one: Row, on: string): boolean {
  const card = cell(one, 'health_card_group')
  const age = ageOn(cell(one, 'birth_date'), on)
  if (cell(one, 'employment') === 'wage_contract' || card === 'employee') return false
  if (is(one, 'has_pension') || card === 'pensioner') return false
  if (card === 'other' || card === 'merit' || age < 6) return false
  if (
    number(one, 'social_assistance_amount') > 0 ||
    number(one, 'social_pension_amount') > 0 ||
    card === 'social_assistance'
  )
    return false
  return age < 80 && card !== 'elderly'
}
