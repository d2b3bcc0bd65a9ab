/** The types of the language. See docs/language.md, part 2. */
export type Type =
  | { readonly t: 'bool' }
  | { readonly t: 'count' }
  | { readonly t: 'decimal'; readonly places: number }
  | { readonly t: 'money' }
  | { readonly t: 'rate' }
  | { readonly t: 'date' }
  | { readonly t: 'months' }
  | { readonly t: 'category'; readonly of: string }
  | { readonly t: 'text' }

export const BOOL: Type = { t: 'bool' }
export const COUNT: Type = { t: 'count' }
export const MONEY: Type = { t: 'money' }
export const RATE: Type = { t: 'rate' }
export const DATE: Type = { t: 'date' }
export const MONTHS: Type = { t: 'months' }
export const TEXT: Type = { t: 'text' }

/** Are the two types one and the same? */
export function sameType(a: Type, b: Type): boolean {
  if (a.t !== b.t) return false
  if (a.t === 'category' && b.t === 'category') return a.of === b.of
  if (a.t === 'decimal' && b.t === 'decimal') return a.places === b.places
  return true
}

/** A type in words, for messages. */
export function formatType(type: Type): string {
  if (type.t === 'category') return `category ${type.of}`
  if (type.t === 'decimal') return `decimal with ${type.places} places`
  return type.t
}

/** Types whose values are ranges of whole numbers. */
export const isWhole = (type: Type): boolean =>
  type.t === 'count' || type.t === 'decimal' || type.t === 'money' || type.t === 'date' || type.t === 'months'

/** A closed set of words that a fact or rule of type category takes. At most 30 words, so that a set of them is one small number. */
export interface Category {
  readonly name: string
  readonly ordered: boolean
  readonly words: readonly string[]
  readonly labels: Readonly<Record<string, Text2>>
  /** Words that also stand for "one of several others, not known which": the word's number and the bit set of what it covers, itself included. */
  readonly covers: ReadonlyMap<number, number>
}

/**
 * The word to print for a bit set of possible words: the only one, or the narrowest word that covers all of them (a household that is certainly above near-poor,
 * but whose band is not known, is `above_near_poor`). Undefined when nothing can be said.
 */
export function wordOf(category: Category, possible: number): string | undefined {
  if (possible !== 0 && (possible & (possible - 1)) === 0) return category.words[31 - Math.clz32(possible)]
  for (const [word, covered] of category.covers) if ((possible & ~covered) === 0) return category.words[word]
  return undefined
}

/** A text in both languages of the screen. */
export interface Text2 {
  readonly vi: string
  readonly en: string
}

/** Every number of the law stays within ±(2^53 − 1), so that both runners are exact. */
export const LARGEST = 9007199254740991n

/** Bounds of a type whose declaration gives none. */
export function defaultBounds(type: Type): { lo: bigint; hi: bigint } {
  switch (type.t) {
    case 'money':
      return { lo: 0n, hi: 1_000_000_000_000n }
    case 'date':
      return { lo: -25567n, hi: 47846n } // 1900-01-01 … 2100-12-31
    case 'decimal':
      return { lo: 0n, hi: 1_000_000n * 10n ** BigInt(type.places) }
    case 'months':
      return { lo: 0n, hi: 1200n }
    default:
      return { lo: 0n, hi: 1_000_000n }
  }
}
