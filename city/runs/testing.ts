/** For tests: a store whose registry holds a synthetic city. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { territoryOf } from '../areas/index.ts'
import { loadLaw } from '../determinations/index.ts'
import { type CityOptions, makeCity } from '../synthetic/index.ts'
import { importFolder } from './fixture.ts'

export interface CityStore {
  readonly store: TestStore
  /** The same people as files. */
  readonly folder: string
  close(): Promise<void>
}

/** Where everybody of a test city lives: few communes, because each is a job of its own. Two of the east, two of the west. */
export const COMMUNES = ['11311', '11329', '10507', '10525'] as const

/** A synthetic city in files and in the registry of a fresh store. */
export async function cityStore(
  city: Pick<CityOptions, 'households'> & Partial<CityOptions>,
): Promise<CityStore> {
  const { facts } = loadLaw()
  const folder = mkdtempSync(path.join(tmpdir(), 'ansinh-'))
  await makeCity({
    preset: 'uniform',
    unknown: 0.05,
    seed: 7,
    format: 'csv',
    threads: 1,
    ...city,
    out: folder,
  })
  moveTogether(path.join(folder, 'households.csv'))
  const store = await testStore()
  await importFolder(store, folder, facts)
  return {
    store,
    folder,
    async close() {
      rmSync(folder, { recursive: true, force: true })
      await store.close()
    },
  }
}

/** Gives every household one of the test's communes, of the side where it lived. */
function moveTogether(file: string): void {
  const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const at = header.split(',').indexOf('commune_code')
  const territory = header.split(',').indexOf('territory')
  const moved = rows.map((row, i) => {
    const cells = row.split(',')
    // an empty territory follows from the commune, wherever that is now
    const side = cells[territory] === '' ? territoryOf(cells[at] ?? '') : cells[territory]
    cells[at] = COMMUNES.filter(code => territoryOf(code) === side)[i % 2] ?? ''
    return cells.join(',')
  })
  writeFileSync(file, `${[header, ...moved].join('\n')}\n`)
}
