import { type Node, unreachable } from '../language/nodes/index.ts'
import { Block, freshName, settle } from './block.ts'
import { countTrue, multiply, paren, ranged } from './emit-arithmetic.ts'
import { joinBranches } from './emit-choose.ts'
import { emitAmong, emitCompare } from './emit-compare.ts'
import { emitFact, emitHas } from './emit-fact.ts'
import { type Asking, ask } from './emit-members.ts'
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
