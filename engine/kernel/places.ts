import type { Node } from '../language/nodes/index.ts'
import { walk } from '../language/nodes/index.ts'
import type { Fused, Place, Unit } from './unit.ts'

/** Does the expression speak of the household alone, without asking its members? Then it is the same for every person. */
export function isOfHousehold(node: Node, place: Place, unit: Unit): boolean {
  let alone = true
  walk(node, n => {
    if (!alone) return
    if (n.kind === 'exists' || n.kind === 'all' || n.kind === 'count' || n.kind === 'sum') alone = false
    if ((n.kind === 'fact' || n.kind === 'has' || n.kind === 'rule') && n.owner !== 'household') alone = false
    if (n.kind === 'rule' && n.owner === 'household' && !unit.stored.has(`household.${n.name}`)) {
      const own = place.version.rules.get(n.name) ?? unit.program.rules.get(`household.${n.name}`)
      if (!own || !isOfHousehold(own.expression, place, unit)) alone = false
    }
  })
  return alone
}

/**
 * Can a question be asked of the members in the common loop of a stage? Then it needs nothing that the stage itself stores: only facts, rules stored before, and rules
 * of members or the household that are made of these.
 */
export function canFuse(node: Node, place: Place, fused: Fused, unit: Unit): boolean {
  let can = true
  walk(node, n => {
    if (!can || n.kind !== 'rule') return
    const entity = n.owner === 'household' ? 'household' : 'person'
    if (fused.stored.has(`${entity}.${n.name}`)) return
    const own = place.version.rules.get(n.name)
    const shared = unit.program.rules.get(`${entity}.${n.name}`)
    const rule = own?.entity === entity ? { ...own, file: place.file, version: place.version } : shared
    const before: Unit = { ...unit, stored: fused.stored }
    if (!rule) can = false
    else if (entity === 'household')
      can = isOfHousehold(rule.expression, { ...place, file: rule.file, version: rule.version }, before)
    else can = canFuse(rule.expression, { ...place, file: rule.file, version: rule.version }, fused, unit)
  })
  return can
}

/** The shape of an expression without its place in the text: two of one shape in one version ask the same. */
export function shapeOf(node: Node): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (key === 'start') return undefined
    if (key === 'parameter' || key === 'words')
      return typeof value === 'object' && value !== null && 'name' in value ? value.name : value
    return typeof value === 'bigint' ? `${value}n` : value
  })
}
