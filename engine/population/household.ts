import type { Fact, FactBook } from '../language/law.ts'
import {
  type Column,
  type Names,
  NONE,
  NONE_BYTE,
  nameAt,
  type Population,
  UNKNOWN,
  UNKNOWN_BYTE,
  type Values,
} from './column.ts'
import type { FactValue, Household, Person } from './facts-of.ts'

/** One household of a population, as the reference decides it. */
export function householdAt(population: Population, row: number): Household {
  const members: Person[] = []
  for (let p = population.first[row] ?? 0; p < (population.first[row + 1] ?? 0); p++) {
    members.push({ id: nameAt(population.personNames, p), facts: factsAt(population.personColumns, p) })
  }
  return {
    id: nameAt(population.householdNames, row),
    facts: factsAt(population.householdColumns, row),
    members,
  }
}

function factsAt(columns: ReadonlyMap<string, Column>, row: number): Map<string, FactValue> {
  const facts = new Map<string, FactValue>()
  for (const [name, column] of columns) facts.set(name, valueAt(column, row))
  return facts
}

function valueAt(column: Column, row: number): FactValue {
  const value = column.values[row] ?? UNKNOWN
  const isByte = column.values instanceof Uint8Array
  if (value === (isByte ? UNKNOWN_BYTE : UNKNOWN)) return undefined
  if (value === (isByte ? NONE_BYTE : NONE)) return null
  if (column.fact.type.t === 'bool') return value === 1
  if (column.fact.type.t === 'text') return column.dictionary?.[value]
  return value
}

/** A population of households given one by one (tests, small data). Sorted and packed as `Population` says. */
export function populationOf(households: readonly Household[], facts: FactBook): Population {
  const byId = <T extends { id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  const sorted = [...households].sort(byId).map(h => ({ ...h, members: [...h.members].sort(byId) }))
  const persons = sorted.flatMap(h => h.members)
  const first = new Int32Array(sorted.length + 1)
  for (const [i, h] of sorted.entries()) first[i + 1] = (first[i] ?? 0) + h.members.length
  return {
    facts,
    households: sorted.length,
    persons: persons.length,
    first,
    householdNames: namesOf(sorted.map(h => h.id)),
    personNames: namesOf(persons.map(p => p.id)),
    householdColumns: columnsOf(facts.household, sorted),
    personColumns: columnsOf(facts.person, persons),
  }
}

function namesOf(ids: readonly string[]): Names {
  const encoder = new TextEncoder()
  const parts = ids.map(id => encoder.encode(id))
  const start = new Int32Array(ids.length + 1)
  for (const [i, p] of parts.entries()) start[i + 1] = (start[i] ?? 0) + p.length
  const bytes = new Uint8Array(start[ids.length] ?? 0)
  for (const [i, p] of parts.entries()) bytes.set(p, start[i])
  return { bytes, start }
}

function columnsOf(
  book: ReadonlyMap<string, Fact>,
  rows: readonly { facts: ReadonlyMap<string, FactValue> }[],
): Map<string, Column> {
  return new Map(
    [...book.values()].map(fact => [
      fact.name,
      columnOf(
        fact,
        rows.map(r => r.facts.get(fact.name)),
      ),
    ]),
  )
}

function columnOf(fact: Fact, cells: readonly FactValue[]): Column {
  const { t } = fact.type
  const isByte = t === 'bool' || t === 'category'
  const values: Values = isByte
    ? new Uint8Array(cells.length)
    : t === 'money'
      ? new Float64Array(cells.length)
      : new Int32Array(cells.length)
  const dictionary: string[] = []
  let hasUnknown = false
  cells.forEach((cell, i) => {
    if (cell === undefined && !fact.optional) {
      hasUnknown = true
      values[i] = isByte ? UNKNOWN_BYTE : UNKNOWN
    } else if (cell === null || cell === undefined) values[i] = isByte ? NONE_BYTE : NONE
    else if (t === 'text') {
      let n = dictionary.indexOf(String(cell))
      if (n < 0) n = dictionary.push(String(cell)) - 1
      values[i] = n
    } else values[i] = Number(cell)
  })
  return { fact, values, hasUnknown, dictionary: t === 'text' ? dictionary : undefined }
}
