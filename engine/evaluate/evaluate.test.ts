import { describe, expect, test } from 'vitest'
import { buildLaw } from '../check/index.ts'
import { formatFinding, inForce, parseDay, yearStart } from '../language/index.ts'
import type { FactValue, Household } from '../population/index.ts'
import { Case, type Outcome } from './decide.ts'

const FACTS = `categories:
  territory: { words: { east: { vi: đ, en: e }, west: { vi: t, en: w } } }
  standing: { words: { poor: { vi: n, en: p }, near_poor: { vi: c, en: n }, other: { vi: k, en: o } } }
facts:
  household:
    territory: { type: category, label: { vi: p, en: s } }
    income: { type: money, label: { vi: t, en: i } }
    a: { type: bool, label: { vi: a, en: a } }
    b: { type: bool, label: { vi: b, en: b } }
    c: { type: bool, label: { vi: c, en: c } }
    d: { type: bool, label: { vi: d, en: d } }
    secret: { type: bool, restricted: true, label: { vi: s, en: s } }
  person:
    birth_date: { type: date, label: { vi: n, en: b } }
    allowance: { type: money, label: { vi: t, en: a } }
    works: { type: bool, label: { vi: l, en: w } }
`
const ACTS =
  'acts:\n  x/1: { number: "1", title: { vi: l, en: l }, issuer: { vi: a, en: w }, source: s, mark: reported }\n'

/** A law of one version with the given lines. */
const law = (lines: string, subject: 'household' | 'person' = 'household') => {
  const { law: built, findings } = buildLaw([
    { path: 'facts.yaml', text: FACTS },
    { path: 'acts.yaml', text: ACTS },
    {
      path: 'x/b.yaml',
      text: `title: { vi: h, en: b }\nkind: cash\nsubject: ${subject}\nper: month\npayer: city\nversions:\n  - from: 2022-01-01\n    territory: nation\n    act: x/1\n    text: { vi: v, en: e }\n    source: s\n    mark: reported\n${lines}`,
    },
  ])
  if (findings.length > 0) throw new Error(findings.map(formatFinding).join('\n'))
  return built
}

const household = (facts: Record<string, FactValue>, ...members: Record<string, FactValue>[]): Household => ({
  id: 'h',
  facts: new Map(Object.entries(facts)),
  members: (members.length === 0 ? [{}] : members).map((m, i) => ({
    id: `p${i + 1}`,
    facts: new Map(Object.entries(m)),
  })),
})

const ON = parseDay('2023-12-31') ?? 0
const decide = (built: ReturnType<typeof law>, h: Household): Outcome => {
  const program = inForce(built, ON, yearStart(ON))
  const [outcome] = program.benefits.flatMap(b => new Case(program, h).benefit(b))
  if (!outcome) throw new Error('no outcome')
  return outcome
}

