import fc from 'fast-check'
import type { Source } from '../engine/language/index.ts'
import { Expressions, type Names } from './random-expression.ts'
import { FACTS_YAML } from './random-facts.ts'

const ACTS_YAML = `
acts:
  x/act: { number: 1/2024, title: { vi: luật, en: act }, issuer: { vi: ai, en: who }, source: invented, mark: confirmed }
`

const PARAMETERS = `
      par_bool: { type: bool, value: true, source: s, mark: confirmed }
      par_bool_missing: { type: bool, value: missing, source: s, mark: missing }
      par_count: { type: count, source: s, mark: confirmed, values: [{ value: 3 }, { from: 2024-01-01, value: 4 }] }
      par_money: { type: money, value: 1500000, source: s, mark: confirmed }
      par_money_by: { type: money, by: territory, value: { east: 1000000, west: missing }, source: s, mark: reported }
      par_money_missing: { type: money, value: missing, source: s, mark: missing }
      par_colour_by: { type: category, of: colour, by: territory, value: { east: red, west: blue }, source: s, mark: confirmed }
      par_rate: { type: rate, value: 2/7, source: s, mark: confirmed }
      par_rate_by: { type: rate, by: territory, value: { east: 30%, west: 1/6 }, source: s, mark: confirmed }
      par_rate_missing: { type: rate, value: missing, source: s, mark: missing }
      par_words: { type: words, of: colour, value: [red, green], source: s, mark: confirmed }
      par_months: { type: months, value: 36, source: s, mark: confirmed }`

const q = (text: string): string => JSON.stringify(text)

interface RuleText {
  readonly entity: 'household' | 'person'
  readonly name: string
  readonly type: string
  readonly text: string
}

const typeOf = (type: string): string =>
  type === 'colour' || type === 'level'
    ? `category, of: ${type}`
    : type === 'decimal'
      ? 'decimal, places: 2'
      : type

const rulesYaml = (rules: readonly RuleText[]): string =>
  rules
    .map(r => `      ${r.name}: { entity: ${r.entity}, type: ${typeOf(r.type)}, expr: ${q(r.text)} }`)
    .join('\n')

const head = (title: string, kind: string, more: string): string =>
  `title: { vi: ${title}, en: ${title} }\nkind: ${kind}\n${more}`
const version = (territory: string, from: string, to: string | undefined): string =>
  `  - from: ${from}\n${to ? `    to: ${to}\n` : ''}    territory: ${territory}\n    act: x/act\n    text: { vi: v, en: e }\n    source: s\n    mark: confirmed\n    parameters:${PARAMETERS}\n`

/** Names known at each point: rules only name rules before them, in the order person → household → person → household, so that every stage of the kernel is used. */
const AFTER_FIRST: Names = { household: {}, person: { bool: ['q0'], count: ['q1'], colour: ['q2'] } }
const AFTER_SECOND: Names = {
  household: { bool: ['h0', 'i0', 'i1'], count: ['h1'], money: ['h2'], colour: ['h3'] },
  person: AFTER_FIRST.person,
}
const AFTER_THIRD: Names = {
  household: AFTER_SECOND.household,
  person: { bool: ['q0'], count: ['q1'], colour: ['q2'], money: ['q4'], quiet: [] },
}
/** Rules of persons that ask all members may not be asked of members. */
const FOR_BENEFITS: Names = {
  household: { ...AFTER_SECOND.household, money: ['h2', 'h4'] },
  person: AFTER_THIRD.person,
}

