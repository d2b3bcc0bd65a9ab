import type { MiddlewareHandler } from 'hono'
import type { HttpEnv } from './env.ts'
import { foreignOrigin } from './problem/general.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

/**
 * Refuses writes that another site sends with the officer's cookies. Browsers say where a write comes from; what says nothing (a script, a
 * command line) carries no cookies by itself. `origins` are the addresses under which the server is reached, such as
 * `https://ansinh.haiphong.gov.vn`; without any, the Host of the request must be the host of the origin.
 */
export const sameOriginWrites =
  (origins: readonly string[]): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    if (!READS.has(c.req.method)) {
      const origin = c.req.header('origin')
      const site = c.req.header('sec-fetch-site')
      const ours =
        origin === undefined
          ? site === undefined || site === 'same-origin' || site === 'none'
          : origins.includes(origin) || (origins.length === 0 && hostOf(origin) === c.req.header('host'))
      if (!ours) throw foreignOrigin()
    }
    await next()
  }
