import type { Program } from '../../engine/language/index.ts'
import {
  BENEFIT_OUTCOMES,
  type Chunk,
  type Decider,
  type Population,
  UNKNOWN,
} from '../../engine/population/index.ts'
import { makeDecider, rangesOf } from '../determinations/index.ts'
import { CELLS_OF_HOUSEHOLD, Cells } from './cells.ts'
import { HouseholdCounts } from './household-counts.ts'
import { type Pair, pairsOf } from './pairs.ts'
import { SameLaw } from './same-law.ts'
import { type Counted, Tally } from './tally.ts'

const GRANTED = BENEFIT_OUTCOMES.indexOf('granted')
const UNDETERMINED = BENEFIT_OUTCOMES.indexOf('undetermined')
/** Unknown changes of a benefit in a range that are asked what they wait for. */
const ASKED = 20

/** What goes to every thread. */
export interface Comparison {
  readonly population: Population
  readonly base: Program
  readonly reform: Program
}

/** One law, decided range by range. */
interface Side {
  readonly decider: Decider
  readonly chunk: Chunk
  /** By benefit, version and group: does the law give an amount at all? */
  readonly hasAmount: readonly (readonly (readonly boolean[])[])[]
}

/**
 * Decides ranges of households under both laws and counts what changes (README.md says what a gain, a loss and an unknown
 * change are). Nothing of a household is kept once its range is counted.
 */
export class Comparer {
  private readonly population: Population
  private readonly before: Side
  private readonly after: Side
  private readonly pairs: readonly Pair[]
  private readonly ofHouseholds: readonly number[]
  private readonly ofPersons: readonly number[]
  private readonly same: SameLaw
  private readonly cells: Cells
  private readonly tally: Tally
  private readonly counts: HouseholdCounts
  private readonly place = new Int32Array(CELLS_OF_HOUSEHOLD)
  private readonly asked: Int32Array

  constructor({ population, base, reform }: Comparison) {
    const { capacity } = rangesOf(population)
    const side = (program: Program): Side => ({
      ...makeDecider({ population, program, engine: 'kernel' }, capacity),
      hasAmount: program.benefits.map(b => b.versions.map(v => v.groups.map(g => g.amount !== undefined))),
    })
    this.population = population
    this.before = side(base)
    this.after = side(reform)
    this.pairs = pairsOf(base, reform)
    const all = [...this.pairs.keys()]
    this.ofHouseholds = all.filter(i => this.pairs[i]?.file.subject === 'household')
    this.ofPersons = all.filter(i => this.pairs[i]?.file.subject === 'person')
    this.same = new SameLaw(base, reform, this.pairs)
    this.cells = new Cells(population, base)
    this.tally = new Tally(this.cells.cells.length, this.pairs.length, this.cells.standings.values.length)
    this.counts = new HouseholdCounts(this.pairs)
    this.asked = new Int32Array(this.pairs.length)
  }

  /** Decides and counts the households `from` up to but not including `to`. */
  compare(from: number, to: number): void {
    this.before.decider.decide(from, to, this.before.chunk)
    this.after.decider.decide(from, to, this.after.chunk)
    this.asked.fill(0)
    for (let h = from; h < to; h++) this.household(h)
  }

  counted(): Counted {
    return this.tally.counted()
  }

  private household(h: number): void {
    const { before, after, counts, population, tally } = this
    const first = population.first[h] ?? 0
    const end = population.first[h + 1] ?? 0
    const row = h - before.chunk.from
    for (const i of this.ofHouseholds) this.outcome(i, row, h, -1)
    for (let p = first; p < end; p++) {
      for (const i of this.ofPersons) this.outcome(i, p - before.chunk.firstPerson, h, p)
      counts.endPerson()
    }
    this.cells.of(h, before.chunk, this.place)
    const { standings } = this.cells
    const standingAfter = standings.place(after.chunk.standing.get('standing')?.[row] ?? 0)
    const moved = ((this.place[1] ?? 1) - 1) * standings.values.length + standingAfter
    tally.movedHouseholds[moved] = (tally.movedHouseholds[moved] ?? 0) + 1
    tally.movedPersons[moved] = (tally.movedPersons[moved] ?? 0) + end - first
    counts.endHousehold(tally, this.place, end - first)
  }

