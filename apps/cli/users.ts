import type { Command } from 'commander'
import type { Role } from '../../city/users/index.ts'
import type { Store } from '../../platform/db/index.ts'
import { Problem, problemOfDatabase } from '../../platform/http/problem/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { Failure } from './failure.ts'
import { type StoreArguments, storeOptions, tell } from './store-options.ts'
import { withStore } from './with-store.ts'

interface GrantArguments extends StoreArguments {
  readonly role: string
  readonly area: string
  readonly sector: string
}

const people = () => import('../../city/users/index.ts')

/**
 * `./ansinh user …`: accounts and roles from the machine itself, for the day when no administrator can sign in. Whoever may read the data folder
 * may do this; every step stands in the audit log as the command line's.
 */
export function userCommands(program: Command): void {
  const user = program.command('user').description('tài khoản và vai trò (accounts and roles)')
  storeOptions(user.command('list').description('liệt kê tài khoản (lists accounts)'))
    .option('--json', 'dạng JSON (as JSON)')
    .action((given: StoreArguments & { json?: boolean }) =>
      withStore(given, store => list(store, given.json)),
    )
  storeOptions(user.command('add <username>').description('lập tài khoản (makes an account)'))
    .requiredOption('--name <name>', 'họ tên (name)')
    .action((username: string, given: StoreArguments & { name: string }) =>
      withStore(given, (store, secrets) => add(store, secrets, username, given.name)),
    )
  storeOptions(user.command('grant <username>').description('giao vai trò (gives a role)'))
    .requiredOption('--role <role>', 'vai trò (role), xem: ./ansinh user roles')
    .requiredOption('--area <code>', 'mã xã 5 chữ số, hoặc "*" cho toàn tỉnh (commune, or "*" for all)')
    .option('--sector <sector>', 'lĩnh vực (sector)', '*')
    .action((username: string, given: GrantArguments) =>
      withStore(given, store => grant(store, username, given)),
    )
  storeOptions(user.command('revoke <username>').description('thu lại vai trò (takes roles back)'))
    .option('--role <role>', 'chỉ vai trò này (only this role)')
    .option('--area <code>', 'chỉ địa bàn này (only this area)')
    .action((username: string, given: StoreArguments & { role?: string; area?: string }) =>
      withStore(given, store => revoke(store, username, given.role, given.area)),
    )
  storeOptions(
    user.command('reset <username>').description('cấp mật khẩu dùng một lần (gives a one-time password)'),
  )
    .option('--second-factor', 'bỏ luôn xác thực hai bước (takes the second factor off as well)', false)
    .action((username: string, given: StoreArguments & { secondFactor: boolean }) =>
      withStore(given, (store, secrets) => reset(store, secrets, username, given.secondFactor)),
    )
  user
    .command('roles')
    .description('liệt kê vai trò (lists roles)')
    .action(async () => void process.stdout.write(`${(await people()).ROLES.join('\n')}\n`))
}

async function list(store: Store, json: boolean | undefined): Promise<void> {
  const users = await (await people()).listUsers(store)
  if (json === true) return void process.stdout.write(`${JSON.stringify(users, null, 2)}\n`)
  for (const u of users) {
    const marks = [u.banned && 'bị khóa', u.secondFactor && 'xác thực hai bước'].filter(Boolean).join(', ')
    const held = u.grants.map(g => `${g.role}@${g.area}${g.sector === '*' ? '' : `/${g.sector}`}`).join(' ')
    process.stdout.write(`${u.username}\t${u.name}\t${held || '(chưa có vai trò)'}${marks && `\t${marks}`}\n`)
  }
}

async function add(store: Store, secrets: Secrets, username: string, name: string): Promise<void> {
  const { addFromCommandLine } = await people()
  const given = await addFromCommandLine(await signInTo(store, secrets), { username, name }).catch(inWords)
  process.stdout.write(`${given.password}\n`)
  tell('Mật khẩu dùng một lần ở dòng trên, chỉ in một lần; phải đổi khi đăng nhập lần đầu.')
}

async function grant(store: Store, username: string, given: GrantArguments): Promise<void> {
  const { ROLES, grantFromCommandLine } = await people()
  if (!(ROLES as readonly string[]).includes(given.role))
    throw new Failure(`không có vai trò ${given.role}; các vai trò: ${ROLES.join(', ')}\n(no such role)`, 2)
  if (!/^(\*|\d{5})$/.test(given.area))
    throw new Failure(`địa bàn là mã xã 5 chữ số hoặc "*", không phải ${given.area}\n(no such area)`, 2)
  const role = given.role as Role
  await grantFromCommandLine(store, username, { role, area: given.area, sector: given.sector }).catch(inWords)
  tell(`Đã giao vai trò ${role} tại ${given.area}. (done)`)
}

async function revoke(
  store: Store,
  username: string,
  role: string | undefined,
  area: string | undefined,
): Promise<void> {
  const { revokeFromCommandLine } = await people()
  const count = await revokeFromCommandLine(store, username, role, area).catch(inWords)
  tell(`Đã thu lại ${count} vai trò. (done)`)
}

async function reset(store: Store, secrets: Secrets, username: string, secondFactor: boolean): Promise<void> {
  const { resetFromCommandLine } = await people()
  const given = await resetFromCommandLine(await signInTo(store, secrets), username, { secondFactor }).catch(
    inWords,
  )
  process.stdout.write(`${given.password}\n`)
  tell('Mật khẩu dùng một lần ở dòng trên, chỉ in một lần; mọi phiên của tài khoản đã kết thúc.')
}

async function signInTo(store: Store, secrets: Secrets) {
  const { openSignIn } = await people()
  return openSignIn({ store, secret: secrets.signIn, secure: true })
}

/** A problem of the API said to the person at the terminal. */
function inWords(e: unknown): never {
  const known = e instanceof Problem ? e : problemOfDatabase(e)
  throw known === undefined ? e : new Failure(known.message)
}
