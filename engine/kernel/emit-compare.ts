import { bornBy } from '../language/days.ts'
import type { AmongNode, CompareNode, Comparison, Node } from '../language/nodes/index.ts'
import { datedValueAt } from '../language/value-at.ts'
import { UNKNOWN } from '../population/index.ts'
import { joinRates } from './emit-rate.ts'
import {
  asMask,
  bool,
  boolMask,
  CannotCompile,
  type Emitted,
  type EmittedBool,
  type EmittedRate,
  type EmittedText,
  type EmittedWhole,
  type EmittedWord,
  wordMask,
} from './emitted.ts'
import type { Place, Unit } from './unit.ts'

/** The bit set of a category, for joining. */
export const setOf = (w: EmittedWord): string => wordMask(w)

const MIRROR: Record<Comparison, Comparison> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}
const negated = (b: EmittedBool): EmittedBool =>
  b.known ? bool(`!(${b.js})`) : boolMask(`(((${b.js}) & 1) << 1 | (${b.js}) >> 1)`)

/** A comparison. `get` emits a side and gives names for what is used twice. */
export function emitCompare(
  node: CompareNode,
  place: Place,
  unit: Unit,
  get: (n: Node) => Emitted,
): EmittedBool {
  const byAge =
    compareAge(node.op, node.left, node.right, place, unit, get) ??
    compareAge(MIRROR[node.op], node.right, node.left, place, unit, get)
  if (byAge) return byAge
  const [a, b] = [get(node.left), get(node.right)]
  if (a.t === 'whole' && b.t === 'whole') return compareWhole(node.op, a, b)
  if (a.t === 'rate' && b.t === 'rate') {
    const [x, y] = joinRates(a, b)
    return compareWhole(node.op, x, y)
  }
  if (a.t === 'word' && b.t === 'word') return compareWords(node.op, a, b)
  if (a.t === 'bool' && b.t === 'bool') {
    if (a.known && b.known) return bool(`(${a.js}) ${node.op === '==' ? '===' : '!=='} (${b.js})`)
    const equal = boolMask(`R.compareSets(false, ${asMask(a)}, ${asMask(b)})`)
    return node.op === '==' ? equal : negated(equal)
  }
  if (a.t === 'text' && b.t === 'text') return compareTexts(node.op, a, b)
  throw new CannotCompile('a comparison of two types')
}

/** Range against range; the texts are atoms, so they may stand twice. */
function compareWhole(
  op: Comparison,
  a: EmittedWhole | EmittedRate,
  b: EmittedWhole | EmittedRate,
): EmittedBool {
  const js = op === '==' ? '===' : op === '!=' ? '!==' : op
  if (a.known && b.known) return bool(`${a.lo} ${js} ${b.lo}`)
  switch (op) {
    case '<':
      return boolMask(`(${a.hi} < ${b.lo} ? 2 : ${a.lo} >= ${b.hi} ? 1 : 3)`)
    case '>':
      return compareWhole('<', b, a)
    case '>=':
      return boolMask(`(${a.hi} < ${b.lo} ? 1 : ${a.lo} >= ${b.hi} ? 2 : 3)`)
    case '<=':
      return compareWhole('>=', b, a)
    case '==':
      return boolMask(
        `(${a.lo} === ${a.hi} && ${b.lo} === ${b.hi} && ${a.lo} === ${b.lo} ? 2 : ${a.hi} < ${b.lo} || ${b.hi} < ${a.lo} ? 1 : 3)`,
      )
    case '!=':
      return boolMask(
        `(${a.lo} === ${a.hi} && ${b.lo} === ${b.hi} && ${a.lo} === ${b.lo} ? 1 : ${a.hi} < ${b.lo} || ${b.hi} < ${a.lo} ? 2 : 3)`,
      )
  }
}

function compareWords(op: Comparison, a: EmittedWord, b: EmittedWord): EmittedBool {
  if (a.form === 'index' && b.form === 'index') {
    const js = op === '==' ? '===' : op === '!=' ? '!==' : op
    return bool(`${a.js} ${js} ${b.js}`)
  }
  const literal = b.form === 'index' && /^\d+$/.test(b.js) ? Number(b.js) : undefined
  if (literal !== undefined) return inSet(a, wordsThat(op, literal))
  const left = a.form === 'index' && /^\d+$/.test(a.js) ? Number(a.js) : undefined
  if (left !== undefined) return inSet(b, wordsThat(MIRROR[op], left))
  // of one word each: their bits stand in the order of the words
  if (a.known && b.known)
    return bool(`${wordMask(a)} ${op === '==' ? '===' : op === '!=' ? '!==' : op} ${wordMask(b)}`)
  const sets = (ordered: boolean, x: EmittedWord, y: EmittedWord): EmittedBool =>
    boolMask(`R.compareSets(${ordered}, ${wordMask(x)}, ${wordMask(y)})`)
  return op === '=='
    ? sets(false, a, b)
    : op === '!='
      ? negated(sets(false, a, b))
      : op === '<'
        ? sets(true, a, b)
        : op === '>'
          ? sets(true, b, a)
          : op === '>='
            ? negated(sets(true, a, b))
            : negated(sets(true, b, a))
}

