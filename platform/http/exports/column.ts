/**
 * What a column holds, and so how a file writes it:
 * `text` as text whatever it looks like (identity numbers keep their zeros); `integer` whole numbers, also đồng; `decimal` numbers, exact as text;
 * `date` days as 'YYYY-MM-DD'; `time` moments; `boolean`.
 */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'date' | 'time' | 'boolean'

/** A value of a cell. null and undefined are empty cells: unknown is never 0 or false. */
export type CellValue = string | number | bigint | boolean | Date | null | undefined

export interface Column<Row> {
  /** Name for machines: header of CSV and Parquet. */
  readonly key: string
  /** Name for people: header of XLSX. */
  readonly title: string
  readonly type: ColumnType
  readonly value: (row: Row) => CellValue
  /** Width in XLSX, in characters. */
  readonly width?: number
}

/** A cell whose value does not fit its column's type: a defect of the list, told by the column alone. */
export class CellError extends TypeError {
  override readonly name = 'CellError'
}

export type Cell = string | number | bigint | boolean | null

const DAY = /^\d{4}-\d\d-\d\d$/
const DECIMAL = /^-?\d+(\.\d+)?$/

const wrong = (column: Column<never>): CellError =>
  new CellError(`column ${column.key} does not hold a ${column.type}`)

/**
 * The value of a cell after a look that it is of its column's type. Text is well-formed Unicode; moments become ISO 8601 in UTC; decimals stay text.
 * Throws CellError.
 */
export function cellOf<Row>(column: Column<Row>, row: Row): Cell {
  const value = column.value(row)
  if (value === null || value === undefined) return null
  switch (column.type) {
    case 'text':
      if (typeof value !== 'string') break
      return value.toWellFormed()
    case 'integer':
      if (typeof value === 'bigint' || Number.isInteger(value)) return value as number | bigint
      break
    case 'decimal':
      if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) return value
      if (typeof value === 'string' && DECIMAL.test(value)) return value
      break
    case 'date':
      if (typeof value === 'string' && DAY.test(value)) return value
      break
    case 'time': {
      const moment = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : undefined
      if (moment === undefined || Number.isNaN(moment.getTime())) break
      return moment.toISOString()
    }
    case 'boolean':
      if (typeof value === 'boolean') return value
  }
  throw wrong(column as Column<never>)
}
