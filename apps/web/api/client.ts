import createClient, { type Middleware } from 'openapi-fetch'
import { languageNow } from '../language/language.ts'
import { Problem, type ProblemBody, Unreachable } from './problem.ts'
import type { components, paths } from './schema.d.ts'

export type Schemas = components['schemas']

const listeners = new Set<() => void>()
/** Told when the server says that nobody is signed in any more. */
export const onSignedOut = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const speak: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', languageNow())
    return request
  },
  async onResponse({ response }) {
    if (response.ok) return
    throw await problemOf(response)
  },
  onError({ error }) {
    return error instanceof Problem ? error : new Unreachable()
  },
}

/** What a failed answer says; also one of something in between (a proxy) that speaks no problem+json. */
export async function problemOf(response: Response): Promise<Error> {
  const isOurs = response.headers.get('content-type')?.includes('problem+json') === true
  if (!isOurs) return new Unreachable()
  const body = (await response.json()) as ProblemBody
  if (body.code === 'session.missing' || body.code === 'session.expired') for (const tell of listeners) tell()
  return new Problem(body)
}

/** The API, typed by its own description. Every answer that is no success is thrown as Problem, every silence as Unreachable. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' })
api.use(speak)

/** The body of an answer: `await bodyOf(api.GET('/api/me'))`. */
export async function bodyOf<T>(answer: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data } = await answer
  return data as T
}

/** Header of a write that may be sent again without being done twice. */
export const once = (): { 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() })
