import { children, type Node } from '../language/nodes/index.ts'
import { type Context, findRule, insideRule } from './context.ts'
import { bool } from './evaluate.ts'
import { FALSE, TRUE } from './value.ts'

/** Did the expression read a restricted fact, in the order of writing? (docs/language.md, part 5) */
export function readsRestricted(node: Node, context: Context): boolean {
  switch (node.kind) {
    case 'fact':
    case 'has': {
      const { facts } = context.program.law
      return (node.owner === 'household' ? facts.household : facts.person).get(node.name)?.restricted ?? false
    }
    case 'rule': {
      const { rule, file, version } = findRule(context, node.owner, node.name)
      return readsRestricted(rule.expression, insideRule(context, node.owner, file, version))
    }
    case 'and':
      return readsRestricted(node.left, context) || (bool(node.left, context) !== FALSE && readsRestricted(node.right, context))
    case 'or':
      return readsRestricted(node.left, context) || (bool(node.left, context) !== TRUE && readsRestricted(node.right, context))
    case 'choose': {
      const c = bool(node.condition, context)
      return (
        readsRestricted(node.condition, context) ||
        (c !== FALSE && readsRestricted(node.yes, context)) ||
        (c !== TRUE && readsRestricted(node.no, context))
      )
    }
    case 'exists':
    case 'all':
    case 'count':
    case 'sum': {
      const { each } = node
      return each !== undefined && context.household.members.some((member) => readsRestricted(each, { ...context, member }))
    }
    default:
      return children(node).some((child) => readsRestricted(child, context))
  }
}
