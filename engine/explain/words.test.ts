import { describe, expect, test } from 'vitest'
import { affirm, day, digits, list, money, negate, two } from './index.ts'

describe('numbers and days as people write them here', () => {
  test('money groups by three, with points in Vietnamese and commas in English', () => {
    expect([money(1234000, 'vi'), money(1234000n, 'en'), digits(-1, 'vi'), money(0, 'vi')]).toEqual([
      '1.234.000 đ',
      '1,234,000 đ',
      '−1',
      '0 đ',
    ])
  })

  test('a day is day, month, year', () => {
    expect(day(19722)).toBe('31-12-2023')
  })

  test('parts with commas of their own are divided by semicolons', () => {
    expect(list(['a', 'b', 'c'], 'vi')).toBe('a, b và c')
    expect(list(['a, b', 'c'], 'vi')).toBe('a, b; và c')
  })
})

describe('a label said to be so, and not to be so', () => {
  test.each([
    ['có khả năng lao động', 'không có khả năng lao động'],
    ['người cao tuổi sống cô đơn', 'không phải là người cao tuổi sống cô đơn'],
    ['học sinh, sinh viên thuộc diện vay vốn', 'không phải là học sinh, sinh viên thuộc diện vay vốn'],
    ['đã được hỗ trợ nhà ở', 'chưa được hỗ trợ nhà ở'],
    ['đang đóng bảo hiểm', 'hiện không đóng bảo hiểm'],
    ['mái bằng vật liệu bền chắc', 'mái không bằng vật liệu bền chắc'],
    ['thiếu hụt việc làm', 'không thiếu hụt việc làm'],
  ])('%s: %s', (label, not) => {
    expect(negate(two(label, label)).vi).toBe(not)
  })

  test.each([
    ['has a pension', 'has no pension'],
    ['orphan', 'not an orphan'],
    ['wants a job', 'does not want a job'],
    ['a member is a person of merit', 'no member is a person of merit'],
    ['able to work', 'not able to work'],
  ])('%s: %s', (label, not) => {
    expect(negate(two(label, label)).en).toBe(not)
  })

  test('a noun is said with "là"', () => {
    expect(affirm(two('trẻ em mồ côi', 'orphan'))).toEqual({ vi: 'là trẻ em mồ côi', en: 'an orphan' })
  })
})
