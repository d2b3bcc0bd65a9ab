import pg from 'pg'
import { Failure } from '../failure/index.ts'
import type { RoleKind, StoreNames } from './names.ts'
import { storeTypes } from './types.ts'

/** Passwords of the four roles of a province. */
export type RolePasswords = Readonly<Record<RoleKind, string>>

/** Who may make roles and schemas, and the passwords that the roles get. */
export interface Admin {
  /** postgres://user:password@host:port/database */
  readonly url: string
  readonly passwords: RolePasswords
}

/** Checks a DATABASE_URL. Throws Failure (2) in words; the password is not repeated. */
export function checkUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (
    parsed === undefined ||
    !['postgres:', 'postgresql:'].includes(parsed.protocol) ||
    parsed.hostname === '' ||
    parsed.pathname.length < 2
  )
    throw new Failure(
      'DATABASE_URL không đúng dạng: postgres://nguoidung:matkhau@maychu:5432/tencsdl\n' +
        '(DATABASE_URL must look like postgres://user:password@host:5432/database)',
      2,
    )
  return url
}

/** The same server and database as another role. */
export function roleUrl(admin: Admin, role: string, password: string): string {
  const url = new URL(admin.url)
  url.username = role
  url.password = encodeURIComponent(password)
  return url.toString()
}

interface Limits {
  /** Most connections at once. */
  readonly max: number
  /** A statement that takes longer is ended; 0 = none. */
  readonly statementMs: number
  /** A transaction that nobody continues is ended. */
  readonly idleInTransactionMs: number
}

const searchPath = (names: StoreNames, kind: RoleKind): string =>
  kind === 'auth' ? names.auth : `${names.schema},public`

/** Pool of one role. Its connections see the province's schema and public, nothing else. */
export function rolePool(admin: Admin, names: StoreNames, kind: RoleKind, limits: Limits): pg.Pool {
  const pool = new pg.Pool({
    connectionString: roleUrl(admin, names.roles[kind], admin.passwords[kind]),
    application_name: `ansinh-${names.province}-${kind}`,
    options: [
      `search_path=${searchPath(names, kind)}`,
      `statement_timeout=${limits.statementMs}`,
      `idle_in_transaction_session_timeout=${limits.idleInTransactionMs}`,
      'TimeZone=Asia/Ho_Chi_Minh',
    ]
      .map(setting => `-c ${setting}`)
      .join(' '),
    max: limits.max,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    types: storeTypes,
  })
  // a connection that breaks between two statements is replaced at the next use; unheard it would end the process
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  return pool
}

/** One connection of the administrator. */
export async function connectAdmin(admin: Admin): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: checkUrl(admin.url),
    application_name: 'ansinh-admin',
    connectionTimeoutMillis: 15_000,
    types: storeTypes,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (e) {
    const { hostname, port, pathname } = new URL(admin.url)
    throw new Failure(
      `không kết nối được PostgreSQL ${hostname}:${port || '5432'}${pathname}: ${(e as Error).message}\n` +
        `(could not connect to PostgreSQL)`,
    )
  }
  return client
}
