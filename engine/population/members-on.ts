import { type Column, type Names, type Population, UNKNOWN, type Values } from './column.ts'

/**
 * The population as it was on a day (day number): who was born later is no member yet, and a household of which nobody was born is not there.
 * The population itself where that changes nothing.
 */
export function membersOn(population: Population, on: number): Population {
  const birth = population.personColumns.get('birth_date')?.values
  const isMember = (p: number): boolean => birth === undefined || (birth[p] ?? UNKNOWN) <= on
  const persons: number[] = []
  const households: number[] = []
  const first: number[] = [0]
  for (let h = 0; h < population.households; h++) {
    const before = persons.length
    for (let p = population.first[h] ?? 0; p < (population.first[h + 1] ?? 0); p++)
      if (isMember(p)) persons.push(p)
    if (persons.length === before) continue
    households.push(h)
    first.push(persons.length)
  }
  if (persons.length === population.persons) return population
  return {
    ...population,
    households: households.length,
    persons: persons.length,
    first: Int32Array.from(first),
    householdNames: pickNames(population.householdNames, households),
    personNames: pickNames(population.personNames, persons),
    householdColumns: pickColumns(population.householdColumns, households),
    personColumns: pickColumns(population.personColumns, persons),
  }
}

function pickColumns(columns: ReadonlyMap<string, Column>, rows: readonly number[]): Map<string, Column> {
  return new Map(
    [...columns].map(([name, column]) => [name, { ...column, values: pick(column.values, rows) }]),
  )
}

function pick(values: Values, rows: readonly number[]): Values {
  const picked =
    values instanceof Uint8Array
      ? new Uint8Array(rows.length)
      : values instanceof Int32Array
        ? new Int32Array(rows.length)
        : new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i] ?? 0] ?? UNKNOWN
  return picked
}

function pickNames(names: Names, rows: readonly number[]): Names {
  const start = new Int32Array(rows.length + 1)
  for (const [i, row] of rows.entries()) {
    start[i + 1] = (start[i] ?? 0) + (names.start[row + 1] ?? 0) - (names.start[row] ?? 0)
  }
  const bytes = new Uint8Array(start[rows.length] ?? 0)
  for (const [i, row] of rows.entries()) {
    bytes.set(names.bytes.subarray(names.start[row] ?? 0, names.start[row + 1] ?? 0), start[i] ?? 0)
  }
  return { bytes, start }
}
