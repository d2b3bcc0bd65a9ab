import { Zip } from 'easy-template-x'

/**
 * The little of WordprocessingML that an official paper needs, for writing the default templates: an office then edits
 * them in Word or LibreOffice. Sizes in points, lengths in millimetres.
 */
export interface TextStyle {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly size?: number
}

export interface ParagraphStyle extends TextStyle {
  readonly align?: 'left' | 'center' | 'right' | 'both'
  readonly before?: number
  readonly after?: number
  /** Indent of the first line. */
  readonly first?: number
  /** Stays on the page of the next paragraph. */
  readonly keep?: boolean
}

/** A part of the body, as XML. */
export type Block = string

const TWIPS_PER_MM = 1440 / 25.4
const twips = (mm: number): number => Math.round(mm * TWIPS_PER_MM)
const points = (pt: number): number => Math.round(pt * 20)

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function runStyle({ bold, italic, underline, size }: TextStyle): string {
  const marks = [
    bold ? '<w:b/><w:bCs/>' : '',
    italic ? '<w:i/><w:iCs/>' : '',
    underline ? '<w:u w:val="single"/>' : '',
    size === undefined ? '' : `<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/>`,
  ].join('')
  return marks === '' ? '' : `<w:rPr>${marks}</w:rPr>`
}

/** Text in one style; `**bold**` parts stand out. */
function runs(text: string, style: TextStyle): string {
  return text
    .split('**')
    .map((part, i) =>
      part === ''
        ? ''
        : `<w:r>${runStyle(i % 2 === 1 ? { ...style, bold: true } : style)}<w:t xml:space="preserve">${escapeXml(part)}</w:t></w:r>`,
    )
    .join('')
}

/** A paragraph. Parts between `**` are bold. */
export function paragraph(text: string, style: ParagraphStyle = {}): Block {
  const { align = 'both', before = 0, after = 4, first = 0, keep } = style
  return (
    `<w:p><w:pPr>${keep ? '<w:keepNext/>' : ''}<w:spacing w:before="${points(before)}" w:after="${points(after)}"/>` +
    `<w:ind w:firstLine="${twips(first)}"/><w:jc w:val="${align}"/></w:pPr>${runs(text, style)}</w:p>`
  )
}

export interface Cell {
  readonly blocks: readonly Block[]
  readonly width: number
}

/** A table of rows of cells; with lines or without. The first row is repeated on every page where there are lines. */
export function table(rows: readonly (readonly Cell[])[], lines: boolean): Block {
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const borders = lines
    ? sides.map(s => `<w:${s} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('')
    : sides.map(s => `<w:${s} w:val="nil"/>`).join('')
  const grid = (rows[0] ?? []).map(c => `<w:gridCol w:w="${twips(c.width)}"/>`).join('')
  const body = rows
    .map((row, i) => {
      const cells = row
        .map(
          c =>
            `<w:tc><w:tcPr><w:tcW w:w="${twips(c.width)}" w:type="dxa"/></w:tcPr>${c.blocks.join('')}</w:tc>`,
        )
        .join('')
      const repeated = lines && i === 0 ? '<w:tblHeader/>' : ''
      return `<w:tr><w:trPr><w:cantSplit/>${repeated}</w:trPr>${cells}</w:tr>`
    })
    .join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>`
}

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** An archive without entries: the end of the central directory alone. */
const EMPTY_ZIP = Buffer.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)])

/** Files as a zip archive. */
export async function zipOf(files: Iterable<readonly [string, string | Buffer]>): Promise<Buffer> {
  const zip = await Zip.load(EMPTY_ZIP)
  for (const [name, content] of files) zip.setFile(name, content)
  return zip.export(Buffer)
}

/** A page A4 with the margins of administrative papers (Decree 30/2020/NĐ-CP: 20, 30, 20, 15 mm; recalled, not read), in Times New Roman. */
export function docxParts(blocks: readonly Block[], title: string): Map<string, string> {
  const section =
    `<w:sectPr><w:pgSz w:w="${twips(210)}" w:h="${twips(297)}"/>` +
    `<w:pgMar w:top="${twips(20)}" w:right="${twips(15)}" w:bottom="${twips(20)}" w:left="${twips(30)}" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`
  const font =
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>'
  return new Map([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      'docProps/core.xml',
      `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>`,
    ],
    [
      'word/_rels/document.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'word/styles.xml',
      `${HEAD}<w:styles ${NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`,
    ],
    [
      'word/document.xml',
      `${HEAD}<w:document ${NAMESPACE}><w:body>${blocks.join('')}${section}</w:body></w:document>`,
    ],
  ])
}
