import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { dayOf } from '../../engine/language/index.ts'
import { startProgress } from '../../platform/progress/index.ts'
import { loadLaw } from '../determinations/index.ts'
import { readDataFolder } from '../tables/index.ts'
import { readFigures } from './figures.ts'
import { type Coverage, programmeTable } from './programme.ts'
import { formatTable } from './table.ts'
import type { Row } from './verdict.ts'

interface Given {
  readonly data: string
  readonly json?: boolean
  readonly overlay?: readonly string[]
  readonly figures?: string
}

/** `./ansinh programme 2023` */
export function programmeCommands(program: Command): void {
  program
    .command('programme')
    .description('published figures of a year against what law and data give')
    .argument('<year>', 'the year, such as 2023', year)
    .requiredOption('--data <folder>', 'folder with households and persons (.csv or .parquet)')
    .option(
      '--overlay <file>',
      'changes on top of the law; may stand there several times',
      (file: string, before?: readonly string[]) => [...(before ?? []), file],
    )
    .option('--figures <file>', 'another file of published figures')
    .option('--json', 'as JSON')
    .action(print)
}

async function print(year: number, given: Given): Promise<void> {
  const rows = await readProgramme(year, given)
  process.stdout.write(
    `${given.json ? JSON.stringify(rows.map(asJson), null, 2) : formatTable(rows, year)}\n`,
  )
}

/** Reads the data folder and computes the table of a year. Faults of people are Failures, with what to mend. */
export async function readProgramme(year: number, given: Omit<Given, 'json'>): Promise<Row[]> {
  const bar = startProgress('deciding')
  try {
    const law = loadLaw(given.overlay)
    const figures = readFigures(year, given.figures)
    const { population } = await readDataFolder(given.data, { facts: law.facts, on: dayOf(year, 12, 31) })
    return programmeTable(
      year,
      figures,
      population,
      law,
      coverageOf(given.data, population.households),
      (done, total) => bar.update(done, total),
    )
  } finally {
    bar.stop()
  }
}

/** A synthetic city says in city.json whether it is a part; other folders are taken as the whole. */
function coverageOf(data: string, households: number): Coverage {
  try {
    const read = JSON.parse(readFileSync(path.join(data, 'city.json'), 'utf8')) as {
      is_sample?: boolean
      real_households?: number | null
    }
    return {
      isSample: read.is_sample === true,
      isSynthetic: true,
      households,
      realHouseholds: read.real_households ?? null,
    }
  } catch {
    return { isSample: false, isSynthetic: false, households, realHouseholds: null }
  }
}

/** A computed value with nothing unknown is a number, else its two ends. */
function asJson(row: Row): unknown {
  const computed = Object.fromEntries(
    Object.entries(row.computed).map(([k, v]) => [k, v.lo === v.hi ? v.lo : [v.lo, v.hi]]),
  )
  return {
    id: row.id,
    title: row.title.vi,
    published: row.published,
    computed,
    difference: row.difference,
    verdict: row.verdict,
    why: row.why.vi,
    title_en: row.title.en,
    why_en: row.why.en,
  }
}

function year(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('Write a year, such as 2023.')
  return Number(text)
}
