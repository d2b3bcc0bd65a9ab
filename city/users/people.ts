import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { type Tx, withSession } from '../../platform/db/index.ts'
import { forbidden, notFound } from '../../platform/http/problem/index.ts'
import { setBanned, usernameOf } from './account-queries.ts'
import { createAccount, type GivenPassword, resetAccount } from './accounts.ts'
import { endGrant, type Grant, insertGrant, reachOver } from './grant-queries.ts'
import type { Self } from './own-account.ts'
import { notYoursToManage, ownAccount } from './problems.ts'
import { endSessions } from './session-queries.ts'
import type { SignIn } from './sign-in.ts'

/** Makes an account; whoever manages users anywhere may. It holds nothing before somebody gives it a role. */
export function addUser(
  signIn: SignIn,
  self: Self,
  wanted: { readonly username: string; readonly name: string },
): Promise<GivenPassword> {
  return withSession(signIn.store, self.token, async tx => {
    if (!(await reachOver(tx, '')).anybody) throw forbidden()
    const made = await createAccount(signIn, { ...wanted, createdBy: self.userId })
    await log(tx, 'user.create', made.userId)
    return made
  })
}

/**
 * Gives somebody's account a one-time password, and on wish takes its second factor off. All he holds must lie within what the administrator
 * manages, or resetting would be a way to become him.
 */
export function resetUser(
  signIn: SignIn,
  self: Self,
  userId: string,
  also: { readonly secondFactor: boolean },
): Promise<GivenPassword> {
  return withSession(signIn.store, self.token, async tx => {
    await checkReach(signIn, tx, userId)
    await log(tx, 'user.reset', userId, { second_factor: also.secondFactor })
    return await resetAccount(signIn, userId, also)
  })
}

/** Shuts somebody out at once, or lets him in again. */
export function banUser(signIn: SignIn, self: Self, userId: string, banned: boolean): Promise<void> {
  return withSession(signIn.store, self.token, async tx => {
    await checkReach(signIn, tx, userId)
    await log(tx, banned ? 'user.ban' : 'user.unban', userId)
    await setBanned(signIn.store, userId, banned)
  })
}

/** Ends all sessions of somebody. Gives how many there were. */
export function signUserOut(signIn: SignIn, self: Self, userId: string): Promise<number> {
  return withSession(signIn.store, self.token, async tx => {
    await checkReach(signIn, tx, userId)
    await log(tx, 'user.sign_out', userId)
    return await endSessions(signIn.store, userId)
  })
}

/** Gives a role in an area and a sector. Throws `user.own_account` for oneself, `access.forbidden` beyond one's own area. */
export function giveRole(
  signIn: SignIn,
  self: Self,
  wanted: Pick<Grant, 'userId' | 'role' | 'area' | 'sector'>,
): Promise<Grant> {
  if (wanted.userId === self.userId) throw ownAccount()
  return withSession(signIn.store, self.token, async tx => {
    if (!(await reachOver(tx, wanted.userId)).anybody) throw forbidden()
    if ((await usernameOf(signIn.store, wanted.userId)) === '') throw notFound()
    const made = await insertGrant(tx, { ...wanted, grantedBy: self.userId })
    await log(tx, 'grant.give', made.userId, { role: made.role, area: made.area, sector: made.sector })
    return made
  })
}

/** Takes a role back. It holds nothing from the next statement on. */
export function takeRole(signIn: SignIn, self: Self, userId: string, grantId: string): Promise<void> {
  if (userId === self.userId) throw ownAccount()
  return withSession(signIn.store, self.token, async tx => {
    const ended = await endGrant(tx, grantId, userId, self.userId)
    if (ended === undefined) throw notFound()
    await log(tx, 'grant.take', userId, { role: ended.role, area: ended.area, sector: ended.sector })
  })
}

async function checkReach(signIn: SignIn, tx: Tx, userId: string): Promise<void> {
  const reach = await reachOver(tx, userId)
  if (reach.self) throw ownAccount()
  if (!reach.anybody) throw forbidden()
  if (!reach.manages) throw (await usernameOf(signIn.store, userId)) === '' ? notFound() : notYoursToManage()
}

const log = (tx: Tx, action: string, userId: string, detail: Record<string, string | boolean> = {}) =>
  appendAudit(tx, { area: SYSTEM, action, object: { kind: 'user', id: userId }, detail })
