import { LawFault } from '../language/finding.ts'
import type { Comparison, Node, Owner } from '../language/nodes/index.ts'
import { BOOL, COUNT, formatType, sameType, type Type } from '../language/types.ts'
import { elaborateCall, elaborateQuantifier } from './calls.ts'
import { align, demand, needs } from './fit.ts'
import { implied, withKnown } from './guards.ts'
import { elaborateName, ownedName, wordLiteral } from './names.ts'
import type { Scope } from './scope.ts'
import { parseSurface, type Surface } from './surface.ts'

/**
 * Types one expression. `expected` is the type its place demands; it also decides whether a bare name is a word.
 * Throws a LawFault at the part that is wrong.
 */
export function elaborate(text: string, expected: Type | undefined, scope: Scope): Node {
  return demand(elaborateSurface(parseSurface(text), text, expected, scope), expected)
}

const ORDER = new Set(['<', '<=', '>', '>='])

/** Types a parsed node; `text` is the whole expression, from which decimals are read exactly. */
export function elaborateSurface(s: Surface, text: string, expected: Type | undefined, scope: Scope): Node {
  const sub = (part: unknown, want: Type | undefined, inner: Scope = scope): Node =>
    elaborateSurface(part as Surface, text, want, inner)
  const pair = s.args as [unknown, unknown]
  switch (s.op) {
    case 'value':
      return literal(s, text)
    case 'id':
      return elaborateName(s.args as string, s.start, expected, scope)
    case '.':
      return dotted(s, scope)
    case '!_':
      return { kind: 'not', type: BOOL, value: demand(sub(s.args, BOOL), BOOL), start: s.start }
    case '-_': {
      const value = sub(s.args, expected)
      needs(value, ['count', 'decimal', 'money'], '-')
      return { kind: 'negate', type: value.type, value, start: s.start }
    }
    case '&&':
    case '||': {
      const left = demand(sub(pair[0], BOOL), BOOL)
      const right = demand(sub(pair[1], BOOL, withKnown(scope, implied(left, s.op === '&&', scope))), BOOL)
      return { kind: s.op === '&&' ? 'and' : 'or', type: BOOL, left, right, start: s.start }
    }
    case '?:': {
      const [c, a, b] = s.args as [unknown, unknown, unknown]
      const condition = demand(sub(c, BOOL), BOOL)
      const yes = sub(a, expected, withKnown(scope, implied(condition, true, scope)))
      const no = sub(b, expected ?? yes.type, withKnown(scope, implied(condition, false, scope)))
      const [left, right] = align(yes, no)
      return { kind: 'choose', type: left.type, condition, yes: left, no: right, start: s.start }
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(s, s.op, sub, scope)
    case 'in':
      return among(s, sub, scope)
    case '+':
    case '-': {
      const [left, right] = align(sub(pair[0], expected), sub(pair[1], expected))
      needs(left, ['count', 'decimal', 'money'], s.op)
      return { kind: s.op === '+' ? 'add' : 'subtract', type: left.type, left, right, start: s.start }
    }
    case '*': {
      const [a, b] = [sub(pair[0], undefined), sub(pair[1], undefined)]
      const [left, right] = a.type.t === 'count' && b.type.t !== 'count' ? [b, a] : [a, b]
      needs(left, ['count', 'decimal', 'money'], '*')
      if (right.type.t !== 'count')
        throw new LawFault(
          'type_mismatch',
          `${formatType(a.type)} times ${formatType(b.type)} has no meaning`,
          'multiply by a count, or use share(money, rate, rounding)',
          s.start,
        )
      return { kind: 'multiply', type: left.type, left, right, start: s.start }
    }
    case 'call':
      return elaborateCall(s, expected, scope, sub)
    case 'rcall':
      return elaborateQuantifier(s, scope, sub)
    default:
      throw new LawFault(
        'not_in_language',
        `${s.op} is not part of the language`,
        'see docs/language.md, part 3; for a quotient use share(money, rate, rounding)',
        s.start,
      )
  }
}

function literal(s: Surface, text: string): Node {
  if (typeof s.args === 'boolean') return { kind: 'literal', type: BOOL, value: s.args, start: s.start }
  if (typeof s.args === 'bigint') return { kind: 'literal', type: COUNT, value: s.args, start: s.start }
  if (typeof s.args === 'string')
    return { kind: 'literal', type: { t: 'text' }, value: s.args, start: s.start }
  const written = text.slice(s.start, s.end)
  const m = /^(\d+)\.(\d+)$/.exec(written)
  if (!m?.[2])
    throw new LawFault(
      'value',
      `${written} is no value of the language`,
      'write whole numbers or decimals such as 8.00',
      s.start,
    )
  return {
    kind: 'literal',
    type: { t: 'decimal', places: m[2].length },
    value: BigInt(`${m[1]}${m[2]}`),
    start: s.start,
  }
}

function dotted(s: Surface, scope: Scope): Node {
  const [object, name] = s.args as [Surface, string]
  const head = object.op === 'id' ? (object.args as string) : undefined
  let owner: Owner
  if (head === 'household') owner = 'household'
  else if (head !== undefined && head === scope.member) owner = 'member'
  else
    throw new LawFault(
      'unknown_name',
      `${head ?? 'this'} has no parts`,
      'write household.name, or m.name for a member inside members.…(m, …)',
      s.start,
    )
  return ownedName(owner, name, s.start, scope)
}

function comparison(
  s: Surface,
  op: Comparison,
  sub: (part: unknown, want: Type | undefined) => Node,
  scope: Scope,
): Node {
  const [a, b] = s.args as [Surface, Surface]
  // a bare word takes its meaning from the other side
  const bareFirst = a.op === 'id' && b.op !== 'id'
  const first = bareFirst ? sub(b, undefined) : sub(a, undefined)
  const second = bareFirst ? sub(a, first.type) : sub(b, first.type)
  const [left, right] = align(bareFirst ? second : first, bareFirst ? first : second)
  if (ORDER.has(op)) {
    const ordered =
      left.type.t === 'category'
        ? (scope.facts.categories.get(left.type.of)?.ordered ?? false)
        : left.type.t !== 'text' && left.type.t !== 'bool'
    if (!ordered)
      throw new LawFault('type_mismatch', `${formatType(left.type)} has no order`, 'use == or in', s.start)
  }
  return { kind: 'compare', type: BOOL, op, left, right, start: s.start }
}

function among(s: Surface, sub: (part: unknown, want: Type | undefined) => Node, scope: Scope): Node {
  const [a, list] = s.args as [Surface, Surface]
  const value = sub(a, undefined)
  if (value.type.t !== 'category' && value.type.t !== 'text') {
    throw new LawFault(
      'type_mismatch',
      `in asks for a category or text, this is ${formatType(value.type)}`,
      'compare numbers with <, <= and &&',
      s.start,
    )
  }
  if (list.op === 'id') {
    const parameter = scope.parameters.get(list.args as string)
    if (!parameter?.isList || !sameType(parameter.type, value.type)) {
      throw new LawFault(
        'type_mismatch',
        `${String(list.args)} is not a list of ${formatType(value.type)}`,
        'declare a parameter of type words with `of`',
        list.start,
      )
    }
    return { kind: 'among', type: BOOL, value, words: parameter, start: s.start }
  }
  if (list.op !== 'list')
    throw new LawFault('syntax', 'after in stands a list', 'write in [poor, near_poor]', list.start)
  const items = (list.args as Surface[]).map(item => {
    if (value.type.t === 'category' && item.op === 'id')
      return wordLiteral(value.type, item.args as string, item.start, scope)
    if (value.type.t === 'text' && typeof item.args === 'string' && item.op === 'value') return item.args
    throw new LawFault(
      'type_mismatch',
      'the list of in holds words of the category, or texts',
      'write in [poor, near_poor] or in ["11308"]',
      item.start,
    )
  })
  return { kind: 'among', type: BOOL, value, words: items, start: s.start }
}
