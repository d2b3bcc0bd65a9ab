import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyIn, copyOut } from './copy.ts'
import { insertFew } from './insert-few.ts'
import { rowsOf } from './rows.ts'
import { withOwner, withWorker } from './session.ts'
import { type TestStore, testStore } from './testing.ts'

describe('COPY', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
    await withOwner(store, tx =>
      tx.client.query('create table bulk (id int, a text, b text[], c bytea, d boolean, e bigint, f date)'),
    )
  })
  afterAll(() => store?.close())

  const text = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom('\\', '\t', '\n', '\r', '\b', '\f', '\v', '"', ',', '{', '}', 'N', "'", 'đ'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
    })
    // the one character that PostgreSQL's text cannot hold
    .map(s => s.replaceAll('\0', ''))
    .filter(s => s.isWellFormed())

  it('brings every text, list and number in as it is, and so does an insertion of a few', async () => {
    const row = fc.tuple(
      fc.option(text),
      fc.option(fc.array(text, { maxLength: 4 })),
      fc.option(fc.uint8Array({ maxLength: 20 })),
      fc.option(fc.boolean()),
      fc.option(fc.maxSafeInteger()),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async rows => {
        const found = await withOwner(store, async tx => {
          await tx.client.query('truncate bulk')
          const count = await copyIn(
            tx,
            'bulk (id, a, b, c, d, e)',
            rows.map((r, i) => [i, ...r]),
          )
          expect(count).toBe(rows.length)
          return (await tx.client.query('select a, b, c, d, e from bulk order by id')).rows
        })
        const few = await withOwner(store, async tx => {
          await tx.client.query('truncate bulk')
          const exact = rows.map(([a, b, c, d, e], i) => [i, a, b, c, d, e === null ? null : BigInt(e)])
          await insertFew(tx, 'bulk', ['id', 'a', 'b', 'c', 'd', 'e'], exact)
          return (await tx.client.query('select a, b, c, d, e from bulk order by id')).rows
        })
        const expected = rows.map(([a, b, c, d, e]) => ({
          a,
          b,
          c: c === null ? null : Buffer.from(c),
          d,
          e,
        }))
        expect(found).toEqual(expected)
        expect(few).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('streams out in order what a query gives, and in again as it came', async () => {
    await withOwner(store, async tx => {
      await tx.client.query('truncate bulk')
      async function* rows() {
        for (let i = 0; i < 20_000; i++)
          yield [i, `hộ ${i}\t\\`, null, null, i % 2 === 0, i * 1000, '2025-07-01']
      }
      expect(await copyIn(tx, 'bulk', rows())).toBe(20_000)
      const lines: Buffer[] = []
      for await (const chunk of copyOut(tx, 'select * from bulk order by id')) lines.push(chunk)
      const all = Buffer.concat(lines).toString()
      expect(all.split('\n')[19_999]).toBe('19999\thộ 19999\\t\\\\\t\\N\t\\N\tf\t19999000\t2025-07-01')
      await tx.client.query('truncate bulk')
      expect(await copyIn(tx, 'bulk', [all])).toBe(20_000)
      expect((await tx.client.query('select sum(e) as s from bulk')).rows).toEqual([{ s: '199990000000' }])
    })
  })

  it('writes nothing when the source of the rows breaks, and gives the connection back in order', async () => {
    await withOwner(store, tx => tx.client.query('truncate bulk'))
    async function* broken() {
      yield [1, 'a']
      throw new Error('the file ended in the middle')
    }
    await expect(withOwner(store, tx => copyIn(tx, 'bulk (id, a)', broken()))).rejects.toThrow(
      'the file ended in the middle',
    )
    await expect(withOwner(store, tx => copyIn(tx, 'bulk (id, a)', [['not a number', 'a']]))).rejects.toThrow(
      /invalid input syntax/,
    )
    const { rows } = await withOwner(store, tx => tx.client.query('select count(*) as n from bulk'))
    expect(rows).toEqual([{ n: 0 }])
  })

  it('ends on the server when the reader goes away, and the transaction with it', async () => {
    const pids: number[] = []
    const read = withWorker(store, async tx => {
      pids.push((await tx.client.query('select pg_backend_pid() as pid')).rows[0].pid)
      for await (const chunk of copyOut(tx, 'select generate_series(1, 100000000) as n')) return chunk.length
      return 0
    })
    await expect(read).rejects.toThrow()
    const running = async () =>
      (await store.pools.owner.query('select pid from pg_stat_activity where pid = any ($1)', [pids])).rows
    await expect.poll(running, { timeout: 10_000 }).toEqual([])
    expect((await withWorker(store, tx => tx.client.query('select 1 as one'))).rows).toEqual([{ one: 1 }])
  })
})

describe('the rows of a query', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
  })
  afterAll(() => store?.close())

  it('come one after the other, whatever their number', async () => {
    for (const n of [0, 1, 499, 500, 501, 1000]) {
      const found = await withWorker(store, async tx => {
        const seen: number[] = []
        for await (const row of rowsOf<{ n: number }>(tx, 'select n from generate_series(1, $1::int) n', [n]))
          seen.push(row.n)
        return seen
      })
      expect(found).toEqual(Array.from({ length: n }, (_, i) => i + 1))
    }
  })

  it('end when the reader leaves, and the transaction goes on', async () => {
    await withWorker(store, async tx => {
      for await (const _ of rowsOf(tx, 'select generate_series(1, 100000000) as n')) break
      expect((await tx.client.query('select count(*) as open from pg_cursors')).rows).toEqual([{ open: 0 }])
    })
  })

  it('tell what is wrong with the query', async () => {
    const read = withWorker(store, async tx => {
      for await (const _ of rowsOf(tx, 'select 1 / (3 - n) from generate_series(1, 5) n', [], 1));
    })
    await expect(read).rejects.toThrow(/division by zero/)
  })
})
