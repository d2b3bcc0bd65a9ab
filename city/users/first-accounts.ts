import { withOwner } from '../../platform/db/index.ts'
import { userIdOfName } from './account-queries.ts'
import { createAccount, type GivenPassword, keepPassword, resetAccount } from './accounts.ts'
import { grantAsOwner, holdsAnybody, holdsRole, setSecondFactorAsOwner } from './owner-queries.ts'
import type { Role } from './roles.ts'
import type { SignIn } from './sign-in.ts'

/**
 * The first administrator of a real store, with a one-time password to be handed over. Undefined when somebody manages users already: then only he
 * makes others, or `./ansinh user`.
 */
export async function createFirstAdministrator(
  signIn: SignIn,
  person: { readonly username: string; readonly name: string },
): Promise<GivenPassword | undefined> {
  if (await withOwner(signIn.store, tx => holdsAnybody(tx, 'administrator'))) return undefined
  const made = await createAccount(signIn, { ...person, createdBy: '' })
  await withOwner(signIn.store, tx =>
    grantAsOwner(tx, { userId: made.userId, role: 'administrator', area: '*', sector: '*' }),
  )
  return made
}

export interface DemoUser {
  readonly username: string
  readonly password: string
  readonly name: string
  readonly role: Role
  /** '*' or the code of a commune. */
  readonly area: string
}

interface Wanted {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly commune?: 0 | 1
}

const DEMO: readonly Wanted[] = [
  { username: 'dieutra', name: 'Nguyễn Điều Tra', role: 'surveyor', commune: 0 },
  { username: 'canbo', name: 'Trần Cán Bộ', role: 'commune_officer', commune: 0 },
  { username: 'canbo2', name: 'Lê Cán Bộ', role: 'commune_officer', commune: 1 },
  { username: 'lanhdaoxa', name: 'Phạm Lãnh Đạo Xã', role: 'commune_chair', commune: 0 },
  { username: 'chuyenvien', name: 'Hoàng Chuyên Viên', role: 'city_officer' },
  { username: 'lanhdaoso', name: 'Vũ Lãnh Đạo Sở', role: 'city_approver' },
  { username: 'phapche', name: 'Đỗ Pháp Chế', role: 'legal_officer' },
  { username: 'lanhdaophapche', name: 'Bùi Lãnh Đạo Pháp Chế', role: 'legal_approver' },
  { username: 'thanhtra', name: 'Ngô Thanh Tra', role: 'inspector' },
  { username: 'doitac', name: 'Đặng Đối Tác', role: 'partner' },
  { username: 'quantri', name: 'Phan Quản Trị', role: 'administrator' },
]

/**
 * One invented person for every role of a demo store, officers of two communes among them. The passwords are random, are returned to be printed, and are kept
 * only as hashes; a second factor is not asked for until somebody switches it on. Those who exist already (a start that was killed) get new passwords and
 * keep their roles.
 */
export async function createDemoUsers(
  signIn: SignIn,
  communes: readonly [string, string],
): Promise<readonly DemoUser[]> {
  const { store } = signIn
  await withOwner(store, tx => setSecondFactorAsOwner(tx, false))
  const made: DemoUser[] = []
  for (const { username, name, role, commune } of DEMO) {
    const area = commune === undefined ? '*' : communes[commune]
    const known = await userIdOfName(store, username)
    const account =
      known === undefined
        ? await createAccount(signIn, { username, name, createdBy: '' })
        : await resetAccount(signIn, known, { secondFactor: true })
    await keepPassword(store, account.userId)
    await withOwner(store, async tx => {
      if (!(await holdsRole(tx, account.userId, role)))
        await grantAsOwner(tx, { userId: account.userId, role, area, sector: '*' })
    })
    made.push({ username, password: account.password, name, role, area })
  }
  return made
}
