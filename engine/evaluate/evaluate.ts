import { ageOn, monthsAfter, yearStart } from '../language/days.ts'
import { multiplyRounded } from '../language/fraction.ts'
import type { FactBook, Parameter, ParameterValue } from '../language/law.ts'
import { type Node, unreachable } from '../language/nodes/index.ts'
import { defaultBounds, type Type } from '../language/types.ts'
import { datedValueAt } from '../language/value-at.ts'
import type { FactValue } from '../population/index.ts'
import { type Context, findRule, insideRule, personOf } from './context.ts'
import { possible } from './possible.ts'
import {
  and,
  boolOf,
  compare,
  EITHER,
  exactly,
  FALSE,
  join,
  not,
  or,
  type Range,
  type RateRange,
  TRUE,
  type Value,
} from './value.ts'

/** The set of values an expression may have for a household. Total: there is no input for which it fails. */
export function evaluate(node: Node, context: Context): Value {
  switch (node.kind) {
    case 'literal':
      return literal(node.type, node.value)
    case 'fact':
      return factValue(node.owner, node.name, context)
    case 'has':
      return boolOf(rawFact(node.owner, node.name, context) !== null)
    case 'rule':
      return ruleValue(node.owner, node.name, context)
    case 'parameter':
      return parameterValue(node.parameter, node.key, context)
    case 'missing':
      return open(node.type, context.program.law.facts)
    case 'decision_day':
      return exactly(BigInt(context.program.on))
    case 'not':
      return not(bool(node.value, context))
    case 'and': {
      const left = bool(node.left, context)
      return left === FALSE ? FALSE : and(left, bool(node.right, context))
    }
    case 'or': {
      const left = bool(node.left, context)
      return left === TRUE ? TRUE : or(left, bool(node.right, context))
    }
    case 'compare':
      return compare(node.op, evaluate(node.left, context), evaluate(node.right, context))
    case 'among':
      return among(evaluate(node.value, context), wordsOf(node.words, context))
    case 'add': {
      const [a, b] = [range(node.left, context), range(node.right, context)]
      return { lo: a.lo + b.lo, hi: a.hi + b.hi }
    }
    case 'subtract': {
      const [a, b] = [range(node.left, context), range(node.right, context)]
      return { lo: a.lo - b.hi, hi: a.hi - b.lo }
    }
    case 'multiply':
      return product(range(node.left, context), range(node.right, context))
    case 'negate': {
      const a = range(node.value, context)
      return { lo: -a.hi, hi: -a.lo }
    }
    case 'rescale':
      return product(range(node.value, context), exactly(node.factor))
    case 'min':
    case 'max': {
      const all = node.values.map(v => range(v, context))
      const pick = node.kind === 'min' ? least : greatest
      return { lo: pick(all.map(r => r.lo)), hi: pick(all.map(r => r.hi)) }
    }
    case 'choose': {
      const c = bool(node.condition, context)
      if (c !== EITHER) return evaluate(c === TRUE ? node.yes : node.no, context)
      return join(evaluate(node.yes, context), evaluate(node.no, context))
    }
    case 'share': {
      const a = range(node.amount, context)
      const r = evaluate(node.rate, context) as RateRange
      const [low, high] = [a.lo < 0n ? r.hi : r.lo, a.hi < 0n ? r.lo : r.hi]
      return { lo: multiplyRounded(a.lo, low, node.rounding), hi: multiplyRounded(a.hi, high, node.rounding) }
    }
    case 'age_on': {
      const [birth, day] = [range(node.birth, context), range(node.day, context)]
      return {
        lo: BigInt(ageOn(Number(birth.hi), Number(day.lo))),
        hi: BigInt(ageOn(Number(birth.lo), Number(day.hi))),
      }
    }
    case 'months_after': {
      const [day, n] = [range(node.day, context), range(node.months, context)]
      return {
        lo: BigInt(monthsAfter(Number(day.lo), Number(n.lo))),
        hi: BigInt(monthsAfter(Number(day.hi), Number(n.hi))),
      }
    }
    case 'year_start': {
      const day = range(node.day, context)
      return { lo: BigInt(yearStart(Number(day.lo))), hi: BigInt(yearStart(Number(day.hi))) }
    }
    case 'exists':
    case 'all':
    case 'count':
    case 'sum':
      return overMembers(node.kind, node.each, context)
    case 'count_true':
      return countOf(node.values.map(v => bool(v, context)))
    default:
      return unreachable(node)
  }
}

/** The bit set of an expression of type bool. */
export const bool = (node: Node, context: Context): number => evaluate(node, context) as number
const range = (node: Node, context: Context): Range => evaluate(node, context) as Range

