import type { Column } from './column.ts'
import { csvOf } from './csv.ts'
import { parquetOf } from './parquet.ts'
import { xlsxOf } from './xlsx.ts'

export const FORMATS = ['csv', 'xlsx', 'parquet'] as const
export type ExportFormat = (typeof FORMATS)[number]

export const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
}

/** Rows as a file of that format, piece by piece: rows are taken only as fast as pieces are. `title` names the sheet of a workbook. */
export function fileOf<Row>(
  format: ExportFormat,
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
  title: string,
): AsyncGenerator<Uint8Array> {
  if (format === 'csv') return csvOf(rows, columns)
  return format === 'xlsx' ? xlsxOf(rows, columns, title) : parquetOf(rows, columns)
}
