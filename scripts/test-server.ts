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

/** An office for the browser: a server with the page and a small synthetic city, shared by the files that ask for it. */
async function openOffice() {
  const { startOffice } = await import('../tests/browser/office-server.ts')
  return await startOffice()
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ticket = randomBytes(18).toString('base64url')
  let started: ReturnType<typeof start> | undefined
  let office: ReturnType<typeof openOffice> | undefined
  const http = createServer((request, response) => {
    const tell = (found: Promise<unknown>) =>
      void found.then(
        given => response.end(JSON.stringify(given)),
        e => response.writeHead(500).end(e instanceof Error ? (e.stack ?? e.message) : String(e)),
      )
    if (request.url === `/${ticket}`) {
      started ??= start()
      tell(started.then(({ server }) => server))
    } else if (request.url === `/${ticket}/office`) {
      office ??= openOffice()
      tell(office.then(({ url, users }) => ({ url, users })))
    } else response.writeHead(404).end()
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  http.unref()
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('no address to listen on')
  project.provide('testServer', `http://127.0.0.1:${address.port}/${ticket}`)
  return async () => {
    http.close()
    await (await office?.catch(() => undefined))?.stop()
    await (await started?.catch(() => undefined))?.stop()
  }
}
