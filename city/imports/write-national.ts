import type { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import Excel from 'exceljs'
import type { Cell } from './cell.ts'
import type { NationalRow } from './national-household.ts'
import {
  columnLetter,
  type Field,
  headingOf,
  NATIONAL_LAYOUT,
  SHEET_KINDS,
  type SheetKind,
} from './national-layout.ts'

/** A household to be written: the rows of its head and members, with a reason behind them where it was rejected. */
export interface NationalLines {
  readonly rows: readonly Pick<NationalRow, 'cells'>[]
  readonly reason?: string
}

export interface NationalBook {
  /** Lines above the title, such as the names of city and commune; at most two. */
  readonly above?: readonly string[]
  readonly sheets: Readonly<
    Partial<Record<SheetKind, AsyncIterable<NationalLines> | Iterable<NationalLines>>>
  >
  /** True: a column with the reasons behind the columns of the layout. */
  readonly withReasons?: boolean
}

/** Heading of the column with the reasons; reading passes over it. */
export const REASON_HEADING = 'Lý do không nhập'

const TEXT = '@'
const DATE = 'dd/mm/yyyy'
const ROWS_A_TURN = 500

/**
 * Writes a workbook in the national layout. Reading it again gives the same cells: texts are typed as texts (no formula ever comes about, leading zeros
 * stay), dates as dates, numbers as numbers. Sheets of the layout that are not given are there and empty.
 *
 * @param target a file or a stream; a stream is ended
 */
export async function writeNational(target: string | Writable, book: NationalBook): Promise<number> {
  const to = typeof target === 'string' ? { filename: target } : { stream: target }
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ ...to, useStyles: true, useSharedStrings: true })
  let households = 0
  for (const kind of SHEET_KINDS) {
    const layout = NATIONAL_LAYOUT[kind]
    const columns = fieldsWritten(kind)
    const sheet = workbook.addWorksheet(layout.sheetName)
    writeTop(sheet, kind, columns, book)
    let row = layout.firstRow
    for await (const lines of book.sheets[kind] ?? []) {
      households++
      lines.rows.forEach(({ cells }, i) => {
        writeRow(sheet.getRow(row++), columns, cells, i === 0 ? lines.reason : undefined)
        // the zip gets its turn, else all rows would wait in memory
      })
      if (row % ROWS_A_TURN < lines.rows.length) await setImmediate()
    }
    sheet.commit()
  }
  await workbook.commit()
  return households
}

/** The columns of the layout, and behind them what our lists hold and the layout does not. */
const EXTRA: readonly Field[] = ['household_code', 'phone', 'wished_support', 'entry']
export const fieldsWritten = (kind: SheetKind): readonly (Field | null)[] => [
  ...NATIONAL_LAYOUT[kind].columns,
  ...(kind === 'listed' ? [null, ...EXTRA] : []),
]

function writeTop(
  sheet: Excel.Worksheet,
  kind: SheetKind,
  columns: readonly (Field | null)[],
  { above = [], withReasons }: NationalBook,
): void {
  const { title, titleAt, headingRow } = NATIONAL_LAYOUT[kind]
  const rows = new Map<number, [string, string][]>()
  const put = (row: number, column: string, text: string): void => {
    rows.set(row, [...(rows.get(row) ?? []), [column, text]])
  }
  above.slice(0, 2).forEach((line, i) => {
    put(i + 1, 'A', line)
  })
  put(Number(titleAt.slice(1)), titleAt.slice(0, 1), title)
  columns.forEach((field, i) => {
    if (field) put(headingRow, columnLetter(i), headingOf(field))
  })
  if (withReasons) put(headingRow, columnLetter(columns.length), REASON_HEADING)
  for (const [number, cells] of [...rows].sort(([a], [b]) => a - b)) {
    const row = sheet.getRow(number)
    for (const [column, text] of cells) setCell(row.getCell(column), text)
    row.font = { bold: true }
    row.commit()
  }
}

function writeRow(
  row: Excel.Row,
  columns: readonly (Field | null)[],
  cells: NationalRow['cells'],
  reason: string | undefined,
): void {
  columns.forEach((field, i) => {
    const cell = field && cells[field]
    if (cell !== null && cell !== undefined) setCell(row.getCell(i + 1), cell)
  })
  if (reason !== undefined) setCell(row.getCell(columns.length + 1), reason)
  row.commit()
}

function setCell(target: Excel.Cell, cell: Cell): void {
  if (cell === null) return
  if (typeof cell === 'object') {
    target.value = new Date(`${cell.day}T00:00:00Z`)
    target.numFmt = DATE
  } else {
    target.value = cell
    if (typeof cell === 'string') target.numFmt = TEXT
  }
}
