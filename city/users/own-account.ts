import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { withSession } from '../../platform/db/index.ts'
import { sessionExpired, tooManyRequests } from '../../platform/http/problem/index.ts'
import { forgetOneTime, usernameOf } from './account-queries.ts'
import { beginAttempt, forgiveAttempts, isFreshCode, takeBackAttempt } from './delay-queries.ts'
import { delaySubject } from './door.ts'
import { checkPassword } from './passwords.ts'
import {
  codeRefused,
  secondFactorExists,
  secondFactorMissing,
  signInDelayed,
  unfitPassword,
  wrongPassword,
} from './problems.ts'
import type { Answer, Client, SignIn } from './sign-in.ts'

/** Somebody signed in, acting on his own account. */
export interface Self {
  readonly token: string
  readonly userId: string
}

/** The secret of an authenticator, shown once, and codes for the day the telephone is lost. */
export interface SecondFactorOffer {
  /** otpauth:// address, to be shown as a QR code. */
  readonly uri: string
  readonly recoveryCodes: readonly string[]
}

/**
 * Does something to the account and logs it, or neither. The entry is written first because the session may be another one afterwards; it is
 * chained only if `run` succeeds.
 */
const noted = <T>(signIn: SignIn, self: Self, action: string, run: () => Promise<T>): Promise<T> =>
  withSession(signIn.store, self.token, async tx => {
    await appendAudit(tx, { area: SYSTEM, action, object: { kind: 'user', id: self.userId } })
    return await run()
  })

/**
 * Whoever sits at an open screen does not know the password: asking for it counts as trying to sign in, with the same waits. Throws
 * `account.wrong_password`, `sign_in.delayed`.
 */
async function askWithPassword(
  signIn: SignIn,
  client: Client,
  self: Self,
  path: string,
  body: object,
): Promise<Answer> {
  const subject = delaySubject(signIn, await usernameOf(signIn.store, self.userId))
  const attempt = await beginAttempt(signIn.store, subject)
  if (!attempt.allowed)
    throw signInDelayed(attempt.waitSeconds).with({ headers: { 'Retry-After': String(attempt.waitSeconds) } })
  const answer = await signIn.ask(client, path, body)
  const code = answer.body['code']
  if (code === 'INVALID_PASSWORD') throw wrongPassword()
  // only a password that was looked at and found right opens the account again
  if (answer.status === 200 || code === 'TOTP_ALREADY_ENABLED') await forgiveAttempts(signIn.store, subject)
  else await takeBackAttempt(signIn.store, subject)
  if (answer.status === 429)
    throw tooManyRequests(answer.retryAfter).with({ headers: { 'Retry-After': String(answer.retryAfter) } })
  return answer
}

function expectDone(answer: Answer, what: string): void {
  // it ended between our look at it and the library's
  if (answer.status === 401) throw sessionExpired()
  if (answer.status !== 200) throw new Error(`${what} answered ${answer.status}`)
}

/** Changes one's password; every other session of the account ends, and this one gets a new cookie. */
export async function changePassword(
  signIn: SignIn,
  client: Client,
  self: Self,
  given: { readonly current: string; readonly next: string },
): Promise<readonly string[]> {
  checkPassword(given.next, await usernameOf(signIn.store, self.userId))
  if (given.next === given.current)
    throw unfitPassword({
      vi: 'Mật khẩu mới phải khác mật khẩu hiện tại.',
      en: 'The new password must differ from the present one.',
    })
  return await noted(signIn, self, 'account.password_change', async () => {
    const answer = await askWithPassword(signIn, client, self, '/change-password', {
      currentPassword: given.current,
      newPassword: given.next,
      revokeOtherSessions: true,
    })
    expectDone(answer, 'the change of a password')
    await forgetOneTime(signIn.store, self.userId)
    return answer.cookies
  })
}

/** Offers a second factor; it counts from `confirmSecondFactor` on. */
export async function offerSecondFactor(
  signIn: SignIn,
  client: Client,
  self: Self,
  password: string,
): Promise<SecondFactorOffer> {
  const answer = await askWithPassword(signIn, client, self, '/two-factor/enable', {
    password,
    method: 'totp',
  })
  if (answer.body['code'] === 'TOTP_ALREADY_ENABLED') throw secondFactorExists()
  expectDone(answer, 'the second factor')
  return {
    uri: String(answer.body['totpURI']),
    recoveryCodes: answer.body['backupCodes'] as readonly string[],
  }
}

/** The first code of the authenticator makes the second factor count. The session gets a new cookie. */
export async function confirmSecondFactor(
  signIn: SignIn,
  client: Client,
  self: Self,
  typed: string,
): Promise<readonly string[]> {
  const code = typed.replaceAll(/\s/g, '')
  if (!(await isFreshCode(signIn.store, signIn.keyed('code', `${self.userId} ${code}`)))) throw codeRefused()
  return await noted(signIn, self, 'account.second_factor_set', async () => {
    const answer = await signIn.ask(client, '/two-factor/verify-totp', { code })
    if (answer.body['code'] === 'TOTP_NOT_ENABLED') throw secondFactorMissing()
    if (answer.body['code'] === 'INVALID_CODE') throw codeRefused()
    if (answer.status === 429)
      throw tooManyRequests(answer.retryAfter).with({ headers: { 'Retry-After': String(answer.retryAfter) } })
    expectDone(answer, 'the second factor')
    return answer.cookies
  })
}

/** Takes one's second factor off. Roles that ask for one hold nothing from now on. */
export async function removeSecondFactor(
  signIn: SignIn,
  client: Client,
  self: Self,
  password: string,
): Promise<readonly string[]> {
  return await noted(signIn, self, 'account.second_factor_remove', async () => {
    const answer = await askWithPassword(signIn, client, self, '/two-factor/disable', { password })
    expectDone(answer, 'the second factor')
    return answer.cookies
  })
}

/** New recovery codes; the old ones open nothing more. */
export async function renewRecoveryCodes(
  signIn: SignIn,
  client: Client,
  self: Self,
  password: string,
): Promise<readonly string[]> {
  return await noted(signIn, self, 'account.recovery_codes_renew', async () => {
    const path = '/two-factor/generate-backup-codes'
    const answer = await askWithPassword(signIn, client, self, path, { password })
    if (answer.body['code'] === 'TWO_FACTOR_NOT_ENABLED') throw secondFactorMissing()
    expectDone(answer, 'recovery codes')
    return answer.body['backupCodes'] as readonly string[]
  })
}
