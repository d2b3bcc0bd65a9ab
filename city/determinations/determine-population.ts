import { type Program, wordOf } from '../../engine/language/index.ts'
import type { Chunk, Decider, Population } from '../../engine/population/index.ts'
import { DecisionRows, type Restricted } from './decisions.ts'
import { Reach } from './reach.ts'
import { type Engine, makeDecider, rangesOf } from './run-ranges.ts'
import { addTotals, type Total } from './totals.ts'

export interface PopulationOptions {
  /** Default `kernel`. */
  readonly engine?: Engine
  /** How totals name the groups of restricted rows; default `show`, because sums of a city point at nobody. */
  readonly restricted?: Restricted
  /** Sees the results of every range before the next one overwrites them. */
  readonly onChunk?: (chunk: Chunk, decider: Decider) => void
}

/** Results of a population in memory. */
export interface PopulationResult {
  readonly totals: readonly Total[]
  /** Households by standing, as standings.csv names it. */
  readonly standings: Readonly<Record<string, number>>
}

/**
 * Decides a population in this thread, without files. For what `determine` writes as rows, `onChunk` gives access to every household and
 * person; `decider.missing` and `decider.restricted` may be asked inside it.
 */
export function determinePopulation(
  population: Population,
  program: Program,
  options: PopulationOptions = {},
): PopulationResult {
  const { engine = 'kernel', restricted = 'show', onChunk } = options
  const { ranges, capacity } = rangesOf(population)
  const { decider, chunk } = makeDecider({ population, program, engine }, capacity)
  const rows = new DecisionRows(population, decider, new Reach(program), restricted)
  const type = program.rules.get('household.standing')?.type
  const category = type?.t === 'category' ? program.law.facts.categories.get(type.of) : undefined
  const standings: Record<string, number> = Object.fromEntries(
    [...(category?.words ?? []), 'undetermined'].map(word => [word, 0]),
  )
  for (const [from, to] of ranges) {
    decider.decide(from, to, chunk)
    rows.count(chunk)
    const sets = chunk.standing.get('standing')
    for (let i = 0; sets && i < to - from; i++) {
      const set = sets[i] ?? 0
      const word = (category && wordOf(category, set)) ?? 'undetermined'
      standings[word] = (standings[word] ?? 0) + 1
    }
    onChunk?.(chunk, decider)
  }
  return { totals: addTotals([rows.totals()]), standings }
}
