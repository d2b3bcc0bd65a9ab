import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStore, testStore } from '../db/testing.ts'
import { nameKey } from './index.ts'

describe('the key of a name', () => {
  it.each([
    ['Nguyễn Thị Đặng Ứng', ' nguyen thi dang ung'],
    ['  Trần   Văn\u00a0Ỷ ', ' tran van y'],
    ['NGUYỄN THỊ ĐẶNG ỨNG'.normalize('NFD'), ' nguyen thi dang ung'],
    ['Ðỗ Thị Hoà', ' do thi hoa'],
    ['Đỗ Thị Hòa', ' do thi hoa'],
    ['K’Brêu', ' k’breu'],
    ['', ''],
    [' \t\n', ''],
  ])('of %j is %j', (name, key) => {
    expect(nameKey(name)).toBe(key)
  })

  it('is the same however often it is made', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), s => nameKey(nameKey(s)) === nameKey(s)))
  })

  describe('in the database', () => {
    let store: TestStore
    beforeAll(async () => {
      store = await testStore()
    })
    afterAll(() => store?.close())

    // letters that Unicode had before any of the two programs was made, Vietnamese and blanks above all
    const letter = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(
          ...'ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđĐẠỨÝỲÐð ',
        ),
      },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 0x24f }).map(n => String.fromCodePoint(n)) },
      { weight: 1, arbitrary: fc.integer({ min: 0x300, max: 0x36f }).map(n => String.fromCodePoint(n)) },
      { weight: 1, arbitrary: fc.integer({ min: 0x1e00, max: 0x206f }).map(n => String.fromCodePoint(n)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '\u0085',
          '\u00a0',
          '\u1680',
          '\u180e',
          '\u200b',
          '\u2028',
          '\u202f',
          '\u205f',
          '\u3000',
          '\ufeff',
        ),
      },
      { weight: 1, arbitrary: fc.integer({ min: 0x370, max: 0x52f }).map(n => String.fromCodePoint(n)) },
    )
    const name = fc.string({ unit: letter, maxLength: 40 })

    it('is the same as here', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(name, { minLength: 50, maxLength: 50 }), async names => {
          const { rows } = await store.pools.app.query<{ key: string }>(
            'select name_key(n) as key from unnest($1::text[]) with ordinality as t (n, i) order by i',
            [names],
          )
          expect(rows.map(r => r.key)).toEqual(names.map(nameKey))
        }),
        { numRuns: 100 },
      )
    })

    it('serves an index', async () => {
      await store.pools.owner.query('create table named (name text); create index on named (name_key(name))')
    })
  })
})
