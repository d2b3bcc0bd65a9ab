import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession, withWorker } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { checkOverlay, overlaysInForce, type StoredOverlay } from './index.ts'
import { lawOverlayRoutes } from './routes.ts'

const adopted = `name: Mức hỗ trợ 2026 đã được thông qua
citation: Nghị quyết (thử nghiệm) 01/2026
changes:
  - { file: hai-phong/income-support, version: 2026-01-01, territory: city, set: parameters.adopted.value, value: true }
  - { file: hai-phong/income-support, version: 2026-01-01, territory: city, set: parameters.amount.value, value: 700000 }
`
const wrong = `name: Sai
citation: Không có
changes:
  - { file: hai-phong/income-support, version: 2026-01-01, territory: city, set: parameters.amout.value, value: 700000 }
`

describe('an overlay of the law', () => {
  let store: TestStore
  let server: Listening
  let proposer: TestUser
  let approver: TestUser
  let both: TestUser
  let officer: TestUser
  beforeAll(async () => {
    store = await testStore()
    server = await listen([lawOverlayRoutes({ store })], { resolveSession: resolveTestSession(store) })
    proposer = await signInAs(store, { role: 'legal_officer' })
    approver = await signInAs(store, { role: 'legal_approver' })
    both = await signInAs(store, { role: 'legal_officer' }, { role: 'legal_approver' })
    officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
  })
  afterAll(async () => {
    await server.close()
    await store.close()
  })

  const post = (user: TestUser, path: string, body: unknown) =>
    server.ask(`/api${path}`, {
      as: user.token,
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    })
  const made = async (answer: Response): Promise<StoredOverlay> => {
    expect(answer.status, await answer.clone().text()).toBeLessThan(300)
    return (await answer.json()) as StoredOverlay
  }

  it('proposed by one and approved by another counts from its first day on, and is the same as from a file', async () => {
    const proposal = await made(
      await post(proposer, '/law-overlays', { yaml: adopted, valid_from: '2026-01-01' }),
    )
    expect(proposal).toMatchObject({
      state: 'proposed',
      citation: 'Nghị quyết (thử nghiệm) 01/2026',
      file_name: 'muc-ho-tro-2026-da-duoc-thong-qua.yaml',
      hash: checkOverlay({ path: 'muc-ho-tro-2026-da-duoc-thong-qua.yaml', text: adopted }).hash,
      proposed_by: proposer.userId,
    })
    const inForce = (day: string) => withWorker(store, tx => overlaysInForce(tx, day))
    expect(await inForce('2026-06-30')).toEqual([])
    const approved = await made(await post(approver, `/law-overlays/${proposal.id}/approve`, {}))
    expect(approved).toMatchObject({ state: 'approved', decided_by: approver.userId })
    expect((await inForce('2026-06-30')).map(o => o.id)).toEqual([proposal.id])
    expect(await inForce('2025-12-31')).toEqual([])
    const ended = await made(
      await post(approver, `/law-overlays/${proposal.id}/end`, { valid_to: '2026-05-31' }),
    )
    expect(ended.valid_to).toBe('2026-05-31')
    expect(await inForce('2026-06-30')).toEqual([])
    const twice = await problemIn(
      await post(proposer, '/law-overlays', { yaml: adopted, valid_from: '2026-01-01' }),
    )
    expect(twice.code).toBe('overlay.twin')
  })

  it('with a fault is refused, with the line where it stands', async () => {
    const said = await problemIn(
      await post(proposer, '/law-overlays', { yaml: wrong, valid_from: '2026-01-01' }),
    )
    expect(said.code).toBe('overlay.faulty')
    expect(JSON.stringify(said['errors'])).toMatch(/sai\.yaml:4:.*parameters\.amout\.value does not exist/)
    const check = await post(proposer, '/law-overlays/check', { yaml: wrong, valid_from: '2026-01-01' })
    expect(await check.json()).toMatchObject({ findings: [{ line: 4, rule: 'overlay' }] })
    const broken = await post(proposer, '/law-overlays/check', { yaml: 'name: [', valid_from: '2026-01-01' })
    expect(((await broken.json()) as { findings: unknown[] }).findings.length).toBeGreaterThan(0)
  })

  it('is never approved by the person who proposed it, even with the right to approve', async () => {
    const yaml = readFileSync(
      new URL('../../examples/reforms/assumptions-2026.yaml', import.meta.url),
      'utf8',
    )
    const proposal = await made(await post(both, '/law-overlays', { yaml, valid_from: '2026-01-01' }))
    expect((await problemIn(await post(both, `/law-overlays/${proposal.id}/approve`, {}))).code).toBe(
      'overlay.own_proposal',
    )
    const raw = withOwner(store, ({ client }) =>
      client.query(`insert into law_overlay (name, citation, file_name, yaml, hash, valid_from, state, proposed_by, decided_by, decided_at)
        values ('x', 'x', 'x.yaml', 'x', repeat('0', 64), '2026-01-01', 'approved', 'a', 'a', now())`),
    )
    await expect(raw).rejects.toMatchObject({ constraint: 'overlay_needs_two_people' })
    const withdrawn = await made(await post(both, `/law-overlays/${proposal.id}/withdraw`, {}))
    expect(withdrawn.state).toBe('withdrawn')
    expect((await problemIn(await post(approver, `/law-overlays/${proposal.id}/approve`, {}))).code).toBe(
      'overlay.decided',
    )
  })

  it('is proposed and decided only by those who may, in their own name, and what was proposed stays', async () => {
    expect(
      (await problemIn(await post(officer, '/law-overlays', { yaml: adopted, valid_from: '2026-06-01' })))
        .code,
    ).toBe('access.forbidden')
    expect(
      (
        await problemIn(
          await post(officer, '/law-overlays/check', { yaml: adopted, valid_from: '2026-06-01' }),
        )
      ).code,
    ).toBe('access.forbidden')
    const yaml = adopted.replace('700000', '650000')
    const proposal = await made(
      await post(proposer, '/law-overlays', { yaml, valid_from: '2026-06-01', valid_to: '2026-12-31' }),
    )
    expect((await problemIn(await post(officer, `/law-overlays/${proposal.id}/approve`, {}))).code).toBe(
      'access.forbidden',
    )
    expect((await problemIn(await post(proposer, `/law-overlays/${proposal.id}/approve`, {}))).code).toBe(
      'access.forbidden',
    )
    const sql = (user: TestUser, text: string) =>
      withSession(store, user.token, ({ client }) => client.query(text, [proposal.id]))
    await expect(
      sql(approver, `update law_overlay set yaml = 'x' where overlay_id = $1`),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      sql(
        approver,
        `update law_overlay set state = 'approved', decided_by = 'somebody', decided_at = now() where overlay_id = $1`,
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      withOwner(store, ({ client }) =>
        client.query(`update law_overlay set yaml = 'x' where overlay_id = $1`, [proposal.id]),
      ),
    ).rejects.toMatchObject({ code: '23001' })
    const refused = await made(
      await post(approver, `/law-overlays/${proposal.id}/refuse`, { reason: 'Chưa có văn bản' }),
    )
    expect([refused.state, refused.reason]).toEqual(['refused', 'Chưa có văn bản'])
    const list = (await (
      await server.ask('/api/law-overlays?state=refused', { as: officer.token })
    ).json()) as { items: StoredOverlay[] }
    expect(list.items.map(o => o.id)).toEqual([proposal.id])
  })
})
