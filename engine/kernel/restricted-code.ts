import type { LinkedBenefit } from '../language/in-force.ts'
import { ruleKey } from '../language/in-force.ts'
import type { Version } from '../language/law.ts'
import { children, type Node, walk } from '../language/nodes/index.ts'
import { Block } from './block.ts'
import { emit } from './emit.ts'
import { asMask, type EmittedBool } from './emitted.ts'
import { visitChoice, visitMembers } from './parts-code.ts'
import { type Place, type Unit, useArray } from './unit.ts'

/** The functions that say whether a shared rule read a restricted fact, by key. */
export interface ReadFunctions {
  readonly names: Map<string, string>
  readonly code: string[]
}

/** Can the expression, directly or through rules, read a restricted fact at all? */
function mayRead(node: Node, version: Version, unit: Unit, seen = new Set<Node>()): boolean {
  if (seen.has(node)) return false
  seen.add(node)
  let may = false
  walk(node, n => {
    if (may) return
    if (n.kind === 'fact' || n.kind === 'has')
      may =
        (n.owner === 'household' ? unit.facts.household : unit.facts.person).get(n.name)?.restricted ?? false
    if (n.kind === 'rule') {
      const entity = n.owner === 'household' ? 'household' : 'person'
      const own = version.rules.get(n.name)
      const rule =
        own?.entity === entity
          ? { expression: own.expression, version }
          : unit.program.rules.get(ruleKey(entity, n.name))
      if (rule) may = mayRead(rule.expression, rule.version, unit, seen)
    }
  })
  return may
}

/** Emits statements that return true as soon as a restricted fact is read, in the order of docs/language.md, part 5. */
export function readCode(node: Node, place: Place, block: Block, unit: Unit, functions: ReadFunctions): void {
  if (!mayRead(node, place.version, unit)) return
  const again = (n: Node, into = block, where = place): void => readCode(n, where, into, unit, functions)
  switch (node.kind) {
    case 'fact':
    case 'has':
      block.add('return true;')
      return
    case 'rule': {
      const entity = node.owner === 'household' ? 'household' : 'person'
      const row = node.owner === 'household' ? undefined : node.owner === 'self' ? place.self : place.member
      const own = place.version.rules.get(node.name)
      const key = ruleKey(entity, node.name)
      if (own?.entity === entity && own.expression !== unit.program.rules.get(key)?.expression)
        again(own.expression, block, { ...place, self: row, member: undefined })
      else block.add(`if (${readFunction(key, unit, functions)}(h, ${row ?? '-1'}, from, base)) return true;`)
      return
    }
    case 'and':
    case 'or': {
      again(node.left)
      const inner = new Block(block)
      again(node.right, inner)
      if (inner.lines.length === 0) return
      const left = block.atom(asMask(emit(node.left, place, block, unit) as EmittedBool))
      block.add(`if (${left} !== ${node.kind === 'and' ? 1 : 2}) {\n${inner.text()}\n}`)
      return
    }
    case 'choose':
      visitChoice(node, place, block, unit, again)
      return
    case 'exists':
    case 'all':
    case 'count':
    case 'sum':
      visitMembers(node, place, block, again)
      return
    default:
      for (const child of children(node)) again(child)
  }
}

/** The function of a shared rule, made when it is first needed. */
export function readFunction(key: string, unit: Unit, functions: ReadFunctions): string {
  const known = functions.names.get(key)
  if (known) return known
  const name = `reads_${key.replace('.', '_')}`
  functions.names.set(key, name)
  const rule = unit.program.rules.get(key)
  const block = new Block()
  if (rule)
    readCode(
      rule.expression,
      {
        file: rule.file,
        version: rule.version,
        self: rule.entity === 'person' ? 'p' : undefined,
        member: undefined,
      },
      block,
      { ...unit, householdBlock: undefined },
      functions,
    )
  functions.code.push(`function ${name}(h, p, from, base) {\n${block.text()}\nreturn false;\n}`)
  return name
}

/** The body of `function (h, p, from, base)`: did an outcome of a benefit read a restricted fact? */
export function benefitReadCode(benefit: LinkedBenefit, unit: Unit, functions: ReadFunctions): string {
  const isPerson = benefit.file.subject === 'person'
  const block = new Block()
  const plain: Unit = { ...unit, householdBlock: undefined }
  const place = (version: Version): Place => ({
    file: benefit.file,
    version,
    self: isPerson ? 'p' : undefined,
    member: undefined,
  })
  const words = unit.facts.categories.get('territory')?.words ?? []
  const half = benefit.versions.some(v => v.territory === 'east' || v.territory === 'west')
  const column = unit.population.householdColumns.get('territory')
  const cell = column ? `${useArray(unit, 'H_territory', column.values)}[h]` : '255'
  block.add(`const here = ${half ? `(${cell} >= 254 ? ${(1 << words.length) - 1} : 1 << ${cell})` : '0'};`)
  block.add('let scope = 1, chosen = -1;')
  for (const [i, version] of benefit.versions.entries()) {
    const isHalf = version.territory === 'east' || version.territory === 'west'
    const bit = 1 << words.indexOf(version.territory)
    const inner = new Block(block)
    inner.add(`let mine = ${isHalf ? `here === ${bit} ? 2 : 3` : '2'};`)
    if (version.appliesTo) {
      readCode(version.appliesTo, place(version), inner, plain, functions)
      const applies = inner.atom(asMask(emit(version.appliesTo, place(version), inner, plain) as EmittedBool))
      inner.add(`mine = (mine & ${applies} & 2) | ((mine | ${applies}) & 1);`)
    }
    inner.add(
      `if (mine !== 1 && chosen < 0) chosen = ${i};\nscope = ((scope | mine) & 2) | (scope & mine & 1);`,
    )
    block.add(isHalf ? `if (here & ${bit}) {\n${inner.text()}\n}` : `{\n${inner.text()}\n}`)
  }
  block.add('if (scope !== 2) return false;')
  for (const [i, version] of benefit.versions.entries()) {
    const inner = new Block(block)
    versionReads(version, place(version), inner, plain, functions)
    if (inner.lines.length > 0) block.add(`if (chosen === ${i}) {\n${inner.text()}\n}`)
  }
  block.add('return false;')
  return block.text()
}

function versionReads(
  version: Version,
  place: Place,
  block: Block,
  unit: Unit,
  functions: ReadFunctions,
): void {
  const value = (node: Node, into: Block): string =>
    into.atom(asMask(emit(node, place, into, unit) as EmittedBool))
  block.add('let open = 2, any = 1;')
  for (const e of version.exceptions) {
    readCode(e.when, place, block, unit, functions)
    const v = value(e.when, block)
    block.add(`if (${v} === 2) return false;\nif (${v} === 3) open = 3;`)
  }
  if (version.condition) {
    readCode(version.condition, place, block, unit, functions)
    const v = value(version.condition, block)
    block.add(`if (${v} === 1) return false;\nif (${v} === 3) open = 3;`)
  }
  for (const group of version.groups) {
    if (group.when) readCode(group.when, place, block, unit, functions)
    const v = group.when ? value(group.when, block) : '2'
    const inner = new Block(block)
    if (group.share) readCode(group.share, place, inner, unit, functions)
    if (group.amount) readCode(group.amount, place, inner, unit, functions)
    block.add(
      `if (${v} === 2) {\nif (open !== 2 || any !== 1) return false;\n${inner.text()}\nreturn false;\n}\nif (${v} === 3) any = 3;`,
    )
  }
}
