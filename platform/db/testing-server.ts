/** The one PostgreSQL of a run of tests. It lives in the main process of the run; workers ask it for an address. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { type Cluster, startCluster } from './cluster.ts'
import type { Admin } from './connect.ts'
import { type MigrateOptions, migrateStore } from './migrate.ts'
import { isAlive } from './postmaster.ts'
import { runOnce } from './run-once.ts'
import { throwawaySettings } from './settings.ts'

/** What a worker of the run needs to make stores of its own. */
export interface TestServer {
  readonly admin: Admin
  /** A migrated database that is only copied. */
  readonly template: string
  readonly province: string
}

export interface TestServerStarter {
  /** http address on 127.0.0.1 that answers with a TestServer; the first call starts it. */
  readonly address: string
  stop(): Promise<void>
}

const FOLDER = path.resolve(import.meta.dirname, '../../.data')
const PREFIX = 'test-'
const PROVINCE = 'hai-phong'
const TEMPLATE = 'template_store'

const secret = (): string => randomBytes(18).toString('base64url')

/** Listens for the first test that wants a database; until then it costs nothing. */
export async function offerTestServer(options: MigrateOptions = {}): Promise<TestServerStarter> {
  const home = path.join(FOLDER, `${PREFIX}${process.pid}-server`)
  const ticket = secret()
  let cluster: Cluster | undefined
  let started: Promise<TestServer> | undefined
  const start = async (): Promise<TestServer> => {
    mkdirSync(FOLDER, { recursive: true })
    sweep()
    const password = secret()
    cluster = await startCluster({ data: home, password, settings: throwawaySettings })
    const admin: Admin = {
      url: cluster.adminUrl,
      passwords: { owner: secret(), app: secret(), worker: secret(), auth: secret() },
    }
    await runOnce(admin, `create database ${TEMPLATE}`)
    await migrateStore({ ...admin, url: onDatabase(admin.url, TEMPLATE) }, PROVINCE, options)
    return { admin, template: TEMPLATE, province: PROVINCE }
  }
  const http = createServer((request, response) => {
    if (request.url !== `/${ticket}`) return void response.writeHead(404).end()
    started ??= start()
    started.then(
      server => response.end(JSON.stringify(server)),
      e => response.writeHead(500).end(e instanceof Error ? (e.stack ?? e.message) : String(e)),
    )
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no address to listen on')
  // it must not keep a run alive that has nothing left to do
  http.unref()
  return {
    address: `http://127.0.0.1:${address.port}/${ticket}`,
    async stop() {
      http.close()
      await started?.catch(() => undefined)
      await cluster?.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The same server, another database. */
export function onDatabase(url: string, database: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${database}`
  return parsed.toString()
}

/** Folders of runs that were killed; their servers died with them. */
function sweep(): void {
  for (const name of readdirSync(FOLDER)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN
    if (!Number.isInteger(pid) || pid === process.pid || isAlive(pid)) continue
    try {
      rmSync(path.join(FOLDER, name), { recursive: true, force: true })
    } catch {
      // another user's: his next run removes it
    }
  }
}

/** A folder of this run that every user can pass through; what a killed run leaves, the next one removes. */
export function runFolder(): string {
  mkdirSync(FOLDER, { recursive: true })
  const folder = path.join(FOLDER, `${PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`)
  mkdirSync(folder, { mode: 0o755 })
  return folder
}
