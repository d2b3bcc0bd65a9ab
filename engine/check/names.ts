import { LawFault } from '../language/finding.ts'
import type { Parameter } from '../language/law.ts'
import type { Node, Owner } from '../language/nodes/index.ts'
import { DATE, RATE, type Type } from '../language/types.ts'
import { entityOf, factOf, near, type Scope } from './scope.ts'

/** A bare name: a word where a category is expected, else the decision date, a parameter, a rule or a fact. */
export function elaborateName(name: string, start: number, expected: Type | undefined, scope: Scope): Node {
  if (expected?.t === 'category') {
    const word = scope.facts.categories.get(expected.of)?.words.indexOf(name) ?? -1
    if (word >= 0) return { kind: 'literal', type: expected, value: word, start }
  }
  if (name === 'on') return { kind: 'decision_day', type: DATE, start }
  if (name === 'missing' && expected) return { kind: 'missing', type: expected, name: 'missing', start }
  if (name === 'group_share') {
    if (!scope.groupShare)
      throw new LawFault(
        'unknown_name',
        'group_share stands only in the amount of a version whose groups have a share',
        'give the group a share',
        start,
      )
    return { ...scope.groupShare, type: RATE } as Node
  }
  const parameter = scope.parameters.get(name)
  if (parameter) return parameterNode(parameter, start, scope)
  const owner = scope.entity === 'household' ? 'household' : 'self'
  const facts = owner === 'household' ? scope.facts.household : scope.facts.person
  if (!scope.ruleShape(scope.entity, name) && !facts.has(name)) {
    const maybe = near(name, [...facts.keys(), ...scope.parameters.keys()])
    throw new LawFault(
      'unknown_name',
      `${name} is no fact, rule, parameter${expected?.t === 'category' ? ` or word of ${expected.of}` : ''} here`,
      maybe ? `did you mean ${maybe}?` : 'declare it, or write household.name for the household’s',
      start,
    )
  }
  return ownedName(owner, name, start, scope)
}

/** A parameter; of a table, with the name that selects the cell. */
export function parameterNode(parameter: Parameter, start: number, scope: Scope): Node {
  if (parameter.isList)
    throw new LawFault('type_mismatch', `${parameter.name} is a list`, 'use it on the right of in', start)
  if (parameter.by === undefined)
    return { kind: 'parameter', type: parameter.type, parameter, key: undefined, start }
  const own = scope.entity === 'household' ? 'household' : 'self'
  const facts = own === 'household' ? scope.facts.household : scope.facts.person
  const isOwn = facts.has(parameter.by) || scope.ruleShape(scope.entity, parameter.by) !== undefined
  const key = ownedName(isOwn ? own : 'household', parameter.by, start, scope)
  return { kind: 'parameter', type: parameter.type, parameter, key, start }
}

/** The number of a word in its category. */
export function wordLiteral(
  type: Type & { t: 'category' },
  word: string,
  start: number,
  scope: Scope,
): number {
  const words = scope.facts.categories.get(type.of)?.words ?? []
  const index = words.indexOf(word)
  if (index < 0)
    throw new LawFault(
      'unknown_word',
      `${word} is no word of ${type.of}`,
      `use one of: ${words.join(', ')}`,
      start,
    )
  return index
}

/** A fact or rule of the household, of the person, or of the member of a quantifier. */
export function ownedName(owner: Owner, name: string, start: number, scope: Scope): Node {
  const shape = scope.ruleShape(entityOf(owner), name)
  if (shape) return { kind: 'rule', type: shape.type, owner, name, start }
  const fact = factOf(scope.facts, owner, name)
  if (!fact)
    throw new LawFault(
      'unknown_name',
      `there is no ${entityOf(owner)} fact or rule called ${name}`,
      'declare the fact in law/facts.yaml or mend the name',
      start,
    )
  if (fact.optional && !scope.known.has(`${owner}.${name}`)) {
    throw new LawFault(
      'unguarded_optional',
      `${name} may be absent, and nothing has asked for it`,
      `write has(${name}) && … before it is read`,
      start,
    )
  }
  return { kind: 'fact', type: fact.type, owner, name, start }
}
