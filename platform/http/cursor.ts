import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { problem } from './problem/catalogue.ts'

/** Values of the columns by which a list is sorted, in their order; the id last, so that no two rows are equal. */
export type SortKey = readonly (string | number | boolean | null)[]

export const malformedCursor = problem('cursor.malformed', {
  status: 400,
  title: { vi: 'Mã trang (cursor) không đúng.', en: 'The cursor is not one of ours.' },
  detail: () => ({ vi: 'Hãy đọc lại từ trang đầu.', en: 'Read again from the first page.' }),
})
export const foreignCursor = problem('cursor.other_query', {
  status: 400,
  title: {
    vi: 'Mã trang (cursor) thuộc về một cách lọc hoặc sắp xếp khác.',
    en: 'The cursor belongs to another filter or order.',
  },
  detail: () => ({ vi: 'Hãy đọc lại từ trang đầu.', en: 'Read again from the first page.' }),
})

/** What a list asks for besides its filter. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional(),
})

/** A page of a list, for the description of the API. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() })

export interface Cursors {
  /** An opaque mark of the place after the row with these sort values, in the list that `query` describes. */
  write(after: SortKey, query: unknown): string
  /** The place, or undefined for the first page. Throws `cursor.malformed` and `cursor.other_query` (400). */
  read(cursor: string | undefined, query: unknown): SortKey | undefined
  /**
   * A page from rows that were read with `limit + 1`: the first `limit`, and the cursor of the next page if one more row was there.
   */
  page<Row>(
    rows: readonly Row[],
    list: { readonly limit: number; readonly query: unknown; readonly sortKey: (row: Row) => SortKey },
  ): { items: Row[]; next_cursor: string | null }
}

const NONCE = 12
const TAG = 16
const Payload = z.tuple([z.string(), z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))])

/** The same query written in another order of its members has the same mark; what is undefined does not count. */
function markOf(query: unknown): string {
  const ordered = JSON.stringify(query, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256')
    .update(ordered ?? '')
    .digest('base64url')
    .slice(0, 16)
}

/**
 * Cursors under a secret. They are encrypted, not only signed: a sort value may be a name, and a cursor stands in an address.
 * `secret` is any text or bytes of the server; cursors of another secret are malformed.
 */
export function createCursors(secret: string | Uint8Array): Cursors {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'ansinh cursors', 32))

  const write = (after: SortKey, query: unknown): string => {
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const text = Buffer.concat([
      cipher.update(JSON.stringify([markOf(query), after]), 'utf8'),
      cipher.final(),
    ])
    return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')
  }

  const open = (cursor: string) => {
    const bytes = Buffer.from(cursor, 'base64url')
    if (bytes.toString('base64url') !== cursor || bytes.length <= NONCE + TAG) throw malformedCursor()
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      decipher.setAuthTag(bytes.subarray(-TAG))
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()])
      return Payload.parse(JSON.parse(text.toString('utf8')))
    } catch {
      throw malformedCursor()
    }
  }

  return {
    write,
    read(cursor, query) {
      if (cursor === undefined) return undefined
      const [mark, after] = open(cursor)
      if (mark !== markOf(query)) throw foreignCursor()
      return after
    },
    page(rows, { limit, query, sortKey }) {
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      const more = rows.length > limit && last !== undefined
      return { items, next_cursor: more ? write(sortKey(last), query) : null }
    },
  }
}
