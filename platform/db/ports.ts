import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'

const portFile = (folder: string): string => `${folder}.port`

/** The port this server had last time: a technician's client finds it again. */
export function readPort(folder: string): number | undefined {
  try {
    const port = Number(readFileSync(portFile(folder), 'utf8').trim())
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
  } catch {
    return undefined
  }
}

export function rememberPort(folder: string, port: number): void {
  if (readPort(folder) !== port) writeFileSync(portFile(folder), `${port}\n`, { mode: 0o600 })
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no free port on 127.0.0.1')),
      )
    })
  })
}
