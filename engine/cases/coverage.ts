import { expressionsOf } from '../check/index.ts'
import { bool, Case, type Context, collectMissing, EITHER } from '../evaluate/index.ts'
import type { Finding } from '../language/finding.ts'
import type { Law, LawFile } from '../language/law.ts'
import { type CompareNode, children, type Node, walk } from '../language/nodes/index.ts'
import type { WorkedCase } from './read-cases.ts'
import { Programs } from './run-cases.ts'

/**
 * Findings for what the cases of a file never try: a side of a threshold, an unknown fact, a household of one person,
 * a file without cases.
 */
export function checkCoverage(law: Law, cases: readonly WorkedCase[]): Finding[] {
  const findings: Finding[] = []
  const programs = new Programs(law)
  for (const file of law.files.values()) {
    const mine = cases.filter(c => c.fileId === file.id)
    if (file.versions.every(v => v.notApplicable)) continue
    const at = { file: file.path, line: 1, column: 1 }
    if (mine.length === 0) {
      findings.push({
        ...at,
        rule: 'missing_case',
        message: `${file.id} has no case`,
        mend: `write ${file.id}.cases.yaml`,
      })
      continue
    }
    const seen = new Map<Node, number>()
    for (const worked of mine) tryCase(worked, file, programs, seen)
    for (const version of file.versions) {
      for (const { node, position } of expressionsOf(version)) {
        walk(node, n => {
          if (!isThreshold(n)) return
          const sides = seen.get(n) ?? 0
          if (sides === EITHER) return
          const which =
            sides === 0 ? 'either side' : sides === 2 ? 'the side where it fails' : 'the side where it holds'
          findings.push({
            ...position,
            rule: 'missing_case',
            message: `no case lies on ${which} of a threshold of this rule (${describe(n)})`,
            mend: `add cases on both sides to ${file.id}.cases.yaml`,
          })
        })
      }
    }
    if (
      !mine.some(c =>
        [...c.household.facts.values(), ...c.household.members.flatMap(m => [...m.facts.values()])].includes(
          undefined,
        ),
      )
    ) {
      findings.push({
        ...at,
        rule: 'missing_case',
        message: `no case of ${file.id} has an unknown fact`,
        mend: 'add one with `unknown`',
      })
    }
    if (!mine.some(c => c.household.members.length === 1)) {
      findings.push({
        ...at,
        rule: 'missing_case',
        message: `no case of ${file.id} is a household of one person`,
        mend: 'add one',
      })
    }
  }
  return findings
}

/** A comparison by order, or an equality of numbers: something with two sides. */
const isThreshold = (n: Node): n is CompareNode =>
  n.kind === 'compare' &&
  (n.op !== '==' && n.op !== '!=' ? true : n.left.type.t !== 'category' && n.left.type.t !== 'text')

const describe = (n: CompareNode): string => `${side(n.left)} ${n.op} ${side(n.right)}`
const side = (n: Node): string =>
  'name' in n
    ? n.name
    : n.kind === 'parameter'
      ? n.parameter.name
      : n.kind === 'literal'
        ? String(n.value)
        : n.kind === 'decision_day'
          ? 'on'
          : n.kind

/** Evaluates every comparison of the versions in force, wherever it stands, and notes on which side the case lies. */
function tryCase(worked: WorkedCase, file: LawFile, programs: Programs, seen: Map<Node, number>): void {
  const decided = new Case(programs.on(worked.on), worked.household)
  for (const version of file.versions) {
    if (worked.on < version.from || (version.to !== undefined && worked.on > version.to)) continue
    for (const { node } of expressionsOf(version)) {
      const persons = [undefined, ...worked.household.members]
      for (const self of persons) note(node, decided.context(file, version, self), seen)
    }
  }
}

function note(node: Node, context: Context, seen: Map<Node, number>): void {
  if (needsPerson(node) && !context.self && !context.member) return
  if (isThreshold(node) && canEvaluate(node, context)) {
    const value = bool(node, context)
    if (value !== EITHER) seen.set(node, (seen.get(node) ?? 0) | value)
    else if (waitsForLaw(node, context)) seen.set(node, EITHER) // a threshold that nobody knows has no sides to try
  }
  if (node.kind === 'exists' || node.kind === 'all' || node.kind === 'count' || node.kind === 'sum') {
    for (const member of context.household.members)
      if (node.each) note(node.each, { ...context, member }, seen)
    return
  }
  for (const child of children(node)) note(child, context, seen)
}

function waitsForLaw(node: Node, context: Context): boolean {
  const missing = new Set<string>()
  collectMissing(node, context, missing)
  return [...missing].some(m => m.startsWith('law:'))
}

const needsPerson = (node: Node): boolean =>
  (node.kind === 'fact' || node.kind === 'rule' || node.kind === 'has') && node.owner === 'self'

/** Do the persons that the parts speak of exist in this context? */
function canEvaluate(node: Node, context: Context): boolean {
  let can = true
  walk(node, n => {
    if (n.kind === 'fact' || n.kind === 'rule' || n.kind === 'has') {
      if (n.owner === 'self' && !context.self) can = false
      if (n.owner === 'member' && !context.member) can = false
    }
  })
  return can || hasOwnMembers(node, context)
}

const hasOwnMembers = (node: Node, context: Context): boolean => {
  let quantified = false
  let self = false
  walk(node, n => {
    if (n.kind === 'exists' || n.kind === 'all' || n.kind === 'count' || n.kind === 'sum') quantified = true
    if ((n.kind === 'fact' || n.kind === 'rule') && n.owner === 'self') self = true
  })
  return quantified && (!self || context.self !== undefined)
}
