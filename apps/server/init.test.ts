/** A real store from the command line: made once, served, signed in to. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runningCluster } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { root } from '../../scripts/tools.ts'

const ansinh = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'apps/cli/main.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: '' },
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

  it('is not served before it is made', () => {
    const { status, stderr } = ansinh('serve', '--data', data, '--port', '0')
    expect(stderr).toContain('./ansinh init')
    expect(status).toBe(1)
  })

  it('is made with an administrator whose password opens it, and is not made twice', async () => {
    const made = ansinh('init', '--data', data, '--admin', 'quantri')
    expect(made.stderr).toContain('Người quản trị: quantri')
    expect(made.status).toBe(0)
    const password = made.stdout.trim()
    expect(password.length).toBeGreaterThanOrEqual(12)

    const again = ansinh('init', '--data', data)
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

  it('refuses a name that is no province, as wrong use', () => {
    const { status, stderr } = ansinh('serve', '--data', data, '--province', 'Hải Phòng')
    expect(stderr).toContain('không hợp lệ')
    expect(status).toBe(2)
  })
})
