/** The tables of determinations as queries see them; migrations/0007-determinations.sql says what each means. */

export type RunKind = 'month' | 'redecision'
export type PartState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** An overlay that a run applied, as its receipt names it. */
export interface PinnedOverlay {
  readonly id: string
  readonly name: string
  readonly citation: string
  readonly hash: string
}

export interface RunRow {
  readonly run_id: number
  readonly kind: RunKind
  /** First day of the month, ISO. */
  readonly month: string
  readonly decided_on: string
  readonly facts: 'current' | 'as_of' | 'then'
  readonly known_at: Date | null
  readonly redecides: number | null
  readonly law_of: 'now' | 'then'
  readonly law_hash: string
  readonly overlays: readonly PinnedOverlay[]
  readonly engine_version: string
  readonly requested_by: string
  readonly requested_at: Date
  readonly cancelled_by: string | null
  readonly cancelled_at: Date | null
}

export interface PartRow {
  readonly run_id: number
  readonly commune_code: string
  readonly state: PartState
  readonly attempts: number
  readonly started_at: Date | null
  readonly finished_at: Date | null
  readonly problem: string | null
  readonly read_at: Date | null
  readonly facts_hash: string | null
  readonly previous_run: number | null
  readonly households: number | null
  readonly persons: number | null
  readonly without_members: number | null
  readonly granted: number | null
  readonly undetermined: number | null
  readonly refused: number | null
  readonly began: number | null
  readonly ended: number | null
  readonly changed: number | null
  readonly standings: Readonly<Record<string, number>> | null
  readonly doubts: Readonly<Record<string, number>> | null
  readonly seconds: number | null
}
