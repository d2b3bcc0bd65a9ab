import { type Node, unreachable } from '../language/nodes/index.ts'
import { Block, freshName } from './block.ts'
import { emitAmong, emitCompare, setOf } from './emit-compare.ts'
import { emitFact, emitHas } from './emit-fact.ts'
import { emitLiteral, emitParameter, openValue } from './emit-parameter.ts'
import { emitShare, joinRates } from './emit-rate.ts'
import { readStored } from './emit-stored.ts'
import {
  asMask,
  bool,
  boolMask,
  CannotCompile,
  type Emitted,
  type EmittedBool,
  type EmittedRate,
  type EmittedWhole,
  type EmittedWord,
  whole,
} from './emitted.ts'
import { canFuse, isOfHousehold, shapeOf } from './places.ts'
import type { Place, Unit } from './unit.ts'

/** Emits the code of an expression into a block and says how to use its value. */
export function emit(node: Node, place: Place, block: Block, unit: Unit): Emitted {
  const outer = unit.householdBlock
  if (
    outer &&
    outer !== block &&
    (place.self !== undefined || place.member !== undefined) &&
    isOfHousehold(node, place, unit) &&
    !isTrivial(node)
  ) {
    // what does not depend on the person is computed once for the household
    const key = `hoisted ${nodeId(node)}`
    const known = outer.find(key)
    if (known) return known
    unit.householdBlock = undefined
    const value = settle(emitHere(node, { ...place, self: undefined, member: undefined }, outer, unit), outer)
    unit.householdBlock = outer
    return outer.keep(key, value)
  }
  return emitHere(node, place, block, unit)
}

const isTrivial = (node: Node): boolean =>
  node.kind === 'literal' ||
  node.kind === 'decision_day' ||
  node.kind === 'missing' ||
  (node.kind === 'parameter' && !node.key)

const ids = new WeakMap<Node, number>()
let nextId = 0
function nodeId(node: Node): number {
  const known = ids.get(node)
  if (known !== undefined) return known
  ids.set(node, ++nextId)
  return nextId
}

/** Puts a value into a name, so that its use does not compute it again. */
export function settle<T extends Emitted>(value: T, block: Block): T {
  if (value.t === 'bool' || value.t === 'word' || value.t === 'text')
    return { ...value, js: block.atom(value.js) }
  const lo = block.atom(value.lo)
  return { ...value, lo, hi: value.hi === value.lo ? lo : block.atom(value.hi) }
}

/** An undecided value stands twice in a comparison and gets a name; a known one stays where it is. */
const twice = (value: Emitted, block: Block): Emitted => (value.known ? value : settle(value, block))

const emitBool = (node: Node, place: Place, block: Block, unit: Unit): EmittedBool =>
  emit(node, place, block, unit) as EmittedBool
const emitWhole = (node: Node, place: Place, block: Block, unit: Unit): EmittedWhole =>
  settle(emit(node, place, block, unit) as EmittedWhole, block)

