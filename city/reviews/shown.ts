import type { Decision, Round, StepRow } from './row-types.ts'
import type { SurveyRow } from './survey-queries.ts'

/** Rows of the database as the API gives them: instants as text, arrays of their own. */

export const roundBody = (r: Round) => ({
  ...r,
  doubts: [...r.doubts],
  opened_at: r.opened_at.toISOString(),
  closed_at: r.closed_at?.toISOString() ?? null,
})

export const decisionBody = (d: Decision) => ({ ...d, proposed_at: d.proposed_at.toISOString() })

export const stepBody = ({ case_id: _, ...s }: StepRow) => ({
  ...s,
  recorded_at: s.recorded_at.toISOString(),
  content: { ...s.content },
})

export const surveyBody = ({ action_seq: _, ...s }: SurveyRow) => ({
  ...s,
  computed: s.computed as 'poor',
  possible: s.possible as 'poor'[],
})
