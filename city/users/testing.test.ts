import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { resolveToken } from './session-queries.ts'
import { signInAs } from './testing.ts'

describe('somebody signed in for a test', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
  })
  afterAll(() => store.close())

  it('holds his permissions in his area, and only there', async () => {
    const officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
    const held = await withSession(store, officer.token, async tx => {
      const { rows } = await tx.client.query(
        `select may('household.read') as here, may_everywhere('household.read') as everywhere, may('audit.read') as audit`,
      )
      return rows[0]
    })
    expect(held).toEqual({ here: ['11311'], everywhere: false, audit: [] })
  })

  it('is nobody under another token', async () => {
    const chief = await signInAs(store, { role: 'city_officer' })
    expect(await resolveToken(store, chief.token)).toEqual({ token: chief.token, userId: chief.userId })
    expect(await resolveToken(store, `${chief.token}x`)).toBe('expired')
  })
})
