import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import type { FactBook } from '../../engine/language/index.ts'
import type { Population } from '../../engine/population/index.ts'
import { assemble } from './assemble.ts'
import { Crew } from './crew.ts'
import { type DistinctRows, distinctRows } from './distinct-rows.ts'
import { fillTable, type RawTable } from './fill-table.ts'
import { indexNames } from './name-index.ts'
import { compareNames, pickNames } from './names.ts'
import { type InputFile, type OpenTable, openTable } from './open-table.ts'
import { BadCells, DataError } from './problems.ts'
import { settleTerritory } from './territory.ts'
import { type Warning, Warnings } from './warnings.ts'

export interface ReadOptions {
  readonly facts: FactBook
  /** The decision date, a day number: who is born later is no member. */
  readonly on: number
  /** Of several rows with one id the latest known on this day counts; needs the column `known_from`. */
  readonly knownOn?: number | undefined
  /** Threads to use; default one per processor. Does not change the result. */
  readonly threads?: number | undefined
  /** Called with bytes read and bytes in all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface ReadData {
  readonly population: Population
  readonly warnings: readonly Warning[]
  readonly inputs: readonly InputFile[]
}

/** Below this size threads cost more than they give. */
const SMALL = 16 << 20

/**
 * Reads `households` and `persons` (each .csv or .parquet) of a folder into a population sorted by household and person.
 *
 * @throws DataError with every fault of the files or every bad cell; nothing is guessed and nothing is left out silently
 */
export async function readDataFolder(dir: string, options: ReadOptions): Promise<ReadData> {
  const { facts, knownOn } = options
  if (!existsSync(dir)) throw new DataError([`the folder ${dir} is not there`])
  const faults: string[] = []
  const households = await openTable(dir, 'household', facts, faults)
  const persons = await openTable(dir, 'person', facts, faults)
  for (const table of [households, persons]) if (knownOn !== undefined && table) checkKnownFrom(table, faults)
  if (!households || !persons || faults.length > 0) throw new DataError(faults)
  const warnings = new Warnings()
  const bad = new BadCells()
  const population = await read(households, persons, options, bad, warnings)
  if (population === undefined) throw new DataError([], bad.sorted(), bad.count)
  return { population, warnings: warnings.all(), inputs: [households.input, persons.input] }
}

function checkKnownFrom({ columns, input }: OpenTable, faults: string[]): void {
  if (!columns.some(c => c.role.role === 'known_from'))
    faults.push(
      `${input.file}: --known-on needs a column known_from, which says from which day each row was known`,
    )
}

async function read(
  households: OpenTable,
  persons: OpenTable,
  options: ReadOptions,
  bad: BadCells,
  warnings: Warnings,
): Promise<Population | undefined> {
  const { facts, knownOn, on, onProgress } = options
  const total = households.input.bytes + persons.input.bytes
  const crew = new Crew(total < SMALL ? 1 : (options.threads ?? availableParallelism()))
  let done = 0
  const progress = (bytes: number): void => {
    done = Math.min(done + bytes, total)
    onProgress?.(done, total)
  }
  try {
    const rawHouseholds = await fillTable(households, facts, undefined, crew, bad, progress)
    const territory = settleTerritory(rawHouseholds, facts, bad)
    const settled = territory
      ? { ...rawHouseholds, columns: new Map([...rawHouseholds.columns, [territory.name, territory]]) }
      : rawHouseholds
    const distinct = sortByName(settled, distinctRows(settled, knownOn, bad))
    const index = indexNames(distinct.names)
    const rawPersons = await fillTable(persons, facts, index, crew, bad, progress)
    const { chosen } = distinctRows(rawPersons, knownOn, bad)
    for (const table of [settled, rawPersons]) {
      for (const fact of table.open.absent)
        if (!table.columns.has(fact.name))
          warnings.missingColumn(table.open.input.file, fact.name, fact.optional)
    }
    return assemble(
      { facts, households: settled, distinct: distinct.rows, persons: rawPersons, chosenPersons: chosen, on },
      bad,
      warnings,
    )
  } finally {
    await crew.end()
  }
}

function sortByName(table: RawTable, rows: DistinctRows): { rows: DistinctRows; names: RawTable['ids'] } {
  const { first, chosen } = rows
  let isSorted = true
  for (let i = 1; i < first.length && isSorted; i++)
    isSorted = compareNames(table.ids, first[i - 1] ?? 0, table.ids, first[i] ?? 0) < 0
  if (isSorted && first.length === table.rows) return { rows, names: table.ids }
  const order = Int32Array.from(first, (_, i) => i)
  if (!isSorted) order.sort((a, b) => compareNames(table.ids, first[a] ?? 0, table.ids, first[b] ?? 0))
  const sorted = { first: order.map(i => first[i] ?? 0), chosen: order.map(i => chosen[i] ?? 0) }
  return { rows: sorted, names: pickNames(table.ids, sorted.first) }
}
