import { formatDay, monthsAfter, parseDay } from '../../engine/language/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { type GapSum, gapSums, withoutText } from '../deliveries/index.ts'
import { ESCAPED_MONTHS } from '../reviews/index.ts'
import {
  type BenefitName,
  benefitNames,
  decidedMonths,
  type Ending,
  endingSoon,
  type MissingFact,
  missingFacts,
  type StandingCount,
  standingCounts,
  type Waiting,
  waitingCounts,
} from './queries.ts'

/** What is owed and has not arrived: how many rights, what they are worth, how many of them have no amount. */
export interface Owed {
  readonly rights: number
  /** Whole đồng; open amounts are not in it. */
  readonly gap: number
  readonly open_amounts: number
}

export interface Today {
  /** The month that was decided last, not after the asked one; null: none was. */
  readonly month: string | null
  readonly owed: (Owed & { readonly oldest_month: string | null }) | null
  readonly owed_by_benefit: readonly (Owed & BenefitName)[]
  readonly owed_by_commune: readonly (Owed & { readonly commune_code: string })[]
  readonly without_text: readonly {
    readonly benefit: string
    readonly title_vi: string
    readonly title_en: string
    readonly waiting: number
  }[]
  readonly missing: readonly MissingFact[]
  readonly standings: readonly StandingCount[]
  readonly ending: Ending & {
    readonly from: string
    readonly to: string
    readonly escaped_from: string
    readonly escaped_to: string
  }
  readonly waiting: Waiting
}

/** How far ahead the first screen looks (days). */
const AHEAD = 90
/** What the first screen says, in one look at the store. `asked` is a month `2026-11`, `day` the day of today. */
export async function todayOf(
  tx: Tx,
  asked: { month: string; day: string },
  commune?: string,
): Promise<Today> {
  const months = await decidedMonths(tx, `${asked.month}-01`)
  const last = months.at(-1)
  const sums = last === undefined ? [] : await gapSums(tx, last, commune)
  const names = last === undefined ? [] : await benefitNames(tx, last)
  const total = add(sums)
  const to = later(asked.day, AHEAD)
  return {
    month: last?.slice(0, 7) ?? null,
    owed:
      last === undefined
        ? null
        : { ...total, oldest_month: await oldestOwed(tx, months, last, total, commune) },
    owed_by_benefit: names
      .map(name => ({ ...name, ...add(sums.filter(s => s.benefit === name.benefit)) }))
      .filter(b => b.rights > 0)
      .sort((a, b) => b.gap - a.gap || b.rights - a.rights),
    owed_by_commune: [...Map.groupBy(sums, s => s.commune_code)].map(([commune_code, own]) => ({
      commune_code,
      ...add(own),
    })),
    without_text:
      last === undefined
        ? []
        : (await withoutText(tx, last, commune)).map(({ benefit, title_vi, title_en, waiting }) => ({
            benefit,
            title_vi,
            title_en,
            waiting,
          })),
    missing: last === undefined ? [] : await missingFacts(tx, last, commune),
    standings: await standingCounts(tx, commune),
    ending: {
      ...(await endingSoon(tx, { from: asked.day, to, months: ESCAPED_MONTHS }, commune)),
      from: asked.day,
      to,
      escaped_from: later(asked.day, 0, -ESCAPED_MONTHS),
      escaped_to: later(to, 0, -ESCAPED_MONTHS),
    },
    waiting: await waitingCounts(tx, commune),
  }
}

const add = (sums: readonly GapSum[]): Owed => ({
  rights: sums.reduce((n, s) => n + s.rights, 0),
  gap: sums.reduce((n, s) => n + s.gap, 0),
  open_amounts: sums.reduce((n, s) => n + s.open_amounts, 0),
})

/** The first month of which something is still owed. */
async function oldestOwed(
  tx: Tx,
  months: readonly string[],
  last: string,
  total: Owed,
  commune: string | undefined,
): Promise<string | null> {
  for (const month of months) {
    const owed = month === last ? total : add(await gapSums(tx, month, commune))
    if (owed.rights > 0) return month.slice(0, 7)
  }
  return null
}

/** A day so many days and months on; months end on their last day, as the law counts them. */
function later(day: string, days: number, months = 0): string {
  const from = parseDay(day)
  if (from === undefined) throw new Error(`${day} is no day`)
  return formatDay(monthsAfter(from + days, months))
}
