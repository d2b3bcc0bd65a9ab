import type { Tx } from '../../platform/db/index.ts'
import {
  type HttpContext,
  idempotent,
  ifMatch,
  json,
  jsonBody,
  newRoutes,
  type Routes,
  route,
  sessionOf,
  z,
} from '../../platform/http/index.ts'
import { findCase } from './case-queries.ts'
import { closeCase, withdraw } from './endings.ts'
import { receiveComplaint } from './postings.ts'
import * as problems from './problems.ts'
import type { Case } from './row-types.ts'
import { screenCase } from './screening.ts'
import type { ReviewServices } from './services.ts'
import { AnswersShape, CaseShape, Day, Id, OpenStanding, Standing } from './shapes.ts'
import { recheckCase, surveyCase } from './surveying.ts'
import type { CaseRef } from './take-step.ts'

const tags = ['reviews']
const params = z.object({ case_id: Id })

const stepProblems = [
  problems.caseMissing,
  problems.caseChanged,
  problems.wrongWay,
  problems.wrongDay,
  problems.roundClosed,
]

/** Steps that concern one household: screening, survey, re-check, complaint, withdrawal, closure. Each wants the version that was read. */
export function stepRoutes({ store, context }: ReviewServices): Routes {
  const routes = newRoutes()

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
