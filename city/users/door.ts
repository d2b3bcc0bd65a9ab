import { parseCookies } from 'better-auth/cookies'
import { type AuditDetail, appendAtTheDoor, type DoorAction } from '../../platform/audit/index.ts'
import { withSession } from '../../platform/db/index.ts'
import { type Problem, tooManyRequests } from '../../platform/http/problem/index.ts'
import { userIdOfName, userOfChallenge } from './account-queries.ts'
import { beginAttempt, forgiveAttempts, isFreshCode, takeBackAttempt } from './delay-queries.ts'
import { NOBODY, normalName, USERNAME } from './names.ts'
import { challengeOver, codeRefused, oneTimePasswordOver, signInDelayed, signInRefused } from './problems.ts'
import { type Answer, type Client, COOKIE_PREFIX, type SignIn } from './sign-in.ts'

export interface Step {
  /** Whether a session exists now, or the second factor is waited for. */
  readonly state: 'signed_in' | 'second_factor'
  /** Set-Cookie headers for the browser. */
  readonly cookies: readonly string[]
}

const later = (kind: (seconds: number) => Problem, seconds: number): Problem =>
  kind(seconds).with({ headers: { 'Retry-After': String(seconds) } })

/** Of a name, or of whatever was typed as one. */
export const delaySubject = (signIn: SignIn, name: string): Buffer => signIn.keyed('delay', name)

const note = (signIn: SignIn, action: DoorAction, userId: string, detail: AuditDetail = {}): Promise<void> =>
  withSession(signIn.store, '', tx => appendAtTheDoor(tx, action, userId, detail))

/**
 * The first step of signing in. Throws `sign_in.refused` alike, and after the same work, for a name that nobody has, a wrong password and an account
 * that is shut out; `sign_in.delayed` after five wrong tries on a name, existing or not.
 */
export async function passwordStep(
  signIn: SignIn,
  client: Client,
  typed: { readonly username: string; readonly password: string },
): Promise<Step> {
  const name = normalName(typed.username)
  const subject = delaySubject(signIn, name)
  const attempt = await beginAttempt(signIn.store, subject)
  if (!attempt.allowed) throw later(signInDelayed, attempt.waitSeconds)
  const answer = await signIn.ask({ ...client, cookies: '' }, '/sign-in/username', {
    username: USERNAME.test(name) ? name : NOBODY,
    password: typed.password,
  })
  if (answer.status === 429) {
    await takeBackAttempt(signIn.store, subject)
    throw later(tooManyRequests, answer.retryAfter)
  }
  const userId = (await userIdOfName(signIn.store, name)) ?? ''
  if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`)
  if (answer.status !== 200) {
    const over = answer.body['code'] === 'ONE_TIME_PASSWORD_OVER'
    await note(signIn, 'sign_in.failed', userId, {
      step: 'password',
      tries: attempt.failures,
      ...(over && { reason: 'one_time_password_over' }),
      ...(attempt.waitSeconds > 0 && { closed_for_seconds: attempt.waitSeconds }),
    })
    throw over ? oneTimePasswordOver() : signInRefused()
  }
  await forgiveAttempts(signIn.store, subject)
  if (answer.body['twoFactorRedirect'] === true) {
    await note(signIn, 'sign_in.password_accepted', userId)
    return { state: 'second_factor', cookies: answer.cookies }
  }
  await note(signIn, 'sign_in.done', userId, { by: 'password' })
  return { state: 'signed_in', cookies: answer.cookies }
}

/** Only the cookie of the second step: beside a session's cookie the library would not count wrong codes. */
function challengeOf(client: Client): { readonly cookie: string; readonly identifier: string } {
  for (const [name, value] of parseCookies(client.cookies)) {
    if (name !== `${COOKIE_PREFIX}.two_factor` && name !== `__Secure-${COOKIE_PREFIX}.two_factor`) continue
    return {
      cookie: `${name}=${encodeURIComponent(value)}`,
      identifier: value.slice(0, Math.max(0, value.lastIndexOf('.'))),
    }
  }
  return { cookie: '', identifier: '' }
}

/**
 * The second step: a code of the authenticator, or one of the recovery codes, each of which opens once. Throws `sign_in.code_refused`; after five wrong
 * codes the challenge is over and the factor closed for a quarter of an hour.
 */
export async function codeStep(
  signIn: SignIn,
  client: Client,
  by: 'code' | 'recovery_code',
  typed: string,
): Promise<Step> {
  const code = typed.replaceAll(/\s/g, '')
  const { cookie, identifier } = challengeOf(client)
  const userId = identifier === '' ? '' : await userOfChallenge(signIn.store, identifier)
  if (userId === '') throw challengeOver()
  const failed = (reason: string) => note(signIn, 'sign_in.failed', userId, { step: by, reason })
  if (by === 'code' && !(await isFreshCode(signIn.store, signIn.keyed('code', `${userId} ${code}`)))) {
    await failed('used_before')
    throw codeRefused()
  }
  const path = by === 'code' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  const answer = await signIn.ask({ ...client, cookies: cookie }, path, { code })
  if (answer.status === 200) {
    await note(signIn, 'sign_in.done', userId, { by })
    return { state: 'signed_in', cookies: answer.cookies }
  }
  const reason = String(answer.body['code'] ?? answer.status).toLowerCase()
  await failed(reason)
  throw problemOfCode(answer)
}

function problemOfCode(answer: Answer): Problem {
  const code = answer.body['code']
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return later(signInDelayed, 900)
  if (answer.status === 429) return later(tooManyRequests, answer.retryAfter)
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') return codeRefused()
  if (answer.status >= 500) throw new Error(`the second step answered ${answer.status}`)
  return challengeOver()
}

/** Ends the session of the cookies. */
export async function signOut(signIn: SignIn, client: Client, userId: string): Promise<readonly string[]> {
  const answer = await signIn.ask(client, '/sign-out', {})
  await note(signIn, 'sign_in.ended', userId)
  return answer.cookies
}
