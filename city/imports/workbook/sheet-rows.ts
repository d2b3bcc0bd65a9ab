import { dayOf, formatDay } from '../../../engine/language/days.ts'
import type { Cell } from '../cell.ts'
import type { BookParts } from './book-parts.ts'
import { parseXml } from './xml-events.ts'

/** A row of a sheet: its number as Excel shows it and its cells from column A on, up to the last that holds something. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly Cell[]
}

/** Cells further right (column CV and on) belong to no list that is read here. */
const MOST_COLUMNS = 100
const [EPOCH_1900, EPOCH_1904] = [dayOf(1899, 12, 30), dayOf(1904, 1, 1)]
const LAST_DAY = dayOf(9999, 12, 31)

/** The rows of a sheet that hold something, in order and in memory that does not grow with the sheet. Of a formula the stored result counts. */
export async function* sheetRows(
  pieces: AsyncIterable<Uint8Array>,
  book: BookParts,
): AsyncGenerator<SheetRow> {
  let ready: SheetRow[] = []
  let row = 0
  let column = 0
  let cells: Cell[] = []
  let type = ''
  let style = 0
  let value: string | undefined
  let reading = false
  for await (const _ of parseXml(pieces, {
    open(name, attribute) {
      if (name === 'row') {
        row = Number(attribute('r') ?? row + 1)
        column = 0
        cells = []
      } else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1
        type = attribute('t') ?? 'n'
        style = Number(attribute('s') ?? 0)
        value = undefined
      } else if (name === 'v' || name === 't') {
        reading = true
        value ??= ''
      }
    },
    text(piece) {
      if (reading) value += piece
    },
    close(name) {
      if (name === 'v' || name === 't') reading = false
      else if (name === 'c' && value !== undefined && column <= MOST_COLUMNS) {
        const cell = cellOf(value, type, style, book)
        if (cell === null) return
        while (cells.length < column - 1) cells.push(null)
        cells[column - 1] = cell
      } else if (name === 'row' && cells.length > 0) ready.push({ row, cells })
    },
  })) {
    if (ready.length === 0) continue
    const rows = ready
    ready = []
    yield* rows
  }
}

function cellOf(value: string, type: string, style: number, book: BookParts): Cell {
  switch (type) {
    case 's':
      return book.strings[Number(value)] || null
    case 'b':
      return value === '1'
    case 'n':
      return numberOf(value, style, book)
    default:
      // inlineStr, str (a formula's text), e (an error), d (an ISO date)
      return value === '' ? null : value
  }
}

function numberOf(value: string, style: number, book: BookParts): Cell {
  if (value === '') return null
  const number = Number(value)
  if (Number.isNaN(number)) return value
  if (book.dateStyles[style] !== true) return number
  const day = (book.from1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(number)
  // a year typed into a cell in a date format: 1957 would be a day of 1905
  if (!book.from1904 && Number.isInteger(number) && number >= 1900 && number <= 2100) return number
  return number > 0 && day <= LAST_DAY ? { day: formatDay(day) } : number
}

/** `AB12` → 28; undefined where a writer leaves the reference out. */
export function columnOf(reference: string | undefined): number | undefined {
  let column = 0
  for (let i = 0; reference !== undefined && i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column === 0 ? undefined : column
}
