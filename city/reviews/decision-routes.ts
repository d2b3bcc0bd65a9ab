import { appendAudit } from '../../platform/audit/index.ts'
import { type Tx, withSession } from '../../platform/db/index.ts'
import {
  idempotent,
  ifMatch,
  json,
  jsonBody,
  newRoutes,
  type Routes,
  route,
  sessionOf,
  setEtag,
  versionChanged,
  z,
} from '../../platform/http/index.ts'
import { reachOf, within } from './access-queries.ts'
import { findCases, householdLines } from './case-queries.ts'
import { findDecision, itemsOf, listDecisions } from './decision-queries.ts'
import { approve, proposeDecision, returnProposal } from './decisions.ts'
import { certify } from './endings.ts'
import { CASE_STATES } from './moves.ts'
import { paperResponse } from './paper-response.ts'
import { certificatePapers, decisionOf, type Printed, refusalsOf } from './print-papers.ts'
import * as problems from './problems.ts'
import type { Decision } from './row-types.ts'
import type { ReviewServices } from './services.ts'
import {
  CaseRefShape,
  Commune,
  Day,
  DecisionShape,
  EffectShape,
  Id,
  PaperQuery,
  paperResponses,
  Standing,
} from './shapes.ts'
import { decisionBody, namesOfDecisions } from './shown.ts'
import { type Effect, takeEffect } from './take-effect.ts'

const tags = ['reviews']
const params = z.object({ decision_id: Id })
const MOST = 2_000
const stepProblems = [
  problems.caseMissing,
  problems.caseChanged,
  problems.wrongWay,
  problems.wrongDay,
  problems.roundClosed,
  problems.mixedCases,
]

const Item = z
  .object({
    case_id: Id,
    household_id: z.string(),
    head_name: z.string().nullable(),
    hamlet: z.string().nullable(),
    member_count: z.int().nullable(),
    state: z.enum(CASE_STATES).openapi({ description: 'Of the case now' }),
    version: z.int().openapi({ description: 'Of the case now' }),
    outcome: z.enum(['recognise', 'refuse']),
    standing: Standing.nullable(),
    before_standing: Standing.nullable(),
    reasons: z.array(z.string()),
    is_applied: z.boolean(),
  })
  .openapi('ReviewDecisionItem')

const shown = async (tx: Tx, d: Decision) => decisionBody(d, await namesOfDecisions(tx, [d]))

const effectBody = (e: Effect) => ({ applied: e.applied, not_applied: [...e.notApplied] })

