/** The server as a process: started, asked, stopped, killed. One data folder lives through all of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runningCluster } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'

const script = path.resolve(import.meta.dirname, 'fixtures/server-process.ts')

interface Process {
  readonly child: ChildProcess
  /** Lines of the log. */
  readonly log: Record<string, unknown>[]
  said(): string
  readonly exit: Promise<number | null>
  url(): Promise<string>
}

function start(data: string, ...args: string[]): Process {
  const child = spawn(process.execPath, [script, data, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // a group of its own, as a terminal makes one
    detached: true,
  })
  const log: Record<string, unknown>[] = []
  let rest = ''
  let said = ''
  const served = Promise.withResolvers<string>()
  child.stdout.on('data', chunk => {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const entry = JSON.parse(line)
      log.push(entry)
      if (entry.msg === 'serving') served.resolve(entry.url)
    }
  })
  child.stderr.on('data', chunk => {
    said += chunk
  })
  const exit = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
  void exit.then(code => served.reject(new Error(`ended with ${code}: ${said}`)))
  served.promise.catch(() => undefined)
  return { child, log, said: () => said, exit, url: () => served.promise }
}

const get = async (url: string) => {
  const answer = await fetch(url)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

describe('a server', { timeout: 120_000 }, () => {
  let folder = ''
  let data = ''
  const started: Process[] = []
  const run = (...args: string[]) => {
    const one = start(data, ...args)
    started.push(one)
    return one
  }
  beforeAll(() => {
    folder = testFolder()
    data = path.join(folder, 'data')
  })
  afterEach(async () => {
    for (const one of started.splice(0)) {
      one.child.kill('SIGKILL')
      await one.exit
    }
    await expect.poll(() => runningCluster(data), { timeout: 30_000 }).toBeUndefined()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('serves, says how it is, and tells a second one who runs', async () => {
    const server = run()
    const url = await server.url()
    expect(await get(`${url}/healthz`)).toEqual({ status: 200, body: { status: 'ok' } })
    expect(await get(`${url}/readyz`)).toEqual({
      status: 200,
      body: { ready: true, stopping: false, database: 'ok', migrations: 'ok', queue: 'ok' },
    })
    expect((await get(`${url}/openapi.json`)).body['paths']).toHaveProperty('/readyz')
    expect((await fetch(`${url}/api/nothing?name=Nguyen`)).status).toBe(404)

    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).toMatch(
      /ansinh_http_request_seconds_count\{method="GET",route="\/healthz",status="200"\} 1/,
    )
    expect(metrics).toMatch(/ansinh_db_connections\{pool="app",state="idle"\} [1-9]/)
    expect(metrics).toContain('process_resident_memory_bytes')

    const second = run()
    expect(await second.exit).toBe(1)
    expect(second.said()).toContain(`tiến trình ${server.child.pid}, địa chỉ ${url}`)
    expect(second.said()).toContain(`as process ${server.child.pid} at ${url}`)
    expect((await get(`${url}/healthz`)).status).toBe(200)

    const requests = server.log.filter(line => line['msg'] === 'request')
    expect(requests).toContainEqual(
      expect.objectContaining({
        method: 'GET',
        route: '/readyz',
        status: 200,
        request_id: expect.any(String),
      }),
    )
    expect(JSON.stringify(server.log)).not.toMatch(/Nguyen|nothing/)
  })

  it('lets a request in flight end when it is asked to stop, and takes no other', async () => {
    const server = run()
    const url = await server.url()
    await fetch(`${url}/healthz`)
    const slow = get(`${url}/api/slow`)
    await expect.poll(() => fetch(`${url}/healthz`).then(a => a.status), { timeout: 5_000 }).toBe(200)
    // what Ctrl-C does: everything that belongs to the command gets it
    process.kill(-(server.child.pid ?? 0), 'SIGINT')
    await expect
      .poll(
        () =>
          fetch(`${url}/healthz`).then(
            () => 'answers',
            () => 'refuses',
          ),
        { interval: 20 },
      )
      .toBe('refuses')
    expect(await slow).toEqual({ status: 200, body: { done: true } })
    expect(await server.exit).toBe(0)
    expect(runningCluster(data)).toBeUndefined()
    expect(server.log.at(-1)).toMatchObject({ msg: 'stopped' })
  })

  it('that is killed leaves no PostgreSQL behind, and starts again at once', async () => {
    const first = run()
    await first.url()
    first.child.kill('SIGKILL')
    const second = run()
    const url = await second.url()
    expect((await get(`${url}/readyz`)).status).toBe(200)
  })

  it('whose PostgreSQL is killed starts it again by itself', async () => {
    const server = run()
    const url = await server.url()
    const before = runningCluster(data)?.pid ?? 0
    process.kill(before, 'SIGKILL')
    const ready = async () =>
      (await get(`${url}/readyz`)).body['ready'] ? runningCluster(data)?.pid : before
    await expect.poll(ready, { timeout: 40_000, interval: 200 }).not.toBe(before)
    server.child.kill('SIGTERM')
    expect(await server.exit).toBe(0)
    expect(server.log.map(line => line['msg'])).toContain('PostgreSQL runs again')
  })

  it('says that its port is taken, and leaves nothing running', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const server = run(String(port))
    expect(await server.exit).toBe(1)
    other.close()
    expect(server.said()).toContain(`cổng ${port} đã có chương trình khác dùng`)
    expect(runningCluster(data)).toBeUndefined()
  })

  it('of a demo stays on this machine', async () => {
    const server = run('0', '0.0.0.0')
    expect(await server.exit).toBe(1)
    expect(server.said()).toContain('chỉ phục vụ trên máy này')
    expect(runningCluster(data)).toBeUndefined()
  })
})
