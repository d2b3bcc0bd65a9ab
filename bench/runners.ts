import { referenceDecider } from '../engine/evaluate/index.ts'
import { kernelDecider } from '../engine/kernel/index.ts'
import { type Program, standingRules } from '../engine/language/index.ts'
import { type Chunk, type Decider, newChunk, type Population } from '../engine/population/index.ts'
import { handWritten } from './hand-written/index.ts'

/** Who decides: the compiled law, the reference evaluator without trace, or the loop written by hand. */
export const RUNNERS = ['kernel', 'hand-written', 'reference'] as const
export type RunnerName = (typeof RUNNERS)[number]

/** A decider with the chunk that it fills. */
export interface Runner {
  readonly chunk: Chunk
  decide(from: number, to: number): void
}

export interface Capacity {
  readonly households: number
  readonly persons: number
}

/** Makes a runner for ranges of at most `capacity`. */
export function makeRunner(
  name: RunnerName,
  population: Population,
  program: Program,
  capacity: Capacity,
): Runner {
  const chunk = newChunk(program, capacity.households, capacity.persons, standingRules(program))
  if (name === 'hand-written') {
    const loop = handWritten(population, program, chunk)
    return { chunk, decide: (from, to) => loop.decide(from, to) }
  }
  const decider: Decider =
    name === 'kernel' ? kernelDecider(population, program, capacity) : referenceDecider(population, program)
  return { chunk, decide: (from, to) => decider.decide(from, to, chunk) }
}
