import { availableParallelism } from 'node:os'
import path from 'node:path'
import { formatDay, type Program, type Source } from '../../engine/language/index.ts'
import { type ReadData, readDataFolder, type Warning } from '../tables/index.ts'
import { bytesOf } from './bytes.ts'
import { DECISIONS_HEADER, type Restricted } from './decisions.ts'
import { engineVersion } from './engine-version.ts'
import { loadLaw, programOf } from './load-law.ts'
import { OutputFolder } from './output.ts'
import { dayOrNull, lawVersion, type Receipt } from './receipt.ts'
import { reportBadData } from './report-bad-data.ts'
import { runAll } from './run-all.ts'
import type { Counted, Engine } from './run-ranges.ts'
import { standingsHeader } from './standings.ts'
import { totalsCsv } from './totals.ts'

export interface DetermineOptions {
  /** Folder with households and persons. */
  readonly data: string
  /** Decision date, a day number. */
  readonly on: number
  /** Decides with what was known on this day. */
  readonly knownOn?: number | undefined
  /** Overlay files, in order. */
  readonly overlays?: readonly string[] | undefined
  readonly engine?: Engine | undefined
  /** Default one per processor. Does not change the results. */
  readonly threads?: number | undefined
  /** Default `hide`. */
  readonly restricted?: Restricted | undefined
  /** Folder for the results; made if missing. */
  readonly out: string
  /** Where bad cells are written; default `errors.csv` beside `out`. */
  readonly errors?: string | undefined
  /** Other law files than those of this installation. */
  readonly law?: readonly Source[] | undefined
  readonly onProgress?: ((step: 'reading' | 'deciding', done: number, total: number) => void) | undefined
}

export interface Determination {
  readonly receipt: Receipt
  readonly counted: Counted
}

/**
 * Decides a data folder under the law of a day and writes standings.csv, decisions.csv, totals.csv and receipt.json.
 *
 * @throws Failure for people: findings of the law, no standard on that day, bad data (then all bad cells are in `errors`)
 */
export async function determine(options: DetermineOptions): Promise<Determination> {
  const begin = performance.now()
  const {
    on,
    knownOn,
    out,
    engine = 'kernel',
    threads = availableParallelism(),
    restricted = 'hide',
  } = options
  const law = loadLaw(options.overlays, options.law)
  const program = programOf(law, on)
  const errors = options.errors ?? path.join(path.dirname(path.resolve(out)), 'errors.csv')
  const data: ReadData = await readDataFolder(options.data, {
    facts: law.facts,
    on,
    knownOn,
    threads,
    onProgress: (done, total) => options.onProgress?.('reading', done, total),
  }).catch((e: unknown) => reportBadData(e, errors))
  const { population } = data
  const folder = new OutputFolder(out)
  try {
    folder.write('standings.csv', bytesOf(standingsHeader(program)))
    folder.write('decisions.csv', bytesOf(DECISIONS_HEADER))
    const counted = await runAll({ population, program, engine, restricted }, threads, (rows, households) => {
      folder.write('standings.csv', rows.standings)
      folder.write('decisions.csv', rows.decisions)
      options.onProgress?.('deciding', households, population.households)
    })
    folder.write('totals.csv', totalsCsv(counted.totals))
    const receipt: Receipt = {
      law: lawVersion(law),
      engine: { version: engineVersion(), runner: engine },
      on: formatDay(on),
      known_on: dayOrNull(knownOn),
      restricted,
      inputs: data.inputs,
      population: { households: population.households, persons: population.persons },
      outputs: {
        standings: population.households,
        decisions: counted.decisions,
        totals: counted.totals.length,
      },
      warnings: [...data.warnings, ...contradictions(counted.doubts, program)],
      threads,
      seconds: Math.round(performance.now() - begin) / 1000,
    }
    folder.write('receipt.json', bytesOf(`${JSON.stringify(receipt, null, 2)}\n`))
    folder.publish('receipt.json')
    return { receipt, counted }
  } catch (e) {
    folder.discard()
    throw e
  }
}

/** Warnings of the standard as warnings of the data: how many households contradict themselves, and how. */
function contradictions(doubts: Counted['doubts'], { standard }: Program): Warning[] {
  return Object.entries(doubts).flatMap(([name, count]) => {
    const what = standard?.version.rules.get(name)?.label?.en ?? name
    return count === 0
      ? []
      : [
          {
            kind: 'contradiction' as const,
            column: undefined,
            count,
            message: `${count} households: ${what}; nothing was corrected`,
          },
        ]
  })
}
