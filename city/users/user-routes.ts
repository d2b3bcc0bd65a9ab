import { withSession } from '../../platform/db/index.ts'
import {
  json,
  jsonBody,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { type Grant, grantsInForce, type ManagedUser, managedUsers } from './grant-queries.ts'
import { addUser, banUser, giveRole, resetUser, signUserOut, takeRole } from './people.ts'
import {
  grantExists,
  nameTaken,
  notYoursToManage,
  ownAccount,
  unfitName,
  unknownRole,
  unknownSector,
} from './problems.ts'
import type { SignIn } from './sign-in.ts'

const tags = ['users']
const Moment = z.iso.datetime({ offset: true })
const UserId = z.string().min(1).max(64)
const params = z.object({ id: UserId })
const done = { 204: { description: 'Done' } }

const GrantBody = z
  .object({
    grant_id: z.uuid(),
    role: z.string(),
    area: z.string(),
    sector: z.string(),
    granted_by: z.string(),
    granted_at: Moment,
  })
  .openapi('Grant')

const UserBody = z
  .object({
    user_id: z.string(),
    username: z.string(),
    name: z.string(),
    banned: z.boolean(),
    second_factor: z.boolean(),
    one_time_until: Moment.nullable(),
    created_at: Moment,
    grants: z.array(GrantBody),
  })
  .openapi('User')

const Given = z
  .object({
    user_id: z.string(),
    one_time_password: z.string().openapi({ description: 'Shown once; to be changed at the first sign-in' }),
  })
  .openapi('GivenPassword')

const grantBody = (g: Grant) => ({
  grant_id: g.grantId,
  role: g.role,
  area: g.area,
  sector: g.sector,
  granted_by: g.grantedBy,
  granted_at: g.grantedAt.toISOString(),
})

const userBody = (u: ManagedUser, grants: readonly Grant[]) => ({
  user_id: u.userId,
  username: u.username,
  name: u.name,
  banned: u.banned,
  second_factor: u.secondFactor,
  one_time_until: u.oneTimeUntil?.toISOString() ?? null,
  created_at: u.createdAt.toISOString(),
  grants: grants.filter(g => g.userId === u.userId).map(grantBody),
})

/** People and their roles, for administrators. */
export function userRoutes({ signIn }: { readonly signIn: SignIn }): Routes {
  const routes = newRoutes()
  const { store } = signIn

  routes.openapi(
    route({
      method: 'get',
      path: '/users',
      operationId: 'listUsers',
      tags,
      summary: 'Tài khoản trong phạm vi quản lý. Accounts within what I manage',
      responses: { 200: json(z.object({ users: z.array(UserBody) }), 'The accounts, none for non-managers') },
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const [users, grants] = [await managedUsers(tx), await grantsInForce(tx)]
        return c.json({ users: users.map(u => userBody(u, grants)) }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/users',
      operationId: 'createUser',
      tags,
      summary: 'Lập tài khoản với mật khẩu dùng một lần. Make an account with a one-time password',
      request: {
        body: jsonBody(
          z.object({ username: z.string().min(1).max(40), name: z.string().trim().min(1).max(100) }),
        ),
      },
      responses: { 201: json(Given, 'The account; it holds no role yet') },
      problems: [nameTaken, unfitName],
    }),
    async c => {
      const made = await addUser(signIn, sessionOf(c), c.req.valid('json'))
      return c.json({ user_id: made.userId, one_time_password: made.password }, 201)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/users/{id}/reset',
      operationId: 'resetUser',
      tags,
      summary: 'Cấp lại mật khẩu dùng một lần. Give a new one-time password',
      request: { params, body: jsonBody(z.object({ second_factor: z.boolean().default(false) })) },
      responses: { 200: json(Given, 'All sessions of the account have ended') },
      problems: [notYoursToManage, ownAccount, notFound],
    }),
    async c => {
      const { second_factor } = c.req.valid('json')
      const given = await resetUser(signIn, sessionOf(c), c.req.valid('param').id, {
        secondFactor: second_factor,
      })
      return c.json({ user_id: given.userId, one_time_password: given.password }, 200)
    },
  )

  for (const [deed, banned, summary] of [
    ['ban', true, 'Khóa tài khoản. Shut an account out'],
    ['unban', false, 'Mở khóa tài khoản. Let an account in again'],
  ] as const)
    routes.openapi(
      route({
        method: 'post',
        path: `/users/{id}/${deed}`,
        operationId: `${deed}User`,
        tags,
        summary,
        request: { params },
        responses: done,
        problems: [notYoursToManage, ownAccount, notFound],
      }),
      async c => {
        await banUser(signIn, sessionOf(c), c.req.valid('param').id, banned)
        return c.body(null, 204)
      },
    )

  routes.openapi(
    route({
      method: 'delete',
      path: '/users/{id}/sessions',
      operationId: 'endSessionsOfUser',
      tags,
      summary: 'Đăng xuất một người khỏi mọi nơi. Sign somebody out everywhere',
      request: { params },
      responses: done,
      problems: [notYoursToManage, ownAccount, notFound],
    }),
    async c => {
      await signUserOut(signIn, sessionOf(c), c.req.valid('param').id)
      return c.body(null, 204)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/users/{id}/grants',
      operationId: 'giveRole',
      tags,
      summary: 'Giao vai trò theo địa bàn và lĩnh vực. Give a role in an area and a sector',
      request: {
        params,
        body: jsonBody(
          z.object({
            role: z.string().min(1).max(40),
            area: z.string().regex(/^(\*|\d{5})$/),
            sector: z.string().min(1).max(40).default('*'),
          }),
        ),
      },
      responses: { 201: json(GrantBody, 'In force from the next statement on') },
      problems: [ownAccount, notFound, grantExists, unknownRole, unknownSector],
    }),
    async c => {
      const grant = await giveRole(signIn, sessionOf(c), {
        ...c.req.valid('json'),
        userId: c.req.valid('param').id,
      })
      return c.json(grantBody(grant), 201)
    },
  )

  routes.openapi(
    route({
      method: 'delete',
      path: '/users/{id}/grants/{grant}',
      operationId: 'takeRole',
      tags,
      summary: 'Thu lại vai trò. Take a role back',
      request: { params: z.object({ id: UserId, grant: z.uuid() }) },
      responses: done,
      problems: [ownAccount, notFound],
    }),
    async c => {
      const { id, grant } = c.req.valid('param')
      await takeRole(signIn, sessionOf(c), id, grant)
      return c.body(null, 204)
    },
  )
  return routes
}
