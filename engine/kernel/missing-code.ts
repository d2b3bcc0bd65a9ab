import type { LinkedBenefit } from '../language/in-force.ts'
import { ruleKey } from '../language/in-force.ts'
import type { Version } from '../language/law.ts'
import { children, type Node, type RuleNode } from '../language/nodes/index.ts'
import { datedValueAt } from '../language/value-at.ts'
import { Block, settle } from './block.ts'
import { emit } from './emit.ts'
import { emitIsUnknown, rowOf } from './emit-fact.ts'
import { asMask, type Emitted, type EmittedBool, type EmittedWord, wordMask } from './emitted.ts'
import { visitChoice, visitMembers } from './parts-code.ts'
import { type Place, type Unit, useArray } from './unit.ts'

/** The functions that list what an undecided rule waits for, one for each shared rule, by key. They grow while code is made. */
export interface MissingFunctions {
  readonly names: Map<string, string>
  readonly code: string[]
}

/**
 * Emits statements that add to `out` the unknown facts on which an undecided expression waits (docs/language.md, part 4). `out.fact(name, person)` takes the row
 * of the person, −1 for the household; `out.law(parameter)`.
 */
export function collectCode(
  node: Node,
  place: Place,
  block: Block,
  unit: Unit,
  functions: MissingFunctions,
): void {
  if (node.kind === 'literal' || node.kind === 'decision_day' || node.kind === 'has') return
  const inner = new Block(block)
  const value = settle(emit(node, place, inner, unit), inner)
  if (value.known && value.t !== 'text') return
  const body = new Block(inner)
  partsCode(node, place, body, unit, functions)
  if (body.lines.length === 0) return
  block.add(`{\n${inner.text()}\nif (${isUndecided(value)}) {\n${body.text()}\n}\n}`)
}

function isUndecided(value: Emitted): string {
  switch (value.t) {
    case 'bool':
      return value.known ? 'false' : `${value.js} === 3`
    case 'word':
      return `(${value.js} & (${value.js} - 1)) !== 0`
    case 'text':
      return value.known ? 'false' : `${value.js} === -2147483648`
    default:
      return `${value.lo} !== ${value.hi}`
  }
}

