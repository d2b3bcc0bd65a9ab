import { bool, type Case, evaluate, FALSE, type Outcome, TRUE } from '../evaluate/index.ts'
import { formatDay } from '../language/days.ts'
import { formatFraction } from '../language/fraction.ts'
import type { LinkedBenefit } from '../language/in-force.ts'
import type { Node } from '../language/nodes/index.ts'
import type { Text2 } from '../language/types.ts'
import type { Person } from '../population/index.ts'
import { citation } from './acts.ts'
import { Ledger } from './asking.ts'
import { wordsOfFlip } from './change-words.ts'
import { findFlips } from './changes.ts'
import { compute } from './computation.ts'
import { ask } from './conditions.ts'
import { explainStanding, receipt, withDecides } from './explain-standing.ts'
import type {
  Computation,
  Condition,
  ExplainOptions,
  Explanation,
  MarkedPart,
  StandingExplanation,
} from './explanation.ts'
import { groupName } from './group-name.ts'
import { missingParts } from './missing-parts.ts'
import { bare, type Names, parameterLabel } from './nouns.ts'
import { both, list2, two } from './text.ts'
import { showValue } from './values.ts'
import { because, clauses, decisive, usesOf } from './why.ts'

const DECISIONS = 20_000
/** Names of further results that have words of their own. */
const TERMS: Record<string, Text2> = {
  interest_rate: two('lãi suất', 'interest rate'),
  term: two('thời hạn vay', 'term of the loan'),
}

/**
 * One benefit of one household (and person, where it is a person's) on the day of the case, as data: outcome, amount and its computation, every condition with its value and
 * source, what is missing and who can supply it, and what would change it.
 */
export function explainOutcome(
  decided: Case,
  benefit: LinkedBenefit,
  person?: Person,
  options: ExplainOptions = {},
): Explanation {
  const outcome = decided.decide(benefit, person)
  const { file, version } = outcome
  const { law, on } = decided.program
  const showRestricted = options.showRestricted === true
  const hidden = outcome.restricted && !showRestricted
  const context = decided.context(file, version, person)
  const ledger = new Ledger()
  const conditions = hidden ? [] : askAll(decided, benefit, outcome, ledger)
  const computation =
    !hidden && outcome.group?.amount ? (compute(outcome.group.amount, context, ledger) ?? null) : null
  const flips =
    hidden || options.changes === false
      ? []
      : findFlips(decided, benefit, outcome, { decisions: options.decisions ?? DECISIONS, showRestricted })
  const standing = carrying(outcome, conditions).flatMap(decisive).some(asksStanding)
    ? explainStanding(decided, options)
    : null
  return {
    benefit: file.id,
    title: file.title,
    household: decided.household.id,
    person: person?.id ?? null,
    on: formatDay(on),
    outcome: outcome.outcome,
    group:
      hidden || !outcome.group || outcome.group.id === ''
        ? null
        : { id: outcome.group.id, means: outcome.group.means ?? null },
    exception:
      hidden || !outcome.exception
        ? null
        : {
            id: outcome.exception.id,
            means: outcome.exception.means,
            citation: citation(law, version, outcome.exception.article ?? version.article),
          },
    amount: outcome.amount === undefined ? null : Number(outcome.amount),
    share: hidden || !outcome.share ? null : formatFraction(outcome.share),
    kind: file.kind,
    per: file.per ?? null,
    payer: file.payer ?? null,
    route: version.route ?? null,
    starts: version.starts ?? null,
    computation,
    terms:
      hidden || outcome.outcome !== 'granted'
        ? []
        : [...version.terms].map(([name, node]) => ({
            name,
            label: TERMS[name] ?? termLabel(name, node, ledger.names(context)),
            value: showValue(node.type, evaluate(node, context), law.facts),
          })),
    because: reasons(outcome, conditions),
    conditions,
    standing,
    citation: citation(law, version, (hidden ? undefined : outcome.group?.article) ?? version.article),
    parameters: withDecides(ledger, deciding(conditions, outcome, computation, standing)),
    marks: hidden ? [] : [...ownMarks(decided, outcome), ...ledger.marks.values()],
    missing: hidden ? [] : missingParts(outcome.missing, decided, version),
    changes: flips.map(f => wordsOfFlip(f, outcome, law.facts)),
    restricted: outcome.restricted,
    hidden,
    receipt: receipt(decided, file, version),
    where: file.where ?? null,
    papers: file.papers ?? null,
  }
}

/** A further result without words of its own is called by the rule or value it is. */
const termLabel = (name: string, node: Node, names: Names): Text2 =>
  node.kind === 'parameter'
    ? parameterLabel(node.parameter)
    : node.kind === 'rule'
      ? (names.ruleLabel(node.owner, node.name) ?? bare(name))
      : bare(name)

