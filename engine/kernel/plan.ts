import { entityOf } from '../check/scope.ts'
import { type LinkedRule, type Program, ruleKey } from '../language/in-force.ts'
import type { Version } from '../language/law.ts'
import { type Node, walk } from '../language/nodes/index.ts'

/** A pass over the chunk that computes and stores rules of one entity. Even numbers are households, odd ones persons. */
export interface Stage {
  readonly entity: 'household' | 'person'
  readonly rules: readonly LinkedRule[]
}

/**
 * Which shared rules are computed once and stored, and in which order. The others are written out where they are used.
 */
export function planStages(program: Program, outputs: readonly string[]): Stage[] {
  const asked = new Set<string>()
  for (const benefit of program.benefits)
    for (const v of benefit.versions)
      for (const node of versionNodes(v)) for (const key of rulesIn(node, v)) asked.add(key)
  const isStored = (rule: LinkedRule): boolean => isWorthStoring(rule, asked)
  const needed = new Map<string, number>()
  const stageOf = (key: string): number => {
    const known = needed.get(key)
    if (known !== undefined) return known
    const rule = program.rules.get(key)
    if (!rule) return 0
    needed.set(key, 0)
    let stage = rule.entity === 'household' ? 0 : 1
    for (const other of rulesIn(rule.expression, rule.version)) {
      let before = stageOf(other)
      const theirs = program.rules.get(other)
      if (theirs && !isStored(theirs)) before = Math.max(before - 1, 0)
      if (before % 2 !== (rule.entity === 'household' ? 0 : 1)) before++
      if (before > stage) stage = before
    }
    needed.set(key, stage)
    return stage
  }
  for (const name of outputs) stageOf(ruleKey('household', name))
  for (const benefit of program.benefits)
    for (const v of benefit.versions)
      for (const node of versionNodes(v)) for (const key of rulesIn(node, v)) stageOf(key)
  const stages: { entity: 'household' | 'person'; rules: LinkedRule[] }[] = []
  // a map keeps the order of insertion, in which a rule comes before those it needs; sorting by depth puts it right
  const depth = new Map<string, number>()
  const depthOf = (key: string): number => {
    const known = depth.get(key)
    if (known !== undefined) return known
    const rule = program.rules.get(key)
    depth.set(key, 0)
    const d = rule ? 1 + Math.max(0, ...rulesIn(rule.expression, rule.version).map(depthOf)) : 0
    depth.set(key, d)
    return d
  }
  for (const [key, stage] of [...needed].sort((a, b) => a[1] - b[1] || depthOf(a[0]) - depthOf(b[0]))) {
    const rule = program.rules.get(key)
    if (!rule || !isStored(rule)) continue
    while (stages.length <= stage)
      stages.push({ entity: stages.length % 2 === 0 ? 'household' : 'person', rules: [] })
    stages[stage]?.rules.push(rule)
  }
  return stages.filter(s => s.rules.length > 0)
}

/** Every household rule has a column; a person's has one when benefits ask for it and it is more than a comparison or two. */
function isWorthStoring(rule: LinkedRule, asked: ReadonlySet<string>): boolean {
  if (rule.type.t === 'rate' || rule.type.t === 'text') return false
  if (rule.entity === 'household') return true
  let nodes = 0
  walk(rule.expression, () => nodes++)
  return nodes > 8 && asked.has(ruleKey(rule.entity, rule.name))
}

/** Keys of the shared rules that an expression names, directly or through rules of its own version. */
function rulesIn(node: Node, version: Version, seen: Set<string> = new Set()): string[] {
  const keys: string[] = []
  walk(node, n => {
    if (n.kind !== 'rule') return
    const entity = entityOf(n.owner)
    const own = version.rules.get(n.name)
    const key = ruleKey(entity, n.name)
    if (own?.entity === entity && !seen.has(key)) {
      seen.add(key)
      keys.push(...rulesIn(own.expression, version, seen))
    }
    keys.push(key)
  })
  return keys
}

/** Every expression that decides a benefit. */
export function versionNodes(v: Version): Node[] {
  return [
    v.appliesTo,
    ...v.exceptions.map(e => e.when),
    v.condition,
    ...v.groups.flatMap(g => [g.when, g.amount, g.share]),
  ].filter(n => n !== undefined)
}
