import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { quoted, type Store, withOwner } from '../../platform/db/index.ts'
import { notFound } from '../../platform/http/problem/index.ts'
import { userIdOfName } from './account-queries.ts'
import { createAccount, type GivenPassword, resetAccount } from './accounts.ts'
import { normalName } from './names.ts'
import { allUsers, grantAsOwner, takeAsOwner } from './owner-queries.ts'
import type { Role } from './roles.ts'
import type { SignIn } from './sign-in.ts'

export interface HeldRole {
  readonly role: string
  readonly area: string
  readonly sector: string
}

export interface ListedAccount {
  readonly username: string
  readonly name: string
  readonly banned: boolean
  readonly secondFactor: boolean
  readonly grants: readonly HeldRole[]
}

/** All accounts with the roles they hold, by name. */
export async function listUsers(store: Store): Promise<ListedAccount[]> {
  const rows = await withOwner(store, tx => allUsers(tx, quoted(store.names.auth)))
  const byName = new Map<string, ListedAccount & { grants: HeldRole[] }>()
  for (const { role, area, sector, ...account } of rows) {
    const known = byName.get(account.username) ?? { ...account, grants: [] }
    if (role !== null && area !== null && sector !== null) known.grants.push({ role, area, sector })
    byName.set(account.username, known)
  }
  return [...byName.values()]
}

const userOf = async (store: Store, username: string): Promise<string> => {
  const found = await userIdOfName(store, normalName(username))
  if (found === undefined) throw notFound()
  return found
}

const log = (store: Store, action: string, id: string, detail: Record<string, boolean> = {}) =>
  withOwner(store, tx => appendAudit(tx, { area: SYSTEM, action, object: { kind: 'user', id }, detail }))

/** An account made by whoever has the machine; see `createAccount`. */
export async function addFromCommandLine(
  signIn: SignIn,
  wanted: { readonly username: string; readonly name: string },
): Promise<GivenPassword> {
  const made = await createAccount(signIn, { ...wanted, createdBy: '' })
  await log(signIn.store, 'user.create', made.userId)
  return made
}

/** Gives a role. Throws `record.not_found` for an unknown name, `grant.exists`. */
export async function grantFromCommandLine(
  store: Store,
  username: string,
  wanted: { readonly role: Role; readonly area: string; readonly sector: string },
): Promise<void> {
  const userId = await userOf(store, username)
  await withOwner(store, tx => grantAsOwner(tx, { userId, ...wanted }))
}

/** Takes roles back, of one kind or in one area when named. Gives how many there were. */
export async function revokeFromCommandLine(
  store: Store,
  username: string,
  role: string | undefined,
  area: string | undefined,
): Promise<number> {
  const userId = await userOf(store, username)
  return await withOwner(store, tx => takeAsOwner(tx, userId, role, area))
}

/** A new one-time password for an account, and on wish no second factor. */
export async function resetFromCommandLine(
  signIn: SignIn,
  username: string,
  also: { readonly secondFactor: boolean },
): Promise<GivenPassword> {
  const userId = await userOf(signIn.store, username)
  await log(signIn.store, 'user.reset', userId, { second_factor: also.secondFactor })
  return await resetAccount(signIn, userId, also)
}
