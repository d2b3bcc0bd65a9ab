import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession, withWorker } from './session.ts'
import { type TestStore, testStore } from './testing.ts'

describe('a transaction of a session', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
  })
  afterAll(() => store.close())

  const tokenSeen = 'select current_setting($1, true) as token'

  it('carries its token and no other role than the application', async () => {
    const seen = await withSession(store, `it's a token`, async tx => {
      const a = await tx.client.query(tokenSeen, ['ansinh.token'])
      const b = await tx.client.query('select current_user as who')
      return [a.rows[0].token, b.rows[0].who]
    })
    expect(seen).toEqual([`it's a token`, 'hai_phong_app'])
  })

  it('has an owner and a worker beside it', async () => {
    expect((await withOwner(store, tx => tx.client.query('select current_user as who'))).rows).toEqual([
      { who: 'hai_phong_owner' },
    ])
    expect((await withWorker(store, tx => tx.client.query('select current_user as who'))).rows).toEqual([
      { who: 'hai_phong_worker' },
    ])
  })
})