function emitHere(node: Node, place: Place, block: Block, unit: Unit): Emitted {
  switch (node.kind) {
    case 'literal':
      return emitLiteral(node.type, node.value)
    case 'fact':
      return emitFact(node, place, block, unit)
    case 'has':
      return emitHas(node, place, unit)
    case 'rule':
      return emitRule(node, place, block, unit)
    case 'parameter':
      return emitParameter(
        node.parameter,
        node.key && (emit(node.key, place, block, unit) as EmittedWord),
        block,
        unit,
      )
    case 'missing':
      return openValue(node.type, unit)
    case 'decision_day':
      return whole(String(unit.program.on))
    case 'not': {
      const a = emitBool(node.value, place, block, unit)
      if (a.known) return bool(`!${paren(a.js)}`)
      const m = block.atom(a.js)
      return boolMask(`(((${m} & 1) << 1) | (${m} >> 1))`)
    }
    case 'and':
    case 'or':
      return emitJunction(node.kind, node.left, node.right, place, block, unit)
    case 'compare':
      return emitCompare(node, place, unit, n => twice(emit(n, place, block, unit), block))
    case 'among':
      return emitAmong(node, unit, twice(emit(node.value, place, block, unit), block))
    case 'add':
    case 'subtract': {
      const [a, b] = [emitWhole(node.left, place, block, unit), emitWhole(node.right, place, block, unit)]
      const op = node.kind === 'add' ? '+' : '-'
      const [low, high] = node.kind === 'add' ? [b.lo, b.hi] : [b.hi, b.lo]
      return ranged(a.known && b.known, `${a.lo} ${op} ${paren(low)}`, `${a.hi} ${op} ${paren(high)}`, block)
    }
    case 'multiply':
      return multiply(
        emitWhole(node.left, place, block, unit),
        emitWhole(node.right, place, block, unit),
        block,
      )
    case 'rescale':
      return multiply(emitWhole(node.value, place, block, unit), whole(String(node.factor)), block)
    case 'negate': {
      const a = emitWhole(node.value, place, block, unit)
      return ranged(a.known, `-${paren(a.hi)}`, `-${paren(a.lo)}`, block)
    }
    case 'min':
    case 'max': {
      const all = node.values.map(v => emitWhole(v, place, block, unit))
      const f = (ends: string[]): string => `Math.${node.kind}(${ends.join(', ')})`
      return ranged(
        all.every(v => v.known),
        f(all.map(v => v.lo)),
        f(all.map(v => v.hi)),
        block,
      )
    }
    case 'choose':
      return emitChoose(emitBool(node.condition, place, block, unit), node.yes, node.no, place, block, unit)
    case 'share':
      return emitShare(
        node,
        emitWhole(node.amount, place, block, unit),
        emit(node.rate, place, block, unit) as EmittedRate,
        block,
        unit,
      )
    case 'age_on': {
      const [birth, day] = [
        emitWhole(node.birth, place, block, unit),
        emitWhole(node.day, place, block, unit),
      ]
      return ranged(
        birth.known && day.known,
        `R.ageOn(${birth.hi}, ${day.lo})`,
        `R.ageOn(${birth.lo}, ${day.hi})`,
        block,
      )
    }
    case 'months_after': {
      const [day, n] = [emitWhole(node.day, place, block, unit), emitWhole(node.months, place, block, unit)]
      return ranged(
        day.known && n.known,
        `R.monthsAfter(${day.lo}, ${n.lo})`,
        `R.monthsAfter(${day.hi}, ${n.hi})`,
        block,
      )
    }
    case 'year_start': {
      const day = emitWhole(node.day, place, block, unit)
      return ranged(day.known, `R.yearStart(${day.lo})`, `R.yearStart(${day.hi})`, block)
    }
    case 'exists':
    case 'all':
    case 'count':
    case 'sum':
      return emitMembers(node.kind, node.each, place, block, unit)
    case 'count_true':
      return countTrue(
        node.values.map(v => emitBool(v, place, block, unit)),
        block,
      )
    default:
      return unreachable(node)
  }
}

const paren = (js: string): string => (/^[\w$.[\]]+$/.test(js) ? js : `(${js})`)

/** A whole number whose ends are computed once. */
function ranged(known: boolean, lo: string, hi: string, block: Block): EmittedWhole {
  const low = block.atom(lo)
  return { t: 'whole', known, lo: low, hi: known ? low : block.atom(hi) }
}

function multiply(a: EmittedWhole, b: EmittedWhole, block: Block): EmittedWhole {
  if (a.known && b.known) return ranged(true, `${paren(a.lo)} * ${paren(b.lo)}`, '', block)
  const ends = [a.lo, a.hi].flatMap(x => [b.lo, b.hi].map(y => `${paren(x)} * ${paren(y)}`))
  const unique = [...new Set(ends)].join(', ')
  return ranged(false, `Math.min(${unique})`, `Math.max(${unique})`, block)
}

/** `a && b`, `a || b`: the right side is only computed where it counts. */
function emitJunction(
  kind: 'and' | 'or',
  left: Node,
  right: Node,
  place: Place,
  block: Block,
  unit: Unit,
): EmittedBool {
  const a = emitBool(left, place, block, unit)
  const inner = new Block(block)
  const b = emitBool(right, place, inner, unit)
  if (a.known && b.known) {
    const op = kind === 'and' ? '&&' : '||'
    if (inner.lines.length === 0) return bool(`(${a.js} ${op} ${b.js})`)
    const v = freshName('b')
    block.add(
      `let ${v} = ${a.js};\nif (${kind === 'and' ? v : `!${v}`}) {\n${inner.text()}\n${v} = ${b.js};\n}`,
    )
    return bool(v)
  }
  const v = freshName('m')
  const stop = kind === 'and' ? 1 : 2
  const formula = kind === 'and' ? `(${v} & $ & 2) | ((${v} | $) & 1)` : `((${v} | $) & 2) | (${v} & $ & 1)`
  const other = inner.atom(asMask(b))
  block.add(
    `let ${v} = ${asMask(a)};\nif (${v} !== ${stop}) {\n${inner.text()}\n${v} = ${formula.replaceAll('$', other)};\n}`,
  )
  return boolMask(v)
}

