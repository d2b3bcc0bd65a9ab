import { expect, test } from 'vitest'
import { ethnicCode, ethnicGroup } from './ethnic-groups.ts'
import { identityContradictions, readIdentity } from './identity-number.ts'
import { plainWords, tidy } from './plain-text.ts'
import { readDate } from './read-date.ts'
import { CAUSES, causesOf, classOf, entryOf, flagOf, relationOf, sexOf, wishesOf } from './words.ts'

test('text is composed, with single spaces, whatever the office file used', () => {
  expect(tidy(' Nguyễn\u00a0\u200b Thị\tHoa\r\n')).toBe('Nguyễn Thị Hoa')
  expect(tidy('Đặng'.normalize('NFD'))).toBe('Đặng')
  expect(plainWords('Vợ/Chồng (x)')).toBe('vo chong x')
})

test('relations are understood with and without marks, in capitals and decomposed', () => {
  for (const [word, meaning] of [
    ['Chủ hộ', 'head'],
    ['CHU HO', 'head'],
    ['Vợ/chồng', 'spouse'],
    ['vợ'.normalize('NFD'), 'spouse'],
    ['Con đẻ', 'child'],
    ['bo de', 'parent'],
    ['Mẹ', 'parent'],
    ['Cháu nội', 'grandchild'],
    ['con dâu', 'other'],
    ['Mẹ vợ', 'other'],
    ['Quan hệ khác', 'other'],
  ] as const)
    expect(relationOf(word), word).toBe(meaning)
  for (const word of ['3', 'hàng xóm', '']) expect(relationOf(word), word).toBeUndefined()
})

test('a sex written as a number is not guessed: lists differ in what 0 and 2 mean', () => {
  expect([sexOf('Nam'), sexOf('NỮ'), sexOf('nu'), sexOf('gái')]).toEqual([
    'male',
    'female',
    'female',
    'female',
  ])
  expect([sexOf(0), sexOf(1), sexOf('2'), sexOf(null)]).toEqual([undefined, undefined, undefined, undefined])
})

test('near-poor is never read as poor', () => {
  expect([classOf('Hộ nghèo'), classOf('HN'), classOf(1)]).toEqual(['poor', 'poor', 'poor'])
  expect([classOf('Hộ cận nghèo'), classOf('can ngheo'), classOf('2')]).toEqual([
    'near_poor',
    'near_poor',
    'near_poor',
  ])
  expect(classOf('Hộ không nghèo')).toBe('above_near_poor')
  expect(classOf('nghèo bền vững')).toBeUndefined()
})

test('a tick is yes, a nought is no, an empty cell is neither', () => {
  expect([flagOf('x'), flagOf('X'), flagOf(1), flagOf('Có'), flagOf('✓'), flagOf(true)]).toEqual(
    Array(6).fill(true),
  )
  expect([flagOf(0), flagOf('Không'), flagOf('ko'), flagOf(false)]).toEqual(Array(4).fill(false))
  expect([flagOf(null), flagOf('chưa rõ')]).toEqual([undefined, undefined])
})

test('causes are read in words and numbers, several at once, and what is not understood is given back', () => {
  expect(causesOf('Thiếu vốn; ốm đau')).toEqual({ causes: ['no_capital', 'illness'], unknown: [] })
  expect(causesOf('1,7')).toEqual({ causes: ['no_land', 'illness'], unknown: [] })
  expect(causesOf(2).causes).toEqual(['no_capital'])
  expect(causesOf('Không có kỹ năng lao động').causes).toEqual(['no_skill'])
  expect(causesOf('Thiếu lao động').causes).toEqual(['no_labour'])
  expect(causesOf('lười').unknown).toEqual(['lười'])
  expect(causesOf('9').unknown).toEqual(['9'])
  for (const { code, vi } of CAUSES) expect(causesOf(vi), vi).toEqual({ causes: [code], unknown: [] })
  expect(wishesOf('Vay vốn, nhà ở').wishes).toEqual(['credit', 'housing'])
  expect([entryOf('Tái nghèo'), entryOf('Phát sinh mới'), entryOf('cũ')]).toEqual(['relapsed', 'new', 'old'])
})

