import { beforeAll, describe, expect, test } from 'vitest'
import { readYamlFolder } from '../../platform/files/index.ts'
import { Programs, readCases, type WorkedCase } from '../cases/index.ts'
import { buildLaw } from '../check/index.ts'
import { Case } from '../evaluate/index.ts'
import type { Law } from '../language/law.ts'
import {
  affirm,
  type Explanation,
  explainOutcome,
  explainStanding,
  negate,
  renderExplanation,
  renderStanding,
} from './index.ts'

let law: Law
let cases: WorkedCase[]

beforeAll(() => {
  const sources = readYamlFolder()
  const built = buildLaw(sources)
  expect(built.findings).toEqual([])
  law = built.law
  cases = sources.filter(s => s.path.endsWith('.cases.yaml')).flatMap(s => readCases(s, law.facts, []))
})

function explained(name: string, person: string): Explanation {
  const worked = cases.find(c => c.fileId === 'hai-phong/income-support' && c.name.startsWith(name))
  if (!worked) throw new Error(`no case ${name}`)
  const decided = new Case(new Programs(law).on(worked.on), worked.household)
  const benefit = decided.program.benefits.find(b => b.file.id === worked.fileId)
  if (!benefit) throw new Error('not in force')
  return explainOutcome(
    decided,
    benefit,
    worked.household.members.find(m => m.id === person),
  )
}

describe('the published examples of Gia Lộc, 2025', () => {
  test('a blind parent in a rural commune: 1.500.000 − 1.100.000 = 400.000', () => {
    const e = explained('two blind parents', 'p1')
    expect(e.amount).toBe(400000)
    const vi = renderExplanation(e, 'vi')
    expect(vi).toContain('Được hưởng 400.000 đ mỗi tháng')
    expect(vi).toContain('1.500.000 − 1.100.000 = 400.000 đ')
    expect(vi).toContain('Nghị quyết 37/2024/NQ-HĐND')
    expect(vi).toMatch(/Chưa đối chiếu văn bản: .*chuẩn thu nhập/)
    expect(renderExplanation(e, 'en')).toContain('1,500,000 − 1,100,000 = 400,000 đ')
  })

  test('a woman of 85 in town: 2.000.000 − 1.100.000 = 900.000', () => {
    const e = explained('a woman of 85', 'p1')
    expect(e.computation?.formula.vi).toBe('2.000.000 − 1.100.000 = 900.000 đ')
    expect(e.parameters.find(p => p.name === 'poverty_line')).toMatchObject({
      mark: 'reported',
      decides: true,
    })
    expect(e.changes.length).toBeGreaterThan(0)
  })
})

test('every worked example of the law is explained in whole sentences, in both languages, and agrees with the decision', () => {
  const programs = new Programs(law)
  for (const worked of cases) {
    const decided = new Case(programs.on(worked.on), worked.household)
    const benefit = decided.program.benefits.find(b => b.file.id === worked.fileId)
    const texts: string[] = []
    if (benefit) {
      const person = benefit.file.subject === 'person' ? worked.household.members[0] : undefined
      const outcome = decided.decide(benefit, person)
      for (const showRestricted of [false, true]) {
        const e = explainOutcome(decided, benefit, person, { showRestricted, changes: false })
        expect([e.outcome, e.amount]).toEqual([
          outcome.outcome,
          outcome.amount === undefined ? null : Number(outcome.amount),
        ])
        if (!e.hidden) expect(e.because.length, `${worked.fileId}: ${worked.name}`).toBeGreaterThan(0)
        texts.push(renderExplanation(e, 'vi'), renderExplanation(e, 'en'))
      }
    } else if (decided.program.standard) {
      const s = explainStanding(decided, { showRestricted: true })
      texts.push(renderStanding(s, 'vi'), renderStanding(s, 'en'))
    }
    for (const text of texts)
      expect(text, worked.name).not.toMatch(/undefined|\[object|NaN|hộ hộ| {2}\.|\( *\)|không không/)
  }
}, 120_000)

test('without the right, no word of a restricted fact stands in any explanation of the worked examples', () => {
  const programs = new Programs(law)
  const restricted = [...law.facts.person.values()].filter(f => f.restricted)
  expect(restricted.map(f => f.name)).toContain('has_hiv')
  for (const worked of cases) {
    const decided = new Case(programs.on(worked.on), worked.household)
    const benefit = decided.program.benefits.find(b => b.file.id === worked.fileId)
    if (!benefit) continue
    const e = explainOutcome(
      decided,
      benefit,
      benefit.file.subject === 'person' ? worked.household.members[0] : undefined,
      { changes: false },
    )
    const names = JSON.stringify([
      e.conditions.map(factNames),
      e.missing,
      e.changes,
      e.standing?.conditions.map(factNames) ?? [],
    ])
    for (const f of restricted) expect(names).not.toContain(`"${f.name}"`)
  }
}, 120_000)

function factNames(c: Explanation['conditions'][number]): unknown {
  return [c.kind === 'fact' ? c.name : '', c.parts.map(factNames)]
}

test('every label of a yes-or-no fact can be said to be so and not to be so', () => {
  for (const fact of [...law.facts.household.values(), ...law.facts.person.values()]) {
    if (fact.type.t !== 'bool') continue
    expect(negate(fact.label).vi).not.toBe(affirm(fact.label).vi)
    expect(negate(fact.label).en).not.toBe(affirm(fact.label).en)
  }
})
