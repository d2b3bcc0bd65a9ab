import { createHash } from 'node:crypto'
import { appendAudit, CITY } from '../../platform/audit/index.ts'
import { type Store, withSession } from '../../platform/db/index.ts'
import {
  attachment,
  forbidden,
  json,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionOf,
  uploadBody,
  z,
} from '../../platform/http/index.ts'
import { textRefused } from './problems.ts'
import { LawText } from './schemas.ts'
import {
  contentOfText,
  findText,
  keepText,
  listTexts,
  mayKeepTexts,
  type StoredText,
} from './text-queries.ts'

const tags = ['law']
const BYTES = 10 * 1024 * 1024
const Hash = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })

const shown = (t: StoredText): z.infer<typeof LawText> => ({ ...t, added_at: t.added_at.toISOString() })

/** Texts of acts: what a confirmed value was read in. */
export function lawTextRoutes({ store }: { readonly store: Store }): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/law/texts',
      operationId: 'listLawTexts',
      tags,
      summary: 'Các văn bản đã lưu. Texts of acts that are kept',
      responses: { 200: json(z.object({ items: z.array(LawText) }), 'Newest first') },
    }),
    async c => {
      const items = await withSession(store, sessionOf(c).token, listTexts)
      return c.json({ items: items.map(shown) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/law/texts',
      operationId: 'keepLawText',
      tags,
      summary: 'Lưu văn bản (PDF, ảnh, văn bản thường; tối đa 10 MB). Keep the text of an act',
      limits: { bodyBytes: BYTES, seconds: 120 },
      request: { query: z.object({ name: z.string().trim().min(1).max(300) }), body: uploadBody },
      responses: { 201: json(LawText, 'Known by its hash from now on') },
      problems: [textRefused],
    }),
    async c => {
      const { name } = c.req.valid('query')
      const content = new Uint8Array(await c.req.arrayBuffer())
      const content_type = kindOf(content)
      if (content_type === undefined) throw textRefused()
      const sha256 = createHash('sha256').update(content).digest('hex')
      const kept = await withSession(store, sessionOf(c).token, async tx => {
        if (!(await mayKeepTexts(tx))) throw forbidden()
        await keepText(tx, { sha256, name, content_type }, content)
        await appendAudit(tx, {
          area: CITY,
          action: 'law_text.keep',
          object: { kind: 'law_text', id: sha256 },
        })
        return await findText(tx, sha256)
      })
      if (kept === undefined) throw forbidden()
      return c.json(shown(kept), 201)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/law/texts/{sha256}',
      operationId: 'getLawText',
      tags,
      summary: 'Tải một văn bản đã lưu. A text of an act',
      request: { params: Hash },
      responses: {
        200: {
          description: 'The file as it was kept',
          content: {
            'application/octet-stream': { schema: z.string().openapi({ type: 'string', format: 'binary' }) },
          },
        },
      },
      problems: [notFound],
    }),
    async c => {
      const { sha256 } = c.req.valid('param')
      const found = await withSession(store, sessionOf(c).token, async tx => {
        const text = await findText(tx, sha256)
        const content = text && (await contentOfText(tx, sha256))
        return text && content && { text, content }
      })
      if (found === undefined) throw notFound()
      const ending = ENDINGS[found.text.content_type] ?? 'bin'
      return new Response(found.content, {
        headers: {
          'Content-Type': found.text.content_type,
          'Content-Disposition': attachment(`van-ban-${sha256.slice(0, 12)}.${ending}`),
        },
      })
    },
  )
  return routes
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'text/plain; charset=utf-8': 'txt',
}

/** What a file is, by its bytes; undefined: none that is kept. */
function kindOf(content: Uint8Array): string | undefined {
  const head = Buffer.from(content.subarray(0, 8))
  if (head.toString('latin1').startsWith('%PDF-')) return 'application/pdf'
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg'
  if (head.equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png'
  if (content.length === 0 || content.includes(0)) return undefined
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return 'text/plain; charset=utf-8'
  } catch {
    return undefined
  }
}
