import type { Category, Program } from '../../engine/language/index.ts'
import { civilOf } from '../../engine/language/index.ts'
import { type Chunk, type Decider, type Population, UNKNOWN } from '../../engine/population/index.ts'
import { ByteWriter, bytesOf } from './bytes.ts'
import type { Restricted } from './decisions.ts'
import type { Reach } from './reach.ts'

/** The standard's years, as `2022-2026`: those that the act names, else those of its version; `2027-` while it has no end. */
export function standardYears({ standard }: Program): string {
  if (!standard) return ''
  const { from, to, period } = standard.version
  if (period !== undefined) return period
  return `${civilOf(from).year}-${to === undefined ? '' : civilOf(to).year}`
}

export function standingsHeader({ standard }: Program): string {
  const indicators = standard?.version.indicators ?? []
  return `${['household_id', 'standard', 'standing', 'standing_basis', 'computed_standing', 'newly_escaped', 'deprivation_count', ...indicators, 'missing'].join(',')}\n`
}

const NOTHING = new Uint8Array(0)
/** By bit set of a bool: impossible, false, true, unknown. */
const BOOLS = [NOTHING, bytesOf('false'), bytesOf('true'), NOTHING]
const UNDETERMINED = bytesOf('undetermined')

const isOne = (set: number): boolean => set !== 0 && (set & (set - 1)) === 0

/** One indicator, and whether it can read a restricted fact. */
interface Indicator {
  readonly name: string
  readonly canBeRestricted: boolean
}

/** Writes the rows of standings.csv for ranges of households. */
export class StandingRows {
  private readonly population: Population
  private readonly decider: Decider
  private readonly writer = new ByteWriter()
  private readonly indicators: readonly Indicator[]
  private readonly canBeRestricted: boolean
  private readonly standings: readonly Uint8Array[]
  private readonly bases: readonly Uint8Array[]
  private readonly standard: Uint8Array
  private readonly covers: ReadonlyMap<number, number>
  /** Households by standing, in the order of the words; the last are undetermined. */
  readonly counts: Float64Array
  /** Households in which a warning of the standard certainly holds, by rule. */
  readonly doubts: Map<string, number>

  constructor(population: Population, decider: Decider, reach: Reach, restricted: Restricted) {
    this.population = population
    this.decider = decider
    const { program } = decider
    const category = (rule: string): Category | undefined => {
      const type = program.rules.get(`household.${rule}`)?.type
      return type?.t === 'category' ? program.law.facts.categories.get(type.of) : undefined
    }
    const words = (rule: string): readonly string[] => category(rule)?.words ?? []
    this.covers = category('standing')?.covers ?? new Map()
    this.standings = words('standing').map(bytesOf)
    this.bases = words('standing_basis').map(bytesOf)
    this.standard = bytesOf(`,${standardYears(program)},`)
    this.indicators = (program.standard?.version.indicators ?? []).map(name => ({
      name,
      canBeRestricted: reach.standing(name),
    }))
    this.canBeRestricted =
      restricted === 'hide' &&
      ['standing', 'computed_standing', 'newly_escaped', ...this.indicators.map(i => i.name)].some(name =>
        reach.standing(name),
      )
    this.counts = new Float64Array(this.standings.length + 1)
    this.doubts = new Map((program.standard?.version.warnings ?? []).map(name => [name, 0]))
  }

  write(chunk: Chunk): Uint8Array<ArrayBuffer> {
    const column = (name: string): Int32Array =>
      chunk.standing.get(name) ?? new Int32Array(chunk.to - chunk.from)
    const [standing, basis, computed, escaped, count] = [
      column('standing'),
      column('standing_basis'),
      column('computed_standing'),
      column('newly_escaped'),
      column('deprivation_count'),
    ]
    const indicators = this.indicators.map(i => ({ ...i, values: column(i.name) }))
    const { writer } = this
    for (let i = 0; i < chunk.to - chunk.from; i++) {
      const household = chunk.from + i
      const isHidden = this.canBeRestricted && this.decider.standingRestricted(household)
      const [s, c, e] = [standing[i] ?? 0, computed[i] ?? 0, escaped[i] ?? 0]
      writer.name(this.population.householdNames, household)
      writer.bytes(this.standard)
      writer.bytes(this.word(s))
      writer.comma()
      writer.bytes(isOne(basis[i] ?? 0) ? (this.bases[31 - Math.clz32(basis[i] ?? 0)] ?? NOTHING) : NOTHING)
      writer.comma()
      writer.bytes(this.word(c))
      writer.comma()
      writer.bytes(BOOLS[e] ?? NOTHING)
      writer.comma()
      let isKnown = !isHidden && (count[i] ?? UNKNOWN) !== UNKNOWN
      for (const { values } of indicators) isKnown &&= values[i] === 1 || values[i] === 2
      if (isKnown) writer.digits(count[i] ?? 0)
      for (const { values, canBeRestricted } of indicators) {
        writer.comma()
        if (!(isHidden && canBeRestricted)) writer.bytes(BOOLS[values[i] ?? 3] ?? NOTHING)
      }
      writer.comma()
      if (!isHidden && !(isOne(s) && isOne(c) && isOne(e)))
        writer.cell(this.decider.standingMissing(household).join(';'))
      writer.newline()
      const place = this.placeOf(s)
      this.counts[place] = (this.counts[place] ?? 0) + 1
    }
    for (const [name, n] of this.doubts) {
      const sets = column(name)
      let holds = 0
      for (let i = 0; i < chunk.to - chunk.from; i++) if (sets[i] === 2) holds++
      this.doubts.set(name, n + holds)
    }
    return writer.take()
  }

  /** The word of a set, also of one that a word covers; `undetermined` where none does. */
  private word(set: number): Uint8Array {
    return this.standings[this.placeOf(set)] ?? UNDETERMINED
  }

  private placeOf(set: number): number {
    if (isOne(set)) return 31 - Math.clz32(set)
    for (const [word, covered] of this.covers) if ((set & ~covered) === 0) return word
    return this.standings.length
  }
}
