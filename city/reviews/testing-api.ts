/** For tests only: asks the API as one of several users. */
import { TemplateHandler } from 'easy-template-x'
import type { Listening } from '../../platform/http/testing.ts'
// biome-ignore lint/style/noRestrictedImports: for tests only
import type { TestUser } from '../users/testing.ts'

export interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly etag: string
  readonly raw: Response
}

interface Options {
  readonly version?: number | string
  readonly key?: string
}
type Call = (
  user: TestUser | undefined,
  method: string,
  path: string,
  body?: unknown,
  options?: Options,
) => Promise<Reply>

export interface Api {
  /** One request as a user; a write sends If-Match when a version is given. */
  readonly call: Call
  /** The same, which must succeed. */
  readonly ok: Call
  /** Operations that have answered with success, as `GET /path`. */
  readonly visited: ReadonlySet<string>
}

export function apiOf(server: Listening): Api {
  const visited = new Set<string>()
  const call: Call = async (user, method, path, body, options = {}) => {
    const headers: Record<string, string> = {}
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
    if (options.key !== undefined) headers['Idempotency-Key'] = options.key
    const raw = await server.ask(`/api${path}`, {
      as: user?.token,
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (raw.ok) visited.add(`${method} ${path.split('?')[0]}`)
    const isJson = (raw.headers.get('content-type') ?? '').includes('json')
    return {
      status: raw.status,
      body: isJson ? ((await raw.clone().json()) as Record<string, unknown>) : {},
      etag: (raw.headers.get('etag') ?? '').replaceAll('"', ''),
      raw,
    }
  }
  const ok: Call = async (...args) => {
    const reply = await call(...args)
    if (reply.status >= 300)
      throw new Error(`${args[1]} ${args[2]}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply
  }
  return { call, ok, visited }
}

/** A member of an answer, however deep. */
export const at = <T = string>(reply: Reply, ...names: (string | number)[]): T =>
  names.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], reply.body) as T

/** The words of a .docx that the API gave. */
export const textOf = async (reply: Reply): Promise<string> =>
  new TemplateHandler().getText(Buffer.from(await reply.raw.arrayBuffer()))
