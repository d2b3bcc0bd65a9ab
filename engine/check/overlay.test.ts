import { expect, test } from 'vitest'
import { formatDay } from '../language/days.ts'
import { buildLaw } from './build-law.ts'
import { SMALL_LAW } from './small-law.ts'

const overlay = (changes: string) => ({
  path: 'o.yaml',
  text: `name: trial\ncitation: draft\nchanges:\n${changes}`,
})
const versions = (law: ReturnType<typeof buildLaw>['law']) => law.files.get('x/support')?.versions ?? []

test('a value is set in the version it names, with its mark and source', () => {
  const { law, findings } = buildLaw(SMALL_LAW, [
    overlay(
      '  - { file: x/support, version: 2022-01-01, territory: nation, set: parameters.amount_of_month.value, value: 700000, mark: confirmed, source: read }\n',
    ),
  ])
  expect(findings).toEqual([])
  expect(versions(law)[0]?.parameters.get('amount_of_month')?.values[0]).toMatchObject({
    cells: [700000n],
    mark: 'confirmed',
    source: 'read',
  })
  expect(law.overlays.map(o => o.name)).toEqual(['trial'])
})

test('a cell of a table is set alone', () => {
  const { law, findings } = buildLaw(SMALL_LAW, [
    overlay(
      '  - { file: x/definitions, version: 2022-01-01, set: parameters.line.value.rural, value: 1600000 }\n',
    ),
  ])
  expect(findings).toEqual([])
  expect(law.files.get('x/definitions')?.versions[0]?.parameters.get('line')?.values[0]?.cells).toEqual([
    2000000n,
    1600000n,
  ])
})

test('a missing amount becomes a value', () => {
  const { law, findings } = buildLaw(SMALL_LAW, [
    overlay('  - { file: x/support, version: 2026-01-01, set: amount, value: money(900000) }\n'),
  ])
  expect(findings).toEqual([])
  expect(versions(law)[1]?.groups[0]?.amount).toMatchObject({ kind: 'literal', value: 900000n })
})

test('an added version ends the one before it on the day before', () => {
  const { law, findings } = buildLaw(SMALL_LAW, [
    overlay(
      '  - { file: x/support, add: { from: 2027-01-01, territory: nation, act: x/1, text: { vi: v, en: e }, source: s, mark: unconfirmed, applies_to: is_low, amount: money(1000) } }\n',
    ),
  ])
  expect(findings).toEqual([])
  expect(versions(law).map(v => [formatDay(v.from), v.to === undefined ? 'open' : formatDay(v.to)])).toEqual([
    ['2022-01-01', '2025-12-31'],
    ['2026-01-01', '2026-12-31'],
    ['2027-01-01', 'open'],
  ])
})

test('an overlay on an overlay sees what the first has changed', () => {
  const set = (value: number) =>
    overlay(
      `  - { file: x/support, version: 2022-01-01, set: parameters.amount_of_month.value, value: ${value} }\n`,
    )
  const { law } = buildLaw(SMALL_LAW, [set(1), set(2)])
  expect(versions(law)[0]?.parameters.get('amount_of_month')?.values[0]?.cells).toEqual([2n])
  expect(law.overlays[0]?.hash).not.toBe(law.overlays[1]?.hash)
})

test.each([
  ['a file that is not there', '  - { file: x/nothing, set: amount, value: 1 }\n', 'o.yaml:4:13'],
  [
    'a version that is not there',
    '  - { file: x/support, version: 2021-01-01, set: amount, value: 1 }\n',
    'o.yaml:4:33',
  ],
  [
    'a place that is not there',
    '  - { file: x/support, version: 2022-01-01, set: parameters.nothing.value, value: 1 }\n',
    'o.yaml:4:50',
  ],
  [
    'a value of another type',
    '  - { file: x/support, version: 2022-01-01, set: parameters.amount_of_month.value, value: much }\n',
    'o.yaml:4:91',
  ],
])('%s is a finding at its place in the overlay, and the law stays as it was', (_name, changes, place) => {
  const { findings } = buildLaw(SMALL_LAW, [overlay(changes)])
  expect(findings.map(f => `${f.file}:${f.line}:${f.column}`)).toContain(place)
})

test('the hash of the law is that of its files, whatever their order, and not of its cases', () => {
  const { law } = buildLaw(SMALL_LAW)
  expect(buildLaw([...SMALL_LAW].reverse()).law.hash).toBe(law.hash)
  expect(
    buildLaw(SMALL_LAW.map(s => (s.path === 'acts.yaml' ? { ...s, text: `${s.text}\n` } : s))).law.hash,
  ).not.toBe(law.hash)
})
