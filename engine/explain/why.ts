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
      return c.holds === 'yes'
        ? c.parts.flatMap(decisive)
        : c.parts.filter(p => p.holds === c.holds).flatMap(decisive)
    case 'or':
      return c.holds === 'yes'
        ? c.parts
            .filter(p => p.holds === 'yes')
            .slice(0, 1)
            .flatMap(decisive)
        : c.parts.filter(p => p.holds === c.holds).flatMap(decisive)
    case 'not':
      return first ? decisive(first) : [c]
    case 'choose': {
      const [condition, ...branches] = c.parts
      const how = condition ? decisive(condition).filter(d => d.kind !== 'has') : []
      return [...how, ...branches.flatMap(decisive)]
    }
    case 'rule': {
      if (!first || c.holds === null) return [c]
      const inner = withoutHas(decisive(first))
      return inner.length === 0 ||
        inner.length > MANY ||
        inner.some(d => d.kind === 'literal' || d.kind === 'missing')
        ? [c]
        : inner
    }
    case 'exists':
    case 'all': {
      const deciding = c.kind === 'exists' ? 'yes' : 'no'
      if (c.holds !== deciding && c.holds !== 'unknown') return [c]
      const members = c.parts.filter(p => p.holds === c.holds)
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
  return clauses(conditions.flatMap(decisive))
}

/** The clauses of what decides, each once; two bounds of one quantity in one clause: `39 tuổi, từ 16 tuổi trở lên và không quá 59 tuổi`. */
export function clauses(found: readonly Condition[]): Text2[] {
  const said: { about: string | undefined; say: Text2 }[] = []
  for (const d of withoutHas(found)) {
    const about = subjects(d)[0]
    const at = about === undefined ? -1 : said.findIndex(s => s.about === about)
    const merged = at < 0 ? undefined : merge(said[at]?.say, d.say)
    if (merged) said[at] = { about, say: merged }
    else said.push({ about, say: d.say })
  }
  return once(said.map(s => s.say))
}

/** Two clauses with one beginning as one; undefined where they have none in common. */
function merge(first: Text2 | undefined, second: Text2): Text2 | undefined {
  if (!first || first.vi === second.vi) return first
  const heads = both(l => commonHead(first[l], second[l]))
  if (heads.vi === '' || heads.en === '') return undefined
  return both(l => {
    const more = second[l].slice(heads[l].length)
    return first[l].includes(more) ? first[l] : `${first[l]}${l === 'vi' ? ' và ' : ' and '}${more}`
  })
}

function commonHead(a: string, b: string): string {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return a.slice(0, a.lastIndexOf(', ', i - 1) + 2).length > 2
    ? a.slice(0, a.lastIndexOf(', ', i - 1) + 2)
    : ''
}

/** "There is no score" is worth saying only where nothing else is. */
function withoutHas(found: readonly Condition[]): Condition[] {
  const rest = found.filter(d => d.kind !== 'has')
  return rest.length > 0 ? rest : [...found]
}

/** One clause for one member: `P2 (14 tuổi): suy dinh dưỡng theo tuổi`. */
function ofMember(c: Condition): Condition {
  const says = clauses(decisive(c))
  return {
    ...c,
    kind: 'member',
    say: both(
      l =>
        `${c.member ?? ''}: ${list(
          says.map(s => s[l]),
          l,
        )}`,
    ),
    parts: c.parts,
  }
}

/** A word that a rule chose, with the case that chose it: `nhóm …: người thuộc hộ nghèo (vì hộ nghèo)`. */
function withReason(c: Condition): Condition {
  // of a number the comparison itself is the reason
  if (/^\d+$/.test(c.parts[0]?.value ?? '0')) return c
  const asked = c.parts[0]?.kind === 'rule' ? c.parts[0].parts[0] : undefined
  const chosen = asked && chosenCase(asked)
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

/** Why a chain of cases gave its value: the case that holds, why its own value came about, and why the cases before it do not hold. */
export function becauseOfValue(value: Condition): Text2[] {
  return clauses(leavesOfValue(value))
}

/** The conditions behind a value, the deciding ones first. */
export function leavesOfValue(c: Condition): Condition[] {
  if (c.kind === 'rule') return c.parts[0] ? leavesOfValue(c.parts[0]) : []
  if (c.kind !== 'choose') return c.holds === null ? [] : decisive(c)
  const [condition, next] = c.parts
  if (!condition) return []
  if (condition.holds === 'unknown' || !next) return decisive(condition)
  const found =
    condition.holds === 'yes' ? [...decisive(condition), ...leavesOfValue(next)] : leavesOfValue(next)
  if (condition.holds === 'yes') return found
  const told = new Set(found.flatMap(subjects))
  return [
    ...found,
    ...decisive(condition).filter(d => isBound(d, found) || !subjects(d).some(s => told.has(s))),
  ]
}

/** A second bound of the same quantity is worth saying where it is on its other side. */
const isBound = (d: Condition, found: readonly Condition[]): boolean =>
  found.some(
    f =>
      f.kind === d.kind &&
      subjects(f)[0] !== undefined &&
      subjects(f)[0] === subjects(d)[0] &&
      f.holds !== 'yes',
  )

/** What a comparison is about: one clause for each is enough. */
const subjects = (c: Condition): string[] =>
  c.kind === 'compare' && c.parts[0]?.name ? [c.parts[0].name] : []

/** Every key of a parameter in a tree; what stands below a count of true conditions is another matter and is left out. */
export function usesOf(c: Condition, into = new Set<string>()): Set<string> {
  for (const key of c.uses) into.add(key)
  if (c.kind !== 'count_true') for (const p of c.parts) usesOf(p, into)
  return into
}
