import type { ServerOptions } from 'node:http'

/**
 * Options of Node's server that the limits here count on: an upload of 100 MB over a slow line may take ten minutes, headers may not.
 */
export const SERVER_OPTIONS: ServerOptions = {
  requestTimeout: 10 * 60_000,
  headersTimeout: 20_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16 * 1024,
}
