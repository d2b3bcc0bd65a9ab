import type { Position } from './finding.ts'
import type { Fraction } from './fraction.ts'
import type { Mark } from './mark.ts'
import type { Node } from './nodes/index.ts'
import type { Category, Text2, Type } from './types.ts'

export type Entity = 'household' | 'person'
export type Territory = 'nation' | 'city' | 'east' | 'west'

/** A declared fact: a column of the data, a question of the form. */
export interface Fact {
  readonly entity: Entity
  readonly name: string
  readonly type: Type
  readonly label: Text2
  /** Bounds of an unknown value, scaled like the type; absent for bool, category and text. */
  readonly bounds: { readonly lo: bigint; readonly hi: bigint } | undefined
  /** An empty cell means "there is none", not "unknown". */
  readonly optional: boolean
  /** An outcome that read it is restricted itself. */
  readonly restricted: boolean
  /** May "what would change it" propose another value? */
  readonly changeable: boolean
  /** The value of an ordinary household or adult in cases, as written. */
  readonly ordinary: string | undefined
  readonly supplier: Text2 | undefined
  readonly position: Position
}

/** All declared facts and categories. */
export interface FactBook {
  readonly categories: ReadonlyMap<string, Category>
  readonly household: ReadonlyMap<string, Fact>
  readonly person: ReadonlyMap<string, Fact>
}

/** A legal act. Dates are day numbers; undefined where no source gave one. */
export interface Act {
  readonly key: string
  readonly number: string
  readonly title: Text2
  readonly issuer: Text2
  readonly dated: string | undefined
  readonly inForce: string | undefined
  readonly ended: string | undefined
  readonly endedBy: string | undefined
  readonly source: string
  readonly mark: Mark
  readonly position: Position
}

/** One value of a parameter: as in LiteralNode, a list for `words`, undefined where the law is missing. */
export type ParameterValue =
  | boolean
  | bigint
  | number
  | string
  | Fraction
  | readonly (number | string)[]
  | undefined

/** The value of a parameter from a day on. `cells` has one value, or one for each word of the key. */
export interface DatedValue {
  readonly from: number
  /** The value as the file writes it, for documents. */
  readonly written: readonly string[]
  readonly cells: readonly ParameterValue[]
  readonly source: string
  readonly mark: Mark
  /** YAML path of each cell, so that a test can alter it. */
  readonly paths: readonly (readonly (string | number)[])[]
  readonly position: Position
}

export interface Parameter {
  readonly name: string
  readonly type: Type
  /** A list of words or texts, for the right side of `in`. */
  readonly isList: boolean
  readonly label: Text2 | undefined
  /** The fact or rule whose word selects the cell, and its category. */
  readonly by: string | undefined
  readonly byCategory: string | undefined
  /** Read at the version's reference day and not at the decision date. */
  readonly atReference: boolean
  readonly reference: Reference
  readonly values: readonly DatedValue[]
  readonly position: Position
}

export type Reference = 'decision_day' | 'year_start'

export interface Rule {
  readonly name: string
  readonly entity: Entity
  readonly type: Type
  readonly label: Text2 | undefined
  readonly article: string | undefined
  readonly mark: Mark | undefined
  readonly expression: Node
  readonly position: Position
}

export interface Exception {
  readonly id: string
  readonly means: Text2
  readonly when: Node
  readonly article: string | undefined
  readonly source: string | undefined
  readonly mark: Mark
}

/** One way to have a right. A version without groups has one with the empty id. */
export interface Group {
  readonly id: string
  readonly means: Text2 | undefined
  readonly when: Node | undefined
  readonly amount: Node | undefined
  readonly share: Node | undefined
  readonly article: string | undefined
  readonly source: string | undefined
  readonly mark: Mark
  readonly position: Position
}

/** The law of one file between two days in one territory. */
export interface Version {
  readonly from: number
  /** Last day in force; undefined: open. */
  readonly to: number | undefined
  /** The years that a standard is made for, as `2027-2030`, where the version stays open after them with missing values. */
  readonly period: string | undefined
  readonly territory: Territory
  readonly act: string
  readonly article: string | undefined
  readonly text: Text2
  readonly source: string | undefined
  readonly mark: Mark
  readonly route: 'automatic' | 'application' | undefined
  readonly starts: 'eligibility' | 'application' | 'decision' | undefined
  readonly reference: Reference
  readonly notApplicable: Text2 | undefined
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly rules: ReadonlyMap<string, Rule>
  readonly indicators: readonly string[]
  /** Rules of a standard that point at data which contradict themselves: counted and told, never corrected. */
  readonly warnings: readonly string[]
  readonly appliesTo: Node | undefined
  readonly exceptions: readonly Exception[]
  readonly condition: Node | undefined
  readonly groups: readonly Group[]
  readonly terms: ReadonlyMap<string, Node>
  /** Place in the file's list of versions. */
  readonly index: number
  readonly position: Position
}

export type FileKind =
  | 'standard'
  | 'definitions'
  | 'cash'
  | 'premium'
  | 'fee_waiver'
  | 'loan_limit'
  | 'service'

export interface LawFile {
  readonly id: string
  readonly path: string
  readonly title: Text2
  readonly kind: FileKind
  readonly subject: Entity | undefined
  readonly per: 'month' | 'once' | undefined
  readonly payer: 'state' | 'city' | 'bank' | undefined
  readonly where: Text2 | undefined
  readonly papers: Text2 | undefined
  readonly versions: readonly Version[]
  readonly ended: { readonly on: number; readonly reason: Text2 } | undefined
}

/** An overlay as it was applied. */
export interface AppliedOverlay {
  readonly name: string
  readonly citation: string
  readonly hash: string
}

/** The whole law: what the files say, checked and typed. */
export interface Law {
  readonly facts: FactBook
  readonly acts: ReadonlyMap<string, Act>
  readonly files: ReadonlyMap<string, LawFile>
  readonly overlays: readonly AppliedOverlay[]
  /** SHA-256 of the files, sorted by path. */
  readonly hash: string
}
