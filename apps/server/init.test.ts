/** A real store from the command line: made once, served, signed in to. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runningCluster } from '../../platform/db/index.ts'
import { emptyDatabase, testFolder } from '../../platform/db/testing.ts'
import { createLogger } from '../../platform/logging/index.ts'
import { root } from '../../scripts/tools.ts'
import { type ServeOptions, startServer } from './serve.ts'

/** The command line as a process; never blocking, so that the run of tests goes on beside it. */
const ansinh = (...args: string[]) =>
  new Promise<{ status: number | null; stdout: string; stderr: string }>(resolve => {
    const child = spawn(process.execPath, [path.join(root, 'apps/cli/main.ts'), ...args], {
      env: { ...process.env, DATABASE_URL: '' },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', chunk => {
      stdout += chunk
    })
    child.stderr.on('data', chunk => {
      stderr += chunk
    })
    child.once('close', status => resolve({ status, stdout, stderr }))
  })

describe('a real store', { timeout: 120_000 }, () => {
  let folder = ''
  let data = ''
  let server: ChildProcess | undefined
  beforeAll(() => {
    folder = testFolder()
    data = path.join(folder, 'data')
  })
  afterAll(async () => {
    server?.kill('SIGKILL')
    for (let i = 0; i < 300 && runningCluster(data) !== undefined; i++) await sleep(100)
    rmSync(folder, { recursive: true, force: true })
  })

  it('is not served before it is made', async () => {
    const { status, stderr } = await ansinh('serve', '--data', data, '--port', '0')
    expect(stderr).toContain('./ansinh init')
    expect(status).toBe(1)
    expect(existsSync(data)).toBe(false)
  })

  it('is made with an administrator whose password opens it, and is not made twice', async () => {
    const made = await ansinh('init', '--data', data, '--admin', 'quantri')
    expect(made.stderr).toContain('Người quản trị: quantri')
    expect(made.status).toBe(0)
    const password = made.stdout.trim()
    expect(password.length).toBeGreaterThanOrEqual(12)

    const again = await ansinh('init', '--data', data)
    expect(again.stderr).toContain('đã có kho dữ liệu thật')
    expect(again.status).toBe(1)

    server = spawn(
      process.execPath,
      [path.join(root, 'apps/cli/main.ts'), 'serve', '--data', data, '--port', '0'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, DATABASE_URL: '' },
      },
    )
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      server?.stderr?.on('data', chunk => {
        said += chunk
        const found = /Địa chỉ: (\S+)/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
      server?.once('exit', code => reject(new Error(`ended with ${code}: ${said}`)))
    })
    const signIn = (given: string) =>
      fetch(`${url}/api/sign-in`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: 'quantri', password: given }),
      })
    expect((await signIn('not the password')).status).toBe(401)
    expect((await signIn(password)).status).toBe(200)
    expect((await fetch(`${url}/api/areas`)).status).toBe(401)
  })

  it('refuses a name that is no province, as wrong use', async () => {
    const { status, stderr } = await ansinh('serve', '--data', data, '--province', 'Hải Phòng')
    expect(stderr).toContain('không hợp lệ')
    expect(status).toBe(2)
  })
})

describe('a store on a server that somebody else runs', { timeout: 120_000 }, () => {
  it('is served with its own secrets, by two processes of the same folder one after the other', async () => {
    const database = await emptyDatabase()
    const folder = testFolder()
    const options: ServeOptions = {
      data: path.join(folder, 'data'),
      province: 'thu-nghiem',
      databaseUrl: database.admin.url,
      host: '127.0.0.1',
      port: 0,
      version: '0.0.0',
      found: 'real',
      log: createLogger({ level: 'silent' }),
    }
    try {
      for (const round of ['first', 'second']) {
        const server = await startServer(options)
        const ready = await fetch(`${server.url}/readyz`)
        expect([round, ready.status, await ready.json()]).toEqual([
          round,
          200,
          expect.objectContaining({ ready: true }),
        ])
        await server.stop()
        expect(await server.stopped).toBe(true)
      }
      expect(runningCluster(options.data)).toBeUndefined()
      await expect(startServer({ ...options, found: 'demo' })).rejects.toThrow(/kho dữ liệu thật/)
      // another folder has other secrets: the store is not its own
      await expect(startServer({ ...options, data: path.join(folder, 'other') })).rejects.toThrow(
        /secrets\.json/,
      )
    } finally {
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
