import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildLaw } from '../../engine/check/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen } from '../../platform/http/testing.ts'
import { lawWith } from '../runs/run-law.ts'
import { resolveTestSession } from '../users/testing.ts'
import { lawRoutes } from './routes.ts'

describe('the law as texts', () => {
  let store: TestStore
  let server: Listening
  beforeAll(async () => {
    store = await testStore()
    server = await listen([lawRoutes({ store })], { resolveSession: resolveTestSession(store) })
  })
  afterAll(async () => {
    await server.close()
    await store.close()
  })

  it('is given to anybody and builds to the law that decides', async () => {
    const answer = await server.ask('/api/law/source')
    expect(answer.status).toBe(200)
    const { hash, files, overlays } = (await answer.json()) as {
      hash: string
      files: { path: string; text: string }[]
      overlays: unknown[]
    }
    expect(overlays).toEqual([])
    const built = buildLaw(files)
    expect(built.findings).toEqual([])
    expect(built.law.hash).toBe(hash)
    expect(hash).toBe(lawWith([]).hash)
  })

  it('is not sent again to whoever has it', async () => {
    const etag = (await server.ask('/api/law/source')).headers.get('etag') ?? ''
    const again = await server.ask('/api/law/source', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('is packed for whoever unpacks', async () => {
    const answer = await server.ask('/api/law/source', { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(((await answer.json()) as { files: unknown[] }).files.length).toBeGreaterThan(20)
  })
})
