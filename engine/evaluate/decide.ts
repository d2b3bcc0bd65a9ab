import type { Fraction } from '../language/fraction.ts'
import type { LinkedBenefit, Program } from '../language/in-force.ts'
import type { Exception, Group, LawFile, Territory, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import { rowRules, standingRules, WAITING_RULES } from '../language/standing-rules.ts'
import type { Household, Person } from '../population/index.ts'
import { type Context, Memo } from './context.ts'
import { bool, evaluate } from './evaluate.ts'
import { collectMissing } from './missing.ts'
import { readsRestricted } from './reads.ts'
import {
  and,
  EITHER,
  FALSE,
  isKnown,
  not,
  or,
  type Range,
  type RateRange,
  TRUE,
  type Value,
} from './value.ts'

export type OutcomeKind = 'granted' | 'refused' | 'undetermined' | 'not_applicable'

/** What the law says of one benefit and one subject. */
export interface Outcome {
  readonly file: LawFile
  readonly version: Version
  /** The person whose benefit it is; undefined for a household's. */
  readonly person: Person | undefined
  readonly outcome: OutcomeKind
  readonly group: Group | undefined
  /** The exception that refused. */
  readonly exception: Exception | undefined
  /** Whole đồng; undefined when it is not one exact number, or the benefit has none. */
  readonly amount: bigint | undefined
  readonly share: Fraction | undefined
  /** Unknown facts and `law:parameter`, sorted. */
  readonly missing: readonly string[]
  /** The outcome read a restricted fact. */
  readonly restricted: boolean
}

/** What the poverty standard says of one household: values of the rules that the standard gives. */
export interface StandingResult {
  readonly values: ReadonlyMap<string, Value>
  readonly missing: readonly string[]
  readonly restricted: boolean
}

const WAITING: ReadonlySet<string> = new Set(WAITING_RULES)
const standingNodes = new Map<string, Node>()
const standingNode = (name: string): Node => {
  const known = standingNodes.get(name)
  if (known) return known
  const node: Node = { kind: 'rule', type: { t: 'bool' }, owner: 'household', name, start: 0 }
  standingNodes.set(name, node)
  return node
}

/** One household under the law of one day. Rules are evaluated once and remembered. */
export class Case {
  readonly program: Program
  readonly household: Household
  readonly memo = new Memo()

  constructor(program: Program, household: Household) {
    this.program = program
    this.household = household
  }

  /** The context of a version, for a person or the household. */
  context(file: LawFile, version: Version, self?: Person): Context {
    return {
      program: this.program,
      household: this.household,
      file,
      version,
      self,
      member: undefined,
      memo: this.memo,
    }
  }

  /** The standing with its indicators, what it waits for, and whether it is restricted; throws where the law has no standard on that day. */
  standing(): StandingResult {
    const { values, context } = this.standingValues()
    const missing = new Set<string>()
    let restricted = false
    for (const name of rowRules(this.program)) {
      if (WAITING.has(name)) collectMissing(standingNode(name), context, missing)
      restricted ||= readsRestricted(standingNode(name), context)
    }
    return { values, missing: [...missing].sort(), restricted }
  }

  /** The values alone, without asking why. */
  standingValues(): { values: Map<string, Value>; context: Context } {
    const { standard } = this.program
    if (!standard) throw new Error('the law has no poverty standard on this day')
    const context = this.context(standard.file, standard.version)
    const values = new Map<string, Value>()
    for (const name of standingRules(this.program)) values.set(name, evaluate(standingNode(name), context))
    return { values, context }
  }

  /** All outcomes in the order of the files: by benefit, for the household or for each member. Not applicable ones are left out. */
  outcomes(): Outcome[] {
    return this.program.benefits.flatMap(benefit =>
      this.benefit(benefit).filter(o => o.outcome !== 'not_applicable'),
    )
  }

  /** The outcomes of one benefit: one for the household, or one for each member. */
  benefit(benefit: LinkedBenefit, traced = true): Outcome[] {
    const subjects: readonly (Person | undefined)[] =
      benefit.file.subject === 'person' ? this.household.members : [undefined]
    return subjects.map(person => this.decide(benefit, person, traced))
  }

  /** One benefit for one subject. Without trace, `missing` and `restricted` stay empty: a population run asks for them only where it must. */
  decide(benefit: LinkedBenefit, person: Person | undefined, traced = true): Outcome {
    const missing = new Set<string>()
    let scope = FALSE
    let chosen = benefit.versions[0]
    if (!chosen) throw new Error(`${benefit.file.id} has no version in force`)
    let restricted = false
    for (const version of benefit.versions) {
      const here = this.territory(version.territory)
      if (here === FALSE) continue
      const context = this.context(benefit.file, version, person)
      const mine = version.appliesTo ? and(here, bool(version.appliesTo, context)) : here
      if (traced && version.appliesTo) restricted ||= readsRestricted(version.appliesTo, context)
      if (traced && mine === EITHER) {
        if (here === EITHER) missing.add('territory')
        if (version.appliesTo) collectMissing(version.appliesTo, context, missing)
      }
      if (mine !== FALSE && scope === FALSE) chosen = version
      scope = or(scope, mine)
    }
    const result = {
      file: benefit.file,
      version: chosen,
      person,
      group: undefined,
      exception: undefined,
      amount: undefined,
      share: undefined,
    }
    if (scope === FALSE) return { ...result, outcome: 'not_applicable', missing: [], restricted }
    if (scope === EITHER)
      return { ...result, outcome: 'undetermined', missing: [...missing].sort(), restricted }
    return this.inScope(result, restricted, traced)
  }

  private inScope(
    result: Omit<Outcome, 'outcome' | 'missing' | 'restricted'>,
    alreadyRestricted: boolean,
    traced: boolean,
  ): Outcome {
    const { version } = result
    const context = this.context(result.file, version, result.person)
    const missing = new Set<string>()
    let restricted = alreadyRestricted
    const ask = (node: Node): number => {
      const value = bool(node, context)
      if (!traced) return value
      restricted ||= readsRestricted(node, context)
      if (value === EITHER) collectMissing(node, context, missing)
      return value
    }
    let eligible = TRUE
    for (const exception of version.exceptions) {
      const holds = ask(exception.when)
      if (holds === TRUE) return { ...result, exception, outcome: 'refused', missing: [], restricted }
      eligible = and(eligible, not(holds))
    }
    if (version.condition) eligible = and(eligible, ask(version.condition))
    let group: Group | undefined
    let any = FALSE
    let uncertainBefore = false
    for (const g of eligible === FALSE ? [] : version.groups) {
      const holds = g.when ? ask(g.when) : TRUE
      any = or(any, holds)
      if (holds === TRUE) {
        if (!uncertainBefore) group = g
        break
      }
      uncertainBefore ||= holds === EITHER
    }
    eligible = and(eligible, any)
    if (eligible === FALSE) return { ...result, outcome: 'refused', missing: [], restricted }
    if (eligible === EITHER || !group)
      return { ...result, outcome: 'undetermined', missing: [...missing].sort(), restricted }
    return this.granted(result, group, context, restricted, traced)
  }

  private granted(
    result: Omit<Outcome, 'outcome' | 'missing' | 'restricted'>,
    group: Group,
    context: Context,
    alreadyRestricted: boolean,
    traced: boolean,
  ): Outcome {
    const missing = new Set<string>()
    let restricted = alreadyRestricted
    const known = (node: Node | undefined): Value => {
      if (!node) return undefined
      if (traced) restricted ||= readsRestricted(node, context)
      const value = evaluate(node, context)
      if (isKnown(value)) return value
      if (traced) collectMissing(node, context, missing)
      return undefined
    }
    const share = known(group.share) as RateRange | undefined
    const amount = known(group.amount) as Range | undefined
    return {
      ...result,
      group,
      outcome: 'granted',
      amount: amount?.lo,
      share: share?.lo,
      missing: [...missing].sort(),
      restricted,
    }
  }

  /** Is the household in a territory? Unknown where its own is. */
  private territory(territory: Territory): number {
    if (territory === 'nation' || territory === 'city') return TRUE
    const value = this.household.facts.get('territory')
    const words = this.program.law.facts.categories.get('territory')?.words ?? []
    if (value === undefined || value === null) return EITHER
    return words[Number(value)] === territory ? TRUE : FALSE
  }
}
