import { TemplateHandler } from 'easy-template-x'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { defaultTemplate } from './index.ts'
import { docxParts, paragraph, zipOf } from './ooxml.ts'
import { paperRoutes } from './routes.ts'

let store: TestStore
let server: Listening
let city: TestUser
let officer: TestUser

beforeAll(async () => {
  store = await testStore()
  server = await listen([paperRoutes({ store })], { resolveSession: resolveTestSession(store) })
  city = await signInAs(store, { role: 'city_officer' })
  officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

const put = (user: TestUser | undefined, kind: string, body: Buffer) =>
  server.ask(`/api/papers/${kind}/template`, {
    as: user?.token,
    method: 'PUT',
    body: new Uint8Array(body),
    headers: { 'Content-Type': 'application/octet-stream' },
  })
const own = () =>
  zipOf(
    docxParts(
      [paragraph('MẪU RIÊNG CỦA PHƯỜNG {ten_chu_ho}{#ly_do}{noi_dung}{/}{#chua_doi_chieu}{noi_dung}{/}')],
      'x',
    ),
  )
const inForce = async () => {
  const answer = await server.ask('/api/papers/refusal/template', { as: officer.token })
  return new TemplateHandler().getText(Buffer.from(await answer.arrayBuffer()))
}

describe('templates over HTTP', () => {
  it('are listed with the tags that an officer may use', async () => {
    const answer = await server.ask('/api/papers', { as: officer.token })
    const { items } = (await answer.json()) as {
      items: { kind: string; is_own: boolean; tags: { tag: string; inside: string | null }[] }[]
    }
    expect(items.map(i => i.kind)).toContain('certificate')
    expect(items.every(i => !i.is_own)).toBe(true)
    const minutes = items.find(i => i.kind === 'minutes')
    expect(minutes?.tags.find(t => t.tag === 'so_dong_y')?.inside).toBe('cac_ho')
  })

  it('of the city replace the shipped ones, and give way to them again', async () => {
    expect(await inForce()).toContain('THÔNG BÁO')
    expect((await put(city, 'refusal', await own())).status).toBe(200)
    expect(await inForce()).toContain('MẪU RIÊNG CỦA PHƯỜNG')
    const back = await server.ask('/api/papers/refusal/template', { as: city.token, method: 'DELETE' })
    expect(back.status).toBe(200)
    expect(await inForce()).toContain('THÔNG BÁO')
    const { history } = (await (await server.ask('/api/papers', { as: city.token })).json()) as {
      history: { sha256: string | null }[]
    }
    expect(history.map(h => h.sha256 === null)).toEqual([true, false])
  })

  it('are told every fault in words', async () => {
    const answer = await put(city, 'certificate', defaultTemplate('refusal'))
    const problem = await problemIn(answer)
    expect([answer.status, problem.code]).toEqual([422, 'paper.template_refused'])
    expect(JSON.stringify(problem)).toContain('Thiếu thẻ {loai_ho}')
  })

  it('are put by whoever may, and by nobody else', async () => {
    expect((await put(officer, 'refusal', await own())).status).toBe(403)
    expect((await put(undefined, 'refusal', await own())).status).toBe(401)
    expect((await put(city, 'letter', await own())).status).toBe(404)
  })

  it('of more than 2 MB are not read at all', async () => {
    expect((await put(city, 'refusal', Buffer.alloc(3 * 1024 * 1024))).status).toBe(413)
    expect(await inForce()).toContain('THÔNG BÁO')
  })
})
