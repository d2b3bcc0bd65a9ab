import { parseDay } from '../language/days.ts'
import { type Finding, LawFault } from '../language/finding.ts'
import type { Exception, FactBook, FileKind, Group, Parameter, Rule, Version } from '../language/law.ts'
import type { Node } from '../language/nodes/index.ts'
import { BOOL, MONEY, RATE, type Type } from '../language/types.ts'
import type { Path, YamlFile } from '../language/yaml-file.ts'
import { elaborate } from './elaborate.ts'
import type { RawRule, RawVersion } from './file-shape.ts'
import { implied, withKnown } from './guards.ts'
import { readParameter } from './parameters.ts'
import { near, type RuleShape, type Scope } from './scope.ts'

/** What the reading of a version needs to know of its surroundings. */
export interface VersionContext {
  readonly file: YamlFile
  readonly facts: FactBook
  readonly kind: FileKind
  readonly subject: 'household' | 'person' | undefined
  readonly acts: ReadonlySet<string>
  /** Rules that standards and definitions give to every file. */
  readonly shared: (entity: 'household' | 'person', name: string) => RuleShape | undefined
  readonly findings: Finding[]
}

/** The type that a rule declares. */
export function ruleType(raw: RawRule): Type {
  if (raw.type === 'category') return { t: 'category', of: raw.of ?? '' }
  if (raw.type === 'decimal') return { t: 'decimal', places: Number(raw.places ?? '2') }
  return { t: raw.type }
}

/** Reads and types one version of a file. What is wrong is among the findings; the version holds what could be read. */
export function readVersion(raw: RawVersion, index: number, context: VersionContext): Version {
  const { file, facts, findings } = context
  const path: Path = ['versions', index]
  const report = (where: Path, rule: string, message: string, mend: string): void =>
    void findings.push({ ...file.at(where), rule, message, mend })
  const day = (key: 'from' | 'to'): number | undefined => {
    const text = raw[key]
    const found = text === undefined ? undefined : parseDay(text)
    if (text !== undefined && found === undefined)
      report([...path, key], 'value', `${text} is not a date`, 'write it as 2023-12-31')
    return found
  }
  const from = day('from') ?? 0
  const reference = raw.reference ?? 'decision_day'
  if (!raw.act)
    report(path, 'missing_citation', 'the version cites no act', 'write act: <key of law/acts.yaml>')
  else if (!context.acts.has(raw.act))
    report(
      [...path, 'act'],
      'unknown_act',
      `${raw.act} is not in law/acts.yaml`,
      near(raw.act, context.acts)
        ? `add the act, or did you mean ${near(raw.act, context.acts)}?`
        : 'add the act',
    )
  if (!raw.mark)
    report(path, 'value_without_mark', 'the version has no mark', 'say how sure its conditions are')
  if (!raw.source && raw.mark !== 'confirmed')
    report(path, 'missing_citation', 'the version does not say where it was read', 'write source: …')

  // rules are typed on demand, so that their order does not matter; a cycle is found when the program is linked
  const typed = new Map<string, Node | 'busy' | 'faulty'>()
  const rules = raw.rules ?? {}
  const parameters = new Map<string, Parameter>()
  const ruleShape = (entity: 'household' | 'person', name: string): RuleShape | undefined => {
    const own = rules[name]
    return own && own.entity === entity
      ? { entity, name, type: ruleType(own), expression: () => expressionOf(name) }
      : context.shared(entity, name)
  }
  const scope = (entity: 'household' | 'person', groupShare?: Node): Scope => ({
    facts,
    entity,
    parameters,
    ruleShape,
    known: new Set<string>(),
    ...(groupShare ? { groupShare } : {}),
  })
  const expressionOf = (name: string): Node | undefined => {
    const state = typed.get(name)
    if (state !== undefined) return state === 'busy' || state === 'faulty' ? undefined : state
    const rule = rules[name]
    if (!rule) return undefined
    typed.set(name, 'busy')
    const node = typeRule(rule, name, [...path, 'rules', name], scope(rule.entity), context)
    typed.set(name, node ?? 'faulty')
    return node
  }
  for (const [name, p] of Object.entries(raw.parameters ?? {})) {
    const parameter = readParameter(name, p, [...path, 'parameters', name], {
      file,
      facts,
      reference,
      versionFrom: from,
      findings,
      categoryOf: by => {
        const fact = facts.person.get(by) ?? facts.household.get(by)
        const own = rules[by]
        const type = own
          ? ruleType(own)
          : (context.shared('household', by)?.type ?? context.shared('person', by)?.type ?? fact?.type)
        return type?.t === 'category' ? type.of : undefined
      },
    })
    if (parameter) parameters.set(name, parameter)
  }
  const readRules = new Map<string, Rule>()
  for (const [name, rule] of Object.entries(rules)) {
    const expression = expressionOf(name)
    if (!expression) continue
    readRules.set(name, {
      name,
      entity: rule.entity,
      type: ruleType(rule),
      label: rule.label,
      article: rule.article,
      mark: rule.mark,
      expression,
      position: file.at([...path, 'rules', name]),
    })
  }
  const subject = context.subject ?? 'household'
  const type = (
    text: string | undefined,
    at: Path,
    want: Type | undefined,
    groupShare?: Node,
  ): Node | undefined => typeText(text, [...path, ...at], want, scope(subject, groupShare), context)
  const share = type(raw.share, ['share'], RATE)
  const groups: Group[] = (raw.groups ?? []).map((g, i) => {
    const groupShare = g.share === undefined ? share : type(g.share, ['groups', i, 'share'], RATE)
    const own = g.amount !== undefined
    return {
      id: g.id,
      means: g.means,
      when: type(g.when, ['groups', i, 'when'], BOOL),
      share: groupShare,
      amount: own
        ? type(g.amount, ['groups', i, 'amount'], MONEY, groupShare)
        : type(raw.amount, ['amount'], MONEY, groupShare),
      article: g.article,
      source: g.source,
      mark: g.mark,
      position: file.at([...path, 'groups', i]),
    }
  })
  if (groups.length === 0) {
    groups.push({
      id: '',
      means: undefined,
      when: undefined,
      share,
      amount: type(raw.amount, ['amount'], MONEY, share),
      article: undefined,
      source: undefined,
      mark: raw.mark ?? 'missing',
      position: file.at(path),
    })
  }
  const exceptions: Exception[] = (raw.exceptions ?? []).flatMap((e, i) => {
    const when = type(e.when, ['exceptions', i, 'when'], BOOL)
    return when
      ? [{ id: e.id, means: e.means, when, article: e.article, source: e.source, mark: e.mark }]
      : []
  })
  const terms = new Map<string, Node>()
  for (const [name, text] of Object.entries(raw.terms ?? {})) {
    const node = type(text, ['terms', name], undefined)
    if (node) terms.set(name, node)
  }
  const namesOfBools = (key: 'indicators' | 'warnings'): string[] =>
    (raw[key] ?? []).filter((name, i) => {
      const fine = rules[name]?.entity === 'household' && rules[name]?.type === 'bool'
      if (!fine)
        report(
          [...path, key, i],
          'unknown_name',
          `${name} is no household rule of type bool`,
          'declare the rule',
        )
      return fine
    })
  const version: Version = {
    from,
    to: day('to'),
    period: raw.period,
    territory: raw.territory,
    act: raw.act ?? '',
    article: raw.article,
    text: raw.text,
    source: raw.source,
    mark: raw.mark ?? 'missing',
    route: raw.route,
    starts: raw.starts,
    reference,
    notApplicable: raw.not_applicable?.reason,
    parameters,
    rules: readRules,
    indicators: namesOfBools('indicators'),
    warnings: namesOfBools('warnings'),
    appliesTo: type(raw.applies_to, ['applies_to'], BOOL),
    exceptions,
    condition: type(raw.when, ['when'], BOOL),
    groups,
    terms,
    index,
    position: file.at(path),
  }
  if (version.to !== undefined && version.to < version.from)
    report([...path, 'to'], 'overlap', 'the version ends before it begins', 'mend from or to')
  return version
}

