import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Excel from 'exceljs'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { contentHash } from './content-hash.ts'
import {
  allOf,
  CONTEXT,
  draftsOf,
  head,
  householdsIn,
  lines,
  member,
  testFolder,
  workbook,
} from './fixture.ts'
import { fromNational } from './from-national.ts'
import type { Field, SheetKind } from './national-layout.ts'
import { readNational } from './read-national.ts'
import { listOf, type NationalSource, toNational } from './to-national.ts'
import { fieldsWritten, writeNational } from './write-national.ts'

const folder = testFolder(afterAll)

test('a household of a clean list is read with its facts, its registry fields and its members', async () => {
  const [draft] = await draftsOf(folder, {
    listed: [lines(head(1), member(2), member(3, { relation: 'Con', birth: 2010 }))],
  })
  expect(draft?.problems.map(one => one.code)).toEqual(['birth_year_only', 'identity_birth_differs'])
  expect(draft).toMatchObject({
    place: 'Hộ nghèo, hộ cận nghèo',
    row: 8,
    code: null,
    commune: { kind: 'found', code: '11311' },
    list: 'listed',
    standing: 'poor',
    facts: {
      territory: 'east',
      area_kind: 'urban',
      recognised_standing: 'poor',
      recognised_on: '2025-12-10',
      recognised_until: null,
      no_labour_capacity: true,
      has_merit_person: false,
      b1_points: 120,
      b2_points: 40,
    },
    fields: {
      hamlet: 'Tổ dân phố 3',
      decision_number: '12/QĐ-UBND',
      decision_on: '2025-12-10',
      causes: ['illness'],
    },
  })
  expect(draft?.members).toEqual([
    {
      row: 8,
      person_id: null,
      facts: { relation_to_head: 'head', sex: 'male', birth_date: '1957-06-05', ethnicity: 'Kinh' },
      fields: { full_name: 'Nguyễn Văn Thử 1', identity_number: '999057000001' },
    },
    {
      row: 9,
      person_id: null,
      facts: { relation_to_head: 'spouse', sex: 'female', birth_date: '1960-02-01', ethnicity: 'Kinh' },
      fields: { full_name: 'Trần Thị Thử 2', identity_number: '999160000002' },
    },
    {
      row: 10,
      person_id: null,
      facts: { relation_to_head: 'child', sex: 'female', ethnicity: 'Kinh' },
      fields: { full_name: 'Trần Thị Thử 3', birth_year: 2010, identity_number: '999160000003' },
    },
  ])
})

test('an empty cell says nothing: neither no, nor none, nor unknown', async () => {
  const [draft] = await draftsOf(folder, {
    listed: [
      lines({ head_mark: 'x', head_name: 'Nguyễn Văn Thử', relation: 'Chủ hộ', commune_code: '11311' }),
    ],
  })
  expect(draft?.facts).toEqual({ territory: 'east', area_kind: 'urban' })
  expect(draft?.fields).toEqual({})
  expect(draft?.members[0]?.facts).toEqual({ relation_to_head: 'head' })
})

test('sheets are found by their titles in any order, columns by their headings in any place', async () => {
  const book = new Excel.Workbook()
  book.addWorksheet('Hướng dẫn').addRow(['Cách điền biểu'])
  const escaped = book.addWorksheet('Sheet2')
  escaped.getCell('A1').value = 'Danh sách hộ THOÁT CẬN NGHÈO năm 2025'
  escaped.getRow(2).values = [
    'TT',
    'Chủ hộ (đánh dấu x)',
    'Họ và tên',
    'Dân tộc',
    'Quan hệ với chủ hộ',
    'Giới tính',
    'Năm sinh',
    'Số CCCD',
  ]
  escaped.getRow(3).values = ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)']
  escaped.getRow(4).values = [1, 'x', 'Lê Văn Thử', 'Tày', 'Chủ hộ', 'Nam', '1950', '999050000001']
  const listed = book.addWorksheet('Sheet1')
  listed.getCell('C2').value = 'DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT'
  listed.getRow(4).values = [null, null, 'Họ và tên', null, 'Thông tin']
  listed.getRow(5).values = [
    'STT',
    'Chủ hộ',
    'Chủ hộ',
    'Thành viên',
    'Quan hệ',
    'Ngày sinh',
    'Giới tính',
    'CCCD',
    'Mã xã',
    'Tên xã',
    'Phân loại hộ',
  ]
  listed.mergeCells('C4:D4')
  listed.getRow(6).values = [
    1,
    'x',
    'Lê Thị Thử',
    null,
    'Chủ hộ',
    '01/01/1950',
    'Nữ',
    '999150000002',
    '11311',
    'Hồng Bàng',
    'Hộ cận nghèo',
  ]
  listed.getRow(7).values = [null, null, null, 'Lê Văn Con', 'Con', '01/01/1980', 'Nam', '999080000003']
  const path = join(folder, 'moved.xlsx')
  await book.xlsx.writeFile(path)
  const reading = readNational(path)
  const found = await allOf(reading.households)
  expect(reading.notes.otherSheets).toEqual(['Hướng dẫn'])
  expect(found.map(one => [one.sheet, one.row, one.rows.length])).toEqual([
    ['escaped_near_poor', 4, 1],
    ['listed', 6, 2],
  ])
  expect(found[0]?.rows[0]?.cells).toMatchObject({ name: 'Lê Văn Thử', ethnicity: 'Tày', birth: '1950' })
  expect(found[1]?.rows[0]?.cells).toMatchObject({
    head_mark: 'x',
    head_name: 'Lê Thị Thử',
    commune_code: '11311',
    commune: 'Hồng Bàng',
    class: 'Hộ cận nghèo',
  })
  expect(found[1]?.rows[1]?.cells).toMatchObject({ member_name: 'Lê Văn Con', relation: 'Con' })
})

