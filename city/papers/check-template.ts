import { RelType, TagDisposition, type TemplateHandler } from 'easy-template-x'
import { unpackZip, ZipRefused } from '../../platform/zip/index.ts'
import { PAPERS, type PaperKind, type TagSpec, type Tags } from './kinds.ts'
import { handler, renderPaper, type TagValues } from './render.ts'

/** What is wrong with an uploaded template, in words for the officer who made it. */
export interface TemplateFault {
  readonly code:
    | 'too_large'
    | 'not_docx'
    | 'active_content'
    | 'syntax'
    | 'unknown_tag'
    | 'wrong_place'
    | 'missing_tag'
  readonly vi: string
  readonly en: string
}

export const TEMPLATE_BYTES = 2 * 1024 * 1024
const CAPS = { entries: 300, bytes: 24 * 1024 * 1024 }

const fault = (code: TemplateFault['code'], vi: string, en: string): TemplateFault => ({ code, vi, en })

/**
 * Everything that keeps a file from being the template of a kind of paper; empty when it may be used. The file is only read: nothing in it runs.
 */
export async function checkTemplate(kind: PaperKind, bytes: Buffer): Promise<TemplateFault[]> {
  if (bytes.length > TEMPLATE_BYTES)
    return [
      fault(
        'too_large',
        'Tệp lớn hơn 2 MB. Hãy bỏ bớt hình ảnh rồi tải lại.',
        'The file is larger than 2 MB. Remove pictures and upload it again.',
      ),
    ]
  let files: Map<string, Buffer>
  try {
    files = await unpackZip(bytes, CAPS)
  } catch (e) {
    if (!(e instanceof ZipRefused)) throw e
    return [
      fault(
        'not_docx',
        `Tệp không phải .docx dùng được (${e.vi}). Hãy lưu lại từ Word với loại “Word Document (.docx)”.`,
        `The file is no usable .docx (${e.en}). Save it again from Word as “Word Document (.docx)”.`,
      ),
    ]
  }
  if (!files.has('[Content_Types].xml') || !files.has('_rels/.rels')) return [notDocx]
  const active = activeContent(files)
  if (active.length > 0) return active
  return checkTags(kind, bytes)
}

const notDocx = fault(
  'not_docx',
  'Tệp không phải văn bản Word .docx. Hãy lưu lại với loại “Word Document (.docx)”.',
  'The file is no Word document .docx. Save it again as “Word Document (.docx)”.',
)

/** Programs, embedded objects, and anything that would be fetched from elsewhere when somebody opens the paper. */
function activeContent(files: ReadonlyMap<string, Buffer>): TemplateFault[] {
  const found = new Set<string>()
  for (const [name, content] of files) {
    if (name.endsWith('/')) continue
    if (/vbaProject|vbaData|activeX|embeddings\/|\.bin$/i.test(name)) found.add(name)
    if (!/\.(xml|rels)$/i.test(name)) continue
    const text = content.toString('utf8')
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) found.add(name)
    if (/macroEnabled/i.test(text) && name === '[Content_Types].xml') found.add(name)
    if (name.endsWith('.rels'))
      for (const [tag] of text.matchAll(/<Relationship\b[^>]*>/g))
        if (/TargetMode\s*=\s*["']External["']/i.test(tag) && !/relationships\/hyperlink["']/.test(tag))
          found.add(name)
    if (/<w:(altChunk|object)\b|\bDDE(AUTO)?\b|\bINCLUDE(TEXT|PICTURE)\b/.test(text)) found.add(name)
  }
  return [...found].map(name =>
    fault(
      'active_content',
      `Mẫu chứa nội dung không được dùng (macro, đối tượng nhúng hoặc liên kết tự tải): ${name}. Hãy bỏ đi rồi tải lại.`,
      `The template holds what is not allowed (a macro, an embedded object, or content fetched from elsewhere): ${name}. Remove it and upload again.`,
    ),
  )
}

