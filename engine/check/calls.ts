import { parseDay } from '../language/days.ts'
import { LawFault } from '../language/finding.ts'
import { parseFraction, ROUNDINGS, type Rounding } from '../language/fraction.ts'
import { type Node, walk } from '../language/nodes/index.ts'
import { BOOL, COUNT, DATE, MONEY, MONTHS, RATE, type Type } from '../language/types.ts'
import { align, demand, needs } from './fit.ts'
import { entityOf, factOf, type Scope } from './scope.ts'
import type { Surface } from './surface.ts'

/** Types a part of the expression at hand. */
export type Sub = (part: Surface, expected: Type | undefined, scope: Scope) => Node

/** `money(n)`, `share(…)`, `age_on(…)` and the other functions. */
export function elaborateCall(s: Surface, expected: Type | undefined, scope: Scope, sub: Sub): Node {
  const [name, args] = s.args as [string, Surface[]]
  const start = s.start
  const arg = (i: number, want: Type | undefined): Node => {
    const a = args[i]
    if (!a)
      throw new LawFault('arguments', `${name} needs more arguments`, 'see docs/language.md, part 3', start)
    const node = sub(a, want, scope)
    return want ? demand(node, want) : node
  }
  const exactly = (n: number): void => {
    if (args.length !== n)
      throw new LawFault(
        'arguments',
        `${name} takes ${n} arguments, not ${args.length}`,
        'see docs/language.md, part 3',
        start,
      )
  }
  switch (name) {
    case 'money':
    case 'months': {
      exactly(1)
      const value = args[0]?.args
      if (typeof value !== 'bigint')
        throw new LawFault('value', `${name} takes a whole number`, `write ${name}(12)`, start)
      return { kind: 'literal', type: name === 'money' ? MONEY : MONTHS, value, start }
    }
    case 'rate': {
      exactly(1)
      const value = typeof args[0]?.args === 'string' ? parseFraction(args[0].args) : undefined
      if (!value)
        throw new LawFault(
          'value',
          'rate takes a fraction in quotes',
          'write rate("7/10") or rate("4.5%")',
          start,
        )
      return { kind: 'literal', type: RATE, value, start }
    }
    case 'date': {
      exactly(1)
      const value = typeof args[0]?.args === 'string' ? parseDay(args[0].args) : undefined
      if (value === undefined)
        throw new LawFault('value', 'date takes a day in quotes', 'write date("2025-07-01")', start)
      return { kind: 'literal', type: DATE, value: BigInt(value), start }
    }
    case 'min':
    case 'max': {
      if (args.length < 2)
        throw new LawFault('arguments', `${name} takes two or more arguments`, `write ${name}(a, b)`, start)
      let first = arg(0, expected)
      const values = [first]
      for (let i = 1; i < args.length; i++) {
        const [a, b] = align(first, arg(i, undefined))
        first = a
        values.push(b)
      }
      values[0] = first
      needs(first, ['count', 'decimal', 'money', 'date'], name)
      return { kind: name, type: first.type, values: values.map(v => demand(v, first.type)), start }
    }
    case 'share': {
      exactly(3)
      const mode = args[2]?.op === 'id' ? (args[2].args as string) : ''
      if (!(ROUNDINGS as readonly string[]).includes(mode))
        throw new LawFault(
          'rounding',
          'the third argument names the rounding',
          `write one of ${ROUNDINGS.join(', ')}`,
          args[2]?.start ?? start,
        )
      return {
        kind: 'share',
        type: MONEY,
        amount: arg(0, MONEY),
        rate: arg(1, RATE),
        rounding: mode as Rounding,
        start,
      }
    }
    case 'age_on':
      exactly(2)
      return { kind: 'age_on', type: COUNT, birth: arg(0, DATE), day: arg(1, DATE), start }
    case 'months_after': {
      exactly(2)
      const months = arg(1, undefined)
      needs(months, ['count', 'months'], name)
      return { kind: 'months_after', type: DATE, day: arg(0, DATE), months, start }
    }
    case 'year_start':
      exactly(1)
      return { kind: 'year_start', type: DATE, day: arg(0, DATE), start }
    case 'count_true':
      return { kind: 'count_true', type: COUNT, values: args.map((_, i) => arg(i, BOOL)), start }
    case 'has':
      exactly(1)
      return has(args[0], start, scope)
    default:
      throw new LawFault(
        'not_in_language',
        `${name} is no function of the language`,
        'see docs/language.md, part 3',
        start,
      )
  }
}

