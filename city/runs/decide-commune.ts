import { setImmediate as otherWork } from 'node:timers/promises'
import type { Program } from '../../engine/language/index.ts'
import { nameAt } from '../../engine/population/index.ts'
import { Reach } from '../determinations/index.ts'
import type { CommuneFrame } from './commune-frame.ts'
import { listedHouseholds } from './listed.ts'
import { OutcomeWriter } from './outcome-lines.ts'
import { StandingWriter } from './standing-lines.ts'
import type { PartMissing, PartTotal } from './sums.ts'

/** All that a part stores: lines in COPY's text format, sums, counts. */
export interface DecidedPart {
  readonly outcomes: readonly Buffer[]
  readonly outcomesRestricted: readonly Buffer[]
  readonly standings: readonly Buffer[]
  readonly standingsRestricted: readonly Buffer[]
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

/** Decides the commune in a frame with the kernel. Lets other work of the process go on between ranges of households. */
export async function decideCommune(
  frame: CommuneFrame,
  program: Program,
  options: PartOptions,
): Promise<DecidedPart> {
  const { population, versions } = frame
  const { decider, chunk, ranges } = frame.decider(program)
  const reach = new Reach(program)
  const head = [options.run, options.commune] as const
  const outcomes = new OutcomeWriter(population, decider, reach, head, options.sectorOf)
  const standings = new StandingWriter(population, versions, decider, reach, head)
  const isOnAList = listedHouseholds(decider)
  const lines = {
    outcomes: [] as Buffer[],
    outcomesRestricted: [] as Buffer[],
    standings: [] as Buffer[],
    standingsRestricted: [] as Buffer[],
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
    totals: outcomes.totals(),
    missing: outcomes.missing(),
    counts: outcomes.counts,
    standingCounts: standings.counts,
    doubts: standings.doubts,
  }
}
