import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { withSession } from '../../platform/db/index.ts'
import { forbidden, json, jsonBody, type Routes, route, sessionOf } from '../../platform/http/index.ts'
import { changeKeepSetting, keepSetting } from './duty-queries.ts'
import type { Privacy } from './erase.ts'
import { KeepBody, KeepShape } from './schemas.ts'

/** For how long what somebody was given must stay accountable: configuration, with its source and how sure it is. */
export function addKeepSetting(routes: Routes, { store }: Privacy): void {
  routes.openapi(
    route({
      method: 'get',
      path: '/privacy-setting',
      operationId: 'getKeepSetting',
      tags: ['privacy'],
      summary: 'Số tháng phải giữ dữ liệu sau lần hưởng chính sách cuối cùng',
      responses: { 200: json(KeepShape, 'Months, source and mark') },
    }),
    async c => c.json(await withSession(store, sessionOf(c).token, keepSetting), 200),
  )
  routes.openapi(
    route({
      method: 'put',
      path: '/privacy-setting',
      operationId: 'putKeepSetting',
      tags: ['privacy'],
      summary: 'Đặt số tháng phải giữ, với căn cứ',
      request: { body: jsonBody(KeepBody) },
      responses: { 200: json(KeepShape, 'As it is now') },
    }),
    async c => {
      const wanted = c.req.valid('json')
      const now = await withSession(store, sessionOf(c).token, async tx => {
        if (!(await changeKeepSetting(tx, wanted))) throw forbidden()
        await appendAudit(tx, {
          area: SYSTEM,
          action: 'setting.privacy_change',
          object: { kind: 'setting', id: 'privacy' },
          detail: { keep_months: wanted.keep_months, mark: wanted.mark },
        })
        return await keepSetting(tx)
      })
      return c.json(now, 200)
    },
  )
}