test('a row of totals or a signature is no person and is told, not lost', async () => {
  const path = await workbook(folder, {
    listed: [
      lines(head(1)),
      lines({ head_name: 'Tổng cộng', b1: 120 }),
      lines({ member_name: 'NGƯỜI LẬP BIỂU' }),
    ],
  })
  const reading = readNational(path)
  for await (const one of reading.households) expect(one.rows).toHaveLength(1)
  expect(reading.notes).toMatchObject({ rows: 3, ignoredCount: 2 })
  expect(reading.notes.ignored.map(one => one.row)).toEqual([9, 10])
})

test('a workbook without any of the lists is refused in words', async () => {
  const book = new Excel.Workbook()
  book.addWorksheet('A').addRow(['Danh sách người có công'])
  const path = join(folder, 'other.xlsx')
  await book.xlsx.writeFile(path)
  await expect(householdsIn(path)).rejects.toMatchObject({ code: 'sheets_missing' })
  writeFileSync(path, 'household_id\n')
  await expect(householdsIn(path)).rejects.toMatchObject({ code: 'not_workbook' })
})

test('who escaped keeps the former standing, and the decision in the note gives the day', async () => {
  const [dated, undated] = await draftsOf(folder, {
    escaped_poor: [
      lines({
        head_mark: 'x',
        name: 'Lê Văn Thử',
        relation: 'Chủ hộ',
        sex: 'Nam',
        address: 'Thôn 2, xã An Lão',
        note: 'Quyết định số 7/QĐ-UBND ngày 12/12/2025',
      }),
    ],
    escaped_near_poor: [
      lines({ head_mark: 'x', name: 'Lê Văn Thử', relation: 'Chủ hộ', sex: 'Nam', address: 'Thôn 9' }),
    ],
  })
  expect(dated).toMatchObject({
    commune: { kind: 'found', code: '11629' },
    facts: {
      previous_standing: 'poor',
      escaped_on: '2025-12-12',
      recognised_standing: 'above_near_poor',
      area_kind: 'rural',
    },
    fields: { hamlet: 'Thôn 2', decision_number: '7/QĐ-UBND', decision_on: '2025-12-12' },
  })
  expect(undated?.facts).toEqual({ previous_standing: 'near_poor' })
  expect(undated?.problems.map(one => one.code)).toEqual(['commune_missing', 'escape_without_date'])
})

test('a list without communes takes the commune that the importer chose', async () => {
  const [draft] = await draftsOf(
    folder,
    { escaped_poor: [lines({ head_mark: 'x', name: 'Lê Văn Thử', relation: 'Chủ hộ', address: 'Thôn 9' })] },
    { ...CONTEXT, commune_code: '11311', escaped_on: '2025-12-20' },
  )
  expect(draft).toMatchObject({
    commune: { kind: 'found', code: '11311' },
    fields: { hamlet: 'Thôn 9' },
    problems: [],
  })
  expect(draft?.facts).toMatchObject({ escaped_on: '2025-12-20' })
})

/** Cells that come back as they were written: what a workbook can hold, and no blanks at the ends. */
const anyCell = fc.oneof(
  fc.constantFrom(
    '=1+1',
    '+84',
    '-5',
    '@SUM(A1)',
    '0',
    'x',
    '\u1EBF',
    'Đặng',
    '007',
    '1e5',
    '12/12/2025',
    'a\nb',
    '<&>"\'',
  ),
  fc
    .string({
      unit: fc.constantFrom(...'aăâđêôơưáàảãạ ốờ0123456789=+-@,;"\'&<>/'),
      minLength: 1,
      maxLength: 12,
    })
    .filter(text => text.trim() === text),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc
    .integer({ min: 0, max: 40_000 })
    .map(n => ({ day: new Date(Date.UTC(1920, 0, 1) + n * 86_400_000).toISOString().slice(0, 10) })),
)

const anyRow = (kind: SheetKind, isHead: boolean) => {
  const fields = fieldsWritten(kind).filter(
    (field): field is Field => field !== null && field !== 'head_mark' && field !== 'relation',
  )
  return fc
    .record(Object.fromEntries(fields.map(field => [field, anyCell])), { requiredKeys: [] })
    .map(cells => ({
      ...cells,
      ...(isHead
        ? { head_mark: 'x', [kind === 'listed' ? 'head_name' : 'name']: 'Lê Thử', relation: 'Chủ hộ' }
        : { relation: 'Con' }),
    }))
  // a member's row that names the head would be a row of a head without its mark only if it said so: it says Con
}

