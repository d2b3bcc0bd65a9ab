/**
 * Files of people: the workbook of the national system and the data contract (CSV, Parquet), read row by row, checked household by household, and
 * written back in the same layout.
 */

export type { Cell } from './cell.ts'
export { contentHash } from './content-hash.ts'
export {
  type ContractPaths,
  type ContractReading,
  contractFolder,
  readContract,
} from './contract/read-contract.ts'
export { writeRejectedContract } from './contract/write-rejected.ts'
export type { DraftHousehold, DraftMember, FileContext } from './draft.ts'
export {
  type CheckEnd,
  type CheckedHousehold,
  type CheckOptions,
  FileCheck,
  type FileTotals,
  type Retraction,
} from './file-check.ts'
export { FILE_PROBLEMS, FileProblem, type FileProblemCode } from './file-problem.ts'
export { areaKindOn, type FoundCommune, findCommune, type SaidPlace } from './find-commune.ts'
export { fromNational } from './from-national.ts'
export { type DirectOptions, type DirectReport, importDirectly, type NotTaken } from './import-directly.ts'
export { sweepImports } from './import-folder.ts'
export type { NationalHousehold, NationalRow } from './national-household.ts'
export { NATIONAL_LAYOUT, SHEET_KINDS, type SheetKind } from './national-layout.ts'
export { writeNationalList } from './national-list.ts'
export {
  PROBLEM_KINDS,
  type Problem,
  type ProblemCode,
  type Severity,
  sentenceOf,
  severityOf,
} from './problems.ts'
export { type NationalReading, type ReadingNotes, readNational } from './read-national.ts'
export { reasonsBy } from './rejected-file.ts'
export { HOUSEHOLD_STATES, type HouseholdState } from './seen-households.ts'
export { listOf, type NationalSource, type NationalWriting, toNational } from './to-national.ts'
export { CAUSES, type Cause, WISHES, type Wish } from './words.ts'
export { type NationalBook, type NationalLines, writeNational } from './write-national.ts'
export { reasonText, writeRejectedNational } from './write-rejected.ts'
