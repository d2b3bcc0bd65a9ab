import type { Law, Text2, Version } from '../../engine/language/index.ts'
import { membersOn, type Population, UNKNOWN } from '../../engine/population/index.ts'
import { makeDecider, programOf, rangesOf } from '../determinations/index.ts'

/** What one benefit gives a population on one day, group by group. */
export interface GroupTally {
  granted: number
  /** Granted with an amount that is one exact number; its sum in đồng. */
  amount: bigint
  /** Granted without such an amount. */
  withoutAmount: number
}

export interface BenefitTally {
  readonly on: number
  readonly groups: ReadonlyMap<string, GroupTally>
  readonly undetermined: number
  /** Parameters of the law for which granted amounts wait. */
  readonly missing: ReadonlyMap<string, Text2>
}

/** Decides some benefits of a population on one day. A benefit that has no version on that day has no tally. */
export function tallyBenefits(
  population: Population,
  law: Law,
  on: number,
  ids: readonly string[],
): Map<string, BenefitTally> {
  const program = programOf(law, on)
  const there = membersOn(population, on)
  const { ranges, capacity } = rangesOf(there)
  const { decider, chunk } = makeDecider({ population: there, program, engine: 'kernel' }, capacity)
  const found = new Map<
    string,
    { on: number; groups: Map<string, GroupTally>; undetermined: number; missing: Map<string, Text2> }
  >()
  for (const [from, to] of ranges) {
    decider.decide(from, to, chunk)
    program.benefits.forEach((benefit, b) => {
      const column = chunk.benefits[b]
      if (!column || !ids.includes(benefit.file.id)) return
      const tally = found.get(benefit.file.id) ?? {
        on,
        groups: new Map<string, GroupTally>(),
        undetermined: 0,
        missing: new Map<string, Text2>(),
      }
      found.set(benefit.file.id, tally)
      const isPerson = benefit.file.subject === 'person'
      for (let h = from; h < to; h++) {
        const first = isPerson ? (there.first[h] ?? 0) : -1
        const last = isPerson ? (there.first[h + 1] ?? 0) : 0
        for (let p = first; p < last; p++) {
          const at = isPerson ? p - chunk.firstPerson : h - from
          if (column.outcome[at] === 3) tally.undetermined++
          if (column.outcome[at] !== 1) continue
          const id = benefit.versions[column.version[at] ?? 0]?.groups[column.group[at] ?? 0]?.id ?? ''
          const group = tally.groups.get(id) ?? { granted: 0, amount: 0n, withoutAmount: 0 }
          tally.groups.set(id, group)
          group.granted++
          const amount = column.amount[at] ?? UNKNOWN
          if (amount !== UNKNOWN) group.amount += BigInt(amount)
          else {
            group.withoutAmount++
            // what the first such row waits for is what its whole group waits for, as far as the law is concerned
            if (group.withoutAmount === 1)
              for (const m of decider.missing(b, h, isPerson ? p : -1))
                addGap(tally.missing, m, benefit.versions[column.version[at] ?? 0])
          }
        }
      }
    })
  }
  return found
}

/** Sums of chosen groups; all where none is named. */
export function sumOf(tally: BenefitTally | undefined, groups?: readonly string[]): GroupTally {
  const sum: GroupTally = { granted: 0, amount: 0n, withoutAmount: 0 }
  for (const [id, g] of tally?.groups ?? []) {
    if (groups && !groups.includes(id)) continue
    sum.granted += g.granted
    sum.amount += g.amount
    sum.withoutAmount += g.withoutAmount
  }
  return sum
}

/** Notes what the law lacks, by its label where it has one. */
function addGap(gaps: Map<string, Text2>, missing: string, version: Version | undefined): void {
  if (!missing.startsWith('law:')) return
  const name = missing.slice(4)
  gaps.set(name, version?.parameters.get(name)?.label ?? { vi: name, en: name })
}

/** What the law lacks for some of the amounts. */
export const lawGaps = (tallies: readonly (BenefitTally | undefined)[]): Text2[] => [
  ...new Map(tallies.flatMap(t => [...(t?.missing ?? [])])).values(),
]
