import { afterAll, describe, expect, test } from 'vitest'
import { cityFolder, madeCity, type ReadCity } from './fixture.ts'
import { cell, isCardAsPoor, standingOn } from './oracle.ts'

const folder = cityFolder()
afterAll(folder.remove)

/** Households by standing on a date. */
function counts(city: ReadCity, on: string): Record<string, number> {
  const out: Record<string, number> = {}
  for (const household of city.households) {
    const standing = standingOn(household, city.members.get(cell(household, 'household_id')) ?? [], on)
    out[standing] = (out[standing] ?? 0) + 1
  }
  return out
}

describe('deciding a preset by the law gives the published totals', () => {
  test('the east at the start of 2022 has 9,687 poor and 14,322 near-poor households', async () => {
    const city = await madeCity({ preset: 'east-2022', households: 26_000, seed: 7, out: folder.at('2022') })
    expect(counts(city, '2022-01-01')).toMatchObject({ poor: 9_687, near_poor: 14_322 })
    expect(counts(city, '2022-12-31')).toMatchObject({ poor: 9_687, near_poor: 14_322 })
    expect(new Set(city.households.map(one => cell(one, 'territory')))).toEqual(new Set(['east']))
  })

  test('the east has 4,961 poor households on every month end of 2023, and 5,753 persons with a card as poor', async () => {
    const city = await madeCity({ preset: 'east-2023', households: 16_000, seed: 8, out: folder.at('2023') })
    const days = [
      '2023-01-01',
      ...[31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map(
        (day, month) => `2023-${String(month + 1).padStart(2, '0')}-${day}`,
      ),
    ]
    for (const day of days) expect(counts(city, day), day).toMatchObject({ poor: 4_961, near_poor: 9_640 })
    const poor = city.households.filter(
      one => standingOn(one, city.members.get(cell(one, 'household_id')) ?? [], '2023-01-01') === 'poor',
    )
    const cards = poor
      .flatMap(one => city.members.get(cell(one, 'household_id')) ?? [])
      .filter(one => isCardAsPoor(one, '2023-01-01'))
    expect(cards).toHaveLength(5_753)
  })

  test('the merged city at the end of 2025 has 1,693 poor and 12,824 near-poor households', async () => {
    const city = await madeCity({ preset: 'city-2025', households: 20_000, seed: 9, out: folder.at('2025') })
    expect(counts(city, '2025-12-31')).toMatchObject({ poor: 1_693, near_poor: 12_824 })
    expect(counts(city, '2026-11-30')).toMatchObject({ poor: 1_693, near_poor: 12_824 })
    expect(city.file).toMatchObject({ is_sample: true, real_households: 1_300_000, on: '2025-12-31' })
  })

  test('no standing is stamped: nothing is recognised and no points are given', async () => {
    const city = await madeCity({ preset: 'city-2025', households: 14_517, out: folder.at('raw') })
    for (const name of [
      'b1_points',
      'b2_points',
      'recognised_standing',
      'recognised_on',
      'recognised_until',
    ]) {
      expect(new Set(city.households.map(one => cell(one, name))), name).toEqual(new Set(['']))
    }
  })
})
