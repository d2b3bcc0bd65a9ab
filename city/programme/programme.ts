import { dayOf, daysInMonth, type Law, type Text2 } from '../../engine/language/index.ts'
import type { Population } from '../../engine/population/index.ts'
import type { Figure, Figures, Measure } from './figures.ts'
import { lawGaps, sumOf, tallyBenefits } from './tally.ts'
import { type Computed, differenceOf, exactly, type Row, verdictOf } from './verdict.ts'

/** What the data folder says of itself. */
export interface Coverage {
  /** Households in the folder are only a part of the city's: all poor and near-poor, and some of the others. */
  readonly isSample: boolean
  /** Nobody in the folder exists. */
  readonly isSynthetic: boolean
  readonly households: number
  readonly realHouseholds: number | null
}

interface Part {
  readonly computed: Partial<Record<Measure, Computed>>
  /** Why a part of the figure cannot be computed; undefined where everything can. */
  readonly gap?: Text2 | undefined
  readonly note: Text2
}

const MILLION = 1_000_000

/** đồng as million đồng; the sums of a city are far below 2^53. */
const million = (amount: bigint): number => Number(amount) / MILLION

/**
 * The programme table of a year: every printed figure, what law and data give, and how they stand to each other. Monthly benefits are decided on the last day of each
 * month, cards on their day of issue (1 January).
 */
export function programmeTable(
  year: number,
  figures: Figures,
  population: Population,
  law: Law,
  coverage: Coverage,
  onProgress?: (done: number, total: number) => void,
): Row[] {
  const parts = computeParts(year, figures, population, law, coverage, onProgress)
  return Object.entries(figures.figures).map(([id, figure]) => {
    const part = parts[id] ?? { computed: {}, note: NOTHING, gap: NOTHING }
    const difference: Partial<Record<Measure, number>> = {}
    for (const [measure, value] of Object.entries(part.computed) as [Measure, Computed][]) {
      const printed = figure.printed[measure]
      if (printed !== undefined) difference[measure] = differenceOf(printed, value)
    }
    const verdict = verdictOf(figure, part.computed, part.gap !== undefined)
    const why = part.gap
      ? { vi: `${part.gap.vi}. ${part.note.vi}`.trim(), en: `${part.gap.en}. ${part.note.en}`.trim() }
      : part.note
    return {
      id,
      title: figure.title,
      published: figure.printed,
      computed: part.computed,
      difference,
      verdict,
      why,
    }
  })
}

const NOTHING: Text2 = { vi: 'chưa có cách tính', en: 'no way to compute it is known here' }

function computeParts(
  year: number,
  { figures }: Figures,
  population: Population,
  law: Law,
  coverage: Coverage,
  onProgress?: (done: number, total: number) => void,
): Record<string, Part> {
  const issue = dayOf(year, 1, 1)
  const months = Array.from({ length: 12 }, (_, i) => dayOf(year, i + 1, daysInMonth(year, i + 1)))
  const steps = months.length + 1
  const cards = tallyBenefits(population, law, issue, ['vn/health-insurance', 'hai-phong/health-insurance'])
  onProgress?.(1, steps)
  const monthly = months.map((on, i) => {
    const tally = tallyBenefits(population, law, on, [
      'vn/electricity',
      'hai-phong/voluntary-insurance',
      'hai-phong/income-support',
    ])
    onProgress?.(i + 2, steps)
    return tally
  })
  const ofMonth = (id: string) => monthly.map(m => m.get(id))
  return {
    F1: averageOf(figures['F1'], 'loans'),
    F2: loansOfPoor(),
    F3: averageOf(figures['F3'], 'households'),
    F4: cardsOfPoor(cards.get('vn/health-insurance')),
    F5: electricity(ofMonth('vn/electricity')),
    F6: cityCards(cards, coverage),
    F7: voluntary(ofMonth('hai-phong/voluntary-insurance'), coverage),
    F8: incomeSupport(ofMonth('hai-phong/income-support')),
  }
}

