import type { AmongNode } from './among.ts'
import type { ArithmeticNode, NegateNode, RescaleNode } from './arithmetic.ts'
import type { AgeOnNode, MonthsAfterNode, YearStartNode } from './calendar.ts'
import type { ChooseNode } from './choose.ts'
import type { CompareNode } from './compare.ts'
import type { DecisionDayNode } from './decision-day.ts'
import type { ExtremeNode } from './extreme.ts'
import type { FactNode } from './fact.ts'
import type { HasNode } from './has.ts'
import type { LiteralNode } from './literal.ts'
import type { JunctionNode, NotNode } from './logic.ts'
import type { CountTrueNode, MembersNode } from './members.ts'
import type { MissingNode } from './missing.ts'
import type { ParameterNode } from './parameter.ts'
import type { RuleNode } from './rule.ts'
import type { ShareNode } from './share.ts'

/** A typed expression. Every consumer ends its switch with `unreachable`, so a new kind cannot be forgotten anywhere. */
export type Node =
  | LiteralNode
  | FactNode
  | HasNode
  | RuleNode
  | ParameterNode
  | MissingNode
  | DecisionDayNode
  | NotNode
  | JunctionNode
  | CompareNode
  | AmongNode
  | ArithmeticNode
  | NegateNode
  | RescaleNode
  | ExtremeNode
  | ChooseNode
  | ShareNode
  | AgeOnNode
  | MonthsAfterNode
  | YearStartNode
  | MembersNode
  | CountTrueNode

export type NodeKind = Node['kind']

/** The parts of a node, in the order of writing. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'fact':
    case 'has':
    case 'rule':
    case 'missing':
    case 'decision_day':
      return []
    case 'parameter':
      return node.key ? [node.key] : []
    case 'not':
    case 'negate':
    case 'rescale':
    case 'among':
      return [node.value]
    case 'and':
    case 'or':
    case 'compare':
    case 'add':
    case 'subtract':
    case 'multiply':
      return [node.left, node.right]
    case 'min':
    case 'max':
    case 'count_true':
      return node.values
    case 'choose':
      return [node.condition, node.yes, node.no]
    case 'share':
      return [node.amount, node.rate]
    case 'age_on':
      return [node.birth, node.day]
    case 'months_after':
      return [node.day, node.months]
    case 'year_start':
      return [node.day]
    case 'exists':
    case 'all':
    case 'count':
    case 'sum':
      return node.each ? [node.each] : []
    default:
      return unreachable(node)
  }
}

/** Calls `visit` for the node and everything in it, in the order of writing. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const child of children(node)) walk(child, visit)
}

/** The end of a switch over a closed union: a new member becomes an error of the type checker. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
