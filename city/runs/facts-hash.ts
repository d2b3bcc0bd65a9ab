import { createHash, type Hash } from 'node:crypto'
import type { Column, Names, Population, Values } from '../../engine/population/index.ts'

/**
 * SHA-256 of the facts that were decided: ids, who belongs to whom, and every column, in one written form that depends neither on where the
 * facts came from nor on how the columns are packed. Equal hashes mean equal facts.
 */
export function factsHash(population: Population): string {
  const hash = createHash('sha256')
  hash.update(`${population.households} ${population.persons}\n`)
  addNumbers(hash, population.first)
  addNames(hash, population.householdNames)
  addNames(hash, population.personNames)
  addColumns(hash, population.householdColumns)
  addColumns(hash, population.personColumns)
  return hash.digest('hex')
}

function addColumns(hash: Hash, columns: ReadonlyMap<string, Column>): void {
  for (const [name, { fact, values, dictionary }] of [...columns].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { t } = fact.type
    const type = t === 'category' ? `${t} ${fact.type.of}` : t === 'decimal' ? `${t} ${fact.type.places}` : t
    hash.update(`${name} ${type}\n`)
    if (dictionary) addTexts(hash, values, dictionary)
    else if (values instanceof Uint8Array) hash.update(values)
    else addNumbers(hash, values)
  }
}

/** Texts numbered in the order in which the rows first have them; what no row has is left out. */
function addTexts(hash: Hash, values: Values, dictionary: readonly string[]): void {
  const numbers = new Int32Array(dictionary.length).fill(-1)
  const texts: string[] = []
  const numbered = Int32Array.from(values, value => {
    if (value < 0) return value
    if ((numbers[value] ?? -1) < 0) numbers[value] = texts.push(dictionary[value] ?? '') - 1
    return numbers[value] ?? 0
  })
  hash.update(`${JSON.stringify(texts)}\n`)
  addNumbers(hash, numbered)
}

function addNames(hash: Hash, names: Names): void {
  const rows = names.start.length - 1
  hash.update(names.bytes.subarray(names.start[0] ?? 0, names.start[rows] ?? 0))
  const lengths = new Int32Array(rows)
  for (let i = 0; i < rows; i++) lengths[i] = (names.start[i + 1] ?? 0) - (names.start[i] ?? 0)
  addNumbers(hash, lengths)
}

const PART = 8192

/** Whole numbers as little-endian doubles, whatever they are packed in. */
function addNumbers(hash: Hash, values: Values): void {
  const doubles = new Float64Array(PART)
  for (let from = 0; from < values.length; from += PART) {
    const to = Math.min(values.length, from + PART)
    doubles.set(values.subarray(from, to))
    hash.update(new Uint8Array(doubles.buffer, 0, (to - from) * 8))
  }
}
