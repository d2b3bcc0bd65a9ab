import type { Node } from '../language/nodes/index.ts'
import { defaultBounds } from '../language/types.ts'
import { NONE, NONE_BYTE, UNKNOWN, UNKNOWN_BYTE } from '../population/index.ts'
import type { Block } from './block.ts'
import { openValue } from './emit-parameter.ts'
import { bool, boolMask, CannotCompile, type Emitted, type EmittedBool, whole } from './emitted.ts'
import { columnOf, type Place, type Unit, useArray } from './unit.ts'

type FactNode = Node & { kind: 'fact' | 'has' }

const entityOf = (node: FactNode): 'household' | 'person' =>
  node.owner === 'household' ? 'household' : 'person'

/** The row variable of the household, the person or the member. */
export function rowOf(node: FactNode, place: Place): string {
  const row = node.owner === 'household' ? 'h' : node.owner === 'self' ? place.self : place.member
  if (row === undefined) throw new CannotCompile(`${node.name} is asked of nobody`)
  return row
}

/** Reads a fact from its column; where the column has unknown values, what is possible. */
export function emitFact(node: FactNode, place: Place, block: Block, unit: Unit): Emitted {
  const entity = entityOf(node)
  const fact = unit.facts[entity].get(node.name)
  if (!fact) throw new CannotCompile(`undeclared fact ${node.name}`)
  const column = columnOf(unit, entity, node.name)
  if (!column)
    return fact.type.t === 'text'
      ? { t: 'text', known: false, js: String(UNKNOWN), dictionary: [] }
      : openFact(fact, unit)
  const row = rowOf(node, place)
  const array = useArray(unit, `${entity === 'household' ? 'H' : 'P'}_${node.name}`, column.values)
  const cell = `${array}[${row}]`
  // a guarded optional fact is never read where it is absent, so only unknown ones need more than the value
  if (!column.hasUnknown) {
    if (fact.type.t === 'bool') return bool(`${cell} === 1`)
    if (fact.type.t === 'category') return { t: 'word', known: true, form: 'index', js: cell }
    if (fact.type.t === 'text')
      return { t: 'text', known: true, js: cell, dictionary: column.dictionary ?? [] }
    return whole(cell)
  }
  const key = `fact ${array} ${row}`
  const seen = block.find(key)
  if (seen) return seen
  const value = block.atom(cell, 'f')
  return block.keep(key, unknownFact(value, fact, column.dictionary ?? [], block, unit))
}

function unknownFact(
  value: string,
  fact: NonNullable<ReturnType<Unit['facts']['person']['get']>>,
  dictionary: readonly string[],
  block: Block,
  unit: Unit,
): Emitted {
  switch (fact.type.t) {
    case 'bool':
      return boolMask(block.atom(`(${value} === ${UNKNOWN_BYTE} ? 3 : ${value} + 1)`, 'm'))
    case 'category': {
      const all = (1 << (unit.facts.categories.get(fact.type.of)?.words.length ?? 1)) - 1
      return {
        t: 'word',
        known: false,
        form: 'mask',
        js: block.atom(`(${value} >= ${NONE_BYTE} ? ${all} : 1 << ${value})`, 'm'),
      }
    }
    case 'text':
      return { t: 'text', known: false, js: value, dictionary }
    default: {
      const bounds = fact.bounds ?? defaultBounds(fact.type)
      return {
        t: 'whole',
        known: false,
        lo: block.atom(`(${value} <= ${NONE} ? ${bounds.lo} : ${value})`, 'lo'),
        hi: block.atom(`(${value} <= ${NONE} ? ${bounds.hi} : ${value})`, 'hi'),
      }
    }
  }
}

/** A fact that no row has: everything is possible. */
function openFact(fact: NonNullable<ReturnType<Unit['facts']['person']['get']>>, unit: Unit): Emitted {
  if (fact.bounds) return { t: 'whole', known: false, lo: String(fact.bounds.lo), hi: String(fact.bounds.hi) }
  return openValue(fact.type, unit)
}

/** `has(fact)` */
export function emitHas(node: FactNode, place: Place, unit: Unit): EmittedBool {
  const entity = entityOf(node)
  const column = columnOf(unit, entity, node.name)
  if (!column) return bool('false')
  const array = useArray(unit, `${entity === 'household' ? 'H' : 'P'}_${node.name}`, column.values)
  return bool(`${array}[${rowOf(node, place)}] !== ${column.values instanceof Uint8Array ? NONE_BYTE : NONE}`)
}

/** Is the cell of a fact unknown? For the lists of what is missing. */
export function emitIsUnknown(node: FactNode, place: Place, unit: Unit): string {
  const entity = entityOf(node)
  const column = columnOf(unit, entity, node.name)
  const fact = unit.facts[entity].get(node.name)
  if (!column) return fact?.optional ? 'false' : 'true'
  if (!column.hasUnknown) return 'false'
  const array = useArray(unit, `${entity === 'household' ? 'H' : 'P'}_${node.name}`, column.values)
  return `${array}[${rowOf(node, place)}] === ${column.values instanceof Uint8Array ? UNKNOWN_BYTE : UNKNOWN}`
}
