/** How sure a value is, from the best to the worst. */
export const MARKS = ['confirmed', 'reported', 'unconfirmed', 'missing'] as const
export type Mark = (typeof MARKS)[number]

/** The worse of two marks: what a result that rests on both may claim. */
export const worseMark = (a: Mark, b: Mark): Mark => (MARKS.indexOf(a) >= MARKS.indexOf(b) ? a : b)
