import { tidy } from './plain-text.ts'

/** A date cell of a workbook, its time of day dropped. */
export interface CellDay {
  /** ISO date. */
  readonly day: string
}

/** What a cell of a workbook holds; null is an empty one. A formula counts with its stored result, an error as its text (`#N/A`). */
export type Cell = string | number | boolean | CellDay | null

/** What Excel shows where a formula failed. */
const ERRORS = new Set([
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '#DIV/0!',
  '#NULL!',
  '#NUM!',
  '#SPILL!',
  '#CALC!',
])

/** True for the result of a failed formula. */
export const isErrorCell = (cell: Cell): boolean => typeof cell === 'string' && ERRORS.has(cell.trim())

/** The cell as tidy text, empty for an empty one. Whole numbers have no decimal point, dates are dd/mm/yyyy. */
export function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return tidy(cell)
  if (typeof cell === 'boolean') return cell ? 'x' : '0'
  if (typeof cell === 'object') return vietnameseDay(cell.day)
  return String(cell)
}

/** `2025-12-31` as `31/12/2025`. */
export const vietnameseDay = (iso: string): string =>
  `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`
