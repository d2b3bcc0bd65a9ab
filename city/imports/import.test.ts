import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Tx, withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { chooseArea } from '../area-choices/index.ts'
import { loadLaw } from '../determinations/index.ts'
import { testRegistry } from '../households/testing.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { applyImport } from './apply.ts'
import { head, lines, member, testFolder, workbook } from './fixture.ts'
import { importDirectly } from './import-directly.ts'
import { ImportFolder } from './import-folder.ts'
import { findImport, type ImportFile, insertImport, listRows, moveImport } from './import-queries.ts'
import { type CheckServices, checkImport } from './stage.ts'
import type { NationalLines } from './write-national.ts'

const folder = testFolder(afterAll)
const registry = testRegistry()
let store: TestStore
let officer: TestUser
let services: CheckServices

beforeAll(async () => {
  store = await testStore()
  officer = await signInAs(store, { role: 'commune_officer', area: '11311' })
  services = {
    facts: loadLaw().facts,
    codeKey: new Uint8Array(32).fill(3),
    today: '2026-01-15',
    syntheticOnly: true,
  }
})
afterAll(() => store.close())

const as =
  (user: TestUser) =>
  <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    withSession(store, user.token, run)
const ask = async (text: string, ...values: unknown[]) =>
  (await withOwner(store, tx => tx.client.query(text, values))).rows

/** An import of a list, uploaded and checked. */
async function checked(list: NationalLines[], user = officer, day = '2025-12-31') {
  const run = as(user)
  const file = await run(tx =>
    insertImport(tx, { kind: 'national', effective_on: day, escaped_on: null, commune_code: null }),
  )
  const at = new ImportFolder(folder, file.import_id)
  const path = await workbook(folder, { listed: list })
  await at.keep('workbook', 'xlsx', path)
  await run(tx => moveImport(tx, file.import_id, ['receiving'], 'checking'))
  const result = await checkImport(run, file, at, services)
  return { file, result, at, run }
}

const apply = async (file: ImportFile, user = officer) => {
  await as(user)(tx => moveImport(tx, file.import_id, ['checked'], 'applying'))
  return applyImport(as(user), registry, file)
}
const states = async (file: ImportFile) =>
  (await as(officer)(tx => listRows(tx, file.import_id, {}, 100))).map(row => row.state)

test('a dry run says what would happen and changes nothing of the registry', async () => {
  const { file, result } = await checked([
    lines(head(1), member(2)),
    lines(head(3, { birth: '31/02/1957' })),
    lines(head(1), member(2)),
    lines(head(4, { commune: 'Xã An Lão', commune_code: '11629' })),
  ])
  expect(result).toMatchObject({ households: 4, persons: 6, communes_without_totals: ['11311', '11629'] })
  expect(Object.fromEntries(result.problems)).toEqual({
    date_impossible: 1,
    household_repeated: 1,
    commune_foreign: 1,
  })
  expect(await states(file)).toEqual(['accepted', 'rejected', 'repeated', 'rejected'])
  expect(await ask('select 1 from household')).toEqual([])
  expect(await as(officer)(tx => findImport(tx, file.import_id))).toMatchObject({
    state: 'checked',
    households: 4,
  })
})

test('an applied list is in the registry, and the same list again changes nothing', async () => {
  const list = [lines(head(11), member(12)), lines(head(13, { identity: null }))]
  const first = await checked(list)
  expect((await apply(first.file)).counts).toEqual({ registered: 2 })
  const people = await ask(
    `select p.full_name, p.birth_date, p.identity_tail, h.recognised_standing, h.decision_number, h.causes, h.area_kind
     from person p join household h using (household_id) order by p.full_name`,
  )
  expect(people).toMatchObject([
    {
      full_name: 'Nguyễn Văn Thử 11',
      birth_date: '1957-06-05',
      identity_tail: '011',
      recognised_standing: 'poor',
      causes: ['illness'],
    },
    { full_name: 'Nguyễn Văn Thử 13', identity_tail: null, area_kind: 'urban' },
    { full_name: 'Trần Thị Thử 12', decision_number: '12/QĐ-UBND' },
  ])
  const actions = await ask('select count(*)::integer as n from action')
  const second = await checked(list)
  expect((await apply(second.file)).counts).toEqual({ unchanged: 2 })
  expect(await ask('select count(*)::integer as n from action')).toEqual(actions)
  expect(await ask('select count(content)::integer as n from import_household')).toMatchObject([{ n: 1 }])
})

