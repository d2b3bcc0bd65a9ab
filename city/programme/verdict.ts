import type { Figure, Measure } from './figures.ts'

/** A computed value: from the certain cases to the possible ones. Both ends are the same where nothing is unknown. */
export interface Computed {
  readonly lo: number
  readonly hi: number
}

export const exactly = (value: number): Computed => ({ lo: value, hi: value })

export type Verdict = 'exact' | 'consistent' | 'contradiction' | 'cannot be computed'

/** One line of the programme table. Money in million đồng, as printed. */
export interface Row {
  readonly id: string
  readonly title: { readonly vi: string; readonly en: string }
  readonly published: Figure['printed']
  readonly computed: Partial<Record<Measure, Computed>>
  readonly difference: Partial<Record<Measure, number>>
  readonly verdict: Verdict
  readonly why: { readonly vi: string; readonly en: string }
}

/** What a figure printed as approximate may be away from the truth. */
const ABOUT = 0.1

/** The smallest step of a printed number: 4628 → 1, 57.2 → 0.1. */
export function printedUnit(printed: number): number {
  const places = String(printed).split('.')[1]?.length ?? 0
  return 10 ** -places
}

/** How one computed value stands to the printed one. */
export function compare(
  printed: number,
  computed: Computed,
  isAbout: boolean,
): 'exact' | 'consistent' | 'contradiction' {
  const unit = printedUnit(printed)
  if (computed.lo === computed.hi && Math.abs(computed.lo - printed) < unit)
    return isAbout ? 'consistent' : 'exact'
  if (printed >= computed.lo && printed <= computed.hi) return 'consistent'
  const away = Math.min(Math.abs(computed.lo - printed), Math.abs(computed.hi - printed))
  return isAbout && away <= printed * ABOUT ? 'consistent' : 'contradiction'
}

/** The difference to the printed value, from the nearest end. */
export function differenceOf(printed: number, computed: Computed): number {
  if (printed >= computed.lo && printed <= computed.hi)
    return computed.lo === computed.hi ? computed.lo - printed : 0
  return printed < computed.lo ? computed.lo - printed : computed.hi - printed
}

/** The verdict of a figure from those of its parts: one contradiction is enough, and what is missing is said before anything is called right. */
export function verdictOf(
  figure: Figure,
  computed: Partial<Record<Measure, Computed>>,
  isIncomplete: boolean,
): Verdict {
  const parts = Object.entries(computed).map(([measure, value]) => {
    const printed = figure.printed[measure as Measure]
    return printed === undefined
      ? 'consistent'
      : compare(printed, value, figure.about.includes(measure as Measure))
  })
  if (isIncomplete || parts.length === 0) return 'cannot be computed'
  if (parts.includes('contradiction')) return 'contradiction'
  return parts.every(p => p === 'exact') ? 'exact' : 'consistent'
}
