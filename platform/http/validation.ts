import type { Hook, z } from '@hono/zod-openapi'
import type { HttpEnv } from './env.ts'
import { invalidBody, invalidParameters } from './problem/general.ts'
import type { FieldFault } from './problem/index.ts'

/** More faults than a person mends at once are cut off. */
const FAULTS_SHOWN = 100

const PARTS: Readonly<Record<string, FieldFault['in']>> = {
  json: 'body',
  form: 'body',
  query: 'query',
  param: 'path',
  header: 'header',
  cookie: 'cookie',
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The faults of a value as RFC 9457 extension members, with JSON pointers. Values are never repeated. */
export function faultsOf(error: z.core.$ZodError, part: FieldFault['in']): FieldFault[] {
  return error.issues.slice(0, FAULTS_SHOWN).map(issue => ({
    in: part,
    pointer: pointerOf(issue.path),
    code: issue.code ?? 'custom',
    detail: issue.message,
  }))
}

/** What happens after each validator: a fault becomes a problem, the rest goes on. */
// biome-ignore lint/suspicious/noExplicitAny: the library's own type of a hook for every route.
export const problemOfFaults: Hook<any, HttpEnv, any, any> = result => {
  if (result.success) return
  const part = PARTS[result.target] ?? 'body'
  const kind = part === 'body' ? invalidBody : invalidParameters
  throw kind().with({ errors: faultsOf(result.error, part) })
}
