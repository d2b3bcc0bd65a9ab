import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCursors, type SortKey } from './cursor.ts'

const cursors = createCursors('a secret of the server')
const query = { commune: '11311', sort: 'name' }

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (e) {
    return (e as { code: string }).code
  }
  return 'nothing'
}

test('a cursor gives back the place it was written for', () => {
  const value = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  )
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), key => {
      // -0 has no JSON
      const sent: SortKey = key.map(one => (Object.is(one, -0) ? 0 : one))
      expect(cursors.read(cursors.write(sent, query), query)).toEqual(sent)
    }),
  )
  expect(cursors.read(undefined, query)).toBeUndefined()
})

test('a cursor of another filter or order is refused, the order of members does not matter', () => {
  const cursor = cursors.write(['An', 7], query)
  expect(codeOf(() => cursors.read(cursor, { ...query, commune: '11323' }))).toBe('cursor.other_query')
  expect(cursors.read(cursor, { sort: 'name', commune: '11311', status: undefined })).toEqual(['An', 7])
})

test('a forged, cut or changed cursor is refused, whatever stands in it', () => {
  const cursor = cursors.write(['An', 7], query)
  fc.assert(
    fc.property(fc.string(), text => {
      expect(codeOf(() => cursors.read(text, query))).toBe('cursor.malformed')
    }),
  )
  for (let at = 0; at < cursor.length; at++) {
    const other = cursor[at] === 'A' ? 'B' : 'A'
    const changed = cursor.slice(0, at) + other + cursor.slice(at + 1)
    expect(codeOf(() => cursors.read(changed, query))).toBe('cursor.malformed')
    expect(codeOf(() => cursors.read(cursor.slice(0, at), query))).toBe('cursor.malformed')
  }
  const forged = Buffer.from(JSON.stringify(['x', ['An', 7]])).toString('base64url')
  expect(codeOf(() => cursors.read(forged, query))).toBe('cursor.malformed')
  expect(codeOf(() => createCursors('another secret').read(cursor, query))).toBe('cursor.malformed')
})

test('a cursor shows no name to whoever reads the address bar or the log of a proxy', () => {
  const cursor = cursors.write(['Nguyễn Thị Kín', '999085000001'], query)
  const seen = Buffer.from(cursor, 'base64url').toString('utf8')
  expect(seen).not.toContain('Nguy')
  expect(seen).not.toContain('999085')
})

test('the last page has no next cursor, the others continue after their last row', () => {
  const list = { limit: 2, query, sortKey: (row: { id: number }) => [row.id] }
  const first = cursors.page([{ id: 1 }, { id: 2 }, { id: 3 }], list)
  expect(first.items).toEqual([{ id: 1 }, { id: 2 }])
  expect(cursors.read(first.next_cursor ?? '', query)).toEqual([2])
  expect(cursors.page([{ id: 3 }, { id: 4 }], list)).toEqual({
    items: [{ id: 3 }, { id: 4 }],
    next_cursor: null,
  })
  expect(cursors.page([], list)).toEqual({ items: [], next_cursor: null })
})
