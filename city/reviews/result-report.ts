import type { Standing } from './words.ts'

/** Households and persons of a class in an area. */
export interface ClassCount {
  readonly households: number
  readonly persons: number
}

/** Total households and persons of an area; undefined where nobody has entered it. */
export interface AreaTotal {
  readonly households: number | undefined
  readonly persons: number | undefined
}

export interface ResultRow extends ClassCount {
  /** Per cent of all households or persons, with two places; undefined where the total is not known, or smaller than its part. */
  readonly householdRate: string | undefined
  readonly personRate: string | undefined
}

/** Report 1: result of the review in one area. */
export interface ResultReport {
  readonly total: AreaTotal
  readonly poor: ResultRow
  readonly near_poor: ResultRow
  /** Farm, forest, fishery and salt households of average living standard. */
  readonly average_farm: ResultRow
  /** Why a rate is missing. */
  readonly notes: readonly { readonly vi: string; readonly en: string }[]
}

export interface CountedHousehold {
  readonly standing: Standing | undefined
  readonly persons: number
  /** undefined: not known. */
  readonly isFarm: boolean | undefined
}

/** Report 1 from the households themselves. No rate is shown without a total: in real exports rates reached 2.040 % for want of one. */
export function resultReport(households: Iterable<CountedHousehold>, total: AreaTotal): ResultReport {
  const sums = {
    poor: { households: 0, persons: 0 },
    near_poor: { households: 0, persons: 0 },
    average_farm: { households: 0, persons: 0 },
  }
  for (const h of households) {
    const into =
      h.standing === 'poor' || h.standing === 'near_poor'
        ? sums[h.standing]
        : h.standing === 'average_living' && h.isFarm
          ? sums.average_farm
          : undefined
    if (!into) continue
    into.households++
    into.persons += h.persons
  }
  const row = (c: ClassCount): ResultRow => ({
    ...c,
    householdRate: rate(c.households, total.households),
    personRate: rate(c.persons, total.persons),
  })
  return {
    total,
    poor: row(sums.poor),
    near_poor: row(sums.near_poor),
    average_farm: row(sums.average_farm),
    notes: notesOf(Object.values(sums), total),
  }
}

/** `0,13`: per cent with two places, half up, exact. */
function rate(part: number, whole: number | undefined): string | undefined {
  if (whole === undefined || whole === 0 || part > whole) return undefined
  const hundredths = Number((BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole)))
  return `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, '0')}`
}

function notesOf(sums: readonly ClassCount[], total: AreaTotal): { vi: string; en: string }[] {
  const notes: { vi: string; en: string }[] = []
  for (const [what, vi, en] of [
    ['households', 'tổng số hộ', 'total of households'],
    ['persons', 'tổng số nhân khẩu', 'total of persons'],
  ] as const) {
    const whole = total[what]
    if (whole === undefined)
      notes.push({
        vi: `chưa nhập ${vi}, nên không có tỷ lệ`,
        en: `no ${en} was entered, so there is no rate`,
      })
    else if (sums.some(s => s[what] > whole))
      notes.push({
        vi: `${vi} đã nhập (${whole}) nhỏ hơn số đếm được: kiểm tra lại`,
        en: `the ${en} entered (${whole}) is smaller than what was counted: check it`,
      })
  }
  return notes
}
