import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inferSchema, initParser } from 'udsv'
import type { CityFile, CityOptions } from './index.ts'
import { makeCity } from './index.ts'
import { cell, type Row } from './oracle.ts'

/** A folder for one test file's cities. */
export function cityFolder(): { readonly at: (name: string) => string; readonly remove: () => void } {
  const root = mkdtempSync(path.join(tmpdir(), 'ansinh-city-'))
  return { at: name => path.join(root, name), remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** Rows of a CSV file, every cell as text. */
export function rowsOf(file: string): Row[] {
  const text = readFileSync(file, 'utf8')
  // Quoting is off: the files promise to need none.
  return initParser(inferSchema(text.trimEnd())).stringObjs(text.trimEnd()) as Row[]
}

export interface ReadCity {
  readonly file: CityFile
  readonly households: readonly Row[]
  readonly persons: readonly Row[]
  readonly members: ReadonlyMap<string, readonly Row[]>
}

/** Makes a city as CSV and reads it. */
export async function madeCity(options: Omit<CityOptions, 'format'>): Promise<ReadCity> {
  const file = await makeCity({ ...options, format: 'csv' })
  const households = rowsOf(path.join(options.out, 'households.csv'))
  const persons = rowsOf(path.join(options.out, 'persons.csv'))
  const members = new Map<string, Row[]>()
  for (const one of persons) {
    const id = cell(one, 'household_id')
    const list = members.get(id)
    if (list === undefined) members.set(id, [one])
    else list.push(one)
  }
  return { file, households, persons, members }
}
