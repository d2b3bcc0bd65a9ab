import type { Population } from '../engine/population/index.ts'
import type { Range } from './crew.ts'
import type { Capacity } from './runners.ts'

/** Households decided at once: small enough that the results of a range stay in the processor's cache. */
export const RANGE = 4096

/** The ranges of a population, and the most households and persons in one. */
export function rangesFor(population: Population): { ranges: readonly Range[]; capacity: Capacity } {
  const ranges: Range[] = []
  let persons = 1
  for (let from = 0; from < population.households; from += RANGE) {
    const to = Math.min(from + RANGE, population.households)
    persons = Math.max(persons, (population.first[to] ?? 0) - (population.first[from] ?? 0))
    ranges.push([from, to])
  }
  return { ranges, capacity: { households: Math.min(RANGE, population.households), persons } }
}
