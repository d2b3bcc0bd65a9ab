import {
  LoopPlugin,
  type TemplateData,
  TemplateHandler,
  TextPlugin,
  type XmlNode,
  xml,
  Zip,
} from 'easy-template-x'
import { PAPERS, type PaperKind, type Tags } from './kinds.ts'
import { zipOf } from './ooxml.ts'

/** What fills a tag: text, a number, a list of passages, `''` for none, undefined for not known. */
export type TagValue = string | number | undefined | readonly TagValues[]
export interface TagValues {
  readonly [tag: string]: TagValue
}

/** A paper ready to be written: which template, and what fills its tags. */
export interface Paper {
  readonly kind: PaperKind
  /** File name inside an archive, without ending: no personal data. */
  readonly name: string
  readonly values: TagValues
}

/** Papers in one document: beyond it the document becomes too heavy for an office PC; take an archive, or parts. */
export const PAPERS_IN_ONE = 2_000

/** Where nothing is known the paper has room for a hand to write it. */
export const UNKNOWN = '…………………'

/** Text and repeated passages only: no pictures, links or raw XML from data. Nothing in a template is evaluated. */
export const handler = (): TemplateHandler =>
  new TemplateHandler({ plugins: [new TextPlugin(), new LoopPlugin()], maxXmlDepth: 40 })

/** One paper as .docx. */
export const renderPaper = (template: Buffer, paper: Paper): Promise<Buffer> =>
  handler().process(template, fill(paper.values, PAPERS[paper.kind].tags))

/** Several papers of one template as an archive of one .docx each. */
export async function renderArchive(template: Buffer, papers: readonly Paper[]): Promise<Buffer> {
  const files: [string, Buffer][] = []
  const taken = new Map<string, number>()
  for (const paper of papers) {
    const n = (taken.get(paper.name) ?? 0) + 1
    taken.set(paper.name, n)
    files.push([`${paper.name}${n === 1 ? '' : `-${n}`}.docx`, await renderPaper(template, paper)])
  }
  return zipOf(files)
}

/**
 * Several papers of one template as one .docx, each on a page of its own. Headers and footers are those of the template.
 *
 * @throws RangeError for none, or more than PAPERS_IN_ONE
 */
export async function renderTogether(template: Buffer, papers: readonly Paper[]): Promise<Buffer> {
  const [first, ...rest] = papers
  if (!first || papers.length > PAPERS_IN_ONE)
    throw new RangeError(`${papers.length} papers: one document holds 1 to ${PAPERS_IN_ONE}`)
  const whole = await renderPaper(template, first)
  if (rest.length === 0) return whole
  const root = await handler().getXml(whole)
  const body = bodyOf(root)
  const last = body.childNodes?.at(-1)
  const section = last?.nodeName === 'w:sectPr' ? last : undefined
  const add = (node: XmlNode): void => {
    if (section) xml.modify.insertBefore(node, section)
    else xml.modify.appendChild(body, node)
  }
  for (const paper of rest) {
    add(pageEnd(section))
    const own = bodyOf(await handler().getXml(await renderPaper(template, paper)))
    for (const node of [...(own.childNodes ?? [])])
      if (node.nodeName !== 'w:sectPr') add(withoutIds(xml.create.cloneNode(node, true)))
  }
  const zip = await Zip.load(whole)
  zip.setFile(await mainPath(zip), xml.parser.serializeFile(root))
  return zip.export(Buffer)
}

function bodyOf(root: XmlNode): XmlNode {
  const body = xml.query.findChild(root, n => n.nodeName === 'w:body')
  if (!body) throw new Error('a rendered paper has no body')
  return body
}

async function mainPath(zip: Zip): Promise<string> {
  const rels = await zip.getFile('_rels/.rels').getContentText()
  const relation = [...rels.matchAll(/<Relationship\b[^>]*>/g)].find(([r]) => /\/officeDocument"/.test(r))
  const target = /Target="\/?([^"]+)"/.exec(relation?.[0] ?? '')?.[1]
  if (target === undefined) throw new Error('a rendered paper has no main part')
  return target
}

/** The end of a paper: a section of its own, in a line too low to be seen, so that the next begins on a new page. */
function pageEnd(section: XmlNode | undefined): XmlNode {
  const own = section
    ? withoutIds(xml.create.cloneNode(section, true))
    : xml.create.generalNode('w:sectPr', { childNodes: [] })
  return xml.create.generalNode('w:p', {
    childNodes: [
      xml.create.generalNode('w:pPr', {
        childNodes: [
          xml.create.generalNode('w:spacing', {
            attributes: { 'w:before': '0', 'w:after': '0', 'w:line': '20', 'w:lineRule': 'exact' },
          }),
          own,
        ],
      }),
    ],
  })
}

/** Word numbers paragraphs itself; copies must not bring the number of their original. */
function withoutIds(node: XmlNode): XmlNode {
  if (node.nodeType === 'General' && node.attributes)
    for (const name of Object.keys(node.attributes))
      if (name === 'w14:paraId' || name === 'w14:textId') delete node.attributes[name]
  for (const child of node.childNodes ?? []) withoutIds(child)
  return node
}

/** Values as the library takes them: unknown becomes room to write, characters that XML cannot hold go. */
function fill(values: TagValues, tags: Tags): TemplateData {
  const filled: TemplateData = {}
  for (const [tag, spec] of Object.entries(tags)) {
    const value = values[tag]
    if (spec.inside) filled[tag] = Array.isArray(value) ? value.map(v => fill(v, spec.inside ?? {})) : []
    else filled[tag] = value === undefined ? UNKNOWN : clean(String(value))
  }
  return filled
}

const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/(?![\t\n])[\p{Cc}\ufffe\uffff]/gu, '')
    .toWellFormed()
