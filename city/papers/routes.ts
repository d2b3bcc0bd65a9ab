import { type Store, withSession } from '../../platform/db/index.ts'
import {
  attachment,
  idempotent,
  json,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionOf,
  uploadBody,
  z,
} from '../../platform/http/index.ts'
import { TEMPLATE_BYTES } from './check-template.ts'
import { isPaperKind, PAPER_KINDS, PAPERS, type PaperKind, type Tags } from './kinds.ts'
import { templateRefused } from './problems.ts'
import { ownTemplate, templateHistory } from './queries.ts'
import { replaceTemplate, restoreTemplate, templateOf } from './templates.ts'

const tags = ['papers']
const params = z.object({ kind: z.string().max(40) })
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const Tag = z
  .object({
    tag: z.string(),
    vi: z.string(),
    required: z.boolean(),
    in_header: z.boolean(),
    inside: z.string().nullable(),
  })
  .openapi('PaperTag')
const Kind = z
  .object({
    kind: z.enum(PAPER_KINDS),
    title: z.object({ vi: z.string(), en: z.string() }),
    is_own: z.boolean().openapi({ description: 'The office’s own template is in force' }),
    tags: z.array(Tag),
  })
  .openapi('PaperKind')

const kindOf = (text: string): PaperKind => {
  if (!isPaperKind(text)) throw notFound()
  return text
}

/** Tags as one list; those of a repeated passage name it. */
const listed = (known: Tags, inside: string | null = null): z.infer<typeof Tag>[] =>
  Object.entries(known).flatMap(([tag, spec]) => [
    { tag, vi: spec.vi, required: spec.required ?? false, in_header: spec.office ?? false, inside },
    ...(spec.inside ? listed(spec.inside, tag) : []),
  ])

/** Templates of papers: what there is, the template in force, an office's own instead of it. */
export function paperRoutes({ store }: { readonly store: Store }): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/papers',
      operationId: 'listPapers',
      tags,
      summary: 'Các loại văn bản và thẻ dùng trong mẫu. Kinds of papers and the tags of their templates',
      responses: {
        200: json(
          z.object({
            items: z.array(Kind),
            history: z.array(
              z.object({
                template_id: z.int(),
                kind: z.string(),
                sha256: z.string().nullable(),
                bytes: z.int().nullable(),
                uploaded_by: z.string(),
                uploaded_at: z.string(),
              }),
            ),
          }),
          'The kinds',
        ),
      },
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const items: z.infer<typeof Kind>[] = []
        for (const kind of PAPER_KINDS)
          items.push({
            kind,
            title: PAPERS[kind].title,
            is_own: (await ownTemplate(tx, kind)) !== undefined,
            tags: listed(PAPERS[kind].tags),
          })
        const history = (await templateHistory(tx)).map(t => ({
          ...t,
          uploaded_at: t.uploaded_at.toISOString(),
        }))
        return c.json({ items, history }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/papers/{kind}/template',
      operationId: 'getPaperTemplate',
      tags,
      summary: 'Tải mẫu đang dùng để sửa trong Word. The template in force, to be edited in Word',
      request: { params },
      responses: {
        200: {
          description: 'The template',
          content: { [DOCX]: { schema: z.string().openapi({ type: 'string', format: 'binary' }) } },
        },
      },
      problems: [notFound],
    }),
    async c => {
      const kind = kindOf(c.req.valid('param').kind)
      const bytes = await withSession(store, sessionOf(c).token, tx => templateOf(tx, kind))
      return new Response(new Uint8Array(bytes), {
        headers: { 'Content-Type': DOCX, 'Content-Disposition': attachment(`mau-${kind}.docx`) },
      })
    },
  )

  const Put = z.object({ template_id: z.int() })

  routes.openapi(
    route({
      method: 'put',
      path: '/papers/{kind}/template',
      operationId: 'replacePaperTemplate',
      tags,
      summary: 'Dùng mẫu riêng của cơ quan. Put the office’s own template in force',
      request: { params, body: uploadBody },
      responses: { 200: json(Put, 'In force from now on') },
      problems: [notFound, templateRefused],
      limits: { bodyBytes: TEMPLATE_BYTES, seconds: 60 },
      idempotent: true,
    }),
    async c => {
      const kind = kindOf(c.req.valid('param').kind)
      const content = Buffer.from(await c.req.arrayBuffer())
      return idempotent(c, store, async tx => ({
        status: 200 as const,
        body: { template_id: await replaceTemplate(tx, sessionOf(c).userId, kind, content) },
      }))
    },
  )

  routes.openapi(
    route({
      method: 'delete',
      path: '/papers/{kind}/template',
      operationId: 'restorePaperTemplate',
      tags,
      summary: 'Trở lại mẫu có sẵn. Go back to the template that comes with the software',
      request: { params },
      responses: { 200: json(Put, 'In force from now on') },
      problems: [notFound],
    }),
    async c => {
      const kind = kindOf(c.req.valid('param').kind)
      return withSession(store, sessionOf(c).token, async tx =>
        c.json({ template_id: await restoreTemplate(tx, sessionOf(c).userId, kind) }, 200),
      )
    },
  )
  return routes
}