const anyHouseholds = (kind: SheetKind) =>
  fc.array(fc.tuple(anyRow(kind, true), fc.array(anyRow(kind, false), { maxLength: 4 })), { maxLength: 6 })

test('whatever the cells hold, a list that is written and read again holds the same cells', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyHouseholds('listed'),
      anyHouseholds('escaped_poor'),
      anyHouseholds('escaped_near_poor'),
      async (...lists) => {
        const kinds: SheetKind[] = ['listed', 'escaped_poor', 'escaped_near_poor']
        const given = lists.flatMap((households, i) =>
          households.map(([first, rest]) => ({ sheet: kinds[i], rows: [first, ...rest] })),
        )
        const path = join(folder, 'round.xlsx')
        await writeNational(path, {
          sheets: Object.fromEntries(
            kinds.map(kind => [
              kind,
              given.filter(one => one.sheet === kind).map(({ rows }) => lines(...rows)),
            ]),
          ),
        })
        const read = await householdsIn(path)
        expect(read.map(({ sheet, rows }) => ({ sheet, rows: rows.map(row => row.cells) }))).toEqual(given)
      },
    ),
    { numRuns: 60 },
  )
})

const anyDay = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 86_400_000, max: Date.parse(to) / 86_400_000 })
    .map(n => new Date(n * 86_400_000).toISOString().slice(0, 10))
const some = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined })
const without = <T extends object>(of: T): T =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T

const anyMember = fc.nat(999_999).chain(n =>
  fc
    .record({
      sex: some(fc.constantFrom('male', 'female')),
      birth: some(anyDay('1930-01-01', '2025-12-01')),
      year: fc.integer({ min: 1930, max: 2024 }),
      relation: fc.constantFrom('spouse', 'child', 'parent', 'grandchild', 'other'),
      ethnicity: some(fc.constantFrom('Kinh', 'Tày', 'Mường', 'Hoa', 'Khơ Mú')),
    })
    .map(({ sex, birth, year, relation, ethnicity }) => ({
      facts: without({ relation_to_head: relation, sex, birth_date: birth, ethnicity }),
      fields: without({
        full_name: `Phạm Thử ${n}`,
        identity_number: `999999${String(n).padStart(6, '0')}`,
        birth_year: birth === undefined ? year : undefined,
      }),
    })),
)

const anySource: fc.Arbitrary<NationalSource> = fc
  .record({
    standing: fc.constantFrom('poor', 'near_poor'),
    on: anyDay('2025-12-01', '2025-12-31'),
    b1: some(fc.nat(200)),
    b2: some(fc.nat(120)),
    no_labour: some(fc.boolean()),
    merit: some(fc.boolean()),
    causes: fc.subarray([
      'no_land',
      'no_capital',
      'no_labour',
      'no_tools',
      'no_knowledge',
      'no_skill',
      'illness',
      'other',
    ]),
    wishes: fc.subarray(['health', 'education', 'production', 'credit', 'housing', 'other']),
    members: fc.array(anyMember, { minLength: 1, maxLength: 6 }),
    hamlet: some(fc.constantFrom('Thôn Đông', 'Tổ dân phố 5')),
  })
  .map(({ standing, on, b1, b2, no_labour, merit, causes, wishes, members, hamlet }) => ({
    commune_code: '11311',
    commune_name: 'Phường Hồng Bàng',
    facts: without({
      territory: 'east',
      area_kind: 'urban',
      recognised_standing: standing,
      recognised_on: on,
      recognised_until: null,
      b1_points: b1,
      b2_points: b2,
      no_labour_capacity: no_labour,
      has_merit_person: merit,
    }),
    fields: without({
      hamlet,
      decision_number: '12/QĐ-UBND',
      decision_on: on,
      causes: causes.length ? causes : undefined,
      wished_support: wishes.length ? wishes : undefined,
    }),
    members: members.map((one, i) =>
      i === 0 ? { ...one, facts: { ...one.facts, relation_to_head: 'head' } } : one,
    ),
  })) as fc.Arbitrary<NationalSource>

test('a household of the registry that is written, in codes or words, and read again has the same content', async () => {
  await fc.assert(
    fc.asyncProperty(anySource, fc.boolean(), async (source, words) => {
      const path = join(folder, 'registry.xlsx')
      const kind = listOf(source.facts) ?? 'listed'
      await writeNational(path, {
        sheets: {
          [kind]: [
            toNational(source, kind, { province_name: 'Thành phố Hải Phòng', on: '2025-12-31', words }),
          ],
        },
      })
      const [read] = await householdsIn(path)
      if (!read) throw new Error('no household')
      const draft = fromNational(read, CONTEXT)
      const members = source.members.map(one => ({ ...one, row: 0, person_id: null }))
      const given = { ...draft, facts: source.facts, fields: source.fields, members }
      expect({ ...draft, members: draft.members.map(one => ({ ...one, row: 0 })) }).toEqual(given)
      expect(contentHash(draft)).toEqual(contentHash(given))
    }),
    { numRuns: 80 },
  )
})
