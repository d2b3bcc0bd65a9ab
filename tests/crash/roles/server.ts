/**
 * The server of a data folder: everything as served, but the session's token is the cookie itself, so that nobody needs a password; a line `serving URL` when it does. Arguments: data
 * folder, threads that decide (default none).
 */
import { openParts } from '../../../apps/server/parts.ts'
import { startServer } from '../../../apps/server/serve.ts'
import { resolveTestSession } from '../../../city/users/testing.ts'
import { createLogger } from '../../../platform/logging/index.ts'
import { say } from './say.ts'

const [data = '', workers = '0'] = process.argv.slice(2)
const server = await startServer({
  data,
  province: 'hai-phong',
  databaseUrl: '',
  port: 0,
  host: '127.0.0.1',
  version: '0.0.0',
  workers: Number(workers),
  log: createLogger({ level: 'error' }),
  parts: services => ({ ...openParts(services), resolveSession: resolveTestSession(services.store) }),
})
say(`serving ${server.url}`)
process.on('SIGTERM', () => void server.stop())
await server.stopped
