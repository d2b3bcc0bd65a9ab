import { type Store, withSession } from '../../platform/db/index.ts'
import {
  type Cursors,
  forbidden,
  foreignCursor,
  idempotent,
  json,
  jsonBody,
  malformedCursor,
  newRoutes,
  notFound,
  PageQuery,
  pageOf,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { chooseArea, type RecordChoice } from './choose.ts'
import { choiceMade, notACandidate } from './problems.ts'
import { type AreaChoice as Choice, listChoices } from './queries.ts'

const Code = z.string().regex(/^\d{5}$/)

const AreaChoice = z
  .object({
    choice_id: z.uuid(),
    household_id: z.string().nullable(),
    import_id: z.uuid().nullable(),
    import_row: z.int().nullable(),
    source_code: z.string().nullable(),
    hamlet: z.string().nullable(),
    old_code: z.string(),
    old_period: z.enum(['2024', '2025-h1', '2025']),
    candidates: z.array(z.string()),
    queued_at: z.string(),
    queued_by: z.string(),
    chosen_code: z.string().nullable(),
    chosen_by: z.string().nullable(),
    chosen_at: z.string().nullable(),
  })
  .openapi('AreaChoice')

const Filter = z.strictObject({
  state: z.enum(['open', 'made']).default('open'),
  commune: Code.optional(),
  ...PageQuery.shape,
})

interface Services {
  readonly store: Store
  readonly cursors: Cursors
  readonly recordChoice: RecordChoice
}

/** The queue of households whose old unit was split, and the choice. */
export function areaChoiceRoutes({ store, cursors, recordChoice }: Services): Routes {
  const routes = newRoutes()
  routes.openapi(
    route({
      method: 'get',
      path: '/area-choices',
      operationId: 'listAreaChoices',
      tags: ['areas'],
      summary: 'Hộ thuộc đơn vị cũ bị chia, chờ xác định địa bàn',
      request: { query: Filter },
      responses: { 200: json(pageOf(AreaChoice), 'Longest waiting first') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor, state, commune } = c.req.valid('query')
      const query = { list: 'area-choices', state, commune }
      const after = placeOf(cursors.read(cursor, query))
      const filter = { state, ...(commune !== undefined && { commune }) }
      const rows = await withSession(store, sessionOf(c).token, tx =>
        listChoices(tx, filter, limit + 1, after),
      )
      const page = cursors.page(rows, { limit, query, sortKey: row => [row.queued_at, row.choice_id] })
      return c.json({ ...page, items: page.items.map(shown) }, 200)
    },
  )
  routes.openapi(
    route({
      method: 'post',
      path: '/area-choices/{choice_id}/choose',
      operationId: 'chooseArea',
      tags: ['areas'],
      summary: 'Xác định hộ nay thuộc đơn vị nào',
      request: {
        params: z.object({ choice_id: z.uuid() }),
        body: jsonBody(z.strictObject({ code: Code }).openapi('AreaChoiceInput')),
      },
      idempotent: true,
      responses: { 200: json(AreaChoice, 'The choice as it was made') },
      problems: [notFound, forbidden, choiceMade, notACandidate],
    }),
    c =>
      idempotent(c, store, async tx => {
        const made = await chooseArea(
          tx,
          c.req.valid('param').choice_id,
          c.req.valid('json').code,
          recordChoice,
        )
        return { status: 200, body: shown(made) }
      }),
  )
  return routes
}

const shown = (choice: Choice) => ({ ...choice, candidates: [...choice.candidates] })

function placeOf(key: readonly unknown[] | undefined): readonly [string, string] | undefined {
  if (key === undefined) return undefined
  const [at, id] = key
  if (typeof at !== 'string' || typeof id !== 'string') throw malformedCursor()
  return [at, id]
}
