import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { createCursors } from '../../platform/http/index.ts'
import { type Listening, listen, problemIn } from '../../platform/http/testing.ts'
import { loadLaw } from '../determinations/index.ts'
import { testRegistry } from '../households/testing.ts'
import { resolveTestSession, signInAs, type TestUser } from '../users/testing.ts'
import { head, householdsIn, lines, member, testFolder, workbook } from './fixture.ts'
import { newExportFolder, sweepImports } from './import-folder.ts'
import { fileRoutes } from './routes.ts'
import { openWorkbook } from './workbook/index.ts'
import type { NationalLines } from './write-national.ts'

const folder = testFolder(afterAll)
const data = join(folder, 'data')
let store: TestStore
let server: Listening
let officer: TestUser
let city: TestUser
let surveyor: TestUser

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
  city = await signInAs(store, { role: 'city_officer' })
  surveyor = await signInAs(store, { role: 'surveyor', area: '11311' })
  const routes = fileRoutes({
    store,
    cursors: createCursors(Buffer.alloc(32, 1)),
    registry: testRegistry(),
    facts: loadLaw().facts,
    codeKey: new Uint8Array(32).fill(3),
    data,
    today: () => '2026-01-15',
  })
  server = await listen([routes], { resolveSession: resolveTestSession(store) })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field
