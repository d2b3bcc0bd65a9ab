import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { newRoutes, type Routes } from '../../../platform/http/index.ts'

/** A year; names of built files change with what is in them. */
const FOREVER = 'public, max-age=31536000, immutable'
/** Asked again each time: says which files belong to the page of today. */
const ANEW = 'no-cache'

/** Paths that belong to the API or to whoever watches over the server; what they do not know is a problem, never the page. */
const NOT_PAGES = /^\/(api|problems)(\/|$)|^\/(healthz|readyz|metrics|openapi\.json)$/

/** The built page: its files, and for each other address the page itself, which finds its own way. */
export function pageRoutes(folder: string): Routes {
  const routes = newRoutes()
  const index = path.join(folder, 'index.html')
  routes.use(
    '/*',
    serveStatic({
      root: folder,
      precompressed: true,
      rewriteRequestPath: at => (at === '/' || at.startsWith('/.') ? '/nothing-here' : at),
      onFound: (file, c) =>
        c.header('Cache-Control', file.includes(`${path.sep}assets${path.sep}`) ? FOREVER : ANEW),
    }),
  )
  routes.get('/*', async (c, next) => {
    const isFile = path.extname(c.req.path) !== ''
    if (NOT_PAGES.test(c.req.path) || isFile) return await next()
    c.header('Cache-Control', ANEW)
    return c.html(await readFile(index, 'utf8'))
  })
  return routes
}
