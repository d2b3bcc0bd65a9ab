import { createRequire } from 'node:module'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { type Column, csvOf, fileOf, parquetOf, xlsxOf } from './index.ts'

// The reader of a stranger judges what we write.
const Excel = createRequire(import.meta.url)('exceljs') as typeof import('exceljs')

interface Person {
  readonly name: string | null
  readonly identity: string
  readonly amount: number | bigint | null
  readonly income: string | null
  readonly born: string | null
  readonly recorded: Date
  readonly poor: boolean | null
}
const columns: Column<Person>[] = [
  { key: 'full_name', title: 'Họ và tên', type: 'text', value: row => row.name, width: 30 },
  { key: 'identity_number', title: 'Số định danh', type: 'text', value: row => row.identity },
  { key: 'amount', title: 'Số tiền', type: 'integer', value: row => row.amount },
  { key: 'income', title: 'Thu nhập', type: 'decimal', value: row => row.income },
  { key: 'born_on', title: 'Ngày sinh', type: 'date', value: row => row.born },
  { key: 'recorded_at', title: 'Ghi lúc', type: 'time', value: row => row.recorded },
  { key: 'poor', title: 'Hộ nghèo', type: 'boolean', value: row => row.poor },
]
const recorded = new Date('2026-11-02T01:30:00Z')
const known: Person = {
  name: 'Đặng Thị "Ứng"',
  identity: '099985000001',
  amount: -540_000,
  income: '-1250.50',
  born: '1957-03-09',
  recorded,
  poor: true,
}
const unknown: Person = {
  name: null,
  identity: '',
  amount: null,
  income: null,
  born: null,
  recorded,
  poor: null,
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
async function sheetsOf(bytes: Buffer) {
  const book = new Excel.Workbook()
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0])
  return book.worksheets
}
/** A reader of RFC 4180 that knows nothing of the writer. */
function csvCells(text: string, separator = ','): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let inside = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]
    if (inside && sign === '"' && text[i + 1] === '"') cell += text[i++]
    else if (sign === '"' && (inside || cell === '')) inside = !inside
    else if (!inside && (sign === separator || sign === '\n')) {
      rows.at(-1)?.push(cell.replace(/\r$/, ''))
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  rows.pop()
  return rows
}

test('a list in CSV opens in Excel with its Vietnamese, and unknown is empty, not 0 or false', async () => {
  const bytes = await bytesOf(csvOf([known, unknown], columns))
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(bytes.toString('utf8').slice(1).split('\r\n')).toEqual([
    'full_name,identity_number,amount,income,born_on,recorded_at,poor',
    '"Đặng Thị ""Ứng""",099985000001,-540000,-1250.50,1957-03-09,2026-11-02T01:30:00.000Z,true',
    ',,,,,2026-11-02T01:30:00.000Z,',
    '',
  ])
})

const nasty = fc.oneof(
  fc.string(),
  fc.string({
    unit: fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ';',
      ',',
      '"',
      "'",
      ' ',
      '＝',
      '|',
      'A',
      '1',
      '(',
    ),
  }),
)
const formula = /^[ \t\u00a0"]*[=+\-@＝＋－＠]/
const dangerous = /^[\t\r\n]/

test('no cell of a CSV begins like a formula unless it is a number, whatever is written into a name', () =>
  fc.assert(
    fc.asyncProperty(fc.array(nasty, { minLength: 1, maxLength: 4 }), fc.integer(), async (texts, amount) => {
      const rows: Column<typeof texts>[] = [
        ...texts.map(
          (_, i): Column<typeof texts> => ({ key: `t${i}`, title: '', type: 'text', value: row => row[i] }),
        ),
        { key: 'amount', title: '', type: 'integer', value: () => amount },
      ]
      const text = (await bytesOf(csvOf([texts], rows))).toString('utf8').slice(1)
      const [, cells = []] = csvCells(text)
      expect(cells).toHaveLength(texts.length + 1)
      expect(cells.at(-1)).toBe(String(amount))
      for (const cell of cells.slice(0, -1)) {
        expect(cell).not.toMatch(formula)
        expect(cell).not.toMatch(dangerous)
      }
      // read with semicolons, as a Vietnamese Excel does, there is no formula either
      for (const cell of csvCells(text, ';').flat())
        if (cell !== String(amount)) expect(cell).not.toMatch(formula)
    }),
    { numRuns: 500 },
  ))

test('a harmless text comes out of a CSV as it went in', () =>
  fc.assert(
    fc.asyncProperty(fc.string(), async name => {
      fc.pre(!/[=+\-@\t\r\n]/.test(name))
      const text = (await bytesOf(csvOf([{ ...known, name }], columns))).toString('utf8').slice(1)
      expect(csvCells(text)[1]?.[0]).toBe(name.toWellFormed())
    }),
  ))

test('a workbook keeps zeros of identity numbers, dates are dates, and nothing is a formula', async () => {
  const evil = '=HYPERLINK("https://evil.example","Bấm")'
  const [sheet] = await sheetsOf(
    await bytesOf(xlsxOf([known, unknown, { ...known, name: evil }], columns, 'Hộ nghèo 11/2026')),
  )
  expect(sheet?.name).toBe('Hộ nghèo 11 2026')
  const row = (n: number) => ((sheet?.getRow(n).values ?? []) as unknown[]).slice(1)
  expect(row(1)).toEqual(columns.map(column => column.title))
  expect(row(2)).toEqual([
    'Đặng Thị "Ứng"',
    '099985000001',
    -540000,
    -1250.5,
    new Date('1957-03-09'),
    new Date('2026-11-02T08:30:00Z'),
    true,
  ])
  expect([1, 3, 4, 5, 7].map(cell => sheet?.getCell(3, cell).value)).toEqual([null, null, null, null, null])
  expect(sheet?.getCell('A4').value).toBe(evil)
  expect(sheet?.getCell('A4').type).toBe(Excel.ValueType.String)
  expect(sheet?.getCell('E2').numFmt).toBe('dd/mm/yyyy')
})

test('a workbook can be opened whatever is written into a name', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), async names => {
      const rows = names.map(name => ({ ...known, name }))
      const [sheet] = await sheetsOf(await bytesOf(xlsxOf(rows, columns, 'x')))
      expect(sheet?.rowCount).toBe(names.length + 1)
      expect(sheet?.getCell(names.length + 1, 2).value).toBe('099985000001')
    }),
    { numRuns: 60 },
  ))

