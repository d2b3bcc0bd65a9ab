import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Case } from '../evaluate/index.ts'
import { household, smallCase } from './fixture.ts'
import { explainOutcome, findFlips, gets, type Setting, withSettings } from './index.ts'

const money = fc.integer({ min: 0, max: 4000000 }).map(String)
const bool = fc.constantFrom('true', 'false', 'false', 'false', 'unknown')
const PERSON = fc.record({
  birth_date: fc.constantFrom('1949-03-02', '1985-06-15', '2010-01-01'),
  allowance: fc.oneof(fc.constant('0'), money),
  has_pension: bool,
  is_orphan: bool,
  has_disease: bool,
})
const HOUSEHOLD = fc.record({
  area_kind: fc.constantFrom('urban', 'rural'),
  income: fc.oneof(money, fc.constant('unknown')),
  water: fc.constantFrom('piped', 'rain', 'other', 'other'),
  area_m2: fc.constantFrom('4.00', '8.00', '15.99', '16.00', '60.00'),
})

describe('what would change the outcome', () => {
  test('every proposed change flips, no part of it does, and it touches neither restricted nor fixed facts', () => {
    const { decided: first, benefit } = smallCase({}, [{}])
    let seen = 0
    fc.assert(
      fc.property(
        HOUSEHOLD,
        fc.array(PERSON, { minLength: 1, maxLength: 2 }),
        fc.boolean(),
        (own, persons, showRestricted) => {
          const decided = new Case(first.program, household(first.program.law, own, persons))
          const person = decided.household.members[0]
          const outcome = decided.decide(benefit, person)
          const again = (settings: readonly Setting[]) =>
            new Case(first.program, withSettings(decided.household, settings)).decide(
              benefit,
              withSettings(decided.household, settings).members[0],
            )
          for (const { settings, outcome: after } of findFlips(decided, benefit, outcome, {
            decisions: 20_000,
            showRestricted,
          })) {
            seen++
            const fresh = again(settings)
            expect(fresh.outcome).toBe(after.outcome)
            expect(fresh.outcome).not.toBe('undetermined')
            expect(gets(fresh)).toBe(!gets(outcome))
            if (!showRestricted) expect(fresh.restricted).toBe(false)
            for (const s of settings) {
              expect(s.fact.changeable && !s.fact.restricted).toBe(true)
              expect(s.from).not.toBe(undefined)
            }
            for (let mask = 1; mask < (1 << settings.length) - 1; mask++) {
              const part = again(settings.filter((_, i) => (mask >> i) & 1))
              expect(part.outcome !== 'undetermined' && gets(part) === !gets(outcome)).toBe(false)
            }
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    )
    expect(seen).toBeGreaterThan(100)
  })

  test('a number is proposed at the nearest value, found by halving', () => {
    const { decided, benefit } = smallCase({}, [{ allowance: '1100000' }])
    const changes = explainOutcome(decided, benefit, decided.household.members[0]).changes
    expect(changes.map(c => c.say.vi)).toContain(
      'nếu trợ cấp xã hội hằng tháng đang hưởng từ 2.000.000 đ trở lên thì không còn được nhận khoản nào',
    )
    expect(changes.map(c => c.say.vi)).toContain(
      'nếu thu nhập bình quân đầu người từ 2.000.001 đ trở lên thì không còn được hưởng',
    )
  })

  test('where no single fact is enough, pairs are found', () => {
    const { decided, benefit } = smallCase({ income: '9000000' }, [{}])
    const changes = explainOutcome(decided, benefit, decided.household.members[0]).changes
    expect(changes[0]?.facts.map(f => `${f.of}.${f.fact}`)).toEqual(['P1.allowance', 'household.income'])
    expect(changes[0]).toMatchObject({ outcome: 'granted' })
  })

  test('the search stops where it is told to', () => {
    const { decided, benefit } = smallCase({}, [{ allowance: '1100000' }])
    expect(
      findFlips(decided, benefit, decided.decide(benefit, decided.household.members[0]), {
        decisions: 0,
        showRestricted: false,
      }),
    ).toEqual([])
  })

  test('the same household gives the same changes', () => {
    const run = () => {
      const { decided, benefit } = smallCase({}, [{ allowance: '1100000' }, {}])
      return JSON.stringify(explainOutcome(decided, benefit, decided.household.members[0]))
    }
    expect(run()).toBe(run())
  })
})
