import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Excel from 'exceljs'
import { afterAll, expect, test } from 'vitest'
import type { Cell } from '../cell.ts'
import { workbookOf, zipOf } from './fixture.ts'
import { openWorkbook, WORKBOOK_LIMITS } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'ansinh-workbook-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function cellsOf(bytes: Buffer, limits = WORKBOOK_LIMITS): Promise<(readonly Cell[])[]> {
  const path = join(folder, `${Math.random()}.xlsx`)
  writeFileSync(path, bytes)
  const book = await openWorkbook(path, limits)
  try {
    const rows: (readonly Cell[])[] = []
    for (const sheet of book.sheets) for await (const { cells } of sheet.rows()) rows.push(cells)
    return rows
  } finally {
    await book.close()
  }
}

async function written(fill: (book: Excel.Workbook) => void): Promise<Buffer> {
  const book = new Excel.Workbook()
  fill(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('no letter of a name is damaged where the file is read in pieces', async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `Nguyễn Thị Hồng Phượng ${i} Đặng Ứng`)
  const bytes = await written(book => {
    const sheet = book.addWorksheet('A')
    for (const name of names) sheet.addRow([name])
  })
  expect((await cellsOf(bytes)).map(([cell]) => cell)).toEqual(names)
})

test('texts, numbers, dates, ticks, formulas and failed formulas are read as what they show', async () => {
  const bytes = await written(book => {
    const sheet = book.addWorksheet('A')
    sheet.addRow([
      '031057000001',
      20821,
      new Date('1957-06-05T00:00:00Z'),
      new Date('1957-06-05T13:30:00Z'),
      true,
      { formula: 'A1', result: 'hộ nghèo' },
      { formula: '1+1', result: 2 },
      { error: '#N/A' },
      { richText: [{ text: 'Trần ' }, { font: { bold: true }, text: 'Văn Bình' }] },
    ])
  })
  expect(await cellsOf(bytes)).toEqual([
    [
      '031057000001',
      20821,
      { day: '1957-06-05' },
      { day: '1957-06-05' },
      true,
      'hộ nghèo',
      2,
      '#N/A',
      'Trần Văn Bình',
    ],
  ])
})

test('a year typed into a cell in a date format stays a year', async () => {
  const bytes = await written(book => {
    const cell = book.addWorksheet('A').getCell('A1')
    cell.value = 1957
    cell.numFmt = 'dd/mm/yyyy'
  })
  expect(await cellsOf(bytes)).toEqual([[1957]])
})

test('dates of a workbook that counts from 1904 are the days that it shows', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
  const bytes = workbookOf('<row r="1"><c r="A1" s="1"><v>19513</v></c></row>', {
    'xl/workbook.xml':
      '<workbook><workbookPr date1904="1"/><sheets><sheet name="A" sheetId="1"/></sheets></workbook>',
    'xl/styles.xml': styles,
  })
  expect(await cellsOf(bytes)).toEqual([[{ day: '1957-06-04' }]])
})

test('rows and cells without references, and tags with a prefix, are read in their order', async () => {
  const bytes = zipOf({
    'xl/workbook.xml':
      '<x:workbook xmlns:x="m"><x:sheets><x:sheet name="A" sheetId="1"/></x:sheets></x:workbook>',
    'xl/worksheets/sheet1.xml':
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c/><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>',
  })
  expect(await cellsOf(bytes)).toEqual([['a', null, 3]])
})

test('a hidden sheet is not read', async () => {
  const bytes = await written(book => {
    book.addWorksheet('A').addRow(['seen'])
    book.addWorksheet('B', { state: 'hidden' }).addRow(['unseen'])
  })
  expect(await cellsOf(bytes)).toEqual([['seen']])
})

test('an archive that unpacks to more than it says ends the reading', async () => {
  const bomb = workbookOf(`<row r="1"><c r="A1"><v>${'1'.repeat(5_000_000)}</v></c></row>`)
  expect(bomb.length).toBeLessThan(20_000)
  await expect(cellsOf(bomb, { bytes: 1_000_000, entries: 100 })).rejects.toMatchObject({ code: 'too_large' })
})

test('an archive of too many entries is refused before any is unpacked', async () => {
  const many = zipOf(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`e${i}`, ''])))
  await expect(cellsOf(many, { bytes: 1_000_000, entries: 100 })).rejects.toMatchObject({ code: 'too_large' })
})

test('what is no workbook is said in words: an old .xls, a file with a password, a text, half a file', async () => {
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000)])
  await expect(cellsOf(old)).rejects.toMatchObject({
    code: 'old_workbook',
    vi: expect.stringContaining('.xlsx'),
  })
  await expect(cellsOf(zipOf({ 'xl/workbook.xml': '<a/>' }, 1))).rejects.toMatchObject({
    code: 'old_workbook',
  })
  await expect(cellsOf(Buffer.from('household_id,commune_code\n'.repeat(9)))).rejects.toMatchObject({
    code: 'not_workbook',
  })
  const whole = workbookOf('<row r="1"><c r="A1"><v>1</v></c></row>')
  await expect(cellsOf(whole.subarray(0, whole.length - 40))).rejects.toMatchObject({ code: 'damaged' })
  await expect(cellsOf(zipOf({ 'word/document.xml': '<a/>' }))).rejects.toMatchObject({
    code: 'not_workbook',
  })
  await expect(cellsOf(workbookOf('<row r="1"><c r="A1"><v>1</v></row>'))).rejects.toMatchObject({
    code: 'damaged',
  })
})

test('an entity of the document’s own is not expanded', async () => {
  const bytes = workbookOf('', {
    'xl/worksheets/sheet1.xml':
      '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>',
  })
  await expect(cellsOf(bytes)).rejects.toMatchObject({ code: 'damaged' })
})
