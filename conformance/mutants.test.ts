import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { buildLaw } from '../engine/check/index.ts'
import { referenceDecider } from '../engine/evaluate/index.ts'
import type { kernelDecider as KernelDecider } from '../engine/kernel/index.ts'
import { inForce, type Program, parseDay, yearStart } from '../engine/language/index.ts'
import { type Decider, type Population, populationOf } from '../engine/population/index.ts'
import { differences } from './agreement.ts'
import { MUTANTS, plant } from './mutants.ts'
import { FACTS_YAML, randomHouseholds } from './random-facts.ts'
import { randomLaw } from './random-law.ts'

const root = path.resolve(import.meta.dirname, '..')
const home = path.join(root, '.data', `mutants-${process.pid}`)
afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Trial {
  readonly program: Program
  readonly population: Population
  readonly reference: Decider
}

const book = buildLaw([
  { path: 'facts.yaml', text: FACTS_YAML },
  { path: 'acts.yaml', text: 'acts: {}' },
]).law.facts

/** The same random laws and households for every mutant; complete data and data with unknowns in turn. */
function trials(count: number): Trial[] {
  const samples = [0, 15].flatMap((unknown, i) =>
    fc.sample(
      fc.tuple(
        randomLaw(3),
        randomHouseholds(book, unknown),
        fc.constantFrom('2023-12-31', '2024-02-29', '2025-02-28'),
      ),
      { numRuns: count, seed: 77 + i },
    ),
  )
  return samples.flatMap(([sources, households, day]) => {
    const { law, findings } = buildLaw(sources)
    if (findings.length > 0) return []
    const on = parseDay(day) ?? 0
    const program = inForce(law, on, yearStart(on))
    const population = populationOf(households, law.facts)
    return [{ program, population, reference: referenceDecider(population, program) }]
  })
}

const all = trials(220)

/** Does any trial tell the compiler from the reference? A compiler that breaks down is told apart too. */
function killed(kernelDecider: typeof KernelDecider): boolean {
  return all.some(({ program, population, reference }) => {
    try {
      const kernel = kernelDecider(population, program, {
        households: population.households,
        persons: population.persons,
      })
      return differences(reference, kernel, population, new Map(), 1, 3).length > 0
    } catch (e) {
      return !(e instanceof Error && e.message.includes('exact range'))
    }
  })
}

describe('planted faults of the compiler are noticed', () => {
  test('the compiler itself survives the same trials', async () => {
    const { kernelDecider } = await import('../engine/kernel/index.ts')
    expect(all.length).toBeGreaterThan(300)
    expect(killed(kernelDecider)).toBe(false)
  })

  test.each(MUTANTS.map((m, i) => [m.name, m, i] as const))('%s', async (_name, mutant, i) => {
    const folder = path.join(home, String(i), 'engine')
    cpSync(path.join(root, 'engine'), folder, { recursive: true, filter: from => !from.endsWith('.test.ts') })
    const file = path.join(folder, 'kernel', mutant.file)
    const planted = plant(readFileSync(file, 'utf8'), mutant)
    if (planted === undefined) throw new Error(`${mutant.find} does not stand once in ${mutant.file}`)
    writeFileSync(file, planted)
    const module = (await import(pathToFileURL(path.join(folder, 'kernel', 'index.ts')).href)) as {
      kernelDecider: typeof KernelDecider
    }
    expect(killed(module.kernelDecider)).toBe(true)
  })
})