function literal(type: Type, value: unknown): Value {
  if (type.t === 'bool') return boolOf(value === true)
  if (type.t === 'category') return 1 << (value as number)
  if (type.t === 'rate') return { lo: value, hi: value } as RateRange
  if (type.t === 'text') return value as string
  return exactly(value as bigint)
}

/** The fact as the data give it; `null` where there is none. */
export function rawFact(owner: 'household' | 'self' | 'member', name: string, context: Context): FactValue {
  const person = personOf(context, owner)
  const fact = (person ? context.program.law.facts.person : context.program.law.facts.household).get(name)
  const value = (person ?? context.household).facts.get(name)
  // a column that a data folder does not have: unknown, or for an optional fact "none"
  return value === undefined && fact?.optional ? null : value
}

function factValue(owner: 'household' | 'self' | 'member', name: string, context: Context): Value {
  const { facts } = context.program.law
  const person = personOf(context, owner)
  const fact = (person ? facts.person : facts.household).get(name)
  if (!fact) throw new Error(`undeclared fact ${name}`)
  return possible(fact, (person ?? context.household).facts.get(name), facts)
}

function ruleValue(owner: 'household' | 'self' | 'member', name: string, context: Context): Value {
  const { rule, file, version } = findRule(context, owner, name)
  const { values } = context.memo.of(personOf(context, owner))
  const known = values.get(rule.expression)
  if (known !== undefined || values.has(rule.expression)) return known
  const value = evaluate(rule.expression, insideRule(context, owner, file, version))
  values.set(rule.expression, value)
  return value
}

/** Everything a type allows. */
export function open(type: Type, facts: FactBook): Value {
  switch (type.t) {
    case 'bool':
      return EITHER
    case 'category':
      return (1 << (facts.categories.get(type.of)?.words.length ?? 1)) - 1
    case 'text':
      return undefined
    case 'rate':
      return { lo: { n: 0n, d: 1n }, hi: { n: 1n, d: 1n } }
    default:
      return defaultBounds(type)
  }
}

function parameterValue(parameter: Parameter, key: Node | undefined, context: Context): Value {
  const { program } = context
  const dated = datedValueAt(parameter, program.on, program.yearStart)
  const of = (cell: ParameterValue): Value =>
    cell === undefined ? open(parameter.type, program.law.facts) : literal(parameter.type, cell)
  if (!dated) return open(parameter.type, program.law.facts)
  if (!key) return of(dated.cells[0])
  const words = evaluate(key, context) as number
  let found: Value
  let first = true
  for (let i = 0; words >> i; i++) {
    if (!((words >> i) & 1)) continue
    found = first ? of(dated.cells[i]) : join(found, of(dated.cells[i]))
    first = false
  }
  return found
}

/** The words of a list; undefined where the law's list is missing. */
export function wordsOf(
  words: readonly (number | string)[] | Parameter,
  context: Context,
): readonly (number | string)[] | undefined {
  if (!('name' in words)) return words
  return datedValueAt(words, context.program.on, context.program.yearStart)?.cells[0] as
    | readonly (number | string)[]
    | undefined
}

function among(value: Value, words: readonly (number | string)[] | undefined): number {
  if (!words) return EITHER
  if (typeof value === 'number') {
    const set = words.reduce<number>((bits, w) => bits | (1 << Number(w)), 0)
    return ((value & set) !== 0 ? TRUE : 0) | ((value & ~set) !== 0 ? FALSE : 0)
  }
  return value === undefined ? EITHER : boolOf(words.includes(value as string))
}

function overMembers(
  kind: 'exists' | 'all' | 'count' | 'sum',
  each: Node | undefined,
  context: Context,
): Value {
  const members = context.household.members
  if (!each) return exactly(BigInt(members.length))
  const values = members.map(member => evaluate(each, { ...context, member }))
  if (kind === 'sum') {
    return (values as Range[]).reduce<Range>((s, v) => ({ lo: s.lo + v.lo, hi: s.hi + v.hi }), exactly(0n))
  }
  if (kind === 'count') return countOf(values as number[])
  return (values as number[]).reduce(kind === 'exists' ? or : and, kind === 'exists' ? FALSE : TRUE)
}

/** From those that are certainly true to those that are possibly true. */
function countOf(values: readonly number[]): Range {
  let lo = 0n
  let hi = 0n
  for (const v of values) {
    if (v === TRUE) lo++
    if (v & TRUE) hi++
  }
  return { lo, hi }
}

function product(a: Range, b: Range): Range {
  const ends = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  return { lo: least(ends), hi: greatest(ends) }
}

const least = (xs: readonly bigint[]): bigint => xs.reduce((a, b) => (b < a ? b : a))
const greatest = (xs: readonly bigint[]): bigint => xs.reduce((a, b) => (b > a ? b : a))
