import { z } from '@hono/zod-openapi'
import { type Store, type Tx, withSession } from '../db/index.ts'
import type { HttpContext } from './env.ts'
import { CONTENT_TYPES, type ExportFormat, FORMATS, fileOf } from './exports/formats.ts'
import type { Column } from './exports/index.ts'
import { problem } from './problem/catalogue.ts'
import { fieldsOfError } from './respond.ts'
import { sessionOf } from './session.ts'

export const exportsBusy = problem('export.busy', {
  status: 503,
  title: {
    vi: 'Đang có nhiều tệp được xuất cùng lúc. Hãy thử lại sau ít phút.',
    en: 'Many files are being exported. Try again in a few minutes.',
  },
  retryAfter: 30,
})
/** The query of an export: `?format=xlsx`. */
export const ExportQuery = z.object({ format: z.enum(FORMATS).default('xlsx') })

/** The answers of a route that exports, for its `responses`. */
export const exportResponses = {
  200: {
    description: 'Tệp. The file.',
    content: Object.fromEntries(
      Object.values(CONTENT_TYPES).map(type => [
        type,
        { schema: z.string().openapi({ type: 'string', format: 'binary' }) },
      ]),
    ),
  },
} as const

export interface Export<Row> {
  readonly format: ExportFormat
  /** Name of the file without its ending; may be Vietnamese. No names of persons: it stays in the list of downloads. */
  readonly name: string
  readonly title?: string
  readonly columns: readonly Column<Row>[]
  /** The rows, read inside the transaction of the session; see `queryRows`. */
  readonly rows: (tx: Tx) => AsyncIterable<Row>
}

/** Each export holds a connection of the pool while its file is fetched: some must stay for those who click. */
const AT_ONCE = 4
const AT_ONCE_PER_USER = 2
/** A client that takes nothing for so long has gone. */
const STALLED_MS = 45_000

const running = new Map<string, number>()

/** Counts an export of the user; the function that it gives ends the count. */
function admit(userId: string): () => void {
  const all = [...running.values()].reduce((sum, some) => sum + some, 0)
  const own = running.get(userId) ?? 0
  if (all >= AT_ONCE || own >= AT_ONCE_PER_USER) throw exportsBusy()
  running.set(userId, own + 1)
  return () => {
    const left = (running.get(userId) ?? 1) - 1
    if (left === 0) running.delete(userId)
    else running.set(userId, left)
  }
}

/** `attachment` with a plain name for old clients and the real one (RFC 6266). */
export function attachment(name: string): string {
  const clean =
    name
      .replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ')
      .trim()
      .slice(0, 120) || 'an-sinh'
  const plain = clean
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, sign => (sign === 'đ' ? 'd' : 'D'))
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/[%']/g, '_')
  const full = encodeURIComponent(clean.toWellFormed()).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

/** Hands pieces to the client, one whenever it wants one. */
function handOver() {
  // settled with true when the client wants the next piece, with false when it has left
  let wanted = Promise.withResolvers<boolean>()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let isOpen = true
  const stream = new ReadableStream<Uint8Array>(
    {
      start: given => {
        controller = given
      },
      pull: () => wanted.resolve(true),
      cancel: () => {
        isOpen = false
        wanted.resolve(false)
      },
    },
    { highWaterMark: 0 },
  )
  return {
    stream,
    /** Gives one piece when it is wanted; false if the client has left or stands still. */
    async give(piece: Uint8Array): Promise<boolean> {
      let timer: NodeJS.Timeout | undefined
      const stalled = new Promise<boolean>(resolve => {
        timer = setTimeout(() => resolve(false), STALLED_MS)
      })
      const isWanted = await Promise.race([wanted.promise, stalled])
      clearTimeout(timer)
      if (!isWanted) return false
      wanted = Promise.withResolvers()
      controller?.enqueue(piece)
      return true
    },
    end: () => {
      if (isOpen) controller?.close()
    },
    /** Breaks the connection. The text goes to whoever reads the stream, so it says nothing of the fault. */
    fail: () => {
      if (isOpen) controller?.error(new Error('the export was cut off'))
    },
  }
}

/** The same rows after the first has been read: what the database refuses is known before the answer begins. */
async function started<Row>(rows: AsyncIterable<Row>): Promise<AsyncIterable<Row>> {
  const source = rows[Symbol.asyncIterator]()
  let next = await source.next()
  return (async function* () {
    try {
      for (; !next.done; next = await source.next()) yield next.value
    } finally {
      await source.return?.()
    }
  })()
}

/**
 * Answers with a file of rows while they are read, in one read-only snapshot of the session: row-level security decides what is in it. A fault before the
 * first bytes is a problem; one after them breaks the connection, so that nobody takes half a list for a whole. A client that leaves ends
 * the query. At most four files at once, two of one user; then `export.busy` (503). What must be written about it (an audit entry) is
 * written before, in a transaction of its own.
 */
export async function exportResponse<Row>(
  c: HttpContext,
  store: Store,
  wanted: Export<Row>,
): Promise<Response> {
  const { token, userId } = sessionOf(c)
  const headers = {
    'Content-Type': CONTENT_TYPES[wanted.format],
    'Content-Disposition': attachment(`${wanted.name}.${wanted.format}`),
    'Cache-Control': 'no-store',
    // a proxy that collects the file first would undo the pace
    'X-Accel-Buffering': 'no',
  }
  // nobody would take the rows
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  const leave = admit(userId)
  const hand = handOver()
  const begun = Promise.withResolvers<void>()
  const title = wanted.title ?? wanted.name
  const cutOff = (fields: object) =>
    c.get('gate').log.error({ request_id: c.get('requestId'), ...fields }, 'export was cut off')
  let isBegun = false
  void withSession(
    store,
    token,
    async tx => {
      const rows = await started(wanted.rows(tx))
      isBegun = true
      begun.resolve()
      for await (const piece of fileOf(wanted.format, rows, wanted.columns, title))
        if (!(await hand.give(piece))) return false
      return true
    },
    { isolation: 'repeatable read', readOnly: true },
  )
    .then(
      isWhole => {
        if (isWhole) return hand.end()
        cutOff({ code: 'client_left' })
        hand.fail()
      },
      error => {
        if (!isBegun) return begun.reject(error)
        cutOff(fieldsOfError(error))
        hand.fail()
      },
    )
    .finally(leave)
  await begun.promise
  return new Response(hand.stream, { headers })
}
