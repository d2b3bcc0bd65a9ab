import { randomUUID } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import { addressKey, clientAddress, trustedProxies } from './client-address.ts'
import type { Gate, HttpEnv, HttpLog, HttpMetrics, ResolveSession, Routes } from './env.ts'
import { languageOf, speaking } from './language.ts'
import { limitBody, limitTime, MEGABYTE } from './limits.ts'
import { openApiDocument } from './openapi.ts'
import { sameOriginWrites } from './origin.ts'
import { addProblemPages } from './problem-pages.ts'
import { type Allowance, rateLimiter } from './rate-limit.ts'
import { answerErrors, respondWithProblem } from './respond.ts'
import { unmatched } from './unmatched.ts'
import { problemOfFaults } from './validation.ts'
import { teachZodTheLanguage } from './validation-words.ts'

export interface AppOptions {
  readonly resolveSession: ResolveSession
  readonly log: HttpLog
  readonly metrics?: HttpMetrics
  readonly version: string
  /** Addresses under which browsers reach the server; see `sameOriginWrites`. */
  readonly origins?: readonly string[]
  /** Proxies whose X-Forwarded-For is believed; nobody's when left out. */
  readonly trustedProxies?: readonly string[]
  readonly perUser?: Allowance
  readonly perAddress?: Allowance
  /** Bytes of a body; 1 MB when left out. A route may say otherwise. */
  readonly bodyBytes?: number
  /** Seconds until an answer must have begun; 30 when left out. */
  readonly seconds?: number
  /** Name of the session cookie, for the description of the API. */
  readonly sessionCookie?: string
}

/** A person who clicks stays far below; a script that reads a list page by page does too. */
const PER_USER: Allowance = { burst: 120, perSecond: 20 }
/** An office of fifty people may share one address. */
const PER_ADDRESS: Allowance = { burst: 600, perSecond: 200 }

const API_POLICY = "default-src 'none'; frame-ancestors 'none'"
const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"

/** Logs and measures each answer by its pattern: neither address, query, body nor name of a person. */
const account =
  (log: HttpLog, metrics: HttpMetrics | undefined): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const begun = performance.now()
    await next()
    const seconds = (performance.now() - begun) / 1000
    // routes with a star are middleware and the files of the page: they match whatever is asked
    const route = matchedRoutes(c).findLast(r => !r.path.includes('*'))?.path ?? '(none)'
    const { method } = c.req
    const { status } = c.res
    metrics?.observe({ method, route, status, seconds })
    log.info(
      { request_id: c.get('requestId'), method, route, status, ms: Math.round(seconds * 1000) },
      'request',
    )
  }

const headers: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next()
  const given = c.res.headers
  given.set('X-Request-Id', c.get('requestId'))
  const isApi = c.req.path.startsWith('/api/')
  if (!given.has('Content-Security-Policy'))
    given.set('Content-Security-Policy', isApi ? API_POLICY : PAGE_POLICY)
  if (isApi && !given.has('Cache-Control')) given.set('Cache-Control', 'no-store')
  given.append('Vary', 'Accept-Language')
}

/**
 * The HTTP application without any route of the city: `app.route('/api', areaRoutes(services))` mounts them. It serves `/openapi.json` and
 * `/problems`, and turns everything that is thrown into a problem.
 */
export function createApp(options: AppOptions): Routes {
  teachZodTheLanguage()
  const users = rateLimiter(options.perUser ?? PER_USER)
  const addresses = rateLimiter(options.perAddress ?? PER_ADDRESS)
  const isTrusted = trustedProxies(options.trustedProxies ?? [])
  const gate: Gate = {
    resolveSession: options.resolveSession,
    log: options.log,
    countUser: id => users.take(id),
  }

  const app = new OpenAPIHono<HttpEnv>({ defaultHook: problemOfFaults })
  app.onError(answerErrors(options.log))
  const why = unmatched(app)
  app.notFound(c => respondWithProblem(c, why(c)))

  app.use(async (c, next) => {
    const language = languageOf(c.req.header('accept-language'))
    c.set('language', language)
    c.set('gate', gate)
    // Never the client's own: it would be a way to write names into the log.
    c.set('requestId', randomUUID())
    c.set(
      'address',
      clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), isTrusted),
    )
    await speaking(language, next)
  })
  app.use(account(options.log, options.metrics))
  app.use(secureHeaders({ xFrameOptions: 'DENY' }), headers)
  app.use(async (c, next) => {
    const address = c.get('address')
    if (address !== '') addresses.take(addressKey(address))
    await next()
  })
  app.use(sameOriginWrites(options.origins ?? []))
  app.use(limitTime(options.seconds ?? 30))
  app.use(limitBody(options.bodyBytes ?? MEGABYTE))

  let document: Record<string, unknown> | undefined
  app.get('/openapi.json', c => {
    document ??= openApiDocument(app, {
      version: options.version,
      cookie: options.sessionCookie ?? 'better-auth.session_token',
    })
    return c.json(document)
  })
  addProblemPages(app)
  return app
}