/** The words, as bits, that stand in a relation to one word. */
function wordsThat(op: Comparison, word: number): number {
  let set = 0
  for (let i = 0; i < 30; i++) {
    const holds =
      op === '=='
        ? i === word
        : op === '!='
          ? i !== word
          : op === '<'
            ? i < word
            : op === '<='
              ? i <= word
              : op === '>'
                ? i > word
                : i >= word
    if (holds) set |= 1 << i
  }
  return set
}

function inSet(value: EmittedWord, set: number): EmittedBool {
  if (value.form === 'index')
    return isOneBit(set)
      ? bool(`${value.js} === ${Math.log2(set)}`)
      : bool(`((${set} >> ${value.js}) & 1) === 1`)
  if (value.known) return bool(`(${value.js} & ${set}) !== 0`)
  return boolMask(`((${value.js} & ${set}) !== 0 ? 2 : 0) + ((${value.js} & ${~set}) !== 0 ? 1 : 0)`)
}

const isOneBit = (set: number): boolean => set > 0 && (set & (set - 1)) === 0

/** `a in […]` */
export function emitAmong(node: AmongNode, unit: Unit, value: Emitted): EmittedBool {
  const words =
    'name' in node.words
      ? (datedValueAt(node.words, unit.program.on, unit.program.yearStart)?.cells[0] as
          | readonly (number | string)[]
          | undefined)
      : node.words
  if (!words) return boolMask('3')
  if (value.t === 'word')
    return inSet(
      value,
      words.reduce<number>((set, w) => set | (1 << Number(w)), 0),
    )
  if (value.t !== 'text') throw new CannotCompile('in asks for a category or a text')
  const codes = words.map(w => value.dictionary.indexOf(String(w))).filter(c => c >= 0)
  const test = codes.length === 0 ? 'false' : codes.map(c => `${value.js} === ${c}`).join(' || ')
  return value.known ? bool(`(${test})`) : boolMask(`(${value.js} === ${UNKNOWN} ? 3 : (${test}) ? 2 : 1)`)
}

/** A text fact against a text of the law: the number in the column's dictionary. Two columns have two dictionaries. */
function compareTexts(op: Comparison, a: EmittedText, b: EmittedText): EmittedBool {
  const literal = [a, b].find(t => t.js.startsWith('"'))
  const fact = literal === a ? b : a
  if (!literal || fact.js.startsWith('"'))
    throw new CannotCompile('a comparison of two text facts, or of two texts of the law')
  const code = fact.dictionary.indexOf(JSON.parse(literal.js) as string)
  const equal = fact.known
    ? bool(`${fact.js} === ${code}`)
    : boolMask(`(${fact.js} === ${UNKNOWN} ? 3 : ${fact.js} === ${code} ? 2 : 1)`)
  return op === '==' ? equal : negated(equal)
}

/** An age against a constant is a birth date against a constant: no calendar in the loop. */
function compareAge(
  op: Comparison,
  age: Node,
  limit: Node,
  place: Place,
  unit: Unit,
  get: (n: Node) => Emitted,
): EmittedBool | undefined {
  const birth = birthOf(age, place, unit)
  const constant = birth && constantOf(limit, unit)
  if (!birth || constant === undefined) return undefined
  const value = get(birth) as EmittedWhole
  const atLeast = (years: number): EmittedBool => {
    const day = bornBy(unit.program.on, years)
    if (value.known) return bool(`${value.lo} <= ${day}`)
    return boolMask(`(${value.hi} <= ${day} ? 2 : ${value.lo} > ${day} ? 1 : 3)`)
  }
  switch (op) {
    case '>=':
      return atLeast(constant)
    case '<':
      return negated(atLeast(constant))
    case '>':
      return atLeast(constant + 1)
    case '<=':
      return negated(atLeast(constant + 1))
    default: {
      const [low, high] = [atLeast(constant), atLeast(constant + 1)]
      const equal = low.known
        ? bool(`(${low.js} && !(${high.js}))`)
        : boolMask(`(${low.js} === 2 && ${high.js} === 1 ? 2 : ${low.js} === 1 || ${high.js} === 2 ? 1 : 3)`)
      return op === '==' ? equal : negated(equal)
    }
  }
}

/** The birth date behind an age, also through a rule. */
function birthOf(node: Node, place: Place, unit: Unit): Node | undefined {
  if (node.kind === 'age_on' && node.day.kind === 'decision_day' && node.birth.kind === 'fact')
    return node.birth
  if (
    node.kind !== 'rule' ||
    node.owner === 'household' ||
    place.version.rules.get(node.name)?.entity === 'person'
  )
    return undefined
  const expression = unit.program.rules.get(`person.${node.name}`)?.expression
  const birth =
    expression?.kind === 'age_on' && expression.day.kind === 'decision_day' ? expression.birth : undefined
  return birth?.kind === 'fact' && birth.owner === 'self' ? { ...birth, owner: node.owner } : undefined
}

function constantOf(node: Node, unit: Unit): number | undefined {
  if (node.kind === 'literal' && typeof node.value === 'bigint') return Number(node.value)
  if (node.kind !== 'parameter' || node.key) return undefined
  const cell = datedValueAt(node.parameter, unit.program.on, unit.program.yearStart)?.cells[0]
  return typeof cell === 'bigint' ? Number(cell) : undefined
}
