import { Case, type Outcome } from '../evaluate/index.ts'
import type { LinkedBenefit } from '../language/in-force.ts'
import type { Fact } from '../language/law.ts'
import { isWhole } from '../language/types.ts'
import type { FactValue, Household, Person } from '../population/index.ts'
import { type Dependency, dependencies } from './dependencies.ts'

/** One fact of one subject set to another value. */
export interface Setting {
  readonly person: Person | undefined
  readonly fact: Fact
  readonly from: FactValue
  readonly to: FactValue
  /** For numbers: every value from `to` on in this direction was reached by moving so. */
  readonly direction: 'up' | 'down' | undefined
}

/** A smallest set of settings that flips the outcome, with what comes out. */
export interface Flip {
  readonly settings: readonly Setting[]
  readonly outcome: Outcome
}

/** A fact that may be changed, with the values worth trying. */
interface Candidate {
  readonly person: Person | undefined
  readonly fact: Fact
  readonly current: FactValue
  /** One of each kind of words; of numbers the next ones and the ends. */
  readonly poles: readonly FactValue[]
  /** For a number that is changed alone: further and further away in each direction, since a right may end again behind where it begins. */
  readonly paths: readonly (readonly FactValue[])[]
}

const SHOWN = 6
/** Where only several facts together flip the outcome, a few such sets are enough. */
const SHOWN_TOGETHER = 3
/** Three facts together are tried only among so few. */
const FEW = 14

/** Does somebody get something? Granted with nothing left to pay counts as getting nothing. */
export const gets = (o: Outcome): boolean => o.outcome === 'granted' && o.amount !== 0n

/**
 * The smallest sets of changeable, unrestricted facts whose change turns a decided outcome into its opposite. Each was decided
 * again by the reference; no part of a set flips by itself. Undetermined outcomes have none: there, facts are missing.
 * Without the right to restricted facts a change whose new outcome would rest on one is left out.
 */
export function findFlips(
  decided: Case,
  benefit: LinkedBenefit,
  outcome: Outcome,
  options: { decisions: number; showRestricted: boolean },
): Flip[] {
  if (outcome.outcome === 'undetermined') return []
  const search = new Search(decided, benefit, outcome, options.decisions)
  const candidates = search.candidates(dependencies(decided.program, benefit))
  const found: Setting[][] = []
  const singles = candidates.filter(c => {
    // a number may flip in both directions; of words one is enough
    const flips = c.paths.flatMap(path => search.first(c, path) ?? [])
    for (const flip of flips) found.push([flip])
    return flips.length === 0
  })
  // several facts together only where none is enough alone, and no more than will be told
  const enough = (): boolean => found.length >= SHOWN_TOGETHER * 2 || search.isSpent()
  if (found.length === 0) for (const set of subsets(singles, 2, enough)) found.push(...search.together(set))
  if (found.length === 0 && singles.length <= FEW) {
    for (const set of subsets(singles, 3, enough)) found.push(...search.together(set))
  }
  return found
    .map(settings => ({ settings, outcome: search.decideTraced(settings) }))
    .filter(f => options.showRestricted || !f.outcome.restricted)
    .slice(0, (found[0]?.length ?? 1) === 1 ? SHOWN : SHOWN_TOGETHER)
}

/** Every subset of a size, in order, until it is enough. */
function* subsets<T>(
  of: readonly T[],
  size: number,
  enough: () => boolean,
  from = 0,
): Generator<readonly T[]> {
  if (size === 0) {
    yield []
    return
  }
  for (let i = from; i < of.length && !enough(); i++) {
    for (const rest of subsets(of, size - 1, enough, i + 1)) yield [of[i] as T, ...rest]
  }
}

const set = (c: Candidate, to: FactValue): Setting => ({
  person: c.person,
  fact: c.fact,
  from: c.current,
  to,
  direction: direction(c, to),
})

const direction = (c: Candidate, to: FactValue): 'up' | 'down' | undefined =>
  !isWhole(c.fact.type) || to === null || c.current === null
    ? undefined
    : Number(to) > Number(c.current)
      ? 'up'
      : 'down'

class Search {
  private left: number
  private readonly decided: Case
  private readonly benefit: LinkedBenefit
  private readonly outcome: Outcome
  private readonly wanted: boolean

  constructor(decided: Case, benefit: LinkedBenefit, outcome: Outcome, decisions: number) {
    this.decided = decided
    this.benefit = benefit
    this.outcome = outcome
    this.wanted = !gets(outcome)
    this.left = decisions
  }

  /** The changeable facts in order of naturalness: the person's own, the household's, then other members'. */
  candidates(all: readonly Dependency[]): Candidate[] {
    const open = all.filter(d => d.fact.changeable && !d.fact.restricted)
    const { household } = this.decided
    const { person } = this.outcome
    const found = new Map<string, Candidate>()
    const add = (d: Dependency, who: Person | undefined): void => {
      const key = `${who?.id ?? ''}.${d.fact.name}`
      const current = (who ?? household).facts.get(d.fact.name)
      // an unknown fact is missing, not changed; an absent optional one may be made
      const value = current === undefined && d.fact.optional ? null : current
      if (value === undefined || found.has(key)) return
      const poles = this.poles(d, value)
      if (poles.length > 0)
        found.set(key, {
          person: who,
          fact: d.fact,
          current: value,
          poles,
          paths: paths(d.fact, value, poles),
        })
    }
    if (person) for (const d of open) if (d.owner === 'self') add(d, person)
    for (const d of open) if (d.owner === 'household') add(d, undefined)
    for (const d of open) if (d.owner === 'member') for (const m of household.members) add(d, m)
    return [...found.values()]
  }

