import type { Tx } from '../../platform/db/index.ts'
import { userNames } from '../users/index.ts'
import type { Decision, Round, StepRow } from './row-types.ts'
import type { SurveyRow } from './survey-queries.ts'

/** Rows of the database as the API gives them: instants as text, arrays of their own. */

export const roundBody = (r: Round) => ({
  ...r,
  doubts: [...r.doubts],
  opened_at: r.opened_at.toISOString(),
  closed_at: r.closed_at?.toISOString() ?? null,
})

/** Names of users by their ids; who has none here stays without. */
export type Names = ReadonlyMap<string, string>

export const decisionBody = (d: Decision, names: Names) => ({
  ...d,
  proposed_at: d.proposed_at.toISOString(),
  proposed_by_name: names.get(d.proposed_by) ?? null,
  ended_by_name: d.ended_by === null ? null : (names.get(d.ended_by) ?? null),
})

/** Names of those who proposed and ended decisions. */
export const namesOfDecisions = (tx: Tx, decisions: readonly Decision[]): Promise<Names> =>
  userNames(
    tx,
    decisions.flatMap(d => (d.ended_by === null ? [d.proposed_by] : [d.proposed_by, d.ended_by])),
  )

export const stepBody = ({ case_id: _, ...s }: StepRow, names: Names) => ({
  ...s,
  actor_name: names.get(s.actor) ?? null,
  recorded_at: s.recorded_at.toISOString(),
  content: { ...s.content },
})

export const surveyBody = ({ action_seq: _, ...s }: SurveyRow) => ({
  ...s,
  computed: s.computed as 'poor',
  possible: s.possible as 'poor'[],
})
