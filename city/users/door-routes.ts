import {
  type HttpContext,
  json,
  jsonBody,
  newRoutes,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { codeStep, passwordStep, type Step, signOut } from './door.ts'
import { challengeOver, codeRefused, oneTimePasswordOver, signInDelayed, signInRefused } from './problems.ts'
import { type Client, PASSWORD_MOST, type SignIn } from './sign-in.ts'

const tags = ['sign-in']

const StepBody = z
  .object({
    state: z
      .enum(['signed_in', 'second_factor'])
      .openapi({ description: 'second_factor: the code is waited for' }),
  })
  .openapi('SignInStep')

const Code = z.object({ code: z.string().min(6).max(40) })

/** Who asks, as our middleware knows it: what a client writes into headers about its address is not believed. */
export const clientOf = (c: HttpContext): Client => ({
  address: c.get('address'),
  userAgent: c.req.header('user-agent') ?? '',
  cookies: c.req.header('cookie') ?? '',
})

/** Hands the library's cookies on to the browser. */
export function passOn(c: HttpContext, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}

/** Signing in, in one step or two, and out. */
export function doorRoutes({ signIn }: { readonly signIn: SignIn }): Routes {
  const routes = newRoutes()
  const answer = (c: HttpContext, step: Step) => {
    passOn(c, step.cookies)
    return { state: step.state }
  }

  routes.openapi(
    route({
      method: 'post',
      path: '/sign-in',
      operationId: 'signIn',
      tags,
      summary: 'Đăng nhập bằng tên và mật khẩu. Sign in by name and password',
      access: 'public',
      request: {
        body: jsonBody(
          z.object({ username: z.string().min(1).max(100), password: z.string().min(1).max(PASSWORD_MOST) }),
        ),
      },
      responses: {
        200: json(StepBody, 'Signed in, or the second step is waited for; the cookie says which'),
      },
      problems: [signInRefused, signInDelayed, oneTimePasswordOver],
    }),
    async c => c.json(answer(c, await passwordStep(signIn, clientOf(c), c.req.valid('json'))), 200),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/sign-in/code',
      operationId: 'signInByCode',
      tags,
      summary: 'Bước hai: mã của ứng dụng xác thực. Second step: code of the authenticator',
      access: 'public',
      request: { body: jsonBody(Code) },
      responses: { 200: json(StepBody, 'Signed in') },
      problems: [codeRefused, challengeOver, signInDelayed],
    }),
    async c => c.json(answer(c, await codeStep(signIn, clientOf(c), 'code', c.req.valid('json').code)), 200),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/sign-in/recovery-code',
      operationId: 'signInByRecoveryCode',
      tags,
      summary: 'Bước hai: mã khôi phục, mỗi mã dùng một lần. Second step: a recovery code, each opens once',
      access: 'public',
      request: { body: jsonBody(Code) },
      responses: { 200: json(StepBody, 'Signed in') },
      problems: [codeRefused, challengeOver, signInDelayed],
    }),
    async c =>
      c.json(answer(c, await codeStep(signIn, clientOf(c), 'recovery_code', c.req.valid('json').code)), 200),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/sign-out',
      operationId: 'signOut',
      tags,
      summary: 'Đăng xuất. Sign out',
      responses: { 204: { description: 'The session is over' } },
    }),
    async c => {
      passOn(c, await signOut(signIn, clientOf(c), sessionOf(c).userId))
      return c.body(null, 204)
    },
  )
  return routes
}
