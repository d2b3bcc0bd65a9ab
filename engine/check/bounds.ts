import { ageOn, monthsAfter, yearStart } from '../language/days.ts'
import { LawFault } from '../language/finding.ts'
import { compareFractions, type Fraction, multiplyRounded } from '../language/fraction.ts'
import type { FactBook, Parameter } from '../language/law.ts'
import { type Node, unreachable } from '../language/nodes/index.ts'
import { defaultBounds, isWhole, LARGEST } from '../language/types.ts'
import { entityOf, factOf } from './scope.ts'

/** The lowest and the highest value an expression can ever have, whatever the household. */
export interface Bounds {
  readonly lo: bigint
  readonly hi: bigint
}

/** A household has at most this many members; the data layer refuses more. */
export const MOST_MEMBERS = 1000n

/** Bounds of rules, by `entity.name`: given by the caller, who knows the rules of other files too. */
export type RuleBounds = (key: string) => Bounds | undefined

/**
 * Bounds of a node of a whole-number type; undefined for the other types. Throws a LawFault where a value could leave
 * ±(2^53 − 1), because neither runner may ever round.
 */
export function boundsOf(node: Node, facts: FactBook, rules: RuleBounds): Bounds | undefined {
  const of = (n: Node): Bounds => boundsOf(n, facts, rules) ?? { lo: 0n, hi: 0n }
  const safe = (b: Bounds): Bounds => {
    if (b.lo < -LARGEST || b.hi > LARGEST) {
      throw new LawFault(
        'too_large',
        `this can become as large as ${b.hi > LARGEST ? b.hi : b.lo}, beyond ±(2^53 − 1)`,
        'narrow the bounds of the facts with min and max in law/facts.yaml',
        node.start,
      )
    }
    return b
  }
  for (const child of childrenToCheck(node)) boundsOf(child, facts, rules)
  if (!isWhole(node.type)) {
    return undefined
  }
  switch (node.kind) {
    case 'literal': {
      const value = node.value as bigint
      return safe({ lo: value, hi: value })
    }
    case 'fact':
      return factOf(facts, node.owner, node.name)?.bounds ?? defaultBounds(node.type)
    case 'rule':
      return rules(`${entityOf(node.owner)}.${node.name}`) ?? defaultBounds(node.type)
    case 'parameter':
      return safe(parameterBounds(node.parameter))
    case 'missing':
      return defaultBounds(node.type)
    case 'decision_day':
      return defaultBounds(node.type)
    case 'add': {
      const [a, b] = [of(node.left), of(node.right)]
      return safe({ lo: a.lo + b.lo, hi: a.hi + b.hi })
    }
    case 'subtract': {
      const [a, b] = [of(node.left), of(node.right)]
      return safe({ lo: a.lo - b.hi, hi: a.hi - b.lo })
    }
    case 'multiply':
      return safe(product(of(node.left), of(node.right)))
    case 'negate': {
      const a = of(node.value)
      return { lo: -a.hi, hi: -a.lo }
    }
    case 'rescale':
      return safe(product(of(node.value), { lo: node.factor, hi: node.factor }))
    case 'min':
    case 'max': {
      const all = node.values.map(of)
      const pick = node.kind === 'min' ? least : greatest
      return { lo: pick(all.map(b => b.lo)), hi: pick(all.map(b => b.hi)) }
    }
    case 'choose': {
      const [a, b] = [of(node.yes), of(node.no)]
      return { lo: least([a.lo, b.lo]), hi: greatest([a.hi, b.hi]) }
    }
    case 'share': {
      const a = of(node.amount)
      const rates = ratesOf(node.rate)
      const numerator = greatest(rates.map(r => r.n))
      safe(product(a, { lo: 0n, hi: numerator }))
      const ends = rates.flatMap(r => [
        multiplyRounded(a.lo, r, 'down'),
        multiplyRounded(a.lo, r, 'up'),
        multiplyRounded(a.hi, r, 'up'),
        multiplyRounded(a.hi, r, 'down'),
      ])
      return safe({ lo: least(ends), hi: greatest(ends) })
    }
    case 'age_on': {
      const [b, d] = [of(node.birth), of(node.day)]
      return { lo: BigInt(ageOn(Number(b.hi), Number(d.lo))), hi: BigInt(ageOn(Number(b.lo), Number(d.hi))) }
    }
    case 'months_after': {
      const [d, m] = [of(node.day), of(node.months)]
      return {
        lo: BigInt(monthsAfter(Number(d.lo), Number(m.lo))),
        hi: BigInt(monthsAfter(Number(d.hi), Number(m.hi))),
      }
    }
    case 'year_start': {
      const d = of(node.day)
      return { lo: BigInt(yearStart(Number(d.lo))), hi: BigInt(yearStart(Number(d.hi))) }
    }
    case 'count':
      return { lo: 0n, hi: MOST_MEMBERS }
    case 'sum': {
      const e = node.each ? of(node.each) : { lo: 0n, hi: 0n }
      return safe({ lo: e.lo < 0n ? e.lo * MOST_MEMBERS : 0n, hi: e.hi > 0n ? e.hi * MOST_MEMBERS : 0n })
    }
    case 'count_true':
      return { lo: 0n, hi: BigInt(node.values.length) }
    case 'has':
    case 'not':
    case 'and':
    case 'or':
    case 'compare':
    case 'among':
    case 'exists':
    case 'all':
      return undefined
    default:
      return unreachable(node)
  }
}

