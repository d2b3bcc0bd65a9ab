import { bool, type Context, evaluate, isKnown, type Range, type RateRange, TRUE } from '../evaluate/index.ts'
import type { Node } from '../language/nodes/index.ts'
import type { Text2 } from '../language/types.ts'
import { follow, type Ledger } from './asking.ts'
import type { Computation } from './explanation.ts'
import { bare, noun, parameterLabel } from './nouns.ts'
import { both, digits, type Language, two } from './text.ts'
import { rate, showValue } from './values.ts'

type Operand = Computation['operands'][number]

/** A term of a formula: how it is written, and whether it needs brackets beside a product or a minus. */
interface Term {
  readonly text: Text2
  readonly loose: boolean
  readonly simple: boolean
  /** Its end is the result itself: no `=` follows. */
  readonly open?: boolean
}

const ROUNDED: Record<string, Text2> = {
  down: two('làm tròn xuống', 'rounded down'),
  up: two('làm tròn lên', 'rounded up'),
  half_up: two('làm tròn đến đồng', 'rounded to the đồng'),
  half_even: two('làm tròn đến đồng', 'rounded to the đồng'),
}

/**
 * How an exact amount came about: rules are written out down to facts and values of the law, branches that were not taken and
 * zeros that were taken away are left out. Undefined where the amount is not one number.
 */
export function compute(node: Node, context: Context, ledger: Ledger): Computation | undefined {
  const value = evaluate(node, context)
  if (!isKnown(value)) return undefined
  const operands: Operand[] = []
  const term = write(node, context, ledger, operands)
  const total = showValue(node.type, value, context.program.law.facts)
  const formula = term.simple ? total : both(l => `${term.text[l]} ${term.open ? '' : '= '}${total[l]}`)
  return {
    formula,
    operands: operands.filter(
      (o, i) => operands.findIndex(p => p.label.vi === o.label.vi && p.value.vi === o.value.vi) === i,
    ),
  }
}

function write(node: Node, context: Context, ledger: Ledger, operands: Operand[]): Term {
  const inner = (n: Node): Term => write(n, context, ledger, operands)
  switch (node.kind) {
    case 'rule': {
      const { inside, rule } = follow(context, node.owner, node.name)
      if (isFormula(rule.expression)) return write(rule.expression, inside, ledger, operands)
      const key = parameterKey(rule.expression, inside, ledger)
      return operand(node, context, ledger, operands, rule.label ?? bare(node.name), key)
    }
    case 'parameter':
      return operand(
        node,
        context,
        ledger,
        operands,
        parameterLabel(node.parameter),
        parameterKey(node, context, ledger),
      )
    case 'choose':
      return inner(bool(node.condition, context) === TRUE ? node.yes : node.no)
    case 'add':
    case 'subtract': {
      if (isZero(node.right, context)) return inner(node.left)
      if (node.kind === 'add' && isZero(node.left, context)) return inner(node.right)
      const [a, b] = [inner(node.left), inner(node.right)]
      const sign = node.kind === 'add' ? '+' : '−'
      return {
        text: both(l => `${a.text[l]} ${sign} ${node.kind === 'subtract' ? bracket(b, l) : b.text[l]}`),
        loose: true,
        simple: false,
      }
    }
    case 'multiply': {
      const [a, b] = [inner(node.left), inner(node.right)]
      return { text: both(l => `${bracket(a, l)} × ${bracket(b, l)}`), loose: false, simple: false }
    }
    case 'share': {
      const [a, r] = [inner(node.amount), inner(node.rate)]
      const exact = isExact(node, context)
      const note = exact ? two('', '') : both(l => ` (${ROUNDED[node.rounding]?.[l] ?? ''})`)
      return { text: both(l => `${bracket(a, l)} × ${bracket(r, l)}${note[l]}`), loose: false, simple: false }
    }
    case 'max':
    case 'min':
      return extreme(node.kind, node.values, context, inner)
    case 'rescale':
      return inner(node.value)
    case 'literal':
      return { text: number(node, context), loose: false, simple: true }
    default:
      return operand(node, context, ledger, operands, noun(node, ledger.names(context)), null)
  }
}

/** The part of a max or min that gives the value; where a floor or ceiling took effect, that is said. */
function extreme(
  kind: 'min' | 'max',
  values: readonly Node[],
  context: Context,
  inner: (n: Node) => Term,
): Term {
  const ranges = values.map(v => (evaluate(v, context) as Range).lo)
  const best = ranges.reduce((a, b) => ((kind === 'max' ? b > a : b < a) ? b : a))
  const constant = values.findIndex((v, i) => v.kind === 'literal' && ranges[i] === best)
  const free = values.findIndex((v, i) => v.kind !== 'literal' && ranges[i] === best)
  if (free >= 0) return inner(values[free] as Node)
  const other = values.find(v => v.kind !== 'literal')
  if (constant < 0 || !other) return inner(values[constant] as Node)
  const [bound, term] = [inner(values[constant] as Node), inner(other)]
  const far = evaluate(other, context) as Range
  const below = kind === 'max' ? two('dưới', 'below') : two('quá', 'above')
  return {
    text: both(
      l =>
        `${term.text[l]}${term.simple ? '' : ` = ${digits(far.lo, l)}`}, ${below[l]} ${bound.text[l]} ${l === 'vi' ? 'nên lấy' : 'so it is'}`,
    ),
    loose: true,
    simple: false,
    open: true,
  }
}

function operand(
  node: Node,
  context: Context,
  ledger: Ledger,
  operands: Operand[],
  label: Text2,
  parameter: string | null,
): Term {
  const value = evaluate(node, context)
  const shown = showValue(node.type, value, context.program.law.facts)
  const word =
    parameter === null
      ? undefined
      : /\(([^()]*)\)$/.exec(ledger.parameters.get(parameter)?.value.vi ?? '')?.[1]
  const wordEn =
    parameter === null
      ? undefined
      : /\(([^()]*)\)$/.exec(ledger.parameters.get(parameter)?.value.en ?? '')?.[1]
  operands.push({
    label: word === undefined ? label : two(`${label.vi}, ${word}`, `${label.en}, ${wordEn ?? ''}`),
    value: shown,
    parameter,
  })
  return { text: number(node, context), loose: false, simple: true }
}

function number(node: Node, context: Context): Text2 {
  const value = evaluate(node, context)
  if (node.type.t === 'rate') return both(l => rate((value as RateRange).lo, l))
  if (node.type.t === 'money' || node.type.t === 'count') return both(l => digits((value as Range).lo, l))
  return showValue(node.type, value, context.program.law.facts)
}

const FORMULAS = new Set(['add', 'subtract', 'multiply', 'share', 'max', 'min', 'choose', 'rescale', 'rule'])
const isFormula = (node: Node): boolean => FORMULAS.has(node.kind)
const isZero = (node: Node, context: Context): boolean =>
  node.type.t !== 'rate' &&
  (evaluate(node, context) as Range).lo === 0n &&
  (evaluate(node, context) as Range).hi === 0n
const bracket = (t: Term, l: Language): string => (t.loose ? `(${t.text[l]})` : t.text[l])

function isExact(node: Node & { kind: 'share' }, context: Context): boolean {
  const [a, r] = [evaluate(node.amount, context) as Range, evaluate(node.rate, context) as RateRange]
  return (a.lo * r.lo.n) % r.lo.d === 0n
}

function parameterKey(node: Node, context: Context, ledger: Ledger): string | null {
  if (node.kind !== 'parameter') return null
  return ledger.use(node.parameter, node.key ? (evaluate(node.key, context) as number) : undefined, context)
}