/** Asks what the decision asked, in its order. */
function askAll(decided: Case, benefit: LinkedBenefit, outcome: Outcome, ledger: Ledger): Condition[] {
  const asked: Condition[] = []
  const asking = { ledger, stopAtStanding: true }
  for (const version of benefit.versions) {
    if (outcome.outcome !== 'not_applicable' && version !== outcome.version) continue
    const there = territory(decided, version.territory)
    if (there) asked.push(there)
    if (version.appliesTo && there?.holds !== 'no')
      asked.push(
        ask(version.appliesTo, decided.context(benefit.file, version, outcome.person), asking, 'scope'),
      )
  }
  const inScope = asked.every(c => c.holds === 'yes')
  if (!inScope) return asked
  const { version } = outcome
  const context = decided.context(benefit.file, version, outcome.person)
  for (const e of version.exceptions) {
    asked.push(ask(e.when, context, asking, `exception:${e.id}`))
    if (bool(e.when, context) === TRUE) return asked
  }
  if (version.condition) {
    asked.push(ask(version.condition, context, asking, 'condition'))
    if (bool(version.condition, context) === FALSE) return asked
  }
  for (const g of version.groups) {
    if (!g.when) continue
    asked.push(ask(g.when, context, asking, `group:${g.id}`))
    if (bool(g.when, context) === TRUE) return asked
  }
  return asked
}

/** The territory of a version as a condition; undefined for what holds in the whole city. */
function territory(decided: Case, of: string): Condition | undefined {
  if (of === 'nation' || of === 'city') return undefined
  const { facts } = decided.program.law
  const category = facts.categories.get('territory')
  const value = decided.household.facts.get('territory')
  const known = value !== undefined && value !== null
  const word = known ? (category?.words[Number(value)] ?? '') : of
  const place = category?.labels[word] ?? bare(word)
  const say = known
    ? both(l =>
        l === 'vi' ? `hộ ở địa bàn ${place.vi}` : `the household lives in the territory of ${place.en}`,
      )
    : two(
        'chưa biết hộ ở địa bàn nào trước khi hợp nhất',
        'it is not known in which former territory the household lives',
      )
  return {
    part: 'territory',
    kind: 'fact',
    holds: known ? (word === of ? 'yes' : 'no') : 'unknown',
    say,
    value: known ? word : null,
    name: 'territory',
    member: null,
    rule: null,
    uses: [],
    parts: [],
  }
}

/** The conditions that carry the outcome. */
function carrying(outcome: Outcome, conditions: readonly Condition[]): Condition[] {
  const scope = conditions.filter(c => c.part === 'scope' || c.part === 'territory')
  const inner = conditions.filter(c => c.part !== 'scope' && c.part !== 'territory')
  switch (outcome.outcome) {
    case 'not_applicable':
      return scope.filter(c => c.holds === 'no')
    case 'refused':
      return inner.filter(c => (c.part.startsWith('exception:') ? c.holds === 'yes' : c.holds === 'no'))
    case 'undetermined':
      return conditions.filter(c => c.holds === 'unknown')
    case 'granted':
      return [...scope.filter(c => c.part === 'scope'), ...inner.filter(c => c.holds === 'yes')]
  }
}

function reasons(outcome: Outcome, conditions: readonly Condition[]): Text2[] {
  const parts = carrying(outcome, conditions)
  const groups = parts.filter(c => c.part.startsWith('group:'))
  if (outcome.outcome !== 'refused' || groups.length < 2) return because(parts)
  return groups.map(g => {
    const why = list2(clauses(decisive(g)).slice(0, 3))
    const id = g.part.slice('group:'.length)
    const name = groupName(id, outcome.version.groups.find(o => o.id === id)?.means)
    return two(`không thuộc ${name.vi} (${why.vi})`, `not in ${name.en} (${why.en})`)
  })
}

function deciding(
  conditions: readonly Condition[],
  outcome: Outcome,
  computation: Computation | null,
  standing: StandingExplanation | null,
): Set<string> {
  const keys = new Set(
    carrying(outcome, conditions)
      .flatMap(decisive)
      .flatMap(d => [...usesOf(d)]),
  )
  for (const o of computation?.operands ?? []) if (o.parameter !== null) keys.add(o.parameter)
  for (const p of standing?.basis === 'recognised' ? [] : (standing?.parameters ?? []))
    if (p.decides) keys.add(p.key)
  return keys
}

const asksStanding = (c: Condition): boolean =>
  (c.kind === 'rule' && c.name === 'standing') || c.parts.some(asksStanding)

/** How sure the conditions are: of the version, and of the group or exception that decided. */
function ownMarks(decided: Case, outcome: Outcome): MarkedPart[] {
  const { version, group, exception, file } = outcome
  const { law } = decided.program
  const marks: MarkedPart[] = [
    {
      part: two('điều kiện hưởng', 'the conditions'),
      citation: citation(law, version),
      source: version.source ?? '',
      mark: version.mark,
    },
  ]
  if (group && group.id !== '')
    marks.push({
      part: groupName(group.id, group.means),
      citation: citation(law, version, group.article ?? version.article),
      source: group.source ?? version.source ?? '',
      mark: group.mark,
    })
  if (exception)
    marks.push({
      part: two(`trường hợp loại trừ của ${file.title.vi}`, `the exception of ${file.title.en}`),
      citation: citation(law, version, exception.article ?? version.article),
      source: exception.source ?? '',
      mark: exception.mark,
    })
  return marks
}
