import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildLaw } from '../../engine/check/index.ts'
import type { FactBook, Source } from '../../engine/language/index.ts'

/** A law small enough to decide by hand: a standard from 2022 on with two indicators, cash, a premium with a share, and a household's benefit. */
export const SMALL_LAW: readonly Source[] = [
  {
    path: 'facts.yaml',
    text: `
categories:
  standing: { words: { poor: { vi: hộ nghèo, en: poor }, near_poor: { vi: hộ cận nghèo, en: near poor }, not_poor: { vi: hộ không nghèo, en: above } } }
  standing_basis: { words: { recognised: { vi: công nhận, en: recognised }, income: { vi: thu nhập, en: income } } }
  area_kind: { words: { urban: { vi: thành thị, en: urban }, rural: { vi: nông thôn, en: rural } } }
  territory: { words: { east: { vi: đông, en: east }, west: { vi: tây, en: west } } }
  water: { words: { piped: { vi: nước máy, en: piped }, rain: { vi: nước mưa, en: rain }, other: { vi: khác, en: other } } }
facts:
  household:
    commune_code: { type: text, label: { vi: mã xã, en: commune } }
    territory: { type: category, label: { vi: địa bàn, en: territory } }
    area_kind: { type: category, label: { vi: khu vực, en: area } }
    income: { type: money, label: { vi: thu nhập, en: income per head } }
    water: { type: category, label: { vi: nguồn nước, en: water } }
    area_m2: { type: decimal, places: 2, label: { vi: diện tích, en: area } }
    b1_points: { type: count, max: 500, optional: true, label: { vi: điểm B1, en: B1 points } }
  person:
    birth_date: { type: date, label: { vi: ngày sinh, en: birth date } }
    ethnicity: { type: text, label: { vi: dân tộc, en: ethnicity } }
    allowance: { type: money, max: 100000000, label: { vi: trợ cấp, en: allowance } }
    has_pension: { type: bool, label: { vi: lương hưu, en: pension } }
    has_disease: { type: bool, restricted: true, label: { vi: bệnh, en: disease } }
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
ended: { on: 2026-12-31, reason: { vi: hết, en: it ends } }
versions:
  - from: 2022-01-01
    to: 2026-12-31
    territory: nation
    act: vn/act
    text: { vi: Chuẩn., en: The standard. }
    source: invented
    mark: confirmed
    parameters:
      line: { type: money, by: area_kind, label: { vi: chuẩn, en: line }, value: { urban: 2000000, rural: 1500000 }, source: invented, mark: confirmed }
      area_per_head: { type: decimal, places: 2, label: { vi: diện tích, en: area }, value: 8.00, source: invented, mark: confirmed }
    indicators: [bad_water, crowded, sick]
    rules:
      bad_water: { entity: household, type: bool, expr: water == other, label: { vi: nước, en: water } }
      crowded: { entity: household, type: bool, expr: area_m2 < area_per_head * members.count(), label: { vi: chật, en: crowded } }
      sick: { entity: household, type: bool, expr: "members.exists(m, m.allowance > money(0) && m.has_disease)", label: { vi: ốm, en: sick } }
      deprivation_count: { entity: household, type: count, expr: "count_true(bad_water, crowded, sick)", label: { vi: số, en: count } }
      income_line: { entity: household, type: money, expr: line, label: { vi: chuẩn, en: line } }
      computed_standing:
        entity: household
        type: category
        of: standing
        label: { vi: phân loại, en: standing }
        cases:
          - { if: income <= income_line && deprivation_count >= 1, then: poor }
          - { if: income <= income_line, then: near_poor }
          - { else: not_poor }
      standing: { entity: household, type: category, of: standing, expr: computed_standing, label: { vi: phân loại, en: standing } }
      standing_basis: { entity: household, type: category, of: standing_basis, expr: income, label: { vi: căn cứ, en: basis } }
      newly_escaped: { entity: household, type: bool, expr: "false", label: { vi: thoát, en: escaped } }
`,
  },
  benefit(
    'vn/support',
    'cash',
    'person',
    'city',
    `
    parameters:
      amount_c: { type: money, label: { vi: mức c, en: amount c }, value: missing, source: none, mark: missing }
    applies_to: household.standing in [poor, near_poor]
    exceptions:
      - { id: pension, when: has_pension, means: { vi: Có lương hưu, en: Pension }, mark: confirmed }
    groups:
      - { id: a, means: { vi: Có trợ cấp, en: Allowance }, when: "allowance > money(0)", amount: "household.income_line - allowance < money(0) ? money(0) : household.income_line - allowance", mark: confirmed }
      - { id: b, means: { vi: Trẻ em, en: Child }, when: "age_on(birth_date, on) < 16", amount: "share(household.income_line, rate(\\"1/3\\"), half_up)", mark: confirmed }
      - { id: c, means: { vi: Người bệnh, en: The sick }, when: has_disease, amount: amount_c, mark: confirmed }`,
  ),
  benefit(
    'vn/card',
    'premium',
    'person',
    'state',
    `
    applies_to: household.standing == poor
    amount: share(money(105300), group_share, half_up)
    groups:
      - { id: poor, means: { vi: Hộ nghèo, en: Poor }, when: "true", share: "rate(\\"7/10\\")", mark: confirmed }`,
  ),
  benefit(
    'vn/power',
    'cash',
    'household',
    'state',
    `
    applies_to: standing == poor
    amount: money(58000)`,
  ),
]

function benefit(id: string, kind: string, subject: string, payer: string, conditions: string): Source {
  return {
    path: `${id}.yaml`,
    text: `
title: { vi: Quyền lợi, en: Benefit }
kind: ${kind}
subject: ${subject}
per: month
payer: ${payer}
ended: { on: 2026-12-31, reason: { vi: hết, en: it ends } }
versions:
  - from: 2022-01-01
    to: 2026-12-31
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

/** The facts of the small law. */
export function smallFacts(): FactBook {
  const { law, findings } = buildLaw(SMALL_LAW)
  if (findings.length > 0) throw new Error(JSON.stringify(findings, null, 1))
  return law.facts
}

export const HOUSEHOLDS = `household_id,commune_code,territory,area_kind,income,water,area_m2,b1_points
H1,11311,east,urban,1200000,other,60.00,
H2,10507,,rural,,piped,40.5,12
H3,11311,,urban,9000000,piped,8,
`

export const PERSONS = `person_id,household_id,birth_date,ethnicity,allowance,has_pension,has_disease
P1,H1,1985-06-15,Kinh,500000,false,false
P2,H1,2015-01-01,Kinh,0,false,
P3,H1,1990-01-01,Tày,0,false,true
P4,H1,1950-01-01,Kinh,0,true,false
P5,H2,1980-01-01,Kinh,0,false,false
P6,H3,1980-01-01,Kinh,0,false,false
`

/** A new folder of its own. */
export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'ansinh-'))

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  return folder
}

/** The small city, with changes. */
export const smallCity = (own: Readonly<Record<string, string>> = {}): string =>
  folderWith({ 'households.csv': HOUSEHOLDS, 'persons.csv': PERSONS, ...own })
