import { expect, test } from 'vitest'
import { successions } from '../areas/index.ts'
import { areaKindOn, findCommune, type SaidPlace, splitAddress } from './find-commune.ts'

const [NOW, SPRING_2025, YEAR_2024] = ['2025-12-31', '2025-03-01', '2024-12-31']
const said = (of: Partial<SaidPlace>): SaidPlace => ({
  code: '',
  name: '',
  district: '',
  district_code: '',
  ...of,
})
const find = (of: Partial<SaidPlace>, day = NOW) => findCommune(said(of), day)

test('the same code is Hồng Bàng now and was Minh Khai before the merger: the name decides', () => {
  expect(find({ code: '11311', name: 'Phường Hồng Bàng' })).toEqual({ kind: 'found', code: '11311' })
  expect(find({ code: '11311', name: 'phuong minh khai' })).toMatchObject({
    from: { full_name: 'Phường Minh Khai' },
  })
  expect(find({ code: '11311', name: 'Xã An Lão' })).toEqual({ kind: 'differs' })
})

test('a code alone is that of the day of the data, a district beside it that of the time before the merger', () => {
  expect(find({ code: '11311' })).toEqual({ kind: 'found', code: '11311' })
  expect(find({ code: '11311' }, SPRING_2025)).toMatchObject({ from: { period: '2025-h1', code: '11311' } })
  expect(find({ code: '11311', district: 'Quận Hồng Bàng' })).toMatchObject({ from: { code: '11311' } })
  expect(find({ code: '11311', district_code: '303' })).toMatchObject({ from: { code: '11311' } })
  expect(find({ code: '11311', district_code: '313' }, SPRING_2025)).toEqual({ kind: 'found', code: '11311' })
})

test('a former unit that went whole is converted, one that was split waits for a choice', () => {
  for (const step of successions().filter(one => one.old_code !== '')) {
    const found = find(
      { code: step.old_code, name: step.old_full_name, district: step.old_district_name },
      SPRING_2025,
    )
    if (step.whole)
      expect(found, step.old_full_name).toMatchObject({ kind: 'converted', code: step.new_code })
    else {
      expect(found, step.old_full_name).toMatchObject({ kind: 'split' })
      expect('candidates' in found && found.candidates).toContain(step.new_code)
    }
  }
})

test('a unit that ended before 2025 has no table, so the heirs of its district are offered', () => {
  const found = find({ code: '11308', name: 'Phường Hạ Lý' }, YEAR_2024)
  expect(found).toMatchObject({ kind: 'ended', from: { period: '2024' } })
  expect('candidates' in found && found.candidates).toContain('11311')
})

test('a unit is found by its name alone, without marks or kind, and by the three digits that lost their zeros', () => {
  expect(find({ name: 'P. Hồng Bàng' })).toEqual({ kind: 'found', code: '11311' })
  expect(find({ name: 'HONG BANG' })).toEqual({ kind: 'found', code: '11311' })
  expect(find({ name: 'Đặc khu Cát Hải' })).toEqual({ kind: 'found', code: '11914' })
  expect(find({ name: 'Ba Đình' })).toEqual({ kind: 'unknown' })
  expect(find({ code: '99999' })).toEqual({ kind: 'unknown' })
  expect(find({ code: 'mười' })).toEqual({ kind: 'unknown' })
  expect(find({})).toEqual({ kind: 'missing' })
})

test('the kind of area is that of the unit of the day, and not settled for a special zone', () => {
  expect(areaKindOn(find({ code: '11311' }), NOW)).toBe('urban')
  expect(areaKindOn(find({ name: 'Đặc khu Cát Hải' }), NOW)).toBeUndefined()
  const wardSince2025 = find({ code: '11587' }, YEAR_2024)
  expect(areaKindOn(wardSince2025, YEAR_2024)).toBe('rural')
  expect(areaKindOn(wardSince2025, SPRING_2025)).toBe('urban')
  expect(areaKindOn(find({ code: '11311' }), SPRING_2025)).toBeUndefined()
})

test('an address in one line gives hamlet, commune and district', () => {
  expect(splitAddress('Số 5, thôn Đông, xã An Lão, huyện An Lão, Hải Phòng')).toEqual({
    hamlet: 'Số 5, thôn Đông',
    place: { code: '', name: 'xã An Lão', district: 'huyện An Lão', district_code: '' },
  })
  expect(splitAddress('Tổ 7').hamlet).toBe('Tổ 7')
})
