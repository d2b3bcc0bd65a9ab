import type { SchemaElement } from 'hyparquet'
import type { FactBook } from '../../engine/language/index.ts'
import { type CellReader, cellReader } from './cell.ts'
import type { FileColumn } from './columns.ts'
import { KNOWN_FROM } from './part.ts'

/** A value as it stands in a Parquet file. */
export type Raw = boolean | number | bigint | Uint8Array

const MILLISECONDS_A_DAY = 86_400_000
const PER_DAY = {
  MILLIS: BigInt(MILLISECONDS_A_DAY),
  MICROS: BigInt(MILLISECONDS_A_DAY) * 1000n,
  NANOS: BigInt(MILLISECONDS_A_DAY) * 1_000_000n,
}

/** Reads the values of a column of facts; NaN for one that cannot be read. */
export interface RawReader {
  readonly value: (raw: Raw) => number
  /** The value in words, for the person who has to mend it. */
  readonly show: (raw: Raw) => string
  readonly reader: CellReader
}

export const isText = (element: SchemaElement): boolean =>
  element.type === 'BYTE_ARRAY' && decimalScale(element) === undefined
export const isWholeNumber = (element: SchemaElement): boolean =>
  (element.type === 'INT32' || element.type === 'INT64') &&
  !isDate(element) &&
  !timeUnit(element) &&
  decimalScale(element) === undefined

const isDate = (e: SchemaElement): boolean => e.converted_type === 'DATE' || e.logical_type?.type === 'DATE'
const isUnsigned = (e: SchemaElement): boolean =>
  e.converted_type === 'UINT_32' ||
  (e.logical_type?.type === 'INTEGER' && !e.logical_type.isSigned && e.type === 'INT32')

function decimalScale(e: SchemaElement): number | undefined {
  if (e.logical_type?.type === 'DECIMAL') return e.logical_type.scale
  return e.converted_type === 'DECIMAL' ? (e.scale ?? 0) : undefined
}

function timeUnit(e: SchemaElement): keyof typeof PER_DAY | undefined {
  if (e.logical_type?.type === 'TIMESTAMP') return e.logical_type.unit
  return e.converted_type === 'TIMESTAMP_MILLIS'
    ? 'MILLIS'
    : e.converted_type === 'TIMESTAMP_MICROS'
      ? 'MICROS'
      : undefined
}

export const textOf = (raw: Raw): string =>
  raw instanceof Uint8Array
    ? Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('utf8')
    : String(raw)

/** How the values of a column are read, or a sentence saying that its type does not fit the fact. */
export function rawReader(column: FileColumn, element: SchemaElement, facts: FactBook): RawReader | string {
  const fact = column.role.role === 'fact' ? column.role.fact : KNOWN_FROM
  const reader = cellReader(fact, facts)
  if (isText(element)) return { value: raw => reader.text(textOf(raw)), show: textOf, reader }
  const wrong = (right: string): string =>
    `the column ${column.name} holds ${describe(element)}; expected ${right}`
  switch (fact.type.t) {
    case 'bool':
      return element.type === 'BOOLEAN'
        ? { value: raw => (raw === true || raw === 1 ? 1 : 0), show: String, reader }
        : wrong('BOOLEAN, or the texts true and false')
    case 'date':
      return dayReader(element, reader) ?? wrong('DATE, or text as 2023-12-31')
    case 'count':
    case 'money':
    case 'decimal':
      return (
        numberReader(element, reader, fact.type.t === 'decimal' ? fact.type.places : 0) ?? wrong('a number')
      )
    default:
      return wrong('text')
  }
}

function describe(e: SchemaElement): string {
  return e.num_children
    ? 'a nested value'
    : [e.type, e.logical_type?.type ?? e.converted_type].filter(Boolean).join(' ')
}

function dayReader(element: SchemaElement, reader: CellReader): RawReader | undefined {
  if (isDate(element)) return { value: raw => reader.day(Number(raw)), show: raw => `day ${raw}`, reader }
  const unit = timeUnit(element)
  if (unit === undefined || element.type !== 'INT64') return undefined
  const day = PER_DAY[unit]
  // a moment is a date only at midnight
  const value = (raw: Raw): number =>
    typeof raw === 'bigint' && raw % day === 0n ? reader.day(Number(raw / day)) : Number.NaN
  return {
    value,
    show: raw =>
      typeof raw === 'bigint' ? new Date(Number((raw * PER_DAY.MILLIS) / day)).toISOString() : String(raw),
    reader,
  }
}

function numberReader(element: SchemaElement, reader: CellReader, places: number): RawReader | undefined {
  const scale = decimalScale(element)
  if (scale !== undefined) {
    const up = 10n ** BigInt(Math.max(places - scale, 0))
    const down = 10n ** BigInt(Math.max(scale - places, 0))
    const value = (raw: Raw): number => {
      const scaled = wholeOf(raw) * up
      return scaled % down === 0n ? reader.scaled(Number(scaled / down)) : Number.NaN
    }
    return { value, show: raw => formatDecimal(wholeOf(raw), scale), reader }
  }
  switch (element.type) {
    case 'INT32':
      return isUnsigned(element)
        ? { value: raw => reader.number(Number(raw) >>> 0), show: raw => String(Number(raw) >>> 0), reader }
        : { value: raw => reader.number(raw as number), show: String, reader }
    case 'INT64':
      return timeUnit(element)
        ? undefined
        : { value: raw => reader.number(Number(raw)), show: String, reader }
    case 'DOUBLE':
      return { value: raw => reader.number(raw as number), show: String, reader }
    case 'FLOAT': {
      // tools do not always write the nearest float of a decimal: a few units of its last place are let through
      const unit = 10 ** places
      const value = (raw: Raw): number => {
        const exact = Number(raw) * unit
        const scaled = Math.round(exact)
        const slack = places === 0 ? 0 : Math.min(0.05, Math.abs(exact) * 2 ** -22)
        return Math.abs(scaled - exact) <= slack ? reader.scaled(scaled) : Number.NaN
      }
      return { value, show: String, reader }
    }
    default:
      return undefined
  }
}

/** The whole number of a DECIMAL: an integer, or bytes with the highest first. */
function wholeOf(raw: Raw): bigint {
  if (!(raw instanceof Uint8Array)) return BigInt(raw)
  let value = 0n
  for (const byte of raw) value = value * 256n + BigInt(byte)
  return BigInt.asIntN(raw.length * 8, value)
}

function formatDecimal(whole: bigint, scale: number): string {
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0')
  return `${whole < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`
}
