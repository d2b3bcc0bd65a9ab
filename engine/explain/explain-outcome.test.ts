import { describe, expect, test } from 'vitest'
import { smallCase } from './fixture.ts'
import {
  type ExplainOptions,
  type Explanation,
  explainOutcome,
  explainStanding,
  renderExplanation,
  renderStanding,
} from './index.ts'

const explain = (
  own: Record<string, string>,
  person: Record<string, string>,
  options?: ExplainOptions,
): Explanation => {
  const { decided, benefit } = smallCase(own, [person])
  return explainOutcome(decided, benefit, decided.household.members[0], options)
}

describe('a granted right', () => {
  const e = explain({}, { allowance: '1100000' })

  test('says the amount, how it was computed, the group and the act', () => {
    expect(e).toMatchObject({ outcome: 'granted', amount: 900000, group: { id: 'a' } })
    expect(e.computation?.formula).toEqual({
      vi: '2.000.000 − 1.100.000 = 900.000 đ',
      en: '2,000,000 − 1,100,000 = 900,000 đ',
    })
    expect(e.citation.vi).toBe('Nghị quyết 04/2022/NQ-HĐND, Điều 1')
    const text = renderExplanation(e, 'vi')
    expect(text).toContain(
      'Được hưởng 900.000 đ mỗi tháng theo đơn, kể từ khi có quyết định; ngân sách thành phố chi.',
    )
    expect(text).toContain('Vì là hộ nghèo và đang hưởng trợ cấp xã hội hằng tháng 1.100.000 đ.')
    expect(text).toContain('2.000.000 đ là chuẩn thu nhập của khu vực, thành thị')
  })

  test('tells the standing inside: income against the line, which indicators, which article', () => {
    const text = renderExplanation(e, 'vi')
    expect(text).toContain(
      'thu nhập bình quân đầu người 1.200.000 đ, không quá 2.000.000 đ (chuẩn thu nhập của khu vực)',
    )
    expect(text).toContain('1 trong 2 chỉ số thiếu hụt, từ 1 trở lên: nguồn nước')
    expect(text).toContain('Nghị định 07/2021/NĐ-CP, Điều 3')
  })

  test('names every value that decided and is not confirmed, with its source', () => {
    expect(e.parameters.find(p => p.name === 'line')).toMatchObject({
      mark: 'reported',
      source: 'decree in excerpts',
      decides: true,
      value: { vi: '2.000.000 đ (thành thị)' },
    })
    expect(renderExplanation(e, 'vi')).toContain('chuẩn thu nhập (nguồn: decree in excerpts)')
    expect(renderExplanation(e, 'vi')).not.toContain('chỉ số thiếu hụt của hộ nghèo (nguồn')
  })

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(e))).toEqual(e)
  })

  test('speaks English beside Vietnamese', () => {
    const text = renderExplanation(e, 'en')
    expect(text).toContain(
      'A right to 900,000 đ a month on application, from the decision; paid by the city budget.',
    )
    expect(text).toContain('receives monthly allowance of 1,100,000 đ')
  })
})

test('an allowance above the line leaves nothing, and says so', () => {
  const e = explain({ area_kind: 'rural' }, { allowance: '1500001' })
  expect(e.computation?.formula.vi).toBe('1.500.000 − 1.500.001 = −1, dưới 0 nên lấy 0 đ')
  expect(renderExplanation(e, 'vi')).toContain('Thuộc diện hưởng nhưng không còn khoản nào phải chi.')
})

test('a share that is no whole đồng says that it is rounded', () => {
  expect(explain({}, { birth_date: '1949-03-02' }).computation?.formula.vi).toBe(
    '2.000.000 × 1/3 (làm tròn đến đồng) = 666.667 đ',
  )
})

test('of a true "or" only the true part is told', () => {
  const e = explain({}, { birth_date: '1949-03-02' })
  expect(e.because.map(b => b.vi)).toEqual(['là hộ nghèo', '74 tuổi, từ 60 tuổi trở lên'])
})

