import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen } from '../../platform/http/testing.ts'
import { resolveTestSession, signInAs } from '../users/testing.ts'
import { factRoutes } from './fact-routes.ts'
import { EAST, testRegistry } from './testing.ts'

let store: TestStore
let server: Listening
beforeAll(async () => {
  store = await testStore()
  server = await listen([factRoutes({ registry: testRegistry() })], {
    resolveSession: resolveTestSession(store),
  })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

interface Declared {
  name: string
  type: string
  restricted: boolean
  supplier: { vi: string } | null
  words: { word: string; label: { vi: string; en: string } }[]
}

it('tells signed-in users which facts there are, with their words, and nobody else', async () => {
  expect((await server.ask('/api/facts')).status).toBe(401)
  const { token } = await signInAs(store, { role: 'commune_officer', area: EAST })
  const answer = await server.ask('/api/facts', { as: token })
  expect(answer.status).toBe(200)
  const { household, person } = (await answer.json()) as { household: Declared[]; person: Declared[] }
  const income = household.find(f => f.name === 'income_per_head_month')
  expect(income).toMatchObject({ type: 'money', restricted: false })
  expect(income?.supplier?.vi).toBe('hộ gia đình')
  expect(household.find(f => f.name === 'water_source')?.words).toContainEqual({
    word: 'piped',
    label: { vi: 'nước máy', en: 'piped water' },
  })
  expect(person.find(f => f.name === 'has_hiv')?.restricted).toBe(true)
})