type Body = any
async function ask(user: TestUser, method: string, path: string, body?: unknown) {
  const answer = await server.ask(`/api${path}`, {
    as: user.token,
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}
const send = async (user: TestUser, id: string, part: string, path: string) => {
  const answer = await server.ask(`/api/imports/${id}/files/${part}`, {
    as: user.token,
    method: 'PUT',
    body: readFileSync(path),
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}
const begin = async (user = officer, more: object = {}) => {
  const { status, body } = await ask(user, 'POST', '/imports', {
    kind: 'national',
    effective_on: '2025-12-31',
    ...more,
  })
  expect(status).toBe(201)
  return body.import_id as string
}
const sent = async (list: NationalLines[], user = officer) => {
  const id = await begin(user)
  expect((await send(user, id, 'workbook', await workbook(folder, { listed: list }))).status).toBe(200)
  return id
}
const file = async (user: TestUser, path: string, name: string) => {
  const answer = await server.ask(`/api${path}`, { as: user.token })
  const at = join(folder, name)
  writeFileSync(at, Buffer.from(await answer.arrayBuffer()))
  return { answer, path: at }
}

test('a list is begun, sent, checked, looked at and applied, and what was rejected comes back as a file', async () => {
  const id = await sent([
    lines(head(1), member(2)),
    lines(head(3, { birth: '31/02/1957' }), member(4)),
    lines(head(5, { commune: 'Xã An Lão', commune_code: '11629' })),
  ])
  const checked = await ask(officer, 'POST', `/imports/${id}/check`)
  expect(checked.body).toMatchObject({
    state: 'checked',
    households: 3,
    persons: 5,
    parts: ['workbook'],
    counts: { accepted: 1, rejected: 2, registered: 0 },
    communes_without_totals: ['11311', '11629'],
  })
  expect(checked.body.problems.map((one: Body) => [one.code, one.severity, one.households])).toEqual([
    ['commune_foreign', 'reject', 1],
    ['date_impossible', 'reject', 1],
  ])
  const rows = await ask(officer, 'GET', `/imports/${id}/households?state=rejected&limit=1`)
  expect(rows.body.items).toMatchObject([
    {
      row: 10,
      state: 'rejected',
      problems: [
        { code: 'date_impossible', row: 10, column: 'F', vi: expect.stringContaining('Dòng 10, cột F') },
      ],
    },
  ])
  const next = await ask(
    officer,
    'GET',
    `/imports/${id}/households?state=rejected&limit=1&cursor=${rows.body.next_cursor}`,
  )
  expect(next.body.items).toMatchObject([{ row: 12 }])
  const applied = await ask(officer, 'POST', `/imports/${id}/apply`)
  expect(applied.body).toMatchObject({
    state: 'applied',
    is_done: true,
    counts: { registered: 1, rejected: 2, accepted: 0 },
  })
  const rejected = await file(officer, `/imports/${id}/rejected`, 'rejected.xlsx')
  expect(rejected.answer.headers.get('content-disposition')).toContain('ho-khong-nhap-duoc.xlsx')
  expect((await householdsIn(rejected.path)).map(one => one.rows.length)).toEqual([2, 1])
  expect((await ask(officer, 'GET', '/imports')).body.items[0]).toMatchObject({
    import_id: id,
    state: 'applied',
  })
})

test('a data folder is sent file by file, and its rejected households come back as CSV files', async () => {
  const id = await begin(city, { kind: 'contract' })
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const households = write('h.csv', 'household_id,commune_code\nR1,11311\nR2,99999\n')
  const persons = write('p.csv', 'person_id,household_id,relation_to_head\nRP1,R1,head\nRP2,R2,head\n')
  expect((await send(city, id, 'households', households)).status).toBe(200)
  expect((await ask(city, 'POST', `/imports/${id}/check`)).body).toMatchObject({
    code: 'import.file_refused',
    reason: 'files_missing',
  })
  await send(city, id, 'persons', persons)
  expect((await ask(city, 'POST', `/imports/${id}/check`)).body).toMatchObject({
    counts: { accepted: 1, rejected: 1 },
  })
  expect((await ask(city, 'POST', `/imports/${id}/apply`)).body).toMatchObject({ counts: { registered: 1 } })
  const { path } = await file(city, `/imports/${id}/rejected`, 'rejected.zip')
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
  expect((await send(city, id, 'workbook', persons)).body.code).toBe('import.wrong_state')
})

describe('steps out of order', () => {
  test('are refused with the state that the import is in', async () => {
    const id = await sent([lines(head(11))])
    expect((await ask(officer, 'POST', `/imports/${id}/apply`)).body).toMatchObject({
      code: 'import.wrong_state',
      status: 409,
    })
    await ask(officer, 'POST', `/imports/${id}/check`)
    await ask(officer, 'POST', `/imports/${id}/apply`)
    expect((await ask(officer, 'POST', `/imports/${id}/check`)).body.code).toBe('import.wrong_state')
    expect((await ask(officer, 'POST', `/imports/${id}/discard`)).body.code).toBe('import.wrong_state')
    expect((await ask(officer, 'POST', `/imports/${id}/apply`)).body).toMatchObject({ is_done: true })
  })

  test('a file that is sent again is checked again', async () => {
    const id = await sent([lines(head(12))])
    await ask(officer, 'POST', `/imports/${id}/check`)
    const other = await workbook(folder, { listed: [lines(head(12)), lines(head(13))] })
    expect((await send(officer, id, 'workbook', other)).body).toMatchObject({ state: 'receiving' })
    expect((await ask(officer, 'POST', `/imports/${id}/check`)).body.counts.accepted).toBe(2)
  })

  test('an import that is given up leaves nothing of the people in it', async () => {
    const id = await sent([lines(head(14))])
    await ask(officer, 'POST', `/imports/${id}/check`)
    expect(existsSync(join(data, 'imports', id))).toBe(true)
    expect((await ask(officer, 'POST', `/imports/${id}/discard`)).body.state).toBe('discarded')
    expect(existsSync(join(data, 'imports', id))).toBe(false)
    expect((await ask(officer, 'GET', `/imports/${id}/households`)).body.items).toEqual([])
  })
})

describe('what is no list', () => {
  test('another kind of file, a broken one and a wrong part are refused in words', async () => {
    const id = await begin()
    const text = join(folder, 'text.csv')
    writeFileSync(text, 'a,b\n1,2\n')
    expect((await send(officer, id, 'workbook', text)).body.code).toBe('upload.wrong_kind')
    expect((await send(officer, id, 'persons', text)).body.code).toBe('import.wrong_part')
    expect((await ask(officer, 'POST', `/imports/${id}/check`)).body).toMatchObject({
      reason: 'workbook_missing',
    })
    const future = await ask(officer, 'POST', '/imports', { kind: 'national', effective_on: '2026-01-16' })
    expect(future.body.code).toBe('import.day_in_future')
    const unknown = await ask(officer, 'POST', '/imports', {
      kind: 'national',
      effective_on: '2025-12-31',
      name: 'x',
    })
    expect(unknown.status).toBe(422)
  })
})

describe('who may', () => {
  test('another officer, a surveyor and nobody find no import', async () => {
    const id = await sent([lines(head(21))])
    const other = await signInAs(store, { role: 'commune_officer', area: '10507' })
    for (const path of [`/imports/${id}`, `/imports/${id}/households`, `/imports/${id}/rejected`])
      for (const user of [other, surveyor]) expect((await ask(user, 'GET', path)).status, path).toBe(404)
    for (const step of ['check', 'apply', 'discard'])
      expect((await ask(other, 'POST', `/imports/${id}/${step}`)).status, step).toBe(404)
    expect((await send(other, id, 'workbook', join(folder, 'list-1.xlsx'))).status).toBe(404)
    expect(
      (await ask(surveyor, 'POST', '/imports', { kind: 'national', effective_on: '2025-12-31' })).status,
    ).toBe(403)
    expect((await ask(surveyor, 'GET', '/imports')).body.items).toEqual([])
    expect((await problemIn(await server.ask('/api/imports', {}))).code).toBe('session.missing')
    expect((await ask(city, 'GET', `/imports/${id}`)).status).toBe(200)
  })
})

describe('the lists in the national layout', () => {
  test('hold who is recognised, and read again they change nothing', async () => {
    const id = await sent([lines(head(31), member(32)), lines(head(33, { class: '2', identity: null }))])
    await ask(officer, 'POST', `/imports/${id}/check`)
    await ask(officer, 'POST', `/imports/${id}/apply`)
    const { answer, path } = await file(
      officer,
      '/national-lists?commune_code=11311&on=2025-12-31',
      'national.xlsx',
    )
    expect(answer.status).toBe(200)
    const names = (await householdsIn(path)).map(one => one.rows[0]?.cells.head_name)
    expect(names).toEqual(expect.arrayContaining(['Nguyễn Văn Thử 31', 'Nguyễn Văn Thử 33']))
    const again = await begin()
    await send(officer, again, 'workbook', path)
    await ask(officer, 'POST', `/imports/${again}/check`)
    const applied = await ask(officer, 'POST', `/imports/${again}/apply`)
    expect(applied.body.counts).toMatchObject({
      registered: 0,
      changed: 0,
      refused: 0,
      unchanged: names.length,
    })
  })

  test('go to nobody without the right, and are there and empty where nobody is listed', async () => {
    expect((await ask(surveyor, 'GET', '/national-lists')).body.code).toBe('access.forbidden')
    expect((await ask(officer, 'GET', '/national-lists?commune_code=10507')).body.code).toBe(
      'access.forbidden',
    )
    const { path } = await file(officer, '/national-lists?on=2020-01-01', 'empty.xlsx')
    const book = await openWorkbook(path)
    expect(book.sheets.map(sheet => sheet.name)).toEqual([
      'Hộ nghèo, hộ cận nghèo',
      'Hộ thoát nghèo',
      'Hộ thoát cận nghèo',
    ])
    await book.close()
    expect(await householdsIn(path)).toEqual([])
  })
})

test('files of imports that nobody touched for a month go, and what a killed server left of downloads after a day', async () => {
  const id = await sent([lines(head(41))])
  const left = await newExportFolder(data)
  expect(await sweepImports(data)).toBe(0)
  const old = Date.now() / 1000 - 32 * 86_400
  utimesSync(join(data, 'imports', id), old, old)
  utimesSync(left, old, old)
  expect(await sweepImports(data)).toBe(2)
  expect(existsSync(join(data, 'imports', id))).toBe(false)
})

test('nothing of the people in a list stands in the log', () => {
  const log = server.log.lines.join('\n')
  for (const word of ['Nguyễn', 'Thử', '999057', 'list-1']) expect(log).not.toContain(word)
})
