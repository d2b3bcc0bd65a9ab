import type { Cell } from './cell.ts'
import { textOf } from './cell.ts'
import { type Field, HEADINGS, NATIONAL_LAYOUT, type SheetKind } from './national-layout.ts'
import { plainWords } from './plain-text.ts'
import { readDate } from './read-date.ts'
import { relationOf, sexOf } from './words.ts'
import type { SheetRow } from './workbook/index.ts'

/** Where the data of a sheet are and what its columns hold. */
export interface FoundSheet {
  readonly kind: SheetKind
  readonly firstRow: number
  /** Field of each column from A on. */
  readonly columns: readonly (Field | null)[]
}

/** So many rows from the top may be headings. */
export const MOST_HEADING_ROWS = 40
/** With fewer headings recognised, the columns are taken to stand where the national system puts them. */
const ENOUGH_HEADINGS = 6

/**
 * Recognises a sheet by its title, whatever its place and name, and finds its columns by their headings, else by their places.
 *
 * @param top the first rows of the sheet that hold something, up to MOST_HEADING_ROWS
 * @returns undefined where no title says that it is one of the three lists
 */
export function findSheet(top: readonly SheetRow[], name: string): FoundSheet | undefined {
  const titles = top.map(row => plainWords(row.cells.map(textOf).join(' ')))
  const titleAt = titles.findIndex(title => /\bdanh sach\b/.test(title) && kindOf(title))
  const kind = titleAt >= 0 ? kindOf(titles[titleAt] ?? '') : kindOf(plainWords(name))
  if (kind === undefined) return undefined
  const layout = NATIONAL_LAYOUT[kind]
  const below = top.slice(titleAt + 1)
  const firstRow = firstDataRow(below, layout.firstRow)
  const headings = below.filter(row => row.row < firstRow && !isNumbering(row.cells))
  return { kind, firstRow, columns: columnsOf(headings, layout.columns) }
}

function kindOf(words: string): SheetKind | undefined {
  if (/\bthoat can ngheo\b/.test(words)) return 'escaped_near_poor'
  if (/\bthoat ngheo\b/.test(words)) return 'escaped_poor'
  return /\bngheo\b/.test(words) ? 'listed' : undefined
}

/** A row above the usual first one counts as data if it holds what only a person's row holds; from there on all that is no heading. */
function firstDataRow(rows: readonly SheetRow[], usual: number): number {
  for (const { row, cells } of rows) {
    if (isPerson(cells)) return row
    if (row >= usual && !isHeading(cells) && !isNumbering(cells)) return row
  }
  return usual
}

function isPerson(cells: readonly Cell[]): boolean {
  let relation = false
  let sex = false
  let birth = false
  let number = false
  for (const cell of cells) {
    if (cell === null) continue
    const text = textOf(cell)
    if (relationOf(cell)) relation = true
    else if (sexOf(cell)) sex = true
    else if (/^(\d{9}|\d{11,12})$/.test(text)) number = true
    else if (readDate(cell).kind === 'day') birth = true
  }
  return Number(relation) + Number(sex) + Number(birth) + Number(number) >= 2
}

/** `(1) (2) (3)`, `A B 1 2`: the row of numbers below the headings. */
function isNumbering(cells: readonly Cell[]): boolean {
  const texts = cells.map(textOf).filter(text => text !== '')
  return texts.length >= 4 && texts.every(text => /^\(?([A-Z]|\d{1,2})\)?$/.test(text))
}

const fieldOf = (heading: string): Field | undefined => HEADINGS.find(([, , sign]) => sign.test(heading))?.[0]

function isHeading(cells: readonly Cell[]): boolean {
  const fields = new Set(cells.map(cell => fieldOf(plainWords(textOf(cell)))))
  fields.delete(undefined)
  return fields.size >= 3
}

/** Headings may stand over several rows: the lowest counts, and where it says nothing alone, the words above each other together. */
function columnsOf(
  headings: readonly SheetRow[],
  usual: readonly (Field | null)[],
): readonly (Field | null)[] {
  const rows = headings.filter(row => row.cells.filter(cell => textOf(cell) !== '').length > 1)
  const width = Math.max(0, ...rows.map(row => row.cells.length))
  const found: (Field | null)[] = []
  for (let column = 0; column < width; column++) {
    const words = rows.map(row => plainWords(textOf(row.cells[column] ?? null))).filter(one => one !== '')
    const together = words.join(' ')
    const mark = together === 'chu ho' ? 'head_mark' : null
    const field = fieldOf(words.at(-1) ?? '') ?? fieldOf(together) ?? mark
    found.push(field !== null && found.includes(field) ? null : field)
  }
  if (found.filter(field => field !== null).length < ENOUGH_HEADINGS) return usual
  return settle(found, usual)
}

/** A column without a heading that is understood keeps its usual field, unless that was found elsewhere. */
function settle(found: readonly (Field | null)[], usual: readonly (Field | null)[]): (Field | null)[] {
  const length = Math.max(found.length, usual.length)
  return Array.from({ length }, (_, column) => {
    const field = found[column]
    if (field) return field
    const habit = usual[column] ?? null
    return habit !== null && found.includes(habit) ? null : habit
  })
}