describe('unknown is what is still possible', () => {
  test('three of four are true and the fourth is unknown: at least three is true, at least four is not known', () => {
    const known = household({ a: true, b: true, c: true })
    expect(decide(law('    when: count_true(a, b, c, d) >= 3\n'), known).outcome).toBe('granted')
    expect(decide(law('    when: count_true(a, b, c, d) >= 4\n'), known)).toMatchObject({
      outcome: 'undetermined',
      missing: ['d'],
    })
    expect(
      decide(law('    when: count_true(a, b, c, d) >= 3\n'), household({ a: true, b: false, c: false }))
        .outcome,
    ).toBe('refused')
  })

  test('one of three members works for certain: more than half of them may work, all of them cannot be said', () => {
    const built = law('    when: members.count(m, m.works) * 2 > members.count()\n')
    expect(decide(built, household({}, { works: true }, { works: true }, {})).outcome).toBe('granted')
    expect(decide(built, household({}, { works: true }, {}, {}))).toMatchObject({
      outcome: 'undetermined',
      missing: ['p2.works', 'p3.works'],
    })
    expect(decide(built, household({}, { works: false }, { works: false }, {})).outcome).toBe('refused')
  })

  test('an allowance that is unknown cannot bring a sum below what is known', () => {
    const built = law('    when: members.sum(m, m.allowance) >= money(1000000)\n')
    expect(decide(built, household({}, { allowance: 1_200_000 }, {})).outcome).toBe('granted')
    expect(decide(built, household({}, { allowance: 900_000 }, {})).outcome).toBe('undetermined')
  })

  test('false and unknown is false, true or unknown is true, and neither asks for the unknown', () => {
    expect(decide(law('    when: a && b\n'), household({ a: false }))).toMatchObject({
      outcome: 'refused',
      missing: [],
    })
    expect(decide(law('    when: a || b\n'), household({ b: true }))).toMatchObject({
      outcome: 'granted',
      missing: [],
    })
  })

  test('all of no doubtful member is not all: a single unknown keeps it open', () => {
    expect(
      decide(law('    when: members.all(m, m.works)\n'), household({}, { works: true }, {})).outcome,
    ).toBe('undetermined')
    expect(
      decide(law('    when: members.all(m, m.works)\n'), household({}, { works: false }, {})).outcome,
    ).toBe('refused')
  })

  test('a missing amount is granted with no amount, and says what it waits for', () => {
    const built = law('    when: a\n    amount: missing\n')
    expect(decide(built, household({ a: true }))).toMatchObject({
      outcome: 'granted',
      amount: undefined,
      missing: ['law:amount'],
    })
  })

  test('a top-up that is nothing whatever the unknown allowance is exactly nothing', () => {
    const built = law('    amount: max(money(0), money(1500000) - income)\n')
    expect(decide(built, household({ income: 2_000_000 })).amount).toBe(0n)
    expect(decide(built, household({ income: 1_100_000 })).amount).toBe(400_000n)
    expect(decide(built, household({}))).toMatchObject({
      outcome: 'granted',
      amount: undefined,
      missing: ['income'],
    })
  })
})

describe('a benefit', () => {
  const groups = law(`    groups:
      - { id: first, when: a, means: { vi: v, en: e }, amount: money(2), mark: reported }
      - { id: second, when: b, means: { vi: v, en: e }, amount: money(1), mark: reported }
`)

  test('goes by the first group that holds', () => {
    expect(decide(groups, household({ a: true, b: true })).group?.id).toBe('first')
    expect(decide(groups, household({ a: false, b: true })).group?.id).toBe('second')
    expect(decide(groups, household({ a: false, b: false })).outcome).toBe('refused')
  })

  test('is undetermined where an earlier group is in doubt, because nobody can say which right it is', () => {
    expect(decide(groups, household({ b: true }))).toMatchObject({ outcome: 'undetermined', missing: ['a'] })
  })

  test('is not applicable outside its scope, and undetermined where the scope is unknown', () => {
    const built = law('    applies_to: a\n    when: b\n')
    expect(decide(built, household({ a: false })).outcome).toBe('not_applicable')
    expect(decide(built, household({ b: false }))).toMatchObject({ outcome: 'undetermined', missing: ['a'] })
  })

  test('is refused by an exception, even where its condition is unknown, and left open by a doubtful one', () => {
    const built = law(
      '    exceptions: [{ id: x, when: a, means: { vi: v, en: e }, mark: reported }]\n    when: b\n',
    )
    expect(decide(built, household({ a: true }))).toMatchObject({ outcome: 'refused', missing: [] })
    expect(decide(built, household({ b: true }))).toMatchObject({ outcome: 'undetermined', missing: ['a'] })
    expect(decide(built, household({ b: false })).outcome).toBe('refused')
  })
})

describe('restricted facts', () => {
  test('taint an outcome that read them and no other', () => {
    const built = law('    when: a || secret\n')
    expect(decide(built, household({ a: true, secret: true })).restricted).toBe(false)
    expect(decide(built, household({ a: false, secret: true })).restricted).toBe(true)
    expect(decide(built, household({ a: false, secret: false }))).toMatchObject({
      outcome: 'refused',
      restricted: true,
    })
  })
})
