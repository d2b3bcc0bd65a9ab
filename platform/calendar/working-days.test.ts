import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addCalendarDays,
  addDays,
  addWorkingDays,
  dayInVietnam,
  daysBetween,
  isDay,
  isWorkingDay,
  readHolidays,
  vietnamHolidays,
  workingDaysBetween,
  writeDay,
  writeDayInWords,
} from './index.ts'

const vn = vietnamHolidays()
const known = fc
  .integer({ min: 0, max: daysBetween('2021-01-01', '2026-10-01') })
  .map(n => addDays('2021-01-01', n))

describe('working days counted by hand', () => {
  it.each([
    // Tết 2025: Mon 27 to Fri 31 January; the week before and after are ordinary
    ['2025-01-24', 3, '2025-02-05', 'the posting of three days begun on the Friday before Tết 2025'],
    ['2025-01-23', 1, '2025-01-24', 'the last working day before Tết 2025'],
    // swap of 2024: Mon 29 April off, Tue 30 and Wed 1 May holidays, Sat 4 May worked
    ['2024-04-26', 1, '2024-05-02', 'the bridge of 2024'],
    ['2024-05-02', 2, '2024-05-04', 'the Saturday worked in 2024'],
    // swap of 2025: Sat 26 April worked, Fri 2 May off
    ['2025-04-25', 1, '2025-04-26', 'the Saturday worked in 2025'],
    ['2025-04-29', 1, '2025-05-05', 'the bridge of 2025'],
    // swaps of 2026: Fri 2 January off, Sat 10 worked; Mon 31 August off, Sat 22 August worked
    ['2025-12-31', 1, '2026-01-05', 'New Year of 2026'],
    ['2026-01-09', 1, '2026-01-10', 'the Saturday worked in January 2026'],
    ['2026-08-21', 1, '2026-08-22', 'the Saturday worked in August 2026'],
    ['2026-08-28', 1, '2026-09-03', 'National Day of 2026'],
    // 2023: 29 April (Hùng Kings) to 3 May
    ['2023-04-28', 5, '2023-05-10', 'a week after the five days off of 2023'],
    ['2026-11-02', 15, '2026-11-23', 'three ordinary weeks'],
  ])('from %s the working day number %i is %s: %s', (from, n, expected) => {
    expect(addWorkingDays(vn, from, n).on).toBe(expected)
  })

  it('counts no working day in the nine days of Tết 2025', () => {
    expect(workingDaysBetween(vn, '2025-01-24', '2025-02-02')).toBe(0)
  })

  it('moves a period that ends on a Sunday to Monday, and leaves one that ends on a Friday', () => {
    expect(addCalendarDays(vn, '2026-10-15', 10).on).toBe('2026-10-26')
    expect(addCalendarDays(vn, '2026-10-15', 15).on).toBe('2026-10-30')
  })
})

describe('a deadline that crosses days nobody knows', () => {
  it('is a range over Tết 2027 and says why', () => {
    const due = addWorkingDays(vn, '2027-02-01', 5)
    expect(due).toMatchObject({ on: '2027-02-08', latest: '2027-02-15' })
    expect(due.doubts.map(d => d.vi)).toEqual([
      'Tết Đinh Mùi 2027 (mùng 1 là 06/02/2027), lịch nghỉ chưa công bố',
    ])
    expect(due.doubts[0]?.mark).toBe('missing')
  })

  it('is one day before Tết 2027', () => {
    expect(addWorkingDays(vn, '2027-01-25', 5)).toEqual({
      on: '2027-02-01',
      latest: '2027-02-01',
      doubts: [],
    })
  })

  it('may be a day later over 24 November 2026, of which no act was seen', () => {
    const due = addWorkingDays(vn, '2026-11-20', 2)
    expect(due).toMatchObject({ on: '2026-11-24', latest: '2026-11-25' })
    expect(due.doubts).toHaveLength(1)
  })

  it('names a day off that was only computed', () => {
    const due = addWorkingDays(vn, '2024-04-17', 1)
    expect(due.on).toBe('2024-04-19')
    expect(due.doubts).toMatchObject([
      { mark: 'unconfirmed', en: 'Hùng Kings Commemoration Day (2024-04-18)' },
    ])
  })

  it('says that beyond 2027 no holidays are known', () => {
    expect(addWorkingDays(vn, '2027-12-30', 5).doubts.at(-1)).toMatchObject({
      mark: 'missing',
      en: 'holidays are known from 2021-01-01 to 2027-12-31 only',
    })
  })

  it('never gives a range whose last day is earlier than its first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 40 }), (ahead, n) => {
        const { on, latest, doubts } = addWorkingDays(vn, addDays('2026-11-01', ahead), n)
        expect(latest >= on).toBe(true)
        if (latest !== on) expect(doubts.some(d => d.mark === 'missing')).toBe(true)
      }),
    )
  })
})

describe('working days as numbers', () => {
  it('adding and counting undo each other', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 30 }), (from, n) => {
        const { on } = addWorkingDays(vn, from, n)
        expect(workingDaysBetween(vn, from, on)).toBe(n)
        expect(isWorkingDay(vn, on)).toBe(true)
      }),
    )
  })

  it('add up: two periods after each other are one', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 15 }), (from, a, b) => {
        expect(addWorkingDays(vn, addWorkingDays(vn, from, a).on, b).on).toBe(
          addWorkingDays(vn, from, a + b).on,
        )
      }),
    )
  })

  it('refuse a period that is negative, half or beyond reason', () => {
    for (const n of [-1, 0.5, 1001, Number.NaN])
      expect(() => addWorkingDays(vn, '2026-01-05', n)).toThrow('cannot be counted')
  })
})

describe('days as text', () => {
  it('knows the days that exist', () => {
    expect(['2024-02-29', '2025-02-29', '2025-13-01', '25-01-01', '2025-1-1'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('writes days as Vietnamese papers do', () => {
    expect(writeDay('2025-09-02')).toBe('02/9/2025')
    expect(writeDay('2025-02-12')).toBe('12/02/2025')
    expect(writeDayInWords('2025-11-24')).toBe('ngày 24 tháng 11 năm 2025')
  })

  it('has the next day in Vietnam when the evening in London is not over', () => {
    expect(dayInVietnam(new Date('2026-11-24T17:00:00Z'))).toBe('2026-11-25')
    expect(dayInVietnam(new Date('2026-11-24T16:59:59Z'))).toBe('2026-11-24')
  })
})

describe('the holiday file', () => {
  const file = (days: string): string =>
    `labour_code: x\nfrom: 2025-01-01\nto: 2025-12-31\ndays:\n${days}\nopen: []\n`
  const line = (on: string, kind = 'holiday'): string =>
    `  - { on: ${on}, kind: ${kind}, vi: a, en: a, source: a, mark: reported }`

  it('refuses what changes nothing, stands twice or lies outside its years', () => {
    expect(() => readHolidays(file(line('2025-08-30')))).toThrow('on a weekend changes nothing')
    expect(() => readHolidays(file(line('2025-09-01', 'working')))).toThrow('on a weekday changes nothing')
    expect(() => readHolidays(file(`${line('2025-09-01')}\n${line('2025-09-01')}`))).toThrow('stands twice')
    expect(() => readHolidays(file(line('2026-09-01')))).toThrow('lies outside')
    expect(() => readHolidays(file(line('2025-02-30')))).toThrow()
  })
})
