import { type Category, wordOf } from '../../engine/language/index.ts'
import { type Chunk, type Decider, type Population, UNKNOWN } from '../../engine/population/index.ts'
import type { Reach } from '../determinations/index.ts'
import { cellsOf, LineWriter, NULL } from './line-writer.ts'

/** Lines for the tables `standing_outcome` and `standing_restricted`. */
export interface StandingLines {
  readonly standings: Buffer
  readonly restricted: Buffer
}

const isOne = (set: number): boolean => set !== 0 && (set & (set - 1)) === 0
/** By bit set of a bool. */
const BOOLS = [null, 'f', 't', null].map(word => cellsOf([word]))
const NOTHING: readonly string[] = []
const UNCOUNTED = cellsOf([null])
const HIDDEN_END = new TextEncoder().encode('\\N\t\\N\tt\n')
const SHOWN_END = new TextEncoder().encode('\tf\n')

/** Makes the stored rows of standings, in COPY's text format, and counts them. */
export class StandingWriter {
  /** Households by standing, `undetermined` included. */
  readonly counts: Record<string, number>
  /** Households in which a warning of the standard certainly holds, by rule. */
  readonly doubts: Record<string, number>
  private readonly population: Population
  private readonly versions: Int32Array
  private readonly decider: Decider
  private readonly head: Uint8Array
  private readonly standingLines = new LineWriter()
  private readonly restrictedLines = new LineWriter()
  private readonly standings: Category | undefined
  private readonly bases: readonly Uint8Array[]
  private readonly indicators: readonly string[]
  private readonly canBeRestricted: boolean
  private readonly words = new Map<number, { readonly word: string; readonly cell: Uint8Array }>()

  constructor(
    population: Population,
    versions: Int32Array,
    decider: Decider,
    reach: Reach,
    head: readonly [run: number, commune: string],
  ) {
    this.population = population
    this.versions = versions
    this.decider = decider
    this.head = cellsOf(head.map(String))
    const { program } = decider
    const category = (rule: string): Category | undefined => {
      const type = program.rules.get(`household.${rule}`)?.type
      return type?.t === 'category' ? program.law.facts.categories.get(type.of) : undefined
    }
    this.standings = category('standing')
    this.bases = (category('standing_basis')?.words ?? []).map(word => cellsOf([word]))
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
    const { standingLines: lines, restrictedLines: hidden } = this
    for (let i = 0; i < chunk.to - chunk.from; i++) {
      const household = chunk.from + i
      const isHidden = this.canBeRestricted && this.decider.standingRestricted(household)
      const [s, c, e] = [standing[i] ?? 0, computed[i] ?? 0, escaped[i] ?? 0]
      const word = this.word(s)
      const missing = isOne(s) && isOne(c) && isOne(e) ? NOTHING : this.decider.standingMissing(household)
      let isCounted = (count[i] ?? UNKNOWN) !== UNKNOWN
      for (const values of indicators) isCounted &&= values[i] === 1 || values[i] === 2
      this.household(lines, household)
      lines.digits(this.versions[household] ?? 0)
      lines.tab()
      lines.bytes(word.cell)
      lines.bytes(this.base(basis[i] ?? 0))
      lines.bytes(this.word(c).cell)
      lines.bytes(BOOLS[e] ?? UNCOUNTED)
      this.counts[word.word] = (this.counts[word.word] ?? 0) + 1
      if (isHidden) {
        lines.bytes(HIDDEN_END)
        this.household(hidden, household)
        counted(hidden, isCounted, count[i] ?? 0)
        hidden.list(missing)
        hidden.newline()
      } else {
        counted(lines, isCounted, count[i] ?? 0)
        lines.list(missing)
        lines.bytes(SHOWN_END)
      }
    }
    for (const name of Object.keys(this.doubts)) {
      const sets = column(name)
      for (let i = 0; i < chunk.to - chunk.from; i++)
        if (sets[i] === 2) this.doubts[name] = (this.doubts[name] ?? 0) + 1
    }
    return { standings: lines.take(), restricted: hidden.take() }
  }

  /** Run, commune and household. */
  private household(writer: LineWriter, household: number): void {
    writer.bytes(this.head)
    writer.name(this.population.householdNames, household)
    writer.tab()
  }

  private base(set: number): Uint8Array {
    return (isOne(set) ? this.bases[31 - Math.clz32(set)] : undefined) ?? UNCOUNTED
  }

  /** The word of a set, also one that covers it; `undetermined` where none does. */
  private word(set: number): { readonly word: string; readonly cell: Uint8Array } {
    const known = this.words.get(set)
    if (known !== undefined) return known
    const word = (this.standings && wordOf(this.standings, set)) ?? 'undetermined'
    const made = { word, cell: cellsOf([word]) }
    this.words.set(set, made)
    return made
  }
}

function counted(writer: LineWriter, isCounted: boolean, count: number): void {
  if (isCounted) writer.digits(count)
  else writer.bytes(NULL)
  writer.tab()
}
