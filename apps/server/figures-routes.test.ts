import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveTestSession, signInAs } from '../../city/users/testing.ts'
import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { figuresRoutes } from './figures-routes.ts'

describe('figures of the store and its workers', () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'ansinh-figures-'))
  let store: TestStore
  let server: Listening
  beforeAll(async () => {
    store = await testStore()
    server = await listen([figuresRoutes({ store, data })], { resolveSession: resolveTestSession(store) })
  })
  afterAll(async () => {
    await server.close()
    await store.close()
    rmSync(data, { recursive: true, force: true })
  })

  it('are given to an administrator, with what was never done left empty', async () => {
    const { token } = await signInAs(store, { role: 'administrator' })
    const ask = async () =>
      (await (await server.ask('/api/health', { as: token })).json()) as Record<string, unknown>
    const before = await ask()
    expect(before).toMatchObject({
      ready: true,
      database: 'ok',
      migrations: 'ok',
      queue: 'ok',
      waiting_since: null,
      parts_failed: 0,
      runs_open: 0,
      last_determination: null,
      last_backup: null,
      kept_checkpoint: null,
    })
    expect(before['database_bytes']).toBeGreaterThan(1_000_000)
    expect(before['disk']).toMatchObject({ total_bytes: expect.any(Number) })
    await withOwner(store, tx =>
      appendAudit(tx, { area: SYSTEM, action: 'backup.write', object: { kind: 'backup', id: '' } }),
    )
    mkdirSync(path.join(data, 'checkpoints'))
    for (const day of ['2026-11-02', '2026-11-24'])
      writeFileSync(path.join(data, 'checkpoints', `hai-phong-${day}.json`), '{}')
    const after = await ask()
    expect(after['kept_checkpoint']).toBe('2026-11-24')
    expect(after['last_backup']).toMatch(/^\d{4}-/)
  })

  it('are refused to whoever does not look after the machine', async () => {
    for (const user of [
      await signInAs(store, { role: 'city_officer' }),
      await signInAs(store, { role: 'administrator', area: '11311' }),
    ])
      expect(await problemIn(await server.ask('/api/health', { as: user.token }))).toMatchObject({
        code: 'access.forbidden',
      })
  })
})
