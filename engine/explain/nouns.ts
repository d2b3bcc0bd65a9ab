import type { Fraction } from '../language/fraction.ts'
import type { FactBook, Parameter, Version } from '../language/law.ts'
import type { Node, Owner } from '../language/nodes/index.ts'
import { isWhole, type Text2, type Type } from '../language/types.ts'
import { both, two } from './text.ts'
import { rate, showWritten, whole } from './values.ts'

/** What the names of an expression mean: enough to speak of it without any household. */
export interface Names {
  readonly facts: FactBook
  /** The label of a rule, by whose it is. */
  readonly ruleLabel: (owner: Owner, name: string) => Text2 | undefined
  /** What a bare count, sum or question of members is about. */
  readonly claim: (node: Node) => Text2
  /** What was already put into words: parts are spoken of many times, in sentences of sentences. */
  readonly said: Readonly<Record<'noun' | 'claim' | 'denial', Map<Node, Text2>>>
}

/** Says it once. */
export function saidOnce(said: Map<Node, Text2>, node: Node, say: () => Text2): Text2 {
  const known = said.get(node)
  if (known !== undefined) return known
  const text = say()
  said.set(node, text)
  return text
}

/** A name that nobody has given words to. */
export const bare = (name: string): Text2 => {
  const words = name.replaceAll('_', ' ')
  return two(words, words)
}

/** Labels of the rules of a version before those that are shared. */
export function labelsOf(
  version: Version | undefined,
  shared: (entity: 'household' | 'person', name: string) => Text2 | undefined,
): Names['ruleLabel'] {
  return (owner, name) => {
    const entity = owner === 'household' ? 'household' : 'person'
    const own = version?.rules.get(name)
    return own?.entity === entity ? own.label : shared(entity, name)
  }
}

export const factLabel = (facts: FactBook, owner: Owner, name: string): Text2 =>
  (owner === 'household' ? facts.household : facts.person).get(name)?.label ?? bare(name)
export const parameterLabel = (parameter: Parameter): Text2 => parameter.label ?? bare(parameter.name)

/** What someone receives, from a label such as `trợ cấp … đang hưởng`; undefined for other labels. */
export function received(label: Text2): Text2 | undefined {
  const tails = [' đang hưởng', ' received'] as const
  return label.vi.endsWith(tails[0]) && label.en.endsWith(tails[1])
    ? two(label.vi.slice(0, -tails[0].length), label.en.slice(0, -tails[1].length))
    : undefined
}

/** There is some of it: `đang hưởng trợ cấp xã hội hằng tháng`. */
export function having(label: Text2): Text2 {
  const what = received(label)
  return what
    ? two(`đang hưởng ${what.vi}`, `receives ${what.en}`)
    : two(`có ${label.vi}`, `there is ${label.en}`)
}

/** There is none of it. */
export function lacking(label: Text2): Text2 {
  const what = received(label)
  return what
    ? two(`không hưởng ${what.vi}`, `receives no ${what.en}`)
    : two(`không có ${label.vi}`, `no ${label.en}`)
}

/** So much of it: `đang hưởng trợ cấp xã hội hằng tháng 1.100.000 đ`. */
export function amounting(label: Text2, amount: Text2): Text2 {
  const what = received(label)
  return what
    ? two(`đang hưởng ${what.vi} ${amount.vi}`, `receives ${what.en} of ${amount.en}`)
    : both(l => `${label[l]} ${amount[l]}`)
}

/** Is this node the age of someone? Ages are spoken of as years, not as a number with a label. */
export function isAge(node: Node): boolean {
  return node.kind === 'age_on' || (node.kind === 'rule' && node.name === 'age')
}

/** What a number, date, amount or word is called, without any household. */
export function noun(node: Node, names: Names): Text2 {
  return saidOnce(names.said.noun, node, () => sayNoun(node, names))
}

