import { type Category, wordOf } from '../../engine/language/index.ts'
import { type Chunk, type Decider, nameAt, type Population, UNKNOWN } from '../../engine/population/index.ts'
import type { Reach } from '../determinations/index.ts'
import { listCell, NULL, textCell } from './copy-text.ts'

/** Lines for the tables `standing_outcome` and `standing_restricted`. */
export interface StandingLines {
  readonly standings: string
  readonly restricted: string
}

const isOne = (set: number): boolean => set !== 0 && (set & (set - 1)) === 0
/** By bit set of a bool. */
const BOOLS = [NULL, 'f', 't', NULL]

/** Makes the stored rows of standings, in COPY's text format, and counts them. */
export class StandingWriter {
  /** Households by standing, `undetermined` included. */
  readonly counts: Record<string, number>
  /** Households in which a warning of the standard certainly holds, by rule. */
  readonly doubts: Record<string, number>
  private readonly population: Population
  private readonly versions: Int32Array
  private readonly decider: Decider
  private readonly head: string
  private readonly standings: Category | undefined
  private readonly bases: Category | undefined
  private readonly indicators: readonly string[]
  private readonly canBeRestricted: boolean
  private readonly words = new Map<number, string>()

  constructor(population: Population, versions: Int32Array, decider: Decider, reach: Reach, head: string) {
    this.population = population
    this.versions = versions
    this.decider = decider
    this.head = head
    const { program } = decider
    const category = (rule: string): Category | undefined => {
      const type = program.rules.get(`household.${rule}`)?.type
      return type?.t === 'category' ? program.law.facts.categories.get(type.of) : undefined
    }
    this.standings = category('standing')
    this.bases = category('standing_basis')
    this.indicators = program.standard?.version.indicators ?? []
    this.canBeRestricted = ['standing', 'computed_standing', 'newly_escaped', ...this.indicators].some(name =>
      reach.standing(name),
    )
    this.counts = Object.fromEntries(
      [...(this.standings?.words ?? []), 'undetermined'].map(word => [word, 0]),
    )
    this.doubts = Object.fromEntries((program.standard?.version.warnings ?? []).map(name => [name, 0]))
  }

  write(chunk: Chunk): StandingLines {
    const none = new Int32Array(chunk.to - chunk.from)
    const column = (name: string): Int32Array => chunk.standing.get(name) ?? none
    const [standing, computed, basis] = [
      column('standing'),
      column('computed_standing'),
      column('standing_basis'),
    ]
    const [escaped, count] = [column('newly_escaped'), column('deprivation_count')]
    const indicators = this.indicators.map(column)
    let standings = ''
    let restricted = ''
    for (let i = 0; i < chunk.to - chunk.from; i++) {
      const household = chunk.from + i
      const isHidden = this.canBeRestricted && this.decider.standingRestricted(household)
      const [s, c, e] = [standing[i] ?? 0, computed[i] ?? 0, escaped[i] ?? 0]
      const word = this.word(s)
      const missing = isOne(s) && isOne(c) && isOne(e) ? [] : this.decider.standingMissing(household)
      let isCounted = (count[i] ?? UNKNOWN) !== UNKNOWN
      for (const values of indicators) isCounted &&= values[i] === 1 || values[i] === 2
      const deprivations = isCounted ? String(count[i]) : NULL
      const head = `${this.head}\t${textCell(nameAt(this.population.householdNames, household))}`
      const base = isOne(basis[i] ?? 0) ? (this.bases?.words[31 - Math.clz32(basis[i] ?? 0)] ?? NULL) : NULL
      standings += `${head}\t${this.versions[household] ?? 0}\t${word}\t${base}\t${this.word(c)}\t${BOOLS[e] ?? NULL}\t${
        isHidden ? NULL : deprivations
      }\t${isHidden ? NULL : listCell(missing)}\t${isHidden ? 't' : 'f'}\n`
      if (isHidden) restricted += `${head}\t${deprivations}\t${listCell(missing)}\n`
      this.counts[word] = (this.counts[word] ?? 0) + 1
    }
    for (const name of Object.keys(this.doubts)) {
      const sets = column(name)
      for (let i = 0; i < chunk.to - chunk.from; i++)
        if (sets[i] === 2) this.doubts[name] = (this.doubts[name] ?? 0) + 1
    }
    return { standings, restricted }
  }

  /** The word of a set, also one that covers it; `undetermined` where none does. */
  private word(set: number): string {
    const known = this.words.get(set)
    if (known !== undefined) return known
    const word = (this.standings && wordOf(this.standings, set)) ?? 'undetermined'
    this.words.set(set, word)
    return word
  }
}
