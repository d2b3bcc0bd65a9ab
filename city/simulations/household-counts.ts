import { UNKNOWN } from '../../engine/population/index.ts'
import { ExactSums } from './exact-sums.ts'
import type { Pair } from './pairs.ts'
import { AT, type Count, type Tally, WIDTH } from './tally.ts'

/** Two granted or open outcomes of one benefit and one subject. Amounts are whole đồng, UNKNOWN where the law gives one that is not known. */
export interface Outcomes {
  granted: boolean
  grantedAfter: boolean
  isOpen: boolean
  isOpenAfter: boolean
  amount: number
  amountAfter: number
}

/**
 * Gathers the outcomes of one household, benefit by benefit and for the sum of its monthly cash and premiums (the last
 * place), judges whether it gains, and adds it to its cells.
 */
export class HouseholdCounts {
  private readonly isSummed: readonly boolean[]
  /** Place of the monthly sum. */
  private readonly all: number
  private readonly counts: Float64Array
  /** Places with outcomes of this household. */
  private readonly touched: number[] = []
  private readonly isTouched: Uint8Array
  private readonly isUnknown: Uint8Array
  /** What decides about gain and loss, by place. */
  private readonly changes: ExactSums
  private readonly before: ExactSums
  private readonly after: ExactSums
  private readonly difference: ExactSums
  /** The monthly sum of the person at hand. */
  private readonly own = new ExactSums(1)
  private ownIsUnknown = false

  constructor(pairs: readonly Pair[]) {
    const size = pairs.length + 1
    this.isSummed = pairs.map(p => p.isSummed)
    this.all = pairs.length
    this.counts = new Float64Array(size * WIDTH)
    this.isTouched = new Uint8Array(size)
    this.isUnknown = new Uint8Array(size)
    this.changes = new ExactSums(size)
    this.before = new ExactSums(size)
    this.after = new ExactSums(size)
    this.difference = new ExactSums(size)
  }

  /** Counts what both laws say of benefit `i`. */
  outcome(i: number, outcomes: Outcomes): void {
    this.outcomeAt(i, outcomes)
    if (this.isSummed[i]) this.outcomeAt(this.all, outcomes)
  }

  /** Counts a change; NaN: not known. `money` is the difference in đồng, `change` what decides about gain and loss. */
  change(i: number, isPerson: boolean, change: number, money: number): void {
    const isUnknown = Number.isNaN(change)
    this.changeAt(i, change, money)
    if (isPerson) this.judge(i, 'persons', isUnknown, Math.sign(change))
    if (!this.isSummed[i]) return
    this.changeAt(this.all, change, money)
    if (!isPerson) return
    if (isUnknown) this.ownIsUnknown = true
    else if (change !== 0) this.own.add(0, change)
  }

  /** Judges the monthly sum of the person whose outcomes were counted last. */
  endPerson(): void {
    this.judge(this.all, 'persons', this.ownIsUnknown, this.own.sign(0))
    this.own.reset(0)
    this.ownIsUnknown = false
  }

  /** Judges the household, adds everything to the cells it is in, and is empty again. */
  endHousehold(tally: Tally, cells: Int32Array, persons: number): void {
    for (const cell of cells) {
      tally.households[cell] = (tally.households[cell] ?? 0) + 1
      tally.persons[cell] = (tally.persons[cell] ?? 0) + persons
    }
    for (const i of this.touched) {
      this.judge(i, 'households', this.isUnknown[i] === 1, this.changes.sign(i))
      for (const cell of cells) this.addTo(tally, cell * tally.width + i, i)
      this.clear(i)
    }
    this.touched.length = 0
  }

  private outcomeAt(
    i: number,
    { granted, grantedAfter, isOpen, isOpenAfter, amount, amountAfter }: Outcomes,
  ): void {
    if (this.isTouched[i] === 0) {
      this.isTouched[i] = 1
      this.touched.push(i)
    }
    if (granted) this.count(i, 'granted_before')
    if (grantedAfter) this.count(i, 'granted_after')
    if (isOpen) this.count(i, 'undetermined_before')
    if (isOpenAfter) this.count(i, 'undetermined_after')
    if (amount === UNKNOWN) this.count(i, 'unknown_amounts_before')
    else if (amount !== 0) this.before.add(i, amount)
    if (amountAfter === UNKNOWN) this.count(i, 'unknown_amounts_after')
    else if (amountAfter !== 0) this.after.add(i, amountAfter)
  }

  private changeAt(i: number, change: number, money: number): void {
    if (Number.isNaN(money)) this.count(i, 'unknown_differences')
    else if (money !== 0) {
      this.count(i, 'known_differences')
      this.difference.add(i, money)
    }
    if (Number.isNaN(change)) this.isUnknown[i] = 1
    else if (change !== 0) this.changes.add(i, change)
  }

  private judge(i: number, who: 'households' | 'persons', isUnknown: boolean, sign: number): void {
    if (isUnknown) this.count(i, `${who}_unknown`)
    else if (sign > 0) this.count(i, `${who}_gain`)
    else if (sign < 0) this.count(i, `${who}_lose`)
  }

  private count(i: number, name: Count): void {
    const at = i * WIDTH + AT[name]
    this.counts[at] = (this.counts[at] ?? 0) + 1
  }

  private addTo(tally: Tally, place: number, i: number): void {
    for (let k = 0; k < WIDTH; k++) {
      const at = place * WIDTH + k
      tally.counts[at] = (tally.counts[at] ?? 0) + (this.counts[i * WIDTH + k] ?? 0)
    }
    tally.sums.amount_before.addFrom(place, this.before, i)
    tally.sums.amount_after.addFrom(place, this.after, i)
    tally.sums.difference.addFrom(place, this.difference, i)
  }

  private clear(i: number): void {
    this.isTouched[i] = 0
    this.isUnknown[i] = 0
    for (let k = 0; k < WIDTH; k++) this.counts[i * WIDTH + k] = 0
    for (const sums of [this.changes, this.before, this.after, this.difference]) sums.reset(i)
  }
}
