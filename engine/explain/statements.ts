import { bool, type Context, evaluate, isKnown, type Range, TRUE, type Value } from '../evaluate/index.ts'
import type { AmongNode, CompareNode, Comparison, CountTrueNode, Node } from '../language/nodes/index.ts'
import { isWhole, type Text2 } from '../language/types.ts'
import { follow, type Ledger, memberName } from './asking.ts'
import { claim, isConstant, worded, wordText } from './claims.ts'
import { amounting, isAge, lacking, type Names, noun, parameterLabel } from './nouns.ts'
import { affirm, negate, wonder } from './polarity.ts'
import { mirror, opposite, relationOf } from './relations.ts'
import { both, digits, dropCommonStart, list, list2, two } from './text.ts'
import { showValue } from './values.ts'

/** What a condition without parts of its own says of this household, with its values: `tuổi 74, từ 60 trở lên`. Always what is so, whether that helps or not. */
export function state(node: Node, context: Context, ledger: Ledger): Text2 {
  const names = ledger.names(context)
  const { facts } = context.program.law
  const value = evaluate(node, context)
  switch (node.kind) {
    case 'compare':
      return compared(node, context, names)
    case 'among':
      return membership(node, context, names)
    case 'fact':
    case 'rule':
    case 'parameter': {
      const label = node.kind === 'parameter' ? parameterLabel(node.parameter) : noun(node, names)
      if (node.type.t !== 'bool') return both(l => `${label[l]}: ${showValue(node.type, value, facts)[l]}`)
      if (node.kind === 'parameter') return ofTheLaw(label, value)
      return isKnown(value) ? (value === TRUE ? affirm(label) : negate(label)) : wonder(label)
    }
    case 'has':
      return claim(node, names, value === TRUE)
    case 'missing':
      return two(
        'văn bản có quy định nhưng chưa tra được',
        'the act says something that nobody here has read',
      )
    case 'exists':
    case 'all':
      if (!isKnown(value))
        return both(
          l => `${l === 'vi' ? 'chưa biết đủ về các thành viên' : 'not enough is known of the members'}`,
        )
      return claim(node, names, value === TRUE)
    default:
      return isKnown(value) && node.type.t === 'bool'
        ? claim(node, names, value === TRUE)
        : both(l => `${noun(node, names)[l]}: ${showValue(node.type, value, facts)[l]}`)
  }
}

/** A yes or no of the law itself. */
function ofTheLaw(label: Text2, value: Value): Text2 {
  if (!isKnown(value)) return two(`chưa tra được văn bản: ${label.vi}`, `not found in the acts: ${label.en}`)
  return value === TRUE
    ? two(`theo văn bản, ${label.vi}: có`, `by the acts, ${label.en}: yes`)
    : two(`theo văn bản, ${label.vi}: không`, `by the acts, ${label.en}: no`)
}

function compared(node: CompareNode, context: Context, names: Names): Text2 {
  const swapped = isConstant(node.left) && !isConstant(node.right)
  const [left, right] = swapped ? [node.right, node.left] : [node.left, node.right]
  const written = swapped ? mirror(node.op) : node.op
  const { facts } = context.program.law
  const [lv, rv] = [evaluate(left, context), evaluate(right, context)]
  const holds = bool(node, context)
  if (left.type.t === 'category')
    return right.kind === 'literal'
      ? words(left, [noun(right, names)], context, names)
      : ranked(left, right, holds === TRUE ? written : opposite(written), context, names)
  if (holds !== 1 && holds !== 2) {
    const open = isKnown(lv) ? right : left
    const count = countTrue(open, context)
    if (count) return counted(count, noun(open, names))
    return unknown(open, names)
  }
  const op = holds === TRUE ? written : opposite(written)
  const label = noun(left, names)
  if (left.type.t === 'bool' || left.type.t === 'text') {
    return left.type.t === 'text'
      ? both(l => `${label[l]}: ${showValue(left.type, lv, facts)[l]}`)
      : claim(node, names, holds === TRUE)
  }
  if (isWhole(left.type) && right.kind === 'literal' && right.value === 0n && isKnown(lv)) {
    return (lv as Range).lo === 0n && !isCounted(left, label)
      ? lacking(label)
      : measured(left, lv, label, context)
  }
  const kind = isAge(left) ? 'age' : left.type.t === 'date' ? 'date' : 'number'
  const bound = relationOf(op, bounded(right, rv, context, names), kind)
  const count = countTrue(left, context)
  if (count) {
    const which = trueOnes(count.node, count.context, names)
    const head = counted(count, label)
    return both(
      l =>
        `${head[l]}, ${bound[l]}${which.length === 0 ? '' : `: ${list(dropCommonStart(which.map(w => w[l])), l)}`}`,
    )
  }
  // not known to the number, and certain all the same
  if (!isKnown(lv)) return two(`${label.vi} chắc chắn ${bound.vi}`, `${label.en} certainly ${bound.en}`)
  return both(l => `${measured(left, lv, label, context)[l]}, ${bound[l]}`)
}

const RANKS: Record<Comparison, Text2> = {
  '<': two('thấp hơn', 'below'),
  '<=': two('không cao hơn', 'not above'),
  '>': two('cao hơn', 'above'),
  '>=': two('không thấp hơn', 'not below'),
  '==': two('đúng với', 'the same as'),
  '!=': two('khác với', 'other than'),
}

