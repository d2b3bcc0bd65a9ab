// Files of rows without HTTP: a command line writes the same files as the API.
export { CellError, type CellValue, type Column, type ColumnType } from './column.ts'
export { csvOf, harmless } from './csv.ts'
export { type ExportFormat, FORMATS, fileOf } from './formats.ts'
export { parquetOf } from './parquet.ts'
export { queryRows, type Statement } from './query-rows.ts'
export { xlsxOf } from './xlsx.ts'
