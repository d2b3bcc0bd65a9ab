import type { Text2 } from '../../../engine/language/index.ts'

/** A fact as the API writes it: days, words of categories and decimals as text; null is unknown, for an optional fact "there is none". */
export type Plain = boolean | number | string | null
export type PlainFacts = Readonly<Record<string, Plain>>

export interface PlainPerson {
  readonly id: string
  readonly facts: PlainFacts
}

/** A household as it is decided here, in the browser. */
export interface PlainHousehold {
  readonly facts: PlainFacts
  readonly members: readonly PlainPerson[]
}

/** A declared fact, as a question needs it. */
export interface FactInfo {
  readonly name: string
  readonly entity: 'household' | 'person'
  readonly type: string
  readonly places: number
  readonly label: Text2
  readonly words: readonly { readonly word: string; readonly label: Text2 }[]
  readonly lowest: number | null
  readonly highest: number | null
  readonly optional: boolean
  readonly restricted: boolean
  readonly supplier: Text2 | null
}

/** An unknown fact on which something waits. */
export interface Waiting {
  readonly fact: string
  readonly entity: 'household' | 'person'
  readonly person: string | null
  /** How many results wait for it; the larger, the sooner it is asked. */
  readonly weight: number
  /** Titles of the benefits that wait. */
  readonly benefits: readonly string[]
}

export interface Indicator {
  readonly name: string
  readonly label: Text2
  readonly deprived: boolean | null
}

/** What Form B and the standing say of the facts so far, whatever was recognised. */
export interface Assessed {
  readonly standing: string | null
  /** Standings that are still possible. */
  readonly possible: readonly string[]
  readonly deprived: number
  readonly indicators: readonly Indicator[]
  /** Unknown facts that can still change standing or indicators. */
  readonly waiting: readonly Waiting[]
  /** Points of contradiction that the law names. */
  readonly warnings: readonly string[]
}

export interface Counted {
  readonly granted: number
  readonly refused: number
  readonly open: number
}

/** All benefits at a glance, and what to ask next. */
export interface Surveyed {
  readonly counted: Counted
  readonly standing: string | null
  readonly waiting: readonly Waiting[]
}

/** One benefit in sentences. */
export interface Told {
  readonly benefit: string
  readonly title: Text2
  readonly person: string | null
  readonly outcome: 'granted' | 'refused' | 'undetermined'
  readonly kind: string
  readonly per: string | null
  readonly payer: string | null
  readonly amount: number | null
  readonly share: string | null
  readonly right: Text2
  readonly reasons: { readonly vi: readonly string[]; readonly en: readonly string[] }
  readonly citation: Text2
  readonly where: Text2 | null
  readonly papers: Text2 | null
  /** The worst mark of what decides. */
  readonly mark: 'confirmed' | 'reported' | 'unconfirmed' | 'missing'
  readonly missing: readonly {
    readonly fact: string | null
    readonly person: string | null
    readonly label: Text2
    readonly supplier: Text2 | null
    readonly kind: 'law' | 'fact'
  }[]
}

/** What the page asks of the worker. `day`: the law of which day. */
export type Request =
  | { readonly kind: 'load'; readonly day: string }
  | { readonly kind: 'survey'; readonly day: string; readonly household: PlainHousehold }
  | { readonly kind: 'assess'; readonly day: string; readonly household: PlainHousehold }
  | { readonly kind: 'tell'; readonly day: string; readonly household: PlainHousehold }

export interface Loaded {
  readonly law: string
  readonly facts: readonly FactInfo[]
}

/** What comes back, by the kind of the request. */
export interface Answers {
  readonly load: Loaded
  readonly survey: Surveyed
  readonly assess: Assessed
  readonly tell: readonly Told[]
}

export type Posted = Request & { readonly id: number }
export type Reply =
  | { readonly id: number; readonly value: Answers[keyof Answers] }
  | { readonly id: number; readonly fault: 'unreachable' | 'law'; readonly said: string }
