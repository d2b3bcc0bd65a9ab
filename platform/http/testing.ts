import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { AppOptions } from './app.ts'
import { createApp } from './app.ts'
import type { HttpLog, Routes } from './env.ts'
import { SERVER_OPTIONS } from './server-options.ts'

/** A log that keeps what was written, so that a test can look for what must not be there. */
export function keptLog(): HttpLog & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (fields: object, text: string) => void lines.push(JSON.stringify({ ...fields, text }))
  return { lines, info: keep, warn: keep, error: keep }
}

export interface Listening {
  readonly url: string
  readonly log: ReturnType<typeof keptLog>
  /** A request with a session cookie; `as: undefined` sends none. */
  ask(path: string, init?: RequestInit & { readonly as?: string | undefined }): Promise<Response>
  /** The same with a JSON body. */
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/**
 * Serves routes under `/api` on a real socket. Without `resolveSession` the cookie `session=anna` signs in the user `anna`, and `session=late` has
 * expired; give your own to test with sessions of the database.
 */
export async function listen(
  routes: readonly Routes[],
  options: Partial<AppOptions> = {},
): Promise<Listening> {
  const log = keptLog()
  const app = createApp({
    log,
    version: '0.0.0',
    resolveSession: async request => {
      const name = /(?:^|; )session=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
      return name === undefined ? undefined : name === 'late' ? 'expired' : { token: name, userId: name }
    },
    ...options,
  })
  for (const set of routes) app.route('/api', set)
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', serverOptions: SERVER_OPTIONS })
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask: Listening['ask'] = (path, { as, ...init } = { as: 'anna' }) => {
    const headers = new Headers(init.headers)
    if (as !== undefined) headers.set('cookie', `session=${as}`)
    return fetch(`${url}${path}`, { ...init, headers })
  }
  return {
    url,
    log,
    ask,
    send: (method, path, body, headers = {}) =>
      ask(path, {
        as: 'anna',
        method,
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', ...headers },
      }),
    close: async () => {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** The problem in an answer, after a look that it is one. */
export async function problemIn(answer: Response): Promise<Record<string, unknown> & { code: string }> {
  const type = answer.headers.get('content-type')
  if (type !== 'application/problem+json') throw new Error(`no problem but ${answer.status} ${type}`)
  return (await answer.json()) as Record<string, unknown> & { code: string }
}
