import { DataError, readDataFolder } from '../../city/tables/index.ts'
import type { FactBook } from '../../engine/language/index.ts'
import { type Household, householdAt, nameAt, type Population } from '../../engine/population/index.ts'
import { Failure } from './failure.ts'
import { nearest } from './near-names.ts'

const SHOWN = 5

/** One household of a data folder with its members on a day (day number). The whole folder is checked on the way. */
export async function readHousehold(
  folder: string,
  id: string,
  facts: FactBook,
  on: number,
): Promise<Household> {
  const population = await readPopulation(folder, facts, on)
  const row = rowOf(population, id)
  if (row === undefined)
    throw new Failure(`There is no household ${id} in ${folder}. ${nearest(id, names(population))}`)
  return householdAt(population, row)
}

async function readPopulation(folder: string, facts: FactBook, on: number): Promise<Population> {
  try {
    return (await readDataFolder(folder, { facts, on })).population
  } catch (e) {
    if (!(e instanceof DataError)) throw e
    const cells = e.bad
      .slice(0, SHOWN)
      .map(b => `${b.file}:${b.row} ${b.column}: ${b.value} should be ${b.expected}`)
    const more = e.badCount > cells.length ? [`and ${e.badCount - cells.length} more`] : []
    throw new Failure(
      [
        ...e.faults,
        ...cells,
        ...more,
        'Mend the data; nothing is explained from data that cannot be read.',
      ].join('\n'),
    )
  }
}

/** Households are sorted by name, so the row is found by halving. */
function rowOf(population: Population, id: string): number | undefined {
  let low = 0
  let high = population.households
  while (low < high) {
    const middle = (low + high) >> 1
    if (nameAt(population.householdNames, middle) < id) low = middle + 1
    else high = middle
  }
  return low < population.households && nameAt(population.householdNames, low) === id ? low : undefined
}

function* names(population: Population): Generator<string> {
  for (let row = 0; row < population.households; row++) yield nameAt(population.householdNames, row)
}
