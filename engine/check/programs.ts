import { formatDay, yearStart } from '../language/days.ts'
import { type Finding, LawFault } from '../language/finding.ts'
import { inForce, isShared, type LinkedRule, type Program, ruleKey } from '../language/in-force.ts'
import type { Law, LawFile, Version } from '../language/law.ts'
import { type Node, walk } from '../language/nodes/index.ts'
import { datedValueAt } from '../language/value-at.ts'
import { type Bounds, boundsOf } from './bounds.ts'
import { entityOf } from './scope.ts'

/** Every day on which the law changes: versions and dated values. */
export function daysOfChange(law: Law): number[] {
  const days = new Set<number>()
  for (const file of law.files.values()) {
    for (const v of file.versions) {
      days.add(v.from)
      if (v.to !== undefined) days.add(v.to + 1)
      for (const p of v.parameters.values())
        for (const d of p.values)
          if (d.from >= v.from && (v.to === undefined || d.from <= v.to)) days.add(d.from)
    }
  }
  return [...days].sort((a, b) => a - b)
}

/**
 * Links the law of every day of change and checks what only shows then: names that have no version on that day, cycles, numbers
 * that could leave the exact range, parameters without a value. One finding for each fault and version, on the first such day.
 */
export function checkPrograms(law: Law): Finding[] {
  const findings = new Map<string, Finding>()
  const add = (f: Finding): void =>
    void (
      findings.has(`${f.file}:${f.line}:${f.column}:${f.rule}:${f.message}`) ||
      findings.set(`${f.file}:${f.line}:${f.column}:${f.rule}:${f.message}`, f)
    )
  for (const on of daysOfChange(law)) checkProgram(inForce(law, on, yearStart(on)), add)
  return [...findings.values()]
}

function checkProgram(program: Program, add: (f: Finding) => void): void {
  const state = new Map<string, 'busy' | Bounds | 'none'>()
  const rule = (key: string): LinkedRule | undefined => program.rules.get(key)
  const checkVersion = (file: LawFile, version: Version): void => {
    const local = new Map(
      [...version.rules.values()].map(r => [ruleKey(r.entity, r.name), { ...r, file, version }]),
    )
    const find = (key: string): LinkedRule | undefined => local.get(key) ?? rule(key)
    const bounds = (key: string): Bounds | undefined => {
      const found = find(key)
      const stateKey = local.has(key) && !isShared(file) ? `${file.id}#${version.index}#${key}` : key
      const known = state.get(stateKey)
      if (known === 'busy')
        throw new LawFault('cycle', `rule ${key} needs itself`, 'break the circle of rules')
      if (known) return known === 'none' ? undefined : known
      if (!found) return undefined
      state.set(stateKey, 'busy')
      try {
        const b = boundsOf(found.expression, program.law.facts, bounds)
        visitRules(found.expression, bounds)
        state.set(stateKey, b ?? 'none')
        return b
      } catch (e) {
        state.set(stateKey, 'none')
        throw e
      }
    }
    for (const r of version.rules.values()) attempt(r.position, () => void bounds(ruleKey(r.entity, r.name)))
    for (const { node, position } of expressionsOf(version)) {
      attempt(position, () => {
        boundsOf(node, program.law.facts, bounds)
        visitRules(node, bounds)
      })
      walk(node, n => {
        if (n.kind === 'rule' && !find(ruleKey(entityOf(n.owner), n.name))) {
          add({
            ...position,
            rule: 'gap',
            message: `on ${formatDay(program.on)} no version gives the rule ${n.name}`,
            mend: 'close the gap in the file that gives it, or end this version',
          })
        }
      })
    }
    for (const p of version.parameters.values()) {
      if (!datedValueAt(p, program.on, program.yearStart)) {
        add({
          ...p.position,
          rule: 'gap',
          message: `${p.name} has no value on ${formatDay(p.atReference ? program.yearStart : program.on)}`,
          mend: 'add a dated value from that day, or value: missing',
        })
      }
    }
  }
  const attempt = (position: { file: string; line: number; column: number }, work: () => void): void => {
    try {
      work()
    } catch (e) {
      if (!(e instanceof LawFault)) throw e
      add({ ...position, rule: e.rule, message: e.message, mend: e.mend })
    }
  }
  for (const file of program.law.files.values()) {
    for (const v of file.versions)
      if (v.from <= program.on && (v.to === undefined || program.on <= v.to) && !v.notApplicable)
        checkVersion(file, v)
  }
}

/** Follows the rules of an expression, so that a cycle through bools is found too. */
function visitRules(node: Node, bounds: (key: string) => unknown): void {
  walk(node, n => void (n.kind === 'rule' && bounds(ruleKey(entityOf(n.owner), n.name))))
}

/** Every expression of a version, with the place to report at. */
export function expressionsOf(version: Version): { node: Node; position: Version['position'] }[] {
  const all: { node: Node; position: Version['position'] }[] = []
  const add = (node: Node | undefined, position = version.position): void =>
    void (node && all.push({ node, position }))
  for (const r of version.rules.values()) add(r.expression, r.position)
  add(version.appliesTo)
  for (const e of version.exceptions) add(e.when)
  add(version.condition)
  for (const g of version.groups) {
    add(g.when, g.position)
    add(g.amount, g.position)
    add(g.share, g.position)
  }
  for (const t of version.terms.values()) add(t)
  return all
}
