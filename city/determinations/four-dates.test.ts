import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fact, parseDay } from '../../engine/language/index.ts'
import { determine } from './determine.ts'
import { loadLaw } from './load-law.ts'

/** The same two households under the law of four months; every expected amount is reckoned by hand beside it. */
const home = mkdtempSync(path.join(tmpdir(), 'ansinh-dates-'))
const data = path.join(home, 'data')
const { facts } = loadLaw()

const line = (
  id: Record<string, string>,
  book: ReadonlyMap<string, Fact>,
  given: Record<string, string>,
): string =>
  [
    ...Object.values(id),
    ...[...book.values()].map(
      f => given[f.name] ?? (f.optional && f.ordinary === 'none' ? '' : (f.ordinary ?? '')),
    ),
  ].join(',')

beforeAll(() => {
  mkdirSync(data)
  const household = (id: string, given: Record<string, string>): string =>
    line({ id }, facts.household, given)
  const person = (id: string, of: string, given: Record<string, string>): string =>
    line({ id, of }, facts.person, given)
  // E: east, urban, recognised near-poor. W: west, rural, recognised poor, with a monthly allowance of 1.1 million.
  writeFileSync(
    path.join(data, 'households.csv'),
    [
      ['household_id', ...facts.household.keys()].join(','),
      household('E', {
        territory: 'east',
        area_kind: 'urban',
        recognised_standing: 'near_poor',
        recognised_on: '2022-01-01',
      }),
      household('W', {
        territory: 'west',
        area_kind: 'rural',
        commune_code: '10507',
        recognised_standing: 'poor',
        recognised_on: '2022-01-01',
      }),
    ].join('\n'),
  )
  writeFileSync(
    path.join(data, 'persons.csv'),
    [
      ['person_id', 'household_id', ...facts.person.keys()].join(','),
      person('E1', 'E', {
        birth_date: '1980-05-05',
        employment: 'self_employed',
        steady_income: 'false',
        health_card_group: 'near_poor',
      }),
      person('W1', 'W', {
        birth_date: '1975-03-03',
        employment: 'inactive',
        steady_income: 'false',
        health_card_group: 'poor',
        social_assistance_amount: '1100000',
      }),
      person('W2', 'W', {
        birth_date: '1985-03-03',
        employment: 'self_employed',
        steady_income: 'false',
        health_card_group: 'poor',
        joins_voluntary_insurance: 'true',
        voluntary_months_supported: '0',
      }),
    ].join('\n'),
  )
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Outcome and amount of the rows that a month gives, by `person benefit`. */
async function rowsOn(day: string): Promise<Map<string, string>> {
  const out = path.join(home, day)
  await determine({ data, on: parseDay(day) ?? 0, out, restricted: 'show', threads: 1 })
  const lines = readFileSync(path.join(out, 'decisions.csv'), 'utf8').trim().split('\n').slice(1)
  return new Map(
    lines.map(l => {
      const [household, person, benefit, group, outcome, , , share, amount] = l.split(',')
      return [
        `${person === '' ? household : person} ${benefit}`,
        [outcome, group, share, amount].filter(x => x).join(' '),
      ]
    }),
  )
}

test('2023-12-31: base salary of January 1.49 million, rules of the east only', async () => {
  const rows = await rowsOn('2023-12-31')
  // 1,490,000 × 4.5 % = 67,050; 70 % of it
  expect(rows.get('E1 vn/health-insurance')).toBe('granted near_poor 7/10 46935')
  expect(rows.get('E1 hai-phong/health-insurance')).toBe('granted near_poor 3/10 20115')
  // Hải Dương had no such rule yet, and Hải Phòng's does not reach it
  expect(rows.get('W1 hai-phong/income-support')).toBeUndefined()
  expect(rows.get('W2 hai-phong/voluntary-insurance')).toBeUndefined()
  // 22 % × 1.5 million × 30 %
  expect(rows.get('W2 vn/voluntary-insurance')).toBe('granted poor 3/10 99000')
  // 30 kWh × 1,806 from 2023-11-09, the price of the west
  expect(rows.get('W vn/electricity')).toBe('granted poor 54180')
})

test('2025-08-31: the merged city still has two rules; insurance law of 2024', async () => {
  const rows = await rowsOn('2025-08-31')
  // 2,340,000 × 4.5 % = 105,300
  expect(rows.get('E1 vn/health-insurance')).toBe('granted near_poor 7/10 73710')
  // Resolution 37/2024: 1,500,000 − 1,100,000, and the whole line for who has nothing
  expect(rows.get('W1 hai-phong/income-support')).toBe('granted member 400000')
  expect(rows.get('W2 hai-phong/income-support')).toBe('granted member 1500000')
  // 50 % of 330,000
  expect(rows.get('W2 vn/voluntary-insurance')).toBe('granted poor 1/2 165000')
})

test('2026-11-30: one city; the base salary of July 2026 does not touch the card of January', async () => {
  const rows = await rowsOn('2026-11-30')
  expect(rows.get('E1 vn/health-insurance')).toBe('granted near_poor 7/10 73710')
  expect(rows.get('E1 hai-phong/health-insurance')).toBe('granted near_poor 3/10 31590')
  // 80 % in all: the city adds 30 points of 330,000
  expect(rows.get('W2 hai-phong/voluntary-insurance')).toBe('granted poor 3/10 99000')
  // whether anything was adopted, and how much, is not known
  expect(rows.get('E1 hai-phong/income-support')).toBeUndefined()
  expect(rows.get('W vn/electricity')).toBe('granted poor')
})

test('2027-06-30: base salary 2.53 million, poverty line 2.2 million in the country', async () => {
  const rows = await rowsOn('2027-06-30')
  // 2,530,000 × 4.5 % = 113,850; 70 %
  expect(rows.get('E1 vn/health-insurance')).toBe('granted near_poor 7/10 79695')
  // 22 % × 2.2 million = 484,000; 50 %
  expect(rows.get('W2 vn/voluntary-insurance')).toBe('granted poor 1/2 242000')
  expect(readFileSync(path.join(home, '2027-06-30', 'standings.csv'), 'utf8')).toContain(',2027-2030,')
})
