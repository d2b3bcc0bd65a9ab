import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseDay, type Source } from '../../engine/language/index.ts'
import type { CellResult, SimulationResult, SimulationRow } from './result.ts'

/** The decision date of the small law. */
export const ON = parseDay('2024-12-31') ?? 0

/**
 * A law small enough to decide on paper: who lives on the line or below it is poor with bad water, else near-poor. Cash for
 * persons, a premium, cash for households at a price nobody knows, a course paid once, a loan.
 */
export const SMALL_LAW: readonly Source[] = [
  {
    path: 'facts.yaml',
    text: `
categories:
  standing: { words: { poor: { vi: hộ nghèo, en: poor }, near_poor: { vi: hộ cận nghèo, en: near poor }, not_poor: { vi: hộ không nghèo, en: above } } }
  standing_basis: { words: { income: { vi: thu nhập, en: income } } }
  area_kind: { words: { urban: { vi: thành thị, en: urban }, rural: { vi: nông thôn, en: rural } } }
  territory: { words: { east: { vi: đông, en: east }, west: { vi: tây, en: west } } }
  water: { words: { piped: { vi: nước máy, en: piped }, other: { vi: khác, en: other } } }
facts:
  household:
    commune_code: { type: text, label: { vi: mã xã, en: commune } }
    territory: { type: category, label: { vi: địa bàn, en: territory } }
    area_kind: { type: category, label: { vi: khu vực, en: area } }
    income: { type: money, label: { vi: thu nhập, en: income per head } }
    water: { type: category, label: { vi: nguồn nước, en: water } }
  person:
    birth_date: { type: date, label: { vi: ngày sinh, en: birth date } }
    allowance: { type: money, max: 100000000, label: { vi: trợ cấp, en: allowance } }
    wants_course: { type: bool, label: { vi: muốn học nghề, en: wants a course } }
`,
  },
  {
    path: 'acts.yaml',
    text: `
acts:
  vn/act: { number: 1/2022/NĐ-CP, title: { vi: Văn bản, en: An act }, issuer: { vi: Chính phủ, en: Government }, dated: 2021-01-27, source: invented, mark: confirmed }
`,
  },
  {
    path: 'vn/standard.yaml',
    text: `
title: { vi: Chuẩn nghèo, en: Standard }
kind: standard
versions:
  - from: 2022-01-01
    territory: nation
    act: vn/act
    text: { vi: Chuẩn., en: The standard. }
    source: invented
    mark: confirmed
    parameters:
      line: { type: money, by: area_kind, label: { vi: chuẩn thu nhập, en: line }, value: { urban: 2000000, rural: 1500000 }, source: invented, mark: confirmed }
    indicators: [bad_water]
    rules:
      bad_water: { entity: household, type: bool, expr: water == other, label: { vi: nước, en: water } }
      deprivation_count: { entity: household, type: count, expr: "count_true(bad_water)", label: { vi: số, en: count } }
      income_line: { entity: household, type: money, expr: line, label: { vi: chuẩn, en: line } }
      computed_standing:
        entity: household
        type: category
        of: standing
        label: { vi: phân loại, en: standing }
        cases:
          - { if: income <= income_line && bad_water, then: poor }
          - { if: income <= income_line, then: near_poor }
          - { else: not_poor }
      standing: { entity: household, type: category, of: standing, expr: computed_standing, label: { vi: phân loại, en: standing } }
      standing_basis: { entity: household, type: category, of: standing_basis, expr: income, label: { vi: căn cứ, en: basis } }
      newly_escaped: { entity: household, type: bool, expr: "false", label: { vi: thoát, en: escaped } }
`,
  },
  benefit(
    'vn/support',
    'Hỗ trợ thu nhập',
    'cash',
    'person',
    'month',
    'city',
    `
    parameters:
      child_amount: { type: money, label: { vi: mức của trẻ em, en: amount of a child }, value: 500000, source: invented, mark: confirmed }
    applies_to: household.standing in [poor, near_poor]
    groups:
      - { id: a, means: { vi: Có trợ cấp, en: Allowance }, when: "allowance > money(0)", amount: "household.income_line - allowance", mark: confirmed }
      - { id: b, means: { vi: Trẻ em, en: Child }, when: "age_on(birth_date, on) < 16", amount: child_amount, mark: confirmed }`,
  ),
  benefit(
    'vn/card',
    'Thẻ bảo hiểm',
    'premium',
    'person',
    'month',
    'state',
    `
    applies_to: household.standing == poor
    amount: share(money(105300), group_share, half_up)
    groups:
      - { id: poor, means: { vi: Hộ nghèo, en: Poor }, when: "true", share: "rate(\\"7/10\\")", mark: confirmed }`,
  ),
  benefit(
    'vn/power',
    'Tiền điện',
    'cash',
    'household',
    'month',
    'state',
    `
    parameters:
      price: { type: money, label: { vi: giá điện, en: price }, value: missing, source: none, mark: missing }
    applies_to: standing == poor
    amount: price * 30`,
  ),
  benefit(
    'vn/course',
    'Học nghề',
    'cash',
    'person',
    'once',
    'state',
    `
    applies_to: household.standing == poor && wants_course
    amount: money(3000000)`,
  ),
  benefit(
    'vn/loan',
    'Vay vốn',
    'loan_limit',
    'household',
    'once',
    'bank',
    `
    applies_to: standing == poor
    amount: money(100000000)`,
  ),
]

