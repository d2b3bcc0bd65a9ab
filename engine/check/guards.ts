import type { Node } from '../language/nodes/index.ts'
import { entityOf, type Scope } from './scope.ts'

/** Optional facts that certainly exist when the condition holds (`holds`) or fails. */
export function implied(node: Node, holds: boolean, scope: Scope): ReadonlySet<string> {
  switch (node.kind) {
    case 'has':
      return holds ? new Set([`${node.owner}.${node.name}`]) : new Set()
    case 'not':
      return implied(node.value, !holds, scope)
    case 'and':
      return holds ? union(implied(node.left, true, scope), implied(node.right, true, scope)) : new Set()
    case 'or':
      return holds ? new Set() : union(implied(node.left, false, scope), implied(node.right, false, scope))
    case 'rule': {
      const expression = scope.ruleShape(entityOf(node.owner), node.name)?.expression?.()
      if (!expression) return new Set()
      // inside the rule its own entity is `household` or `self`; seen from a quantifier, `self` is the member
      const inside = implied(expression, holds, scope)
      return new Set([...inside].map(k => (node.owner === 'member' ? k.replace(/^self\./, 'member.') : k)))
    }
    default:
      return new Set()
  }
}

const union = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> => new Set([...a, ...b])

/** The scope in which the right side of `&&`, `||` or a branch of `?:` stands. */
export const withKnown = (scope: Scope, more: ReadonlySet<string>): Scope =>
  more.size === 0 ? scope : { ...scope, known: union(scope.known, more) }