function partsCode(node: Node, place: Place, block: Block, unit: Unit, functions: MissingFunctions): void {
  const again = (n: Node, into = block, where = place): void => collectCode(n, where, into, unit, functions)
  switch (node.kind) {
    case 'fact': {
      const row = node.owner === 'household' ? '-1' : rowOf(node, place)
      block.add(`if (${emitIsUnknown(node, place, unit)}) out.fact("${node.name}", ${row});`)
      return
    }
    case 'rule': {
      ruleCode(node, place, block, unit, functions)
      return
    }
    case 'missing':
      block.add(`out.law("${node.name}");`)
      return
    case 'parameter': {
      const cells = datedValueAt(node.parameter, unit.program.on, unit.program.yearStart)?.cells ?? []
      const open = cells.reduce<number>((set, c, i) => (c === undefined ? set | (1 << i) : set), 0)
      if (open !== 0) {
        const keys = node.key ? wordMask(emit(node.key, place, block, unit) as EmittedWord) : '1'
        block.add(`if ((${keys}) & ${open}) out.law("${node.parameter.name}");`)
      }
      if (node.key) again(node.key)
      return
    }
    case 'among':
      if (
        'name' in node.words &&
        !datedValueAt(node.words, unit.program.on, unit.program.yearStart)?.cells[0]
      )
        block.add(`out.law("${node.words.name}");`)
      again(node.value)
      return
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

function ruleCode(node: RuleNode, place: Place, block: Block, unit: Unit, functions: MissingFunctions): void {
  const entity = node.owner === 'household' ? 'household' : 'person'
  const row = node.owner === 'household' ? undefined : node.owner === 'self' ? place.self : place.member
  const own = place.version.rules.get(node.name)
  const shared = unit.program.rules.get(ruleKey(entity, node.name))
  if (own?.entity === entity && own.expression !== shared?.expression) {
    collectCode(own.expression, { ...place, self: row, member: undefined }, block, unit, functions)
    return
  }
  if (!shared) return
  block.add(
    `${missingFunction(ruleKey(entity, node.name), unit, functions)}(h, ${row ?? '-1'}, from, base, out);`,
  )
}

/** The function of a shared rule, made when it is first needed. */
export function missingFunction(key: string, unit: Unit, functions: MissingFunctions): string {
  const known = functions.names.get(key)
  if (known) return known
  const name = `missing_${key.replace('.', '_')}`
  functions.names.set(key, name)
  const rule = unit.program.rules.get(key)
  const block = new Block()
  if (rule)
    collectCode(
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
  functions.code.push(`function ${name}(h, p, from, base, out) {\n${block.text()}\n}`)
  return name
}

/** The body of `function (h, p, from, base, out)` that lists what an outcome of a benefit waits for, in the way the reference asks. */
export function benefitMissingCode(
  benefit: LinkedBenefit,
  index: number,
  unit: Unit,
  functions: MissingFunctions,
): string {
  const isPerson = benefit.file.subject === 'person'
  const block = new Block()
  const place = (version: Version): Place => ({
    file: benefit.file,
    version,
    self: isPerson ? 'p' : undefined,
    member: undefined,
  })
  const plain: Unit = { ...unit, householdBlock: undefined }
  const words = unit.facts.categories.get('territory')?.words ?? []
  const half = benefit.versions.some(v => v.territory === 'east' || v.territory === 'west')
  const column = unit.population.householdColumns.get('territory')
  const cell = column ? `${useArray(unit, 'H_territory', column.values)}[h]` : '255'
  block.add(`const here = ${half ? `(${cell} >= 254 ? ${(1 << words.length) - 1} : 1 << ${cell})` : '0'};`)
  block.add('let scope = 1;')
  for (const version of benefit.versions) {
    const isHalf = version.territory === 'east' || version.territory === 'west'
    const bit = 1 << words.indexOf(version.territory)
    const inner = new Block(block)
    inner.add(`let mine = ${isHalf ? `here === ${bit} ? 2 : 3` : '2'};`)
    if (version.appliesTo) {
      const applies = inner.atom(asMask(emit(version.appliesTo, place(version), inner, plain) as EmittedBool))
      inner.add(`mine = (mine & ${applies} & 2) | ((mine | ${applies}) & 1);`)
    }
    const asks = new Block(inner)
    if (isHalf) asks.add(`if (here !== ${bit}) out.fact("territory", -1);`)
    if (version.appliesTo) collectCode(version.appliesTo, place(version), asks, plain, functions)
    inner.add(`if (mine === 3) {\n${asks.text()}\n}`)
    inner.add('scope = ((scope | mine) & 2) | (scope & mine & 1);')
    block.add(isHalf ? `if (here & ${bit}) {\n${inner.text()}\n}` : `{\n${inner.text()}\n}`)
  }
  block.add('if (scope !== 2) return;\nout.clear();')
  const row = isPerson ? 'p - base' : 'h - from'
  for (const [i, version] of benefit.versions.entries()) {
    const inner = new Block(block)
    versionCode(version, index, row, place(version), inner, plain, functions)
    block.add(`if (B${index}.version[${row}] === ${i}) {\n${inner.text()}\n}`)
  }
  return block.text()
}

/** Undetermined: every undecided exception, condition and group up to the first that holds. Granted: the amount and share. */
function versionCode(
  version: Version,
  index: number,
  row: string,
  place: Place,
  block: Block,
  unit: Unit,
  functions: MissingFunctions,
): void {
  const waiting = new Block(block)
  for (const e of version.exceptions) collectCode(e.when, place, waiting, unit, functions)
  if (version.condition) collectCode(version.condition, place, waiting, unit, functions)
  for (const group of version.groups) {
    if (!group.when) break
    const mask = waiting.atom(asMask(emit(group.when, place, waiting, unit) as EmittedBool))
    waiting.add(`if (${mask} === 2) return;`)
    collectCode(group.when, place, waiting, unit, functions)
  }
  block.add(`if (B${index}.outcome[${row}] === 3) {\n${waiting.text()}\n}`)
  const granted = new Block(block)
  for (const [g, group] of version.groups.entries()) {
    const inner = new Block(granted)
    if (group.share) collectCode(group.share, place, inner, unit, functions)
    if (group.amount) collectCode(group.amount, place, inner, unit, functions)
    if (inner.lines.length > 0) granted.add(`if (B${index}.group[${row}] === ${g}) {\n${inner.text()}\n}`)
  }
  if (granted.lines.length > 0) block.add(`if (B${index}.outcome[${row}] === 1) {\n${granted.text()}\n}`)
}
