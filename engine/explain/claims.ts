import type { FactBook } from '../language/law.ts'
import type { AmongNode, CompareNode, Node } from '../language/nodes/index.ts'
import type { Text2, Type } from '../language/types.ts'
import { bare, having, isAge, lacking, type Names, noun, parameterLabel, saidOnce } from './nouns.ts'
import { affirm, negate } from './polarity.ts'
import { mirror, opposite, relationOf } from './relations.ts'
import { both, list2, two } from './text.ts'
import { showWritten } from './values.ts'

/** Makes the names of an expression, with what they claim of members. */
export function namesOf(facts: FactBook, ruleLabel: Names['ruleLabel']): Names {
  const names: Names = {
    facts,
    ruleLabel,
    claim: node => claim(node, names),
    said: { noun: new Map(), claim: new Map(), denial: new Map() },
  }
  return names
}

/** A condition as a clause, without any household: `từ 60 tuổi trở lên và không hưởng lương hưu`. */
export function claim(node: Node, names: Names, positive = true): Text2 {
  return saidOnce(names.said[positive ? 'claim' : 'denial'], node, () => sayClaim(node, names, positive))
}

function sayClaim(node: Node, names: Names, positive: boolean): Text2 {
  switch (node.kind) {
    case 'not':
      return claim(node.value, names, !positive)
    case 'and':
    case 'or': {
      const joint = (node.kind === 'and') === positive ? 'and' : 'or'
      const parts = flatten(node, node.kind).map(p => nested(p, names, positive, joint))
      return list2(parts, joint)
    }
    case 'compare':
      return comparison(node, names, positive)
    case 'among':
      return membership(node, names, positive)
    case 'fact':
    case 'rule':
      return node.type.t === 'bool' ? polar(noun(node, names), positive) : noun(node, names)
    case 'parameter':
      return node.type.t === 'bool'
        ? positive
          ? quoted(parameterLabel(node.parameter))
          : quoted(parameterLabel(node.parameter), false)
        : noun(node, names)
    case 'has': {
      const label = noun(node, names)
      return positive
        ? two(`có ${label.vi}`, `there is ${label.en}`)
        : two(`chưa có ${label.vi}`, `there is no ${label.en}`)
    }
    case 'literal':
      return (node.value === true) === positive ? two('luôn đúng', 'always') : two('không bao giờ', 'never')
    case 'missing':
      return two(
        'điều kiện mà văn bản có nhưng chưa tra được',
        'a condition of the act that nobody here has read',
      )
    case 'exists':
      return members(node.each, names, positive ? 'some' : 'none')
    case 'all':
      return members(node.each, names, positive ? 'every' : 'not every')
    case 'choose': {
      const condition = claim(node.condition, names)
      const [yes, no] = [claim(node.yes, names, positive), claim(node.no, names, positive)]
      return two(
        `nếu ${condition.vi} thì ${yes.vi}, nếu không thì ${no.vi}`,
        `if ${condition.en}: ${yes.en}; otherwise: ${no.en}`,
      )
    }
    default:
      return noun(node, names)
  }
}

/** `a && b && c` as its parts. */
export function flatten(node: Node, kind: 'and' | 'or'): Node[] {
  return node.kind === kind ? [...flatten(node.left, kind), ...flatten(node.right, kind)] : [node]
}

function nested(node: Node, names: Names, positive: boolean, joint: 'and' | 'or'): Text2 {
  const text = claim(node, names, positive)
  let inner = node
  let sign = positive
  while (inner.kind === 'not') [inner, sign] = [inner.value, !sign]
  const compound =
    (inner.kind === 'and' || inner.kind === 'or') &&
    ((inner.kind === 'and') === sign ? 'and' : 'or') !== joint
  return compound || inner.kind === 'choose' ? both(l => `(${text[l]})`) : text
}

const polar = (label: Text2, positive: boolean): Text2 => (positive ? affirm(label) : negate(label))

/** A yes-or-no value of the law itself: what the act says, or does not say. */
function quoted(label: Text2, positive = true): Text2 {
  return positive
    ? two(`theo văn bản, ${label.vi}`, `by the acts, ${label.en}`)
    : two(`theo văn bản, không có việc: ${label.vi}`, `by the acts it is not so: ${label.en}`)
}

