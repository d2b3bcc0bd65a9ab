import { expect, it } from 'vitest'
import { checkFact, FAULTS, type FactColumn } from './fact-columns.ts'

const decimal: FactColumn = {
  name: 'balance',
  type: { t: 'decimal', places: 2 },
  sqlType: 'numeric(12,2)',
  optional: false,
  restricted: false,
  label: { vi: 'số dư', en: 'balance' },
  supplier: undefined,
  words: undefined,
  bounds: undefined,
}

it('a decimal gets its places and keeps its sign', () => {
  expect(checkFact(decimal, '80.5')).toBe('80.50')
  expect(checkFact(decimal, 80)).toBe('80.00')
  expect(checkFact(decimal, '007.10')).toBe('7.10')
  expect(checkFact(decimal, '-0.5')).toBe('-0.50')
  expect(checkFact(decimal, '-12')).toBe('-12.00')
  expect(checkFact(decimal, '-0')).toBe('0.00')
})

it('a decimal with more places than are kept, or outside its bounds, is refused, not rounded', () => {
  expect(checkFact(decimal, '1.234')).toBe(FAULTS.places)
  expect(checkFact(decimal, '1.230')).toBe('1.23')
  expect(checkFact({ ...decimal, bounds: { lo: 0, hi: 10_000 } }, '100.01')).toBe(FAULTS.range)
  expect(checkFact({ ...decimal, bounds: { lo: 0, hi: 10_000 } }, '100')).toBe('100.00')
  expect(checkFact(decimal, '1e3')).toBe(FAULTS.type)
})
