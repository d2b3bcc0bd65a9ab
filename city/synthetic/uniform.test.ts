import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityFolder, madeCity, type ReadCity } from './fixture.ts'
import { HOUSEHOLD_COLUMNS, PERSON_COLUMNS } from './index.ts'
import { ageOn, cell } from './oracle.ts'

const folder = cityFolder()
let city: ReadCity
beforeAll(async () => {
  city = await madeCity({ preset: 'uniform', households: 6_000, seed: 11, out: folder.at('uniform') })
})
afterAll(folder.remove)

const values = (name: string) => new Set(city.households.map(one => cell(one, name)))
const membersOf = (id: string) => city.members.get(id)?.length ?? 0

test('every word of every category and both values of every flag occur', () => {
  for (const column of HOUSEHOLD_COLUMNS) {
    const seen = values(column.name)
    for (const word of column.kind === 'flag' ? ['true', 'false'] : column.words)
      expect(seen.has(word), `${column.name} ${word}`).toBe(true)
  }
  for (const column of PERSON_COLUMNS) {
    const seen = new Set(city.persons.map(one => cell(one, column.name)))
    for (const word of column.kind === 'flag' ? ['true', 'false'] : column.words)
      expect(seen.has(word), `${column.name} ${word}`).toBe(true)
  }
})

test('incomes lie on the lines and a đồng beside them', () => {
  const seen = values('income_per_head_month')
  for (const line of [1_500_000, 2_000_000, 2_200_000, 2_250_000, 2_800_000, 3_000_000]) {
    for (const step of [-1, 0, 1]) expect(seen.has(String(line + step)), `${line} ${step}`).toBe(true)
  }
})

test('areas lie at 8.00 m² a head and a hundredth beside it', () => {
  const apart = new Set(
    city.households.map(
      one =>
        Math.round(100 * Number(cell(one, 'floor_area_m2'))) - 800 * membersOf(cell(one, 'household_id')),
    ),
  )
  for (const step of [-1, 0, 1]) expect(apart.has(step)).toBe(true)
})

test('people are born on 29 February, and complete their years within a day of a decision', () => {
  const births = city.persons.map(one => cell(one, 'birth_date'))
  expect(births.filter(one => one.endsWith('-02-29')).length).toBeGreaterThan(100)
  for (const age of [6, 16, 60, 80]) {
    expect(
      births.some(one => ageOn(one, '2023-12-30') === age - 1 && ageOn(one, '2023-12-31') === age),
      `${age} on the day`,
    ).toBe(true)
    expect(
      births.some(one => ageOn(one, '2023-12-31') === age - 1 && ageOn(one, '2024-01-01') === age),
      `${age} a day late`,
    ).toBe(true)
  }
})

test('sizes run from 1 to 9, points and recognised standings are there or not', () => {
  expect(new Set(city.households.map(one => membersOf(cell(one, 'household_id'))))).toEqual(
    new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]),
  )
  for (const name of [
    'b1_points',
    'b2_points',
    'recognised_standing',
    'recognised_on',
    'recognised_until',
    'previous_standing',
    'escaped_on',
  ]) {
    const empty = city.households.filter(one => cell(one, name) === '').length / city.households.length
    expect(empty, name).toBeGreaterThan(0.1)
    expect(empty, name).toBeLessThan(0.9)
  }
})

test('rises above near-poor lie 36 months before a decision, and a day beside', () => {
  const seen = values('escaped_on')
  for (const day of ['2020-12-30', '2020-12-31', '2021-01-01', '2022-08-31', '2023-11-30', '2024-06-30'])
    expect(seen.has(day), day).toBe(true)
})
