import { bool, Case, type Outcome, TRUE, type Value } from '../../../engine/evaluate/index.ts'
import { type Program, wordOf } from '../../../engine/language/index.ts'
import { engineHousehold } from './engine-household.ts'
import type { Assessed, PlainHousehold, Surveyed } from './messages.ts'
import { missingOfRules, openOf, waitingFor } from './waiting.ts'

/** Standing and indicators by the facts themselves, for the form of a review: what was recognised before plays no part. */
export function assess(program: Program, plain: PlainHousehold): Assessed {
  const { recognised_standing: _a, recognised_on: _b, recognised_until: _c, ...facts } = plain.facts
  const household = engineHousehold(program.law.facts, { ...plain, facts })
  const decided = new Case(program, household)
  const { values, context } = decided.standingValues()
  const version = program.standard?.version
  const names = version?.indicators ?? []
  const computed = Number(values.get('computed_standing') ?? 0)
  const category = program.law.facts.categories.get('standing')
  const indicators = names.map(name => ({
    name,
    label: version?.rules.get(name)?.label ?? { vi: name, en: name },
    deprived: boolOf(values.get(name)),
  }))
  return {
    standing: category === undefined ? null : (wordOf(category, computed) ?? null),
    possible: (category?.words ?? []).filter((_, i) => ((computed >> i) & 1) === 1),
    deprived: indicators.filter(i => i.deprived === true).length,
    indicators,
    waiting: waitingFor(
      household,
      ['computed_standing', ...names].map(name => ({
        title: name,
        missing: missingOfRules(program, decided, [name]),
      })),
    ),
    warnings: (version?.warnings ?? []).filter(
      name =>
        bool({ kind: 'rule', type: { t: 'bool' }, owner: 'household', name, start: 0 }, context) === TRUE,
    ),
  }
}

const boolOf = (value: Value): boolean | null => (value === 2 ? true : value === 1 ? false : null)

/** Every benefit of the day at a glance, and the facts on which the open ones wait. */
export function survey(program: Program, plain: PlainHousehold): Surveyed {
  const household = engineHousehold(program.law.facts, plain)
  const decided = new Case(program, household)
  const outcomes = decided.outcomes()
  const count = (kind: Outcome['outcome']) => outcomes.filter(o => o.outcome === kind).length
  const category = program.law.facts.categories.get('standing')
  const standing = Number(decided.standingValues().values.get('standing') ?? 0)
  return {
    counted: { granted: count('granted'), refused: count('refused'), open: count('undetermined') },
    standing: category === undefined ? null : (wordOf(category, standing) ?? null),
    waiting: waitingFor(
      household,
      openOf(outcomes).map(o => ({ title: o.file.id, missing: o.missing })),
    ),
  }
}
