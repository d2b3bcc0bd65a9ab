import { describe, expect, it } from 'vitest'
import { addDays, vietnamHolidays } from './index.ts'

const RAD = Math.PI / 180

/** Day of the new moon number `k` since January 2000 in Vietnam (Meeus, Astronomical Algorithms, ch. 49, main terms: good to minutes). */
function newMoon(k: number): string {
  const t = k / 1236.85
  const sun = (2.5534 + 29.1053567 * k) * RAD
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * RAD
  const node = (160.7108 + 390.67050284 * k) * RAD
  const mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
  const ephemeris =
    mean -
    0.4072 * Math.sin(moon) +
    0.17241 * Math.sin(sun) +
    0.01608 * Math.sin(2 * moon) +
    0.01039 * Math.sin(2 * node) +
    0.00739 * Math.sin(moon - sun) -
    0.00514 * Math.sin(moon + sun) +
    0.00208 * Math.sin(2 * sun)
  const vietnam = ephemeris - 70 / 86_400 + 7 / 24
  return addDays('1970-01-01', Math.floor(vietnam + 0.5 - 2440588))
}

/** Number of the new moon that begins the lunar year: the one between 20 January and 20 February. */
function firstMonth(year: number): number {
  let k = Math.floor((year - 2000) * 12.3685) - 2
  while (newMoon(k) < `${year}-01-20`) k++
  return k
}

describe('lunar dates in the holiday file', () => {
  const days = [...vietnamHolidays().days.values()]

  it.each([
    [2021, '2021-02-12', '2021-04-21'],
    [2022, '2022-02-01', '2022-04-10'],
    [2023, '2023-01-22', '2023-04-29'],
    [2024, '2024-02-10', '2024-04-18'],
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
  ])('the moon of %i gives Tết on %s and Hùng Kings on %s', (year, tet, kings) => {
    const k = firstMonth(year)
    // a second second month in 2023 (leap month of the lunar calendar)
    const third = newMoon(k + (year === 2023 ? 3 : 2))
    expect(newMoon(k)).toBe(tet)
    expect(addDays(third, 9)).toBe(kings)
  })

  it('has Tết of every announced year around its first day', () => {
    for (let year = 2021; year <= 2026; year++) {
      const tet = newMoon(firstMonth(year))
      const off = days.filter(d => d.en.startsWith('Tết') && d.on.startsWith(String(year))).map(d => d.on)
      expect(off).toHaveLength(5)
      for (const day of off) expect(day >= addDays(tet, -2) && day <= addDays(tet, 4)).toBe(true)
    }
  })

  it('has one working Saturday for every day swapped', () => {
    const of = (kind: string): number => days.filter(d => d.kind === kind).length
    expect(of('swapped_off')).toBe(4)
    expect(of('working')).toBe(4)
  })
})
