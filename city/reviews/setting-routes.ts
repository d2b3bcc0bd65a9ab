import { appendAudit, SYSTEM } from '../../platform/audit/index.ts'
import { withSession } from '../../platform/db/index.ts'
import {
  idempotent,
  json,
  jsonBody,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { settingWrong } from './problems.ts'
import type { ReviewServices } from './services.ts'
import { readSettings, settingHistory, writeSetting } from './setting-queries.ts'
import { isSettingKey, SETTING_KEYS, SETTING_SPECS, type SettingSpec, settingFault } from './settings.ts'
import { Moment } from './shapes.ts'

const tags = ['reviews']
const Unit = z.enum(['working_day', 'calendar_day', 'percent', 'day_of_month', 'month_day', 'choice'])
const Mark = z.enum(['confirmed', 'reported', 'unconfirmed', 'missing']).nullable()
const Value = z.union([z.number(), z.string().max(40)])

const SettingShape = z
  .object({
    key: z.string(),
    vi: z.string(),
    en: z.string(),
    value: Value,
    unit: Unit,
    units: z.array(Unit),
    choices: z.array(z.string()).nullable(),
    source: z.string(),
    mark: Mark.openapi({ description: 'null: an office’s own choice, no matter of law' }),
    shipped: z.object({ value: Value, unit: Unit, source: z.string(), mark: Mark }),
  })
  .openapi('ReviewSetting')

/** Days, shares and choices of reviews: what nobody has read in an act says so. */
export function settingRoutes({ store }: ReviewServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/settings',
      operationId: 'listReviewSettings',
      tags,
      summary: 'Thời hạn và lựa chọn của rà soát, với nguồn. Settings of reviews with their sources',
      responses: { 200: json(z.object({ items: z.array(SettingShape) }), 'The settings in force') },
    }),
    async c => {
      const settings = await withSession(store, sessionOf(c).token, readSettings)
      const items = SETTING_KEYS.map(key => {
        const { vi, en, units, choices, value, unit, source, mark }: SettingSpec = SETTING_SPECS[key]
        return {
          key,
          vi,
          en,
          ...settings[key],
          units: [...units],
          choices: choices ? [...choices] : null,
          shipped: { value, unit, source, mark },
        }
      })
      return c.json({ items }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'put',
      path: '/reviews/settings/{key}',
      operationId: 'setReviewSetting',
      tags,
      summary: 'Đặt một giá trị, kèm nguồn. Set a value with its source',
      request: {
        params: z.object({ key: z.string().max(40) }),
        body: jsonBody(
          z
            .strictObject({ value: Value, unit: Unit, source: z.string().trim().min(3).max(500), mark: Mark })
            .openapi('ReviewSettingInput'),
        ),
      },
      idempotent: true,
      responses: {
        200: json(
          z.object({ key: z.string(), value: Value, unit: Unit, source: z.string(), mark: Mark }),
          'In force from now on',
        ),
      },
      problems: [notFound, settingWrong],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { key } = c.req.valid('param')
        if (!isSettingKey(key)) throw notFound()
        const setting = c.req.valid('json')
        const fault = settingFault(key, setting)
        if (fault) throw settingWrong(fault)
        await writeSetting(tx, key, setting, sessionOf(c).userId)
        await appendAudit(tx, {
          area: SYSTEM,
          action: 'review.set',
          object: { kind: 'review_setting', id: key },
          detail: { value: setting.value, unit: setting.unit },
        })
        return { status: 200, body: { key, ...setting } }
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/settings/{key}/history',
      operationId: 'getReviewSettingHistory',
      tags,
      summary: 'Ai đã đặt giá trị nào, khi nào. Who set what when',
      request: { params: z.object({ key: z.string().max(40) }) },
      responses: {
        200: json(
          z.object({
            items: z.array(
              z.object({
                value: Value,
                unit: Unit,
                source: z.string(),
                mark: Mark,
                set_by: z.string(),
                set_at: Moment,
              }),
            ),
          }),
          'The latest first',
        ),
      },
      problems: [notFound],
    }),
    async c => {
      const { key } = c.req.valid('param')
      if (!isSettingKey(key)) throw notFound()
      const rows = await withSession(store, sessionOf(c).token, tx => settingHistory(tx, key))
      return c.json({ items: rows.map(r => ({ ...r, set_at: r.set_at.toISOString() })) }, 200)
    },
  )
  return routes
}
