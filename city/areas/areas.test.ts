import { expect, test } from 'vitest'
import {
  areaKindBefore,
  currentUnits,
  findFormerUnit,
  findUnit,
  formerUnits,
  neighboursOf,
  placeOf,
  predecessorsOf,
  successions,
  successorsOf,
  territoryOf,
} from './index.ts'

test('the city has 45 wards, 67 communes and 2 special zones since 2025-07-01', () => {
  const units = currentUnits()
  const count = (kind: string) => units.filter(unit => unit.kind === kind).length
  expect([units.length, count('ward'), count('commune'), count('special_zone')]).toEqual([114, 45, 67, 2])
  expect(new Set(units.map(unit => unit.code)).size).toBe(114)
})

test('a unit is east or west by its former province', () => {
  expect(currentUnits().filter(unit => unit.territory === 'east')).toHaveLength(50)
  expect(territoryOf('11914')).toBe('east')
  expect(territoryOf('10546')).toBe('west')
  expect(() => territoryOf('99999')).toThrow('no unit 99999')
})

test('the same code is another unit in another period', () => {
  expect(findUnit('11311')?.full_name).toBe('Phường Hồng Bàng')
  expect(findFormerUnit('11311', '2025-h1')?.full_name).toBe('Phường Minh Khai')
})

test('the area kind before the merger is that of the unit of the day', () => {
  expect(areaKindBefore('11587', '2024-12-31')).toBe('rural')
  expect(areaKindBefore('11587', '2025-01-01')).toBe('urban')
  expect(() => areaKindBefore('11587', '2025-07-01')).toThrow('2025-06-30')
  expect(() => areaKindBefore('00000', '2024-01-01')).toThrow('no unit 00000')
})

test('a special zone does not say whether it is urban or rural', () => {
  for (const code of ['11914', '11948']) expect(findUnit(code)?.area_kind).toBe('special_zone')
})

test('every old commune went somewhere and every new unit came from somewhere', () => {
  const old = new Set(successions().map(step => step.old_code))
  for (const unit of formerUnits('2025-h1')) expect(old.has(unit.code), unit.full_name).toBe(true)
  for (const unit of currentUnits())
    expect(predecessorsOf(unit.code).length, unit.full_name).toBeGreaterThan(0)
  expect(formerUnits('2024')).toHaveLength(452)
  expect(formerUnits('2025-h1')).toHaveLength(374)
})

test('an old unit that was split has as many successors as its rows say', () => {
  for (const step of successions()) {
    if (step.old_code !== '')
      expect(successorsOf(step.old_code), step.old_full_name).toHaveLength(step.successors)
    expect(step.whole).toBe(step.successors === 1)
  }
})

test('a unit and its successor lie in the same territory', () => {
  for (const step of successions()) {
    if (step.old_code !== '')
      expect(findFormerUnit(step.old_code, '2025-h1')?.territory).toBe(territoryOf(step.new_code))
  }
})

test('every unit has a place, and neighbours know each other', () => {
  for (const unit of currentUnits()) {
    expect(placeOf(unit.code)?.latitude).toBeGreaterThan(20)
    for (const code of neighboursOf(unit.code)) expect(neighboursOf(code)).toContain(unit.code)
  }
  expect(neighboursOf('11948')).toEqual([])
})