test('ethnic groups are read by name and by the numbers of 1979, where 6 is Mường and not Hoa', () => {
  expect(['kinh', 'Dân tộc Tày', "H'Mông", '6', '04', 'Cao Lan'].map(ethnicGroup)).toEqual([
    'Kinh',
    'Tày',
    'Mông',
    'Mường',
    'Hoa',
    'Sán Chay',
  ])
  expect(['29', '55', 'Atlantis', ''].map(ethnicGroup)).toEqual([undefined, undefined, undefined, undefined])
  expect([ethnicCode('Mường'), ethnicCode('Khơ Mú')]).toEqual([6, undefined])
})

test('every ethnic group with a number is found again by it and by its name without marks', () => {
  for (let number = 1; number <= 28; number++) {
    const name = ethnicGroup(String(number)) ?? ''
    expect(ethnicCode(name), name).toBe(number)
    expect(ethnicGroup(plainWords(name)), name).toBe(name)
  }
})

test('dates are read as text, in words, as numbers of Excel and as dates', () => {
  const day = { kind: 'day', day: '1957-06-05' }
  for (const cell of [
    '05/06/1957',
    '5-6-1957',
    '5.6.1957',
    '1957-06-05',
    '05/06/1957 00:00:00',
    "'05/06/1957",
    'ngày 5 tháng 6 năm 1957',
    20976,
    '20976',
    20976.5,
    { day: '1957-06-05' },
  ])
    expect(readDate(cell), String(cell)).toEqual(day)
})

test('a year alone, a month with a year or 00/00/1957 leaves the day unknown', () => {
  for (const cell of [1957, '1957', '06/1957', '00/00/1957', '0/6/1957'])
    expect(readDate(cell), String(cell)).toEqual({ kind: 'year', year: 1957 })
  for (const cell of [null, '', ' - ', '…'.replace('…', '.')])
    expect(readDate(cell)).toEqual({ kind: 'none' })
})

test('days that do not exist are impossible; two-digit years and words are unreadable', () => {
  for (const cell of ['31/02/1960', '29/02/2023', '12/25/1957', '2023-02-30', '13/2020'])
    expect(readDate(cell), cell).toEqual({ kind: 'impossible' })
  expect(readDate('29/02/2024')).toEqual({ kind: 'day', day: '2024-02-29' })
  for (const cell of ['5/6/57', 'không rõ', 12, -3, true, '5/6/1957/8'])
    expect(readDate(cell), String(cell)).toEqual({ kind: 'unreadable' })
})

test('the zeros that Excel drops from an identity number come back; other lengths are not completed', () => {
  expect(readIdentity('031 057 000001')).toEqual({ number: '031057000001' })
  expect(readIdentity(31057000001)).toEqual({ number: '031057000001', problem: 'identity_zero_lost' })
  expect(readIdentity(1057000001)).toEqual({ number: '001057000001', problem: 'identity_zero_lost' })
  expect(readIdentity('031057001')).toEqual({ number: '031057001', problem: 'identity_old' })
  expect(readIdentity('31057000001')).toEqual({ problem: 'identity_malformed' })
  expect(readIdentity('03105700000X')).toEqual({ problem: 'identity_malformed' })
  expect([readIdentity(null), readIdentity('000000000000')]).toEqual([{}, {}])
})

test('an identity number says sex, century and year', () => {
  expect(identityContradictions('999057000001', 1957, 'male')).toEqual([])
  expect(identityContradictions('999305000001', 2005, 'female')).toEqual([])
  expect(identityContradictions('999057000001', 2057, 'male')).toEqual(['identity_birth_differs'])
  expect(identityContradictions('999057000001', 1957, 'female')).toEqual(['identity_sex_differs'])
  expect(identityContradictions('999057000001', undefined, undefined)).toEqual([])
  expect(identityContradictions('999057001', 2000, 'female')).toEqual([])
})
