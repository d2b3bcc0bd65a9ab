import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs } from '../../city/users/testing.ts'
import { type Tx, withOwner, withSession } from '../db/index.ts'
import { type TestStore, testStore } from '../db/testing.ts'
import { storeTypes } from '../db/types.ts'
import { appendAudit } from './append.ts'
import { checkpointFaults, isSigned, readCheckpoint, takeCheckpoint, type Witness } from './checkpoint.ts'
import { verifyAudit } from './verify.ts'

const AREA = '11311'
const pair = () =>
  generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
const keys = pair()

describe('a log in which somebody with all power over the database has been', () => {
  let store: TestStore
  let superuser: pg.Client

  beforeAll(async () => {
    store = await testStore()
    superuser = new pg.Client({ connectionString: store.admin.url, types: storeTypes })
    await superuser.connect()
    await superuser.query(`set search_path = ${store.names.schema}`)
    const officer = await signInAs(store, { role: 'commune_officer', area: AREA })
    for (let i = 1; i <= 12; i++)
      await withSession(store, officer.token, async tx => {
        await appendAudit(tx, {
          area: AREA,
          action: 'household.read',
          object: { kind: 'household', id: `hộ ${i}` },
          detail: { version: i },
        })
        await appendAudit(tx, { area: 'city', action: 'list.export', object: { kind: 'list', id: '' } })
      })
  })
  afterAll(async () => {
    await superuser.end()
    await store.close()
  })

  const verified = (): ReturnType<typeof verifyAudit> =>
    withOwner(store, tx => verifyAudit(tx), { isolation: 'repeatable read', readOnly: true })

  /** The faults found while the damage lasts; it is undone afterwards. */
  async function faultsAfter(damage: string, look: (tx: Tx) => Promise<unknown>): Promise<unknown> {
    await superuser.query('begin')
    try {
      await superuser.query('alter table audit_entry disable trigger user')
      await superuser.query(damage)
      return await look({ client: superuser } as unknown as Tx)
    } finally {
      await superuser.query('rollback')
    }
  }
  const found = async (damage: string) => faultsAfter(damage, async tx => (await verifyAudit(tx)).faults)

  it('verifies as long as nobody touched it', async () => {
    expect(await verified()).toMatchObject({ entries: 24, faults: [] })
  })

  it.each([
    ['actor', `'somebody else'`],
    ['action', `'household.look'`],
    ['object_kind', `'person'`],
    ['object_id', `'hộ 77'`],
    ['detail', `'{"version": 8}'`],
    ['at', `at + interval '1 microsecond'`],
  ])('names the entry whose %s was altered', async (column, value) => {
    expect(
      await found(`update audit_entry set ${column} = ${value} where area = '${AREA}' and seq = 7`),
    ).toEqual([{ area: AREA, seq: 7, kind: 'altered' }])
  })

  it('names what was taken out of the middle', async () => {
    expect(await found(`delete from audit_entry where area = '${AREA}' and seq in (4, 5)`)).toEqual([
      { area: AREA, seq: 4, kind: 'missing', until: 5 },
    ])
  })

  it('names entries that changed places', async () => {
    const swapped = `
      update audit_entry set seq = 1000 where area = '${AREA}' and seq = 4;
      update audit_entry set seq = 4 where area = '${AREA}' and seq = 6;
      update audit_entry set seq = 6 where area = '${AREA}' and seq = 1000`
    expect(await found(swapped)).toEqual([
      { area: AREA, seq: 4, kind: 'moved' },
      { area: AREA, seq: 6, kind: 'moved' },
    ])
  })

  it('names the place behind an entry that was rewritten together with its hash', async () => {
    const rewritten = `
      update audit_entry set actor = 'nobody' where area = '${AREA}' and seq = 7;
      update audit_entry e set hash = audit_digest(prev_hash, area, seq::text, audit_instant(at), actor, action, object_kind, object_id, detail)
      where area = '${AREA}' and seq = 7`
    expect(await found(rewritten)).toEqual([{ area: AREA, seq: 8, kind: 'unlinked' }])
  })

  it('misses a tail, a whole area and a head that are gone', async () => {
    expect(await found(`delete from audit_entry where area = '${AREA}' and seq > 9`)).toEqual([
      { area: AREA, seq: 10, kind: 'truncated', until: 12 },
    ])
    expect(await found(`delete from audit_entry where area = 'city'`)).toEqual([
      { area: 'city', seq: 1, kind: 'truncated', until: 12 },
    ])
    expect(await found(`delete from audit_head where area = 'city'`)).toEqual([
      { area: 'city', seq: 12, kind: 'headless' },
    ])
  })

  const cutWithHead = `
    delete from audit_entry where area = '${AREA}' and seq > 9;
    update audit_head h set seq = 9, hash = (select hash from audit_entry e where e.area = h.area and e.seq = 9) where area = '${AREA}'`
  const rewrittenWhole = `
    do $$ declare e record; prev bytea := decode(repeat('00', 32), 'hex'); begin
      for e in select * from audit_entry where area = '${AREA}' order by seq loop
        if e.seq = 3 then e.actor := 'nobody'; end if;
        update audit_entry x set actor = e.actor, prev_hash = prev,
          hash = audit_digest(prev, e.area, e.seq::text, audit_instant(e.at), e.actor, e.action, e.object_kind, e.object_id, e.detail)
        where x.area = e.area and x.seq = e.seq returning hash into prev;
      end loop;
      update audit_head set hash = prev where area = '${AREA}';
    end $$`

  it('that was cut or rewritten whole agrees with itself, but not with a checkpoint taken away before', async () => {
    const checkpoint = await withOwner(store, tx => takeCheckpoint(tx, keys))
    expect(await withOwner(store, tx => checkpointFaults(tx, checkpoint))).toEqual({ log: [], others: [] })
    expect(await found(cutWithHead)).toEqual([])
    expect(await faultsAfter(cutWithHead, tx => checkpointFaults(tx, checkpoint))).toEqual({
      log: [{ area: AREA, seq: 10, kind: 'truncated', until: 12 }],
      others: [],
    })
    expect(await found(rewrittenWhole)).toEqual([])
    expect(await faultsAfter(rewrittenWhole, tx => checkpointFaults(tx, checkpoint))).toEqual({
      log: [{ area: AREA, seq: 12, kind: 'rewritten' }],
      others: [],
    })
  })

  it('leaves the checkpoint true when it only grows', async () => {
    const checkpoint = await withOwner(store, tx => takeCheckpoint(tx, keys))
    await withOwner(store, tx =>
      appendAudit(tx, { area: AREA, action: 'household.read', object: { kind: 'household', id: 'H13' } }),
    )
    expect((await withOwner(store, tx => checkpointFaults(tx, checkpoint))).log).toEqual([])
    expect((await verified()).faults).toEqual([])
  })

  it('cannot hide behind a checkpoint of its own making', async () => {
    const checkpoint = await withOwner(store, tx => takeCheckpoint(tx, keys))
    expect(isSigned(checkpoint, keys.publicKey)).toBe(true)
    const [first] = checkpoint.checkpoint.heads
    const forged = {
      ...checkpoint,
      checkpoint: { ...checkpoint.checkpoint, heads: [{ ...first, area: AREA, seq: 1, hash: '00' }] },
    }
    expect(isSigned(forged, keys.publicKey)).toBe(false)
    const foreign = await withOwner(store, tx => takeCheckpoint(tx, pair()))
    expect(isSigned(foreign, keys.publicKey)).toBe(false)
    expect(readCheckpoint(JSON.stringify(checkpoint))).toEqual(checkpoint)
    expect(readCheckpoint('{}')).toBeUndefined()
  })

  it('bears witness to other chains', async () => {
    let links = {
      '11311': { count: 3, digest: 'a'.repeat(64) },
      '11312': { count: 1, digest: 'b'.repeat(64) },
    }
    const witness: Witness = { name: 'household_actions', tally: async () => links }
    const checkpoint = await withOwner(store, tx => takeCheckpoint(tx, keys, [witness]))
    const others = async () =>
      (await withOwner(store, tx => checkpointFaults(tx, checkpoint, [witness]))).others
    expect(await others()).toEqual([])
    links = { ...links, '11311': { count: 2, digest: 'c'.repeat(64) } }
    expect(await others()).toEqual([{ witness: 'household_actions', area: '11311', expected: 3, found: 2 }])
  })
})
