import { type Cell, type Column, cellOf } from './column.ts'

/** Bytes after which what was written is handed on. */
const CHUNK = 64 * 1024
const BOM = '﻿'

/**
 * What a spreadsheet would read as a formula: a sign at the beginning, half or full width; and behind a semicolon, a tab or a line break too,
 * because a Vietnamese Excel separates cells by semicolons and would find a beginning there.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=[ \u00a0"]*[=+\-@＝＋－＠])|^(?=\s*[\t\r\n])/g

/** Text that no spreadsheet executes: a leading apostrophe makes it text. */
export const harmless = (text: string): string => text.replace(FORMULA, "'")

const quoted = (text: string): string =>
  /[",;\t\r\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

function written(cell: Cell, isText: boolean): string {
  if (cell === null) return ''
  return isText ? quoted(harmless(String(cell))) : String(cell)
}

/**
 * Rows as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows that. The first line holds the keys of the columns. Numbers stay numbers, also
 * negative ones; text that a spreadsheet would execute gets an apostrophe.
 */
export async function* csvOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
): AsyncGenerator<Uint8Array> {
  let text = `${BOM}${columns.map(column => quoted(harmless(column.key))).join(',')}\r\n`
  for await (const row of rows) {
    let comma = ''
    for (const column of columns) {
      text += comma + written(cellOf(column, row), column.type === 'text')
      comma = ','
    }
    text += '\r\n'
    if (text.length >= CHUNK) {
      yield Buffer.from(text)
      text = ''
    }
  }
  yield Buffer.from(text)
}
