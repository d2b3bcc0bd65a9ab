/** Cells of COPY's text format, made quickly: most texts need no escape at all. */

const PLAIN = /^[A-Za-z0-9_.:/-]*$/

export const NULL = '\\N'

/** A text as a cell. */
export function textCell(text: string): string {
  return PLAIN.test(text) ? text : text.replace(/[\\\n\r\t]/g, c => ESCAPES[c] ?? c)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Texts as a cell of type text[]; none is null. */
export function listCell(items: readonly string[]): string {
  if (items.length === 0) return NULL
  let list = '{'
  for (let i = 0; i < items.length; i++) list += (i === 0 ? '' : ',') + item(items[i] ?? '')
  return `${list}}`
}

const item = (text: string): string =>
  text !== '' && PLAIN.test(text) && text.toLowerCase() !== 'null'
    ? text
    : textCell(`"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
