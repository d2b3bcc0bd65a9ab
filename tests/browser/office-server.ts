/** The office that the browser suite visits: a whole server, as `npm start` runs it, with a smaller city. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { prepareDemo } from '../../apps/server/demo.ts'
import { startServer } from '../../apps/server/index.ts'
import { createLogger } from '../../platform/logging/index.ts'
import type { Office } from './visit.ts'

/** Enough for every standing in the demo's communes, few enough to be there in some seconds. */
const HOUSEHOLDS = 20_000

export async function startOffice(): Promise<Office & { stop(): Promise<void> }> {
  const data = mkdtempSync(path.join(tmpdir(), 'ansinh-office-'))
  // as root, PostgreSQL runs as another user and must come through
  chmodSync(data, 0o755)
  let users: Office['users'] = []
  const server = await startServer({
    data,
    port: 0,
    host: '127.0.0.1',
    province: 'hai-phong',
    databaseUrl: '',
    found: 'demo',
    page: true,
    // every test comes from one address
    signInsPerAddress: 1_000,
    version: 'test',
    log: createLogger({ level: 'error' }),
    prepare: async services => {
      users = await prepareDemo(services, undefined, { households: HOUSEHOLDS, reviewing: false })
    },
  })
  return {
    url: server.url,
    users,
    async stop() {
      await server.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
