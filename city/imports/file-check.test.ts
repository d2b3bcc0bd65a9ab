import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { FileContext } from './draft.ts'
import { type CheckOptions, FileCheck } from './file-check.ts'
import {
  type Cells,
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
import { digitsKey, KeyTable, textKey } from './key-table.ts'
import type { SheetKind } from './national-layout.ts'
import { PROBLEM_KINDS, type Problem, type ProblemCode, sentenceOf } from './problems.ts'
import type { HouseholdState } from './seen-households.ts'
import type { NationalLines } from './write-national.ts'
import { reasonText, writeRejectedNational } from './write-rejected.ts'

const folder = testFolder(afterAll)

interface Verdict {
  state: HouseholdState
  problems: Problem[]
  row: number
}

/** Verdicts after the whole file, what was taken back included. */
async function check(
  sheets: Partial<Record<SheetKind, NationalLines[]>>,
  options: CheckOptions = {},
  context: FileContext = CONTEXT,
): Promise<{ verdicts: Verdict[]; file: FileCheck }> {
  const file = new FileCheck(options)
  const verdicts = (await draftsOf(folder, sheets, context)).map(draft => {
    const { state, problems } = file.add(draft)
    return { state, problems: [...problems], row: draft.row }
  })
  for (const { index, state, problem } of file.end().retractions) {
    const verdict = verdicts[index]
    if (verdict) Object.assign(verdict, { state, problems: [...verdict.problems, problem] })
  }
  return { verdicts, file }
}

const codesOf = (verdict: Verdict | undefined): ProblemCode[] =>
  (verdict?.problems ?? []).map(one => one.code)

/** One household with one fault: [what is told, state, rows]. */
const FAULTS: readonly (readonly [ProblemCode, HouseholdState, ...Cells[]])[] = [
  ['head_missing', 'rejected', member(100)],
  ['heads_several', 'rejected', head(101), member(102, { relation: 'Chủ hộ' })],
  ['head_relation_differs', 'rejected', head(103, { relation: 'Con' })],
  ['person_without_name', 'rejected', head(104), member(105, { member_name: null })],
  ['member_count_differs', 'accepted', head(106, { size: 3 })],
  ['commune_missing', 'rejected', head(107, { commune: null, commune_code: null })],
  ['commune_unknown', 'rejected', head(108, { commune: 'Xã Không Có', commune_code: null })],
  ['commune_differs', 'rejected', head(109, { commune: 'Xã An Lão' })],
  [
    'commune_split',
    'waiting',
    head(110, { commune: 'Phường Tân Tiến', commune_code: '11596', district: 'Quận An Dương' }),
  ],
  [
    'commune_ended',
    'waiting',
    head(111, { commune: 'Phường Hạ Lý', commune_code: '11308', district: 'Quận Hồng Bàng' }),
  ],
  ['class_missing', 'accepted', head(112, { class: null })],
  ['class_unknown', 'rejected', head(113, { class: 'Hộ giàu' })],
  ['class_without_decision', 'accepted', head(114, { decision_date: null })],
  ['date_impossible', 'rejected', head(115), member(116, { birth: '31/02/1960' })],
  ['date_unreadable', 'rejected', head(117, { birth: '5/6/57' })],
  ['birth_before_1900', 'rejected', head(118, { birth: '01/01/1899' })],
  ['birth_after_decision', 'rejected', head(119), member(120, { birth: '11/12/2025', relation: 'Con' })],
  ['decision_in_future', 'rejected', head(121, { decision_date: '01/02/2026' })],
  ['birth_year_only', 'accepted', head(122, { birth: 1957 })],
  ['identity_zero_lost', 'accepted', head(123, { identity: 31057000001 })],
  ['identity_old', 'accepted', head(124, { identity: '999057001' })],
  ['identity_malformed', 'accepted', head(125, { identity: '99905700' })],
  ['identity_birth_differs', 'accepted', head(126, { birth: '05/06/1958' })],
  ['identity_sex_differs', 'accepted', head(127, { sex: 'Nữ' })],
  ['cell_error', 'rejected', head(128, { hamlet: '#N/A' })],
  ['sex_unknown', 'accepted', head(129, { sex: '2' })],
  ['relation_unknown', 'accepted', head(130), member(131, { relation: 'hàng xóm' })],
  ['ethnicity_unknown', 'accepted', head(132, { ethnicity: '30', minority: null })],
  ['flag_unknown', 'accepted', head(133, { merit: 'chưa rõ' })],
  ['cause_unknown', 'accepted', head(134, { cause: 'số phận' })],
  ['wish_unknown', 'accepted', head(135, { wished_support: 'vàng' })],
  ['points_unreadable', 'accepted', head(136, { b1: '12,5' })],
  ['minority_differs', 'accepted', head(137, { minority: 'x' })],
]

test('every fault of a row is told once, with its code, and nothing else is', async () => {
  const { verdicts, file } = await check({ listed: FAULTS.map(([, , ...rows]) => lines(...rows)) })
  const found = verdicts.map(one => [
    codesOf(one)
      .filter(code => code !== 'commune_converted')
      .join(' '),
    one.state,
  ])
  expect(found).toEqual(FAULTS.map(([code, state]) => [code, state]))
  const { totals } = file
  expect(totals.households).toBe(FAULTS.length)
  expect(totals.accepted + totals.rejected + totals.waiting + totals.repeated).toBe(FAULTS.length)
  expect(totals.waiting).toBe(2)
})

test('a list of a hundred and thirty people without marks is refused in pieces and not as one household', async () => {
  const rows = Array.from({ length: 130 }, (_, i) => member(2000 + i))
  const { verdicts } = await check({ listed: [lines(...rows)] })
  expect(verdicts.map(one => codesOf(one).join(' '))).toEqual([
    'members_too_many',
    'members_too_many',
    'head_missing',
  ])
})

test('the same household word for word counts once', async () => {
  const { verdicts, file } = await check({
    listed: [lines(head(1), member(2)), lines(head(1), member(2)), lines(head(3))],
  })
  expect(verdicts.map(one => one.state)).toEqual(['accepted', 'repeated', 'accepted'])
  expect(verdicts[1]?.problems).toEqual([{ code: 'household_repeated', row: 10, args: { row: 8 } }])
  expect(file.totals).toMatchObject({ households: 3, accepted: 2, repeated: 1, rejected: 0 })
})

test('a household without number or birth is the same only if all of it is', async () => {
  const bare = head(1, { identity: null, birth: null })
  const { verdicts } = await check({ listed: [lines(bare), lines(bare), lines({ ...bare, b1: 121 })] })
  expect(verdicts.map(one => one.state)).toEqual(['accepted', 'repeated', 'accepted'])
})

test('two different households under one code are both refused, each naming the row of the other', async () => {
  const { verdicts, file } = await check({
    listed: [
      lines(head(1, { household_code: 'A-1' })),
      lines(head(2, { household_code: 'A-1' })),
      lines(head(3, { household_code: 'A-2' })),
    ],
  })
  expect(verdicts.map(one => one.state)).toEqual(['rejected', 'rejected', 'accepted'])
  expect(verdicts[0]?.problems).toEqual([{ code: 'household_code_repeated', row: 8, args: { row: 9 } }])
  expect(file.totals).toMatchObject({ accepted: 1, rejected: 2 })
})

test('one code in two communes is two households', async () => {
  const { verdicts } = await check({
    listed: [
      lines(head(1, { household_code: '1' })),
      lines(head(2, { household_code: '1', commune: 'Xã An Lão', commune_code: '11629' })),
    ],
  })
  expect(verdicts.map(one => one.state)).toEqual(['accepted', 'accepted'])
})

test('a head who stands as head twice with other content is refused twice', async () => {
  const { verdicts } = await check({ listed: [lines(head(1)), lines(head(1, { b1: 99 }))] })
  expect(verdicts.map(codesOf)).toEqual([['head_repeated'], ['head_repeated']])
})

test('a person in two households refuses both, a person twice in one household refuses it', async () => {
  const { verdicts } = await check({
    listed: [
      lines(head(1), member(9)),
      lines(head(2), member(9)),
      lines(head(3), member(8), member(8)),
      lines(head(4)),
    ],
  })
  expect(verdicts.map(one => [one.state, codesOf(one)])).toEqual([
    ['rejected', ['person_repeated']],
    ['rejected', ['person_repeated']],
    ['rejected', ['person_repeated_inside']],
    ['accepted', []],
  ])
  expect(verdicts[0]?.problems[0]?.args).toEqual({ row: 11 })
})

const escaped = (n: number): NationalLines =>
  lines({
    head_mark: 'x',
    name: `Nguyễn Văn Thử ${n}`,
    relation: 'Chủ hộ',
    birth: '05/06/1957',
    sex: 'Nam',
    identity: `999057${String(n).padStart(6, '0')}`,
    address: 'Tổ 3, phường Hồng Bàng',
    note: 'Quyết định 12/QĐ ngày 10/12/2025',
  })

test('who went from poor to near-poor stands on two lists, and the list of the near-poor counts', async () => {
  const { verdicts, file } = await check({
    listed: [lines(head(1, { class: '2' }), member(2))],
    escaped_poor: [escaped(1), escaped(5)],
  })
  expect(verdicts.map(one => [one.state, codesOf(one)])).toEqual([
    ['accepted', []],
    ['repeated', ['household_listed_too']],
    ['accepted', []],
  ])
  expect(file.totals).toMatchObject({ accepted: 2, repeated: 1 })
})

test('who is listed as poor and as escaped is refused on both lists', async () => {
  const { verdicts } = await check({ listed: [lines(head(1))], escaped_poor: [escaped(1)] })
  expect(verdicts.map(one => [one.state, codesOf(one)])).toEqual([
    ['rejected', ['household_contradicts']],
    ['rejected', ['household_contradicts']],
  ])
})

test('a household outside the importer’s communes is refused, one that may have gone there waits', async () => {
  const { verdicts } = await check(
    {
      listed: [
        lines(head(1)),
        lines(head(2, { commune: 'Xã An Lão', commune_code: '11629' })),
        lines(head(3, { commune: 'Phường Tân Tiến', commune_code: '11596', district: 'Quận An Dương' })),
      ],
    },
    { communes: new Set(['11629', '11311', '11581']) },
  )
  expect(verdicts.map(one => one.state)).toEqual(['accepted', 'accepted', 'waiting'])
  const foreign = await check({ listed: [lines(head(1))] }, { communes: new Set(['11629']) })
  expect(codesOf(foreign.verdicts[0])).toEqual(['commune_foreign'])
})

test('communes whose totals are missing are named', async () => {
  const { file } = await check({ listed: [lines(head(1))] }, { hasTotals: () => false })
  expect(file.end().communesWithoutTotals).toEqual(['11311'])
  const known = await check({ listed: [lines(head(1))] }, { hasTotals: () => true })
  expect(known.file.end().communesWithoutTotals).toEqual([])
})

test('every sentence says what is wrong and what to do, in both languages, and leaves no gap unfilled', () => {
  for (const [code, { vi, en }] of Object.entries(PROBLEM_KINDS)) {
    expect(vi.length, code).toBeGreaterThan(15)
    expect(en, code).not.toBe(vi)
    expect([...en.matchAll(/\{\w+\}/g)].join(), code).toBe([...vi.matchAll(/\{\w+\}/g)].join())
  }
  expect(sentenceOf({ code: 'head_repeated', row: 12, column: 'C', args: { row: 8 } })).toBe(
    'Dòng 12, cột C: Chủ hộ này còn là chủ hộ ở dòng 8 với nội dung khác. Giữ lại một hộ.',
  )
  expect(sentenceOf({ code: 'members_missing', row: 3 }, 'en')).toBe(
    'Row 3: The household has no person. Add its members or take it off the list.',
  )
})

test('rejected households come back in the same layout with their reasons, and mended they are taken', async () => {
  const source = await workbook(folder, {
    listed: [
      lines(head(1)),
      lines(head(2, { birth: '31/02/1957' }), member(3)),
      lines(head(4, { class: 'Hộ giàu' })),
    ],
    escaped_poor: [escaped(7)],
  })
  const file = new FileCheck()
  const reasons = new Map<string, readonly Problem[]>()
  for (const household of await householdsIn(source)) {
    const { state, problems, draft } = file.add(fromNational(household, CONTEXT))
    if (state === 'rejected') reasons.set(`${draft.place}:${draft.row}`, problems)
  }
  const target = join(folder, 'rejected.xlsx')
  expect(await writeRejectedNational(source, target, (place, row) => reasons.get(`${place}:${row}`))).toBe(2)
  const back = await householdsIn(target)
  const given = (await householdsIn(source)).filter(
    one => [9, 11].includes(one.row) && one.sheet === 'listed',
  )
  expect(back.map(one => one.rows.map(row => row.cells))).toEqual(
    given.map(one => one.rows.map(row => row.cells)),
  )
  const { openWorkbook } = await import('./workbook/index.ts')
  const book = await openWorkbook(target)
  const texts: string[] = []
  for await (const row of book.sheets[0]?.rows() ?? []) texts.push(String(row.cells.at(-1)))
  await book.close()
  expect(texts).toContain('Lý do không nhập')
  expect(texts.filter(text => text.startsWith('Dòng 9, cột F: Ngày không có trong lịch'))).toHaveLength(1)
})

test('what must be mended stands before what was only noticed', () => {
  const text = reasonText([
    { code: 'identity_old', row: 8, column: 'H' },
    { code: 'class_unknown', row: 8, column: 'P' },
  ])
  expect(text.split('\n').map(line => line.slice(0, 14))).toEqual(['Dòng 8, cột P:', 'Dòng 8, cột H:'])
})

test('a table of keys finds what was put in, however many', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 3000 }), texts => {
      const table = new KeyTable()
      texts.forEach((text, i) => {
        expect(table.findOrAdd(...textKey(text), i)).toBe(-1)
      })
      texts.forEach((text, i) => {
        expect(table.findOrAdd(...textKey(text), 9)).toBe(i)
      })
    }),
    { numRuns: 20 },
  )
  const numbers = new KeyTable()
  for (let i = 0; i < 100_000; i++)
    expect(numbers.findOrAdd(...digitsKey(String(i).padStart(12, '0')), i)).toBe(-1)
  expect(numbers.findOrAdd(...digitsKey('000000000007'), 0)).toBe(7)
  expect(digitsKey('031057001')).not.toEqual(digitsKey('000031057001'))
})