/** `c ? a : b`: only the branches that can be taken are computed; an undecided condition joins what both allow. */
function emitChoose(c: EmittedBool, yes: Node, no: Node, place: Place, block: Block, unit: Unit): Emitted {
  const [left, right] = [new Block(block), new Block(block)]
  let a = emit(yes, place, left, unit)
  let b = emit(no, place, right, unit)
  if (a.t === 'text' || b.t === 'text') throw new CannotCompile('a choice between texts')
  if (a.t === 'rate' && b.t === 'rate') [a, b] = joinRates(a, b)
  if (a.t !== b.t) throw new CannotCompile('a choice between two types')
  const known = c.known && a.known && b.known
  if (known && left.lines.length + right.lines.length === 0) {
    const plain = (x: string, y: string): string => `(${c.js} ? ${x} : ${y})`
    if (a.t === 'bool' && b.t === 'bool') return bool(plain(a.js, b.js))
    if (a.t === 'word' && b.t === 'word' && a.form === 'index' && b.form === 'index')
      return { ...a, js: plain(a.js, b.js) }
    if (a.t !== 'bool' && a.t !== 'word' && b.t !== 'bool' && b.t !== 'word')
      return settle({ ...a, lo: plain(a.lo, b.lo), hi: plain(a.lo, b.lo) }, block)
  }
  return joinBranches(c, [left, a], [right, b], known, block)
}

function joinBranches(
  c: EmittedBool,
  yes: readonly [Block, Emitted],
  no: readonly [Block, Emitted],
  known: boolean,
  block: Block,
): Emitted {
  const [left, a] = yes
  const [right, b] = no
  const test = c.known ? c.js : block.atom(c.js)
  const open = c.known
    ? [`if (${test}) {`, '} else {', '}']
    : [`if (${test} & 2) {`, `}\nif (${test} & 1) {`, '}']
  const both = (first: string, second: string): string =>
    `${open[0]}\n${left.text()}\n${first}\n${open[1]}\n${right.text()}\n${second}\n${open[2]}`
  if (a.t === 'bool' && b.t === 'bool') {
    const v = freshName('m')
    block.add(
      `let ${v} = ${known ? 'false' : '0'};\n${known ? both(`${v} = ${a.js};`, `${v} = ${b.js};`) : both(`${v} |= ${asMask(a)};`, `${v} |= ${asMask(b)};`)}`,
    )
    return known ? bool(v) : boolMask(v)
  }
  if (a.t === 'word' && b.t === 'word') {
    const v = freshName('w')
    block.add(`let ${v} = 0;\n${both(`${v} |= ${setOf(a)};`, `${v} |= ${setOf(b)};`)}`)
    return { t: 'word', known, form: 'mask', js: v }
  }
  if ((a.t === 'whole' && b.t === 'whole') || (a.t === 'rate' && b.t === 'rate')) {
    const lo = freshName('lo')
    if (known) {
      block.add(`let ${lo} = 0;\n${both(`${lo} = ${a.lo};`, `${lo} = ${b.lo};`)}`)
      return { ...a, known: true, lo, hi: lo }
    }
    const hi = freshName('hi')
    const widen = (x: EmittedWhole | EmittedRate): string =>
      c.known
        ? `${lo} = ${x.lo}; ${hi} = ${x.hi};`
        : `if (${x.lo} < ${lo}) ${lo} = ${x.lo}; if (${x.hi} > ${hi}) ${hi} = ${x.hi};`
    block.add(`let ${lo} = Infinity, ${hi} = -Infinity;\n${both(widen(a), widen(b))}`)
    return { ...a, known: false, lo, hi }
  }
  throw new CannotCompile('a choice between two types')
}

/** What is asked of the members of the household `h`: in the loop of the stage where there is one, else in a loop of its own that may end early. */
function emitMembers(kind: Asking, each: Node | undefined, place: Place, block: Block, unit: Unit): Emitted {
  if (!each) return whole(block.atom('(F[h + 1] - F[h])', 'n'))
  const { fused } = unit
  if (fused && canFuse(each, place, fused, unit)) {
    const key = `${kind} ${place.file.id}#${place.version.index} ${shapeOf(each)}`
    const known = fused.answers.get(key)
    if (known) return known
    const within: Unit = { ...unit, stored: fused.stored, householdBlock: fused.head, fused: undefined }
    const value = emit(each, { ...place, member: fused.row }, fused.body, within)
    const asked = ask(kind, value, fused.body, false)
    fused.head.add(asked.init)
    fused.body.add(asked.step)
    fused.answers.set(key, asked.answer)
    return asked.answer
  }
  const m = freshName('p')
  const inner = new Block(block)
  const value = emit(each, { ...place, member: m }, inner, {
    ...unit,
    householdBlock: undefined,
    fused: undefined,
  })
  const { init, step, answer } = ask(kind, value, inner, true)
  block.add(`${init}\nfor (let ${m} = F[h], e = F[h + 1]; ${m} < e; ${m}++) {\n${inner.text()}\n${step}\n}`)
  return answer
}

