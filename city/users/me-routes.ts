import { withSession } from '../../platform/db/index.ts'
import {
  json,
  jsonBody,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionExpired,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { clientOf, passOn } from './door-routes.ts'
import { ownAccount } from './grant-queries.ts'
import {
  changePassword,
  confirmSecondFactor,
  offerSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from './own-account.ts'
import {
  codeRefused,
  secondFactorExists,
  secondFactorMissing,
  signInDelayed,
  unfitPassword,
  wrongPassword,
} from './problems.ts'
import { endSessions, sessionsOf } from './session-queries.ts'
import { PASSWORD_MOST, type SignIn } from './sign-in.ts'

const tags = ['me']
const Moment = z.iso.datetime({ offset: true })
const Password = z.string().min(1).max(PASSWORD_MOST)
const done = { 204: { description: 'Done' } }

const Me = z
  .object({
    user_id: z.string(),
    username: z.string(),
    name: z.string(),
    second_factor: z.boolean(),
    one_time_until: Moment.nullable(),
    needs: z
      .array(z.enum(['password', 'second_factor']))
      .openapi({ description: 'What must be done before all roles count' }),
    permissions: z.array(z.object({ permission: z.string(), area: z.string(), sector: z.string() })),
  })
  .openapi('Me')

const OpenSession = z
  .object({
    id: z.string(),
    begun_at: Moment,
    used_at: Moment,
    address: z.string(),
    browser: z.string(),
    is_this: z.boolean(),
  })
  .openapi('OpenSession')

/** What somebody does with his own account. */
export function meRoutes({ signIn }: { readonly signIn: SignIn }): Routes {
  const routes = newRoutes()
  const { store } = signIn

  routes.openapi(
    route({
      method: 'get',
      path: '/me',
      operationId: 'getMe',
      tags,
      summary: 'Tài khoản và quyền của tôi. My account and what I may do',
      responses: { 200: json(Me, 'The account') },
    }),
    async c => {
      const me = await withSession(store, sessionOf(c).token, ownAccount)
      if (me === undefined) throw sessionExpired()
      return c.json(
        {
          user_id: me.userId,
          username: me.username,
          name: me.name,
          second_factor: me.secondFactor,
          one_time_until: me.oneTimeUntil?.toISOString() ?? null,
          needs: [...me.needs] as ('password' | 'second_factor')[],
          permissions: [...me.permissions],
        },
        200,
      )
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/me/draft-key',
      operationId: 'getMyDraftKey',
      tags,
      summary:
        'Khóa để mã hóa bản nháp của tôi trên thiết bị. Key under which my drafts wait encrypted on a device',
      responses: {
        200: json(
          z.object({ key: z.string().openapi({ description: '32 bytes in base64; always the same' }) }),
          'The key of this account in this store',
        ),
      },
    }),
    c => {
      const key = signIn.keyed('drafts on a device', sessionOf(c).userId)
      return c.json({ key: Buffer.from(key).toString('base64') }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/me/password',
      operationId: 'changeMyPassword',
      tags,
      summary: 'Đổi mật khẩu; các phiên khác kết thúc. Change my password; my other sessions end',
      request: { body: jsonBody(z.object({ current: Password, next: Password })) },
      responses: done,
      problems: [wrongPassword, unfitPassword, signInDelayed],
    }),
    async c => {
      passOn(c, await changePassword(signIn, clientOf(c), sessionOf(c), c.req.valid('json')))
      return c.body(null, 204)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/me/sessions',
      operationId: 'listMySessions',
      tags,
      summary: 'Các phiên đang mở của tôi. My open sessions',
      responses: { 200: json(z.object({ sessions: z.array(OpenSession) }), 'The sessions') },
    }),
    async c => {
      const { userId, token } = sessionOf(c)
      const sessions = (await sessionsOf(store, userId, token)).map(s => ({
        id: s.id,
        begun_at: s.begunAt.toISOString(),
        used_at: s.usedAt.toISOString(),
        address: s.address,
        browser: s.browser,
        is_this: s.isThis,
      }))
      return c.json({ sessions }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'delete',
      path: '/me/sessions/{id}',
      operationId: 'endMySession',
      tags,
      summary: 'Kết thúc một phiên của tôi. End one of my sessions',
      request: { params: z.object({ id: z.string().min(1).max(64) }) },
      responses: done,
      problems: [notFound],
    }),
    async c => {
      if ((await endSessions(store, sessionOf(c).userId, c.req.valid('param').id)) === 0) throw notFound()
      return c.body(null, 204)
    },
  )

  routes.openapi(
    route({
      method: 'delete',
      path: '/me/sessions',
      operationId: 'endAllMySessions',
      tags,
      summary: 'Đăng xuất khỏi mọi nơi, kể cả ở đây. Sign out everywhere, here as well',
      responses: done,
    }),
    async c => {
      await endSessions(store, sessionOf(c).userId)
      return c.body(null, 204)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/me/second-factor',
      operationId: 'offerMySecondFactor',
      tags,
      summary: 'Bắt đầu bật xác thực hai bước. Begin to set up the second factor',
      request: { body: jsonBody(z.object({ password: Password })) },
      responses: {
        200: json(
          z
            .object({
              uri: z.string().openapi({ description: 'otpauth:// address, for a QR code' }),
              recovery_codes: z.array(z.string()),
            })
            .openapi('SecondFactorOffer'),
          'Shown once',
        ),
      },
      problems: [wrongPassword, secondFactorExists, signInDelayed],
    }),
    async c => {
      const offer = await offerSecondFactor(signIn, clientOf(c), sessionOf(c), c.req.valid('json').password)
      return c.json({ uri: offer.uri, recovery_codes: [...offer.recoveryCodes] }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/me/second-factor/confirm',
      operationId: 'confirmMySecondFactor',
      tags,
      summary: 'Nhập mã đầu tiên để bật xác thực hai bước. The first code makes the second factor count',
      request: { body: jsonBody(z.object({ code: z.string().min(6).max(12) })) },
      responses: done,
      problems: [codeRefused, secondFactorMissing],
    }),
    async c => {
      passOn(c, await confirmSecondFactor(signIn, clientOf(c), sessionOf(c), c.req.valid('json').code))
      return c.body(null, 204)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/me/second-factor/recovery-codes',
      operationId: 'renewMyRecoveryCodes',
      tags,
      summary:
        'Tạo mã khôi phục mới, mã cũ hết dùng được. New recovery codes; the old ones open nothing more',
      request: { body: jsonBody(z.object({ password: Password })) },
      responses: { 200: json(z.object({ recovery_codes: z.array(z.string()) }), 'Shown once') },
      problems: [wrongPassword, secondFactorMissing, signInDelayed],
    }),
    async c => {
      const codes = await renewRecoveryCodes(signIn, clientOf(c), sessionOf(c), c.req.valid('json').password)
      return c.json({ recovery_codes: [...codes] }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/me/second-factor/remove',
      operationId: 'removeMySecondFactor',
      tags,
      summary: 'Tắt xác thực hai bước. Take my second factor off',
      request: { body: jsonBody(z.object({ password: Password })) },
      responses: done,
      problems: [wrongPassword, signInDelayed],
    }),
    async c => {
      passOn(c, await removeSecondFactor(signIn, clientOf(c), sessionOf(c), c.req.valid('json').password))
      return c.body(null, 204)
    },
  )
  return routes
}