function benefit(
  id: string,
  title: string,
  kind: string,
  subject: string,
  per: string,
  payer: string,
  conditions: string,
): Source {
  return {
    path: `${id}.yaml`,
    text: `
title: { vi: ${title}, en: Benefit }
kind: ${kind}
subject: ${subject}
per: ${per}
payer: ${payer}
versions:
  - from: 2022-01-01
    territory: city
    act: vn/act
    text: { vi: Quyền lợi., en: A benefit. }
    source: invented
    mark: confirmed
    route: application
    starts: decision${conditions}
`,
  }
}

/** A higher line in towns, a smaller amount for children. */
export const REFORM = `name: Phương án thử
citation: Tờ trình 1
changes:
  - { file: vn/standard, set: parameters.line.value.urban, value: 2500000 }
  - { file: vn/support, set: parameters.child_amount.value, value: 300000, mark: unconfirmed }
`

/** Five households; what they get under both laws is reckoned in simulate.test.ts. Nothing of H4 is known but its water. */
export const HOUSEHOLDS = `household_id,commune_code,territory,area_kind,income,water
H1,11311,east,urban,1200000,other
H2,10507,west,rural,1400000,piped
H3,11311,east,urban,2400000,other
H4,10507,west,,,other
H5,10507,west,rural,9000000,piped
`

export const PERSONS = `person_id,household_id,birth_date,allowance,wants_course
P1,H1,1985-06-15,500000,false
P2,H1,2015-01-01,0,false
P3,H2,1990-01-01,0,false
P4,H2,2016-01-01,0,false
P5,H3,1980-01-01,400000,true
P6,H3,2017-01-01,0,false
P7,H4,2018-01-01,0,false
P8,H5,1980-01-01,0,false
`

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ansinh-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

/** The five households, with other files beside them. */
export const smallCity = (own: Readonly<Record<string, string>> = {}): string =>
  folderWith({ 'households.csv': HOUSEHOLDS, 'persons.csv': PERSONS, 'reform.yaml': REFORM, ...own })

/** One part of the population. */
export function cellOf(result: SimulationResult, dimension: string, value: string): CellResult {
  const found = result.cells.find(({ cell }) => cell.dimension === dimension && cell.value === value)
  if (!found) throw new Error(`no cell ${dimension} ${value}`)
  return found
}

/** The row of a benefit, or of the monthly sum (`all`), in the whole population or a part of it. */
export function rowOf(
  result: SimulationResult,
  benefit: string,
  dimension = 'all',
  value = 'all',
): SimulationRow {
  const row = cellOf(result, dimension, value).rows.find(r => (r.pair?.id ?? 'all') === benefit)
  if (!row) throw new Error(`no row ${benefit}`)
  return row
}
