import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { Failure } from '../../platform/failure/index.ts'
import { type Routes, SERVER_OPTIONS } from '../../platform/http/index.ts'

export interface Listener {
  readonly port: number
  /** Takes no new connection, lets requests in flight end (at most so long), then ends. True when all of them ended. */
  drain(atMostMs: number): Promise<boolean>
}

/** Listens. Throws Failure in words when the port is taken or may not be used. */
export async function listen(app: Routes, host: string, port: number): Promise<Listener> {
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: SERVER_OPTIONS }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', e => reject(inWords(e, host, port)))
    server.listen(port, host, () => resolve())
  })
  return {
    port: (server.address() as AddressInfo).port,
    async drain(atMostMs) {
      let over = false
      const closed = new Promise<void>(resolve =>
        server.close(() => {
          over = true
          resolve()
        }),
      )
      const end = Date.now() + atMostMs
      while (!over && Date.now() < end) {
        // a browser keeps its connection after the last answer
        server.closeIdleConnections()
        await Promise.race([closed, sleep(50)])
      }
      const allEnded = over
      server.closeAllConnections()
      await closed
      return allEnded
    },
  }
}

/** Throws Failure when the port cannot be had; asked before the database is started, so that the answer comes at once. */
export async function checkPort(host: string, port: number): Promise<void> {
  if (port === 0) return
  const { createServer } = await import('node:net')
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', e => reject(inWords(e, host, port)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function inWords(e: NodeJS.ErrnoException, host: string, port: number): Error {
  if (e.code === 'EADDRINUSE')
    return new Failure(
      `cổng ${port} đã có chương trình khác dùng. Hãy chọn cổng khác, ví dụ --port ${port + 1}\n` +
        `(port ${port} is taken: choose another, e.g. --port ${port + 1})`,
    )
  if (e.code === 'EACCES')
    return new Failure(
      `không được phép dùng cổng ${port}: hãy chọn cổng từ 1024 trở lên\n(port ${port} is not allowed: choose 1024 or above)`,
    )
  if (e.code === 'EADDRNOTAVAIL' || e.code === 'ENOTFOUND')
    return new Failure(`máy này không có địa chỉ ${host}\n(this machine has no address ${host})`)
  return e
}
