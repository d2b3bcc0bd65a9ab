import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Entity, Fact, FactBook } from '../../engine/language/index.ts'
import { type FileColumn, matchColumns } from './columns.ts'
import { type MalformedRow, scanCsv } from './csv-scan.ts'
import type { Job } from './job.ts'
import { scanParquet } from './parquet-scan.ts'
import { isText, isWholeNumber, rawReader } from './parquet-value.ts'

/** A data file with its hash, as receipts name it. */
export interface InputFile {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly rows: number
}

/** A data file whose form is known and whose cells are not yet read. */
export interface OpenTable {
  readonly entity: Entity
  readonly path: string
  readonly input: InputFile
  readonly columns: readonly FileColumn[]
  readonly absent: readonly Fact[]
  readonly jobs: readonly Job[]
  readonly malformed: readonly MalformedRow[]
}

const BASE: Readonly<Record<Entity, string>> = { household: 'households', person: 'persons' }

/** Opens `households` or `persons` (.csv or .parquet) of a folder; undefined when it cannot be used, and the faults say why. */
export async function openTable(
  dir: string,
  entity: Entity,
  facts: FactBook,
  faults: string[],
): Promise<OpenTable | undefined> {
  const [csv, parquet] = [`${BASE[entity]}.csv`, `${BASE[entity]}.parquet`]
  const there = [csv, parquet].filter(name => existsSync(path.join(dir, name)))
  const [file] = there
  if (there.length > 1) faults.push(`${dir} holds both ${csv} and ${parquet}; leave the one that counts`)
  else if (file === undefined) faults.push(`${dir} holds neither ${csv} nor ${parquet}`)
  else {
    try {
      return file === csv
        ? openCsv(path.join(dir, file), file, entity, facts, faults)
        : await openParquet(path.join(dir, file), file, entity, facts, faults)
    } catch (e) {
      faults.push(`${file}: ${e instanceof Error ? e.message : String(e)}`)
    }
  }
  return undefined
}

function openCsv(full: string, file: string, entity: Entity, facts: FactBook, faults: string[]): OpenTable {
  const scan = scanCsv(full)
  const { dialect } = scan
  const matched = matchColumns(file, entity, dialect.names, facts)
  faults.push(...matched.faults)
  const jobs = scan.blocks.map((block): Job => ({ format: 'csv', dialect, block }))
  return {
    ...matched,
    entity,
    path: full,
    jobs,
    input: { file, sha256: scan.sha256, bytes: scan.bytes, rows: scan.rows },
    malformed: scan.malformed,
  }
}

async function openParquet(
  full: string,
  file: string,
  entity: Entity,
  facts: FactBook,
  faults: string[],
): Promise<OpenTable> {
  const scan = await scanParquet(full)
  const matched = matchColumns(file, entity, scan.names, facts)
  faults.push(...matched.faults)
  for (const column of matched.columns) {
    const element = scan.elements.get(column.name)
    if (!element) continue
    if (element.num_children || element.repetition_type === 'REPEATED')
      faults.push(`${file}: the column ${column.name} is nested; one value a row is expected`)
    else if (column.role.role === 'id' || column.role.role === 'household') {
      if (!isText(element) && !isWholeNumber(element))
        faults.push(`${file}: the column ${column.name} holds ${element.type}; expected text`)
    } else {
      const reader = rawReader(column, element, facts)
      if (typeof reader === 'string') faults.push(`${file}: ${reader}`)
    }
  }
  const used = new Set(matched.columns.map(c => c.name))
  const jobs = scan.chunks.filter(c => used.has(c.column)).map((chunk): Job => ({ format: 'parquet', chunk }))
  return {
    ...matched,
    entity,
    path: full,
    jobs,
    input: { file, sha256: scan.sha256, bytes: scan.bytes, rows: scan.rows },
    malformed: [],
  }
}
