import {
  type Explanation,
  renderExplanation,
  renderStanding,
  type StandingExplanation,
} from '../../engine/explain/index.ts'
import { appendAudit } from '../../platform/audit/index.ts'
import { type Store, type Tx, withSession } from '../../platform/db/index.ts'
import { json, newRoutes, notFound, type Routes, route, sessionOf, z } from '../../platform/http/index.ts'
import type { Registry } from '../households/index.ts'
import { standingReceipt } from './explain-queries.ts'
import { explainStored, explainStoredStanding } from './explain-stored.ts'
import { lawOfThenGone, reasonsProtected, receiptDiffers } from './problems.ts'
import { benefitsOfRun, listOutcomes, runOfHousehold, standingOf } from './queries.ts'
import { shownOutcome } from './result-routes.ts'
import { ExplanationBody, ExplanationQuery, HouseholdId, HouseholdOutcomes, Month, RunId } from './schemas.ts'

interface Services {
  readonly store: Store
  readonly registry: Registry
}

const tags = ['determinations']
const Path = z.object({ household_id: HouseholdId })
/** No household has so many rights: eleven members with all benefits. */
const MOST = 500

/** What a household is owed, and why. */
export function householdOutcomeRoutes({ store, registry }: Services): Routes {
  const routes = newRoutes()

  routes.openapi(
    route({
      method: 'get',
      path: '/households/{household_id}/outcomes',
      operationId: 'getHouseholdOutcomes',
      tags,
      summary: 'Phân loại và quyền lợi của một hộ trong một tháng. Standing and rights of a household',
      request: {
        params: Path,
        query: z.object({ month: Month.optional(), run: RunId.optional() }),
      },
      responses: {
        200: json(HouseholdOutcomes, 'Of the last run of the month; without a month, of the last month'),
      },
      problems: [notFound],
    }),
    async c => {
      const { household_id } = c.req.valid('param')
      const { month, run } = c.req.valid('query')
      return c.json(
        await withSession(store, sessionOf(c).token, tx => outcomesOf(tx, household_id, month, run)),
        200,
      )
    },
  )

  routes.openapi(
    route({
      method: 'get',
      path: '/households/{household_id}/explanation',
      operationId: 'explainOutcome',
      tags,
      summary:
        'Vì sao có kết quả này, dựng lại từ phiếu lưu vết của lần xét. Why, made again from the receipt',
      request: { params: Path, query: ExplanationQuery },
      responses: { 200: json(ExplanationBody, 'Equal to what was stored') },
      problems: [notFound, reasonsProtected, receiptDiffers, lawOfThenGone],
    }),
    async c => {
      const { household_id } = c.req.valid('param')
      const { run: wanted, month, benefit, person_id, changes, tree } = c.req.valid('query')
      const told = await withSession(store, sessionOf(c).token, async tx => {
        const run = wanted ?? (await lastRun(tx, household_id, month))
        const explanation =
          benefit === undefined
            ? await explainStoredStanding(tx, registry, run, household_id)
            : await explainStored(
                tx,
                registry,
                { run, household: household_id, person: person_id, benefit },
                { changes },
              )
        await note(tx, 'outcome.explain', run, household_id)
        return explanation
      })
      const language = c.get('language')
      const words = isOutcome(told) ? renderExplanation(told, language) : renderStanding(told, language)
      const explanation = tree ? told : withoutTree(told)
      // plain data through and through; the type of the answer cannot say so
      return c.json(
        { words, explanation: explanation as unknown as z.infer<typeof ExplanationBody>['explanation'] },
        200,
      )
    },
  )
  return routes
}

const isOutcome = (told: Explanation | StandingExplanation): told is Explanation => 'benefit' in told

/** Without the questions behind the standing, which are most of an explanation; reasons and indicators say what they come to. */
function withoutTree(told: Explanation | StandingExplanation): Explanation | StandingExplanation {
  if (!isOutcome(told)) return { ...told, conditions: [] }
  return told.standing === null ? told : { ...told, standing: { ...told.standing, conditions: [] } }
}

async function outcomesOf(
  tx: Tx,
  household: string,
  month: string | undefined,
  wanted: number | undefined,
): Promise<z.infer<typeof HouseholdOutcomes>> {
  const found = await runOfHousehold(tx, household, month === undefined ? undefined : `${month}-01`, wanted)
  if (found === undefined) throw notFound()
  const { run_id, commune_code } = found
  const standing = await standingOf(tx, run_id, household)
  const outcomes = await listOutcomes(tx, { run: run_id, commune: commune_code, household }, { limit: MOST })
  await note(tx, 'outcome.read', run_id, household)
  return {
    run_id,
    month: found.month.slice(0, 7),
    standing:
      standing === undefined
        ? null
        : { ...standing, missing: standing.missing === null ? null : [...standing.missing] },
    outcomes: outcomes.map(shownOutcome),
    benefits: await benefitsOfRun(tx, run_id),
  }
}

async function lastRun(tx: Tx, household: string, month: string | undefined): Promise<number> {
  const found = await runOfHousehold(tx, household, month === undefined ? undefined : `${month}-01`)
  if (found === undefined) throw notFound()
  return found.run_id
}

async function note(tx: Tx, action: string, run: number, household: string): Promise<void> {
  const receipt = await standingReceipt(tx, run, household)
  await appendAudit(tx, {
    area: receipt?.commune_code ?? 'city',
    action,
    object: { kind: 'household', id: household },
    detail: { run },
  })
}