function has(a: Surface | undefined, start: number, scope: Scope): Node {
  let owner: 'household' | 'self' | 'member' = scope.entity === 'household' ? 'household' : 'self'
  let name = a?.op === 'id' ? (a.args as string) : undefined
  if (a?.op === '.') {
    const [object, part] = a.args as [Surface, string]
    owner = object.args === 'household' ? 'household' : 'member'
    if (owner === 'member' && object.args !== scope.member)
      throw new LawFault(
        'unknown_name',
        `${String(object.args)} has no parts`,
        'write household.name or m.name',
        start,
      )
    name = part
  }
  const fact = name === undefined ? undefined : factOf(scope.facts, owner, name)
  if (!fact?.optional)
    throw new LawFault(
      'has',
      `has asks for an optional fact${fact ? `, and ${fact.name} is never absent` : ` of the ${entityOf(owner)}`}`,
      'leave has out, or name a fact declared `optional: true`',
      start,
    )
  return { kind: 'has', type: BOOL, owner, name: fact.name, start }
}

/** `members.exists(m, p)` and its like, also written `household.members.…`. */
export function elaborateQuantifier(s: Surface, scope: Scope, sub: Sub): Node {
  const [method, receiver, args] = s.args as [string, Surface, Surface[]]
  const path =
    receiver.op === 'id'
      ? receiver.args
      : receiver.op === '.' && (receiver.args as [Surface, string])[0].args === 'household'
        ? (receiver.args as [Surface, string])[1]
        : undefined
  if (path !== 'members')
    throw new LawFault(
      'not_in_language',
      'only members has quantifiers',
      'write members.exists(m, …)',
      s.start,
    )
  if (method !== 'exists' && method !== 'all' && method !== 'count' && method !== 'sum') {
    throw new LawFault(
      'not_in_language',
      `members.${method} is not part of the language`,
      'use exists, all, count or sum',
      s.start,
    )
  }
  if (scope.member !== undefined)
    throw new LawFault(
      'nested_quantifier',
      'quantifiers do not nest',
      'name the inner one as a rule of the household',
      s.start,
    )
  if (method === 'count' && args.length === 0)
    return { kind: 'count', type: COUNT, each: undefined, start: s.start }
  const [variable, body] = args
  if (args.length !== 2 || variable?.op !== 'id' || !body)
    throw new LawFault(
      'arguments',
      `members.${method} takes a name and an expression`,
      `write members.${method}(m, …)`,
      s.start,
    )
  const inner: Scope = { ...scope, member: variable.args as string }
  const each = sub(body, method === 'sum' ? undefined : BOOL, inner)
  if (method === 'sum') needs(each, ['count', 'decimal', 'money'], 'members.sum')
  else demand(each, BOOL)
  refuseNesting(each, s.start, inner, new Set())
  return {
    kind: method,
    type: method === 'sum' ? each.type : method === 'count' ? COUNT : BOOL,
    each,
    start: s.start,
  }
}

/** A member's rule with a quantifier of its own would make work grow with the square of the household. */
function refuseNesting(node: Node, start: number, scope: Scope, seen: Set<string>): void {
  walk(node, n => {
    if (n.kind === 'exists' || n.kind === 'all' || n.kind === 'count' || n.kind === 'sum') {
      throw new LawFault(
        'nested_quantifier',
        'quantifiers do not nest, neither directly nor through a member’s rule',
        'name the inner one as a rule of the household',
        start,
      )
    }
    if (n.kind !== 'rule' || n.owner === 'household' || seen.has(n.name)) return
    seen.add(n.name)
    const expression = scope.ruleShape('person', n.name)?.expression?.()
    if (expression) refuseNesting(expression, start, scope, seen)
  })
}
