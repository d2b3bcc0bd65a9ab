import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestUser } from '../../city/users/testing.ts'
import { withOwner, withSession, withWorker } from '../db/index.ts'
import { type TestStore, testStore } from '../db/testing.ts'
import { appendAtTheDoor, appendAudit } from './append.ts'

const read = (id: string, area = '11311') => ({
  area,
  action: 'household.read',
  object: { kind: 'household', id },
})

describe('an entry of the audit log', () => {
  let store: TestStore
  let officer: TestUser
  beforeAll(async () => {
    store = await testStore()
    officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
  })
  afterAll(() => store.close())

  const entries = async (area: string) =>
    (
      await withOwner(store, tx =>
        tx.client.query(
          'select seq, actor, action, object_id, detail from audit_entry where area = $1 order by seq',
          [area],
        ),
      )
    ).rows

  it('names who acted, whatever the caller would like', async () => {
    await withSession(store, officer.token, tx =>
      appendAudit(tx, { ...read('H1', '11312'), detail: { version: 3 } }),
    )
    expect(await entries('11312')).toEqual([
      {
        seq: 1,
        actor: officer.userId,
        action: 'household.read',
        object_id: 'H1',
        detail: '{"version": 3}',
      },
    ])
    await withWorker(store, tx => appendAudit(tx, read('H2', '11312')))
    expect((await entries('11312'))[1]).toMatchObject({ seq: 2, actor: 'system:hai_phong_worker' })
  })

  it('is refused to whoever has no session, and cannot be inserted by hand', async () => {
    await expect(withSession(store, 'forged', tx => appendAudit(tx, read('H1')))).rejects.toMatchObject({
      code: '42501',
    })
    for (const table of ['audit_entry', 'audit_pending', 'audit_head'])
      await expect(
        withSession(store, officer.token, tx =>
          tx.client.query(`insert into ${table} (area) values ('11311')`),
        ),
      ).rejects.toMatchObject({ code: '42501' })
    await expect(
      withSession(store, officer.token, tx =>
        tx.client.query(`select audit_keep('somebody', 'city', 'a.b', 'x', '', '{}')`),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('disappears with the transaction that rolled back, and with the savepoint', async () => {
    await withSession(store, officer.token, async tx => {
      await appendAudit(tx, read('kept', '11313'))
      await tx.client.query('savepoint here')
      await appendAudit(tx, read('lost', '11313'))
      await tx.client.query('rollback to here')
    })
    await expect(
      withSession(store, officer.token, async tx => {
        await appendAudit(tx, read('lost too', '11313'))
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect((await entries('11313')).map(e => e.object_id)).toEqual(['kept'])
    expect((await withOwner(store, tx => tx.client.query('select 1 from audit_pending'))).rowCount).toBe(0)
  })

  it('leaves the chain free until its transaction commits, so readers of one commune do not wait for each other', async () => {
    await withSession(store, officer.token, async slow => {
      await appendAudit(slow, read('slow', '11314'))
      await withSession(store, officer.token, async quick => {
        await quick.client.query(`set local lock_timeout = '2s'`)
        await appendAudit(quick, read('quick', '11314'))
      })
    })
    expect((await entries('11314')).map(e => e.object_id)).toEqual(['quick', 'slow'])
  })

  it('keeps its place among many at once, over areas taken in any order', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        withSession(store, officer.token, async tx => {
          const areas = i % 2 === 0 ? ['11315', '11316'] : ['11316', '11315']
          for (const area of areas) await appendAudit(tx, read(`H${i}`, area))
        }),
      ),
    )
    for (const area of ['11315', '11316']) {
      const found = await entries(area)
      expect(found.map(e => e.seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
      expect(new Set(found.map(e => e.object_id)).size).toBe(30)
    }
  })

  it('of the door is limited to what happens at the door', async () => {
    await withSession(store, '', tx => appendAtTheDoor(tx, 'sign_in.failed', ''))
    expect((await entries('system')).at(-1)).toMatchObject({
      actor: 'system:unknown',
      action: 'sign_in.failed',
    })
    await expect(
      withSession(store, '', tx =>
        tx.client.query(`select audit_at_the_door('household.read', 'somebody', '{}')`),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('can be neither changed nor deleted, not even by the owner', async () => {
    for (const sql of [
      'update audit_entry set actor = actor',
      'delete from audit_entry',
      'truncate audit_entry',
    ])
      await expect(withOwner(store, tx => tx.client.query(sql))).rejects.toThrow(/append-only/)
  })
})
