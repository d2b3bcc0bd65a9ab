/** For tests: a store whose registry holds a synthetic city, and the same people as files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Fact, FactBook } from '../../engine/language/index.ts'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { territoryOf } from '../areas/index.ts'
import { loadLaw } from '../determinations/index.ts'
import {
  type Facts,
  type FactValue,
  type IncomingHousehold,
  openRegistry,
  type Registry,
  registerMany,
} from '../households/index.ts'
import { type CityOptions, makeCity } from '../synthetic/index.ts'
import { importFolder } from './fixture.ts'

export interface CityStore {
  readonly store: TestStore
  readonly registry: Registry
  /** The same people as files. */
  readonly folder: string
  close(): Promise<void>
}

/** Where everybody of a test city lives: few communes, because each is a job of its own. Two of the east, two of the west. */
export const COMMUNES = ['11311', '11329', '10507', '10525'] as const

/** Day of the survey by which a registered city became known. */
export const SURVEYED = '2025-10-01'

interface TestCity extends Partial<CityOptions> {
  readonly households: number
  /**
   * rows: the facts go straight into the tables (quick; there are no actions, so no past can be told). actions: everybody is registered as the
   * application does it.
   */
  readonly by?: 'rows' | 'actions'
}

/** A synthetic city in files and in the registry of a fresh store. */
export async function cityStore({ by = 'rows', ...city }: TestCity): Promise<CityStore> {
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
  giveHeads(path.join(folder, 'persons.csv'))
  const store = await testStore()
  const registry = openRegistry({ facts, masterKey: new Uint8Array(32).fill(7), syntheticOnly: true })
  if (by === 'rows') await importFolder(store, folder, facts)
  else
    await withOwner(store, async tx => {
      await registerMany(tx, registry, incoming(folder, facts), { actor: 'system:test' })
      await tx.client.query('analyze')
    })
  return {
    store,
    registry,
    folder,
    async close() {
      rmSync(folder, { recursive: true, force: true })
      await store.close()
    },
  }
}

type Row = Readonly<Record<string, string>>

function csv(folder: string, file: string): Row[] {
  const [header = '', ...lines] = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n')
  const names = header.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])))
}

/** The households of a data folder as a form would bring them. */
function incoming(folder: string, facts: FactBook): IncomingHousehold[] {
  const members = new Map<string, IncomingHousehold['members'][number][]>()
  for (const row of csv(folder, 'persons.csv')) {
    const mine = members.get(row['household_id'] ?? '') ?? []
    members.set(row['household_id'] ?? '', mine)
    mine.push({
      person_id: row['person_id'] ?? '',
      facts: factsOf(row, [...facts.person.values()]),
      fields: {},
    })
  }
  const own = [...facts.household.values()].filter(fact => fact.name !== 'commune_code')
  return csv(folder, 'households.csv').map(row => ({
    code: row['household_id'] ?? '',
    commune_code: row['commune_code'] ?? '',
    effective_on: SURVEYED,
    facts: factsOf(row, own),
    fields: {},
    members: members.get(row['household_id'] ?? '') ?? [],
  }))
}

const factsOf = (row: Row, facts: readonly Fact[]): Facts =>
  Object.fromEntries(facts.map(fact => [fact.name, factValue(fact, row[fact.name] ?? '')]))

function factValue({ type }: Fact, cell: string): FactValue {
  if (cell === '') return null
  if (type.t === 'bool') return cell === 'true'
  return type.t === 'count' || type.t === 'money' ? Number(cell) : cell
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

/** The first member of every household is its head, and nobody else: the registry wants one. */
function giveHeads(file: string): void {
  const [header = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const names = header.split(',')
  const [household, relation] = [names.indexOf('household_id'), names.indexOf('relation_to_head')]
  const seen = new Set<string>()
  const headed = rows.map(row => {
    const cells = row.split(',')
    const id = cells[household] ?? ''
    if (!seen.has(id)) cells[relation] = 'head'
    else if (cells[relation] === 'head') cells[relation] = 'other'
    seen.add(id)
    return cells.join(',')
  })
  writeFileSync(file, `${[header, ...headed].join('\n')}\n`)
}