/** F1, F3: loans stand in the bank's books, not in the data; but money, number and average must agree with each other. */
function averageOf(figure: Figure | undefined, per: 'loans' | 'households'): Part {
  const { million: money, [per]: count, average } = figure?.printed ?? {}
  if (money === undefined || count === undefined || average === undefined)
    return { computed: {}, gap: NOTHING, note: { vi: '', en: '' } }
  const real = money / count
  const agrees =
    Math.abs(real - average) < 0.1 ||
    (figure?.about.includes('average') && Math.abs(real - average) <= average * 0.1)
  const [needCount, needMoney] = [Math.round(money / average), Math.round(count * average)]
  const note = agrees
    ? {
        vi: `Tính lại từ chính số đã in: ${vi(money)} / ${vi(count)} = ${vi(real, 2)}`,
        en: `Computed from the printed numbers themselves: ${en(money)} / ${en(count)} = ${en(real, 2)}`,
      }
    : {
        vi: `Số in tự mâu thuẫn. Nếu số tiền và số hộ đúng thì bình quân là ${vi(real, 1)}, không phải ${vi(average, 1)}. Nếu bình quân ${vi(average, 1)} đúng thì phải có ${vi(needCount)} hộ, hoặc số tiền là ${vi(needMoney)} triệu đồng`,
        en: `The printed numbers contradict each other. If money and households are right, the average is ${en(real, 1)}, not ${en(average, 1)}. If the average of ${en(average, 1)} is right, there were ${en(needCount)} households, or the money was ${en(needMoney)} million`,
      }
  return { computed: { average: exactly(real) }, note }
}

function loansOfPoor(): Part {
  return {
    computed: {},
    gap: {
      vi: 'Số in không kèm số hộ hay số tiền, và dữ liệu chưa có dư nợ',
      en: 'neither households nor money are printed, and loans are not in the data',
    },
    note: {
      vi: 'Câu này đứng trong đoạn về cho vay học sinh, sinh viên. Có hai cách hiểu: (1) mọi khoản vay của các hộ này; (2) chỉ khoản vay học sinh, sinh viên của các hộ này, gần với bình quân 41 của F1',
      en: 'the sentence stands in the paragraph on student loans. Two readings: (1) all loans of these households; (2) only their student loans, near the average of 41 in F1',
    },
  }
}

/** F4: a year's card of January, decided on its day of issue and paid for twelve months. */
function cardsOfPoor(tally: Parameters<typeof sumOf>[0]): Part {
  const poor = sumOf(tally, ['poor'])
  const doubt = tally?.undetermined ?? 0
  const each = poor.granted === 0 ? 0n : poor.amount / BigInt(poor.granted)
  return {
    computed: {
      people: { lo: poor.granted, hi: poor.granted + doubt },
      million: { lo: million(poor.amount * 12n), hi: million((poor.amount + each * BigInt(doubt)) * 12n) },
    },
    gap: poor.withoutAmount > 0 ? { vi: 'luật chưa có mức đóng', en: 'the law has no premium' } : undefined,
    note: {
      vi: `Thẻ cấp ngày 01-01: ${vi(poor.granted)} người × ${vi(Number(each))} đ một tháng × 12 tháng${doubtVi(doubt)}`,
      en: `Cards issued on 1 January: ${en(poor.granted)} people × ${en(Number(each))} đ a month × 12 months${doubtEn(doubt)}`,
    },
  }
}

/** F5: month by month, because the price may change within the year. */
function electricity(months: readonly Parameters<typeof sumOf>[0][]): Part {
  const sums = months.map(m => sumOf(m, ['poor']))
  const counts = sums.map(s => s.granted)
  const doubts = months.map(m => m?.undetermined ?? 0)
  const [least, most] = [Math.min(...counts), Math.max(...counts.map((c, i) => c + (doubts[i] ?? 0)))]
  const total = sums.reduce((t, s) => t + s.amount, 0n)
  const open = months.reduce(
    (t, m, i) =>
      t + BigInt(m?.undetermined ?? 0) * (counts[i] ? (sums[i]?.amount ?? 0n) / BigInt(counts[i] ?? 1) : 0n),
    0n,
  )
  const without = sums.reduce((t, s) => t + s.withoutAmount, 0)
  return {
    computed: {
      households: { lo: least, hi: most },
      million: { lo: million(total), hi: million(total + open) },
    },
    gap:
      without > 0
        ? { vi: 'luật chưa có mức tiền điện của một số tháng', en: 'the law has no amount for some months' }
        : undefined,
    note: {
      vi: `Cộng 12 tháng, mỗi tháng xét ngày cuối tháng: ${vi(least)}${most === least ? '' : `–${vi(most)}`} hộ`,
      en: `Twelve months added, each decided on its last day: ${en(least)}${most === least ? '' : `–${en(most)}`} households`,
    },
  }
}

