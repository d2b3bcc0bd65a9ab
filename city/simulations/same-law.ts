import { type Program, standingRules } from '../../engine/language/index.ts'
import { type Chunk, UNKNOWN } from '../../engine/population/index.ts'
import { groundsOfBenefit, groundsOfResult, groundsOfRight } from './grounds.ts'
import { type Pair, pairsOf } from './pairs.ts'

/**
 * When a result is the same under both laws: always (empty list), where these results of the standard are known and equal
 * for the household, or for nobody (undefined).
 */
type SameWhere = readonly string[] | undefined

/**
 * Knows where the reform leaves a result as it is. There the change is 0 although nobody knows the result itself: a price
 * that is missing in both laws is one price, and a household whose water is not known has one kind of water.
 */
export class SameLaw {
  /** Results of the standard that the reform decides in another way. */
  readonly changedResults: readonly string[]
  private readonly base: Program
  private readonly reform: Program
  private readonly pairs: readonly Pair[]
  private readonly stops: ReadonlySet<string>
  private readonly changed: ReadonlySet<string>
  private readonly whole: readonly SameWhere[]
  private readonly rights = new Map<string, SameWhere>()

  constructor(base: Program, reform: Program, pairs: readonly Pair[] = pairsOf(base, reform)) {
    this.base = base
    this.reform = reform
    this.pairs = pairs
    const after = new Set(standingRules(reform))
    this.stops = new Set(standingRules(base).filter(name => after.has(name)))
    this.changedResults = [...this.stops].filter(
      name => groundsOfResult(base, name) !== groundsOfResult(reform, name),
    )
    this.changed = new Set(this.changedResults)
    this.whole = pairs.map(pair => {
      const [b, r] = [base.benefits[pair.before], reform.benefits[pair.after]]
      if (!b || !r) return undefined
      const [before, after] = [groundsOfBenefit(base, b, this.stops), groundsOfBenefit(reform, r, this.stops)]
      return before.text === after.text ? this.where(before.results) : undefined
    })
  }

  /** Are the benefit's own words, and everything they name outside the standard's results, as they were? */
  isUntouched(pair: number): boolean {
    return this.whole[pair] !== undefined
  }

  /** Is the whole outcome the same for the household in row `at` of both chunks, whatever it is? */
  outcome(pair: number, at: number, before: Chunk, after: Chunk): boolean {
    return holds(this.whole[pair], at, before, after)
  }

  /** Of two granted outcomes: is what they grant the same, whatever it is? */
  right(pair: number, rights: Rights, at: number, before: Chunk, after: Chunk): boolean {
    const key = `${pair} ${rights.version} ${rights.group} ${rights.versionAfter} ${rights.groupAfter}`
    if (!this.rights.has(key)) this.rights.set(key, this.compareRights(pair, rights))
    return holds(this.rights.get(key), at, before, after)
  }

  private compareRights(pair: number, rights: Rights): SameWhere {
    const { before, after } = this.pairs[pair] ?? { before: -1, after: -1 }
    const [b, r] = [this.base.benefits[before], this.reform.benefits[after]]
    if (!b || !r) return undefined
    const one = groundsOfRight(this.base, b, rights.version, rights.group, this.stops)
    const other = groundsOfRight(this.reform, r, rights.versionAfter, rights.groupAfter, this.stops)
    return one.text === other.text ? this.where(one.results) : undefined
  }

  private where(results: readonly string[]): SameWhere {
    return results.filter(name => this.changed.has(name))
  }
}

/** The groups by which two granted outcomes are granted: places of versions and groups under both laws. */
export interface Rights {
  readonly version: number
  readonly group: number
  readonly versionAfter: number
  readonly groupAfter: number
}

function holds(where: SameWhere, at: number, before: Chunk, after: Chunk): boolean {
  if (where === undefined) return false
  return where.every(name => {
    const value = before.standing.get(name)?.[at] ?? UNKNOWN
    return value === after.standing.get(name)?.[at] && isOne(name, value)
  })
}

/** A number, or a bit set of one possible value. */
const isOne = (name: string, value: number): boolean =>
  value !== UNKNOWN && (name === 'deprivation_count' || (value !== 0 && (value & (value - 1)) === 0))
