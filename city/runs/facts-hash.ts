import { createHash, type Hash } from 'node:crypto'
import type { Column, Names, Population, Values } from '../../engine/population/index.ts'

/**
 * SHA-256 of the facts that were decided: ids, who belongs to whom, and every column, in one written form that depends neither on where the
 * facts came from nor on how the columns are packed. Equal hashes mean equal facts.
 */
export function factsHash(population: Population): string {
  const { households, persons } = population
  const hash = createHash('sha256')
  hash.update(`${households} ${persons}\n`)
  addNumbers(hash, population.first, households + 1)
  addNames(hash, population.householdNames, households)
  addNames(hash, population.personNames, persons)
  addColumns(hash, population.householdColumns, households)
  addColumns(hash, population.personColumns, persons)
  return hash.digest('hex')
}

function addColumns(hash: Hash, columns: ReadonlyMap<string, Column>, rows: number): void {
  for (const [name, { fact, values, dictionary }] of [...columns].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { t } = fact.type
    const type = t === 'category' ? `${t} ${fact.type.of}` : t === 'decimal' ? `${t} ${fact.type.places}` : t
    hash.update(`${name} ${type}\n`)
    if (dictionary) addTexts(hash, values, rows, dictionary)
    else if (values instanceof Uint8Array) hash.update(values.subarray(0, rows))
    else addNumbers(hash, values, rows)
  }
}

/** Texts numbered in the order in which the rows first have them; what no row has is left out. */
function addTexts(hash: Hash, values: Values, rows: number, dictionary: readonly string[]): void {
  const numbers = new Int32Array(dictionary.length).fill(-1)
  const texts: string[] = []
  const numbered = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    const value = values[i] ?? -1
    if (value >= 0 && (numbers[value] ?? -1) < 0) numbers[value] = texts.push(dictionary[value] ?? '') - 1
    numbered[i] = value < 0 ? value : (numbers[value] ?? 0)
  }
  hash.update(`${JSON.stringify(texts)}\n`)
  addNumbers(hash, numbered, rows)
}

function addNames(hash: Hash, { bytes, start }: Names, rows: number): void {
  hash.update(bytes.subarray(start[0] ?? 0, start[rows] ?? 0))
  const lengths = new Int32Array(rows)
  for (let i = 0; i < rows; i++) lengths[i] = (start[i + 1] ?? 0) - (start[i] ?? 0)
  addNumbers(hash, lengths, rows)
}

const PART = 8192
/** Filled and hashed again and again. */
const doubles = new Float64Array(PART)

/** Whole numbers as little-endian doubles, whatever they are packed in. */
function addNumbers(hash: Hash, values: Values, rows: number): void {
  for (let from = 0; from < rows; from += PART) {
    const to = Math.min(rows, from + PART)
    doubles.set(values.subarray(from, to))
    hash.update(new Uint8Array(doubles.buffer, 0, (to - from) * 8))
  }
}
