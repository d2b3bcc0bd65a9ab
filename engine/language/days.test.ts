import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ageOn, bornBy, civilOf, dayOf, formatDay, monthsAfter, parseDay, yearStart } from './days.ts'

const day = (text: string): number => parseDay(text) ?? Number.NaN
const anyDay = fc.integer({ min: day('1900-01-01'), max: day('2100-12-31') })

describe('age in completed years', () => {
  test('someone born on 29 February completes a year on 1 March of a common year and on 29 February of a leap year', () => {
    expect(ageOn(day('2008-02-29'), day('2026-02-28'))).toBe(17)
    expect(ageOn(day('2008-02-29'), day('2026-03-01'))).toBe(18)
    expect(ageOn(day('2008-02-29'), day('2024-02-28'))).toBe(15)
    expect(ageOn(day('2008-02-29'), day('2024-02-29'))).toBe(16)
  })

  test('a year is complete on the birthday and not the day before', () => {
    expect(ageOn(day('1963-12-31'), day('2023-12-30'))).toBe(59)
    expect(ageOn(day('1963-12-31'), day('2023-12-31'))).toBe(60)
  })

  test('nobody has an age before birth', () => {
    expect(ageOn(day('2024-01-01'), day('2023-12-31'))).toBe(-1)
  })

  test('whoever was born by the limit has the age, and whoever was born a day later has not', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: 0, max: 90 }), (birth, on, years) => {
        expect(birth <= bornBy(on, years)).toBe(ageOn(birth, on) >= years)
      }),
    )
  })
})

describe('months after a day', () => {
  test.each([
    ['2021-01-31', 1, '2021-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2021-02-28', 36, '2024-02-28'],
    ['2020-02-29', 36, '2023-02-28'],
    ['2020-02-29', 48, '2024-02-29'],
    ['2020-12-31', 36, '2023-12-31'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2023-03-31', -1, '2023-02-28'],
  ])('%s and %i months is %s', (from, n, to) => {
    expect(formatDay(monthsAfter(day(from), n))).toBe(to)
  })
})

describe('days', () => {
  test('agree with the calendar of the platform, another implementation, on every day of two centuries', () => {
    for (let d = day('1900-01-01'); d <= day('2100-12-31'); d++) {
      const there = new Date(d * 86_400_000)
      const { year, month, day: dayOfMonth } = civilOf(d)
      if (
        there.getUTCFullYear() !== year ||
        there.getUTCMonth() + 1 !== month ||
        there.getUTCDate() !== dayOfMonth
      )
        throw new Error(formatDay(d))
      if (dayOf(year, month, dayOfMonth) !== d) throw new Error(formatDay(d))
    }
  })

  test('that do not exist and other forms are no dates', () => {
    for (const text of [
      '2023-02-29',
      '2023-13-01',
      '2023-04-31',
      '31/12/2023',
      '2023-1-1',
      '2023-12-31 ',
      '',
      '23-12-31',
    ])
      expect(parseDay(text)).toBeUndefined()
    expect(formatDay(day('2024-02-29'))).toBe('2024-02-29')
  })

  test('have the first of January of their year', () => {
    expect(formatDay(yearStart(day('2023-12-31')))).toBe('2023-01-01')
  })
})
