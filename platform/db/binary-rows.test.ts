import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BinaryRows } from './binary-rows.ts'
import { copyLines } from './copy-rows.ts'
import { withOwner } from './session.ts'
import { type TestStore, testStore } from './testing.ts'

let store: TestStore
beforeAll(async () => {
  store = await testStore()
  await withOwner(store, tx =>
    tx.client.query(
      'create table raw (id int, a text, b bytea, c date, d timestamptz, e uuid, f text[], g bytea[])',
    ),
  )
})
afterAll(() => store?.close())

const text = fc
  .string({ unit: 'grapheme' })
  .map(s => s.replaceAll('\0', ''))
  .filter(s => s.isWellFormed())
const bytes = fc.uint8Array({ maxLength: 300 }).map(b => Buffer.from(b))
const instant = fc.date({
  noInvalidDate: true,
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2200-01-01T00:00:00Z'),
})

it('every value comes in as it is', async () => {
  const row = fc.tuple(
    fc.option(text),
    fc.option(bytes),
    fc.option(instant.map(d => d.toISOString().slice(0, 10))),
    fc.option(instant),
    fc.option(fc.uuid()),
    fc.option(fc.array(text, { maxLength: 4 })),
    fc.option(fc.array(bytes, { maxLength: 4 })),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 300 }), async rows => {
      const written = new BinaryRows()
      const orNull = <T>(value: T | null, write: (value: T) => void): void =>
        value === null ? written.null() : write(value)
      rows.forEach(([a, b, c, d, e, f, g], id) => {
        written.row(8)
        written.integer(id)
        orNull(a, v => written.text(v))
        orNull(b, v => written.bytes(v))
        orNull(c, v => written.date(v))
        orNull(d, v => written.instant(v.toISOString()))
        orNull(e, v => written.uuid(v))
        orNull(f, v => written.texts(v))
        orNull(g, v => written.byteArrays(v))
      })
      const found = await withOwner(store, async tx => {
        await tx.client.query('truncate raw')
        const columns = ['id', 'a', 'b', 'c', 'd', 'e', 'f', 'g']
        expect(await copyLines(tx, 'raw', columns, [written.end()], 'format binary')).toBe(rows.length)
        return (await tx.client.query('select a, b, c, d, e, f, g from raw order by id')).rows
      })
      expect(found).toEqual(rows.map(([a, b, c, d, e, f, g]) => ({ a, b, c, d, e, f, g })))
    }),
    { numRuns: 40 },
  )
})
