import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { territoryOf } from '../areas/index.ts'
import { cityFolder, madeCity, type ReadCity, rowsOf } from './fixture.ts'
import { ageOn, cell, type Row, standingOn } from './oracle.ts'

const ON = '2025-12-31'
const folder = cityFolder()
let city: ReadCity
beforeAll(async () => {
  city = await madeCity({ preset: 'city-2025', households: 24_000, seed: 3, out: folder.at('city') })
}, 60_000)
afterAll(folder.remove)

const age = (one: Row) => ageOn(cell(one, 'birth_date'), ON)
const is = (one: Row, name: string) => cell(one, name) === 'true'
const share = (rows: readonly Row[], test: (row: Row) => boolean) => rows.filter(test).length / rows.length
const members = (household: Row) => city.members.get(cell(household, 'household_id')) ?? []
/** Nobody for whom the test holds. */
function nobody(what: string, test: (one: Row) => boolean): void {
  expect(city.persons.find(test), what).toBeUndefined()
}
function noHousehold(what: string, test: (one: Row) => boolean): void {
  expect(city.households.find(test), what).toBeUndefined()
}

describe('persons of a preset hang together', () => {
  test('no child has a pension, works or joins voluntary insurance', () => {
    nobody('pension', one => age(one) < 50 && is(one, 'has_pension'))
    nobody('work', one => age(one) < 15 && (is(one, 'can_work') || cell(one, 'employment') !== 'inactive'))
    nobody('voluntary insurance', one => age(one) < 18 && is(one, 'joins_voluntary_insurance'))
    nobody(
      'both insurances',
      one =>
        is(one, 'joins_voluntary_insurance') &&
        (cell(one, 'employment') === 'wage_contract' || is(one, 'has_pension')),
    )
  })

  test('schools are attended at the age for them', () => {
    const bounds: Record<string, readonly [number, number]> = {
      preschool: [2, 6],
      primary: [5, 12],
      lower_secondary: [10, 16],
      upper_secondary: [14, 18],
      vocational: [14, 24],
      higher: [17, 24],
    }
    for (const [level, [low, high]] of Object.entries(bounds))
      nobody(level, one => cell(one, 'attending') === level && (age(one) < low || age(one) > high))
    nobody(
      'public school without a school',
      one => is(one, 'attends_public_school') && cell(one, 'attending') === 'none',
    )
    nobody(
      'student',
      one => is(one, 'is_student') && !['vocational', 'higher'].includes(cell(one, 'attending')),
    )
    nobody(
      'university',
      one => age(one) < 21 && ['college', 'university'].includes(cell(one, 'qualification')),
    )
  })

  test('a card and having insurance say the same, and the card fits the person', () => {
    nobody('card', one => is(one, 'has_health_insurance') === (cell(one, 'health_card_group') === 'none'))
    nobody('child', one => cell(one, 'health_card_group') === 'child_under_6' && age(one) >= 6)
    nobody(
      'employee',
      one => cell(one, 'health_card_group') === 'employee' && cell(one, 'employment') !== 'wage_contract',
    )
    nobody('pensioner', one => cell(one, 'health_card_group') === 'pensioner' && !is(one, 'has_pension'))
    nobody('elderly', one => cell(one, 'health_card_group') === 'elderly' && age(one) < 80)
    nobody(
      'student',
      one => cell(one, 'health_card_group') === 'student' && cell(one, 'attending') === 'none',
    )
    const supported = (one: Row) =>
      Number(cell(one, 'social_assistance_amount')) + Number(cell(one, 'social_pension_amount')) > 0
    nobody('assistance', one => cell(one, 'health_card_group') === 'social_assistance' && !supported(one))
  })

  test('steady income is a contract, a pension or an allowance', () => {
    nobody('steady income', one => {
      const paid = ['social_assistance_amount', 'social_pension_amount', 'other_allowance_amount'].some(
        name => Number(cell(one, name)) > 0,
      )
      return (
        is(one, 'steady_income') !==
        (cell(one, 'employment') === 'wage_contract' || is(one, 'has_pension') || paid)
      )
    })
    nobody(
      'social pension',
      one => Number(cell(one, 'social_pension_amount')) > 0 && (age(one) < 70 || is(one, 'has_pension')),
    )
  })

  test('work and ability agree', () => {
    nobody('work', one => !is(one, 'can_work') && cell(one, 'employment') !== 'inactive')
    nobody('seeker', one => is(one, 'wants_job') && !is(one, 'can_work'))
  })

  test('restricted facts and merit are rare among those who are not poor', () => {
    const ordinary = city.households
      .filter(one => standingOn(one, members(one), ON) === 'not_poor')
      .flatMap(members)
    const within = (name: string, low: number, high: number) => {
      const found = share(ordinary, one => is(one, name))
      expect(found, name).toBeGreaterThan(low)
      expect(found, name).toBeLessThan(high)
    }
    within('has_hiv', 0.0015, 0.004)
    within('has_listed_disease', 0.004, 0.01)
    within('is_blind_association_member', 0, 0.005)
    expect(share(ordinary, one => cell(one, 'health_card_group') === 'merit')).toBeLessThan(0.01)
    expect(share(city.persons, one => cell(one, 'ethnicity') === 'Kinh')).toBeGreaterThan(0.993)
  })
})

