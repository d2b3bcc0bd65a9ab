import type { Text2 } from '../language/types.ts'
import type { Condition } from './explanation.ts'
import { both, list, list2, once, two } from './text.ts'

/** More clauses than this and a rule is told by its own name instead. */
const MANY = 3

/**
 * The parts of an asked condition that decide it: of a true `or` the first true part, of a false `and` the false parts, of
 * something undecided the undecided parts.
 */
export function decisive(c: Condition): Condition[] {
  const [first] = c.parts
  switch (c.kind) {
    case 'and':
      return c.holds === 'yes' ? c.parts.flatMap(decisive) : c.parts.filter((p) => p.holds === c.holds).flatMap(decisive)
    case 'or':
      return c.holds === 'yes' ? c.parts.filter((p) => p.holds === 'yes').slice(0, 1).flatMap(decisive) : c.parts.filter((p) => p.holds === c.holds).flatMap(decisive)
    case 'not':
      return first ? decisive(first) : [c]
    case 'choose': {
      const [condition, ...branches] = c.parts
      const how = condition ? decisive(condition).filter((d) => d.kind !== 'has') : []
      return [...how, ...branches.flatMap(decisive)]
    }
    case 'rule': {
      if (!first || c.holds === null) return [c]
      const inner = withoutHas(decisive(first))
      return inner.length === 0 || inner.length > MANY || inner.some((d) => d.kind === 'literal' || d.kind === 'missing') ? [c] : inner
    }
    case 'exists':
    case 'all': {
      const deciding = c.kind === 'exists' ? 'yes' : 'no'
      if (c.holds !== deciding && c.holds !== 'unknown') return [c]
      const members = c.parts.filter((p) => p.holds === c.holds)
      return members.length === 0 || members.length > MANY ? [c] : members.map(ofMember)
    }
    case 'compare':
    case 'among':
      return [withReason(c)]
    default:
      return [c]
  }
}

/** What decides, as clauses, each once. */
export function because(conditions: readonly Condition[]): Text2[] {
  return once(withoutHas(conditions.flatMap(decisive)).map((d) => d.say))
}

/** "There is no score" is worth saying only where nothing else is. */
function withoutHas(found: readonly Condition[]): Condition[] {
  const rest = found.filter((d) => d.kind !== 'has')
  return rest.length > 0 ? rest : [...found]
}

/** One clause for one member: `P2 (14 tuổi): suy dinh dưỡng theo tuổi`. */
function ofMember(c: Condition): Condition {
  const says = once(decisive(c).map((d) => d.say))
  return { ...c, kind: 'member', say: both((l) => `${c.member ?? ''}: ${list(says.map((s) => s[l]), l)}`), parts: c.parts }
}

/** A word that a rule chose, with the case that chose it: `nhóm …: người thuộc hộ nghèo (vì hộ nghèo)`. */
function withReason(c: Condition): Condition {
  const rule = c.parts.find((p) => p.kind === 'rule' && p.parts[0]?.kind === 'choose')
  const chosen = rule?.parts[0] && chosenCase(rule.parts[0])
  if (!chosen) return c
  const says = because([chosen])
  if (says.length === 0 || says.length > 2) return c
  const why = list2(says)
  return { ...c, say: two(`${c.say.vi} (vì ${why.vi})`, `${c.say.en} (because: ${why.en})`) }
}

/** The condition of a chain of cases that holds; undefined for the last, "else", and where it is not decided. */
function chosenCase(choose: Condition): Condition | undefined {
  let at: Condition | undefined = choose
  while (at?.kind === 'choose') {
    const [condition, next]: readonly Condition[] = at.parts
    if (condition?.holds === 'yes') return condition
    if (condition?.holds !== 'no') return undefined
    at = next
  }
  return undefined
}

/** Why a chain of cases gave its value: the case that holds, and why those before it do not. */
export function becauseOfValue(choose: Condition): Text2[] {
  const before: Condition[] = []
  let at: Condition | undefined = choose
  while (at?.kind === 'choose') {
    const [condition, next]: readonly Condition[] = at.parts
    if (!condition) break
    if (condition.holds !== 'no') return because([condition, ...(condition.holds === 'yes' ? before : [])])
    before.push(condition)
    at = next
  }
  return because(before)
}

/** Every key of a parameter in a tree. */
export function usesOf(c: Condition, into = new Set<string>()): Set<string> {
  for (const key of c.uses) into.add(key)
  for (const p of c.parts) usesOf(p, into)
  return into
}
