import type { Program } from '../language/in-force.ts'
import { UNKNOWN } from './column.ts'

/** The outcomes by their number in `BenefitChunk.outcome`. */
export const BENEFIT_OUTCOMES = ['not_applicable', 'granted', 'refused', 'undetermined'] as const

/** What one benefit gives the subjects of a chunk: households, or persons of these households, counted from the first of the chunk. */
export interface BenefitChunk {
  /** Number in BENEFIT_OUTCOMES. */
  readonly outcome: Uint8Array
  /** Place in `benefit.versions`. */
  readonly version: Uint8Array
  /** Place in the version's groups; only meaningful when granted. */
  readonly group: Uint8Array
  /** Whole đồng; UNKNOWN when there is none or not one exact number. */
  readonly amount: Float64Array
  /** Numerator of the share over `shareBase` of the decider; UNKNOWN when there is none. */
  readonly share: Float64Array
}

/** Results of the households `from` up to but not including `to` of a population. Reused from one range to the next. */
export interface Chunk {
  readonly capacity: { readonly households: number; readonly persons: number }
  from: number
  to: number
  /** First person of the first household. */
  firstPerson: number
  /**
   * Rules of the standard by name (STANDING_RULES and indicators): the bit set of a bool (1 may be false, 2 may be true) or category (bit of each possible word);
   * of a count the number, or UNKNOWN when it is not one number.
   */
  readonly standing: ReadonlyMap<string, Int32Array>
  /** By place in `program.benefits`. */
  readonly benefits: readonly BenefitChunk[]
}

/**
 * Decides ranges of a population under the law of one day. There are two: the reference and the kernel. They give the same.
 */
export interface Decider {
  readonly program: Program
  /** Denominator of every `share` of a benefit, by place in `program.benefits`. */
  readonly shareBase: readonly bigint[]
  /** Fills the chunk with the households `from` … `to − 1`. */
  decide(from: number, to: number, chunk: Chunk): void
  /** What the standing of household row `household` waits for, sorted. Asked after `decide` for the rows that need it. */
  standingMissing(household: number): string[]
  /** Did the standing, an indicator or the escape of this household read a restricted fact? */
  standingRestricted(household: number): boolean
  /** What an outcome waits for, sorted; `person` is a row of the population, −1 for a household's benefit. */
  missing(benefit: number, household: number, person: number): string[]
  /** Did the outcome read a restricted fact? */
  restricted(benefit: number, household: number, person: number): boolean
}

/** A chunk large enough for `households` and `persons`. */
export function newChunk(
  program: Program,
  households: number,
  persons: number,
  rules: readonly string[],
): Chunk {
  return {
    capacity: { households, persons },
    from: 0,
    to: 0,
    firstPerson: 0,
    standing: new Map(rules.map(name => [name, new Int32Array(households)])),
    benefits: program.benefits.map(b => {
      const rows = b.file.subject === 'person' ? persons : households
      return {
        outcome: new Uint8Array(rows),
        version: new Uint8Array(rows),
        group: new Uint8Array(rows),
        amount: new Float64Array(rows).fill(UNKNOWN),
        share: new Float64Array(rows).fill(UNKNOWN),
      }
    }),
  }
}