  private poles({ fact, signatures }: Dependency, current: FactValue): FactValue[] {
    const none: FactValue[] = fact.optional && current !== null ? [null] : []
    if (fact.type.t === 'bool') return [...(current === null ? [true, false] : [current !== true]), ...none]
    if (fact.type.t === 'category') {
      const isOrdered = this.decided.program.law.facts.categories.get(fact.type.of)?.ordered === true
      const mine = current === null ? undefined : signatures?.[Number(current)]
      const kinds = new Set(mine === undefined ? [] : [mine])
      const far = (word: number): number => (isOrdered ? distance(word, current) : 0)
      const order = (signatures ?? []).map((_, i) => i).sort((a, b) => far(a) - far(b) || a - b)
      const words: FactValue[] = []
      for (const i of order) {
        const signature = signatures?.[i] ?? ''
        if (kinds.has(signature)) continue
        kinds.add(signature)
        words.push(i)
      }
      return [...words, ...none]
    }
    if (!isWhole(fact.type) || !fact.bounds || current === null) return []
    const at = BigInt(current as bigint | number)
    const { lo, hi } = fact.bounds
    return [...new Set([at - 1n, at + 1n, lo, hi])].filter(v => v !== at && v >= lo && v <= hi)
  }

  /** The first value of a path that flips alone, as near as it can be. */
  first(candidate: Candidate, path: readonly FactValue[]): Setting | undefined {
    const found = path.find(to => this.flips([set(candidate, to)]))
    return found === undefined ? undefined : this.moved([set(candidate, found)], 0)
  }

  /** The set of candidates that flips only together, each number as near as it can be; empty where there is none. */
  together(candidates: readonly Candidate[]): [] | [Setting[]] {
    let settings = this.combination(candidates)
    if (!settings) return []
    for (let i = 0; i < settings.length; i++) settings = settings.with(i, this.moved(settings, i))
    const all = settings
    // moving a number nearer may have made another fact unnecessary: such a set is no smallest one
    return all.some((_, i) => this.flips(all.toSpliced(i, 1))) ? [] : [all]
  }

  private combination([first, ...rest]: readonly Candidate[], taken: Setting[] = []): Setting[] | undefined {
    if (!first) return this.flips(taken) ? taken : undefined
    for (const to of first.poles) {
      const found = this.combination(rest, [...taken, set(first, to)])
      if (found) return found
    }
    return undefined
  }

  /** Has the search used up its decisions? */
  isSpent(): boolean {
    return this.left <= 0
  }

  /** Bisects one number of a flipping set between its present value and where it flips. */
  private moved(settings: readonly Setting[], index: number): Setting {
    const setting = settings[index] as Setting
    if (setting.direction === undefined) return setting
    let near = BigInt(setting.from as bigint | number)
    let far = BigInt(setting.to as bigint | number)
    while (far - near > 1n || near - far > 1n) {
      const middle = (near + far) / 2n
      if (this.flips(settings.with(index, { ...setting, to: middle }))) far = middle
      else near = middle
    }
    const found = { ...setting, to: far }
    return this.flips(settings.with(index, found)) ? found : setting
  }

  flips(settings: readonly Setting[]): boolean {
    if (settings.length === 0 || this.left <= 0) return false
    this.left--
    const changed = this.decide(settings, false)
    return changed.outcome !== 'undetermined' && gets(changed) === this.wanted
  }

  decideTraced(settings: readonly Setting[]): Outcome {
    return this.decide(settings, true)
  }

  private decide(settings: readonly Setting[], traced: boolean): Outcome {
    const household = withSettings(this.decided.household, settings)
    const person = household.members.find(m => m.id === this.outcome.person?.id)
    return new Case(this.decided.program, household).decide(this.benefit, person, traced)
  }
}

/** Ways to walk away from the present value. */
function paths(
  fact: Fact,
  current: FactValue,
  poles: readonly FactValue[],
): readonly (readonly FactValue[])[] {
  if (!isWhole(fact.type) || !fact.bounds || current === null) return [poles]
  const at = BigInt(current as bigint | number)
  const { lo, hi } = fact.bounds
  const steps = Array.from({ length: 16 }, (_, k) => 10n ** BigInt(k))
  const down = [...steps.map(s => at - s).filter(v => v > lo), ...(at > lo ? [lo] : [])]
  const up = [...steps.map(s => at + s).filter(v => v < hi), ...(at < hi ? [hi] : [])]
  return [down, up]
}

const distance = (word: number, current: FactValue): number =>
  typeof current === 'number' || typeof current === 'bigint' ? Math.abs(word - Number(current)) : 0

/** The household with some facts changed; nothing else is touched. */
export function withSettings(household: Household, settings: readonly Setting[]): Household {
  const change = (
    facts: ReadonlyMap<string, FactValue>,
    person: Person | undefined,
  ): ReadonlyMap<string, FactValue> => {
    const mine = settings.filter(s => s.person?.id === person?.id)
    return mine.length === 0 ? facts : new Map([...facts, ...mine.map(s => [s.fact.name, s.to] as const)])
  }
  return {
    id: household.id,
    facts: change(household.facts, undefined),
    members: household.members.map(m => ({ id: m.id, facts: change(m.facts, m) })),
  }
}
