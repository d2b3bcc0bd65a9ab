import type { Entry, Outcome, Outcomes } from '../queries.ts'

export type DeliveryState = Entry['state']
export type Benefit = Outcomes['benefits'][number]

/** A right of a month with what arrived of it. */
export interface Right {
  readonly outcome: Outcome
  readonly benefit: Benefit | undefined
  /** undefined: the reader may not see deliveries, or nothing was granted. */
  readonly state: DeliveryState | undefined
  readonly delivered: number
  /** Granted, and not arrived whole. */
  readonly isOwed: boolean
  /** What is still to come; undefined where there is no exact amount of money. */
  readonly gap: number | undefined
  /** Money or a premium of an exact amount: a loan's limit is none. */
  readonly isMoney: boolean
}

const SUMMED = ['cash', 'premium']

/** The rights of a decision, what is owed and not delivered first. `entries` undefined: deliveries are not for the reader. */
export function rightsOf(
  { outcomes, benefits, month }: Outcomes,
  entries: readonly Entry[] | undefined,
): Right[] {
  return outcomes
    .map(outcome =>
      rightOf(
        outcome,
        benefits.find(b => b.benefit === outcome.benefit),
        month,
        entries,
      ),
    )
    .sort((a, b) => rank(a) - rank(b))
}

const rank = ({ isOwed, outcome }: Right): number =>
  isOwed ? 0 : outcome.outcome === 'undetermined' ? 1 : outcome.outcome === 'granted' ? 2 : 3

function rightOf(
  outcome: Outcome,
  benefit: Benefit | undefined,
  month: string,
  entries: readonly Entry[] | undefined,
): Right {
  const isMoney = SUMMED.includes(benefit?.kind ?? '')
  const nothing = { outcome, benefit, state: undefined, delivered: 0, isOwed: false, gap: undefined, isMoney }
  if (entries === undefined || outcome.outcome !== 'granted') return nothing
  const ofRight = entries.filter(e => e.benefit === outcome.benefit && e.person_id === outcome.person_id)
  const ofMonth = ofRight
    .filter(e => e.month === month && e.adjustment === 0)
    .sort((a, b) => a.entry - b.entry)
  const delivered = ofMonth.reduce((sum, e) => sum + moved(e), 0)
  const { amount } = outcome
  const onceBefore =
    benefit?.per === 'once' && ofRight.some(e => e.month !== month && e.state === 'delivered')
  const isWhole = amount === null ? delivered > 0 : amount <= delivered
  const said = ofMonth.at(-1)?.state
  const first = benefit?.route === 'automatic' ? 'unpaid' : 'never_applied'
  return {
    ...nothing,
    delivered,
    state: onceBefore ? 'delivered' : said === 'delivered' && !isWhole ? 'unpaid' : (said ?? first),
    isOwed: !isWhole && !onceBefore,
    gap: isMoney && amount !== null && !onceBefore ? amount - delivered : undefined,
  }
}

/** What an entry moves: đồng; of what is no money, one. */
function moved({ state, amount }: Entry): number {
  if (state === 'delivered') return amount ?? 1
  return state === 'returned' ? -(amount ?? 1) : 0
}

/** Sum, number, and those without an amount, of what is owed and not delivered. */
export function owedOf(rights: readonly Right[]): { count: number; money: number; open: number } {
  const owed = rights.filter(r => r.isOwed)
  return {
    count: owed.length,
    money: owed.reduce((sum, r) => sum + (r.gap ?? 0), 0),
    open: owed.filter(r => r.outcome.amount_open).length,
  }
}
