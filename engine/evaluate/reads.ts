import type { Program } from '../language/in-force.ts'
import type { Version } from '../language/law.ts'
import { children, type Node } from '../language/nodes/index.ts'
import { type Context, findRule, insideRule, personOf } from './context.ts'
import { bool } from './evaluate.ts'
import { FALSE, TRUE } from './value.ts'

/** Did the expression read a restricted fact, in the order of writing? (docs/language.md, part 5) */
export function readsRestricted(node: Node, context: Context): boolean {
  if (!canRead(node, context.version, context.program)) return false
  switch (node.kind) {
    case 'fact':
    case 'has': {
      const { facts } = context.program.law
      return (node.owner === 'household' ? facts.household : facts.person).get(node.name)?.restricted ?? false
    }
    case 'rule': {
      const { rule, file, version } = findRule(context, node.owner, node.name)
      const decided = context.memo.of(personOf(context, node.owner)).reads
      const known = decided.get(rule.expression)
      if (known !== undefined) return known
      const reads = readsRestricted(rule.expression, insideRule(context, node.owner, file, version))
      decided.set(rule.expression, reads)
      return reads
    }
    case 'and':
      return (
        readsRestricted(node.left, context) ||
        (bool(node.left, context) !== FALSE && readsRestricted(node.right, context))
      )
    case 'or':
      return (
        readsRestricted(node.left, context) ||
        (bool(node.left, context) !== TRUE && readsRestricted(node.right, context))
      )
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
      return (
        each !== undefined &&
        context.household.members.some(member => readsRestricted(each, { ...context, member }))
      )
    }
    default:
      return children(node).some(child => readsRestricted(child, context))
  }
}

const reach = new WeakMap<Program, Map<Node, boolean>>()

/** Can the expression read a restricted fact for any household at all? Asked once for each expression of a program. */
function canRead(node: Node, version: Version, program: Program): boolean {
  const known = reach.get(program) ?? new Map<Node, boolean>()
  reach.set(program, known)
  const before = known.get(node)
  if (before !== undefined) return before
  known.set(node, false)
  let can = children(node).some(child => canRead(child, version, program))
  if (node.kind === 'fact' || node.kind === 'has') {
    const { facts } = program.law
    can = (node.owner === 'household' ? facts.household : facts.person).get(node.name)?.restricted ?? false
  }
  if (node.kind === 'rule') {
    const entity = node.owner === 'household' ? 'household' : 'person'
    const own = version.rules.get(node.name)
    const rule =
      own?.entity === entity
        ? { expression: own.expression, version }
        : program.rules.get(`${entity}.${node.name}`)
    can = rule !== undefined && canRead(rule.expression, rule.version, program)
  }
  known.set(node, can)
  return can
}
