import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FactBook } from '../../../engine/language/index.ts'
import type { DraftHousehold, FileContext } from '../draft.ts'
import { FileProblem } from '../file-problem.ts'
import { CONTRACT_FILES, type ContractFile, contractColumns } from './contract-columns.ts'
import { type ContractShape, fromContract } from './from-contract.ts'
import { type ContractTables, type JoinNotes, joinRows } from './join-rows.ts'
import { openTable } from './raw-table.ts'

/** Paths of the files: households and persons, and the registry with names and numbers if there is one. */
export type ContractPaths = Readonly<Record<'households' | 'persons', string>> & {
  readonly registry?: string
}

export interface ContractReading {
  readonly drafts: AsyncIterable<DraftHousehold>
  /** Known at once. */
  readonly households: number
  readonly persons: number
  /** SHA-256 of each file. */
  readonly sha256: Readonly<Partial<Record<ContractFile, string>>>
  /** Known once `drafts` is read to its end. */
  readonly notes: JoinNotes
}

/** The files of a data folder. @throws FileProblem when households or persons are missing, or there twice */
export function contractFolder(folder: string): ContractPaths {
  const found = CONTRACT_FILES.flatMap(file => {
    const there = ['csv', 'parquet']
      .map(ending => join(folder, `${file}.${ending}`))
      .filter(path => existsSync(path))
    if (there.length > 1) throw new FileProblem('files_missing', `${file}.csv, ${file}.parquet?`)
    return there[0] === undefined ? [] : [[file, there[0]] as const]
  })
  const paths = Object.fromEntries(found)
  const { households, persons, registry } = paths
  if (households === undefined || persons === undefined) throw new FileProblem('files_missing')
  return { households, persons, ...(registry === undefined ? {} : { registry }) }
}

/**
 * Opens the files of the data contract. Columns are checked at once, rows while `drafts` is read, in memory that does not grow with the files.
 *
 * @param workFolder private folder for files that stand in different orders
 * @throws FileProblem
 */
export async function readContract(
  paths: ContractPaths,
  facts: FactBook,
  context: FileContext,
  workFolder: string,
): Promise<ContractReading> {
  const open = (path: string) => openTable(path, basename(path))
  const tables: ContractTables = {
    households: await open(paths.households),
    persons: await open(paths.persons),
    ...(paths.registry === undefined ? {} : { registry: await open(paths.registry) }),
  }
  const { households, persons, registry } = tables
  const shapeOf = (file: ContractFile, table: typeof households) => ({
    name: table.name,
    columns: contractColumns(file, table, facts),
  })
  const shape: ContractShape = {
    households: shapeOf('households', households),
    persons: shapeOf('persons', persons),
    ...(registry ? { registry: shapeOf('registry', registry) } : {}),
  }
  const notes: JoinNotes = { unmatchedRegistry: 0 }
  const drafts = async function* (): AsyncGenerator<DraftHousehold> {
    for await (const rows of joinRows(tables, workFolder, notes)) yield fromContract(rows, shape, context)
  }
  return {
    drafts: drafts(),
    households: households.count,
    persons: persons.count,
    sha256: {
      households: households.sha256,
      persons: persons.sha256,
      ...(registry ? { registry: registry.sha256 } : {}),
    },
    notes,
  }
}
