import { appendAudit } from '../../platform/audit/index.ts'
import { addWorkingDays, type Day as DayText } from '../../platform/calendar/index.ts'
import { type Tx, withSession } from '../../platform/db/index.ts'
import {
  foreignCursor,
  type HttpContext,
  idempotent,
  ifMatch,
  json,
  jsonBody,
  malformedCursor,
  newRoutes,
  PageQuery,
  pageOf,
  type Routes,
  route,
  sessionOf,
  setEtag,
  z,
} from '../../platform/http/index.ts'
import { reachOf, within } from './access-queries.ts'
import { type CaseLine, countDue, findCase, listCases, stepsOf } from './case-queries.ts'
import type { ReviewContext } from './context.ts'
import { timeliness } from './deadlines.ts'
import { closeCase, withdraw } from './endings.ts'
import { complaintsOf } from './meeting-queries.ts'
import { CASE_STATES, nextSteps, STEP_SPECS } from './moves.ts'
import { receiveComplaint } from './postings.ts'
import * as problems from './problems.ts'
import type { Case } from './row-types.ts'
import { screenCase } from './screening.ts'
import { placeOf, type ReviewServices } from './services.ts'
import { readSettings } from './setting-queries.ts'
import { numberOf, type Settings } from './settings.ts'
import {
  AnswersShape,
  CaseLineShape,
  CaseShape,
  Commune,
  Day,
  Id,
  OpenStanding,
  Said,
  Standing,
  StepShape,
  SurveyShape,
} from './shapes.ts'
import { stepBody, surveyBody } from './shown.ts'
import { surveysOf } from './survey-queries.ts'
import { recheckCase, surveyCase } from './surveying.ts'
import type { CaseRef } from './take-step.ts'
import { STATE_WORDS } from './words.ts'

const tags = ['reviews']
const params = z.object({ case_id: Id })

const stepProblems = [
  problems.caseMissing,
  problems.caseChanged,
  problems.wrongWay,
  problems.wrongDay,
  problems.roundClosed,
]

/** The last day that is due soon today. */
const soonOf = (context: ReviewContext, settings: Settings, today: DayText): DayText =>
  addWorkingDays(context.calendar, today, numberOf(settings, 'due_soon_days')).on

