/** Data folders: households and persons as CSV or Parquet, checked strictly, as the population that the engine decides. */

export type { InputFile } from './open-table.ts'
export { type BadCell, DataError, MOST_KEPT } from './problems.ts'
export { type ReadData, type ReadOptions, readDataFolder } from './read-data-folder.ts'
export type { Warning, WarningKind } from './warnings.ts'
