import { TrieRouter } from 'hono/router/trie-router'
import type { HttpContext, Routes } from './env.ts'
import { unknownRoute, wrongMethod } from './problem/general.ts'
import type { Problem } from './problem/index.ts'

/**
 * Why no handler answered: the address does not exist (404), or it exists for other methods (405 with Allow). Routes with a star are files and
 * foreign handlers, they say nothing about methods.
 */
export function unmatched(app: Routes): (c: HttpContext) => Problem {
  let router: TrieRouter<string> | undefined
  const build = () => {
    const built = new TrieRouter<string>()
    for (const { method, path } of app.routes)
      if (method !== 'ALL' && !path.includes('*')) built.add('ALL', path, method)
    return built
  }
  return c => {
    router ??= build()
    const methods = new Set(router.match('ALL', c.req.path)[0].map(([method]) => method))
    if (methods.has('GET')) methods.add('HEAD')
    if (methods.size === 0 || methods.has(c.req.method)) return unknownRoute()
    return wrongMethod().with({ headers: { Allow: [...methods].sort().join(', ') } })
  }
}