/** F6: whoever the city or the state pays for in the groups that the article lists. */
function cityCards(cards: ReturnType<typeof tallyBenefits>, coverage: Coverage): Part {
  const poor = sumOf(cards.get('vn/health-insurance'), ['poor'])
  const city = sumOf(cards.get('hai-phong/health-insurance'))
  const doubt = cards.get('hai-phong/health-insurance')?.undetermined ?? 0
  const people = poor.granted + city.granted
  const note = {
    vi: `Trong dữ liệu: ${vi(poor.granted)} người hộ nghèo và ${vi(city.granted)} người các nhóm khác${doubtVi(doubt)}`,
    en: `In the data: ${en(poor.granted)} people of poor households and ${en(city.granted)} of the other groups${doubtEn(doubt)}`,
  }
  return {
    computed: coverage.isSample ? {} : { people: { lo: people, hi: people + doubt } },
    gap: dataGap(coverage),
    note,
  }
}

/** F7: who takes part is a fact; the city's percentages were not found. */
function voluntary(months: readonly Parameters<typeof sumOf>[0][], coverage: Coverage): Part {
  const sums = months.map(m => sumOf(m))
  const last = sums.at(-1)?.granted ?? 0
  const total = sums.reduce((t, s) => t + s.amount, 0n)
  const gaps = lawGaps(months)
  const without = sums.reduce((t, s) => t + s.withoutAmount, 0)
  const doubt = months.at(-1)?.undetermined ?? 0
  const known = without === 0 && !coverage.isSample
  return {
    computed: coverage.isSample
      ? {}
      : { people: { lo: last, hi: last + doubt }, ...(known ? { million: exactly(million(total)) } : {}) },
    gap: dataGap(coverage) ?? (without > 0 ? lawGap(gaps) : undefined),
    note: {
      vi: `Tháng 12 có ${vi(last)} người trong dữ liệu${doubtVi(doubt)}`,
      en: `In December ${en(last)} people in the data${doubtEn(doubt)}`,
    },
  }
}

/** F8: group a can be computed; the amounts of groups b and c were never seen. */
function incomeSupport(months: readonly Parameters<typeof sumOf>[0][]): Part {
  const all = months.map(m => sumOf(m))
  const last = all.at(-1)
  const total = all.reduce((t, s) => t + s.amount, 0n)
  const without = all.reduce((t, s) => t + s.withoutAmount, 0)
  const doubt = months.at(-1)?.undetermined ?? 0
  const people = last?.granted ?? 0
  return {
    computed: {
      people: { lo: people, hi: people + doubt },
      ...(without === 0 ? { million: exactly(million(total)) } : {}),
    },
    gap: without > 0 ? lawGap(lawGaps(months)) : undefined,
    note: {
      vi: `Tháng 12 có ${vi(people)} người được hưởng${doubtVi(doubt)}; phần tính được trong năm là ${vi(million(total), 0)} triệu đồng cho ${vi((last?.granted ?? 0) - (last?.withoutAmount ?? 0))} người`,
      en: `In December ${en(people)} people are entitled${doubtEn(doubt)}; what can be computed is ${en(million(total), 0)} million in the year for ${en((last?.granted ?? 0) - (last?.withoutAmount ?? 0))} people`,
    },
  }
}

const lawGap = (gaps: readonly Text2[]): Text2 => ({
  vi: `luật còn thiếu: ${gaps.map(g => g.vi).join('; ')}`,
  en: `missing in the law: ${gaps.map(g => g.en).join('; ')}`,
})

/** Why people in a data folder do not stand for the city's: only a part is there, or nobody in it exists and this total was not one that the generator keeps. */
function dataGap({ isSample, isSynthetic, households, realHouseholds }: Coverage): Text2 | undefined {
  if (isSample)
    return {
      vi: `dữ liệu chỉ có ${vi(households)} trong ${vi(realHouseholds ?? 0)} hộ của thành phố`,
      en: `the data hold ${en(households)} of the city’s ${en(realHouseholds ?? 0)} households`,
    }
  if (isSynthetic)
    return {
      vi: 'dữ liệu giả lập và tổng này không được giữ đúng khi tạo, nên chênh lệch không nói gì về số đã công bố',
      en: 'the people are synthetic and this total was not kept when they were made, so the difference says nothing about the published figure',
    }
  return undefined
}

const doubtVi = (n: number): string => (n === 0 ? '' : `, thêm ${vi(n)} trường hợp chưa xác định được`)
const doubtEn = (n: number): string => (n === 0 ? '' : `, and ${en(n)} undetermined`)

export const vi = (n: number, places = 0): string =>
  n.toLocaleString('vi-VN', { minimumFractionDigits: places, maximumFractionDigits: places })
export const en = (n: number, places = 0): string =>
  n.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })
