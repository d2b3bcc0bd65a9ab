/** The server of a data folder for a measurement: everything as served, but the session's token is the cookie itself, so that fifty people need no password. Arguments: data folder. */
import { openParts } from '../apps/server/parts.ts'
import { startServer } from '../apps/server/serve.ts'
import { resolveTestSession } from '../city/users/testing.ts'
import { createLogger } from '../platform/logging/index.ts'

const [data = ''] = process.argv.slice(2)
const server = await startServer({
  data,
  province: 'hai-phong',
  databaseUrl: '',
  port: 0,
  host: '127.0.0.1',
  version: '0.0.0',
  log: createLogger({ level: 'error' }),
  parts: services => ({ ...openParts(services), resolveSession: resolveTestSession(services.store) }),
})
process.stdout.write(`${JSON.stringify({ msg: 'serving', url: server.url })}\n`)
process.on('SIGTERM', () => void server.stop())
await server.stopped