function sayNoun(node: Node, names: Names): Text2 {
  const of = (n: Node): Text2 => noun(n, names)
  switch (node.kind) {
    case 'literal':
      return literal(node.type, node.value, names.facts)
    case 'fact':
    case 'has':
      return factLabel(names.facts, node.owner, node.name)
    case 'rule':
      return names.ruleLabel(node.owner, node.name) ?? bare(node.name)
    case 'parameter':
      return constant(node.parameter, names.facts) ?? parameterLabel(node.parameter)
    case 'missing':
      return two('điều văn bản có mà chưa tra được', 'what the act says and nobody here has read')
    case 'decision_day':
      return two('ngày xét', 'the decision date')
    case 'add':
      return both(l => `${of(node.left)[l]} + ${of(node.right)[l]}`)
    case 'subtract':
      if (node.left.kind === 'count' && !node.left.each && node.right.kind === 'count')
        return two('số thành viên còn lại', 'other members')
      return both(l => `${of(node.left)[l]} − ${grouped(node.right, of(node.right)[l])}`)
    case 'multiply':
      return both(l => `${grouped(node.left, of(node.left)[l])} × ${grouped(node.right, of(node.right)[l])}`)
    case 'negate':
      return both(l => `−${grouped(node.value, of(node.value)[l])}`)
    case 'rescale':
      return of(node.value)
    case 'max':
    case 'min':
      return extreme(node.kind, node.values, names)
    case 'choose': {
      const condition = names.claim(node.condition)
      return two(
        `${of(node.yes).vi} nếu ${condition.vi}, nếu không thì ${of(node.no).vi}`,
        `${of(node.yes).en} if ${condition.en}, otherwise ${of(node.no).en}`,
      )
    }
    case 'share':
      return both(l => `${of(node.rate)[l]} × ${grouped(node.amount, of(node.amount)[l])}`)
    case 'age_on':
      return node.day.kind === 'decision_day'
        ? two('tuổi tại ngày xét', 'age on the decision date')
        : two(`tuổi tại ${of(node.day).vi}`, `age on ${of(node.day).en}`)
    case 'months_after':
      return two(
        `${of(node.months).vi} sau ${of(node.day).vi}`,
        `${of(node.months).en} after ${of(node.day).en}`,
      )
    case 'year_start':
      return two(`ngày 01-01 của năm có ${of(node.day).vi}`, `1 January of the year of ${of(node.day).en}`)
    case 'count': {
      if (!node.each) return two('số thành viên của hộ', 'members of the household')
      const each = names.claim(node.each)
      return two(`số thành viên ${each.vi}`, `members (${each.en})`)
    }
    case 'sum': {
      const each = node.each ? of(node.each) : two('', '')
      return two(`tổng ${each.vi} của các thành viên`, `sum over the members of ${each.en}`)
    }
    case 'count_true':
      return two('số điều đúng', 'true points')
    default:
      return names.claim(node)
  }
}

/** The value of a parameter that has one and only one; undefined where it changes or goes by a table. */
function constant(parameter: Parameter, facts: FactBook): Text2 | undefined {
  const [first, ...more] = parameter.values
  if (
    !first ||
    more.length > 0 ||
    parameter.by !== undefined ||
    parameter.type.t === 'bool' ||
    first.cells[0] === undefined
  )
    return undefined
  return showWritten(parameter.type, first.cells[0], facts)
}

function literal(type: Type, value: unknown, facts: FactBook): Text2 {
  if (isWhole(type)) return whole(type, value as bigint)
  if (type.t === 'rate') return both(l => rate(value as Fraction, l))
  return showWritten(type, value as number | string | boolean, facts)
}

function extreme(kind: 'min' | 'max', values: readonly Node[], names: Names): Text2 {
  const zero = values.some(v => v.kind === 'literal' && v.value === 0n)
  const others = values.filter(v => !(v.kind === 'literal' && v.value === 0n)).map(v => noun(v, names))
  if (kind === 'max' && zero && others.length === 1)
    return both(l => `${others[0]?.[l]}${l === 'vi' ? ', không dưới 0' : ', not below 0'}`)
  const all = values.map(v => noun(v, names))
  const word =
    kind === 'min' ? two('số nhỏ nhất trong', 'the least of') : two('số lớn nhất trong', 'the greatest of')
  return both(l => `${word[l]} (${all.map(a => a[l]).join('; ')})`)
}

const grouped = (node: Node, text: string): string =>
  node.kind === 'add' || node.kind === 'subtract' || node.kind === 'choose' ? `(${text})` : text
