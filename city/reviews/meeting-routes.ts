import { appendAudit } from '../../platform/audit/index.ts'
import { withSession } from '../../platform/db/index.ts'
import {
  idempotent,
  json,
  jsonBody,
  newRoutes,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { reachOf, within } from './access-queries.ts'
import { findMeeting, findPosting, listMeetings, listPostings } from './meeting-queries.ts'
import { holdMeeting } from './meetings.ts'
import { askOpinion, giveOpinion } from './opinions.ts'
import { paperResponse } from './paper-response.ts'
import { postResults } from './postings.ts'
import { meetingMinutes, type Printed, postedList } from './print-papers.ts'
import * as problems from './problems.ts'
import type { ReviewServices } from './services.ts'
import { CaseRefShape, Commune, Day, DoubtShape, Id, PaperQuery, paperResponses, Standing } from './shapes.ts'

const tags = ['reviews']
const MOST = 500
const stepProblems = [
  problems.caseMissing,
  problems.caseChanged,
  problems.wrongWay,
  problems.wrongDay,
  problems.roundClosed,
  problems.mixedCases,
]

const MeetingShape = z
  .object({
    meeting_id: Id,
    round_id: Id,
    commune_code: Commune,
    hamlet: z.string(),
    held_on: Day,
    place: z.string().nullable(),
    chair: z.string().nullable(),
    secretary: z.string().nullable(),
    present: z.int(),
    percent: z.int(),
    remarks: z.string().nullable(),
  })
  .openapi('ReviewMeeting')

const PostingShape = z
  .object({
    posting_id: Id,
    round_id: Id,
    commune_code: Commune,
    hamlet: z.string().nullable(),
    from_on: Day,
    until_on: Day,
    after_recheck: z.boolean(),
    address: z.string(),
  })
  .openapi('ReviewPosting')

const ofRound = z.strictObject({ round_id: Id, commune: Commune.optional() })
const name = z.string().trim().min(1).max(120)

/** Steps about many households at once: meetings, postings, the opinion of the level above. */
export function meetingRoutes({ store, context }: ReviewServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/meetings',
      operationId: 'recordReviewMeeting',
      tags,
      summary: 'Ghi kết quả họp dân. Record a villagers’ meeting',
      request: {
        body: jsonBody(
          z
            .strictObject({
              hamlet: name,
              on: Day,
              place: name.optional(),
              chair: name.optional(),
              secretary: name.optional(),
              present: z.int().min(1).max(100_000),
              remarks: z.string().trim().max(4000).optional(),
              votes: z
                .array(CaseRefShape.extend({ agreed: z.int().min(0).max(100_000) }))
                .min(1)
                .max(MOST),
            })
            .openapi('ReviewMeetingInput'),
        ),
      },
      idempotent: true,
      responses: {
        201: json(
          z.object({ meeting: MeetingShape, agreed: z.array(Id), again: z.array(Id) }),
          'Agreed, and to be surveyed again',
        ),
      },
      problems: [...stepProblems, problems.impossibleVote, problems.standingOpen],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { meeting, agreed, again } = await holdMeeting(
          context,
          tx,
          sessionOf(c).userId,
          c.req.valid('json'),
        )
        return { status: 201, body: { meeting, agreed: [...agreed], again: [...again] } }
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/meetings',
      operationId: 'listReviewMeetings',
      tags,
      summary: 'Các cuộc họp dân của một đợt. Meetings of a round',
      request: { query: ofRound },
      responses: { 200: json(z.object({ items: z.array(MeetingShape) }), 'The latest first') },
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const { round_id, commune } = c.req.valid('query')
        const communes = within(await reachOf(tx, 'review.read'), commune)
        return c.json({ items: await listMeetings(tx, round_id, communes) }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/meetings/{meeting_id}',
      operationId: 'getReviewMeeting',
      tags,
      summary: 'Một cuộc họp dân. A meeting with its votes',
      request: { params: z.object({ meeting_id: Id }) },
      responses: {
        200: json(
          MeetingShape.extend({
            cases: z.array(
              z.object({
                case_id: Id,
                household_id: z.string(),
                head_name: z.string().nullable(),
                hamlet: z.string().nullable(),
                opening_standing: Standing.nullable(),
                standing: Standing,
                agreed: z.int(),
                passes: z.boolean(),
              }),
            ),
          }),
          'The meeting',
        ),
      },
      problems: [problems.caseMissing],
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const found = await findMeeting(tx, c.req.valid('param').meeting_id)
        if (!found) throw problems.caseMissing(1)
        return c.json({ ...found, cases: [...found.cases] }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/postings',
      operationId: 'postReviewResults',
      tags,
      summary: 'Niêm yết kết quả. Post results until their last day',
      request: {
        body: jsonBody(
          z
            .strictObject({
              cases: z.array(CaseRefShape).min(1).max(MOST),
              hamlet: name.optional(),
              from: Day,
              address: z.string().trim().min(3).max(300),
            })
            .openapi('ReviewPostingInput'),
        ),
      },
      idempotent: true,
      responses: {
        201: json(
          z.object({ posting: PostingShape, doubts: z.array(DoubtShape) }),
          'Until when, and why that may be another day',
        ),
      },
      problems: [...stepProblems, problems.standingOpen],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { posting, until } = await postResults(context, tx, sessionOf(c).userId, c.req.valid('json'))
        return { status: 201, body: { posting, doubts: [...until.doubts] } }
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/postings',
      operationId: 'listReviewPostings',
      tags,
      summary: 'Các danh sách niêm yết của một đợt. Postings of a round',
      request: { query: ofRound },
      responses: { 200: json(z.object({ items: z.array(PostingShape) }), 'The last to end first') },
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const { round_id, commune } = c.req.valid('query')
        const communes = within(await reachOf(tx, 'review.read'), commune)
        return c.json({ items: await listPostings(tx, round_id, communes) }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/postings/{posting_id}',
      operationId: 'getReviewPosting',
      tags,
      summary:
        'Một danh sách niêm yết; hết hạn thì không còn tên. A posting; after its last day without names',
      request: { params: z.object({ posting_id: Id }) },
      responses: {
        200: json(
          PostingShape.extend({
            is_over: z.boolean(),
            count: z.int(),
            cases: z.array(
              z.object({
                case_id: Id,
                head_name: z.string().nullable(),
                hamlet: z.string().nullable(),
                opening_standing: Standing.nullable(),
                standing: Standing,
              }),
            ),
          }),
          'The posting',
        ),
      },
      problems: [problems.caseMissing],
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const found = await findPosting(tx, c.req.valid('param').posting_id, context.today())
        if (!found) throw problems.caseMissing(1)
        return c.json({ ...found, cases: [...found.cases] }, 200)
      }),
  )

  for (const [kind, print] of [
    ['meeting', meetingMinutes],
    ['posting', postedList],
  ] as const)
    routes.openapi(
      route({
        method: 'get',
        path: kind === 'meeting' ? '/reviews/meetings/{id}/minutes' : '/reviews/postings/{id}/list',
        operationId: kind === 'meeting' ? 'printReviewMinutes' : 'printReviewPosting',
        tags,
        summary:
          kind === 'meeting'
            ? 'In biên bản họp dân, 2 bản. Minutes in two copies'
            : 'In danh sách niêm yết. The posted list, while it runs',
        request: { params: z.object({ id: Id }), query: PaperQuery },
        responses: paperResponses,
        problems: [problems.caseMissing, problems.nothingToPrint],
      }),
      async c => {
        const { id } = c.req.valid('param')
        const printed = await withSession(store, sessionOf(c).token, async (tx): Promise<Printed> => {
          const papers = await print(context, tx, id)
          await appendAudit(tx, {
            area: papers.commune,
            action: 'review.print',
            object: { kind: `review_${kind}`, id },
            detail: { paper: papers.kind },
          })
          return papers
        })
        return paperResponse(printed, c.req.valid('query').as)
      },
    )

  const done = { 200: json(z.object({ cases: z.int() }), 'How many cases') }

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/opinion-requests',
      operationId: 'askReviewOpinion',
      tags,
      summary: 'Xin ý kiến cấp trên. Ask the level above',
      request: {
        body: jsonBody(
          z
            .strictObject({ cases: z.array(CaseRefShape).min(1).max(MOST), on: Day })
            .openapi('ReviewOpinionRequest'),
        ),
      },
      idempotent: true,
      responses: done,
      problems: [...stepProblems, problems.opinionOff, problems.stillPosted],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { cases, on } = c.req.valid('json')
        await askOpinion(context, tx, sessionOf(c).userId, cases, on)
        return { status: 200, body: { cases: cases.length } }
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/opinions',
      operationId: 'giveReviewOpinion',
      tags,
      summary: 'Ý kiến của cấp trên. The opinion of the level above',
      request: {
        body: jsonBody(
          z
            .strictObject({
              cases: z.array(CaseRefShape).min(1).max(MOST),
              on: Day,
              agrees: z.boolean(),
              reference: z.string().trim().min(1).max(100),
              reason: z.string().trim().max(2000).optional(),
            })
            .refine(o => o.agrees || (o.reason ?? '') !== '', {
              path: ['reason'],
              message: 'không đồng ý thì phải ghi lý do',
            })
            .openapi('ReviewOpinionInput'),
        ),
      },
      idempotent: true,
      responses: done,
      problems: stepProblems,
    }),
    c =>
      idempotent(c, store, async tx => {
        const { cases, ...opinion } = c.req.valid('json')
        await giveOpinion(context, tx, sessionOf(c).userId, cases, opinion)
        return { status: 200, body: { cases: cases.length } }
      }),
  )
  return routes
}
