import { appendAudit, CITY } from '../../platform/audit/index.ts'
import { withSession } from '../../platform/db/index.ts'
import {
  foreignCursor,
  json,
  malformedCursor,
  newRoutes,
  PageQuery,
  pageOf,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { reachOf, within } from './access-queries.ts'
import { householdLines } from './case-queries.ts'
import { balances, CELLS, type Movement } from './movement.ts'
import { disagreements } from './movement-queries.ts'
import { movementReport, resultOf } from './movement-report.ts'
import * as problems from './problems.ts'
import type { ReviewServices } from './services.ts'
import { Commune, Day, Id, RoundShape, Said, Standing } from './shapes.ts'
import { roundBody } from './shown.ts'

const tags = ['reviews']
const Ends = {
  from: Id.openapi({ description: 'Round of the opening' }),
  to: Id.openapi({ description: 'Round of the closing; open: until today' }),
  commune: Commune.optional(),
}
const Count = z.object({ households: z.int(), persons: z.int() })
const Table = z.object(Object.fromEntries(CELLS.map(cell => [cell, Count])))
const Row = Count.extend({ household_rate: z.string().nullable(), person_rate: z.string().nullable() })

const tableOf = (m: Movement) =>
  Object.fromEntries(CELLS.map(cell => [cell, { households: m[cell].households, persons: m[cell].persons }]))

/** What the reports say: movement with the households behind each number, the result, and where computed and recognised differ. */
export function reportRoutes({ store, context, cursors }: ReviewServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/movement',
      operationId: 'getReviewMovement',
      tags,
      summary: 'Diễn biến hộ nghèo, hộ cận nghèo (biểu 2, 3). Movement of the poor and near-poor',
      request: { query: z.strictObject(Ends) },
      responses: {
        200: json(
          z.object({
            opening: RoundShape,
            closing: RoundShape,
            on: Day,
            poor: Table,
            near_poor: Table,
            balances: z.boolean(),
          }),
          'Closing = opening − to the other list − escaped − other decrease + from the other list + relapsed + arisen + other increase',
        ),
      },
      problems: [problems.caseMissing, problems.wrongRounds],
    }),
    async c =>
      withSession(
        store,
        sessionOf(c).token,
        async tx => {
          const { commune, ...ends } = c.req.valid('query')
          const r = await movementReport(context, tx, ends, within(await reachOf(tx, 'review.read'), commune))
          return c.json(
            {
              opening: roundBody(r.opening),
              closing: roundBody(r.closing),
              on: r.on,
              poor: tableOf(r.movement.poor),
              near_poor: tableOf(r.movement.near_poor),
              balances: balances(r.movement.poor) && balances(r.movement.near_poor),
            },
            200,
          )
        },
        { isolation: 'repeatable read' },
      ),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/movement/households',
      operationId: 'listMovementHouseholds',
      tags,
      summary: 'Các hộ đứng sau một ô của biểu diễn biến. The households behind a cell',
      request: {
        query: z.strictObject({ ...Ends, list: z.enum(['poor', 'near_poor']), cell: z.enum(CELLS) }),
      },
      responses: {
        200: json(
          z.object({
            items: z.array(
              z.object({
                household_id: z.string(),
                persons: z.int(),
                counts: z.boolean().openapi({ description: 'false: only its members changed' }),
                head_name: z.string().nullable(),
                hamlet: z.string().nullable(),
              }),
            ),
          }),
          'The households',
        ),
      },
      problems: [problems.caseMissing, problems.wrongRounds],
    }),
    async c => {
      const { commune, list, cell, ...ends } = c.req.valid('query')
      return withSession(store, sessionOf(c).token, async tx => {
        const r = await movementReport(context, tx, ends, within(await reachOf(tx, 'review.read'), commune))
        const { behind } = r.movement[list][cell]
        const lines = await householdLines(
          tx,
          behind.map(b => b.household),
          r.on,
        )
        await appendAudit(tx, {
          area: commune ?? CITY,
          action: 'review.read_movement',
          object: { kind: 'review_round', id: ends.to },
          detail: { list, cell, households: behind.length },
        })
        return c.json(
          {
            items: behind.map(b => ({
              household_id: b.household,
              persons: b.persons,
              counts: b.counts,
              head_name: lines.get(b.household)?.head_name ?? null,
              hamlet: lines.get(b.household)?.hamlet ?? null,
            })),
          },
          200,
        )
      })
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/result',
      operationId: 'getReviewResult',
      tags,
      summary: 'Kết quả rà soát (biểu 1). Result of the review',
      request: { query: z.strictObject({ commune: Commune.optional(), on: Day.optional() }) },
      responses: {
        200: json(
          z.object({
            on: Day,
            total: z.object({ households: z.int().nullable(), persons: z.int().nullable() }),
            poor: Row,
            near_poor: Row,
            average_farm: Row,
            notes: z.array(Said),
          }),
          'Rates only where the totals are known',
        ),
      },
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const { commune, on = context.today() } = c.req.valid('query')
        const r = await resultOf(tx, within(await reachOf(tx, 'review.read'), commune), on)
        const row = (x: typeof r.poor) => ({
          households: x.households,
          persons: x.persons,
          household_rate: x.householdRate ?? null,
          person_rate: x.personRate ?? null,
        })
        return c.json(
          {
            on,
            total: { households: r.total.households ?? null, persons: r.total.persons ?? null },
            poor: row(r.poor),
            near_poor: row(r.near_poor),
            average_farm: row(r.average_farm),
            notes: [...r.notes],
          },
          200,
        )
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/disagreements',
      operationId: 'listStandingDisagreements',
      tags,
      summary:
        'Hộ có phân loại tính toán khác phân loại đã công nhận. Households whose computed standing is not the recognised one',
      request: { query: z.strictObject({ commune: Commune.optional(), ...PageQuery.shape }) },
      responses: {
        200: json(
          pageOf(
            z
              .object({
                household_id: z.string(),
                commune_code: Commune,
                hamlet: z.string().nullable(),
                head_name: z.string().nullable(),
                recognised: Standing.nullable(),
                computed: z.string(),
                source: z.enum(['review', 'month']),
                as_of: Day,
              })
              .openapi('StandingDisagreement'),
          ),
          'Worked off by a review',
        ),
      },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { commune, limit, cursor } = c.req.valid('query')
      const query = { list: 'disagreements', commune }
      const [after] = cursors.read(cursor, query) ?? []
      if (after !== undefined && typeof after !== 'string') throw malformedCursor()
      const rows = await withSession(store, sessionOf(c).token, async tx =>
        disagreements(tx, within(await reachOf(tx, 'review.read'), commune), context.today(), {
          limit: limit + 1,
          after,
        }),
      )
      return c.json(cursors.page(rows, { limit, query, sortKey: r => [r.household_id] }), 200)
    },
  )
  return routes
}