function comparison(node: CompareNode, names: Names, positive: boolean): Text2 {
  const swapped = isConstant(node.left) && !isConstant(node.right)
  const [left, right] = swapped ? [node.right, node.left] : [node.left, node.right]
  const written = swapped ? mirror(node.op) : node.op
  const op = positive ? written : opposite(written)
  if (left.type.t === 'category' && (op === '==' || op === '!='))
    return right.kind === 'literal'
      ? someWords(left, [Number(right.value)], names, op === '==')
      : wordClaim(left, noun(right, names), names, op === '==')
  if (left.type.t === 'bool')
    return both(l => `${claim(left, names)[l]} ${op === '==' ? '=' : '≠'} ${claim(right, names)[l]}`)
  const kind = isAge(left) ? 'age' : left.type.t === 'date' ? 'date' : 'number'
  if (kind === 'age') return relationOf(op, noun(right, names), 'age')
  const label = noun(left, names)
  if (right.kind === 'literal' && right.value === 0n && (op === '>' || op === '!=')) return having(label)
  if (right.kind === 'literal' && right.value === 0n && (op === '==' || op === '<=')) return lacking(label)
  const bound = relationOf(op, noun(right, names), kind)
  return both(l => `${label[l]} ${bound[l]}`)
}

export const isConstant = (node: Node): boolean =>
  node.kind === 'literal' || node.kind === 'parameter' || node.kind === 'decision_day'

function membership(node: AmongNode, names: Names, positive: boolean): Text2 {
  if ('name' in node.words) return wordClaim(node.value, parameterLabel(node.words), names, positive)
  return someWords(node.value, node.words, names, positive)
}

/** Few words that are left are named themselves: `khuyết tật nhẹ, nặng` and not `không phải không khuyết tật`. */
function someWords(node: Node, words: readonly (number | string)[], names: Names, positive: boolean): Text2 {
  const category = node.type.t === 'category' ? names.facts.categories.get(node.type.of) : undefined
  const others = (category?.words ?? []).map((_, i) => i).filter(i => !words.includes(i))
  const [said, sign] =
    !positive && others.length > 0 && others.length <= 3 ? [others, true] : [words, positive]
  return wordClaim(
    node,
    list2(
      said.map(w => wordText(node.type, w, names.facts)),
      'or',
    ),
    names,
    sign,
  )
}

export const wordText = (type: Type, word: number | string, facts: FactBook): Text2 =>
  showWritten(type, word, facts)

/** `hộ nghèo hoặc hộ cận nghèo` for a standing, `đăng ký cư trú: thường trú` for other categories. */
export function wordClaim(node: Node, words: Text2, names: Names, positive: boolean): Text2 {
  return worded(noun(node, names), words, positive)
}

/** A word under its label. A label `phân loại …` lends its rest to the word itself. */
export function worded(label: Text2, words: Text2, positive = true): Text2 {
  const rest = words.vi.startsWith('hộ ') ? standingRest(label) : undefined
  if (rest)
    return positive
      ? two(`là ${words.vi}${rest.vi}`, `a ${words.en}${rest.en}`)
      : two(`không phải là ${words.vi}${rest.vi}`, `not a ${words.en}${rest.en}`)
  return positive
    ? both(l => `${label[l]}: ${words[l]}`)
    : two(`${label.vi}: không phải ${words.vi}`, `${label.en}: not ${words.en}`)
}

function standingRest(label: Text2): Text2 | undefined {
  const vi = /^phân loại(?: hộ(?= |$))?(.*)$/.exec(label.vi)
  if (!vi) return undefined
  const en =
    label.en === 'standing'
      ? ''
      : label.en.startsWith('standing ')
        ? `, ${label.en.slice('standing '.length)}`
        : ` (${label.en})`
  return two(vi[1] ?? '', en)
}

function members(each: Node | undefined, names: Names, how: 'some' | 'none' | 'every' | 'not every'): Text2 {
  const what = each ? claim(each, names) : bare('')
  switch (how) {
    case 'some':
      return two(`trong hộ có người ${what.vi}`, `some member of the household is so: ${what.en}`)
    case 'none':
      return two(`trong hộ không có ai ${what.vi}`, `no member of the household is so: ${what.en}`)
    case 'every':
      return two(`mọi người trong hộ đều ${what.vi}`, `every member of the household is so: ${what.en}`)
    case 'not every':
      return two(
        `không phải mọi người trong hộ đều ${what.vi}`,
        `not every member of the household is so: ${what.en}`,
      )
  }
}
