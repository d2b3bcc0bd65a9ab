import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildLaw } from '../engine/check/index.ts'
import { Case, isKnown, type Outcome } from '../engine/evaluate/index.ts'
import { inForce, parseDay, yearStart } from '../engine/language/index.ts'
import type { FactValue, Household } from '../engine/population/index.ts'
import { FACTS_YAML, randomHouseholds } from './random-facts.ts'
import { randomLaw } from './random-law.ts'

const book = buildLaw([
  { path: 'facts.yaml', text: FACTS_YAML },
  { path: 'acts.yaml', text: 'acts: {}' },
]).law.facts

/** The household with every unknown fact filled in from another of the same size. */
function filled(open: Household, full: Household): Household {
  const fill = (
    facts: ReadonlyMap<string, FactValue>,
    from: ReadonlyMap<string, FactValue>,
  ): Map<string, FactValue> =>
    new Map([...facts].map(([name, value]) => [name, value === undefined ? from.get(name) : value]))
  return {
    ...open,
    facts: fill(open.facts, full.facts),
    members: open.members.map((m, i) => ({
      ...m,
      facts: fill(m.facts, (full.members[i % full.members.length] ?? m).facts),
    })),
  }
}

/** What was decided with unknown facts must stay when they become known, whatever they turn out to be. */
test('an outcome that is decided with unknown facts holds for every way to fill them in', () => {
  let decided = 0
  let open = 0
  fc.assert(
    fc.property(
      randomLaw(3),
      randomHouseholds(book, 25),
      fc.array(randomHouseholds(book, 0), { minLength: 3, maxLength: 3 }),
      (sources, households, fillings) => {
        const { law, findings } = buildLaw(sources)
        if (findings.length > 0) return
        const on = parseDay('2024-02-29') ?? 0
        const program = inForce(law, on, yearStart(on))
        const said = (h: Household): { outcomes: Outcome[]; values: ReadonlyMap<string, unknown> } => {
          const c = new Case(program, h)
          return { outcomes: program.benefits.flatMap(b => c.benefit(b)), values: c.standing().values }
        }
        for (const household of households) {
          const before = said(household)
          for (const filling of fillings) {
            const full = filling[0]
            if (!full) continue
            const after = said(filled(household, full))
            before.outcomes.forEach((o, i) => {
              const now = after.outcomes[i]
              if (o.outcome === 'undetermined') {
                open++
                return
              }
              decided++
              expect(now?.outcome).toBe(o.outcome)
              if (o.outcome === 'granted') expect(now?.group?.id).toBe(o.group?.id)
              if (o.amount !== undefined) expect(now?.amount).toBe(o.amount)
            })
            for (const [name, value] of before.values) {
              if (isKnown(value as never)) expect(after.values.get(name)).toEqual(value)
            }
          }
        }
      },
    ),
    { numRuns: Number(process.env['RANDOM_PROGRAMS'] ?? 100), seed: 9 },
  )
  expect(decided).toBeGreaterThan(5_000)
  expect(open).toBeGreaterThan(1_000)
})