/** A word against a word that is itself found: `cấp học đang học: không đi học, thấp hơn cấp học phù hợp với tuổi (mầm non)`. */
function ranked(left: Node, right: Node, op: Comparison, context: Context, names: Names): Text2 {
  const { facts } = context.program.law
  const [a, b] = [
    showValue(left.type, evaluate(left, context), facts),
    showValue(right.type, evaluate(right, context), facts),
  ]
  if (!isKnown(evaluate(left, context))) return unknown(left, names)
  if (!isKnown(evaluate(right, context))) return unknown(right, names)
  return both(l => `${noun(left, names)[l]}: ${a[l]}, ${RANKS[op][l]} ${noun(right, names)[l]} (${b[l]})`)
}

/** The bound with what it is: `2.000.000 đ (chuẩn thu nhập của khu vực)`. */
function bounded(node: Node, value: Value, context: Context, names: Names): Text2 {
  const shown = showValue(node.type, value, context.program.law.facts)
  if (!isKnown(value)) return noun(node, names)
  if (node.kind === 'literal' || node.kind === 'decision_day')
    return node.kind === 'literal' ? shown : both(l => `${noun(node, names)[l]} ${shown[l]}`)
  if (node.kind === 'parameter' && node.type.t !== 'money') return shown
  const label = node.kind === 'parameter' ? parameterLabel(node.parameter) : noun(node, names)
  if (isCounted(node, label)) return measured(node, value, label, context)
  return both(l => `${shown[l]} (${label[l]})`)
}

/** A quantity with its name as one says it: `74 tuổi`, `4 chỉ số thiếu hụt`, `thu nhập … 1.200.000 đ`. */
export function measured(node: Node, value: Value, label: Text2, context: Context): Text2 {
  const shown = showValue(node.type, value, context.program.law.facts)
  if (isAge(node)) return two(`${shown.vi} tuổi`, `aged ${shown.en}`)
  if (isCounted(node, label))
    return two(
      `${shown.vi} ${label.vi.slice(3)}`,
      /^(\w+ )?\w+s\b/.test(label.en) ? `${shown.en} ${label.en}` : `${label.en}: ${shown.en}`,
    )
  return amounting(label, shown)
}

/** A number of things, said as `4 chỉ số thiếu hụt`. */
const isCounted = (node: Node, label: Text2): boolean => node.type.t === 'count' && label.vi.startsWith('số ')

function unknown(node: Node, names: Names): Text2 {
  if (node.kind === 'parameter')
    return two(
      `chưa tra được trong văn bản: ${parameterLabel(node.parameter).vi}`,
      `not found in the acts: ${parameterLabel(node.parameter).en}`,
    )
  const label = noun(node, names)
  return two(`chưa biết ${label.vi}`, `unknown: ${label.en}`)
}

interface Counted {
  readonly node: CountTrueNode
  readonly context: Context
  readonly value: Range
}

/** A number that is a count of true conditions, directly or through a rule. */
export function countTrue(node: Node, context: Context): Counted | undefined {
  if (node.kind === 'count_true') return { node, context, value: evaluate(node, context) as Range }
  if (node.kind !== 'rule') return undefined
  const { rule, inside } = follow(context, node.owner, node.name)
  return rule.expression.kind === 'count_true'
    ? { node: rule.expression, context: inside, value: evaluate(node, context) as Range }
    : undefined
}

function counted({ node, value }: Counted, label: Text2): Text2 {
  const n = node.values.length
  const what = label.vi.startsWith('số ') ? two(label.vi.slice(3), label.en) : two('điều', 'points')
  const some = both(l =>
    value.lo === value.hi
      ? digits(value.lo, l)
      : l === 'vi'
        ? `từ ${value.lo} đến ${value.hi}`
        : `${value.lo} to ${value.hi}`,
  )
  return two(`${some.vi} trong ${n} ${what.vi}`, `${some.en} of ${n} ${what.en}`)
}

function trueOnes(node: CountTrueNode, context: Context, names: Names): Text2[] {
  return node.values
    .filter(v => bool(v, context) === TRUE)
    .map(v => (v.kind === 'rule' ? noun(v, names) : claim(v, names)))
}

function membership(node: AmongNode, context: Context, names: Names): Text2 {
  const asked =
    'name' in node.words
      ? [parameterLabel(node.words)]
      : node.words.map(w => wordText(node.value.type, w, context.program.law.facts))
  return words(node.value, asked, context, names)
}

/** The word that the household has; where it is not decided, the words that are possible. */
function words(node: Node, asked: readonly Text2[], context: Context, names: Names): Text2 {
  const value = evaluate(node, context)
  const shown = showValue(node.type, value, context.program.law.facts)
  const label = noun(node, names)
  if (isKnown(value)) return worded(label, shown)
  if (asked.length > 4) return unknown(node, names)
  const wanted = list2(asked, 'or')
  return two(
    `chưa biết ${label.vi} có phải là ${wanted.vi} hay không`,
    `it is not known whether the ${label.en} is: ${wanted.en}`,
  )
}

/** Puts the member before what is said of them. */
export const ofMember = (context: Context, says: readonly Text2[]): Text2 => {
  const who = memberName(context)
  return both(
    l =>
      `${who[l]}: ${list(
        says.map(s => s[l]),
        l,
      )}`,
  )
}
