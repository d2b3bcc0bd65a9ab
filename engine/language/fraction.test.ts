import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatFraction, fraction, multiplyRounded, parseFraction, ROUNDINGS } from './fraction.ts'

const rate = (text: string) => parseFraction(text) ?? fraction(0n, 1n)

describe('rates', () => {
  test('are read exactly however they are written', () => {
    expect(['7/10', '70%', '0.7', '14/20'].map(t => formatFraction(rate(t)))).toEqual([
      '7/10',
      '7/10',
      '7/10',
      '7/10',
    ])
    expect(formatFraction(rate('4.5%'))).toBe('9/200')
    expect(formatFraction(rate('7.9248%'))).toBe('4953/62500')
    for (const text of ['seven', '7/0', '-1/2', '1,5%', '']) expect(parseFraction(text)).toBeUndefined()
  })
})

describe('a share in whole đồng', () => {
  test.each([
    // by hand: 1,490,000 × 4.5 % = 67,050 exactly; 67,050 × 7/10 = 46,935
    ['1490000', '4.5%', 'half_up', 67050n],
    ['67050', '7/10', 'half_up', 46935n],
    ['5', '1/2', 'down', 2n],
    ['5', '1/2', 'up', 3n],
    ['5', '1/2', 'half_up', 3n],
    ['5', '1/2', 'half_even', 2n],
    ['7', '1/2', 'half_even', 4n],
    ['-5', '1/2', 'down', -3n],
    ['-5', '1/2', 'up', -2n],
    ['-5', '1/2', 'half_up', -3n],
    ['-5', '1/2', 'half_even', -2n],
    ['10', '1/3', 'half_up', 3n],
    ['11', '1/3', 'half_up', 4n],
  ] as const)('%s × %s rounded %s is %s', (amount, r, mode, result) => {
    expect(multiplyRounded(BigInt(amount), rate(r), mode)).toBe(result)
  })

  test('is never a whole đồng away from the product', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.bigInt({ min: 0n, max: 999n }),
        fc.bigInt({ min: 1n, max: 999n }),
        fc.constantFrom(...ROUNDINGS),
        (amount, n, d, mode) => {
          const off = multiplyRounded(amount, fraction(n, d), mode) * d - amount * n
          expect(off < d && off > -d).toBe(true)
          if (mode === 'half_up' || mode === 'half_even') expect(off * 2n <= d && off * 2n >= -d).toBe(true)
        },
      ),
    )
  })
})