test('a list of the next year changes what is new, takes in who is new, and names who is missing', async () => {
  await apply(
    (await checked([lines(head(21), member(22), member(23, { relation: 'Con', birth: '01/01/2000' }))])).file,
  )
  const next = await checked(
    [
      lines(
        head(21, { class: '2', decision_date: '12/01/2026' }),
        member(22),
        member(24, { relation: 'Con', birth: '01/01/2002' }),
      ),
    ],
    officer,
    '2026-01-14',
  )
  expect((await apply(next.file)).counts).toEqual({ changed: 1 })
  expect(
    await ask(
      `select h.recognised_standing, p.full_name, p.joined_on from household h join person p using (household_id)
       where h.head_name = 'Nguyễn Văn Thử 21' order by p.full_name`,
    ),
  ).toMatchObject([
    { recognised_standing: 'near_poor', full_name: 'Nguyễn Văn Thử 21' },
    { full_name: 'Trần Thị Thử 22' },
    { full_name: 'Trần Thị Thử 23', joined_on: '2025-12-31' },
    { full_name: 'Trần Thị Thử 24', joined_on: '2026-01-14' },
  ])
  const [row] = await as(officer)(tx => listRows(tx, next.file.import_id, {}, 10))
  expect(row?.problems.map(one => one.code)).toContain('member_not_listed')
})

test('somebody who is a member of another household keeps the household out', async () => {
  await apply((await checked([lines(head(31), member(32))])).file)
  const other = await checked([lines(head(33), member(32)), lines(head(34))])
  expect((await apply(other.file)).counts).toEqual({ refused: 1, registered: 1 })
  const [row] = await as(officer)(tx => listRows(tx, other.file.import_id, { states: ['refused'] }, 10))
  expect(row?.problems.at(-1)).toMatchObject({ code: 'person_elsewhere', row: 8 })
})

test('what the registry does not take is told and leaves the others alone', async () => {
  const { file } = await checked([
    lines(head(41)),
    lines(head(42, { head_name: 'Nguyễn Văn '.repeat(20) })),
    lines(head(43)),
  ])
  expect((await apply(file)).counts).toEqual({ registered: 2, refused: 1 })
  const [row] = await as(officer)(tx => listRows(tx, file.import_id, { states: ['refused'] }, 10))
  expect(row?.problems.at(-1)).toMatchObject({
    code: 'content_refused',
    args: { pointer: 'members/0/fields/full_name', reason: 'length' },
  })
})

test('a demo store takes no identity number of a real province', async () => {
  const { result } = await checked([lines(head(51, { identity: '031057000051' }))])
  expect([...result.problems.keys()]).toEqual(['identity_real'])
})

describe('households whose former commune was split', () => {
  const split = head(61, { commune: 'Phường Tân Tiến', commune_code: '11596', district: 'Quận An Dương' })

  test('wait for a choice, and go into the chosen commune', async () => {
    const user = await signInAs(store, { role: 'commune_officer', area: '11581' })
    const { file } = await checked([lines(split)], user)
    expect(await ask('select 1 from area_choice where import_id = $1', file.import_id)).toEqual([])
    expect(await apply(file, user)).toMatchObject({ counts: { waiting: 1 }, isDone: true })
    const [choice] = await ask(
      'select choice_id, candidates from area_choice where import_id = $1',
      file.import_id,
    )
    expect(choice).toMatchObject({ candidates: ['11581', '11593', '11602'] })
    await as(user)(tx => chooseArea(tx, choice['choice_id'], '11581', async () => undefined))
    expect(await applyImport(as(user), registry, file)).toMatchObject({
      counts: { registered: 1 },
      isDone: true,
    })
    expect(
      await ask(
        `select commune_code, territory, area_kind from household where head_name = 'Nguyễn Văn Thử 61'`,
      ),
    ).toEqual([{ commune_code: '11581', territory: 'east', area_kind: 'urban' }])
    expect(await as(user)(tx => findImport(tx, file.import_id))).toMatchObject({ state: 'applied' })
  })
})

