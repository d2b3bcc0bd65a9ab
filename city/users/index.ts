export type { GivenPassword } from './accounts.ts'
export {
  addFromCommandLine,
  grantFromCommandLine,
  type HeldRole,
  type ListedAccount,
  listUsers,
  resetFromCommandLine,
  revokeFromCommandLine,
} from './command-line.ts'
export { createDemoUsers, createFirstAdministrator, type DemoUser } from './first-accounts.ts'
export { userNames } from './grant-queries.ts'
export { ROLES, type Role } from './roles.ts'
export { openSignIn, SESSION_COOKIE, type SignIn, type SignInOptions } from './sign-in.ts'
