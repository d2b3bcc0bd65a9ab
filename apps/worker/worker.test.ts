/** A store of its own with a server: what is asked over HTTP is decided by the server's thread, and by a process beside it. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadLaw } from '../../city/determinations/index.ts'
import { openRegistry, registerMany } from '../../city/households/index.ts'
import { incomingHousehold, incomingMember } from '../../city/households/testing.ts'
import { progressOf, sendParts, startMonth } from '../../city/runs/index.ts'
import { withOwner, withWorker } from '../../platform/db/index.ts'
import { testFolder } from '../../platform/db/testing.ts'
import { keptLog } from '../../platform/http/testing.ts'
import type { Logger } from '../../platform/logging/index.ts'
import { type RunningServer, startServer } from '../server/index.ts'

const COMMUNES = ['11311', '10507']
const CLI = path.resolve(import.meta.dirname, '../cli/main.ts')

describe('determinations of a served store', { timeout: 180_000 }, () => {
  const folder = testFolder()
  const data = path.join(folder, 'data')
  const log = keptLog()
  let server: RunningServer
  const serve = (workers: number): Promise<RunningServer> =>
    startServer({
      data,
      province: 'hai-phong',
      databaseUrl: '',
      port: 0,
      host: '127.0.0.1',
      version: '0.0.0',
      found: 'demo',
      workers,
      log: log as unknown as Logger,
    })
  const start = async (): Promise<number> => {
    const { store, jobs } = server.services
    return await withWorker(store, async tx => {
      const run = await startMonth(tx, { month: '2026-10', facts: 'current', communes: COMMUNES })
      await sendParts(tx, jobs, run)
      return run
    })
  }
  const decided = (run: number): Promise<void> =>
    expect
      .poll(() => withWorker(server.services.store, async tx => (await progressOf(tx, run))?.state), {
        timeout: 90_000,
      })
      .toBe('done')

  beforeAll(async () => {
    server = await serve(1)
    const { store, secrets } = server.services
    const registry = openRegistry({
      facts: loadLaw().facts,
      masterKey: secrets.masterKey,
      syntheticOnly: true,
    })
    const households = COMMUNES.map((commune_code, i) =>
      incomingHousehold({ code: `H${i}`, commune_code, members: [incomingMember({ person_id: `P${i}` })] }),
    )
    await withOwner(store, tx => registerMany(tx, registry, households, { actor: 'system:test' }))
  }, 180_000)
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('are decided by its own thread, which says so in the log', async () => {
    await decided(await start())
    expect(log.lines.filter(line => line.includes('"end":"decided"')).length).toBe(COMMUNES.length)
    expect(log.lines.join('')).not.toMatch(/Nguyễn/)
  })

  it('are decided by ./ansinh worker where the server has no thread of its own, and the worker goes when it is asked to', async () => {
    await server.stop()
    server = await serve(0)
    const run = await start()
    const { DATABASE_URL: _, ...env } = process.env
    const worker = spawn(process.execPath, [CLI, 'worker', '--data', data], { env, stdio: 'ignore' })
    const ended = new Promise<number | null>(resolve => worker.once('exit', resolve))
    await decided(run)
    worker.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('are decided by ./ansinh run determine itself, and a fault of the call is told', async () => {
    const { DATABASE_URL: _, ...env } = process.env
    const call = (...args: string[]): Promise<{ code: number | null; said: string }> => {
      const child = spawn(process.execPath, [CLI, 'run', 'determine', '--data', data, ...args], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      return new Promise(resolve => child.once('close', code => resolve({ code, said })))
    }
    const done = await call(
      '--month',
      '2026-10',
      '--facts',
      'current',
      '--commune',
      '11311',
      '--commune',
      '10507',
    )
    expect(done.said).toMatch(/2\/2 xã, phường, đặc khu; 2 hộ, 2 người/)
    expect(done.code).toBe(0)
    const wrong = await call('--month', '2026-10', '--commune', '99999')
    expect([wrong.code, /99999/.test(wrong.said)]).toEqual([1, true])
  })
})
