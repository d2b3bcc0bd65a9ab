import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withOwner, withSession, withWorker } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { allLinks, loadAreas } from '../areas/index.ts'
import { registerHousehold } from '../households/index.ts'
import { incomingHousehold, testRegistry } from '../households/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { candidatesOf, choicesOfImport, type NewChoice, queueChoices, recordChoice } from './index.ts'
import { areaChoiceRoutes } from './routes.ts'

describe('the units a household of an old unit may live in', () => {
  test('are two or three for a unit that was split, one for a unit that went whole', () => {
    const split = allLinks().filter(link => link.new_period === '2025' && !link.whole)
    expect(new Set(split.map(link => candidatesOf(link.old_code, '2025-h1').length))).toEqual(new Set([2, 3]))
    expect(candidatesOf('318', '2025-h1')).toEqual(['11948'])
    expect(candidatesOf('318', '2024')).toEqual(['11948'])
    expect(candidatesOf('11311', '2025')).toEqual(['11311'])
    expect(candidatesOf('99999', '2024')).toEqual([])
  })
})

describe('the queue', () => {
  // Xã Hòa Bình (Kim Thành): part of it went to Kim Thành, part to Hà Nam
  const [old, here, there] = ['10798', '10804', '10843'] as const
  const importId = randomUUID()
  const waiting = (of: NewChoice['of'], source_code: string): NewChoice => ({
    of,
    source_code,
    hamlet: 'Thôn Mới',
    old_code: old,
    old_period: '2025-h1',
    candidates: candidatesOf(old, '2025-h1'),
  })
  let store: TestStore
  let server: Listening
  let officer: TestUser
  let neighbour: TestUser
  let stranger: TestUser

  beforeAll(async () => {
    store = await testStore()
    await withOwner(store, loadAreas)
    officer = await signInAs(store, { role: 'commune_officer', area: here })
    neighbour = await signInAs(store, { role: 'commune_officer', area: there })
    stranger = await signInAs(store, { role: 'commune_officer', area: '11311' })
    server = await listen(
      [
        areaChoiceRoutes({
          store,
          cursors: createCursors('a secret'),
          recordChoice: recordChoice(testRegistry()),
        }),
      ],
      { resolveSession: resolveTestSession(store) },
    )
    const rows = [1, 2, 3].map(row => waiting({ import_id: importId, import_row: row }, `H${row}`))
    expect(await withSession(store, officer.token, tx => queueChoices(tx, rows))).toBe(3)
    expect(await withSession(store, officer.token, tx => queueChoices(tx, rows))).toBe(0)
    await withSession(store, officer.token, tx =>
      registerHousehold(tx, testRegistry(), incomingHousehold({ code: 'H9', commune_code: here })),
    )
    await withWorker(store, tx => queueChoices(tx, [waiting({ household_id: 'H9' }, 'H9')], 'worker'))
  })
  afterAll(async () => {
    await server.close()
    await store.close()
  })

  interface Page {
    items: { choice_id: string; source_code: string; candidates: string[]; chosen_by: string }[]
    next_cursor: string | null
  }
  const list = async (query = '', as = officer) =>
    (await (await server.ask(`/api/area-choices${query}`, { as: as.token })).json()) as Page
  const idOf = async (source: string) =>
    (await list()).items.find(one => one.source_code === source)?.choice_id ?? 'none'
  const choose = (id: string, code: string, as = officer, key: string = randomUUID()) =>
    server.ask(`/api/area-choices/${id}/choose`, {
      as: as.token,
      method: 'POST',
      body: JSON.stringify({ code }),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    })

  test('is seen by the communes that a household may belong to, page by page, and by no other', async () => {
    const first = await list('?limit=3')
    expect(first.items).toHaveLength(3)
    const rest = await list(`?limit=3&cursor=${first.next_cursor}`)
    expect([rest.items.length, rest.next_cursor]).toEqual([1, null])
    expect((await list('', neighbour)).items).toHaveLength(4)
    expect((await list('', stranger)).items).toHaveLength(0)
    expect((await list('?commune=11311')).items).toHaveLength(0)
    const foreign = await server.ask(`/api/area-choices?state=made&cursor=${first.next_cursor}`, {
      as: officer.token,
    })
    expect((await problemIn(foreign)).code).toBe('cursor.other_query')
  })

  test('an officer takes a household into the own commune, once; the import learns of it', async () => {
    const id = await idOf('H1')
    expect((await problemIn(await choose(id, '11311'))).code).toBe('area_choice.not_a_candidate')
    expect((await problemIn(await choose(id, there))).code).toBe('access.forbidden')
    expect((await problemIn(await choose(id, here, stranger))).code).toBe('record.not_found')
    const key = randomUUID()
    expect((await choose(id, here, officer, key)).status).toBe(200)
    expect((await choose(id, here, officer, key)).headers.get('idempotency-replayed')).toBe('true')
    expect((await problemIn(await choose(id, there, neighbour))).code).toBe('area_choice.made')
    expect(await withSession(store, officer.token, tx => choicesOfImport(tx, importId))).toEqual(
      new Map([[1, here]]),
    )
    const made = (await list('?state=made')).items
    expect(made.map(one => [one.source_code, one.chosen_by])).toEqual([['H1', officer.userId]])
  })

  test('for a household of the registry the choice goes into its chain, where the registry keeps it', async () => {
    const id = await idOf('H9')
    expect((await problemIn(await choose(id, there, neighbour))).code).toBe('area_choice.household_elsewhere')
    expect((await choose(id, here)).status).toBe(200)
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        `select seq, kind, effective_on, actor, payload::json->>'old_code' as old from action where household_id = 'H9' order by seq desc limit 1`,
      ),
    )
    expect(rows).toEqual([
      { seq: 2, kind: 'area_chosen', effective_on: '2025-10-01', actor: officer.userId, old },
    ])
    const audit = await withOwner(store, tx =>
      tx.client.query(
        `select area, actor from audit_entry where action = 'area_choice.choose' and object_id = $1`,
        [id],
      ),
    )
    expect(audit.rows).toEqual([{ area: here, actor: officer.userId }])
  })

  test('two who choose at the same moment: one is told that the other was quicker', async () => {
    const id = await idOf('H2')
    const answers = await Promise.all([choose(id, here), choose(id, there, neighbour)])
    expect(answers.map(answer => answer.status).sort()).toEqual([200, 409])
  })

  test('nobody takes a choice back or writes one for somebody else, not even by SQL', async () => {
    const id = await idOf('H3')
    const sql = (text: string) => withSession(store, officer.token, tx => tx.client.query(text, [id]))
    await expect(
      sql(
        `update area_choice set chosen_code = '${here}', chosen_by = 'somebody', chosen_at = now() where choice_id = $1`,
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      sql(`update area_choice set candidates = '{11311}' where choice_id = $1`),
    ).rejects.toMatchObject({
      code: '42501',
    })
    expect((await choose(id, here)).status).toBe(200)
    expect(
      (
        await sql(
          `update area_choice set chosen_code = null, chosen_by = null, chosen_at = null where choice_id = $1`,
        )
      ).rowCount,
    ).toBe(0)
    await expect(
      withOwner(store, tx =>
        tx.client.query(`update area_choice set chosen_code = '${there}' where choice_id = $1`, [id]),
      ),
    ).rejects.toMatchObject({ code: '23001' })
  })
})
