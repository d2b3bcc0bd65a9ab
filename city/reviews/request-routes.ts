import { appendAudit } from '../../platform/audit/index.ts'
import { withSession } from '../../platform/db/index.ts'
import {
  foreignCursor,
  idempotent,
  json,
  jsonBody,
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
import { type CaseState, isOver } from './moves.ts'
import { paperResponse } from './paper-response.ts'
import { receiptSlip } from './print-papers.ts'
import * as problems from './problems.ts'
import { listRequestLines, statusByCode } from './request-queries.ts'
import { readReceiptCode, receiveRequest } from './requests.ts'
import { placeOf, type ReviewServices } from './services.ts'
import { Commune, Day, Id, paperResponses, RequestShape, Said } from './shapes.ts'
import { REQUEST_FORMS, REQUEST_SUBJECTS, STATE_WORDS } from './words.ts'

const tags = ['reviews']

const RequestLine = RequestShape.extend({
  head_name: z.string().nullable(),
  hamlet: z.string().nullable(),
  case_state: z.string().nullable(),
  case_id: Id.nullable(),
}).openapi('ReviewRequestLine')

/** Requests of households, and how they stand for whoever holds the slip. */
export function requestRoutes({ store, context, cursors }: ReviewServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/requests',
      operationId: 'receiveReviewRequest',
      tags,
      summary: 'Tiếp nhận giấy đề nghị (Mẫu số 01, 04). Take a request in',
      request: {
        body: jsonBody(
          z
            .strictObject({
              form: z.enum(REQUEST_FORMS),
              subject: z.enum(REQUEST_SUBJECTS).default('review'),
              household_id: z.string().min(1).max(60),
              received_on: Day,
              received_by_way_of: z.enum(['hand', 'post', 'portal']).default('hand'),
            })
            .openapi('ReviewRequestInput'),
        ),
      },
      idempotent: true,
      responses: {
        201: json(
          z.object({ request: RequestShape, case_id: Id.nullable() }),
          'With its code and return date; listed at once where a round runs',
        ),
      },
      problems: [problems.notInRegistry, problems.notActive, problems.requestPending, problems.wrongDay],
    }),
    c =>
      idempotent(c, store, async tx => {
        const body = c.req.valid('json')
        const { request, caseId } = await receiveRequest(context, tx, sessionOf(c).userId, {
          form: body.form,
          subject: body.subject,
          householdId: body.household_id,
          receivedOn: body.received_on,
          wayOf: body.received_by_way_of,
        })
        return { status: 201, body: { request, case_id: caseId ?? null } }
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/requests',
      operationId: 'listReviewRequests',
      tags,
      summary: 'Giấy đề nghị đã nhận. Requests, the latest first',
      request: {
        query: z.strictObject({
          commune: Commune.optional(),
          waiting: z
            .enum(['true', 'false'])
            .default('false')
            .openapi({ description: 'Only those that no round has taken up' }),
          ...PageQuery.shape,
        }),
      },
      responses: { 200: json(pageOf(RequestLine), 'A page of them') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { commune, waiting, limit, cursor } = c.req.valid('query')
      const query = { list: 'review-requests', commune, waiting }
      const after = placeOf(cursors.read(cursor, query))
      const rows = await withSession(store, sessionOf(c).token, async tx =>
        listRequestLines(
          tx,
          { communes: within(await reachOf(tx, 'review.read'), commune), waiting: waiting === 'true' },
          { limit: limit + 1, after },
        ),
      )
      return c.json(cursors.page(rows, { limit, query, sortKey: r => [r.received_on, r.request_id] }), 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/requests/{request_id}/slip',
      operationId: 'printReviewSlip',
      tags,
      summary: 'In giấy tiếp nhận và hẹn trả kết quả. Receipt slip with return date',
      request: { params: z.object({ request_id: Id }) },
      responses: paperResponses,
      problems: [problems.caseMissing, problems.nothingToPrint],
    }),
    async c => {
      const id = c.req.valid('param').request_id
      const printed = await withSession(store, sessionOf(c).token, async tx => {
        const papers = await receiptSlip(context, tx, id)
        await appendAudit(tx, {
          area: papers.commune,
          action: 'review.print',
          object: { kind: 'review_request', id },
          detail: { paper: papers.kind },
        })
        return papers
      })
      return paperResponse(printed, 'document')
    },
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/status',
      operationId: 'getReviewStatus',
      tags,
      summary:
        'Tra cứu tình trạng hồ sơ bằng mã trên giấy hẹn. How a request stands, by the code on its slip',
      access: 'public',
      request: { body: jsonBody(z.strictObject({ code: z.string().min(1).max(40) })) },
      responses: {
        200: json(
          z.object({
            received_on: Day,
            return_on: Day,
            return_latest: Day,
            state: z.string(),
            words: Said,
            since: Day,
            posted_until: Day.nullable(),
            is_over: z.boolean(),
          }),
          'No name and no place',
        ),
      },
      problems: [problems.codeUnknown],
    }),
    async c => {
      const code = readReceiptCode(c.req.valid('json').code)
      const found =
        code === undefined ? undefined : await withSession(store, '', tx => statusByCode(tx, code))
      if (!found) throw problems.codeUnknown()
      const known = found.state in STATE_WORDS ? (found.state as CaseState) : undefined
      const words = known
        ? STATE_WORDS[known]
        : { vi: 'đã tiếp nhận, chờ đợt rà soát', en: 'received, waiting for a round' }
      return c.json({ ...found, words, is_over: known !== undefined && isOver(known) }, 200)
    },
  )
  return routes
}
