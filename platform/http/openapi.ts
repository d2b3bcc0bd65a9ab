import type { Routes } from './env.ts'

export interface ApiInfo {
  readonly version: string
  /** Name of the session cookie. */
  readonly cookie: string
}

type Operation = { readonly operationId?: string; readonly tags?: readonly string[] }

/** The OpenAPI 3.1 document of all mounted routes. Throws if two routes share an operationId or one has none. */
export function openApiDocument(app: Routes, info: ApiInfo): Record<string, unknown> {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: info.cookie,
    description: 'Cookie của phiên đăng nhập. The cookie that sign-in sets.',
  })
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'An Sinh',
      version: info.version,
      description: 'Giảm nghèo đa chiều của một tỉnh: đặc tả của API. How to use it: docs/api.md.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
  })
  const seen = new Map<string, string>()
  for (const [path, item] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const at = `${method.toUpperCase()} ${path}`
      const id = operation.operationId
      if (id === undefined) throw new Error(`${at} has no operationId`)
      const other = seen.get(id)
      if (other !== undefined) throw new Error(`${at} and ${other} share the operationId ${id}`)
      if (!operation.tags?.length) throw new Error(`${at} has no tag`)
      seen.set(id, at)
    }
  return { ...document }
}
