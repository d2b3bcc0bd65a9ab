import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Language } from './language.ts'

/** Who is signed in. The token goes into the database transaction, where row-level security resolves it. */
export interface Session {
  readonly token: string
  readonly userId: string
}

/** What a session cookie or header turned out to be: somebody, nobody any more, or nothing was sent. */
export type ResolveSession = (request: Request) => Promise<Session | 'expired' | undefined>

/** What the server needs of a logger; pino has it. */
export interface HttpLog {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

/** Called once per answered request. `route` is the pattern, never the address that was asked for. */
export interface HttpMetrics {
  observe(request: { method: string; route: string; status: number; seconds: number }): void
}

/** What the application gives to the middleware of every route. */
export interface Gate {
  readonly resolveSession: ResolveSession
  readonly log: HttpLog
  /** Takes one request from the user's allowance; throws `request.too_many`. */
  readonly countUser: (userId: string) => void
}

export interface HttpVariables {
  gate: Gate
  requestId: string
  language: Language
  /** Address of the client, see `clientAddress`. '' where there is no socket (a test without a server). */
  address: string
  /** Undefined in routes with `access: 'public'`; use `sessionOf(c)` where somebody must be signed in. */
  session: Session | undefined
  /** Aborted when the client went away or the time limit of the route is over. */
  signal: AbortSignal
}

export interface HttpEnv {
  Variables: HttpVariables
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse }
}

/** A set of routes of one thing, mounted by the server. */
export type Routes = OpenAPIHono<HttpEnv>
export type HttpContext = Context<HttpEnv>
