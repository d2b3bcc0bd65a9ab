import type { MiddlewareHandler } from 'hono'
import type { HttpContext, HttpEnv, Session } from './env.ts'
import { sessionExpired, sessionMissing } from './problem/general.ts'

/**
 * Refuses whoever is not signed in, puts the session into the context and counts the request for the user's rate limit. `route()` adds it to
 * every route that does not say `access: 'public'`; a handler outside of `route()` adds it by hand.
 */
export const signedIn = (): MiddlewareHandler<HttpEnv> => async (c, next) => {
  const gate = c.get('gate')
  const found = await gate.resolveSession(c.req.raw)
  if (found === undefined) throw sessionMissing()
  if (found === 'expired') throw sessionExpired()
  gate.countUser(found.userId)
  c.set('session', found)
  await next()
}

/** The session of a request to a route that wants one. Throws 401 in a public route. */
export function sessionOf(c: HttpContext): Session {
  const session = c.get('session')
  if (session === undefined) throw sessionMissing()
  return session
}
