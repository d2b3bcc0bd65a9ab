import { setImmediate as otherWork } from 'node:timers/promises'
import type { Program } from '../../engine/language/index.ts'
import { nameAt } from '../../engine/population/index.ts'
import { makeDecider, Reach, rangesOf } from '../determinations/index.ts'
import { listedHouseholds } from './listed.ts'
import { OutcomeWriter } from './outcome-lines.ts'
import type { DecidedPopulation } from './population-builder.ts'
import { StandingWriter } from './standing-lines.ts'
import type { PartMissing, PartTotal } from './sums.ts'

/** All that a part stores: lines in COPY's text format, sums, counts. */
export interface DecidedPart {
  readonly outcomes: readonly string[]
  readonly outcomesRestricted: readonly string[]
  readonly standings: readonly string[]
  readonly standingsRestricted: readonly string[]
  readonly totals: readonly PartTotal[]
  readonly missing: readonly PartMissing[]
  readonly counts: { readonly granted: number; readonly undetermined: number; readonly refused: number }
  /** Households by standing. */
  readonly standingCounts: Readonly<Record<string, number>>
  /** Households that contradict themselves, by warning of the standard. */
  readonly doubts: Readonly<Record<string, number>>
}

export interface PartOptions {
  readonly run: number
  readonly commune: string
  readonly sectorOf: (benefit: string) => string
  /** Households with an open review: they are on a list whatever their standing. */
  readonly underReview: ReadonlySet<string>
}

/** Decides a commune with the kernel. Lets other work of the process go on between ranges of households. */
export async function decideCommune(
  { population, versions }: DecidedPopulation,
  program: Program,
  options: PartOptions,
): Promise<DecidedPart> {
  const { ranges, capacity } = rangesOf(population)
  const { decider, chunk } = makeDecider({ population, program, engine: 'kernel' }, capacity)
  const reach = new Reach(program)
  const head = `${options.run}\t${options.commune}`
  const outcomes = new OutcomeWriter(population, decider, reach, head, options.sectorOf)
  const standings = new StandingWriter(population, versions, decider, reach, head)
  const isOnAList = listedHouseholds(decider)
  const lines = {
    outcomes: [] as string[],
    outcomesRestricted: [] as string[],
    standings: [] as string[],
    standingsRestricted: [] as string[],
  }
  for (const [from, to] of ranges) {
    decider.decide(from, to, chunk)
    const standing = standings.write(chunk)
    const outcome = outcomes.write(
      chunk,
      row =>
        isOnAList(chunk.standing, row) ||
        (options.underReview.size > 0 &&
          options.underReview.has(nameAt(population.householdNames, from + row))),
    )
    lines.standings.push(standing.standings)
    lines.standingsRestricted.push(standing.restricted)
    lines.outcomes.push(outcome.outcomes)
    lines.outcomesRestricted.push(outcome.restricted)
    await otherWork()
  }
  return {
    ...lines,
    totals: outcomes.totals.all(),
    missing: outcomes.missing.all(),
    counts: outcomes.counts,
    standingCounts: standings.counts,
    doubts: standings.doubts,
  }
}
