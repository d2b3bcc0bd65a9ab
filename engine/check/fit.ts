import { LawFault } from '../language/finding.ts'
import type { Node } from '../language/nodes/index.ts'
import { formatType, sameType, type Type } from '../language/types.ts'

/** The node itself, or read with more decimal places; a fault when its type is another than the one demanded. */
export function demand(node: Node, expected: Type | undefined): Node {
  if (!expected || sameType(node.type, expected)) return node
  const scaled = rescale(node, expected)
  if (scaled) return scaled
  throw new LawFault(
    'type_mismatch',
    `this is ${formatType(node.type)}, but ${formatType(expected)} is needed here`,
    hint(node.type, expected),
    node.start,
  )
}

function hint(found: Type, wanted: Type): string {
  if (found.t === 'count' && wanted.t === 'money') return 'write money(…) around the number'
  if (found.t === 'count' && wanted.t === 'months') return 'write months(…) around the number'
  if (wanted.t === 'rate') return 'write rate("7/10") or name a parameter of type rate'
  return `use a value of type ${formatType(wanted)}`
}

/** A count or decimal with more places; undefined where that would lose or invent something. */
export function rescale(node: Node, to: Type): Node | undefined {
  const from = node.type.t === 'count' ? 0 : node.type.t === 'decimal' ? node.type.places : undefined
  if (from === undefined || to.t !== 'decimal' || to.places < from) return undefined
  const factor = 10n ** BigInt(to.places - from)
  return factor === 1n
    ? ({ ...node, type: to } as Node)
    : { kind: 'rescale', type: to, value: node, factor, start: node.start }
}

/** Two nodes brought to one type: a count beside a decimal gets its places. */
export function align(a: Node, b: Node): [Node, Node] {
  if (sameType(a.type, b.type)) return [a, b]
  const right = rescale(b, a.type)
  if (right) return [a, right]
  const left = rescale(a, b.type)
  if (left) return [left, b]
  throw new LawFault(
    'type_mismatch',
    `${formatType(a.type)} and ${formatType(b.type)} do not go together`,
    hint(b.type, a.type),
    b.start,
  )
}

/** Demands one of several types. */
export function needs(node: Node, types: readonly Type['t'][], what: string): void {
  if (!types.includes(node.type.t))
    throw new LawFault(
      'type_mismatch',
      `${what} cannot take ${formatType(node.type)}`,
      `it takes ${types.join(', ')}`,
      node.start,
    )
}
