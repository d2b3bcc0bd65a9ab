import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildLaw } from '../engine/check/index.ts'
import { referenceDecider } from '../engine/evaluate/index.ts'
import { CannotCompile, kernelDecider } from '../engine/kernel/index.ts'
import { formatFinding, inForce, parseDay, yearStart } from '../engine/language/index.ts'
import { populationOf } from '../engine/population/index.ts'
import { differences, type Tally } from './agreement.ts'
import { FACTS_YAML, randomHouseholds } from './random-facts.ts'
import { randomLaw } from './random-law.ts'

const book = buildLaw([
  { path: 'facts.yaml', text: FACTS_YAML },
  { path: 'acts.yaml', text: 'acts: {}' },
]).law.facts

/** The kernel may refuse a product that could leave the exact range, and nothing else. */
function compiled<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (e) {
    if (e instanceof CannotCompile && e.message.includes('exact range')) return undefined
    throw e
  }
}

for (const unknown of [0, 5, 20, 40]) {
  test(`kernel and reference agree on random programs with ${unknown} % unknown facts`, () => {
    const tally: Tally = new Map()
    let refused = 0
    fc.assert(
      fc.property(
        randomLaw(3),
        randomHouseholds(book, unknown),
        fc.constantFrom('2023-12-31', '2024-02-29', '2025-02-28'),
        (sources, households, day) => {
          const { law, findings } = buildLaw(sources)
          if (findings.length > 0) {
            // the only finding a well-typed random program may have: a number that could grow too large
            if (findings.every(f => f.rule === 'too_large')) {
              refused++
              return
            }
            throw new Error(findings.map(formatFinding).join('\n'))
          }
          const on = parseDay(day) ?? 0
          const program = inForce(law, on, yearStart(on))
          const population = populationOf(households, law.facts)
          const kernel = compiled(() =>
            kernelDecider(population, program, {
              households: households.length,
              persons: population.persons,
            }),
          )
          if (!kernel) {
            refused++
            return
          }
          const found = differences(referenceDecider(population, program), kernel, population, tally)
          if (found.length > 0) throw new Error(found.join('\n'))
        },
      ),
      { numRuns: Number(process.env['RANDOM_PROGRAMS'] ?? 150), seed: unknown + 1, endOnFailure: false },
    )
    // the comparison saw every kind of outcome
    for (const kind of [
      'granted',
      'refused',
      'not_applicable',
      'restricted',
      ...(unknown > 0 ? ['undetermined'] : []),
    ])
      expect(tally.get(kind) ?? 0, kind).toBeGreaterThan(50)
    expect(refused).toBeLessThan(40)
  })
}
