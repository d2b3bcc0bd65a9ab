import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyRows } from './copy-rows.ts'
import { withOwner } from './session.ts'
import { type TestStore, testStore } from './testing.ts'

describe('many rows for a table with row-level security', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await testStore()
    await withOwner(store, ({ client }) =>
      client.query(`create table card (n integer primary key, note text, made boolean not null default true);
        alter table card enable row level security; alter table card force row level security;
        create policy small on card for all to hai_phong_owner using (true) with check (n < 100000)`),
    )
  })
  afterAll(() => store.close())

  it('arrive, with their defaults, as often as it is asked in one transaction', async () => {
    const { rows } = await withOwner(store, async tx => {
      const many = Array.from({ length: 3000 }, (_, n) => [n, `thẻ\t${n}`] as const)
      expect(await copyRows(tx, 'card', ['n', 'note'], many)).toBe(3000)
      expect(await copyRows(tx, 'card', ['note', 'n'], ['một\t5000\n\\N\t5001\n'])).toBe(2)
      return await tx.client.query('select * from card where n in (7, 5000, 5001) order by n')
    })
    expect(rows).toEqual([
      { n: 7, note: 'thẻ\t7', made: true },
      { n: 5000, note: 'một', made: true },
      { n: 5001, note: null, made: true },
    ])
  })

  it('are refused as a whole when a policy refuses one', async () => {
    await expect(
      withOwner(store, tx => copyRows(tx, 'card', ['n'], [[6000], [100000]])),
    ).rejects.toMatchObject({ code: '42501' })
    const { rows } = await withOwner(store, ({ client }) => client.query('select 1 from card where n = 6000'))
    expect(rows).toEqual([])
  })
})
