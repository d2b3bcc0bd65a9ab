import type { FactBook } from '../../engine/language/index.ts'
import { cellReader } from './cell.ts'
import { NameFinder, type NameIndex } from './name-index.ts'
import { type NamesPart, NameWriter } from './names.ts'
import { type BadCell, MOST_KEPT } from './problems.ts'
import type { SharedColumn } from './shared-column.ts'

/** A file whose columns are being filled; goes to every thread. */
export interface Table {
  /** Name of the file in its folder. */
  readonly file: string
  readonly path: string
  readonly columns: readonly SharedColumn[]
  readonly facts: FactBook
  /** For persons: the households, to find theirs. */
  readonly households: NameIndex | undefined
}

/** What a part of a file gives beside the values it wrote into the shared columns. */
export interface PartResult {
  /** Names of an id column. */
  readonly names: NamesPart | undefined
  /** By name of the column: the texts of this part, whose numbers the part wrote. */
  readonly texts: ReadonlyMap<string, readonly string[]>
  readonly bad: readonly BadCell[]
  readonly badCount: number
}

/** Writes the cells of one part of a file: rows `first` … `first + rows − 1`. */
export class PartWriter {
  private readonly table: Table
  private readonly rows: number
  private readonly lineOf: (row: number) => number
  private readonly texts = new Map<string, readonly string[]>()
  private names: NameWriter | undefined
  private readonly bad: BadCell[] = []
  private badCount = 0

  constructor(table: Table, rows: number, lineOf: (row: number) => number) {
    this.table = table
    this.rows = rows
    this.lineOf = lineOf
  }

  report(row: number, column: string, value: string, expected: string): void {
    this.badCount++
    if (this.bad.length >= MOST_KEPT) return
    this.bad.push({
      file: this.table.file,
      row: this.lineOf(row),
      column,
      value: value.length > 100 ? `${value.slice(0, 100)}…` : value,
      expected,
    })
  }

  /** Writes cells of a column given as text, row by row. */
  textSink(column: SharedColumn): (row: number, cell: string) => void {
    const { role } = column
    if (role.role === 'id') return this.idSink(column)
    if (role.role === 'household') return this.householdSink(column)
    const values = column.values
    if (values === undefined) throw new Error(`${column.name} has no room`)
    const fact = role.role === 'fact' ? role.fact : KNOWN_FROM
    const reader = cellReader(fact, this.table.facts)
    if (fact.type.t === 'text') {
      const code = this.textCodes(column.name)
      return (row, cell) => {
        values[row] = cell === '' ? reader.empty : code(row, cell)
      }
    }
    const isNeeded = role.role === 'known_from'
    return (row, cell) => {
      if (cell === '' && !isNeeded) {
        values[row] = reader.empty
        return
      }
      const value = reader.text(cell)
      if (Number.isNaN(value)) {
        values[row] = reader.empty
        this.report(row, column.name, cell, reader.expected(cell))
      } else values[row] = value
    }
  }

  /** Writes ids given as bytes. */
  idBytesSink(column: SharedColumn): (row: number, bytes: Uint8Array) => void {
    const names = new NameWriter(this.rows)
    this.names = names
    return (row, bytes) => {
      if (bytes.length === 0) this.report(row, column.name, '', NO_ID)
      names.addBytes(bytes, 0, bytes.length)
    }
  }

  private idSink(column: SharedColumn): (row: number, cell: string) => void {
    const names = new NameWriter(this.rows)
    this.names = names
    return (row, cell) => {
      if (cell === '') this.report(row, column.name, cell, NO_ID)
      names.addText(cell)
    }
  }

  private householdSink(column: SharedColumn): (row: number, cell: string) => void {
    const { values } = column
    const { households } = this.table
    if (households === undefined || values === undefined) throw new Error('persons need their households')
    const finder = new NameFinder(households)
    return (row, cell) => {
      values[row] = cell === '' ? -1 : finder.findText(cell)
      if ((values[row] ?? -1) < 0)
        this.report(
          row,
          column.name,
          cell,
          cell === '' ? 'the id of a household' : 'a household that stands in the households file',
        )
    }
  }

  /** Numbers texts in the order in which this part meets them. */
  private textCodes(column: string): (row: number, cell: string) => number {
    const codes = new Map<string, number>()
    const texts: string[] = []
    this.texts.set(column, texts)
    return (row, cell) => {
      const known = codes.get(cell)
      if (known !== undefined) return known
      if (cell.includes('\uFFFD')) this.report(row, column, cell, 'text in UTF-8')
      codes.set(cell, texts.length)
      return texts.push(cell) - 1
    }
  }

  result(): PartResult {
    return { names: this.names?.part(), texts: this.texts, bad: this.bad, badCount: this.badCount }
  }
}

const NO_ID = 'an id; it is never empty'
const EMPTY = { vi: '-', en: '-' }
/** `known_from` is no fact of the law, but is read like a date. */
export const KNOWN_FROM = {
  entity: 'household',
  name: 'known_from',
  type: { t: 'date' },
  label: EMPTY,
  bounds: undefined,
  optional: false,
  restricted: false,
  changeable: false,
  ordinary: undefined,
  supplier: undefined,
  position: { file: '', line: 0, column: 0 },
} as const
