/**
 * A value of a declared fact as the registry keeps it: boolean; whole number (counts, đồng); text for days
 * (`2025-10-31`), words of categories, plain texts and decimals (`80.50`, exact). null is unknown; for an optional fact: none.
 */
export type FactValue = boolean | number | string | null

/** Facts by their declared names (law/facts.yaml). A name that is absent says nothing; null says that it is not known. */
export type Facts = Readonly<Record<string, FactValue>>

/** How a household came into the lists of the poor: for the first time, again, or it was there before. */
export type Entry = 'new' | 'relapsed' | 'old'

/** What the registry keeps about a household beside the facts. No rule of the law may ask it. */
export interface HouseholdFields {
  readonly hamlet?: string | null
  /** Day of the survey that the facts come from. */
  readonly surveyed_on?: string | null
  /** Code in the system it was imported from. */
  readonly source_code?: string | null
  /** SHA-256 (hex) of what was imported last: the same again changes nothing. */
  readonly source_hash?: string | null
  readonly entry?: Entry | null
  /** Causes of poverty, and support wished for, as words of the review's forms. */
  readonly causes?: readonly string[]
  readonly wished_support?: readonly string[]
  /** Of the recognition in force. */
  readonly decision_number?: string | null
  readonly decision_on?: string | null
}

/** What the registry keeps about a person beside the facts. No rule of the law may ask it. */
export interface PersonFields {
  readonly full_name?: string | null
  /** Where only the year of birth is known; the fact birth_date is unknown then. */
  readonly birth_year?: number | null
  readonly identity_number?: string | null
  /** The last three digits, made from the number: what those see who may not see the number. */
  readonly identity_tail?: string | null
  readonly phone?: string | null
  readonly account?: string | null
}

/** Names of what can happen to a household. Words for people: `ACTION_KINDS`. */
export type ActionKind =
  | 'registered'
  | 'surveyed'
  | 'imported'
  | 'corrected'
  | 'recognised'
  | 'area_chosen'
  | 'moved'
  | 'moved_out'
  | 'moved_in'
  | 'split_into'
  | 'split_from'
  | 'merged_into'
  | 'merged_from'
  | 'member_joined'
  | 'member_left'
  | 'born'
  | 'died'
  | 'married_in'
  | 'married_out'
  | 'person_merged'
  | 'person_merge_undone'
  | 'dissolved'
  | 'erased'

/** What nobody personal stands in: references, reasons, days. Written as canonical JSON. */
export type Payload = Readonly<Record<string, PayloadValue>>
export type PayloadValue =
  | string
  | number
  | boolean
  | null
  | readonly PayloadValue[]
  | { readonly [key: string]: PayloadValue }

/** What an action says about one person: only what is new, or everything in a snapshot. */
export interface PersonContent {
  readonly facts?: Facts
  readonly fields?: PersonFields
  /** Where values carried over from another chain first came from, when that is not this action. */
  readonly origins?: readonly Origin[]
}

/** What an action says about the household itself. */
export interface HouseholdContent {
  readonly facts?: Facts
  readonly fields?: HouseholdFields
  readonly origins?: readonly Origin[]
}

/** Which action a value rests on. */
export interface Provenance {
  readonly kind: ActionKind
  readonly effective_on: string
  /** ISO instant, UTC. */
  readonly recorded_at: string
  readonly actor: string
  /** Number of the action in this chain; 0 for one of an earlier chain (before a move, split or marriage). */
  readonly seq: number
}

/** Provenance of values that a snapshot carries over, by the names of facts and fields. */
export interface Origin extends Omit<Provenance, 'seq'> {
  readonly names: readonly string[]
}

/** One entry of a household's chain, opened as far as the reader may. */
export interface Action {
  readonly household_id: string
  readonly seq: number
  readonly kind: ActionKind
  /** From when it holds, `YYYY-MM-DD`. */
  readonly effective_on: string
  /** When it became known here: ISO instant, UTC, milliseconds. */
  readonly recorded_at: string
  readonly actor: string
  /** Of the household when it happened: who may read this entry. */
  readonly commune_code: string
  /** The same on both sides of a move, split, merge or marriage. */
  readonly event_id: string | null
  readonly payload: Payload
  readonly household: HouseholdContent
  readonly persons: ReadonlyMap<string, PersonContent>
  /** Subjects whose key is destroyed: their content cannot be read by anybody. */
  readonly erased: ReadonlySet<string>
}

/** A value with the action it rests on. */
export interface Reading<T> {
  readonly value: T
  readonly source: Provenance
}

export type MemberState = 'member' | 'dead' | 'left' | 'merged' | 'erased'

/** One person of a household on a day. */
export interface PersonState {
  readonly person_id: string
  readonly state: MemberState
  /** What was written about the person cannot be read any more. */
  readonly erased: boolean
  readonly joined_on: string
  /** First day on which the person is no member any more. */
  readonly left_on: string | null
  readonly left_reason: ActionKind | null
  /** Of the household while the person is a member, later of the household when the person left. */
  readonly commune_code: string
  readonly facts: ReadonlyMap<string, Reading<FactValue>>
  readonly fields: ReadonlyMap<keyof PersonFields, Reading<string | number | null>>
}

export type HouseholdStatus = 'active' | 'merged' | 'dissolved' | 'left_city'

/** A time in one commune; `to_on` is the first day that is no longer in it. */
export interface Period {
  readonly commune_code: string
  readonly from_on: string
  readonly to_on: string | null
}

/** A closed time of a person in the household; `left_on` is the first day outside. */
export interface Stay {
  readonly person_id: string
  readonly joined_on: string
  readonly left_on: string
  readonly reason: ActionKind
  readonly commune_code: string
}

/** A household as it was on a day, by what was known on a day. */
export interface HouseholdState {
  readonly household_id: string
  readonly commune_code: string
  /** `elsewhere`: it moved to a commune whose entries the reader may not see. */
  readonly status: HouseholdStatus | 'elsewhere'
  /** Number of the last action that counted. */
  readonly version: number
  readonly registered_on: string
  readonly facts: ReadonlyMap<string, Reading<FactValue>>
  readonly fields: ReadonlyMap<keyof HouseholdFields, Reading<string | null | readonly string[]>>
  /** By person_id. */
  readonly members: ReadonlyMap<string, PersonState>
  /** Who was a member before and is no more. */
  readonly former: ReadonlyMap<string, PersonState>
  readonly stays: readonly Stay[]
  readonly periods: readonly Period[]
}
