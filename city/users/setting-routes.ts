import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { type Tx, withSession } from '../../platform/db/index.ts'
import {
  forbidden,
  json,
  jsonBody,
  newRoutes,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { type AccessSetting, accessSetting, rolesOf, sectorsOf, setAccessSetting } from './grant-queries.ts'
import type { SignIn } from './sign-in.ts'

const tags = ['users']
const done = { 204: { description: 'Done' } }

const Setting = z
  .object({
    idle_minutes: z.int().min(5).max(720),
    session_minutes: z.int().min(30).max(1440),
    second_factor: z.boolean(),
  })
  .openapi('AccessSetting')

const logChange = (tx: Tx, setting: AccessSetting): Promise<void> =>
  appendAudit(tx, {
    area: SYSTEM,
    action: 'setting.access_change',
    object: { kind: 'setting', id: 'access' },
    detail: {
      idle_minutes: setting.idleMinutes,
      session_minutes: setting.sessionMinutes,
      second_factor: setting.secondFactor,
    },
  })

/** What the roles are, and how strict the door is. */
export function settingRoutes({ signIn }: { readonly signIn: SignIn }): Routes {
  const routes = newRoutes()
  const { store } = signIn

  routes.openapi(
    route({
      method: 'get',
      path: '/roles',
      operationId: 'listRoles',
      tags,
      summary: 'Các vai trò và quyền của mỗi vai trò. Roles and what each may do',
      responses: {
        200: json(
          z.object({
            roles: z.array(
              z
                .object({
                  role: z.string(),
                  name: z.object({ vi: z.string(), en: z.string() }),
                  decides: z.boolean(),
                  permissions: z.array(z.string()),
                })
                .openapi('Role'),
            ),
            sectors: z.array(
              z
                .object({ sector: z.string(), name: z.object({ vi: z.string(), en: z.string() }) })
                .openapi('Sector'),
            ),
          }),
          'The roles, and the sectors to which one can be narrowed',
        ),
      },
    }),
    async c => {
      const { roles, sectors } = await withSession(store, sessionOf(c).token, async tx => ({
        roles: await rolesOf(tx),
        sectors: await sectorsOf(tx),
      }))
      return c.json(
        {
          roles: roles.map(r => ({
            role: r.role,
            name: { vi: r.nameVi, en: r.nameEn },
            decides: r.decides,
            permissions: [...r.permissions],
          })),
          sectors: sectors.map(s => ({ sector: s.sector, name: { vi: s.nameVi, en: s.nameEn } })),
        },
        200,
      )
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/access-setting',
      operationId: 'getAccessSetting',
      tags,
      summary: 'Thời hạn phiên và xác thực hai bước. How long sessions last, who needs a second factor',
      responses: { 200: json(Setting, 'The setting') },
    }),
    async c => {
      const s = await withSession(store, sessionOf(c).token, accessSetting)
      return c.json(
        { idle_minutes: s.idleMinutes, session_minutes: s.sessionMinutes, second_factor: s.secondFactor },
        200,
      )
    },
  )

  routes.openapi(
    route({
      method: 'put',
      path: '/access-setting',
      operationId: 'setAccessSetting',
      tags,
      summary: 'Sửa thời hạn phiên và xác thực hai bước. Change them',
      request: { body: jsonBody(Setting) },
      responses: done,
    }),
    async c => {
      const wanted = c.req.valid('json')
      const setting = {
        idleMinutes: wanted.idle_minutes,
        sessionMinutes: wanted.session_minutes,
        secondFactor: wanted.second_factor,
      }
      await withSession(store, sessionOf(c).token, async tx => {
        if (!(await setAccessSetting(tx, setting))) throw forbidden()
        await logChange(tx, setting)
      })
      return c.body(null, 204)
    },
  )
  return routes
}
