import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContractPaths } from './contract/read-contract.ts'
import { FileProblem } from './file-problem.ts'

/** The parts of which an import consists. */
export const PARTS = ['workbook', 'households', 'persons', 'registry'] as const
export type Part = (typeof PARTS)[number]
export type Ending = 'xlsx' | 'csv' | 'parquet'

const DAY = 86_400_000
/** Files of an import that nobody finished are kept so long. */
const KEPT_DAYS = 30

/** Where the files of an import are read. */
export interface ImportParts {
  /** Private folder for what is made while reading. */
  readonly path: string
  /** @throws FileProblem */
  workbook(): string
  /** @throws FileProblem */
  contract(): ContractPaths
}

/**
 * The private files of an import on the server's disk: they are read for the check, and again for the rejected rows, and go when the import is over. Only
 * what a person brought lies there, under names of ours.
 */
export class ImportFolder implements ImportParts {
  readonly path: string

  /** @param data folder for files in the data folder of the store */
  constructor(data: string, importId: string) {
    this.path = join(importsFolder(data), importId)
  }

  async keep(part: Part, ending: Ending, from: string): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 })
    for (const other of ['xlsx', 'csv', 'parquet'])
      await rm(join(this.path, `${part}.${other}`), { force: true })
    await rename(from, join(this.path, `${part}.${ending}`))
  }

  /** The file of a part, if it is (still) there. */
  find(part: Part): string | undefined {
    return ['xlsx', 'csv', 'parquet']
      .map(ending => join(this.path, `${part}.${ending}`))
      .find(path => existsSync(path))
  }

  /** @throws FileProblem */
  workbook(): string {
    const path = this.find('workbook')
    if (path === undefined) throw new FileProblem('workbook_missing')
    return path
  }

  /** @throws FileProblem */
  contract(): ContractPaths {
    const [households, persons, registry] = [
      this.find('households'),
      this.find('persons'),
      this.find('registry'),
    ]
    if (households === undefined || persons === undefined) throw new FileProblem('files_missing')
    return { households, persons, ...(registry === undefined ? {} : { registry }) }
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}

const importsFolder = (data: string): string => join(data, 'imports')

const exportsFolder = (data: string): string => join(data, 'exports')

/** A private folder for a file that is made for one download. */
export async function newExportFolder(data: string): Promise<string> {
  await mkdir(exportsFolder(data), { recursive: true, mode: 0o700 })
  return mkdtemp(join(exportsFolder(data), 'list-'))
}

/** Removes the files of imports that nobody touched for a month, and of downloads that a killed server left; gives how many folders. */
export async function sweepImports(data: string, days = KEPT_DAYS): Promise<number> {
  return (await sweep(importsFolder(data), days * DAY)) + (await sweep(exportsFolder(data), DAY))
}

async function sweep(folder: string, age: number): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs < age) continue
    await rm(path, { recursive: true, force: true })
    removed++
  }
  return removed
}