/** Types the expression or the cases of a rule; undefined after a fault. */
function typeRule(
  raw: RawRule,
  name: string,
  path: Path,
  scope: Scope,
  context: VersionContext,
): Node | undefined {
  const want = ruleType(raw)
  if (want.t === 'category' && !context.facts.categories.has(want.of)) {
    context.findings.push({
      ...context.file.at(path),
      rule: 'unknown_category',
      message: `category ${want.of} of rule ${name} is not declared`,
      mend: 'name it with `of`',
    })
    return undefined
  }
  if (raw.expr !== undefined) return typeText(raw.expr, [...path, 'expr'], want, scope, context)
  const cases = raw.cases ?? []
  const last = cases.at(-1)
  if (last?.else === undefined || cases.slice(0, -1).some(c => c.if === undefined || c.then === undefined)) {
    context.findings.push({
      ...context.file.at(path),
      rule: 'otherwise',
      message: `rule ${name} needs an expr, or cases with if and then and a last else`,
      mend: 'say what holds otherwise',
    })
    return undefined
  }
  // a case is read where the conditions before it have failed, and its value where its own condition holds
  let known = scope
  const typed = cases.slice(0, -1).map((c, i) => {
    const condition = typeText(c.if, [...path, 'cases', i, 'if'], BOOL, known, context)
    const yes = typeText(
      c.then,
      [...path, 'cases', i, 'then'],
      want,
      condition ? withKnown(known, implied(condition, true, known)) : known,
      context,
    )
    if (condition) known = withKnown(known, implied(condition, false, known))
    return { condition, yes }
  })
  let node = typeText(last.else, [...path, 'cases', cases.length - 1, 'else'], want, known, context)
  for (const { condition, yes } of typed.reverse()) {
    node =
      node && condition && yes
        ? { kind: 'choose', type: want, condition, yes, no: node, start: 0 }
        : undefined
  }
  return node
}

function typeText(
  text: string | undefined,
  path: Path,
  want: Type | undefined,
  scope: Scope,
  context: VersionContext,
): Node | undefined {
  if (text === undefined) return undefined
  try {
    const node = elaborate(text, want, scope)
    return node.kind === 'missing' ? { ...node, name: String(path.at(-1)) } : node
  } catch (e) {
    if (!(e instanceof LawFault)) throw e
    context.findings.push({
      ...context.file.within(path, e.start),
      rule: e.rule,
      message: e.message,
      mend: e.mend,
    })
    return undefined
  }
}
