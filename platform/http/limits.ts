import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { matchedRoutes } from 'hono/route'
import type { HttpContext, HttpEnv } from './env.ts'
import { bodyTooLarge, requestTimedOut } from './problem/general.ts'

export const MEGABYTE = 1024 * 1024
/** The largest body that a route may ask for. */
export const LARGEST_BODY = 100 * MEGABYTE

/** What a route may set differently from the rest. */
export interface RouteLimits {
  /** Bytes of the body, at most 100 MB. */
  readonly bodyBytes?: number
  /** Seconds until the answer must have begun. */
  readonly seconds?: number
  /** The handler reads the body as a stream and counts it: it is not collected in memory first. */
  readonly streams?: boolean
}

const marks = new WeakMap<object, RouteLimits>()

/** A middleware that does nothing and carries the limits of its route. */
export function limitMark(limits: RouteLimits): MiddlewareHandler<HttpEnv> {
  if ((limits.bodyBytes ?? 0) > LARGEST_BODY)
    throw new Error('a body of more than 100 MB is not accepted anywhere')
  const mark: MiddlewareHandler<HttpEnv> = async (_, next) => await next()
  marks.set(mark, limits)
  return mark
}

/** The limits of the route that a request matched. */
export function limitsOf(c: HttpContext): RouteLimits {
  for (const route of matchedRoutes(c)) {
    const found = marks.get(route.handler)
    if (found !== undefined) return found
  }
  return {}
}

/**
 * Refuses a body above the limit: by its Content-Length before a byte is read, else while it is counted. A route that streams counts itself,
 * with `bodyLimitOf`.
 */
export const limitBody =
  (usual: number): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const own = limitsOf(c)
    const maxSize = own.bodyBytes ?? usual
    const said = Number(c.req.header('content-length') ?? 0)
    if (said > maxSize) throw bodyTooLarge(maxSize)
    if (own.streams === true || c.req.header('transfer-encoding') === undefined) return await next()
    return await bodyLimit({
      maxSize,
      onError: () => {
        throw bodyTooLarge(maxSize)
      },
    })(c, next)
  }

/** Answers with `request.timed_out` when a handler has not answered in time, and aborts `c.get('signal')`. */
export const limitTime =
  (usual: number): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const over = new AbortController()
    const seconds = limitsOf(c).seconds ?? usual
    c.set('signal', AbortSignal.any([over.signal, c.req.raw.signal]))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => {
        over.abort()
        refuse(requestTimedOut())
      }, seconds * 1000)
    })
    try {
      await Promise.race([next(), late])
    } finally {
      clearTimeout(timer)
    }
  }
