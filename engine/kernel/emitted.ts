/** What a piece of generated code stands for: JavaScript text, and whether more than one value is possible there. */
export type Emitted = EmittedBool | EmittedWord | EmittedWhole | EmittedRate | EmittedText

/** Known: a JavaScript boolean. Otherwise a bit set: 1 may be false, 2 may be true. */
export interface EmittedBool {
  readonly t: 'bool'
  readonly known: boolean
  readonly js: string
}

/** A category. `index`: the number of the word (always known). `mask`: the bit set of possible words; `known` when it has one bit for certain. */
export interface EmittedWord {
  readonly t: 'word'
  readonly known: boolean
  readonly form: 'index' | 'mask'
  readonly js: string
}

/** A whole number. Known: `lo` and `hi` are the same text. Both are atoms (names or numbers), so that they can be used twice. */
export interface EmittedWhole {
  readonly t: 'whole'
  readonly known: boolean
  readonly lo: string
  readonly hi: string
}

/** A rate as numerators over one fixed denominator. */
export interface EmittedRate {
  readonly t: 'rate'
  readonly known: boolean
  readonly lo: string
  readonly hi: string
  readonly base: bigint
}

/** A text as its number in the dictionary of its column; unknown is the sentinel UNKNOWN. */
export interface EmittedText {
  readonly t: 'text'
  readonly known: boolean
  readonly js: string
  readonly dictionary: readonly string[]
}

/** A rule that the kernel cannot express exactly: a finding when the law is checked, never an approximation at run time. */
export class CannotCompile extends Error {}

export const whole = (js: string): EmittedWhole => ({ t: 'whole', known: true, lo: js, hi: js })
export const bool = (js: string): EmittedBool => ({ t: 'bool', known: true, js })
export const boolMask = (js: string): EmittedBool => ({ t: 'bool', known: false, js })

/** The bit set of a bool, whether it is known or not. */
export const asMask = (b: EmittedBool): string =>
  !b.known ? b.js : b.js === 'true' ? '2' : b.js === 'false' ? '1' : `(${b.js} ? 2 : 1)`

/** The bit set of a category. */
export const wordMask = (w: EmittedWord): string =>
  w.form === 'mask' ? w.js : /^\d+$/.test(w.js) ? String(1 << Number(w.js)) : `(1 << ${w.js})`

export const isAtom = (js: string): boolean => /^(?:[\w$]+|-\d+)$/.test(js)