/** How an answer begins, what one member does to it, and what it is after the loop. */
function ask(
  kind: Asking,
  value: Emitted,
  inner: Block,
  mayEnd: boolean,
): { init: string; step: string; answer: Emitted } {
  if (kind === 'sum') {
    const v = value as EmittedWhole
    const [lo, hi] = [freshName('lo'), freshName('hi')]
    if (v.known) return { init: `let ${lo} = 0;`, step: `${lo} += ${v.lo};`, answer: whole(lo) }
    return {
      init: `let ${lo} = 0, ${hi} = 0;`,
      step: `${lo} += ${v.lo}; ${hi} += ${v.hi};`,
      answer: { t: 'whole', known: false, lo, hi },
    }
  }
  const b = value as EmittedBool
  const js = b.known ? b.js : inner.atom(b.js)
  if (kind === 'count') {
    const [lo, hi] = [freshName('lo'), freshName('hi')]
    if (b.known) return { init: `let ${lo} = 0;`, step: `if (${js}) ${lo}++;`, answer: whole(lo) }
    return {
      init: `let ${lo} = 0, ${hi} = 0;`,
      step: `if (${js} === 2) ${lo}++;\nif (${js} & 2) ${hi}++;`,
      answer: { t: 'whole', known: false, lo, hi },
    }
  }
  const v = freshName('q')
  if (b.known) {
    const [start, test] = kind === 'exists' ? ['false', js] : ['true', `!${paren(js)}`]
    const found = kind === 'exists' ? 'true' : 'false'
    const step = mayEnd ? `if (${test}) { ${v} = ${found}; break; }` : `if (${test}) ${v} = ${found};`
    return { init: `let ${v} = ${start};`, step, answer: bool(v) }
  }
  if (kind === 'exists') {
    const step = `${v} = ((${v} | ${js}) & 2) | (${v} & ${js} & 1);`
    return {
      init: `let ${v} = 1;`,
      step: mayEnd ? `${step}\nif (${v} === 2) break;` : step,
      answer: boolMask(v),
    }
  }
  const step = `${v} = (${v} & ${js} & 2) | ((${v} | ${js}) & 1);`
  return {
    init: `let ${v} = 2;`,
    step: mayEnd ? `${step}\nif (${v} === 1) break;` : step,
    answer: boolMask(v),
  }
}

type Asking = 'exists' | 'all' | 'count' | 'sum'

function countTrue(values: readonly EmittedBool[], block: Block): EmittedWhole {
  const masks = values.map(b => (b.known ? b : { ...b, js: block.atom(b.js) }))
  const lo = masks.map(b => (b.known ? `(${b.js} ? 1 : 0)` : `(${b.js} === 2 ? 1 : 0)`))
  const hi = masks.map(b => (b.known ? `(${b.js} ? 1 : 0)` : `(${b.js} >> 1)`))
  if (values.length === 0) return whole('0')
  return ranged(
    values.every(b => b.known),
    lo.join(' + '),
    hi.join(' + '),
    block,
  )
}

/** A rule: what a stage has stored of it, what this block has already computed, or its expression in place. */
function emitRule(node: Node & { kind: 'rule' }, place: Place, block: Block, unit: Unit): Emitted {
  const entity = node.owner === 'household' ? 'household' : 'person'
  const row = node.owner === 'household' ? 'h' : node.owner === 'self' ? place.self : place.member
  const own = place.version.rules.get(node.name)
  const isOwn = own?.entity === entity
  const rule = isOwn
    ? { ...own, file: place.file, version: place.version }
    : unit.program.rules.get(`${entity}.${node.name}`)
  if (!rule || row === undefined) throw new CannotCompile(`no version in force gives the rule ${node.name}`)
  const shared = unit.program.rules.get(`${entity}.${node.name}`)
  const stored =
    shared?.expression === rule.expression ? unit.stored.get(`${entity}.${node.name}`) : undefined
  const key = `rule ${rule.file.id}#${rule.version.index} ${node.name} ${row}`
  const known = block.find(key)
  if (known) return known
  if (stored) return block.keep(key, readStored(stored, row, block))
  const inside: Place = {
    file: rule.file,
    version: rule.version,
    self: node.owner === 'household' ? undefined : row,
    member: undefined,
  }
  return block.keep(key, settle(emit(rule.expression, inside, block, unit), block))
}
