import {
  Case,
  type Context,
  evaluate,
  isKnown,
  type Outcome,
  type Range,
  type RateRange,
  type Value,
} from '../evaluate/index.ts'
import { formatDay, yearStart } from '../language/days.ts'
import { formatFraction, parseFraction } from '../language/fraction.ts'
import { inForce, isShared, type Program } from '../language/in-force.ts'
import type { FactBook, Law, LawFile, Rule, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import type { Type } from '../language/types.ts'
import type { Expect } from './case-shape.ts'
import { formatValue } from './format-value.ts'
import type { WorkedCase } from './read-cases.ts'

/** What differed in a case; empty when it passed. */
export interface CaseResult {
  readonly worked: WorkedCase
  readonly differences: readonly string[]
}

/** Programs by day, so that many cases of one day share one. */
export class Programs {
  private readonly byDay = new Map<number, Program>()
  readonly law: Law
  constructor(law: Law) {
    this.law = law
  }
  on(day: number): Program {
    const known = this.byDay.get(day)
    if (known) return known
    const program = inForce(this.law, day, yearStart(day))
    this.byDay.set(day, program)
    return program
  }
}

/** Decides the household of a case and compares with everything that the case expects. */
export function runCase(worked: WorkedCase, programs: Programs): CaseResult {
  const program = programs.on(worked.on)
  const decided = new Case(program, worked.household)
  const file = programs.law.files.get(worked.fileId)
  if (!file) return { worked, differences: [`there is no law file ${worked.fileId}`] }
  const differences: string[] = []
  for (const { person, expect } of worked.expected) {
    const who = person === undefined ? '' : `${person}: `
    for (const d of compareExpected(decided, file, person, expect)) differences.push(who + d)
  }
  return { worked, differences }
}

function compareExpected(
  decided: Case,
  file: LawFile,
  personId: string | undefined,
  expect: Expect,
): string[] {
  const differences: string[] = []
  const same = (what: string, found: string, wanted: string): void =>
    void (found === wanted || differences.push(`${what} is ${found}, expected ${wanted}`))
  const person = decided.household.members.find(m => m.id === personId)
  const outcome = isShared(file) ? undefined : outcomeOf(decided, file, person ?? onlyPerson(decided, file))
  const wants = (key: keyof Expect): boolean => expect[key] !== undefined
  if (!isShared(file) && !outcome) {
    if (expect.outcome !== 'not_applicable') differences.push(`${file.id} has no version in force`)
    return differences
  }
  if (outcome) {
    if (expect.outcome) same('outcome', outcome.outcome, expect.outcome)
    if (wants('group')) same('group', outcome.group?.id ?? '', expect.group ?? '')
    if (wants('exception')) same('exception', outcome.exception?.id ?? '', expect.exception ?? '')
    if (wants('amount'))
      same('amount', outcome.amount === undefined ? 'unknown' : String(outcome.amount), expect.amount ?? '')
    if (wants('share'))
      same('share', outcome.share ? formatFraction(outcome.share) : 'unknown', normalRate(expect.share ?? ''))
    if (expect.missing)
      same(
        'missing',
        outcome.missing.join('; ') || 'nothing',
        [...expect.missing].sort().join('; ') || 'nothing',
      )
    if (wants('restricted')) same('restricted', String(outcome.restricted), expect.restricted ?? '')
    if (wants('route')) same('route', outcome.version.route ?? '', expect.route ?? '')
    if (wants('starts')) same('starts', outcome.version.starts ?? '', expect.starts ?? '')
    for (const [name, wanted] of Object.entries(expect.terms ?? {})) {
      const node = outcome.version.terms.get(name)
      const context = decided.context(outcome.file, outcome.version, outcome.person)
      same(
        `term ${name}`,
        node ? show(node.type, evaluate(node, context), decided.program.law.facts) : 'not there',
        node?.type.t === 'rate' ? normalRate(wanted) : wanted,
      )
    }
  }
  if (wants('payer')) same('payer', file.payer ?? '', expect.payer ?? '')
  if (wants('kind')) same('kind', file.kind, expect.kind ?? '')
  if (wants('per')) same('per', file.per ?? '', expect.per ?? '')
  for (const [name, wanted] of Object.entries(expect.rules ?? {})) {
    const found = ruleValue(decided, file, name, person ?? decided.household.members[0], outcome?.version)
    const text = Array.isArray(wanted) ? `one of ${[...wanted].sort().join(', ')}` : wanted
    const isSet = Array.isArray(wanted)
    same(
      `rule ${name}`,
      found ? show(found.rule.type, found.value, decided.program.law.facts, isSet) : 'not there',
      found?.rule.type.t === 'rate' ? normalRate(text) : text,
    )
  }
  return differences
}

const normalRate = (text: string): string => {
  const f = parseFraction(text)
  return f ? formatFraction(f) : text
}

/** Without a named person, a person's benefit is asked of the only one there is. */
const onlyPerson = (decided: Case, file: LawFile): Case['household']['members'][number] | undefined =>
  file.subject === 'person' ? decided.household.members[0] : undefined

function outcomeOf(
  decided: Case,
  file: LawFile,
  person: Case['household']['members'][number] | undefined,
): Outcome | undefined {
  const benefit = decided.program.benefits.find(b => b.file.id === file.id)
  return benefit && decided.decide(benefit, file.subject === 'person' ? person : undefined)
}

function ruleValue(
  decided: Case,
  file: LawFile,
  name: string,
  person: Case['household']['members'][number] | undefined,
  version: Version | undefined,
): { rule: Rule; value: Value } | undefined {
  const inFile =
    version ??
    file.versions.find(
      v => v.from <= decided.program.on && (v.to === undefined || decided.program.on <= v.to),
    )
  const own = inFile?.rules.get(name)
  const shared = decided.program.rules.get(`household.${name}`) ?? decided.program.rules.get(`person.${name}`)
  const rule = own ?? shared
  if (!rule || !inFile) return undefined
  const context: Context =
    own || !shared
      ? decided.context(file, inFile, person)
      : decided.context(shared.file, shared.version, person)
  const node: Node = {
    kind: 'rule',
    type: rule.type,
    owner: rule.entity === 'household' ? 'household' : 'self',
    name,
    start: 0,
  }
  return { rule, value: evaluate(node, context) }
}

function show(type: Type, value: Value, facts: FactBook, asSet = false): string {
  if (!isKnown(value) && !asSet) return 'unknown'
  if (type.t === 'rate') return formatFraction((value as RateRange).lo)
  if (type.t === 'date') return formatDay(Number((value as Range).lo))
  return formatValue(type, value, facts)
}
