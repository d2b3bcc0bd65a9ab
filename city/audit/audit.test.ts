import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAudit, isSigned, readCheckpoint } from '../../platform/audit/index.ts'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { hashOf, type SealedAction } from '../households/chain.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { checkpointOf, keepCheckpoint, verifyStore } from './index.ts'
import { auditRoutes } from './routes.ts'

const keys = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const COMMUNE = '11311'

describe('what the city keeps against its own administrators', () => {
  let store: TestStore
  let superuser: pg.Client

  beforeAll(async () => {
    store = await testStore()
    superuser = new pg.Client({ connectionString: store.admin.url })
    await superuser.connect()
    await superuser.query(`set search_path = ${store.names.schema}`)
    for (const id of ['H1', 'H2']) await chain(id, 3)
    await withOwner(store, tx =>
      appendAudit(tx, { area: COMMUNE, action: 'household.read', object: { kind: 'household', id: 'H1' } }),
    )
  })
  afterAll(async () => {
    await superuser.end()
    await store.close()
  })

  /** A household whose actions were recorded an hour ago. */
  async function chain(household_id: string, length: number): Promise<void> {
    await withOwner(store, async ({ client }) => {
      let prev_hash: Uint8Array | null = null
      for (let seq = 1; seq <= length; seq++) {
        const action: Omit<SealedAction, 'hash'> = {
          household_id,
          seq,
          kind: seq === 1 ? 'registered' : 'corrected',
          effective_on: '2026-01-01',
          recorded_at: new Date(Date.now() - 3_600_000).toISOString(),
          actor: 'test',
          commune_code: COMMUNE,
          event_id: null,
          payload: '{}',
          subjects: [],
          sealed: [],
          prev_hash,
        }
        const hash = hashOf(action)
        await client.query(
          `insert into action (household_id, seq, kind, effective_on, recorded_at, actor, commune_code, payload, prev_hash, hash)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            household_id,
            seq,
            action.kind,
            action.effective_on,
            action.recorded_at,
            action.actor,
            COMMUNE,
            action.payload,
            prev_hash,
            hash,
          ],
        )
        prev_hash = hash
      }
      await client.query(
        `insert into household (household_id, commune_code, version, member_count, registered_on) values ($1, $2, $3, 0, '2026-01-01')`,
        [household_id, COMMUNE, length],
      )
    })
  }

  /** Does damage past all triggers, looks, and undoes it. */
  async function damaged<T>(harm: string, mend: string, look: () => Promise<T>): Promise<T> {
    await superuser.query('set session_replication_role = replica')
    try {
      await superuser.query(harm)
      return await look()
    } finally {
      await superuser.query(mend)
      await superuser.query('set session_replication_role = default')
    }
  }

  it('verifies while nobody touched it, log and households', async () => {
    expect(await verifyStore(store, keys)).toMatchObject({
      sound: true,
      log: { entries: 1, faults: [] },
      actions: { households: 2, actions: 6, faults: [] },
    })
  })

  it('names the action of a household that was altered, and the household whose end was cut off', async () => {
    await superuser.query('create temp table kept as select * from action')
    const back = 'delete from action; insert into action select * from kept'
    const faults = async () => (await verifyStore(store, keys)).actions.faults
    expect(
      await damaged(`update action set actor = 'nobody' where household_id = 'H1' and seq = 2`, back, faults),
    ).toEqual([{ household_id: 'H1', seq: 2, fault: 'altered' }])
    expect(await damaged(`delete from action where household_id = 'H2' and seq = 3`, back, faults)).toEqual([
      { household_id: 'H2', seq: 3, fault: 'missing' },
    ])
    expect(await damaged(`delete from action where household_id = 'H2'`, back, faults)).toEqual([
      { household_id: 'H2', seq: 1, fault: 'missing' },
    ])
  })

  it('knows by a checkpoint when a household was taken out whole, or its end cut off with its version', async () => {
    const checkpoint = await checkpointOf(store, keys)
    expect((await verifyStore(store, keys, checkpoint)).sound).toBe(true)
    await superuser.query('create temp table kept_too as select * from action')
    await superuser.query('create temp table kept_households as select * from household')
    const report = await damaged(
      `delete from action where household_id = 'H2' and seq = 3; update household set version = 2 where household_id = 'H2'`,
      `delete from action; insert into action select * from kept_too; update household set version = 3 where household_id = 'H2'`,
      () => verifyStore(store, keys, checkpoint),
    )
    expect(report.actions.faults).toEqual([])
    expect(report.checkpoint?.others).toEqual([
      { witness: 'household_actions', area: COMMUNE, expected: 6, found: 5 },
    ])
    expect(report.sound).toBe(false)
  })

  it('stays true to a checkpoint while households go on living', async () => {
    const checkpoint = await checkpointOf(store, keys)
    await withOwner(store, async ({ client }) => {
      await client.query(
        `insert into household (household_id, commune_code, version, member_count, registered_on) values ('H3', $1, 1, 0, '2026-01-01')`,
        [COMMUNE],
      )
      const action: Omit<SealedAction, 'hash'> = {
        household_id: 'H3',
        seq: 1,
        kind: 'registered',
        effective_on: '2026-01-01',
        recorded_at: new Date().toISOString(),
        actor: 'test',
        commune_code: COMMUNE,
        event_id: null,
        payload: '{}',
        subjects: [],
        sealed: [],
        prev_hash: null,
      }
      await client.query(
        `insert into action (household_id, seq, kind, effective_on, recorded_at, actor, commune_code, payload, hash) values ('H3', 1, 'registered', '2026-01-01', $1, 'test', $2, '{}', $3)`,
        [action.recorded_at, COMMUNE, hashOf(action)],
      )
    })
    expect(await verifyStore(store, keys, checkpoint)).toMatchObject({
      sound: true,
      actions: { households: 3 },
    })
  })

  it('is kept once a day beside the data', async () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'ansinh-checkpoint-'))
    try {
      const options = { keys, data, today: () => '2026-11-24', onError: () => undefined }
      const file = await keepCheckpoint(store, options)
      const first = readFileSync(file, 'utf8')
      await keepCheckpoint(store, options)
      expect(readdirSync(path.join(data, 'checkpoints'))).toEqual(['hai-phong-2026-11-24.json'])
      expect(readFileSync(file, 'utf8')).toBe(first)
      const kept = readCheckpoint(first)
      expect(kept && isSigned(kept, keys.publicKey)).toBe(true)
    } finally {
      rmSync(data, { recursive: true })
    }
  })

  describe('over HTTP', () => {
    let server: Listening
    let inspector: TestUser
    beforeAll(async () => {
      const routes = auditRoutes({ store, cursors: createCursors('a secret of the test'), keys })
      server = await listen([routes], { resolveSession: resolveTestSession(store) })
      inspector = await signInAs(store, { role: 'inspector', area: COMMUNE })
      const officer = await signInAs(store, { role: 'commune_officer', area: COMMUNE })
      for (let i = 0; i < 5; i++)
        await withSession(store, officer.token, async tx => {
          await appendAudit(tx, {
            area: COMMUNE,
            action: 'household.read',
            object: { kind: 'household', id: `P${i}` },
          })
          await appendAudit(tx, {
            area: '11335',
            action: 'household.read',
            object: { kind: 'household', id: 'F' },
          })
        })
    })
    afterAll(() => server.close())

    const page = async (query: string, as = inspector.token) =>
      (await (await server.ask(`/api/audit${query}`, { as })).json()) as {
        items: { area: string; object: { id: string }; actor: { name: string | null } }[]
        next_cursor: string | null
      }

    it('shows an inspector the log of his commune, newest first, page by page', async () => {
      const first = await page('?limit=4&action=household.read')
      expect(first.items.map(e => e.object.id)).toEqual(['P4', 'P3', 'P2', 'P1'])
      expect(first.items[0]?.actor.name).toBe('Cán bộ Thử Nghiệm')
      const second = await page(`?limit=4&action=household.read&cursor=${first.next_cursor}`)
      expect(second.items.map(e => e.object.id)).toEqual(['P0', 'H1'])
      expect(second.next_cursor).toBeNull()
      expect((await page('?area=11335')).items).toEqual([])
      expect((await page(`?object_id=P2`)).items).toHaveLength(1)
      expect((await page(`?from=2020-01-01&to=2020-12-31`)).items).toEqual([])
    })

    it('is refused to whoever may not read it, and takes no SQL for a filter', async () => {
      const officer = await signInAs(store, { role: 'commune_officer', area: COMMUNE })
      expect(await problemIn(await server.ask('/api/audit', { as: officer.token }))).toMatchObject({
        code: 'access.forbidden',
      })
      expect((await page(`?actor=${encodeURIComponent(`' or '1'='1`)}`)).items).toEqual([])
      expect(
        await problemIn(await server.ask('/api/audit?cursor=abc', { as: inspector.token })),
      ).toMatchObject({
        code: 'cursor.malformed',
      })
    })

    it('verifies the chain of a commune for its inspector, names what was altered, and refuses other areas', async () => {
      const verify = async (query: string, as = inspector.token) =>
        (await server.ask(`/api/audit/verification${query}`, { as })).json() as Promise<
          Record<string, unknown>
        >
      const sound = await verify(`?area=${COMMUNE}`)
      expect(sound).toMatchObject({ sound: true, areas: 1, faults: [] })
      expect(sound['entries']).toBeGreaterThan(5)
      for (const query of ['', '?area=11335', '?area=system'])
        expect(await verify(query)).toMatchObject({ code: 'access.forbidden' })
      const everywhere = await signInAs(store, { role: 'inspector' })
      expect(await verify('', everywhere.token)).toMatchObject({ sound: true })
      await superuser.query('set session_replication_role = replica')
      const change = (to: string) =>
        superuser.query(`update audit_entry set object_id = $1 where area = $2 and seq = 2`, [to, COMMUNE])
      const { rows } = await superuser.query<{ object_id: string }>(
        'select object_id from audit_entry where area = $1 and seq = 2',
        [COMMUNE],
      )
      await change('another')
      expect(await verify(`?area=${COMMUNE}`)).toMatchObject({
        sound: false,
        faults: [{ area: COMMUNE, seq: 2, kind: 'altered' }],
      })
      await change(rows[0]?.object_id ?? '')
      await superuser.query('set session_replication_role = default')
      expect(await verify(`?area=${COMMUNE}`)).toMatchObject({ sound: true })
    })

    it('gives a signed checkpoint to whoever inspects the whole city', async () => {
      expect(
        await problemIn(await server.ask('/api/audit/checkpoint', { as: inspector.token, method: 'POST' })),
      ).toMatchObject({ code: 'access.forbidden' })
      const everywhere = await signInAs(store, { role: 'inspector' })
      const answer = await server.ask('/api/audit/checkpoint', { as: everywhere.token, method: 'POST' })
      const kept = readCheckpoint(await answer.text())
      expect(kept && isSigned(kept, keys.publicKey)).toBe(true)
      expect((await verifyStore(store, keys, kept)).sound).toBe(true)
    })
  })
})