describe('households of a preset hang together', () => {
  test('every household has one head and at most one spouse, and a spouse is grown', () => {
    const having = (household: Row, relation: string) =>
      members(household).filter(one => cell(one, 'relation_to_head') === relation).length
    noHousehold('heads', one => having(one, 'head') !== 1)
    noHousehold('spouses', one => having(one, 'spouse') > 1)
    nobody('young head', one => ['head', 'spouse'].includes(cell(one, 'relation_to_head')) && age(one) < 18)
  })

  test('parents are at least 18 years older than children', () => {
    noHousehold('generations', household => {
      const head = members(household).find(one => cell(one, 'relation_to_head') === 'head') as Row
      return members(household).some(one => {
        const older = age(one) - age(head)
        return (
          (cell(one, 'relation_to_head') === 'child' && older > -18) ||
          (cell(one, 'relation_to_head') === 'parent' && older < 18)
        )
      })
    })
  })

  test('facts of the household follow from its members', () => {
    const some = (household: Row, test: (one: Row) => boolean) => members(household).some(test)
    noHousehold(
      'labour',
      one => is(one, 'no_labour_capacity') === some(one, person => is(person, 'can_work')),
    )
    noHousehold(
      'merit',
      one =>
        !is(one, 'has_merit_person') && some(one, person => cell(person, 'health_card_group') === 'merit'),
    )
    noHousehold(
      'device',
      one => !is(one, 'has_information_device') && some(one, person => is(person, 'uses_internet')),
    )
    noHousehold(
      'digital',
      one => is(one, 'uses_digital_services') && !some(one, person => is(person, 'uses_internet')),
    )
    noHousehold('alone', one =>
      some(one, person => is(person, 'lives_alone_elderly') && (members(one).length > 1 || age(person) < 60)),
    )
  })

  test('poor and near-poor households have the mean sizes that were published', () => {
    const size = (territory: string, standing: string) => {
      const found = city.households.filter(
        one => cell(one, 'territory') === territory && standingOn(one, members(one), ON) === standing,
      )
      return found.reduce((sum, one) => sum + members(one).length, 0) / found.length
    }
    expect(size('west', 'poor')).toBeCloseTo(1.86, 0)
    expect(Math.abs(size('east', 'near_poor') - 2.3)).toBeLessThan(0.1)
    expect(Math.abs(size('west', 'near_poor') - 2.55)).toBeLessThan(0.1)
    expect(Math.abs(size('west', 'not_poor') - 3.5)).toBeLessThan(0.1)
  })

  test('ages make a plausible pyramid', () => {
    const ordinary = city.households
      .filter(one => standingOn(one, members(one), ON) === 'not_poor')
      .flatMap(members)
    const between = (low: number, high: number) => share(ordinary, one => age(one) >= low && age(one) < high)
    expect(between(0, 15)).toBeGreaterThan(0.17)
    expect(between(0, 15)).toBeLessThan(0.25)
    expect(between(60, 120)).toBeGreaterThan(0.12)
    expect(between(60, 120)).toBeLessThan(0.2)
    expect(share(ordinary, one => cell(one, 'sex') === 'male')).toBeCloseTo(0.49, 1)
  })

  test('incomes, areas and electricity have no absurd extremes', () => {
    const value = (household: Row, name: string) => Number(cell(household, name))
    noHousehold(
      'income',
      one =>
        value(one, 'income_per_head_month') < 200_000 || value(one, 'income_per_head_month') > 80_000_000,
    )
    noHousehold(
      'area',
      one => value(one, 'floor_area_m2') / members(one).length < 4 || value(one, 'floor_area_m2') > 600,
    )
    noHousehold('two places', one => !/^\d+\.\d\d$/.test(cell(one, 'floor_area_m2')))
    noHousehold('electricity', one => value(one, 'monthly_kwh') < 5 || value(one, 'monthly_kwh') > 2500)
  })

  test('all 114 units have households, in the territory of their code', () => {
    expect(new Set(city.households.map(one => cell(one, 'commune_code'))).size).toBe(114)
    noHousehold('territory', one => cell(one, 'territory') !== territoryOf(cell(one, 'commune_code')))
  })
})

describe('the registry', () => {
  test('has the same persons in the same order, and numbers no real province gave', () => {
    const registry = rowsOf(path.join(folder.at('city'), 'registry.csv'))
    expect(registry.map(one => cell(one, 'person_id'))).toEqual(
      city.persons.map(one => cell(one, 'person_id')),
    )
    const numbers = registry.map(one => cell(one, 'identity_number'))
    expect(new Set(numbers).size).toBe(numbers.length)
    const wrong = registry.find((one, i) => {
      const person = city.persons[i] as Row
      const year = Number(cell(person, 'birth_date').slice(0, 4))
      const century = (year >= 2000 ? 2 : 0) + (cell(person, 'sex') === 'female' ? 1 : 0)
      const number = cell(one, 'identity_number')
      return (
        number.length !== 12 ||
        !number.startsWith(`999${century}${String(year).slice(2)}`) ||
        !/^\p{Lu}\p{L}+( \p{Lu}\p{L}*)+$/u.test(cell(one, 'full_name'))
      )
    })
    expect(wrong).toBeUndefined()
  })
})
