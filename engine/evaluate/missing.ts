import { children, type Node } from '../language/nodes/index.ts'
import { datedValueAt } from '../language/value-at.ts'
import { type Context, findRule, insideRule, personOf } from './context.ts'
import { evaluate, rawFact, wordsOf } from './evaluate.ts'
import { isKnown } from './value.ts'

/**
 * Adds to `into` the unknown facts and missing parameters on which an undecided expression waits (docs/language.md, part 4):
 * parts that are decided ask for nothing.
 */
export function collectMissing(node: Node, context: Context, into: Set<string>): void {
  if (isKnown(evaluate(node, context))) return
  switch (node.kind) {
    case 'fact': {
      if (rawFact(node.owner, node.name, context) !== undefined) return
      const person = personOf(context, node.owner)
      into.add(person ? `${person.id}.${node.name}` : node.name)
      return
    }
    case 'rule': {
      const { rule, file, version } = findRule(context, node.owner, node.name)
      collectMissing(rule.expression, insideRule(context, node.owner, file, version), into)
      return
    }
    case 'missing':
      into.add(`law:${node.name}`)
      return
    case 'parameter': {
      const cells = datedValueAt(node.parameter, context.program.on, context.program.yearStart)?.cells ?? []
      const keys = node.key ? (evaluate(node.key, context) as number) : 1
      if (cells.some((cell, i) => cell === undefined && (keys >> i) & 1))
        into.add(`law:${node.parameter.name}`)
      if (node.key) collectMissing(node.key, context, into)
      return
    }
    case 'among':
      if (!wordsOf(node.words, context) && 'name' in node.words) into.add(`law:${node.words.name}`)
      collectMissing(node.value, context, into)
      return
    case 'choose':
      collectMissing(node.condition, context, into)
      for (const branch of [node.yes, node.no]) {
        const taken = branch === node.yes ? 2 : 1
        if ((evaluate(node.condition, context) as number) & taken) collectMissing(branch, context, into)
      }
      return
    case 'exists':
    case 'all':
    case 'count':
    case 'sum':
      for (const member of context.household.members)
        if (node.each) collectMissing(node.each, { ...context, member }, into)
      return
    default:
      for (const child of children(node)) collectMissing(child, context, into)
  }
}
