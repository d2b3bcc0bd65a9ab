import type { Day } from '../../platform/calendar/index.ts'
import type { CaseState, Step } from './moves.ts'
import type { RoundKind } from './rounds.ts'
import type { CaseReason, RequestForm, RequestSubject, Standing } from './words.ts'

/** Why a stored deadline may be another day; as the calendar says it. */
export interface StoredDoubt {
  readonly mark: 'unconfirmed' | 'missing'
  readonly vi: string
  readonly en: string
  readonly source: string
}

export interface Round {
  readonly round_id: string
  readonly kind: RoundKind
  /** '*' or one commune. */
  readonly area: string
  readonly year: number
  readonly month: number | null
  readonly name: string
  /** Standard that the round applies: file of the law, first day of its version. */
  readonly standard: string
  readonly standard_from: Day
  /** Day whose law counts. */
  readonly law_day: Day
  readonly starts_on: Day
  readonly decided_by: Day
  readonly decided_latest: Day
  readonly doubts: readonly StoredDoubt[]
  readonly state: 'open' | 'closed'
  readonly version: number
  readonly opened_by: string
  readonly opened_at: Date
  readonly closed_at: Date | null
}

export interface Case {
  readonly case_id: string
  readonly round_id: string
  readonly household_id: string
  readonly commune_code: string
  readonly reason: CaseReason
  readonly request_id: string | null
  readonly opening_standing: Standing | null
  readonly state: CaseState
  readonly since: Day
  readonly version: number
  /** What the last survey or re-check says; undetermined while answers are missing. */
  readonly standing: Standing | 'undetermined' | null
  readonly computed: Standing | 'undetermined' | null
  readonly posted_until: Day | null
  readonly due_on: Day | null
  readonly due_latest: Day | null
  readonly decision_id: string | null
}

export interface StepRow {
  readonly case_id: string
  readonly seq: number
  readonly step: Step
  readonly from_state: CaseState
  readonly to_state: CaseState
  readonly on_day: Day
  readonly actor: string
  readonly recorded_at: Date
  readonly standing: Standing | 'undetermined' | null
  readonly content: Readonly<Record<string, unknown>>
}

export interface Request {
  readonly request_id: string
  readonly form: RequestForm
  readonly subject: RequestSubject
  readonly household_id: string
  readonly commune_code: string
  readonly received_on: Day
  readonly received_by_way_of: 'hand' | 'post' | 'portal'
  readonly return_on: Day
  readonly return_latest: Day
  readonly receipt_code: string
  readonly withdrawn_on: Day | null
  readonly recorded_by: string
}

export interface Meeting {
  readonly meeting_id: string
  readonly round_id: string
  readonly commune_code: string
  readonly hamlet: string
  readonly held_on: Day
  readonly place: string | null
  readonly chair: string | null
  readonly secretary: string | null
  readonly present: number
  readonly percent: number
  readonly remarks: string | null
}

export interface Posting {
  readonly posting_id: string
  readonly round_id: string
  readonly commune_code: string
  readonly hamlet: string | null
  readonly from_on: Day
  readonly until_on: Day
  readonly after_recheck: boolean
  readonly address: string
}

export interface Decision {
  readonly decision_id: string
  readonly round_id: string
  readonly commune_code: string
  readonly state: 'proposed' | 'approved' | 'returned'
  readonly version: number
  readonly proposed_by: string
  readonly proposed_at: Date
  readonly number: string | null
  readonly decided_on: Day | null
  readonly valid_from: Day | null
  readonly valid_until: Day | null
  readonly signer: string | null
  readonly ended_by: string | null
  readonly reason: string | null
}

export interface DecisionItem {
  readonly decision_id: string
  readonly case_id: string
  readonly household_id: string
  readonly commune_code: string
  readonly outcome: 'recognise' | 'refuse'
  readonly standing: Standing | null
  readonly before_standing: Standing | null
  readonly reasons: readonly string[]
  readonly applied_seq: number | null
}

/** What of a household stands on lists and papers of a review. */
export interface HouseholdLine {
  readonly household_id: string
  readonly commune_code: string
  readonly hamlet: string | null
  readonly head_name: string | null
  readonly member_count: number
  readonly state: string
  readonly version: number
  /** Recognised standing in force on the day asked for. */
  readonly standing: Standing | null
  readonly previous_standing: 'poor' | 'near_poor' | 'none' | null
}
