import { type Store, withWorker } from '../../platform/db/index.ts'
import { json, newRoutes, type Routes, route, z } from '../../platform/http/index.ts'
import { lawPageRoutes } from './page-routes.ts'
import { publishedLaw } from './published.ts'
import { lawTextRoutes } from './text-routes.ts'

const tags = ['law']
const Text = { path: z.string(), text: z.string().openapi({ description: 'YAML' }) }
const Published = z
  .object({
    hash: z.string(),
    files: z.array(z.object(Text)),
    overlays: z.array(z.object({ ...Text, valid_from: z.string(), valid_to: z.string().nullable() })),
  })
  .openapi('PublishedLaw')

/** The law itself. It holds nobody's data and is asked for without sign-in: a citizen decides with it at home. */
export function lawRoutes({ store }: { readonly store: Store }): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/law/source',
      operationId: 'getLawSource',
      tags,
      summary: 'Toàn bộ luật dạng văn bản, để tự tính. The law as texts, to decide with',
      access: 'public',
      responses: { 200: json(Published, 'Files and approved overlays'), 304: { description: 'As before' } },
    }),
    async c => {
      const law = await withWorker(store, publishedLaw)
      const etag = `"${law.key.slice(0, 32)}"`
      c.header('ETag', etag)
      c.header('Cache-Control', 'no-cache')
      c.header('Vary', 'Accept-Encoding')
      if (c.req.header('if-none-match')?.includes(etag) === true) return c.body(null, 304)
      c.header('Content-Type', 'application/json')
      if (c.req.header('accept-encoding')?.includes('gzip') === true) {
        c.header('Content-Encoding', 'gzip')
        return c.body(law.gzip, 200) as never
      }
      return c.body(law.plain, 200) as never
    },
  )
  routes.route('/', lawPageRoutes({ store }))
  routes.route('/', lawTextRoutes({ store }))
  return routes
}
