import { describe, expect, test } from 'vitest'
import { buildLaw } from './build-law.ts'
import { SMALL_LAW, withChange } from './small-law.ts'

const D = 'x/definitions.yaml'
const B = 'x/support.yaml'

/** Planted faults: where, the piece and its replacement, the check that must find it, and the place of the finding. */
const FAULTS: readonly (readonly [
  name: string,
  path: string,
  find: string,
  replace: string,
  rule: string,
  line: number,
  column: number,
  there?: string,
])[] = [
  ['a fact that is not declared', D, 'income <= line', 'incone <= line', 'unknown_name', 14, 55],
  [
    'a fact of the person asked of the household',
    D,
    'income <= line',
    'allowance <= line',
    'unknown_name',
    14,
    55,
  ],
  ['money compared with a bare number', D, 'income <= line', 'income <= 2000000', 'type_mismatch', 14, 65],
  ['money where a truth is needed', D, "expr: 'income <= line'", 'expr: income', 'type_mismatch', 14, 54],
  ['a date added to money', D, 'income <= line', 'income + on <= line', 'type_mismatch', 14, 64],
  [
    'a word that the category does not have',
    D,
    'income <= line',
    'area_kind == city',
    'unknown_name',
    14,
    68,
  ],
  [
    'an order between words that have none',
    D,
    'income <= line',
    'area_kind < rural',
    'type_mismatch',
    14,
    55,
  ],
  ['a quotient', D, 'income <= line', 'income / 2 <= line', 'not_in_language', 14, 55],
  ['a clock', D, 'income <= line', 'now() > on', 'not_in_language', 14, 55],
  ['a broken expression', D, 'income <= line', 'income <= (line', 'syntax', 14, 70],
  [
    'an optional fact read without asking for it',
    D,
    'income <= line',
    'decided_on <= on',
    'unguarded_optional',
    14,
    55,
  ],
  ['a question for a fact that is never absent', D, 'income <= line', 'has(income)', 'has', 14, 55],
  [
    'a quantifier inside a quantifier',
    D,
    'income <= line',
    'members.exists(m, members.count() > 1)',
    'nested_quantifier',
    14,
    73,
  ],
  [
    'a product without rounding',
    D,
    'income <= line',
    'share(income, rate("1/2")) <= line',
    'arguments',
    14,
    55,
  ],
  [
    'a rounding that does not exist',
    D,
    'income <= line',
    'share(income, rate("1/2"), nearest) <= line',
    'rounding',
    14,
    82,
  ],
  [
    'a number that could leave the exact range',
    D,
    'income <= line',
    'income * 100000 <= line',
    'too_large',
    14,
    15,
  ],
  [
    'a word that the table leaves out',
    D,
    '{ urban: 2000000, rural: 1500000 }',
    '{ urban: 2000000 }',
    'uncovered_category',
    11,
    50,
  ],
  [
    'a word that the table invents',
    D,
    'rural: 1500000 }',
    'rural: 1500000, sea: 1 }',
    'unknown_word',
    11,
    89,
  ],
  [
    'a value without mark',
    D,
    'value: { urban: 2000000, rural: 1500000 }, source: s, mark: reported }',
    'value: { urban: 2000000, rural: 1500000 }, source: s }',
    'value_without_mark',
    11,
    13,
  ],
  [
    'a value without source',
    D,
    'rural: 1500000 }, source: s,',
    'rural: 1500000 },',
    'value_without_source',
    11,
    13,
  ],
  [
    'a value that is marked missing',
    D,
    'rural: 1500000 }, source: s, mark: reported',
    'rural: 1500000 }, source: s, mark: missing',
    'mark',
    11,
    13,
  ],
  ['a version without act', B, '    act: x/1\n', '', 'missing_citation', 7, 5],
  ['an act that nobody has entered', B, 'act: x/1', 'act: x/2', 'unknown_act', 10, 10],
  ['a version that does not say where it was read', B, '    source: s\n', '', 'missing_citation', 7, 5],
  ['two versions on one day', B, 'to: 2025-12-31', 'to: 2026-01-01', 'overlap', 18, 5],
  ['days between two versions', B, 'to: 2025-12-31', 'to: 2025-12-30', 'gap', 18, 5],
  [
    'an end without successor',
    B,
    '  - from: 2026-01-01\n    territory: nation',
    '  - from: 2026-01-01\n    to: 2027-12-31\n    territory: nation',
    'gap',
    18,
    5,
  ],
  [
    'a rule that has no version on some of the days',
    D,
    '  - from: 2022-01-01',
    '  - from: 2023-01-01',
    'gap',
    7,
    5,
    B,
  ],
  [
    'a rule that needs itself',
    D,
    "expr: 'income <= line'",
    "expr: 'is_low || income <= line'",
    'cycle',
    14,
    15,
  ],
  [
    'a key that the language does not have',
    B,
    'applies_to: is_low',
    'aplies_to: is_low',
    'unknown_key',
    7,
    5,
  ],
  ['a date in another form', B, 'from: 2022-01-01', 'from: 01/01/2022', 'value', 7, 11],
  ['a key written twice', B, 'per: month', 'per: month\nper: once', 'yaml', 5, 1],
]

test('the small law itself has no finding', () => {
  expect(buildLaw(SMALL_LAW).findings).toEqual([])
})

describe('a planted fault is found at its place, with what is wrong and how to mend it', () => {
  test.each(
    FAULTS.map(
      ([name, path, find, replace, rule, line, column, there = path]) =>
        [name, path, find, replace, rule, line, column, there] as const,
    ),
  )('%s', (_name, path, find, replace, rule, line, column, there) => {
    const { findings } = buildLaw(withChange(path, find, replace))
    const found = findings.find(f => f.rule === rule)
    expect(found && `${found.file}:${found.line}:${found.column}`, JSON.stringify(findings)).toBe(
      `${there}:${line}:${column}`,
    )
    expect(found?.message.length).toBeGreaterThan(10)
    expect(found?.mend.length).toBeGreaterThan(3)
  })
})

test('all faults of several files are collected in one run', () => {
  const sources = withChange(D, 'income <= line', 'incone <= line').map(s =>
    s.path === B
      ? { ...s, text: s.text.replace('act: x/1', 'act: x/2').replace('mark: reported }', '}') }
      : s,
  )
  expect(new Set(buildLaw(sources).findings.map(f => f.rule))).toEqual(
    new Set(['unknown_name', 'unknown_act', 'value_without_mark']),
  )
})

test('a misspelt name is met with the names that are near', () => {
  expect(buildLaw(withChange(D, 'income <= line', 'incone <= line')).findings[0]?.mend).toContain('income')
})