test('a refusal says for each group which condition fails', () => {
  const e = explain({}, {}, { showRestricted: true })
  expect(e.outcome).toBe('refused')
  expect(e.because.map(b => b.vi)).toEqual([
    'không thuộc nhóm a (không hưởng trợ cấp xã hội hằng tháng)',
    'không thuộc nhóm b (38 tuổi, từ 16 tuổi trở lên và dưới 60 tuổi)',
    'không thuộc nhóm c (không mắc bệnh trong danh mục)',
  ])
})

test('an exception is told with its meaning', () => {
  const text = renderExplanation(explain({}, { has_pension: 'true', allowance: '5' }), 'vi')
  expect(text).toContain('Không được hưởng.')
  expect(text).toContain('Thuộc trường hợp không được hưởng: Người hưởng lương hưu')
})

test('outside the scope it says why', () => {
  const e = explain({ income: '9000000' }, { allowance: '5' })
  expect(e.outcome).toBe('not_applicable')
  expect(e.because.map(b => b.vi)).toEqual(['là hộ không nghèo'])
})

test('what is missing names whom to ask, and offers no change', () => {
  const e = explain({ income: 'unknown' }, { allowance: '5' })
  expect(e.outcome).toBe('undetermined')
  expect(e.missing).toEqual([
    {
      key: 'income',
      kind: 'fact',
      person: null,
      label: { vi: 'thu nhập bình quân đầu người', en: 'income per head' },
      supplier: { vi: 'hộ gia đình', en: 'the household' },
    },
  ])
  expect(e.changes).toEqual([])
  expect(renderExplanation(e, 'vi')).toContain('Còn thiếu: thu nhập bình quân đầu người (hỏi hộ gia đình).')
})

describe('an outcome that read a restricted fact', () => {
  const sick = { has_disease: 'true' }

  test('shows outcome and protection only, to a reader without the right', () => {
    const e = explain({}, sick)
    expect(e).toMatchObject({
      outcome: 'granted',
      restricted: true,
      hidden: true,
      group: null,
      because: [],
      conditions: [],
      missing: [],
      changes: [],
      marks: [],
      parameters: [],
      standing: null,
      computation: null,
    })
    expect(JSON.stringify(e)).not.toMatch(/disease|bệnh|sick/i)
    expect(renderExplanation(e, 'vi')).not.toMatch(/bệnh|nhóm/)
  })

  test('is the same for a refused and an undetermined one', () => {
    for (const value of ['false', 'unknown'])
      expect(JSON.stringify(explain({}, { has_disease: value }))).not.toMatch(/disease|bệnh|sick/i)
  })

  test('is told in full to a reader with the right', () => {
    const e = explain({}, sick, { showRestricted: true })
    expect(e).toMatchObject({ hidden: false, group: { id: 'c' } })
    expect(e.missing.map(m => m.key)).toEqual(['law:amount_c'])
  })

  test('no unrestricted explanation ever names a restricted fact', () => {
    expect(JSON.stringify(explain({}, { allowance: '5', has_disease: 'true' }))).not.toMatch(
      /disease|bệnh trong danh mục/,
    )
  })
})

describe('the standing', () => {
  test('near-poor: the income is at the line and too few indicators are deprived', () => {
    const { decided } = smallCase({ water: 'piped' }, [{}])
    const s = explainStanding(decided)
    expect(s.standing).toBe('near_poor')
    expect(s.because.map(b => b.vi)).toEqual([
      'thu nhập bình quân đầu người 1.200.000 đ, không quá 2.000.000 đ (chuẩn thu nhập của khu vực)',
      '0 trong 2 chỉ số thiếu hụt, dưới 1',
    ])
  })

  test('undetermined: what is open is named', () => {
    const { decided } = smallCase({ water: 'unknown' }, [{}])
    const text = renderStanding(explainStanding(decided), 'vi')
    expect(text).toContain('Chưa phân loại được hộ này')
    expect(text).toContain('từ 0 đến 1 trong 2 chỉ số thiếu hụt')
    expect(text).toContain('Còn thiếu: nguồn nước (hỏi hộ gia đình).')
  })
})
