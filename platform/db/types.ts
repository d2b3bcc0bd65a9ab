/** How values of PostgreSQL look in TypeScript: days as text, counts and amounts as numbers, decimals as exact text. */
import pg from 'pg'

const DATE = 1082
const DATE_ARRAY = 1182
const INT8 = 20
const INT8_ARRAY = 1016

type Parser = (text: string) => unknown

/** Whole đồng and counts lie below 2^53. Throws RangeError beyond: a number would not be exact. */
export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond 2^53: select it as text`)
  return value
}

/** Items of an array of plain values (no quotes, no commas in them). */
const plainArray =
  (item: Parser): Parser =>
  text =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map(part => (part === 'NULL' ? null : item(part)))

const ours = new Map<number, Parser>([
  [DATE, text => text],
  [DATE_ARRAY, plainArray(text => text)],
  [INT8, wholeNumber],
  [INT8_ARRAY, plainArray(wholeNumber)],
])

/** For the connections of this house only; the defaults of the library stay as they are. */
export const storeTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' ? ours.get(oid) : undefined) ??
    pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
}
