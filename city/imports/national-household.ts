import type { Cell } from './cell.ts'
import type { Field, SheetKind } from './national-layout.ts'

/** A row of the national workbook: the cells of the columns that are understood; empty ones are absent. */
export interface NationalRow {
  /** As Excel shows it. */
  readonly row: number
  readonly cells: Readonly<Partial<Record<Field, Cell>>>
}

/** A household as it stands in the workbook: the row of the head and the rows of the members below it. */
export interface NationalHousehold {
  readonly sheet: SheetKind
  /** Name of the sheet in the file. */
  readonly sheetName: string
  /** Row of its first line. */
  readonly row: number
  readonly rows: readonly NationalRow[]
  /** Whether the first row is a head's row; false where members stand without one. */
  readonly hasHead: boolean
  /** Letters of the columns in this file, for telling a person where to look. */
  readonly columns: Readonly<Partial<Record<Field, string>>>
}
