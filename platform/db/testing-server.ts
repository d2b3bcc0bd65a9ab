/** The one PostgreSQL of a run of tests. It lives in the main process of the run; workers ask `scripts/test-server.ts` for it. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startCluster } from './cluster.ts'
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

const FOLDER = path.resolve(import.meta.dirname, '../../.data')
const PREFIX = 'test-'
const PROVINCE = 'hai-phong'
const TEMPLATE = 'template_store'

const secret = (): string => randomBytes(18).toString('base64url')

/** Starts the server and migrates the template once. Call it from the main thread. */
export async function startTestServer(
  options: MigrateOptions,
): Promise<{ readonly server: TestServer; stop(): Promise<void> }> {
  mkdirSync(FOLDER, { recursive: true })
  sweep()
  const home = path.join(FOLDER, `${PREFIX}${process.pid}-server`)
  const cluster = await startCluster({ data: home, password: secret(), settings: throwawaySettings })
  const stop = async (): Promise<void> => {
    await cluster.stop()
    rmSync(home, { recursive: true, force: true })
  }
  try {
    const admin: Admin = {
      url: cluster.adminUrl,
      passwords: { owner: secret(), app: secret(), worker: secret(), auth: secret() },
    }
    await runOnce(admin, `create database ${TEMPLATE}`)
    await migrateStore({ ...admin, url: onDatabase(admin.url, TEMPLATE) }, PROVINCE, options)
    return { server: { admin, template: TEMPLATE, province: PROVINCE }, stop }
  } catch (e) {
    await stop()
    throw e
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
