import {
  bool,
  Case,
  FALSE,
  isKnown,
  type Range,
  readsRestricted,
  TRUE,
  type Value,
} from '../../engine/evaluate/index.ts'
import {
  type FactBook,
  formatDay,
  type Node,
  type Program,
  parseDay,
  parseWhole,
  type Type,
  wordOf,
} from '../../engine/language/index.ts'
import type { FactValue, Household } from '../../engine/population/index.ts'
import { isStanding, type Standing } from './words.ts'

/** What Form B says of a household, by the engine. */
export interface Assessment {
  /** Version of the standard, by its first day. */
  readonly standard: string
  /** What the facts say, whatever was recognised. */
  readonly computed: Standing | 'undetermined'
  /** Standings that are still possible; one unless undetermined or without a band. */
  readonly possible: readonly Standing[]
  readonly deprivations: number | undefined
  /** true: deprived; undefined: not known. */
  readonly indicators: Readonly<Record<string, boolean | undefined>>
  /** What it waits for, as `fact` or `person.fact`, or `law:parameter`. */
  readonly missing: readonly string[]
  /** Contradictions within the data, such as B2 that is not ten times the deprivations. */
  readonly warnings: readonly string[]
  /** Indicators that read a restricted fact; whoever may not read those sees neither them, nor the count, nor what is missing. */
  readonly tainted: readonly string[]
}

const rule = (name: string, type: Type): Node => ({ kind: 'rule', type, owner: 'household', name, start: 0 })

/** Decides one household under the law of a day by the reference evaluator. @throws Error where the law has no standard on that day */
export function assess(program: Program, household: Household): Assessment {
  const decided = new Case(program, household)
  const { values, context } = decided.standingValues()
  const { missing } = decided.standing()
  const standard = program.standard
  const indicators = standard?.version.indicators ?? []
  const computed = values.get('computed_standing') as number
  const category = program.law.facts.categories.get('standing')
  if (!category || !standard) throw new Error('the law has no poverty standard on this day')
  const word = wordOf(category, computed)
  const reads = (name: string): boolean => readsRestricted(rule(name, { t: 'bool' }), context)
  return {
    standard: formatDay(standard.version.from),
    computed: isStanding(word) ? word : 'undetermined',
    possible: category.words.filter((w, i): w is Standing => ((computed >> i) & 1) === 1 && isStanding(w)),
    deprivations: countOf(values.get('deprivation_count')),
    indicators: Object.fromEntries(indicators.map(name => [name, boolOrUnknown(values.get(name))])),
    missing,
    warnings: standard.version.warnings.filter(name => bool(rule(name, { t: 'bool' }), context) === TRUE),
    tainted: indicators.filter(reads),
  }
}

const countOf = (value: Value): number | undefined =>
  isKnown(value) && typeof value === 'object' ? Number((value as Range).lo) : undefined

const boolOrUnknown = (value: Value): boolean | undefined =>
  value === TRUE ? true : value === FALSE ? false : undefined

/** Facts as the registry keeps them: text for days, words and decimals; null is unknown, for an optional fact none. */
export type RegistryFacts = Readonly<Record<string, boolean | number | string | null | undefined>>

/** A household of the registry as the engine decides it. Facts that the law no longer declares are left out. */
export function engineHousehold(
  book: FactBook,
  id: string,
  facts: RegistryFacts,
  members: readonly { readonly id: string; readonly facts: RegistryFacts }[],
): Household {
  return {
    id,
    facts: engineFacts(book, 'household', facts),
    members: members.map(m => ({ id: m.id, facts: engineFacts(book, 'person', m.facts) })),
  }
}

function engineFacts(
  book: FactBook,
  entity: 'household' | 'person',
  facts: RegistryFacts,
): Map<string, FactValue> {
  const map = new Map<string, FactValue>()
  for (const fact of book[entity].values()) {
    const value = facts[fact.name] ?? null
    map.set(fact.name, value === null ? (fact.optional ? null : undefined) : convert(book, fact.type, value))
  }
  return map
}

function convert(book: FactBook, type: Type, value: boolean | number | string): FactValue {
  if (type.t === 'date') return parseDay(String(value))
  if (type.t === 'decimal') return Number(parseWhole(String(value), type))
  if (type.t === 'category') {
    const n = book.categories.get(type.of)?.words.indexOf(String(value)) ?? -1
    return n < 0 ? undefined : n
  }
  return value
}