describe('who may', () => {
  test('an import is seen by its creator and by the city, by nobody else', async () => {
    const { file } = await checked([lines(head(71))])
    const city = await signInAs(store, { role: 'city_officer' })
    const other = await signInAs(store, { role: 'commune_officer', area: '11311' })
    const surveyor = await signInAs(store, { role: 'surveyor', area: '11311' })
    const seen = async (user: TestUser) => [
      (await as(user)(tx => findImport(tx, file.import_id))) !== undefined,
      (await as(user)(tx => listRows(tx, file.import_id, {}, 10))).length,
    ]
    expect(await seen(city)).toEqual([true, 1])
    expect(await seen(other)).toEqual([false, 0])
    expect(await seen(surveyor)).toEqual([false, 0])
  })

  test('a surveyor begins none, and nobody begins one in another’s name', async () => {
    const surveyor = await signInAs(store, { role: 'surveyor', area: '11311' })
    const about = {
      kind: 'national',
      effective_on: '2025-12-31',
      escaped_on: null,
      commune_code: null,
    } as const
    await expect(as(surveyor)(tx => insertImport(tx, about))).rejects.toMatchObject({ code: '42501' })
    await expect(as(officer)(tx => insertImport(tx, about, surveyor.userId))).rejects.toMatchObject({
      code: '42501',
    })
  })
})

const HOUSEHOLDS = 'household_id,commune_code,area_kind\nT1,11311,urban\nT2,10507,urban\nT3,99999,urban\n'
const PERSONS =
  'person_id,household_id,relation_to_head,sex,has_hiv\nTP1,T1,head,male,false\nTP2,T2,head,female,\nTP3,T3,head,male,\n'
const REGISTRY =
  'person_id,household_id,full_name,identity_number,hamlet\nTP1,T1,Lê Thử,999057000101,Tổ 1\nTP2,T2,Lê Thử,999157000102,Thôn 1\n'

describe('the command line', () => {
  const parts = (name: string) => {
    const at = join(folder, name)
    mkdirSync(at, { recursive: true })
    writeFileSync(join(at, 'households.csv'), HOUSEHOLDS)
    writeFileSync(join(at, 'persons.csv'), PERSONS)
    writeFileSync(join(at, 'registry.csv'), REGISTRY)
    const paths = {
      households: join(at, 'households.csv'),
      persons: join(at, 'persons.csv'),
      registry: join(at, 'registry.csv'),
    }
    return { path: join(at, 'work'), contract: () => paths, workbook: () => '' }
  }
  const about = {
    kind: 'contract',
    effective_on: '2025-12-31',
    escaped_on: null,
    commune_code: null,
  } as const
  const direct = (dryRun: boolean) =>
    importDirectly(store, registry, { about, files: parts('direct'), services, actor: 'cli:test', dryRun })

  test('imports a data folder of the whole city, and the same folder again changes nothing', async () => {
    const dry = await direct(true)
    expect(dry.verdicts).toEqual({ accepted: 2, waiting: 0, repeated: 0, rejected: 1 })
    expect(dry.notTaken).toMatchObject([
      { place: 'households.csv', row: 4, problems: [{ code: 'commune_unknown' }] },
    ])
    expect(await ask(`select 1 from household where household_id like 'T_'`)).toEqual([])
    const done = await direct(false)
    expect(done.taken).toEqual({ registered: 2, changed: 0, unchanged: 0, refused: 0 })
    expect(
      await ask(
        `select household_id, commune_code, hamlet from household where household_id like 'T_' order by 1`,
      ),
    ).toEqual([
      { household_id: 'T1', commune_code: '11311', hamlet: 'Tổ 1' },
      { household_id: 'T2', commune_code: '10507', hamlet: 'Thôn 1' },
    ])
    const again = await direct(false)
    expect(again.taken).toEqual({ registered: 0, changed: 0, unchanged: 2, refused: 0 })
    expect(again.import_id).toBe(done.import_id)
    const { rows } = await withOwner(store, tx =>
      tx.client.query('select state, household_code, problems from import_household where import_id = $1', [
        done.import_id,
      ]),
    )
    expect(rows).toMatchObject([
      { state: 'rejected', household_code: 'T3', problems: [{ code: 'commune_unknown' }] },
    ])
  })
})

test('a check that fails leaves the import to be sent again', async () => {
  const run = as(officer)
  const file = await run(tx =>
    insertImport(tx, { kind: 'national', effective_on: '2025-12-31', escaped_on: null, commune_code: null }),
  )
  const at = new ImportFolder(folder, file.import_id)
  const text = join(folder, 'no.xlsx')
  writeFileSync(text, 'no workbook')
  copyFileSync(text, `${text}.copy`)
  await at.keep('workbook', 'xlsx', `${text}.copy`)
  await run(tx => moveImport(tx, file.import_id, ['receiving'], 'checking'))
  await expect(checkImport(run, file, at, services)).rejects.toMatchObject({ code: 'not_workbook' })
  expect(await run(tx => findImport(tx, file.import_id))).toMatchObject({ state: 'receiving' })
})