/** Cases: lists of work, one case, and the steps that concern one household. */
export function caseRoutes({ store, context, cursors }: ReviewServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/cases',
      operationId: 'listReviewCases',
      tags,
      summary: 'Hồ sơ rà soát, hạn gần nhất trước. Cases, the earliest deadline first',
      request: {
        query: z.strictObject({
          round_id: Id.optional(),
          commune: Commune.optional(),
          hamlet: z.string().max(100).optional(),
          state: z.enum(CASE_STATES).optional(),
          household_id: z.string().max(60).optional(),
          timeliness: z.enum(['overdue', 'due_soon', 'in_time']).optional(),
          ...PageQuery.shape,
        }),
      },
      responses: { 200: json(pageOf(CaseLineShape), 'A page of them') },
      problems: [malformedCursor, foreignCursor],
    }),
    async c => {
      const { limit, cursor, ...filter } = c.req.valid('query')
      const query = { list: 'review-cases', ...filter }
      const after = placeOf(cursors.read(cursor, query))
      const today = context.today()
      const page = await withSession(store, sessionOf(c).token, async tx => {
        const settings = await readSettings(tx)
        const rows = await listCases(
          tx,
          {
            round: filter.round_id,
            communes: within(await reachOf(tx, 'review.read'), filter.commune),
            hamlet: filter.hamlet,
            states: filter.state ? [filter.state] : undefined,
            household: filter.household_id,
            timeliness: filter.timeliness,
          },
          { today, soon: soonOf(context, settings, today), limit: limit + 1, after },
        )
        const found = cursors.page(rows, {
          limit,
          query,
          sortKey: (r: CaseLine) => [r.due_on ?? 'infinity', r.case_id],
        })
        return {
          ...found,
          items: found.items.map(r => ({ ...r, timeliness: timelinessOf(context, settings, r, today) })),
        }
      })
      return c.json(page, 200)
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/due',
      operationId: 'countReviewsDue',
      tags,
      summary: 'Số hồ sơ quá hạn, sắp đến hạn theo xã. Overdue and due soon, per commune',
      request: { query: z.strictObject({ round_id: Id.optional(), commune: Commune.optional() }) },
      responses: {
        200: json(
          z.object({
            today: Day,
            soon: Day,
            items: z.array(
              z.object({ commune_code: z.string(), overdue: z.int(), due_soon: z.int(), in_time: z.int() }),
            ),
          }),
          'Cases with a deadline in rounds that run',
        ),
      },
    }),
    async c => {
      const { round_id, commune } = c.req.valid('query')
      const today = context.today()
      return withSession(store, sessionOf(c).token, async tx => {
        const soon = soonOf(context, await readSettings(tx), today)
        const communes = within(await reachOf(tx, 'review.read'), commune)
        return c.json(
          { today, soon, items: await countDue(tx, { round: round_id, communes }, today, soon) },
          200,
        )
      })
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/cases/{case_id}',
      operationId: 'getReviewCase',
      tags,
      summary: 'Một hồ sơ rà soát với các bước đã làm. A case with its steps',
      request: { params },
      responses: {
        200: json(
          z.object({
            case: CaseShape,
            words: Said,
            steps: z.array(StepShape),
            surveys: z.array(SurveyShape),
            complaints: z.array(
              z.object({
                complaint_id: Id,
                received_on: Day,
                complainant: z.string(),
                late: z.boolean(),
                subject: z.string(),
              }),
            ),
            next: z.array(
              z.object({
                step: z.string(),
                vi: z.string(),
                en: z.string(),
                who: z.string(),
                permission: z.string(),
              }),
            ),
          }),
          'The case',
        ),
      },
      problems: [problems.caseMissing],
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const found = await findCase(tx, c.req.valid('param').case_id)
        if (!found) throw problems.caseMissing(1)
        await appendAudit(tx, {
          area: found.commune_code,
          action: 'review.read_case',
          object: { kind: 'review_case', id: found.case_id },
        })
        setEtag(c, found.version)
        return c.json(
          {
            case: found,
            words: STATE_WORDS[found.state],
            steps: (await stepsOf(tx, found.case_id)).map(stepBody),
            surveys: (await surveysOf(tx, found.case_id)).map(surveyBody),
            complaints: (await complaintsOf(tx, found.case_id)).map(({ case_id: _, ...rest }) => rest),
            next: nextSteps(found.state).map(step => ({
              step,
              vi: STEP_SPECS[step].vi,
              en: STEP_SPECS[step].en,
              who: STEP_SPECS[step].who,
              permission: STEP_SPECS[step].permission,
            })),
          },
          200,
        )
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/cases/{case_id}/screening',
      operationId: 'screenReviewCase',
      tags,
      summary: 'Ghi Phiếu A. Screen by Form A',
      request: {
        params,
        body: jsonBody(
          z
            .strictObject({ on: Day, answers: z.record(z.string().max(60), z.boolean().nullable()) })
            .openapi('FormAAnswers'),
        ),
      },
      ifMatch: true,
      idempotent: true,
      responses: {
        200: json(
          z.object({
            result: z.enum(['continues', 'leaves']),
            signs: z.array(z.string()),
            unknown: z.array(z.string()),
            case: CaseShape,
          }),
          'What Form A says',
        ),
      },
      problems: [...stepProblems, problems.formANotAsked, problems.formAUnknown],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { on, answers } = c.req.valid('json')
        const ref = refOf(c, c.req.valid('param').case_id)
        const { result, signs, unknown } = await screenCase(
          context,
          tx,
          sessionOf(c).userId,
          ref,
          on,
          answers,
        )
        return reply(await again(tx, ref), { result, signs: [...signs], unknown: [...unknown] })
      }),
  )

  const SurveyBody = z.strictObject({
    on: Day,
    answers: AnswersShape,
    household_version: z.int().min(1).optional(),
    standing: Standing.optional().openapi({
      description: 'Only where it is not what the answers say; then with a reason',
    }),
    reason: z.string().trim().min(3).max(1000).optional(),
  })
  const SurveyAnswer = z.object({
    case: CaseShape,
    standing: OpenStanding,
    computed: OpenStanding,
    possible: z.array(Standing),
    warnings: z.array(z.string()),
    household_version: z.int(),
  })
  const surveyProblems = [
    ...stepProblems,
    problems.formAFirst,
    problems.notAsked,
    problems.standingNotPossible,
    problems.notInRegistry,
    problems.noStandard,
  ]

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/cases/{case_id}/survey',
      operationId: 'surveyReviewCase',
      tags,
      summary: 'Ghi Phiếu B, phân loại theo chuẩn của đợt. Record Form B and decide by the law of the round',
      request: { params, body: jsonBody(SurveyBody.openapi('ReviewSurveyInput')) },
      ifMatch: true,
      idempotent: true,
      responses: { 200: json(SurveyAnswer, 'What the engine says') },
      problems: surveyProblems,
    }),
    c =>
      idempotent(c, store, async tx => {
        const ref = refOf(c, c.req.valid('param').case_id)
        const found = await surveyCase(context, tx, sessionOf(c).userId, ref, surveyOf(c.req.valid('json')))
        return reply(await again(tx, ref), surveyed(found))
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/cases/{case_id}/recheck',
      operationId: 'recheckReviewCase',
      tags,
      summary: 'Phúc tra sau khiếu nại. Re-check after a complaint',
      request: {
        params,
        body: jsonBody(
          SurveyBody.extend({ findings: z.string().trim().min(3).max(2000) }).openapi('ReviewRecheckInput'),
        ),
      },
      ifMatch: true,
      idempotent: true,
      responses: { 200: json(SurveyAnswer, 'What the engine says now') },
      problems: surveyProblems,
    }),
    c =>
      idempotent(c, store, async tx => {
        const ref = refOf(c, c.req.valid('param').case_id)
        const body = c.req.valid('json')
        const found = await recheckCase(context, tx, sessionOf(c).userId, ref, {
          ...surveyOf(body),
          findings: body.findings,
        })
        return reply(await again(tx, ref), surveyed(found))
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/cases/{case_id}/complaints',
      operationId: 'complainAboutReview',
      tags,
      summary: 'Tiếp nhận khiếu nại về kết quả niêm yết. Take in a complaint about a posted result',
      request: {
        params,
        body: jsonBody(
          z
            .strictObject({
              on: Day,
              complainant: z.enum(['household', 'villager', 'organisation']),
              subject: z.string().trim().min(3).max(2000),
            })
            .openapi('ReviewComplaintInput'),
        ),
      },
      ifMatch: true,
      idempotent: true,
      responses: {
        201: json(
          z.object({ complaint_id: Id, late: z.boolean(), case: CaseShape }),
          'Late: after the last day of the posting; re-checked all the same',
        ),
      },
      problems: stepProblems,
    }),
    c =>
      idempotent(c, store, async tx => {
        const ref = refOf(c, c.req.valid('param').case_id)
        const { complaintId, late } = await receiveComplaint(
          context,
          tx,
          sessionOf(c).userId,
          ref,
          c.req.valid('json'),
        )
        const now = await again(tx, ref)
        return { status: 201, body: { complaint_id: complaintId, late, case: now }, headers: etag(now) }
      }),
  )

  for (const [deed, operationId, summary, act, own] of [
    [
      'withdrawal',
      'withdrawReviewCase',
      'Hộ rút giấy đề nghị. The household takes its request back',
      withdraw,
      problems.onlyRequests,
    ],
    [
      'closure',
      'closeReviewCase',
      'Khép hồ sơ vì hộ không còn ở địa bàn. Close the case of a household that is no longer here',
      closeCase,
      problems.stillHere,
    ],
  ] as const)
    routes.openapi(
      route({
        method: 'post',
        path: `/reviews/cases/{case_id}/${deed}`,
        operationId,
        tags,
        summary,
        request: { params, body: jsonBody(z.strictObject({ on: Day })) },
        ifMatch: true,
        idempotent: true,
        responses: { 200: json(z.object({ case: CaseShape }), 'The case') },
        problems: [...stepProblems, own],
      }),
      c =>
        idempotent(c, store, async tx => {
          const ref = refOf(c, (c.req.valid('param') as { case_id: string }).case_id)
          await act(context, tx, sessionOf(c).userId, ref, (c.req.valid('json') as { on: string }).on)
          return reply(await again(tx, ref), {})
        }),
    )
  return routes
}

