import { buildLaw } from '../check/index.ts'
import { Case } from '../evaluate/index.ts'
import { parseDay, yearStart } from '../language/days.ts'
import { inForce, type LinkedBenefit } from '../language/in-force.ts'
import type { Fact, Law } from '../language/law.ts'
import type { Source } from '../language/source.ts'
import { parseValue } from '../language/written.ts'
import type { FactValue, Household } from '../population/index.ts'

/** A small law for tests: one standard with two indicators, one benefit with three groups and an exception. */
export const SMALL_LAW: readonly Source[] = [
  {
    path: 'facts.yaml',
    text: `
categories:
  standing: { words: { poor: { vi: hộ nghèo, en: poor household }, near_poor: { vi: hộ cận nghèo, en: near-poor household }, not_poor: { vi: hộ không nghèo, en: household above } } }
  area_kind: { words: { urban: { vi: thành thị, en: urban }, rural: { vi: nông thôn, en: rural } } }
  water: { words: { piped: { vi: nước máy, en: piped }, rain: { vi: nước mưa, en: rain water }, other: { vi: 'nguồn khác <b>', en: 'other <b>' } } }
facts:
  household:
    area_kind: { type: category, label: { vi: khu vực, en: area }, supplier: { vi: Ủy ban nhân dân cấp xã, en: the commune office } }
    income: { type: money, label: { vi: thu nhập bình quân đầu người, en: income per head }, changeable: true, supplier: { vi: hộ gia đình, en: the household } }
    water: { type: category, label: { vi: nguồn nước, en: water }, changeable: true, supplier: { vi: hộ gia đình, en: the household } }
    area_m2: { type: decimal, places: 2, label: { vi: diện tích, en: area in m² }, changeable: true }
  person:
    birth_date: { type: date, label: { vi: ngày sinh, en: date of birth }, supplier: { vi: hộ gia đình, en: the household } }
    allowance: { type: money, max: 100000000, label: { vi: trợ cấp xã hội hằng tháng đang hưởng, en: monthly allowance received }, changeable: true }
    has_pension: { type: bool, label: { vi: hưởng lương hưu, en: has a pension }, changeable: true }
    is_orphan: { type: bool, label: { vi: trẻ em mồ côi, en: orphan } }
    has_disease: { type: bool, restricted: true, changeable: true, label: { vi: mắc bệnh trong danh mục, en: has a listed disease } }
`,
  },
  {
    path: 'acts.yaml',
    text: `
acts:
  vn/decree: { number: 07/2021/NĐ-CP, title: { vi: Chuẩn nghèo, en: Poverty standard }, issuer: { vi: Chính phủ, en: Government }, dated: 2021-01-27, source: a press report, mark: reported }
  hp/resolution: { number: 04/2022/NQ-HĐND, title: { vi: Hỗ trợ thu nhập, en: Income support }, issuer: { vi: Hội đồng nhân dân, en: People's Council }, source: a portal, mark: reported }
`,
  },
  {
    path: 'vn/standard.yaml',
    text: `
title: { vi: Chuẩn nghèo, en: Poverty standard }
kind: standard
versions:
  - from: 2022-01-01
    territory: nation
    act: vn/decree
    article: "3"
    text: { vi: Chuẩn nghèo., en: The standard. }
    source: a press report
    mark: reported
    parameters:
      line: { type: money, by: area_kind, label: { vi: chuẩn thu nhập, en: income line }, value: { urban: 2000000, rural: 1500000 }, source: decree in excerpts, mark: reported }
      cut: { type: count, label: { vi: số chỉ số thiếu hụt của hộ nghèo, en: deprived indicators of a poor household }, value: 1, source: decree, mark: confirmed }
      area_per_head: { type: decimal, places: 2, label: { vi: diện tích tối thiểu, en: least area }, value: 8.00, source: decree, mark: confirmed }
    indicators: [bad_water, crowded]
    rules:
      age: { entity: person, type: count, expr: "age_on(birth_date, on)", label: { vi: tuổi, en: age } }
      income_line: { entity: household, type: money, expr: line, label: { vi: chuẩn thu nhập của khu vực, en: income line of the area } }
      bad_water: { entity: household, type: bool, expr: water == other, label: { vi: thiếu hụt nguồn nước, en: deprived in water } }
      crowded: { entity: household, type: bool, expr: area_m2 < area_per_head * members.count(), label: { vi: thiếu hụt diện tích, en: deprived in area } }
      deprivation_count: { entity: household, type: count, expr: "count_true(bad_water, crowded)", label: { vi: số chỉ số thiếu hụt, en: deprived indicators } }
      computed_standing:
        entity: household
        type: category
        of: standing
        label: { vi: phân loại theo dữ kiện, en: computed standing }
        cases:
          - { if: income <= income_line && deprivation_count >= cut, then: poor }
          - { if: income <= income_line, then: near_poor }
          - { else: not_poor }
      standing: { entity: household, type: category, of: standing, expr: computed_standing, label: { vi: phân loại hộ, en: standing } }
      standing_basis: { entity: household, type: category, of: standing, expr: computed_standing, label: { vi: căn cứ, en: basis } }
      newly_escaped: { entity: household, type: bool, expr: "false", label: { vi: hộ mới thoát nghèo, en: newly escaped household } }
`,
  },
  {
    path: 'hp/support.yaml',
    text: `
title: { vi: 'Hỗ trợ <thu nhập> & khác', en: 'Income <support> & more' }
kind: cash
subject: person
per: month
payer: city
versions:
  - from: 2022-07-20
    territory: city
    act: hp/resolution
    article: "1"
    text: { vi: Hỗ trợ phần còn thiếu., en: What is missing to the line. }
    source: a portal
    mark: reported
    route: application
    starts: decision
    parameters:
      child_age: { type: count, label: { vi: tuổi trẻ em, en: age of a child }, value: 16, source: a portal, mark: unconfirmed }
      elderly_age: { type: count, label: { vi: tuổi người cao tuổi, en: age of an elderly person }, value: 60, source: a portal, mark: unconfirmed }
      amount_c: { type: money, label: { vi: mức nhóm c, en: amount of group c }, value: missing, source: not found, mark: missing }
    applies_to: household.standing in [poor, near_poor]
    exceptions:
      - { id: pension, when: has_pension, means: { vi: Người hưởng lương hưu, en: Someone with a pension }, mark: reported }
    groups:
      - { id: a, means: { vi: Có trợ cấp, en: With an allowance }, when: "allowance > money(0)", amount: "max(money(0), household.income_line - allowance)", mark: reported }
      - { id: b, means: { vi: Trẻ em hoặc người cao tuổi, en: Child or elderly }, when: "age < child_age && !is_orphan || age >= elderly_age", amount: "share(household.income_line, rate(\\"1/3\\"), half_up)", mark: unconfirmed }
      - { id: c, means: { vi: Người bệnh, en: The sick }, when: has_disease, amount: amount_c, mark: reported }
`,
  },
]

