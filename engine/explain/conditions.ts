import { formatValue } from '../cases/index.ts'
import {
  bool,
  type Context,
  evaluate,
  FALSE,
  isKnown,
  personOf,
  readsRestricted,
  TRUE,
} from '../evaluate/index.ts'
import { children, type Node } from '../language/nodes/index.ts'
import { citation } from './acts.ts'
import { follow, holdsOf, type Ledger } from './asking.ts'
import type { Condition } from './explanation.ts'
import { state } from './statements.ts'

/** Rules of the standard that have an explanation of their own: the tree of a benefit names them and stops there. */
const STANDING = new Set(['standing', 'computed_standing', 'standing_basis'])

export interface Asking {
  readonly ledger: Ledger
  /** Do not go into the standing: it is explained beside. */
  readonly stopAtStanding: boolean
}

/**
 * Asks a condition and everything below it. Follows the order of reading (docs/language.md, part 5), and beyond it only into what
 * reads no restricted fact: so the tree of an unrestricted outcome never shows one.
 */
export function ask(node: Node, context: Context, asking: Asking, part = ''): Condition {
  const value = evaluate(node, context)
  const member = context.member?.id ?? null
  const base = {
    part,
    kind: node.kind,
    holds: node.type.t === 'bool' ? holdsOf(value) : null,
    say: state(node, context, asking.ledger),
    value: isKnown(value) ? formatValue(node.type, value, context.program.law.facts) : null,
    name: 'name' in node ? node.name : node.kind === 'parameter' ? node.parameter.name : null,
    member,
    rule: null,
    uses: [] as string[],
  }
  const inner = (n: Node, at: Context = context): Condition => ask(n, at, asking)
  const safe = (n: Node): Condition[] => (readsRestricted(n, context) ? [] : [inner(n)])
  switch (node.kind) {
    case 'rule': {
      const { rule, file, version, inside } = follow(context, node.owner, node.name)
      const where = {
        file: file.id,
        name: rule.name,
        citation: citation(context.program.law, version, rule.article ?? version.article),
      }
      asking.ledger.markRule(rule, file, version, context)
      const stop = asking.stopAtStanding && STANDING.has(node.name) && file.kind === 'standard'
      const person = personOf(context, node.owner)?.id ?? null
      const below = stop ? [] : [ask(rule.expression, inside, asking)]
      return { ...base, member: node.owner === 'member' ? person : member, rule: where, parts: below }
    }
    case 'parameter': {
      const key = node.key ? (evaluate(node.key, context) as number) : undefined
      return {
        ...base,
        uses: [asking.ledger.use(node.parameter, key, context)],
        parts: node.key ? [inner(node.key)] : [],
      }
    }
    case 'among': {
      const uses = 'name' in node.words ? [asking.ledger.use(node.words, undefined, context)] : []
      return { ...base, uses, parts: [inner(node.value)] }
    }
    case 'and': {
      const left = inner(node.left)
      return {
        ...base,
        parts: bool(node.left, context) === FALSE ? [left, ...safe(node.right)] : [left, inner(node.right)],
      }
    }
    case 'or': {
      const left = inner(node.left)
      return { ...base, parts: bool(node.left, context) === TRUE ? [left] : [left, inner(node.right)] }
    }
    case 'choose': {
      const c = bool(node.condition, context)
      const branches = [...(c !== FALSE ? [inner(node.yes)] : []), ...(c !== TRUE ? [inner(node.no)] : [])]
      return { ...base, parts: [inner(node.condition), ...branches] }
    }
    case 'exists':
    case 'all':
    case 'count':
    case 'sum': {
      const { each } = node
      return {
        ...base,
        parts: each ? context.household.members.map(m => ask(each, { ...context, member: m }, asking)) : [],
      }
    }
    default:
      return { ...base, parts: children(node).map(child => inner(child)) }
  }
}