/** Decisions for many households, signed by a second person; certificates; recognitions that take effect. */
export function decisionRoutes({ store, context }: ReviewServices): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/decisions',
      operationId: 'proposeReviewDecision',
      tags,
      summary: 'Trình quyết định cho nhiều hộ. Propose a decision for many households',
      request: {
        body: jsonBody(
          z
            .strictObject({
              on: Day,
              cases: z
                .array(
                  CaseRefShape.extend({
                    outcome: z.enum(['recognise', 'refuse']).optional(),
                    reasons: z.array(z.string().trim().min(3).max(1000)).max(10).optional(),
                  }),
                )
                .min(1)
                .max(MOST),
            })
            .openapi('ReviewDecisionInput'),
        ),
      },
      idempotent: true,
      responses: { 201: json(DecisionShape, 'Proposed; another person signs it') },
      problems: [
        ...stepProblems,
        problems.stillPosted,
        problems.opinionFirst,
        problems.reasonMissing,
        problems.standingNotPossible,
      ],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { on, cases } = c.req.valid('json')
        const decision = await proposeDecision(context, tx, sessionOf(c).userId, cases, on)
        return { status: 201, body: await shown(tx, decision), headers: { ETag: `"${decision.version}"` } }
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/decisions',
      operationId: 'listReviewDecisions',
      tags,
      summary: 'Các quyết định. Decisions, the latest first',
      request: {
        query: z.strictObject({
          round_id: Id.optional(),
          commune: Commune.optional(),
          state: z.enum(['proposed', 'approved', 'returned']).optional(),
        }),
      },
      responses: {
        200: json(
          z.object({
            items: z.array(
              DecisionShape.extend({
                households: z.int(),
                recognised: z.int(),
                refused: z.int(),
                waiting: z
                  .int()
                  .openapi({ description: 'Recognitions not yet in the files of the households' }),
              }).openapi('ReviewDecisionLine'),
            ),
          }),
          'The decisions',
        ),
      },
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const { round_id, commune, state } = c.req.valid('query')
        const communes = within(await reachOf(tx, 'review.read'), commune)
        const rows = await listDecisions(tx, { round: round_id, communes, state })
        const names = await namesOfDecisions(tx, rows)
        return c.json({ items: rows.map(r => ({ ...r, ...decisionBody(r, names) })) }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/reviews/decisions/{decision_id}',
      operationId: 'getReviewDecision',
      tags,
      summary: 'Một quyết định và các hộ. A decision with its households',
      request: { params },
      responses: { 200: json(z.object({ decision: DecisionShape, items: z.array(Item) }), 'The decision') },
      problems: [problems.caseMissing],
    }),
    async c =>
      withSession(store, sessionOf(c).token, async tx => {
        const decision = await findDecision(tx, c.req.valid('param').decision_id)
        if (!decision) throw problems.caseMissing(1)
        setEtag(c, decision.version)
        const found = await itemsOf(tx, decision.decision_id)
        const cases = new Map(
          (
            await findCases(
              tx,
              found.map(i => i.case_id),
            )
          ).map(k => [k.case_id, k]),
        )
        const lines = await householdLines(
          tx,
          found.map(i => i.household_id),
          context.today(),
        )
        const items = found.map(i => ({
          head_name: lines.get(i.household_id)?.head_name ?? null,
          hamlet: lines.get(i.household_id)?.hamlet ?? null,
          member_count: lines.get(i.household_id)?.member_count ?? null,
          state: cases.get(i.case_id)?.state ?? ('closed' as const),
          version: cases.get(i.case_id)?.version ?? 0,
          case_id: i.case_id,
          household_id: i.household_id,
          outcome: i.outcome,
          standing: i.standing,
          before_standing: i.before_standing,
          reasons: [...i.reasons],
          is_applied: i.applied_seq !== null,
        }))
        return c.json({ decision: await shown(tx, decision), items }, 200)
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/decisions/{decision_id}/approval',
      operationId: 'approveReviewDecision',
      tags,
      summary: 'Duyệt quyết định, khác người trình. Sign a decision, another person than who proposed',
      request: {
        params,
        body: jsonBody(
          z
            .strictObject({
              number: z.string().trim().min(1).max(60),
              decided_on: Day,
              valid_from: Day.optional(),
              valid_until: Day.optional(),
              signer: z.string().trim().min(1).max(120).optional(),
            })
            .openapi('ReviewApproval'),
        ),
      },
      ifMatch: true,
      idempotent: true,
      responses: {
        200: json(
          z.object({ decision: DecisionShape, effect: EffectShape }),
          'Signed; what it wrote into files',
        ),
      },
      problems: [...stepProblems, problems.fourEyes, problems.decisionOver, problems.numberTaken],
    }),
    c =>
      idempotent(c, store, async tx => {
        const id = c.req.valid('param').decision_id
        const body = c.req.valid('json')
        const decision = await approve(context, tx, sessionOf(c).userId, id, {
          version: versionOf(ifMatch(c)),
          number: body.number,
          decidedOn: body.decided_on,
          validFrom: body.valid_from,
          validUntil: body.valid_until,
          signer: body.signer,
        })
        const effect = await takeEffect(context, tx, { decision: id })
        return {
          status: 200,
          body: { decision: await shown(tx, decision), effect: effectBody(effect) },
          headers: { ETag: `"${decision.version}"` },
        }
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/decisions/{decision_id}/return',
      operationId: 'returnReviewDecision',
      tags,
      summary: 'Trả lại, chưa duyệt. Send a proposal back',
      request: {
        params,
        body: jsonBody(
          z
            .strictObject({
              on: Day,
              reason: z.string().trim().min(3).max(2000),
              resurvey: z.boolean().default(false),
            })
            .openapi('ReviewReturn'),
        ),
      },
      ifMatch: true,
      idempotent: true,
      responses: { 200: json(DecisionShape, 'Returned') },
      problems: [...stepProblems, problems.fourEyes, problems.decisionOver],
    }),
    c =>
      idempotent(c, store, async tx => {
        const decision = await returnProposal(
          context,
          tx,
          sessionOf(c).userId,
          c.req.valid('param').decision_id,
          { ...c.req.valid('json'), version: versionOf(ifMatch(c)) },
        )
        return { status: 200, body: await shown(tx, decision), headers: { ETag: `"${decision.version}"` } }
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/recognitions',
      operationId: 'applyReviewRecognitions',
      tags,
      summary:
        'Ghi vào sổ các công nhận đã đến ngày hiệu lực. Write recognitions that hold by today into the files',
      request: { body: jsonBody(z.strictObject({ commune: Commune.optional() })) },
      idempotent: true,
      responses: { 200: json(EffectShape, 'How many') },
    }),
    c =>
      idempotent(c, store, async tx => {
        const communes = within(await reachOf(tx, 'review.read'), c.req.valid('json').commune)
        return { status: 200, body: effectBody(await takeEffect(context, tx, { communes })) }
      }),
  )

  for (const [what, operationId, summary, print] of [
    ['paper', 'printReviewDecision', 'In quyết định. The decision', decisionOf],
    ['refusals', 'printReviewRefusals', 'In thông báo không công nhận. Refusals in writing', refusalsOf],
  ] as const)
    routes.openapi(
      route({
        method: 'get',
        path: `/reviews/decisions/{decision_id}/${what}`,
        operationId,
        tags,
        summary,
        request: { params, query: PaperQuery },
        responses: paperResponses,
        problems: [problems.caseMissing, problems.nothingToPrint],
      }),
      async c => {
        const id = (c.req.valid('param') as z.infer<typeof params>).decision_id
        const printed = await withSession(store, sessionOf(c).token, async (tx): Promise<Printed> => {
          const papers = await print(context, tx, id)
          await appendAudit(tx, {
            area: papers.commune,
            action: 'review.print',
            object: { kind: 'review_decision', id },
            detail: { paper: papers.kind, count: papers.papers.length },
          })
          return papers
        })
        return paperResponse(printed, (c.req.valid('query') as z.infer<typeof PaperQuery>).as)
      },
    )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/certificates',
      operationId: 'issueReviewCertificates',
      tags,
      summary: 'Ghi việc cấp giấy chứng nhận. Record that certificates are issued',
      request: {
        body: jsonBody(
          z
            .strictObject({ cases: z.array(CaseRefShape).min(1).max(MOST), on: Day })
            .openapi('ReviewCertificates'),
        ),
      },
      idempotent: true,
      responses: { 200: json(z.object({ cases: z.int() }), 'How many') },
      problems: [...stepProblems, problems.noCertificate],
    }),
    c =>
      idempotent(c, store, async tx => {
        const { cases, on } = c.req.valid('json')
        await certify(context, tx, sessionOf(c).userId, cases, on)
        return { status: 200, body: { cases: cases.length } }
      }),
  )

  routes.openapi(
    route({
      method: 'post',
      path: '/reviews/certificates/papers',
      operationId: 'printReviewCertificates',
      tags,
      summary: 'In giấy chứng nhận cho nhiều hộ. Certificates of many households',
      request: {
        body: jsonBody(z.strictObject({ cases: z.array(Id).min(1).max(MOST) })),
        query: PaperQuery,
      },
      responses: paperResponses,
      problems: [problems.nothingToPrint],
      limits: { seconds: 120 },
    }),
    async c => {
      const printed = await withSession(store, sessionOf(c).token, async tx => {
        const papers = await certificatePapers(context, tx, await findCases(tx, c.req.valid('json').cases))
        await appendAudit(tx, {
          area: papers.commune,
          action: 'review.print',
          object: { kind: 'review_case', id: '' },
          detail: { paper: papers.kind, count: papers.papers.length },
        })
        return papers
      })
      return paperResponse(printed, c.req.valid('query').as)
    },
  )
  return routes
}

function versionOf(named: string): number {
  const version = Number(named)
  if (!Number.isInteger(version)) throw versionChanged()
  return version
}
