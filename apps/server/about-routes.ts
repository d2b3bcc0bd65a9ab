import type { StoreInfo } from '../../platform/db/index.ts'
import { json, newRoutes, type Routes, route, z } from '../../platform/http/index.ts'

const About = z
  .object({ version: z.string(), mode: z.enum(['demo', 'real']), province: z.string() })
  .openapi('About')

/** What anybody may know of this installation: which software, and that its people are synthetic. */
export function aboutRoutes(info: StoreInfo, version: string): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/about',
      operationId: 'getAbout',
      tags: ['operations'],
      summary: 'Phiên bản, kho thật hay chạy thử. Which version, a real store or a demo.',
      access: 'public',
      responses: { 200: json(About, 'The installation') },
    }),
    c => c.json({ version, mode: info.mode, province: info.province }, 200),
  )
  return routes
}
