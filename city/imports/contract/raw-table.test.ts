import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { testFolder } from '../fixture.ts'
import { openTable, type RawTable } from './raw-table.ts'

const folder = testFolder(afterAll)
let made = 0

async function tableOf(text: string): Promise<RawTable> {
  const path = join(folder, `${++made}.csv`)
  writeFileSync(path, text)
  return await openTable(path, 'table.csv')
}

async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = []
  for await (const batch of batches) items.push(...batch)
  return items
}

it('a column read alone says what the rows say, however the file is written', async () => {
  const cell = fc.oneof(
    fc.constantFrom('', 'Nguyễn', 'a"b', 'a,b', 'a\nb', 'a\r\nb', ' '),
    fc.string({ unit: 'grapheme-ascii' }),
  )
  const written = (text: string): string => (/["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (rows, newline, ends) => {
        const lines = ['one,two,three', ...rows.map(cells => cells.map(written).join(','))]
        const table = await tableOf(lines.join(newline) + (ends ? newline : ''))
        const read = await all(table.rows())
        expect(read.map(row => row.cells)).toEqual(rows)
        for (const [i, column] of ['one', 'two', 'three'].entries())
          expect(await all(table.texts(column))).toEqual(rows.map(cells => cells[i]))
      },
    ),
    { numRuns: 60 },
  )
})

it('rows keep their lines in a file of many pieces, with empty lines and quotes in it', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `H${i},${'x'.repeat(30)}`)
  const plain = await tableOf(['id,text', ...rows].join('\n'))
  const read = await all(plain.rows())
  expect(read.length).toBe(20_000)
  expect(read.at(-1)).toEqual({ row: 20_001, cells: ['H19999', 'x'.repeat(30)] })
  expect((await all(plain.texts('id'))).at(-1)).toBe('H19999')
  const broken = await tableOf(
    ['id,text', ...rows.slice(0, 10_000), '', 'Q,"a', 'b"', ...rows.slice(10_000)].join('\n'),
  )
  const last = (await all(broken.rows())).at(-1)
  expect(last).toEqual({ row: 20_004, cells: ['H19999', 'x'.repeat(30)] })
  expect(await all(broken.texts('id'))).toContain('Q')
})
