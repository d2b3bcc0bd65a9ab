import { type Cell, textOf } from './cell.ts'
import { FileProblem } from './file-problem.ts'
import { type FoundSheet, findSheet, MOST_HEADING_ROWS } from './find-sheet.ts'
import type { NationalHousehold, NationalRow } from './national-household.ts'
import { columnLetter, type Field } from './national-layout.ts'
import { flagOf, relationOf } from './words.ts'
import { openWorkbook, type Sheet, type SheetRow } from './workbook/index.ts'

/** No household has so many members: the marks of the heads are missing, and memory must not fill with one household. */
export const MOST_MEMBERS = 60

export interface NationalReading {
  readonly households: AsyncIterable<NationalHousehold>
  /** Known once `households` is read to its end. */
  readonly notes: ReadingNotes
}

export interface ReadingNotes {
  /** Rows below the headings that hold no person (totals, signatures), by sheet. Kept so that nothing is left out in silence. */
  readonly ignored: { readonly sheetName: string; readonly row: number }[]
  ignoredCount: number
  /** Sheets that are none of the three lists. */
  readonly otherSheets: string[]
  rows: number
}

const MOST_IGNORED = 1_000

/**
 * Reads a workbook of the national layout, household by household, in memory that does not grow with the file.
 *
 * @param path of an .xlsx
 * @throws FileProblem from the iteration when the file cannot be read or holds none of the three lists
 */
export function readNational(path: string): NationalReading {
  const notes: ReadingNotes = { ignored: [], ignoredCount: 0, otherSheets: [], rows: 0 }
  return { households: households(path, notes), notes }
}

async function* households(path: string, notes: ReadingNotes): AsyncGenerator<NationalHousehold> {
  const book = await openWorkbook(path)
  try {
    let found = 0
    for (const sheet of book.sheets) {
      const place = findSheet(await firstRows(sheet), sheet.name)
      if (!place) {
        notes.otherSheets.push(sheet.name)
        continue
      }
      found++
      yield* householdsOf(sheet, place, notes)
    }
    if (found === 0) throw new FileProblem('sheets_missing')
  } finally {
    await book.close()
  }
}

async function firstRows(sheet: Sheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of sheet.rows()) {
    if (row.row > MOST_HEADING_ROWS) break
    rows.push(row)
  }
  return rows
}

async function* householdsOf(
  sheet: Sheet,
  place: FoundSheet,
  notes: ReadingNotes,
): AsyncGenerator<NationalHousehold> {
  const columns = Object.fromEntries(
    place.columns.flatMap((field, i) => (field === null ? [] : [[field, columnLetter(i)]])),
  ) as NationalHousehold['columns']
  let open: { rows: NationalRow[]; hasHead: boolean } | undefined
  const close = (): NationalHousehold[] => {
    if (!open) return []
    const { rows, hasHead } = open
    open = undefined
    return [{ sheet: place.kind, sheetName: sheet.name, row: rows[0]?.row ?? 0, rows, hasHead, columns }]
  }
  for await (const { row, cells } of sheet.rows()) {
    if (row < place.firstRow) continue
    notes.rows++
    const line = { row, cells: fieldsOf(cells, place.columns) }
    if (!isPerson(line)) {
      notes.ignoredCount++
      if (notes.ignored.length < MOST_IGNORED) notes.ignored.push({ sheetName: sheet.name, row })
      continue
    }
    const starts = startsHousehold(line, open?.rows[0])
    if (starts || (open && open.rows.length >= MOST_MEMBERS)) yield* close()
    open ??= { rows: [], hasHead: starts }
    open.rows.push(line)
  }
  yield* close()
}

function fieldsOf(cells: readonly Cell[], columns: readonly (Field | null)[]): NationalRow['cells'] {
  const fields: Partial<Record<Field, Cell>> = {}
  for (let i = 0; i < cells.length; i++) {
    const field = columns[i]
    const cell = cells[i]
    if (field && cell !== null && cell !== undefined && textOf(cell) !== '') fields[field] = cell
  }
  return fields
}

const nameless: readonly Field[] = ['relation', 'birth', 'sex', 'identity', 'ethnicity']

/** A row with a name alone is a signature or a heading of a part; a person's row says something about the person. */
function isPerson({ cells }: NationalRow): boolean {
  if (nameless.some(field => cells[field] !== undefined)) return true
  return isMarked(cells.head_mark) && nameOf(cells) !== ''
}

const isMarked = (cell: Cell | undefined): boolean => cell !== undefined && flagOf(cell) !== false

/** Name of the person of a row, whichever of the name columns holds it. */
export const nameOf = (cells: NationalRow['cells']): string =>
  textOf(cells.member_name ?? cells.name ?? cells.head_name ?? null)

/**
 * A marked row starts a household. Where the mark is the household's running number and stands in every row, the same number goes on with
 * the household. Without a mark, the word for the head starts one if the head's own name column is filled.
 */
function startsHousehold({ cells }: NationalRow, head: NationalRow | undefined): boolean {
  const relation = relationOf(cells.relation ?? null)
  if (isMarked(cells.head_mark)) {
    const mark = textOf(cells.head_mark ?? null)
    const runs = /^\d+$/.test(mark) && head !== undefined && textOf(head.cells.head_mark ?? null) === mark
    // 1 is also a tick
    return !(
      runs &&
      relation !== 'head' &&
      relation !== undefined &&
      relationOf(head.cells.relation ?? null) === 'head'
    )
  }
  return relation === 'head' && cells.head_name !== undefined
}