  /** One benefit and one subject: `at` is its row in both chunks, `person` −1 for a household's benefit. */
  private outcome(i: number, at: number, household: number, person: number): void {
    const pair = this.pairs[i]
    if (!pair) return
    const { before, after, counts } = this
    const [b, a] = [before.chunk.benefits[pair.before], after.chunk.benefits[pair.after]]
    const [outcome, outcomeAfter] = [b?.outcome[at] ?? 0, a?.outcome[at] ?? 0]
    if (outcome === 0 && outcomeAfter === 0) return
    const [rightBefore, rightAfter] = [outcome === GRANTED, outcomeAfter === GRANTED]
    const version = b?.version[at] ?? 0
    const group = b?.group[at] ?? 0
    const versionAfter = a?.version[at] ?? 0
    const groupAfter = a?.group[at] ?? 0
    const amount = rightBefore ? amountOf(before, pair.before, version, group, b?.amount[at]) : 0
    const amountAfter = rightAfter ? amountOf(after, pair.after, versionAfter, groupAfter, a?.amount[at]) : 0
    const isOpen = outcome === UNDETERMINED || outcomeAfter === UNDETERMINED
    const row = household - before.chunk.from
    let isSame = outcome === outcomeAfter && this.same.outcome(i, row, before.chunk, after.chunk)
    if (!isSame && rightBefore && rightAfter && (amount === UNKNOWN || amountAfter === UNKNOWN))
      isSame = this.same.right(
        i,
        { version, group, versionAfter, groupAfter },
        row,
        before.chunk,
        after.chunk,
      )
    const isKnown = isSame || (!isOpen && amount !== UNKNOWN && amountAfter !== UNKNOWN)
    const money = !isKnown ? Number.NaN : isSame ? 0 : amountAfter - amount
    let change = money
    if (!pair.isSummed && !isSame) {
      if (isOpen) change = Number.NaN
      else if (rightBefore !== rightAfter) change = rightAfter ? 1 : -1
      else change = Math.sign(money)
    }
    counts.outcome(i, {
      granted: rightBefore,
      grantedAfter: rightAfter,
      isOpen: outcome === UNDETERMINED,
      isOpenAfter: outcomeAfter === UNDETERMINED,
      amount,
      amountAfter,
    })
    counts.change(i, person >= 0, change, money)
    if (Number.isNaN(change))
      this.ask(
        i,
        pair,
        household,
        person,
        outcome !== GRANTED || amount === UNKNOWN,
        outcomeAfter !== GRANTED || amountAfter === UNKNOWN,
      )
  }

  /** Notes what some of the unknown changes wait for. */
  private ask(
    i: number,
    pair: Pair,
    household: number,
    person: number,
    asksBefore: boolean,
    asksAfter: boolean,
  ): void {
    const asked = this.asked[i] ?? 0
    if (asked >= ASKED) return
    this.asked[i] = asked + 1
    if (asksBefore && pair.before >= 0)
      this.tally.waits(i, this.before.decider.missing(pair.before, household, person))
    if (asksAfter && pair.after >= 0)
      this.tally.waits(i, this.after.decider.missing(pair.after, household, person))
  }
}

/** Whole đồng; UNKNOWN where the law gives an amount that is not one exact number; 0 for a right without an amount. */
function amountOf(side: Side, benefit: number, version: number, group: number, amount = UNKNOWN): number {
  return amount === UNKNOWN && !(side.hasAmount[benefit]?.[version]?.[group] ?? false) ? 0 : amount
}
