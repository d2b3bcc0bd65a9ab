import { ExactSums } from './exact-sums.ts'

/** What is counted for every cell and benefit. Outcomes are rows of persons or, for a household's benefit, of households. */
export const COUNTS = [
  'granted_before',
  'granted_after',
  'undetermined_before',
  'undetermined_after',
  'unknown_amounts_before',
  'unknown_amounts_after',
  'households_gain',
  'households_lose',
  'households_unknown',
  'persons_gain',
  'persons_lose',
  'persons_unknown',
  // rows whose difference in money is not known, and rows where it is known and not 0: they say whether a sum says anything
  'unknown_differences',
  'known_differences',
] as const
export type Count = (typeof COUNTS)[number]

/** Counters of one cell and benefit lie side by side; a counter's place among them. */
export const WIDTH = COUNTS.length
export const AT = Object.fromEntries(COUNTS.map((name, at) => [name, at])) as Readonly<Record<Count, number>>

export const SUMS = ['amount_before', 'amount_after', 'difference'] as const
export type Sum = (typeof SUMS)[number]

/** What one thread has counted; a message between threads. Places are `cell × (benefits + 1) + benefit`, the sum of all last. */
export interface Counted {
  /** `place × WIDTH + AT[count]` */
  readonly counts: Float64Array
  readonly sums: Readonly<Record<Sum, readonly bigint[]>>
  /** By cell. */
  readonly households: Float64Array
  readonly persons: Float64Array
  /** `standing before × standings + standing after`. */
  readonly movedHouseholds: Float64Array
  readonly movedPersons: Float64Array
  /** By benefit: what unknown changes wait for in the law, and whether some wait for facts. */
  readonly waiting: readonly Waiting[]
}

export interface Waiting {
  /** Names of parameters, sorted. */
  readonly law: readonly string[]
  readonly facts: boolean
}

/** The counters of one thread. */
export class Tally {
  readonly width: number
  readonly counts: Float64Array
  readonly sums: Record<Sum, ExactSums>
  readonly households: Float64Array
  readonly persons: Float64Array
  readonly movedHouseholds: Float64Array
  readonly movedPersons: Float64Array
  private readonly size: number
  private readonly waiting: { law: Set<string>; facts: boolean }[]

  constructor(cells: number, benefits: number, standings: number) {
    this.width = benefits + 1
    this.size = cells * this.width
    this.counts = new Float64Array(this.size * WIDTH)
    this.sums = record(SUMS, () => new ExactSums(this.size))
    this.households = new Float64Array(cells)
    this.persons = new Float64Array(cells)
    this.movedHouseholds = new Float64Array(standings * standings)
    this.movedPersons = new Float64Array(standings * standings)
    this.waiting = Array.from({ length: benefits }, () => ({ law: new Set<string>(), facts: false }))
  }

  /** Remembers what an unknown change waits for: `law:parameter`, or a fact, whose name is left out. */
  waits(benefit: number, missing: readonly string[]): void {
    const waiting = this.waiting[benefit]
    if (!waiting) return
    for (const name of missing) {
      if (name.startsWith('law:')) waiting.law.add(name.slice('law:'.length))
      else waiting.facts = true
    }
  }

  counted(): Counted {
    const { counts, households, persons, movedHouseholds, movedPersons } = this
    return {
      counts,
      sums: record(SUMS, name => Array.from({ length: this.size }, (_, at) => this.sums[name].value(at))),
      households,
      persons,
      movedHouseholds,
      movedPersons,
      waiting: this.waiting.map(({ law, facts }) => ({ law: [...law].sort(), facts })),
    }
  }
}

/** Adds up what threads have counted that shared the households among them. */
export function addCounted(parts: readonly Counted[]): Counted {
  const [first, ...rest] = parts
  if (!first) throw new Error('nothing was counted')
  return rest.reduce(
    (a, b) => ({
      counts: add(a.counts, b.counts),
      sums: record(SUMS, name => a.sums[name].map((sum, at) => sum + (b.sums[name][at] ?? 0n))),
      households: add(a.households, b.households),
      persons: add(a.persons, b.persons),
      movedHouseholds: add(a.movedHouseholds, b.movedHouseholds),
      movedPersons: add(a.movedPersons, b.movedPersons),
      waiting: a.waiting.map((w, i) => ({
        law: [...new Set([...w.law, ...(b.waiting[i]?.law ?? [])])].sort(),
        facts: w.facts || (b.waiting[i]?.facts ?? false),
      })),
    }),
    first,
  )
}

const add = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + (b[i] ?? 0))

function record<K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map(name => [name, make(name)])) as Record<K, V>
}
