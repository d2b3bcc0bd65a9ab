import { withSession } from '../../platform/db/index.ts'
import {
  idempotent,
  ifMatch,
  json,
  jsonBody,
  newRoutes,
  notFound,
  type Routes,
  route,
  sessionOf,
  setEtag,
  versionChanged,
  z,
} from '../../platform/http/index.ts'
import { reachOf, within } from './access-queries.ts'
import { lawOf } from './context.ts'
import { formA } from './form-a.ts'
import { formB } from './form-b.ts'
import { endRound, openRound } from './open-round.ts'
import * as problems from './problems.ts'
import { countHamlets, countStates, findRound, listRounds } from './round-queries.ts'
import { ROUND_KINDS } from './rounds.ts'
import type { ReviewServices } from './services.ts'
import { Commune, Day, Id, RoundShape, Said } from './shapes.ts'
import { roundBody } from './shown.ts'

const tags = ['reviews']
const params = z.object({ round_id: Id })

const Listed = z.object({ current: z.int(), carried: z.int(), requests: z.int() })
const Question = z.object({
  entity: z.enum(['household', 'person']),
  fact: z.string(),
  label: Said,
  type: z.string(),
  words: z.record(z.string(), Said).nullable(),
  optional: z.boolean(),
  restricted: z.boolean(),
  supplier: Said.nullable(),
})

/** Rounds of reviews and the forms they ask. */
export function roundRoutes({ store, context }: ReviewServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/rounds',
      operationId: 'openReviewRound',
      tags,
      summary: 'Mở đợt rà soát và lập danh sách. Open a round with its list',
      request: {
        body: jsonBody(
          z
            .strictObject({
              kind: z.enum(ROUND_KINDS),
              area: z.union([z.literal('*'), Commune]),
              year: z.int().min(2021).max(2100),
              month: z.int().min(1).max(12).optional(),
              law_day: Day.optional().openapi({
                description: 'Day whose standard counts; left out, the first day of the round',
              }),
            })
            .refine(r => (r.kind === 'regular') === (r.month !== undefined), {
              path: ['month'],
              message: 'rà soát thường xuyên cần tháng, rà soát định kỳ thì không',
            })
            .openapi('ReviewRoundInput'),
        ),
      },
      idempotent: true,
      responses: {
        201: json(
          z.object({ round: RoundShape, listed: Listed }),
          'The round and where its households came from',
        ),
      },
      problems: [problems.roundExists, problems.noStandard, problems.unknownCommune, problems.wrongDay],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { law_day, ...wanted } = c.req.valid('json')
        const { round, listed } = await openRound(context, tx, sessionOf(c).userId, {
          ...wanted,
          lawDay: law_day,
        })
        return {
          status: 201,
          body: { round: roundBody(round), listed },
          headers: { ETag: `"${round.version}"` },
        }
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/rounds',
      operationId: 'listReviewRounds',
      tags,
      summary: 'Các đợt rà soát. Rounds, the latest first',
      request: {
        query: z.strictObject({
          state: z.enum(['open', 'closed']).optional(),
          year: z.coerce.number().int().min(2000).max(2100).optional(),
        }),
      },
      responses: { 200: json(z.object({ items: z.array(RoundShape) }), 'The rounds') },
    }),
    async c => {
      const rounds = await withSession(store, sessionOf(c).token, tx => listRounds(tx, c.req.valid('query')))
      return c.json({ items: rounds.map(roundBody) }, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/rounds/{round_id}',
      operationId: 'getReviewRound',
      tags,
      summary: 'Một đợt rà soát và tiến độ. A round and how its cases stand',
      request: { params, query: z.strictObject({ commune: Commune.optional() }) },
      responses: {
        200: json(
          z.object({
            round: RoundShape,
            progress: z.array(z.object({ commune_code: z.string(), state: z.string(), cases: z.int() })),
            hamlets: z
              .array(z.object({ hamlet: z.string().nullable(), state: z.string(), cases: z.int() }))
              .openapi({ description: 'Of one commune; empty where none is asked for' }),
          }),
          'The round',
        ),
      },
      problems: [notFound],
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const round = await findRound(tx, c.req.valid('param').round_id)
        if (!round) throw notFound()
        setEtag(c, round.version)
        const { commune } = c.req.valid('query')
        const progress = await countStates(tx, round.round_id, commune)
        const hamlets = commune === undefined ? [] : await countHamlets(tx, round.round_id, commune)
        return c.json({ round: roundBody(round), progress, hamlets }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/rounds/{round_id}/close',
      operationId: 'closeReviewRound',
      tags,
      summary: 'Khép đợt rà soát. Close a round and keep its closing standings',
      request: {
        params,
        body: jsonBody(
          z.strictObject({
            carry: z
              .boolean()
              .default(false)
              .openapi({ description: 'Unfinished cases go to the next round' }),
          }),
        ),
      },
      ifMatch: true,
      idempotent: true,
      responses: { 200: json(RoundShape, 'The closed round') },
      problems: [notFound, problems.roundUnfinished, problems.roundClosed, problems.caseChanged],
    }),
    c =>
      idempotent(c, store, async tx => {
        const id = c.req.valid('param').round_id
        const before = await findRound(tx, id)
        if (!before) throw notFound()
        if (String(before.version) !== ifMatch(c)) throw versionChanged()
        await endRound(context, tx, sessionOf(c).userId, id, before.version, c.req.valid('json').carry)
        const round = await findRound(tx, id)
        if (!round) throw notFound()
        return { status: 200, body: roundBody(round), headers: { ETag: `"${round.version}"` } }
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/rounds/{round_id}/forms',
      operationId: 'getReviewForms',
      tags,
      summary: 'Phiếu A và Phiếu B của đợt. Forms A and B of a round',
      request: { params },
      responses: {
        200: json(
          z.object({
            form_a: z.object({
              id: z.string(),
              source: z.string(),
              mark: z.string(),
              questions: z.array(z.object({ id: z.string(), vi: z.string(), en: z.string() })),
            }),
            form_b: z.object({
              standard: z.string(),
              version: Day,
              household: z.array(Question),
              person: z.array(Question),
            }),
          }),
          'The questions',
        ),
      },
      problems: [notFound, problems.noStandard],
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const round = await findRound(tx, c.req.valid('param').round_id)
        if (!round) throw notFound()
        const b = formB(lawOf(context, round.law_day))
        const shown = (questions: typeof b.household) =>
          questions.map(q => ({ ...q, words: q.words ? { ...q.words } : null, supplier: q.supplier ?? null }))
        return c.json(
          {
            form_a: formA(),
            form_b: { ...b, household: shown(b.household), person: shown(b.person) },
          },
          200,
        )
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/reach',
      operationId: 'getReviewReach',
      tags,
      summary: 'Địa bàn được rà soát. Communes in which I may do what',
      responses: {
        200: json(z.record(z.string(), z.array(z.string()).nullable()), 'By permission; null: everywhere'),
      },
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const reach: Record<string, string[] | null> = {}
        for (const permission of PERMISSIONS) {
          const communes = within(await reachOf(tx, permission), undefined)
          reach[permission] = communes === undefined ? null : [...communes]
        }
        return c.json(reach, 200)
      }),
  )
  return routes
}

const PERMISSIONS = [
  'review.read',
  'review.open',
  'review.survey',
  'review.write',
  'review.decide',
  'review.opinion',
  'review.approve',
] as const