/** The small law; throws where it has findings. */
export function smallLaw(): Law {
  const { law, findings } = buildLaw(SMALL_LAW)
  if (findings.length > 0) throw new Error(JSON.stringify(findings, null, 1))
  return law
}

const HOUSEHOLD: Record<string, string> = {
  area_kind: 'urban',
  income: '1200000',
  water: 'other',
  area_m2: '60.00',
}
const PERSON: Record<string, string> = {
  birth_date: '1985-06-15',
  allowance: '0',
  has_pension: 'false',
  is_orphan: 'false',
  has_disease: 'false',
}

/** A household as the tests write it; `unknown` makes a fact unknown. */
export function household(
  law: Law,
  own: Record<string, string>,
  persons: readonly Record<string, string>[],
): Household {
  const read = (book: ReadonlyMap<string, Fact>, given: Record<string, string>): Map<string, FactValue> =>
    new Map(
      Object.entries(given).map(([name, text]) => {
        const fact = book.get(name)
        if (!fact) throw new Error(`no fact ${name}`)
        return [
          name,
          text === 'unknown' ? undefined : (parseValue(text, fact.type, law.facts.categories) as FactValue),
        ]
      }),
    )
  return {
    id: 'H1',
    facts: read(law.facts.household, { ...HOUSEHOLD, ...own }),
    members: persons.map((p, i) => ({ id: `P${i + 1}`, facts: read(law.facts.person, { ...PERSON, ...p }) })),
  }
}

/** A case of the small law with its one benefit. */
export function smallCase(
  own: Record<string, string>,
  persons: readonly Record<string, string>[],
  day = '2023-12-31',
): { decided: Case; benefit: LinkedBenefit } {
  const law = smallLaw()
  const on = parseDay(day) ?? 0
  const decided = new Case(inForce(law, on, yearStart(on)), household(law, own, persons))
  const benefit = decided.program.benefits[0]
  if (!benefit) throw new Error('no benefit in force')
  return { decided, benefit }
}
