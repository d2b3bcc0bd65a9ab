import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCity } from '../synthetic/index.ts'
import type { Row } from './index.ts'
import { readProgramme } from './index.ts'
import { compare, exactly, printedUnit } from './verdict.ts'

const home = mkdtempSync(path.join(tmpdir(), 'ansinh-programme-'))
const data = path.join(home, 'city')
let rows: Map<string, Row>

const byId = (list: readonly Row[]): Map<string, Row> => new Map(list.map(r => [r.id, r]))
const file = (name: string, text: string): string => {
  writeFileSync(path.join(home, name), text)
  return path.join(home, name)
}

beforeAll(async () => {
  // all poor and near-poor of the city of 2023, and few others
  await makeCity({ preset: 'east-2023', households: 16_000, out: data })
  rows = byId(await readProgramme(2023, { data }))
}, 120_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('the programme table of 2023', () => {
  test('F4: 5,753 cards at 4.5 % of 1,490,000 for twelve months are 4,628.86 million, exact', () => {
    // 5,753 × 67,050 × 12 = 4,628,863,800
    expect(rows.get('F4')).toMatchObject({
      verdict: 'exact',
      computed: { people: exactly(5753), million: exactly(4628.8638) },
      difference: { people: 0 },
    })
  })

  test('F5: 4,961 households at 55,000 for twelve months are 3,274.26 million, exact', () => {
    expect(rows.get('F5')).toMatchObject({
      verdict: 'exact',
      computed: { households: exactly(4961), million: exactly(3274.26) },
    })
  })

  test('F3 contradicts itself, and both readings are told', () => {
    const f3 = rows.get('F3')
    expect(f3?.verdict).toBe('contradiction')
    expect(f3?.computed.average?.lo).toBeCloseTo(60.09, 2)
    // 1,208,044 / 57.2 = 21,119.65; 20,104 × 57.2 = 1,149,948.8
    expect(f3?.why.vi).toContain('21.120 hộ')
    expect(f3?.why.vi).toContain('1.149.949 triệu')
  })

  test('F1 agrees with itself; F2 has two readings and nothing to compute from', () => {
    expect(rows.get('F1')?.verdict).toBe('consistent')
    expect(rows.get('F2')).toMatchObject({ verdict: 'cannot be computed', computed: {} })
    expect(rows.get('F2')?.why.vi).toContain('Có hai cách hiểu')
  })

  test('F6 and F7 are not computed from a part of the city; F8 names the amounts that the law lacks', () => {
    expect(rows.get('F6')?.why.vi).toContain('16.000 trong 650.134 hộ')
    expect(rows.get('F7')?.verdict).toBe('cannot be computed')
    expect(rows.get('F8')?.why.vi).toContain('luật còn thiếu: mức hỗ trợ')
  })
})

describe('the verdicts come from computation', () => {
  test('a changed printed figure changes them', async () => {
    const figures = file(
      'figures.yaml',
      `source: test
figures:
  F3: { title: { vi: a, en: a }, printed: { households: 20104, million: 1208044, average: 60.1 } }
  F4: { title: { vi: b, en: b }, printed: { people: 5753, million: 4630 } }
  F5: { title: { vi: c, en: c }, printed: { households: 4960, million: 3274 } }
`,
    )
    const changed = byId(await readProgramme(2023, { data, figures }))
    expect([...changed.values()].map(r => r.verdict)).toEqual(['exact', 'contradiction', 'contradiction'])
  })

  test('an overlay on the law changes them', async () => {
    const overlay = file(
      'overlay.yaml',
      `name: another base salary
changes:
  - { file: vn/health-insurance-premium, version: 2022-01-01, set: parameters.base_salary_at_issue.values.0.value, value: 1500000 }
`,
    )
    expect(byId(await readProgramme(2023, { data, overlay: [overlay] })).get('F4')?.verdict).toBe(
      'contradiction',
    )
  })

  test('other data change them, and unknown facts widen them', async () => {
    const other = path.join(home, 'unknown')
    await makeCity({ preset: 'east-2023', households: 16_000, unknown: 0.05, out: other })
    const f4 = byId(await readProgramme(2023, { data: other })).get('F4')
    expect(f4?.verdict).not.toBe('exact')
    expect(f4?.computed.people?.hi).toBeGreaterThan(f4?.computed.people?.lo ?? 0)
  }, 120_000)
})

test('exact means nearer than one printed unit', () => {
  expect([printedUnit(4628), printedUnit(57.2)]).toEqual([1, 0.1])
  expect(compare(4628, exactly(4628.99), false)).toBe('exact')
  expect(compare(4628, exactly(4629), false)).toBe('contradiction')
  expect(compare(4628, exactly(4627.01), false)).toBe('exact')
  expect(compare(4628, { lo: 4000, hi: 5000 }, false)).toBe('consistent')
})

test('people who exist are compared with the published count; without city.json a folder is taken for the whole city', async () => {
  rmSync(path.join(home, 'city', 'city.json'))
  const f6 = byId(await readProgramme(2023, { data })).get('F6')
  expect(f6?.verdict).toBe('contradiction')
  expect(f6?.difference.people).toBeLessThan(0)
})
