import type { Node } from '../language/nodes/index.ts'
import { walk } from '../language/nodes/index.ts'
import type { Place, Unit } from './unit.ts'

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
