import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allLinks, allUnits } from './all-units.ts'
import { inUnitsOf, type Series } from './series.ts'
import type { Link, Period } from './types.ts'

const link = (old_code: string, new_code: string, whole: boolean, mark: Link['mark'] = 'reported'): Link => ({
  old_code,
  old_period: '2025-h1',
  new_code,
  new_period: '2025',
  whole,
  source: 'a test',
  mark,
})
/** a and b lie whole in A; c was split over A and B; d lies in C alone. */
const links = [
  link('a', 'A', true),
  link('b', 'A', true),
  link('c', 'A', false),
  link('c', 'B', false),
  link('d', 'C', true),
]
const series = (values: Record<string, number | null>, period: Period = '2025-h1'): Series => ({
  period,
  values: new Map(Object.entries(values)),
})
const readIn = (of: Series, to: Period, code: string, steps = links) =>
  inUnitsOf(of, to, steps).units.find(unit => unit.code === code)

describe('a series in the units of another period', () => {
  test('adds up what lies whole in a unit', () => {
    expect(readIn(series({ a: 3, b: 4, c: 0, d: 5 }), '2025', 'A')).toMatchObject({
      value: 7,
      at_least: 7,
      at_most: 7,
    })
    expect(readIn(series({ a: 3, b: 4, c: 9, d: 5 }), '2025', 'C')).toMatchObject({ value: 5, split: [] })
  })

  test('does not divide a unit that was split, and says between which bounds the truth lies', () => {
    const { units, groups } = inUnitsOf(series({ a: 3, b: 4, c: 9, d: 5 }), '2025', links)
    expect(units).toEqual([
      { code: 'A', value: null, at_least: 7, at_most: 16, split: ['c'], unknown: [] },
      { code: 'B', value: null, at_least: 0, at_most: 9, split: ['c'], unknown: [] },
      { code: 'C', value: 5, at_least: 5, at_most: 5, split: [], unknown: [] },
    ])
    expect(groups).toEqual([{ codes: ['A', 'B'], value: 16 }])
  })

  test('keeps an unknown value unknown: it is not 0', () => {
    const { units, groups } = inUnitsOf(series({ a: 3, b: null, c: 9 }), '2025', links)
    expect(units.find(unit => unit.code === 'A')).toMatchObject({
      value: null,
      at_least: 3,
      at_most: null,
      unknown: ['b'],
    })
    expect(units.find(unit => unit.code === 'C')).toMatchObject({
      value: null,
      at_most: null,
      unknown: ['d'],
    })
    expect(groups).toEqual([{ codes: ['A', 'B'], value: null }])
  })

  test('reads back as well: one that was put together of several cannot be taken apart', () => {
    const back = inUnitsOf(series({ A: 20, B: 0, C: 5 }, '2025'), '2025-h1', links)
    expect(back.units.find(unit => unit.code === 'd')).toMatchObject({ value: 5 })
    expect(back.units.find(unit => unit.code === 'a')).toMatchObject({
      value: null,
      at_least: 0,
      at_most: 20,
      split: ['A'],
    })
    expect(back.groups).toEqual([{ codes: ['a', 'b', 'c'], value: 20 }])
  })

  test('in its own units it is what it was', () => {
    expect(readIn(series({ a: 3, b: null }), '2025-h1', 'a')).toMatchObject({ value: 3 })
    expect(readIn(series({ a: 3, b: null }), '2025-h1', 'b')).toMatchObject({ value: null, unknown: ['b'] })
  })

  test('what no source has the place of has no bound anywhere it may lie', () => {
    const steps = [...links, link('e', 'C', false, 'missing')]
    const { units, unplaced } = inUnitsOf(series({ a: 1, b: 1, c: 0, d: 5, e: 2 }), '2025', steps)
    expect(units.find(unit => unit.code === 'C')).toMatchObject({
      value: null,
      at_least: 5,
      at_most: null,
      split: ['e'],
    })
    expect(units.find(unit => unit.code === 'A')).toMatchObject({ value: 2 })
    expect(unplaced).toEqual(['e'])
  })

  test('loses nothing: whatever the links, the bounds of all units hold the sum of the series', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const place = fc.constantFrom('A', 'B', 'C')
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, place), { selector: pair => pair.join(), minLength: 1 }),
        fc.dictionary(name, fc.nat(50)),
        (pairs, values) => {
          const steps = pairs.map(([from, to]) => link(from, to, false))
          const linked = new Set(pairs.map(([from]) => from))
          const all = Object.fromEntries([...linked].map(code => [code, values[code] ?? 0]))
          const sum = Object.values(all).reduce((a, b) => a + b, 0)
          const { units, groups } = inUnitsOf(series(all), '2025', steps)
          const grouped = new Set(groups.flatMap(group => group.codes))
          const told =
            groups.reduce((total, group) => total + (group.value ?? Number.NaN), 0) +
            units
              .filter(unit => !grouped.has(unit.code))
              .reduce((total, unit) => total + (unit.value ?? Number.NaN), 0)
          expect(told).toBe(sum)
        },
      ),
    )
  })
})

describe('the real units', () => {
  const links2025 = allLinks()

  test('every unit of a period goes somewhere in the next and comes from somewhere in the one before', () => {
    const units = allUnits()
    expect(units).toHaveLength(453 + 375 + 114)
    for (const [before, after] of [
      ['2024', '2025-h1'],
      ['2025-h1', '2025'],
    ] as const) {
      const steps = links2025.filter(step => step.old_period === before)
      const olds = new Set(steps.map(step => step.old_code))
      const news = new Set(steps.map(step => step.new_code))
      expect(
        units.filter(unit => unit.period === before && !olds.has(unit.code)).map(unit => unit.full_name),
      ).toEqual([])
      expect(
        units.filter(unit => unit.period === after && !news.has(unit.code)).map(unit => unit.full_name),
      ).toEqual([])
    }
  })

  test('147 steps of the merger are partial, and those touch 71 old units', () => {
    const partial = links2025.filter(step => step.new_period === '2025' && !step.whole)
    expect(partial).toHaveLength(147)
    expect(new Set(partial.map(step => step.old_code)).size).toBe(71)
  })

  test('the island district became the special zone of its name', () => {
    expect(links2025.filter(step => step.new_code === '11948')).toMatchObject([
      { old_code: '318', whole: true },
    ])
  })

  test('one household in every old unit adds up to all of them, whatever was split', () => {
    const olds = allUnits().filter(unit => unit.period === '2025-h1')
    const { units, groups, unplaced } = inUnitsOf(
      { period: '2025-h1', values: new Map(olds.map(unit => [unit.code, 1])) },
      '2025',
      links2025,
    )
    const grouped = new Set(groups.flatMap(group => group.codes))
    const single = units
      .filter(unit => !grouped.has(unit.code))
      .reduce((sum, unit) => sum + (unit.value ?? Number.NaN), 0)
    expect(single + groups.reduce((sum, group) => sum + (group.value ?? Number.NaN), 0)).toBe(375)
    expect(unplaced).toEqual([])
  })

  test('the 78 units that ended at the end of 2024 are told by name, because no source says where they went', () => {
    const olds = allUnits().filter(unit => unit.period === '2024')
    const { unplaced } = inUnitsOf(
      { period: '2024', values: new Map(olds.map(unit => [unit.code, 1])) },
      '2025',
      links2025,
    )
    expect(unplaced).toHaveLength(78)
  })
})