const etag = (c: Case) => ({ ETag: `"${c.version}"` })

const reply = <Extra extends object>(now: Case, extra: Extra) => ({
  status: 200 as const,
  body: { ...extra, case: now },
  headers: etag(now),
})

/** The case and the version that was read. A case's version is a number; any other mark in If-Match matches none. */
function refOf(c: HttpContext, id: string): CaseRef {
  const read = Number(ifMatch(c))
  return { case_id: id, version: Number.isInteger(read) ? read : -1 }
}

async function again(tx: Tx, ref: CaseRef): Promise<Case> {
  const now = await findCase(tx, ref.case_id)
  if (!now) throw problems.caseMissing(1)
  return now
}

const surveyOf = (body: {
  on: string
  answers: z.infer<typeof AnswersShape>
  household_version?: number | undefined
  standing?: z.infer<typeof Standing> | undefined
  reason?: string | undefined
}) => ({
  on: body.on,
  answers: {
    household: body.answers.household,
    persons: body.answers.persons,
    causes: body.answers.causes,
    wishedSupport: body.answers.wished_support,
  },
  householdVersion: body.household_version,
  standing: body.standing,
  reason: body.reason,
})

const surveyed = (found: Awaited<ReturnType<typeof surveyCase>>) => ({
  standing: found.standing,
  computed: found.assessment.computed,
  possible: [...found.assessment.possible],
  warnings: [...found.assessment.warnings],
  household_version: found.householdVersion,
})

const timelinessOf = (context: ReviewContext, settings: Settings, r: CaseLine, today: DayText) =>
  r.due_on === null || r.due_latest === null
    ? null
    : timeliness(context.calendar, settings, { on: r.due_on, latest: r.due_latest }, today)
