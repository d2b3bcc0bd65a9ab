import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCity } from '../city/synthetic/index.ts'
import { readDataFolder } from '../city/tables/index.ts'
import { buildLaw } from '../engine/check/index.ts'
import { referenceDecider } from '../engine/evaluate/index.ts'
import { checkKernel, kernelDecider } from '../engine/kernel/index.ts'
import { inForce, parseDay, yearStart } from '../engine/language/index.ts'
import { readYamlFolder } from '../platform/files/index.ts'
import { differences, type Tally } from './agreement.ts'

const home = mkdtempSync(path.join(tmpdir(), 'ansinh-law-'))
const { law } = buildLaw(readYamlFolder())
const folder = (preset: string): string => path.join(home, preset)

beforeAll(async () => {
  await makeCity({ preset: 'city-2025', households: 15_000, unknown: 0.05, out: folder('city-2025') })
  await makeCity({ preset: 'east-2023', households: 15_000, out: folder('east-2023') })
  await makeCity({ preset: 'uniform', households: 1_000, unknown: 0.05, out: folder('uniform') })
}, 120_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Both runners on the law in force, in ranges, with what is missing and what is restricted. */
async function agreement(
  preset: string,
  day: string,
  households: number,
): Promise<{ found: string[]; tally: Tally }> {
  const on = parseDay(day) ?? 0
  const { population } = await readDataFolder(folder(preset), { facts: law.facts, on })
  const program = inForce(law, on, yearStart(on))
  const tally: Tally = new Map()
  const kernel = kernelDecider(population, program, { households: 500, persons: 20_000 })
  return {
    found: differences(
      referenceDecider(population, program),
      kernel,
      population,
      tally,
      5,
      500,
      Math.min(households, population.households),
    ),
    tally,
  }
}

describe('kernel and reference agree on the law itself', () => {
  test.each([
    ['city-2025', '2023-12-31', 1_500],
    ['city-2025', '2025-08-31', 1_500],
    ['city-2025', '2026-11-30', 1_500],
    ['city-2025', '2027-06-30', 1_500],
    ['east-2023', '2023-01-01', 1_500],
    ['uniform', '2022-02-28', 600],
    ['uniform', '2023-12-31', 600],
    ['uniform', '2025-08-31', 600],
    ['uniform', '2026-11-30', 600],
    ['uniform', '2027-06-30', 600],
  ])('%s on %s', { timeout: 120_000 }, async (preset, day, households) => {
    const { found, tally } = await agreement(preset, day, households)
    expect(found).toEqual([])
    for (const kind of ['granted', 'refused', 'not_applicable'])
      expect(tally.get(kind) ?? 0, kind).toBeGreaterThan(100)
  })

  test('the kernel refuses nothing of the law on any day on which it changes', () => {
    expect(checkKernel(law)).toEqual([])
  })
})
