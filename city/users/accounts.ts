import type { Store } from '../../platform/db/index.ts'
import {
  dropSecondFactor,
  forgetOneTime,
  setOneTimePassword,
  userIdOfName,
  usernameOf,
} from './account-queries.ts'
import { forgiveAttempts } from './delay-queries.ts'
import { delaySubject } from './door.ts'
import { normalName, USERNAME } from './names.ts'
import { oneTimePassword } from './passwords.ts'
import { nameTaken, unfitName } from './problems.ts'
import { hashPassword, type SignIn } from './sign-in.ts'

/** Days in which a one-time password must be used. */
export const ONE_TIME_DAYS = 7

export interface NewAccount {
  readonly username: string
  /** What colleagues read beside what the person did. */
  readonly name: string
  /** User who made it; '' for the command line. */
  readonly createdBy: string
}

export interface GivenPassword {
  readonly userId: string
  /** To be handed over once; only its hash is kept. */
  readonly password: string
}

/**
 * Makes an account without any role, with a one-time password that must be changed at the first sign-in. Throws `user.unfit_name`, `user.name_taken`.
 * Whether the caller may do so is for the caller to ask.
 */
export async function createAccount(signIn: SignIn, wanted: NewAccount): Promise<GivenPassword> {
  const username = normalName(wanted.username)
  if (!USERNAME.test(username)) throw unfitName()
  if ((await userIdOfName(signIn.store, username)) !== undefined) throw nameTaken()
  const password = oneTimePassword()
  const { user } = await signIn.auth.api.createUser({
    body: {
      email: `${username}@${signIn.store.names.province}.invalid`,
      password,
      name: wanted.name.trim().normalize('NFC'),
      role: 'user',
      data: {
        username,
        createdBy: wanted.createdBy,
        oneTimeUntil: new Date(Date.now() + ONE_TIME_DAYS * 86_400_000),
      },
    },
  })
  return { userId: user.id, password }
}

/** Gives an account a new one-time password and ends its sessions; on wish its second factor goes too. */
export async function resetAccount(
  signIn: SignIn,
  userId: string,
  also: { readonly secondFactor: boolean },
): Promise<GivenPassword> {
  const password = oneTimePassword()
  await setOneTimePassword(signIn.store, userId, await hashPassword(password), ONE_TIME_DAYS)
  if (also.secondFactor) await dropSecondFactor(signIn.store, userId)
  await openAgain(signIn, userId)
  return { userId, password }
}

/** Forgets wrong tries on the name of an account. */
async function openAgain(signIn: SignIn, userId: string): Promise<void> {
  const name = await usernameOf(signIn.store, userId)
  if (name !== '') await forgiveAttempts(signIn.store, delaySubject(signIn, name))
}

/** The password of a demo account is its own from the start: it was made a second ago and is printed for whoever runs the demo. */
export const keepPassword = (store: Store, userId: string): Promise<void> => forgetOneTime(store, userId)
