/** For tests only: a browser that keeps cookies, an authenticator, and a server with the real sign-in. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Store } from '../../platform/db/index.ts'
import type { AppOptions } from '../../platform/http/app.ts'
import type { Routes } from '../../platform/http/index.ts'
import { type Listening, listen } from '../../platform/http/testing.ts'
import { peopleRoutes } from './routes.ts'
import { openSignIn, type SignIn, type SignInOptions } from './sign-in.ts'

export interface PeopleServer extends Listening {
  readonly signIn: SignIn
  browser(): Browser
}

/** Routes of this folder, and others, behind the real sign-in. */
export async function servePeople(
  store: Store,
  options: Partial<SignInOptions> & {
    readonly app?: Partial<AppOptions>
    readonly routes?: readonly Routes[]
  } = {},
): Promise<PeopleServer> {
  const signIn = openSignIn({
    store,
    secret: randomBytes(36).toString('base64url'),
    secure: false,
    perAddress: 1000,
    ...options,
  })
  const server = await listen([peopleRoutes({ signIn }), ...(options.routes ?? [])], {
    resolveSession: signIn.resolveSession,
    ...options.app,
  })
  return { ...server, signIn, browser: () => new Browser(server.url) }
}

export class Browser {
  readonly url: string
  readonly cookies = new Map<string, string>()
  /** Set-Cookie headers of the last answer. */
  setCookies: readonly string[] = []

  constructor(url: string) {
    this.url = url
  }

  async ask(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === '' ? {} : { cookie }),
        origin: this.url,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    this.setCookies = answer.headers.getSetCookie()
    for (const line of this.setCookies) {
      const [pair = '', ...attributes] = line.split('; ')
      const at = pair.indexOf('=')
      const gone = attributes.some(a => /^max-age=0$/i.test(a))
      if (gone) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }

  async read<T>(path: string): Promise<T> {
    const answer = await this.ask('GET', path)
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  signIn(username: string, password: string): Promise<Response> {
    return this.ask('POST', '/sign-in', { username, password })
  }
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code an authenticator shows for an otpauth:// address (RFC 6238), `ahead` periods of 30 seconds from now. */
export function authenticatorCode(uri: string, ahead = 0): string {
  const bits = [...(new URL(uri).searchParams.get('secret') ?? '')]
    .map(c => BASE32.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}
