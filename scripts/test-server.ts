/**
 * Vitest's global set-up: offers the PostgreSQL of the run. The first test that wants it starts it by asking an address of this process;
 * a run without such a test pays nothing. It is started here and not in a worker, because the server ends with the thread that started it.
 */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'

async function start() {
  const [{ startTestServer }, { afterMigrations }] = await Promise.all([
    import('../platform/db/testing-server.ts'),
    import('../apps/server/after-migrations.ts'),
  ])
  return await startTestServer({ after: afterMigrations })
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ticket = randomBytes(18).toString('base64url')
  let started: ReturnType<typeof start> | undefined
  const http = createServer((request, response) => {
    if (request.url !== `/${ticket}`) return void response.writeHead(404).end()
    started ??= start()
    started.then(
      ({ server }) => response.end(JSON.stringify(server)),
      e => response.writeHead(500).end(e instanceof Error ? (e.stack ?? e.message) : String(e)),
    )
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  http.unref()
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no address to listen on')
  project.provide('testServer', `http://127.0.0.1:${address.port}/${ticket}`)
  return async () => {
    http.close()
    await (await started?.catch(() => undefined))?.stop()
  }
}
