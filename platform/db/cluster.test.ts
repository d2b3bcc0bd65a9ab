/** PostgreSQL of our own, with real processes: started, killed, started again. */
import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { attachCluster, runningCluster, startCluster } from './cluster.ts'
import { isPostgres } from './postmaster.ts'
import { testFolder } from './testing.ts'

const here = JSON.stringify(path.resolve(import.meta.dirname, 'cluster.ts'))
const password = 'a password of a test'

/** An application that starts the server of a folder, says so, and lives until it is told to stop. */
const application = `
import { startCluster } from ${here}
const [data, password] = process.argv.slice(1)
try {
  const cluster = await startCluster({ data, password, settings: { shared_buffers: '16MB' } })
  process.once('SIGTERM', async () => { await cluster.stop(); process.exit(0) })
  console.log(JSON.stringify({ pid: cluster.pid, port: cluster.port, url: cluster.adminUrl }))
  setInterval(() => undefined, 1000)
} catch (e) {
  console.log(JSON.stringify({ failed: e.message }))
}
`

interface Said {
  pid: number
  port: number
  url: string
  failed?: string
}

interface App {
  said: Said
  kill(signal: NodeJS.Signals): Promise<void>
}

async function runApp(data: string, user: { uid?: number; gid?: number } = {}): Promise<App> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', application, data, password], {
    ...user,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const first = await new Promise<string>(resolve => child.stdout.once('data', d => resolve(String(d))))
  return {
    said: JSON.parse(first),
    kill: async signal => {
      child.kill(signal)
      await exited
    },
  }
}

async function ask(url: string, sqlText: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sqlText)).rows
  } finally {
    await client.end()
  }
}

describe('PostgreSQL of our own', { timeout: 120_000 }, () => {
  const folders: string[] = []
  const newData = () => {
    const folder = testFolder()
    folders.push(folder)
    return path.join(folder, 'data')
  }
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  it('keeps what was written through a stop and a kill -9 of the application and of itself', async () => {
    const data = newData()
    const first = await runApp(data)
    await ask(first.said.url, 'create table kept (n int); insert into kept values (1)')
    await first.kill('SIGTERM')
    expect(isPostgres(first.said.pid)).toBe(false)

    const second = await runApp(data)
    expect(second.said.failed).toBeUndefined()
    expect(second.said.port).toBe(first.said.port)
    await ask(second.said.url, 'insert into kept values (2)')
    await second.kill('SIGKILL')

    const third = await runApp(data)
    expect(third.said.failed).toBeUndefined()
    expect(isPostgres(second.said.pid)).toBe(false)
    await ask(third.said.url, 'insert into kept values (3)')
    process.kill(third.said.pid, 'SIGKILL')
    await third.kill('SIGKILL')

    const fourth = await runApp(data)
    expect(fourth.said.failed).toBeUndefined()
    expect(await ask(fourth.said.url, 'select n from kept order by n')).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ])
    await fourth.kill('SIGKILL')
    await expect.poll(() => isPostgres(fourth.said.pid), { timeout: 20_000 }).toBe(false)
  })

  it('says in words who runs when it is started a second time, and leaves that one alone', async () => {
    const data = newData()
    const cluster = await startCluster({ data, password })
    try {
      await expect(startCluster({ data, password })).rejects.toThrow(
        new RegExp(`đang được dùng.*tiến trình ${cluster.pid}, cổng ${cluster.port}[^]*is in use`),
      )
      expect(attachCluster(data, password)).toBe(cluster.adminUrl)
      expect(await ask(cluster.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      await cluster.stop()
    }
    expect(runningCluster(data)).toBeUndefined()
    expect(attachCluster(data, password)).toBeUndefined()
  })

  it('lets one of two first starts at once win and tells the other', async () => {
    const data = newData()
    const apps = await Promise.all([runApp(data), runApp(data)])
    const [winner, ...others] = apps.filter(app => app.said.failed === undefined)
    const loser = apps.find(app => app.said.failed !== undefined)
    expect(others).toEqual([])
    expect(loser?.said.failed).toContain(`tiến trình ${winner?.said.pid}`)
    await winner?.kill('SIGTERM')
  })

  it('refuses a port that is taken, and finds another when the remembered one is', async () => {
    const one = newData()
    const other = newData()
    const cluster = await startCluster({ data: one, password })
    try {
      await expect(startCluster({ data: other, password, port: cluster.port })).rejects.toThrow(
        `cổng ${cluster.port}`,
      )
      const second = await startCluster({ data: other, password })
      await second.stop()
      expect(second.port).not.toBe(cluster.port)
    } finally {
      await cluster.stop()
    }
  })

  it('is durable, listens on this machine only and writes no statement into its log', async () => {
    const data = newData()
    const cluster = await startCluster({ data, password })
    try {
      const set = `select name, setting from pg_settings where name in
        ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding') order by name`
      expect((await ask(cluster.adminUrl, set)).map(row => Object.values(row as object))).toEqual([
        ['fsync', 'on'],
        ['full_page_writes', 'on'],
        ['listen_addresses', '127.0.0.1'],
        ['server_encoding', 'UTF8'],
        ['synchronous_commit', 'on'],
      ])
      await ask(
        cluster.adminUrl,
        `create table t (a text primary key); insert into t values ('999000000001')`,
      )
      await expect(ask(cluster.adminUrl, `insert into t values ('999000000001')`)).rejects.toThrow(
        /duplicate/,
      )
    } finally {
      await cluster.stop()
    }
    const log = readFileSync(path.join(data, 'pg.log'), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('999000000001')
    expect(statSync(path.join(data, 'pg.log')).mode & 0o077).toBe(0)
    expect(existsSync(path.join(data, 'pg', 'PG_VERSION'))).toBe(true)
  })

  it.runIf(process.getuid?.() === 0)(
    'runs for an ordinary user too, and under root as that user',
    async () => {
      const data = newData()
      const nobody = 65534
      chownSync(path.dirname(data), nobody, nobody)
      const app = await runApp(data, { uid: nobody, gid: nobody })
      expect(app.said.failed).toBeUndefined()
      await app.kill('SIGTERM')
      const cluster = await startCluster({ data, password })
      await cluster.stop()
      expect(statSync(path.join(data, 'pg', 'PG_VERSION')).uid).toBe(nobody)
    },
  )

  it.runIf(process.getuid?.() === 0)('names the folder through which its user cannot pass', async () => {
    const folder = testFolder()
    folders.push(folder)
    const data = path.join(folder, 'locked', 'data')
    mkdirSync(path.join(folder, 'locked'), { mode: 0o700 })
    await expect(startCluster({ data, password })).rejects.toThrow(
      new RegExp(`không vào được thư mục ${path.join(folder, 'locked')}`),
    )
  })
})
