import type { OutcomeKind } from '../evaluate/index.ts'
import type { Mark } from '../language/mark.ts'
import type { Text2 } from '../language/types.ts'

/** An explanation is plain data: every part survives JSON. Money is whole đồng, days are `2023-12-31`, absent parts are null. */
export interface Explanation {
  readonly benefit: string
  readonly title: Text2
  readonly household: string
  readonly person: string | null
  /** The decision date. */
  readonly on: string
  readonly outcome: OutcomeKind
  /** The group of the right; null without one, and where the reasons are protected. */
  readonly group: { readonly id: string; readonly means: Text2 | null } | null
  /** The exception that refused. */
  readonly exception: { readonly id: string; readonly means: Text2; readonly citation: Text2 } | null
  readonly amount: number | null
  /** Share of the cost that is paid, an exact fraction such as `7/10`. */
  readonly share: string | null
  readonly kind: string
  readonly per: string | null
  readonly payer: string | null
  readonly route: string | null
  readonly starts: string | null
  readonly computation: Computation | null
  /** Further results, such as an interest rate. */
  readonly terms: readonly { readonly name: string; readonly label: Text2; readonly value: Text2 }[]
  /** What decides, in short clauses. */
  readonly because: readonly Text2[]
  /** Every condition that was asked, as a tree. */
  readonly conditions: readonly Condition[]
  /** The standing, where it is among what decided. */
  readonly standing: StandingExplanation | null
  readonly citation: Text2
  readonly parameters: readonly ParameterUse[]
  /** How sure the conditions themselves are. */
  readonly marks: readonly MarkedPart[]
  readonly missing: readonly MissingPart[]
  readonly changes: readonly Change[]
  /** The outcome read a restricted fact. */
  readonly restricted: boolean
  /** The reasons are left out because the reader has no right to restricted facts. */
  readonly hidden: boolean
  readonly receipt: LawReceipt
  readonly where: Text2 | null
  readonly papers: Text2 | null
}

/** Which law said so. */
export interface LawReceipt {
  readonly law: string
  readonly overlays: readonly { readonly name: string; readonly citation: string; readonly hash: string }[]
  readonly on: string
  readonly version: { readonly file: string; readonly from: string; readonly territory: string } | null
}

/** A question asked of the household, with its answer. */
export interface Condition {
  /** What is asked, e.g. scope, exception:x, condition, group:a; empty inside. */
  readonly part: string
  readonly kind: string
  readonly holds: 'yes' | 'no' | 'unknown' | null
  readonly say: Text2
  /** The value as the law files write it; null where it is unknown. */
  readonly value: string | null
  readonly name: string | null
  /** The member of whom it is asked, where that is not the person of the benefit. */
  readonly member: string | null
  /** The law file and rule it stands in, where that begins here. */
  readonly rule: { readonly file: string; readonly name: string; readonly citation: Text2 } | null
  /** Keys of `parameters`. */
  readonly uses: readonly string[]
  readonly parts: readonly Condition[]
}

/** How a number came about: `2.000.000 − 1.100.000 = 900.000`. */
export interface Computation {
  readonly formula: Text2
  readonly operands: readonly {
    readonly label: Text2
    readonly value: Text2
    readonly parameter: string | null
  }[]
}

/** A value of the law that was read. */
export interface ParameterUse {
  readonly key: string
  readonly file: string
  readonly name: string
  readonly label: Text2
  readonly value: Text2
  /** First day of this value. */
  readonly from: string
  readonly source: string
  readonly mark: Mark
  readonly citation: Text2
  /** Is it among what decides, or in the amount? */
  readonly decides: boolean
}

/** A condition, group or rule with how sure it is. */
export interface MarkedPart {
  readonly part: Text2
  readonly citation: Text2
  readonly source: string
  readonly mark: Mark
}

/** Something unknown on which the outcome waits, and who can say it. */
export interface MissingPart {
  /** As in result files: `fact`, `person.fact`, `law:parameter`. */
  readonly key: string
  readonly kind: 'fact' | 'law'
  readonly person: string | null
  readonly label: Text2
  readonly supplier: Text2 | null
}

/** A smallest set of facts that would flip the outcome. */
export interface Change {
  readonly facts: readonly ChangedFact[]
  readonly outcome: OutcomeKind
  readonly amount: number | null
  readonly group: string | null
  readonly say: Text2
}

export interface ChangedFact {
  /** `household` or the identifier of a person. */
  readonly of: string
  readonly fact: string
  readonly label: Text2
  /** As law files write it; null: there is none. */
  readonly from: string | null
  readonly to: string | null
  /** For numbers: from here on in that direction. */
  readonly direction: 'up' | 'down' | null
  readonly say: Text2
}

/** Why a household stands where it stands. */
export interface StandingExplanation {
  readonly household: string
  readonly on: string
  readonly title: Text2
  /** A word of the standing; null where it is not decided. */
  readonly standing: string | null
  readonly label: Text2
  readonly basis: string | null
  readonly basisLabel: Text2
  readonly computed: string | null
  readonly computedLabel: Text2
  /** Recognised and computed standing differ. */
  readonly disagree: boolean
  readonly newlyEscaped: 'yes' | 'no' | 'unknown'
  readonly deprivationCount: number | null
  readonly indicators: readonly {
    readonly name: string
    readonly label: Text2
    readonly deprived: 'yes' | 'no' | 'unknown'
    readonly because: readonly Text2[]
  }[]
  readonly because: readonly Text2[]
  readonly conditions: readonly Condition[]
  readonly citation: Text2
  readonly parameters: readonly ParameterUse[]
  readonly marks: readonly MarkedPart[]
  readonly missing: readonly MissingPart[]
  readonly restricted: boolean
  readonly hidden: boolean
  readonly receipt: LawReceipt
}

/** What the reader may see and how hard to search. */
export interface ExplainOptions {
  /** The reader has the right to restricted facts. Default false. */
  readonly showRestricted?: boolean
  /** Look for what would change the outcome. Default true. */
  readonly changes?: boolean
  /** At most so many decisions in that search. Default 20,000. */
  readonly decisions?: number
}
