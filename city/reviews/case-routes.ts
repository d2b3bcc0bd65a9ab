import { appendAudit } from '../../platform/audit/index.ts'
import { addWorkingDays, type Day as DayText } from '../../platform/calendar/index.ts'
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
  setEtag,
  z,
} from '../../platform/http/index.ts'
import { userNames } from '../users/index.ts'
import { reachOf, within } from './access-queries.ts'
import { type CaseLine, countDue, findCase, householdLines, listCases, stepsOf } from './case-queries.ts'
import type { ReviewContext } from './context.ts'
import { timeliness } from './deadlines.ts'
import { complaintsOf } from './meeting-queries.ts'
import { CASE_STATES, nextSteps, STEP_SPECS } from './moves.ts'
import * as problems from './problems.ts'
import { findRequest } from './request-queries.ts'
import { placeOf, type ReviewServices } from './services.ts'
import { readSettings } from './setting-queries.ts'
import { numberOf, type Settings } from './settings.ts'
import {
  CaseLineShape,
  CaseShape,
  Commune,
  Day,
  Id,
  RequestShape,
  Said,
  StepShape,
  SurveyShape,
} from './shapes.ts'
import { stepBody, surveyBody } from './shown.ts'
import { surveysOf } from './survey-queries.ts'
import { STATE_WORDS } from './words.ts'

const tags = ['reviews']
const params = z.object({ case_id: Id })

/** The last day that is due soon today. */
const soonOf = (context: ReviewContext, settings: Settings, today: DayText): DayText =>
  addWorkingDays(context.calendar, today, numberOf(settings, 'due_soon_days')).on

/** Cases: lists of work, counts of what is due, and one case with its way. */
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
            household: z
              .object({
                head_name: z.string().nullable(),
                hamlet: z.string().nullable(),
                member_count: z.int().nullable(),
              })
              .nullable(),
            request: RequestShape.nullable(),
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
        const steps = await stepsOf(tx, found.case_id)
        const names = await userNames(
          tx,
          steps.map(s => s.actor),
        )
        const lines = await householdLines(tx, [found.household_id], context.today())
        const line = lines.get(found.household_id)
        const request = found.request_id === null ? undefined : await findRequest(tx, found.request_id)
        return c.json(
          {
            case: found,
            household: line
              ? { head_name: line.head_name, hamlet: line.hamlet, member_count: line.member_count }
              : null,
            request: request ?? null,
            words: STATE_WORDS[found.state],
            steps: steps.map(s => stepBody(s, names)),
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

  return routes
}

const timelinessOf = (context: ReviewContext, settings: Settings, r: CaseLine, today: DayText) =>
  r.due_on === null || r.due_latest === null
    ? null
    : timeliness(context.calendar, settings, { on: r.due_on, latest: r.due_latest }, today)
