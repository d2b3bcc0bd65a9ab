import { withOwner } from '../../platform/db/index.ts'
import { createAccount, type GivenPassword, keepPassword } from './accounts.ts'
import { grantAsOwner, holdsAnybody, setSecondFactorAsOwner } from './owner-queries.ts'
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
 * One invented person for every role of a demo store, officers of two communes among them. The passwords are random, are returned to be printed
 * once, and are kept only as hashes; a second factor is not asked for until somebody switches it on. Names that exist are left alone, and not returned.
 */
export async function createDemoUsers(
  signIn: SignIn,
  communes: readonly [string, string],
): Promise<readonly DemoUser[]> {
  const made: DemoUser[] = []
  await withOwner(signIn.store, tx => setSecondFactorAsOwner(tx, false))
  for (const wanted of DEMO) {
    const area = wanted.commune === undefined ? '*' : communes[wanted.commune]
    const account = await createAccount(signIn, { ...wanted, createdBy: '' }).catch(ignoreTaken)
    if (account === undefined) continue
    await keepPassword(signIn.store, account.userId)
    await withOwner(signIn.store, tx =>
      grantAsOwner(tx, { userId: account.userId, role: wanted.role, area, sector: '*' }),
    )
    made.push({
      username: wanted.username,
      password: account.password,
      name: wanted.name,
      role: wanted.role,
      area,
    })
  }
  return made
}

function ignoreTaken(e: unknown): undefined {
  if (e instanceof Error && 'code' in e && e.code === 'user.name_taken') return undefined
  throw e
}
