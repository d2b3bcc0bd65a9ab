import { readCsvPart } from './csv-part.ts'
import type { Block, Dialect } from './csv-scan.ts'
import { readParquetPart } from './parquet-part.ts'
import type { Chunk } from './parquet-scan.ts'
import type { PartResult, Table } from './part.ts'

/** A part of a file to be read. */
export type Job =
  | { readonly format: 'csv'; readonly dialect: Dialect; readonly block: Block }
  | { readonly format: 'parquet'; readonly chunk: Chunk }

export function doJob(table: Table, job: Job): PartResult {
  return job.format === 'csv' ? readCsvPart(table, job.dialect, job.block) : readParquetPart(table, job.chunk)
}
