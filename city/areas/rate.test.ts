import { expect, test } from 'vitest'
import { rateOf } from './rate.ts'

test('a rate is a share in hundredths of a percent, half up', () => {
  expect(rateOf(1693, 1_302_000)).toBe(13)
  expect(rateOf(1, 20_000)).toBe(1)
  expect(rateOf(1, 20_001)).toBe(0)
  expect(rateOf(0, 5)).toBe(0)
  expect(rateOf(5, 5)).toBe(10_000)
})

test('there is no rate without a total, nor one above 100 %', () => {
  expect([rateOf(3, undefined), rateOf(3, null), rateOf(0, 0), rateOf(204, 10)]).toEqual([
    null,
    null,
    null,
    null,
  ])
})
