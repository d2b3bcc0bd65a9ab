import type { Source } from '../language/source.ts'

/** A small invented law for tests of the checks: one definitions file and one benefit, without a fault. */
export const FACTS = `categories:
  area_kind: { words: { urban: { vi: thành thị, en: urban }, rural: { vi: nông thôn, en: rural } } }
  territory: { words: { east: { vi: đông, en: east }, west: { vi: tây, en: west } } }
facts:
  household:
    territory: { type: category, label: { vi: phía, en: side }, ordinary: east }
    area_kind: { type: category, label: { vi: khu vực, en: area }, ordinary: urban }
    income: { type: money, label: { vi: thu nhập, en: income }, ordinary: 3000000 }
    decided_on: { type: date, optional: true, label: { vi: ngày, en: day } }
  person:
    birth_date: { type: date, label: { vi: ngày sinh, en: birth date }, ordinary: 1990-01-01 }
    allowance: { type: money, label: { vi: trợ cấp, en: allowance }, ordinary: 0 }
`

export const ACTS = `acts:
  x/1: { number: 1/2024, title: { vi: luật, en: law }, issuer: { vi: ai, en: who }, source: s, mark: reported }
`

export const DEFINITIONS = `title: { vi: định nghĩa, en: definitions }
kind: definitions
versions:
  - from: 2022-01-01
    territory: nation
    act: x/1
    text: { vi: v, en: e }
    source: s
    mark: reported
    parameters:
      line: { type: money, by: area_kind, value: { urban: 2000000, rural: 1500000 }, source: s, mark: reported }
    rules:
      age: { entity: person, type: count, expr: "age_on(birth_date, on)" }
      is_low: { entity: household, type: bool, expr: 'income <= line' }
`

export const BENEFIT = `title: { vi: hỗ trợ, en: support }
kind: cash
subject: household
per: month
payer: city
versions:
  - from: 2022-01-01
    to: 2025-12-31
    territory: nation
    act: x/1
    text: { vi: v, en: e }
    source: s
    mark: reported
    parameters:
      amount_of_month: { type: money, value: 500000, source: s, mark: reported }
    applies_to: is_low
    amount: amount_of_month
  - from: 2026-01-01
    territory: nation
    act: x/1
    text: { vi: v, en: e }
    source: s
    mark: missing
    applies_to: is_low
    amount: missing
`

export const SMALL_LAW: readonly Source[] = [
  { path: 'facts.yaml', text: FACTS },
  { path: 'acts.yaml', text: ACTS },
  { path: 'x/definitions.yaml', text: DEFINITIONS },
  { path: 'x/support.yaml', text: BENEFIT },
]

/** The small law with a piece of one file replaced; throws where the piece is not there, so that a test cannot plant nothing. */
export function withChange(path: string, find: string, replace: string): Source[] {
  return SMALL_LAW.map(s => {
    if (s.path !== path) return s
    if (!s.text.includes(find)) throw new Error(`${find} is not in ${path}`)
    return { path, text: s.text.replace(find, replace) }
  })
}
