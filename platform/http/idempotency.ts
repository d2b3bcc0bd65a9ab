import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { TypedResponse } from 'hono'
import { routePath } from 'hono/route'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { JSONParsed } from 'hono/utils/types'
import { type Store, type Tx, withOwner, withSession } from '../db/index.ts'
import type { HttpContext } from './env.ts'
import { keyMalformed, keyMissing, keyOfAnotherRequest, requestInFlight } from './idempotency-problems.ts'
import { sessionExpired } from './problem/general.ts'
import { isDatabaseFault } from './problem/index.ts'
import { sessionOf } from './session.ts'

/** What a write answers: a JSON body, its status, and headers that a repetition must show again (ETag, Location). */
export interface Reply<Body, Status extends ContentfulStatusCode> {
  readonly status: Status
  readonly body: Body
  readonly headers?: Readonly<Record<string, string>>
}

export interface IdempotencyOptions {
  /** Without a key the write is refused (400). */
  readonly required?: boolean
  /** Stands for a body that was streamed away, such as the SHA-256 of an uploaded file. */
  readonly fingerprint?: string
}

/** An answer that a handler of a described route may return. */
type Answer<Body, Status extends ContentfulStatusCode> = Response &
  TypedResponse<JSONParsed<Body>, Status, 'json'>

interface Stored {
  readonly status: number
  readonly headers: Record<string, string>
  readonly response: string
}

const ATTEMPTS = 3
const KEY = /^[\x21\x23-\x7e]{8,200}$/

/** The key as sent; quotes of a structured header are not part of it. */
function keyOf(c: HttpContext, required: boolean): string | undefined {
  const sent = c.req.header('idempotency-key')
  if (sent === undefined) {
    if (required) throw keyMissing()
    return undefined
  }
  const key = sent.replace(/^"(.*)"$/, '$1')
  if (!KEY.test(key)) throw keyMalformed()
  return key
}

async function hashOf(c: HttpContext, fingerprint: string | undefined): Promise<string> {
  const hash = createHash('sha256')
  const { pathname, search } = new URL(c.req.url)
  hash.update(
    JSON.stringify([c.req.method, pathname, search, c.req.header('if-match') ?? null, fingerprint ?? null]),
  )
  if (fingerprint === undefined) hash.update(new Uint8Array(await c.req.arrayBuffer()))
  return hash.digest('hex')
}

/** Takes the key for this transaction; a twin that still runs holds it. Throws when the session has ended meanwhile. */
async function takeKey(tx: Tx, key: string): Promise<string> {
  const { rows } = await tx.client.query<{ user_id: string | null; free: boolean }>(
    `select session_user_id() as user_id,
       pg_try_advisory_xact_lock(hashtextextended(concat_ws('/', current_schema(), session_user_id(), $1::text), 0)) as free`,
    [key],
  )
  const found = rows[0]
  if (found?.user_id == null) throw sessionExpired()
  if (!found.free) throw requestInFlight()
  return found.user_id
}

async function storedReply(tx: Tx, userId: string, key: string, hash: string): Promise<Stored | undefined> {
  const { rows } = await tx.client.query<Stored & { request_hash: string }>(
    'select status, headers, response, request_hash from idempotency_key where user_id = $1 and key = $2',
    [userId, key],
  )
  const found = rows[0]
  if (found !== undefined && found.request_hash !== hash) throw keyOfAnotherRequest()
  return found
}

/** A repetition makes sense: the work was rolled back because of others, or a twin has just stored its answer. */
const isPassing = (e: unknown): boolean =>
  isDatabaseFault(e) &&
  (e.code === '40001' ||
    e.code === '40P01' ||
    (e.code === '23505' && e.constraint === 'idempotency_key_pkey'))

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await work()
    } catch (e) {
      if (left <= 1 || !isPassing(e)) throw e
      await pause(10 + Math.random() * 40)
    }
  }
}

/**
 * Runs a write in one transaction of the session and keeps its answer under the request's Idempotency-Key in the same transaction: after a
 * kill either both are there or neither. Sent again with the same key, the stored answer comes back and `run` does not run; a failure stores
 * nothing, so it may be sent again. Without a key it simply runs. `run` is repeated after a deadlock or serialisation failure: outside of the
 * transaction it must do nothing.
 *
 * Throws `idempotency.other_request` (422), `idempotency.in_flight` (409), `idempotency.key_malformed` (400).
 */
export async function idempotent<Body extends object, Status extends ContentfulStatusCode>(
  c: HttpContext,
  store: Store,
  run: (tx: Tx) => Promise<Reply<Body, Status>>,
  options: IdempotencyOptions = {},
): Promise<Answer<Body, Status>> {
  const { token } = sessionOf(c)
  const key = keyOf(c, options.required ?? false)
  const perform = async (tx: Tx): Promise<Stored> => {
    const { status, headers = {}, body } = await run(tx)
    return { status, headers, response: JSON.stringify(body) }
  }
  if (key === undefined) return answer(c, await attempt(() => withSession(store, token, perform)))

  const hash = await hashOf(c, options.fingerprint)
  const route = `${c.req.method} ${routePath(c, -1)}`
  const { reply, replayed } = await attempt(() =>
    withSession(store, token, async tx => {
      const userId = await takeKey(tx, key)
      const stored = await storedReply(tx, userId, key, hash)
      if (stored !== undefined) return { reply: stored, replayed: true }
      const made = await perform(tx)
      await tx.client.query(
        `insert into idempotency_key (user_id, key, route, request_hash, status, headers, response)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [userId, key, route, hash, made.status, JSON.stringify(made.headers), made.response],
      )
      return { reply: made, replayed: false }
    }),
  )
  if (replayed) c.header('Idempotency-Replayed', 'true')
  return answer(c, reply)
}

function answer<Body, Status extends ContentfulStatusCode>(
  c: HttpContext,
  reply: Stored,
): Answer<Body, Status> {
  const response = c.body(reply.response, reply.status as Status, {
    ...reply.headers,
    'Content-Type': 'application/json',
  })
  // The text is the JSON of a Body: made above, or stored when it was made.
  return response as unknown as Answer<Body, Status>
}

/** Days for which a write may be sent again. */
export const IDEMPOTENCY_DAYS = 7

/** Removes answers older than `days`; gives how many. To be run daily. */
export async function sweepIdempotencyKeys(store: Store, days = IDEMPOTENCY_DAYS): Promise<number> {
  const { rowCount } = await withOwner(store, tx =>
    tx.client.query(
      'delete from idempotency_key where created_at < clock_timestamp() - make_interval(days => $1)',
      [days],
    ),
  )
  return rowCount ?? 0
}
