import type { FactBook } from '../../engine/language/index.ts'
import { type Store, withSession } from '../../platform/db/index.ts'
import { json, newRoutes, type Routes, route, sessionOf, z } from '../../platform/http/index.ts'
import { WAITING } from './queries.ts'
import { todayOf } from './today.ts'

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const owed = { rights: z.int(), gap: z.int().openapi({ description: 'Whole đồng' }), open_amounts: z.int() }
const Two = z.object({ vi: z.string(), en: z.string() })
const title = { benefit: z.string(), title_vi: z.string(), title_en: z.string() }

const Today = z
  .object({
    month: Month.nullable().openapi({ description: 'The month decided last; null: none was' }),
    owed: z.object({ ...owed, oldest_month: Month.nullable() }).nullable(),
    owed_by_benefit: z.array(z.object({ ...owed, ...title, kind: z.string() })),
    owed_by_commune: z.array(z.object({ commune_code: z.string(), ...owed })),
    without_text: z.array(z.object({ ...title, waiting: z.int() })),
    missing: z.array(z.object({ fact: z.string(), label: Two, supplier: Two.nullable(), rows: z.int() })),
    standings: z.array(
      z.object({ commune_code: z.string(), poor: z.int(), near_poor: z.int(), undetermined: z.int() }),
    ),
    ending: z.object({
      recognised: z.int(),
      escaped: z.int(),
      from: z.string(),
      to: z.string(),
      escaped_from: z.string(),
      escaped_to: z.string(),
    }),
    waiting: z.object(
      Object.fromEntries(WAITING.map(w => [w, z.int()])) as Record<(typeof WAITING)[number], z.ZodInt>,
    ),
  })
  .openapi('Today')

interface Services {
  readonly store: Store
  /** Declared facts, for their words. */
  readonly facts: FactBook
  readonly today: () => string
}

/** The first screen of every role: each sees what the own grants show. */
export function todayRoutes({ store, facts, today }: Services): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/today',
      operationId: 'getToday',
      tags: ['today'],
      summary:
        'Việc hôm nay: còn được nhận, sắp hết hạn, còn thiếu, đang chờ. What is owed, ends, lacks, waits',
      request: {
        query: z.strictObject({
          month: Month.optional(),
          commune: z
            .string()
            .regex(/^\d{5}$/)
            .optional(),
        }),
      },
      responses: { 200: json(Today, 'Of what the reader may see') },
    }),
    async c => {
      const { month, commune } = c.req.valid('query')
      const day = today()
      const found = await withSession(store, sessionOf(c).token, tx =>
        todayOf(tx, { month: month ?? day.slice(0, 7), day }, commune),
      )
      const missing = found.missing.map(m => {
        const fact = facts.household.get(m.fact) ?? facts.person.get(m.fact)
        return { ...m, label: fact?.label ?? { vi: m.fact, en: m.fact }, supplier: fact?.supplier ?? null }
      })
      return c.json({ ...found, missing } as z.infer<typeof Today>, 200)
    },
  )
  return routes
}