/** Parts that carry no bounds into their parent but must be exact themselves. */
function childrenToCheck(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'not':
    case 'among':
      return [node.value]
    case 'and':
    case 'or':
    case 'compare':
      return [node.left, node.right]
    case 'choose':
      return isWhole(node.type) ? [node.condition] : [node.condition, node.yes, node.no]
    case 'exists':
    case 'all':
    case 'count':
      return node.each ? [node.each] : []
    case 'count_true':
      return node.values
    default:
      return []
  }
}

/** Every rate an expression of type rate can give; a missing rate is anything from 0 to 1. */
export function ratesOf(node: Node): readonly Fraction[] {
  switch (node.kind) {
    case 'literal':
      return [node.value as Fraction]
    case 'choose':
      return [...ratesOf(node.yes), ...ratesOf(node.no)]
    case 'parameter':
      return node.parameter.values.flatMap(v =>
        v.cells.flatMap(c => (c === undefined ? MISSING_RATES : [c as Fraction])),
      )
    case 'missing':
      return MISSING_RATES
    default:
      throw new LawFault(
        'type_mismatch',
        'a rate is a literal, a parameter or a choice of them',
        'name the rate as a parameter',
        node.start,
      )
  }
}

/** What a missing rate may be: nothing at all up to the whole. */
export const MISSING_RATES: readonly Fraction[] = [
  { n: 0n, d: 1n },
  { n: 1n, d: 1n },
]

function parameterBounds(parameter: Parameter): Bounds {
  const open = defaultBounds(parameter.type)
  const all = parameter.values.flatMap(v =>
    v.cells.map(c => (typeof c === 'bigint' ? { lo: c, hi: c } : open)),
  )
  return all.length === 0 ? open : { lo: least(all.map(b => b.lo)), hi: greatest(all.map(b => b.hi)) }
}

function product(a: Bounds, b: Bounds): Bounds {
  const ends = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi]
  return { lo: least(ends), hi: greatest(ends) }
}

const least = (xs: readonly bigint[]): bigint => xs.reduce((a, b) => (b < a ? b : a))
const greatest = (xs: readonly bigint[]): bigint => xs.reduce((a, b) => (b > a ? b : a))
export const largestRate = (rates: readonly Fraction[]): Fraction =>
  rates.reduce((a, b) => (compareFractions(b, a) > 0 ? b : a))
