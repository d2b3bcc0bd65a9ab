import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { formatDay, type Program, type Source } from '../../engine/language/index.ts'
import type { Population } from '../../engine/population/index.ts'
import packageFile from '../../package.json' with { type: 'json' }
import { Failure } from '../../platform/failure/index.ts'
import { bytesOf, lawVersion, OutputFolder, type Receipt, reportBadData } from '../determinations/index.ts'
import { readDataFolder } from '../tables/index.ts'
import { compareAll } from './compare-all.ts'
import { simulationCsv, standingsCsv } from './csv.ts'
import { resultOf, type SimulationResult } from './result.ts'
import { loadTwoLaws } from './two-laws.ts'

export interface SimulateOptions {
  /** Folder with households and persons. */
  readonly data: string
  /** Decision date, a day number. */
  readonly on: number
  /** Overlay file with the reform. */
  readonly reform: string
  /** Overlay files that belong to the base law, in order. */
  readonly overlays?: readonly string[] | undefined
  /** Default one per processor. Does not change the results. */
  readonly threads?: number | undefined
  /** Folder for the results; made if missing. */
  readonly out: string
  /** Other law files than those of this installation. */
  readonly law?: readonly Source[] | undefined
  readonly onProgress?: ((step: 'reading' | 'deciding', done: number, total: number) => void) | undefined
}

/** What makes a simulation repeatable: receipt.json beside its results. */
export interface SimulationReceipt
  extends Pick<Receipt, 'law' | 'on' | 'inputs' | 'population' | 'warnings' | 'threads' | 'seconds'> {
  readonly reform: { readonly name: string; readonly citation: string; readonly hash: string }
  readonly engine: { readonly version: string; readonly runner: 'kernel' }
  readonly outputs: { readonly simulation: number; readonly standings: number }
}

export interface Simulation {
  readonly receipt: SimulationReceipt
  readonly result: SimulationResult
  readonly base: Program
  readonly reform: Program
}

/** What a reform changes in a population in memory. */
export async function simulatePopulation(
  population: Population,
  base: Program,
  reform: Program,
  threads = 1,
): Promise<SimulationResult> {
  return resultOf(population, base, reform, await compareAll({ population, base, reform }, threads))
}

/**
 * Decides a data folder under the law of a day and under the same law with the reform on top, and writes simulation.csv,
 * standings.csv and receipt.json. Only sums are written, never a household or a person.
 *
 * @throws Failure for people: findings of the law or the reform, bad data, an `out` that holds something else; then nothing is written
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const begin = performance.now()
  const { on, out, threads = availableParallelism() } = options
  const { law, base, reform, applied } = loadTwoLaws(options.reform, options.overlays ?? [], on, options.law)
  if (existsSync(path.join(out, 'decisions.csv')))
    throw new Failure(
      `${out} holds a determination, whose standings.csv this would replace; choose another --out`,
    )
  const data = await readDataFolder(options.data, {
    facts: law.facts,
    on,
    threads,
    onProgress: (done, total) => options.onProgress?.('reading', done, total),
  }).catch((e: unknown) => reportBadData(e, path.join(path.dirname(path.resolve(out)), 'errors.csv')))
  const { population } = data
  const counted = await compareAll({ population, base, reform }, threads, done =>
    options.onProgress?.('deciding', done, population.households),
  )
  const result = resultOf(population, base, reform, counted)
  const receipt: SimulationReceipt = {
    law: lawVersion(law),
    reform: { name: applied.name, citation: applied.citation, hash: applied.hash },
    engine: { version: packageFile.version, runner: 'kernel' },
    on: formatDay(on),
    inputs: data.inputs,
    population: { households: population.households, persons: population.persons },
    outputs: {
      simulation: result.cells.reduce((n, c) => n + c.rows.length, 0),
      standings: result.moves.length,
    },
    warnings: data.warnings,
    threads,
    seconds: Math.round(performance.now() - begin) / 1000,
  }
  write(out, result, receipt)
  return { receipt, result, base, reform }
}

function write(out: string, result: SimulationResult, receipt: SimulationReceipt): void {
  const folder = new OutputFolder(out)
  try {
    folder.write('simulation.csv', simulationCsv(result))
    folder.write('standings.csv', standingsCsv(result.moves))
    folder.write('receipt.json', bytesOf(`${JSON.stringify(receipt, null, 2)}\n`))
    folder.publish('receipt.json')
  } catch (e) {
    folder.discard()
    throw e
  }
}
