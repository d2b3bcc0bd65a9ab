import { referenceDecider } from '../../engine/evaluate/index.ts'
import { kernelDecider } from '../../engine/kernel/index.ts'
import { type Program, standingRules } from '../../engine/language/index.ts'
import { type Chunk, type Decider, newChunk, type Population } from '../../engine/population/index.ts'
import { DecisionRows, type Restricted } from './decisions.ts'
import { Reach } from './reach.ts'
import { StandingRows } from './standings.ts'
import type { Total } from './totals.ts'

/** Which of the two runners decides. They give the same. */
export type Engine = 'kernel' | 'reference'

/** What a run decides; goes to every thread. */
export interface Task {
  readonly population: Population
  readonly program: Program
  readonly engine: Engine
  readonly restricted: Restricted
}

/** Households decided at once. */
const RANGE = 8192

/** The ranges of a population, and the most households and persons in one. */
export function rangesOf(population: Population): {
  ranges: readonly (readonly [number, number])[]
  capacity: { households: number; persons: number }
} {
  const ranges: [number, number][] = []
  let persons = 0
  for (let from = 0; from < population.households; from += RANGE) {
    const to = Math.min(from + RANGE, population.households)
    persons = Math.max(persons, (population.first[to] ?? 0) - (population.first[from] ?? 0))
    ranges.push([from, to])
  }
  return {
    ranges,
    capacity: {
      households: Math.min(RANGE, Math.max(population.households, 1)),
      persons: Math.max(persons, 1),
    },
  }
}

/** A runner for a population with room for its results. */
export function makeDecider(
  task: Pick<Task, 'population' | 'program' | 'engine'>,
  capacity: { households: number; persons: number },
): { decider: Decider; chunk: Chunk } {
  const { population, program, engine } = task
  const decider =
    engine === 'kernel' ? kernelDecider(population, program, capacity) : referenceDecider(population, program)
  return { decider, chunk: newChunk(program, capacity.households, capacity.persons, standingRules(program)) }
}

/** Rows of one range, as bytes of the result files. */
export interface RangeRows {
  readonly standings: Uint8Array<ArrayBuffer>
  readonly decisions: Uint8Array<ArrayBuffer>
}

/** What a thread has counted when it has done its ranges. */
export interface Counted {
  readonly totals: readonly Total[]
  readonly decisions: number
  /** Households by standing. */
  readonly standings: Readonly<Record<string, number>>
  /** Households in which a warning of the standard holds, by rule. */
  readonly doubts: Readonly<Record<string, number>>
}

/** Decides ranges one after the other and writes their rows. */
export class RangeRunner {
  private readonly decider: Decider
  private readonly chunk: Chunk
  private readonly standings: StandingRows
  private readonly decisions: DecisionRows
  private readonly program: Program

  constructor(task: Task) {
    const { population, program, restricted } = task
    const { decider, chunk } = makeDecider(task, rangesOf(population).capacity)
    const reach = new Reach(program)
    this.program = program
    this.decider = decider
    this.chunk = chunk
    this.standings = new StandingRows(population, decider, reach, restricted)
    this.decisions = new DecisionRows(population, decider, reach, restricted)
  }

  run(from: number, to: number): RangeRows {
    this.decider.decide(from, to, this.chunk)
    return { standings: this.standings.write(this.chunk), decisions: this.decisions.write(this.chunk) }
  }

  counted(): Counted {
    const type = this.program.rules.get('household.standing')?.type
    const words = type?.t === 'category' ? (this.program.law.facts.categories.get(type.of)?.words ?? []) : []
    const standings = Object.fromEntries(
      [...words, 'undetermined'].map((word, i) => [word, this.standings.counts[i] ?? 0]),
    )
    const doubts = Object.fromEntries(this.standings.doubts)
    return { totals: this.decisions.totals(), decisions: this.decisions.rows, standings, doubts }
  }
}
