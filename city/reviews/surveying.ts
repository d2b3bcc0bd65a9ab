import type { Day } from '../../platform/calendar/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { appendAction, type Facts } from '../households/index.ts'
import { type Assessment, assess, engineHousehold } from './assess.ts'
import { lawOf, type ReviewContext } from './context.ts'
import { isAnswered } from './form-b.ts'
import { formAFirst, notAsked, notInRegistry, standingNotPossible } from './problems.ts'
import type { Case } from './row-types.ts'
import { asksFormA } from './screening.ts'
import { factsOf, insertSurvey } from './survey-queries.ts'
import { type Batch, batchFor, type CaseRef, takeStep } from './take-step.ts'
import { isStanding, type Standing } from './words.ts'

/** Answers of Form B: only what was asked now; null where the household does not know. */
export interface Answers {
  readonly household: Facts
  readonly persons: Readonly<Record<string, Facts>>
  readonly causes?: readonly string[] | undefined
  readonly wishedSupport?: readonly string[] | undefined
}

export interface Survey {
  readonly on: Day
  readonly answers: Answers
  /** Version of the household that was read; another one now is refused. */
  readonly householdVersion?: number | undefined
  /** Left out: what the answers say. */
  readonly standing?: Standing | undefined
  /** Why the standing is not what the answers say, or how it was decided while they leave it open. */
  readonly reason?: string | undefined
}

export interface Surveyed {
  readonly assessment: Assessment
  readonly standing: Standing | 'undetermined'
  readonly householdVersion: number
}

/**
 * Records Form B: the answers become an action `surveyed` of the household, the engine decides by the law of the round, and the case carries the result.
 * Whoever may not see restricted facts is decided for as if they were unknown.
 *
 * @throws Problem `review.form_a_first`, `review.fact_not_asked`, `review.standing_not_possible`, those of the registry, and those of every step
 */
export async function surveyCase(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  ref: CaseRef,
  survey: Survey,
): Promise<Surveyed> {
  const batch = await batchFor(tx, 'survey', [ref])
  const [c] = batch.cases as [Case]
  if (c.state === 'listed' && asksFormA(batch.settings, c)) throw formAFirst()
  return record(context, tx, userId, batch, c, 'survey', survey, {})
}

/** Re-checks a case after a complaint, with new answers or without. @throws Problem as `surveyCase` */
export async function recheckCase(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  ref: CaseRef,
  survey: Survey & { readonly findings: string },
): Promise<Surveyed> {
  const batch = await batchFor(tx, 'recheck', [ref])
  const [c] = batch.cases as [Case]
  return record(context, tx, userId, batch, c, 'recheck', survey, { findings: survey.findings })
}

async function record(
  context: ReviewContext,
  tx: Tx,
  userId: string,
  batch: Batch,
  c: Case,
  step: 'survey' | 'recheck',
  survey: Survey,
  more: Readonly<Record<string, unknown>>,
): Promise<Surveyed> {
  const { household, persons, causes, wishedSupport } = survey.answers
  for (const fact of [...Object.keys(household), ...Object.values(persons).flatMap(p => Object.keys(p))])
    if (!isAnswered(fact)) throw notAsked(fact)
  const { version } = await appendAction(tx, context.registry, {
    household_id: c.household_id,
    kind: 'surveyed',
    effective_on: survey.on,
    ...(survey.householdVersion === undefined ? {} : { expected_version: survey.householdVersion }),
    payload: { review_case: c.case_id, review_round: c.round_id },
    household: {
      facts: household,
      fields: {
        surveyed_on: survey.on,
        ...(causes === undefined ? {} : { causes }),
        ...(wishedSupport === undefined ? {} : { wished_support: wishedSupport }),
      },
    },
    persons: Object.fromEntries(Object.entries(persons).map(([id, facts]) => [id, { facts }])),
  })
  const assessment = await assessHousehold(context, tx, batch, c.household_id)
  const standing = standingOf(assessment, survey)
  const differs = standing !== assessment.computed
  await takeStep(context, tx, userId, batch, step, survey.on, [
    {
      case: c,
      to: step === 'survey' ? 'surveyed' : 'rechecked',
      standing,
      computed: assessment.computed,
      content: { action: version, ...(differs ? { reason: survey.reason ?? null } : {}), ...more },
    },
  ])
  await insertSurvey(tx, {
    caseId: c.case_id,
    seq: c.version + 1,
    householdId: c.household_id,
    commune: c.commune_code,
    actionSeq: version,
    assessment,
  })
  return { assessment, standing, householdVersion: version }
}

/** What the law of the round says of a household as the registry knows it now. */
export async function assessHousehold(
  context: ReviewContext,
  tx: Tx,
  batch: Pick<Batch, 'round'>,
  householdId: string,
): Promise<Assessment> {
  const program = lawOf(context, batch.round.law_day)
  const known = await factsOf(tx, context.law.facts, householdId)
  if (!known) throw notInRegistry()
  return assess(program, engineHousehold(context.law.facts, householdId, known.facts, known.members))
}

/** What the answers say; another standing, or one while they leave it open, wants a reason. */
function standingOf(assessment: Assessment, survey: Survey): Standing | 'undetermined' {
  const { computed, possible } = assessment
  if (survey.standing === undefined) return computed
  if (survey.standing !== computed && (survey.reason ?? '').trim() === '')
    throw standingNotPossible((isStanding(computed) ? [computed] : possible).join(', '))
  return survey.standing
}