async function checkTags(kind: PaperKind, bytes: Buffer): Promise<TemplateFault[]> {
  let tags: Awaited<ReturnType<TemplateHandler['parseTags']>>
  let edges: string[]
  try {
    tags = await handler().parseTags(bytes)
    edges = await marginTags(bytes)
    const stray = await strayBrace(bytes)
    if (stray) return [syntax(new Error(`'${stray}'`))]
    await renderPaper(bytes, { kind, name: kind, values: sample(PAPERS[kind].tags) })
  } catch (e) {
    return [syntax(e)]
  }
  const { tags: known } = PAPERS[kind]
  const faults: TemplateFault[] = []
  const seen = new Set<string>()
  const open: { name: string; inside: Tags }[] = []
  for (const tag of tags) {
    const name = tag.name.trim()
    if (tag.disposition === TagDisposition.Close) {
      if (!open.pop()) faults.push(syntax(new Error(`'${tag.rawText}'`)))
      continue
    }
    const scopes = [...open.map(o => o.inside).reverse(), known]
    const spec: TagSpec | undefined = scopes.map(s => s[name]).find(s => s !== undefined)
    const isOpen = tag.disposition === TagDisposition.Open
    if (!spec) faults.push(unknownTag(tag.rawText, name, known, scopes))
    else if (spec.inside && !isOpen) faults.push(needsLoop(name))
    const path = [...open.filter(o => Object.keys(o.inside).length > 0).map(o => o.name), name].join('/')
    seen.add(spec && scopes.at(-1)?.[name] === spec ? name : path)
    if (isOpen) open.push({ name, inside: spec?.inside ?? {} })
  }
  for (const name of edges)
    if (known[name]?.office !== true)
      faults.push(
        fault(
          'wrong_place',
          `Thẻ {${name}} nằm ở đầu trang hoặc chân trang. Chỗ đó chỉ dùng được: ${officeTags(known)}.`,
          `The tag {${name}} stands in a page header or footer. Only these may: ${officeTags(known)}.`,
        ),
      )
  return [...faults, ...missingTags(known, seen)]
}

/** Text around a brace that belongs to no tag. */
async function strayBrace(bytes: Buffer): Promise<string | undefined> {
  const text = (await handler().getText(bytes)).replaceAll(/\{[^{}]*\}/g, '')
  const at = text.search(/[{}]/)
  return at < 0 ? undefined : text.slice(Math.max(0, at - 10), at + 30)
}

/** One of everything: a template that cannot be filled with it cannot be filled. */
const sample = (tags: Tags): TagValues =>
  Object.fromEntries(
    Object.entries(tags).map(([name, spec]) => [name, spec.inside ? [sample(spec.inside)] : name]),
  )

/** Tags in headers and footers: in a file of many papers these stand once for all of them. */
async function marginTags(bytes: Buffer): Promise<string[]> {
  const names: string[] = []
  for (const kind of [RelType.Header, RelType.Footer])
    for (const part of await handler().getParts(bytes, kind))
      for (const [, name = ''] of (await part.getText()).matchAll(/\{[#/]?([^{}]*)\}/g))
        names.push(name.trim())
  return names
}

const officeTags = (known: Tags): string =>
  Object.entries(known)
    .filter(([, spec]) => spec.office)
    .map(([name]) => `{${name}}`)
    .join(', ')

function missingTags(known: Tags, seen: ReadonlySet<string>, above = ''): TemplateFault[] {
  return Object.entries(known).flatMap(([name, spec]) => {
    const path = above === '' ? name : `${above}/${name}`
    if (!seen.has(path))
      return spec.required
        ? [
            fault(
              'missing_tag',
              `Thiếu thẻ {${spec.inside ? '#' : ''}${name}}: ${spec.vi}${above === '' ? '' : ` (trong {#${above}})`}.`,
              `The tag {${spec.inside ? '#' : ''}${name}} is missing (${spec.vi})${above === '' ? '' : `, inside {#${above}}`}.`,
            ),
          ]
        : []
    return spec.inside ? missingTags(spec.inside, seen, path) : []
  })
}

function unknownTag(raw: string, name: string, known: Tags, scopes: readonly Tags[]): TemplateFault {
  const home = Object.entries(known).find(([, spec]) => spec.inside && name in spec.inside)
  if (home)
    return fault(
      'wrong_place',
      `Thẻ ${raw} chỉ dùng được giữa {#${home[0]}} và {/${home[0]}}.`,
      `The tag ${raw} may stand only between {#${home[0]}} and {/${home[0]}}.`,
    )
  const here = scopes.flatMap(s => Object.entries(s)).map(([n, spec]) => `{${n}} (${spec.vi})`)
  return fault(
    'unknown_tag',
    `Không có thẻ ${raw}. Các thẻ dùng được ở chỗ này: ${here.join(', ')}.`,
    `There is no tag ${raw}. Tags that may be used there: ${scopes.flatMap(s => Object.keys(s)).join(', ')}.`,
  )
}

const needsLoop = (name: string): TemplateFault =>
  fault(
    'syntax',
    `Thẻ {${name}} là một danh sách: viết {#${name}} … {/${name}}.`,
    `The tag {${name}} is a list: write {#${name}} … {/${name}}.`,
  )

function syntax(e: unknown): TemplateFault {
  const said = e instanceof Error ? e.message : String(e)
  const raw = /'([^']*)'|Tag (\S+) is/.exec(said)
  const where = raw ? ` (${raw[1] ?? raw[2]})` : ''
  return fault(
    'syntax',
    `Thẻ trong mẫu viết chưa đúng${where}: mỗi thẻ nằm giữa { và }, mỗi {#thẻ} có một {/thẻ}.`,
    `A tag of the template is not written right${where}: each stands between { and }, each {#tag} has its {/tag}. ${said}`,
  )
}
