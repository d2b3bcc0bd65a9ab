import { createHmac, timingSafeEqual } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { APIError, betterAuth } from 'better-auth'
import { getSessionCookie } from 'better-auth/cookies'
import { admin, twoFactor, username } from 'better-auth/plugins'
import type { Store } from '../../platform/db/index.ts'
import type { ResolveSession } from '../../platform/http/index.ts'
import { isOneTimePasswordOver } from './account-queries.ts'
import { resolveToken } from './session-queries.ts'

export interface SignInOptions {
  readonly store: Store
  /** Signs cookies and encrypts the secrets of second factors; from platform/secrets. */
  readonly secret: string
  /** Whether browsers reach the server by https: cookies are then sent by https only. */
  readonly secure: boolean
  /** Sign-ins from one address in a minute; an office of many people may share one. Default 30. */
  readonly perAddress?: number
  readonly log?: (text: string) => void
}

/** Who asks, as our own middleware knows it. */
export interface Client {
  /** Address of the socket, or what a trusted proxy says; '' where there is none. */
  readonly address: string
  readonly userAgent: string
  /** The Cookie header, '' for none. */
  readonly cookies: string
}

/** What better-auth answered. */
export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** Set-Cookie headers to be passed on. */
  readonly cookies: readonly string[]
  /** Seconds after which another try makes sense, with 429. */
  readonly retryAfter: number
}

export interface SignIn {
  readonly store: Store
  readonly auth: Auth
  /** For `createApp`: who presents the cookie of a session that counts. */
  readonly resolveSession: ResolveSession
  /** Asks better-auth as if a browser did; its own addresses are not served. */
  ask(client: Client, path: string, body: object): Promise<Answer>
  /** Keyed hash of a text that is not kept itself. */
  keyed(purpose: string, text: string): Buffer
}

export const PASSWORD_LEAST = 12
export const PASSWORD_MOST = 128
export const COOKIE_PREFIX = 'ansinh'
/** The name of the session's cookie over http; over https it begins with `__Secure-`. */
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`

/** better-auth believes this header; requests are made here, so a client cannot send it. */
const PEER = 'x-ansinh-peer'
/** Longest life of a session; the database ends it earlier by `access_setting`. */
const DAY_SECONDS = 86_400
/** OWASP's least for argon2id: 19 MiB, two passes, one lane. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Passwords become argon2id hashes. */
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON)

export type Auth = ReturnType<typeof makeAuth>

/** The library's settings: tables in the sign-in schema, sign-up off, passwords of 12 characters or more, TOTP, no telemetry. */
export function makeAuth({ store, secret, secure, perAddress = 30, log }: SignInOptions) {
  const minute = (max: number) => ({ window: 60, max })
  return betterAuth({
    appName: 'An Sinh',
    baseURL: originOf(secure),
    basePath: '/auth',
    secret,
    database: store.pools.auth,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message) => log?.(String(message)) },
    user: {
      additionalFields: {
        oneTimeUntil: { type: 'date', required: false, input: false },
        createdBy: { type: 'string', required: false, input: false },
      },
    },
    session: { expiresIn: DAY_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LEAST,
      maxPasswordLength: PASSWORD_MOST,
      password: { hash: hashPassword, verify: given => verify(given.hash, given.password) },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      ...minute(300),
      customRules: {
        '/sign-in/username': minute(perAddress),
        '/two-factor/*': minute(2 * perAddress),
        '/change-password': minute(perAddress),
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [PEER] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async session => {
            if (await isOneTimePasswordOver(store, session.userId))
              throw new APIError('FORBIDDEN', { code: 'ONE_TIME_PASSWORD_OVER', message: 'over' })
          },
        },
      },
    },
    plugins: [
      username({ displayUsername: false, minUsernameLength: 3, maxUsernameLength: 30 }),
      admin(),
      twoFactor({ issuer: 'An Sinh', accountLockout: { maxFailedAttempts: 5, durationSeconds: 900 } }),
    ],
  })
}

/** better-auth wants an address; nothing is ever fetched from it. */
const originOf = (secure: boolean): string => `${secure ? 'https' : 'http'}://ansinh.invalid`

/** Opens sign-in on a store. */
export function openSignIn(options: SignInOptions): SignIn {
  const { store, secret, secure } = options
  const auth = makeAuth(options)
  const origin = originOf(secure)
  return {
    store,
    auth,
    keyed: (purpose, text) => createHmac('sha256', secret).update(`${purpose}\0${text}`).digest(),
    resolveSession: async request => {
      const cookie = getSessionCookie(request, { cookiePrefix: COOKIE_PREFIX })
      if (cookie === null) return undefined
      const token = tokenOf(cookie, secret)
      return token === undefined ? 'expired' : await resolveToken(store, token)
    },
    ask: async (client, path, body) => {
      const headers = new Headers({ 'content-type': 'application/json', origin })
      if (client.cookies !== '') headers.set('cookie', client.cookies)
      if (client.userAgent !== '') headers.set('user-agent', client.userAgent.slice(0, 300))
      if (client.address !== '') headers.set(PEER, client.address)
      const answer = await auth.handler(
        new Request(`${origin}/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
      )
      const text = await answer.text()
      return {
        status: answer.status,
        body: text === '' ? {} : ((JSON.parse(text) ?? {}) as Record<string, unknown>),
        cookies: answer.headers.getSetCookie(),
        retryAfter: Number(answer.headers.get('x-retry-after') ?? 60),
      }
    },
  }
}

/** What a browser sends for a session: the token and its signature, as better-auth writes it. */
export const cookieValue = (token: string, secret: string): string =>
  `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`

/** The token of a cookie whose signature is right. */
function tokenOf(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = cookie.slice(0, dot)
  const expected = Buffer.from(cookieValue(token, secret))
  const given = Buffer.from(cookie)
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}