/** A random law: definitions, a standard and five benefits whose every part is a random expression. */
export function randomLaw(depth: number): fc.Arbitrary<Source[]> {
  const first = new Expressions()
  const second = new Expressions(AFTER_FIRST)
  const third = new Expressions(AFTER_SECOND)
  const fourth = new Expressions(AFTER_THIRD)
  const last = new Expressions(FOR_BENEFITS)
  const rule = (
    e: Expressions,
    entity: 'household' | 'person',
    name: string,
    type: string,
    d = depth,
  ): fc.Arbitrary<RuleText> =>
    // a person's rule without quantifiers of its own, so that members can be asked for it
    e
      .of(type, entity === 'household' ? 'household' : 'member_of_household', d)
      .map(text => ({ entity, name, type, text: entity === 'household' ? text : asOwn(text) }))
  const definitions = fc
    .tuple(
      rule(first, 'person', 'q0', 'bool'),
      rule(first, 'person', 'q1', 'count', depth - 1),
      rule(first, 'person', 'q2', 'colour'),
      rule(second, 'household', 'h0', 'bool'),
      rule(second, 'household', 'h1', 'count'),
      rule(second, 'household', 'h2', 'money'),
      rule(second, 'household', 'h3', 'colour'),
      rule(third, 'person', 'q4', 'money'),
      rule(fourth, 'household', 'h4', 'money'),
    )
    .map(
      rules =>
        `${head('d', 'definitions', '')}versions:\n${version('nation', '2020-01-01', undefined)}    rules:\n${rulesYaml(rules)}\n`,
    )
  const standard = fc
    .tuple(
      rule(second, 'household', 'i0', 'bool'),
      rule(second, 'household', 'i1', 'bool'),
      ...['standing', 'standing_basis', 'computed_standing'].map(n => rule(third, 'household', n, 'colour')),
      rule(third, 'household', 'newly_escaped', 'bool'),
      rule(third, 'household', 'deprivation_count', 'count'),
    )
    .map(
      rules =>
        `${head('s', 'standard', '')}versions:\n${version('nation', '2020-01-01', undefined)}    indicators: [i0, i1]\n    rules:\n${rulesYaml(rules)}\n`,
    )
  const benefits = [0, 1, 2, 3, 4].map(i => benefit(last, depth, i))
  return fc
    .tuple(definitions, standard, ...benefits)
    .map(([d, s, ...bs]) => [
      { path: 'facts.yaml', text: FACTS_YAML },
      { path: 'acts.yaml', text: ACTS_YAML },
      { path: 'x/d.yaml', text: d },
      { path: 'x/s.yaml', text: s },
      ...bs.map((text, i) => ({ path: `x/b${i}.yaml`, text })),
    ])
}

/** The same expression as a person's own rule: `m.x` is `x`, a bare household name is `household.x`. */
function asOwn(text: string): string {
  return text
    .replace(/(?<![\w.")])(h[bcmnxdt]|hr|hod|hon|hoc|h\d|i\d)\b/g, 'household.$1')
    .replace(/\bm\./g, '')
}

function benefit(e: Expressions, depth: number, i: number): fc.Arbitrary<string> {
  const isPerson = i % 2 === 0
  const where = isPerson ? 'person' : 'household'
  const bool = e.of('bool', where, depth)
  const money = e.of('money', where, depth)
  const rate = e.of('rate', where, 1)
  const maybe = <T>(a: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(a, { nil: undefined })
  const part = fc.record({
    scope: maybe(bool),
    exceptions: fc.array(bool, { maxLength: 2 }),
    when: maybe(bool),
    groups: fc.array(
      fc.record({ when: bool, amount: maybe(fc.oneof(money, fc.constant('missing'))), share: maybe(rate) }),
      { maxLength: 3 },
    ),
    amount: money,
  })
  const body = (p: ReturnType<typeof part.generate>['value']): string =>
    [
      p.scope !== undefined && `    applies_to: ${q(p.scope)}`,
      p.exceptions.length > 0 &&
        `    exceptions:\n${p.exceptions.map((x, k) => `      - { id: x${k}, when: ${q(x)}, means: { vi: v, en: e }, mark: confirmed }`).join('\n')}`,
      p.when !== undefined && `    when: ${q(p.when)}`,
      p.groups.length > 0 &&
        `    groups:\n${p.groups.map((g, k) => `      - { id: g${k}, when: ${q(g.when)}, means: { vi: v, en: e }, mark: confirmed${g.amount === undefined ? '' : `, amount: ${q(g.amount)}`}${g.share === undefined ? '' : `, share: ${q(g.share)}`} }`).join('\n')}`,
      `    amount: ${q(p.amount)}`,
    ]
      .filter(l => l !== false)
      .join('\n')
  const halves = i >= 3
  return fc.tuple(part, part).map(([a, b]) => {
    const versions = halves
      ? `${version('east', '2020-01-01', undefined)}${body(a)}\n${version('west', '2020-01-01', undefined)}${body(b)}\n`
      : `${version('nation', '2020-01-01', undefined)}${body(a)}\n`
    return `${head(`b${i}`, 'cash', `subject: ${where}\nper: month\npayer: state\n`)}versions:\n${versions}`
  })
}