test('numbers that Excel would change, and days before its calendar is right, are written as text', async () => {
  const far: Person = {
    ...known,
    amount: 12_345_678_901_234_567n,
    born: '1899-05-01',
    income: '1234567890123.4567',
  }
  const [sheet] = await sheetsOf(await bytesOf(xlsxOf([far], columns, 'x')))
  expect(['C2', 'D2', 'E2'].map(at => sheet?.getCell(at).value)).toEqual([
    '12345678901234567',
    '1234567890123.4567',
    '1899-05-01',
  ])
})

test('more rows than a sheet holds go on in the next, none is lost', async () => {
  const rows = Array.from({ length: 25 }, (_, i) => ({ ...known, amount: i }))
  const sheets = await sheetsOf(await bytesOf(xlsxOf(rows, columns, 'Danh sách', 10)))
  expect(sheets.map(sheet => [sheet.name, sheet.rowCount])).toEqual([
    ['Danh sách', 11],
    ['Danh sách (2)', 11],
    ['Danh sách (3)', 6],
  ])
  expect(sheets[2]?.getCell('C6').value).toBe(24)
  expect(await sheetsOf(await bytesOf(xlsxOf(rows.slice(0, 10), columns, 'x', 10)))).toHaveLength(1)
  expect((await sheetsOf(await bytesOf(xlsxOf([], columns, 'x'))))[0]?.rowCount).toBe(1)
})

test('Parquet keeps types and unknowns', async () => {
  const bytes = await bytesOf(parquetOf([known, unknown], columns))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const [first, second] = await parquetReadObjects({ file })
  expect(first).toEqual({
    full_name: 'Đặng Thị "Ứng"',
    identity_number: '099985000001',
    amount: -540_000n,
    income: -1250.5,
    born_on: new Date('1957-03-09'),
    recorded_at: recorded,
    poor: true,
  })
  expect(Object.values(second ?? {}).filter(value => value === null || value === undefined)).toHaveLength(5)
})

test('a value that is not of its column’s type is a defect, told without the value', async () => {
  const broken: Column<Person>[] = [{ key: 'amount', title: '', type: 'integer', value: row => row.name }]
  for (const format of ['csv', 'xlsx', 'parquet'] as const)
    await expect(bytesOf(fileOf(format, [known], broken, 'x'))).rejects.toThrow(
      'column amount does not hold a integer',
    )
})

test('a list of a whole city is written without keeping it, and no faster than it is read', async () => {
  const CITY = 200_000
  for (const format of ['csv', 'xlsx', 'parquet'] as const) {
    let made = 0
    let ended = false
    const rows = (async function* () {
      try {
        for (; made < CITY; made++) yield { ...known, name: `Người thứ ${made} ${'x'.repeat(20)}` }
      } finally {
        ended = true
      }
    })()
    const file = fileOf(format, rows, columns, 'x')
    for (let i = 0; i < 3; i++) await file.next()
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(made, `${format}: rows taken for three pieces`).toBeLessThan(40_000)
    let most = 0
    let bytes = 0
    for await (const piece of file) {
      bytes += piece.length
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      most = Math.max(most, heapUsed + arrayBuffers)
    }
    expect([made, ended]).toEqual([CITY, true])
    expect(bytes).toBeGreaterThan(500_000)
    expect(most / 1e6, `${format}: MB at most`).toBeLessThan(300)
  }
}, 120_000)

test('whoever stops reading ends the list’s query', async () => {
  for (const format of ['csv', 'xlsx', 'parquet'] as const) {
    let ended = false
    const rows = (async function* () {
      try {
        for (;;) yield known
      } finally {
        ended = true
      }
    })()
    const file = fileOf(format, rows, columns, 'x')
    await file.next()
    await file.next()
    await file.return(undefined)
    expect(ended, format).toBe(true)
  }
})

test('a query that fails in the middle fails the file', async () => {
  for (const format of ['csv', 'xlsx', 'parquet'] as const) {
    const rows = (async function* () {
      yield known
      throw new Error('the connection is gone')
    })()
    await expect(bytesOf(fileOf(format, rows, columns, 'x')), format).rejects.toThrow(
      'the connection is gone',
    )
  }
})
