import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildLaw } from '../../engine/check/index.ts'
import type { ValueData } from '../../engine/document/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen } from '../../platform/http/testing.ts'
import { lawOverlayRoutes } from '../law-overlays/routes.ts'
import { lawWith } from '../runs/run-law.ts'
import { resolveTestSession, signInAs } from '../users/testing.ts'
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

describe('the law as data', () => {
  let store: TestStore
  let server: Listening
  beforeAll(async () => {
    store = await testStore()
    server = await listen([lawRoutes({ store }), lawOverlayRoutes({ store })], {
      resolveSession: resolveTestSession(store),
    })
  })
  afterAll(async () => {
    await server.close()
    await store.close()
  })
  const get = async <T>(path: string, token?: string): Promise<T> => {
    const answer = await server.ask(path, token === undefined ? {} : { as: token })
    expect(answer.status, await answer.clone().text()).toBe(200)
    return (await answer.json()) as T
  }

  it('lists every file with its worst mark and its worked examples', async () => {
    const { files, acts } = await get<{
      files: { id: string; worst: string; cases: number; failed: number }[]
      acts: unknown[]
    }>('/api/law')
    expect(files.map(f => f.id)).toContain('vn/electricity')
    expect(files.every(f => f.failed === 0)).toBe(true)
    expect(files.find(f => f.id === 'hai-phong/income-support')?.worst).toBe('missing')
    expect(acts.length).toBeGreaterThan(20)
  })

  it('shows a file with its values, rules, and where a value is used', async () => {
    const file = await get<{ values: ValueData[]; parts: unknown[]; worked: unknown[] }>(
      '/api/law/file?id=vn/poverty-standard',
    )
    const line = file.values.find(v => v.name === 'poverty_line' && v.from === '2022-01-01')
    expect(line?.cells.map(c => c.written)).toEqual(['2000000', '1500000'])
    expect(line?.used_by.length).toBeGreaterThan(0)
    expect(line?.used_in.map(f => f.id)).toContain('vn/electricity')
    expect([file.parts.length > 0, file.worked.length > 0]).toEqual([true, true])
    expect((await server.ask('/api/law/file?id=vn/no-such-thing')).status).toBe(404)
  })

  it('says what to confirm, what ends soon, and what facts are called', async () => {
    const list = await get<{ items: ValueData[] }>('/api/law/values?on=2026-11-24')
    expect(list.items.every(v => v.mark !== 'confirmed')).toBe(true)
    const ending = await get<{ items: ValueData[] }>('/api/law/values?on=2026-11-24&days=60')
    expect(ending.items.map(v => `${v.name} ${v.to}`)).toContain('poverty_line 2026-12-31')
    const words = await get<{ items: { name: string; label: { vi: string } }[] }>('/api/law/words')
    expect(words.items.map(w => w.name)).toEqual(expect.arrayContaining(['birth_date', 'law:adopted']))
  })

  it('keeps the text of an act, which stands behind a value from its approval on', async () => {
    const [proposer, approver] = [
      await signInAs(store, { role: 'legal_officer' }),
      await signInAs(store, { role: 'legal_approver' }),
    ]
    const keep = (token: string, body: Uint8Array<ArrayBuffer> | string) =>
      server.ask('/api/law/texts?name=Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh', {
        as: token,
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/octet-stream' },
      })
    expect((await keep(approver.token, 'Điều 1')).status).toBe(403)
    expect((await keep(proposer.token, new Uint8Array([0, 1, 2, 0]))).status).toBe(415)
    const kept = await keep(proposer.token, 'Điều 1. Mức hỗ trợ')
    expect(kept.status, await kept.clone().text()).toBe(201)
    const { sha256 } = (await kept.json()) as { sha256: string }
    const texts = await get<{ items: { sha256: string }[] }>('/api/law/texts', approver.token)
    expect(texts.items.map(t => t.sha256)).toEqual([sha256])
    const back = await server.ask(`/api/law/texts/${sha256}`, { as: approver.token })
    expect(await back.text()).toBe('Điều 1. Mức hỗ trợ')
    expect((await server.ask(`/api/law/texts/${sha256}`)).status).toBe(401)

    const post = (token: string, path: string, body: unknown) =>
      server.ask(path, {
        as: token,
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      })
    const yaml = `name: Thử\ncitation: Thử\nchanges:\n  - { file: vn/social-pension, version: 2025-07-01, set: parameters.age_any.value, value: 75, mark: confirmed, source: "sha256:${sha256}" }\n`
    const proposed = await post(proposer.token, '/api/law-overlays', { yaml, valid_from: '2026-01-01' })
    expect(proposed.status, await proposed.clone().text()).toBe(201)
    const { id } = (await proposed.json()) as { id: string }
    const { items } = await get<{ items: { before: ValueData; after: ValueData }[] }>(
      `/api/law/overlays/${id}/changes`,
      approver.token,
    )
    expect(items.map(i => [i.before.name, i.before.mark, i.after.mark])).toEqual([
      ['age_any', 'reported', 'confirmed'],
    ])
    expect((await post(approver.token, `/api/law-overlays/${id}/approve`, {})).status).toBe(200)
    const markOn = async (day: string) =>
      (await get<{ values: ValueData[] }>(`/api/law/file?id=vn/social-pension&on=${day}`)).values.find(
        v => v.name === 'age_any',
      )?.mark
    expect([await markOn('2026-01-01'), await markOn('2025-12-31')]).toEqual(['confirmed', 'reported'])
  })
})
