import { type Program, ruleKey } from '../language/in-force.ts'
import type { LawFile, Rule, Version } from '../language/law.ts'
import type { Node, Owner } from '../language/nodes/index.ts'
import type { Household, Person } from '../population/index.ts'
import type { Value } from './value.ts'

/** Where an expression is evaluated: the law of the day, the version whose names count, the household, the person and the member. */
export interface Context {
  readonly program: Program
  readonly household: Household
  readonly file: LawFile
  readonly version: Version
  readonly self: Person | undefined
  readonly member: Person | undefined
  readonly memo: Memo
}

/** What is already decided about one household: values of rules, and whether they read a restricted fact, for the household and for each person. */
export class Memo {
  readonly household = new Decided()
  private readonly persons = new Map<Person, Decided>()

  of(person: Person | undefined): Decided {
    if (!person) return this.household
    const known = this.persons.get(person)
    if (known) return known
    const fresh = new Decided()
    this.persons.set(person, fresh)
    return fresh
  }
}

/** By the expression of the rule, which is another object in every version. */
export class Decided {
  readonly values = new Map<Node, Value>()
  readonly reads = new Map<Node, boolean>()
}

/** A rule that a name means in a context: the version's own before the shared ones. */
export function findRule(
  context: Context,
  owner: Owner,
  name: string,
): { rule: Rule; file: LawFile; version: Version } {
  const entity = owner === 'household' ? 'household' : 'person'
  const own = context.version.rules.get(name)
  if (own?.entity === entity) return { rule: own, file: context.file, version: context.version }
  const shared = context.program.rules.get(ruleKey(entity, name))
  if (!shared) throw new Error(`no version in force gives the rule ${entity}.${name}`)
  return { rule: shared, file: shared.file, version: shared.version }
}

/** The context inside a rule: its own version, and the member asked about as the rule's person. */
export function insideRule(context: Context, owner: Owner, file: LawFile, version: Version): Context {
  const self = owner === 'household' ? undefined : owner === 'self' ? context.self : context.member
  const { program, household, memo } = context
  return { program, household, file, version, self, member: undefined, memo }
}

/** The person whose fact or rule a name is. */
export function personOf(context: Context, owner: Owner): Person | undefined {
  return owner === 'self' ? context.self : owner === 'member' ? context.member : undefined
}
