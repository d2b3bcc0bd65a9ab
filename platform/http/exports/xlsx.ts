import { type Cell, type Column, type ColumnType, cellOf } from './column.ts'
import { type ZipEntry, zipOf } from './zip-stream.ts'

/** A sheet of Excel has 1,048,576 rows, one of which is the header; more rows go on in the next sheet. */
const ROWS_PER_SHEET = 1_048_575
/** Signs in a cell; Excel refuses a file with more. */
const SIGNS_PER_CELL = 32_767
/** Digits that a number of Excel keeps; longer ones are written as text. */
const DIGITS = 15
/** Days before 1900-03-01 are counted wrongly by Excel (it knows a 1900-02-29): they are written as text. */
const FIRST_DAY = '1900-03-01'
const CHUNK = 64 * 1024

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Positions in `cellXfs` of the styles below. */
const STYLES: Readonly<Record<ColumnType | 'header', number>> = {
  header: 1,
  text: 2,
  integer: 3,
  decimal: 4,
  date: 5,
  time: 6,
  boolean: 0,
}

const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">${[
  ['0', 0],
  ['49', 1],
  ['49', 0],
  ['3', 0],
  ['0', 0],
  ['164', 0],
  ['165', 0],
]
  .map(
    ([format, font]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  )
  .join('')}</cellXfs></styleSheet>`

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Text as XML. Excel reads _x0041_ as A, so an underscore that begins such a thing is written as one. */
const escaped = (text: string): string =>
  text
    .replace(NOT_XML, '\ufffd')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')

/** A, B … Z, AA … */
function letters(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

const text = (at: string, cell: string, style: number): string => {
  const shown = cell.length > SIGNS_PER_CELL ? `${cell.slice(0, SIGNS_PER_CELL - 1).toWellFormed()}…` : cell
  return `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(shown)}</t></is></c>`
}
const number = (at: string, cell: string | number, style: number): string =>
  `<c r="${at}" s="${style}"><v>${cell}</v></c>`

const DAY_MS = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
/** Vietnam's clock since 1975. */
const VIETNAM_MS = 7 * 3_600_000

function cellXml(at: string, cell: Cell, type: ColumnType): string {
  if (cell === null) return ''
  const style = STYLES[type]
  if (type === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if (type === 'date') {
    const day = String(cell)
    return day < FIRST_DAY
      ? text(at, day, STYLES.text)
      : number(at, (Date.parse(day) - EPOCH) / DAY_MS, style)
  }
  if (type === 'time') return number(at, (Date.parse(String(cell)) + VIETNAM_MS - EPOCH) / DAY_MS, style)
  if (type === 'text') return text(at, String(cell), style)
  const digits = String(cell)
  return digits.replace(/\D/g, '').length > DIGITS ? text(at, digits, STYLES.text) : number(at, digits, style)
}

function* head<Row>(columns: readonly Column<Row>[]): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`
  for (const [i, { width = 16 }] of columns.entries())
    yield `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`
  yield '</cols><sheetData><row r="1">'
  for (const [i, column] of columns.entries()) yield text(`${letters(i)}1`, column.title, STYLES.header)
  yield '</row>'
}

const workbook = (names: readonly string[]): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
    .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const contentTypes = (sheets: number): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${Array.from(
    { length: sheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  ).join('')}</Types>`

/** A name that Excel takes for a sheet: 31 signs, none of []:*?/\. */
const sheetName = (title: string, number: number): string => {
  const plain = title.replace(/[[\]:*?/\\']/g, ' ').trim() || 'An Sinh'
  return number === 1 ? plain.slice(0, 31) : `${plain.slice(0, 26)} (${number})`
}

/**
 * Rows as an Excel workbook. Text is text, never a formula; identity numbers keep their zeros; days and moments are dates of Excel (moments on Vietnam's
 * clock); numbers with more than 15 digits are text, because Excel would change them. A text of more than 32,767 signs is cut and ends in `…`.
 */
export async function* xlsxOf<Row>(
  rows: AsyncIterable<Row> | Iterable<Row>,
  columns: readonly Column<Row>[],
  title: string,
  rowsPerSheet = ROWS_PER_SHEET,
): AsyncGenerator<Uint8Array> {
  const source = toAsync(rows)
  const names: string[] = []
  const places = columns.map((_, i) => letters(i))
  let next: IteratorResult<Row> | undefined

  async function* sheet(): AsyncGenerator<string> {
    let xml = [...head(columns)].join('')
    for (let i = 0; i < rowsPerSheet; i++) {
      next ??= await source.next()
      if (next.done) break
      const row = next.value
      next = undefined
      xml += `<row r="${i + 2}">`
      for (const [c, column] of columns.entries())
        xml += cellXml(`${places[c]}${i + 2}`, cellOf(column, row), column.type)
      xml += '</row>'
      if (xml.length >= CHUNK) {
        yield xml
        xml = ''
      }
    }
    next ??= await source.next()
    yield `${xml}</sheetData></worksheet>`
  }

  async function* entries(): AsyncGenerator<ZipEntry> {
    do {
      names.push(sheetName(title, names.length + 1))
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheet() }
    } while (next !== undefined && !next.done)
    const sheets = names.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const)
    yield { name: 'xl/workbook.xml', content: [workbook(names)] }
    yield { name: 'xl/_rels/workbook.xml.rels', content: [relations([...sheets, ['styles', 'styles.xml']])] }
    yield { name: 'xl/styles.xml', content: [STYLE_SHEET] }
    yield { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] }
    yield { name: '[Content_Types].xml', content: [contentTypes(names.length)] }
  }

  try {
    yield* zipOf(entries())
  } finally {
    await source.return?.()
  }
}

const toAsync = <Row>(rows: AsyncIterable<Row> | Iterable<Row>): AsyncIterator<Row> =>
  (async function* () {
    yield* rows
  })()
