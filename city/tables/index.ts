/** Data folders: households and persons as CSV or Parquet, checked strictly, as the population that the engine decides. */

export { type CellReader, cellReader } from './cell.ts'
export { eachCsvRow, linesOf, readBlock } from './csv-part.ts'
export { type Block, type CsvScan, type Dialect, scanCsv } from './csv-scan.ts'
export { nearName } from './near-name.ts'
export type { InputFile } from './open-table.ts'
export { scanParquet } from './parquet-scan.ts'
export { type BadCell, DataError, MOST_KEPT } from './problems.ts'
export { type ReadData, type ReadOptions, readDataFolder } from './read-data-folder.ts'
export type { Warning, WarningKind } from './warnings.ts'
