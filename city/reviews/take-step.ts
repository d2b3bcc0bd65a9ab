import { appendAudit } from '../../platform/audit/index.ts'
import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { findCases, insertSteps, type NewStep } from './case-queries.ts'
import { deadlineOf, openRoundOf, type ReviewContext } from './context.ts'
import { dueOf } from './deadlines.ts'
import { type CaseState, movesOf, type Step } from './moves.ts'
import { caseChanged, caseMissing, mixedCases, wrongDay, wrongWay } from './problems.ts'
import type { Case, Round } from './row-types.ts'
import { readSettings } from './setting-queries.ts'
import type { Settings } from './settings.ts'
import { isStanding } from './words.ts'

/** Cases that are worked on together: of one round that runs, in one commune. */
export interface Batch {
  readonly cases: readonly Case[]
  readonly round: Round
  readonly commune: string
  readonly settings: Settings
}

/** A case as somebody read it. A step on another version is refused. */
export interface CaseRef {
  readonly case_id: string
  readonly version?: number | undefined
}

/**
 * Reads cases for a step that leads on from each of them.
 *
 * @throws Problem where one is missing, has moved since it was read, is of another round or commune, or where the step is not allowed from its state
 */
export async function batchFor(tx: Tx, step: Step, refs: readonly CaseRef[]): Promise<Batch> {
  const ids = [...new Set(refs.map(r => r.case_id))]
  const cases = await findCases(tx, ids)
  const [first] = cases
  if (!first || cases.length < ids.length) throw caseMissing(ids.length - cases.length)
  for (const c of cases) {
    const read = refs.find(r => r.case_id === c.case_id)?.version
    if (read !== undefined && read !== c.version) throw caseChanged()
    if (c.round_id !== first.round_id || c.commune_code !== first.commune_code) throw mixedCases()
    if (movesOf(step, c.state).length === 0) throw wrongWay(step, c.state)
  }
  return {
    cases,
    round: await openRoundOf(tx, first.round_id),
    commune: first.commune_code,
    settings: await readSettings(tx),
  }
}

/** What a step says of one case. */
export interface Move {
  readonly case: Case
  readonly to: CaseState
  readonly standing?: Case['standing'] | undefined
  readonly computed?: Case['computed'] | undefined
  readonly postedUntil?: Day | undefined
  readonly decision?: string | undefined
  readonly content?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Takes one step with all cases of a batch, or with none. The database checks it once more: the version, the way, the right, the day.
 *
 * @param on day on which it happened, not before the step before and not after today
 */
export async function takeStep(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  batch: Batch,
  step: Step,
  on: Day,
  moves: readonly Move[],
): Promise<void> {
  const deadline = deadlineOf(batch.round)
  const steps = moves.map((move): NewStep => {
    const { case: c, to } = move
    if (!movesOf(step, c.state).includes(to)) throw wrongWay(step, c.state)
    if (on < c.since || on > context.today()) throw wrongDay()
    const standing = move.standing ?? c.standing
    const due = dueOf(context.calendar, batch.settings, deadline, {
      state: to,
      since: on,
      postedUntil: move.postedUntil ?? c.posted_until ?? undefined,
      standing: isStanding(standing) ? standing : undefined,
    })
    return { ...move, step, on, due }
  })
  await insertSteps(tx, userId, steps)
  await appendAudit(tx, {
    area: batch.commune,
    action: `review.${step}`,
    object:
      moves.length === 1 && moves[0]
        ? { kind: 'review_case', id: moves[0].case.case_id }
        : { kind: 'review_round', id: batch.round.round_id },
    detail: { cases: moves.length, on },
  })
}
