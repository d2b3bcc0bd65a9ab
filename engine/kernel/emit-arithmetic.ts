import type { Block } from './block.ts'
import { type EmittedBool, type EmittedWhole, whole } from './emitted.ts'

/** Brackets where the text is more than a name. */
export const paren = (js: string): string => (/^[\w$.[\]]+$/.test(js) ? js : `(${js})`)

/** A whole number whose ends are computed once. */
export function ranged(known: boolean, lo: string, hi: string, block: Block): EmittedWhole {
  const low = block.atom(lo)
  return { t: 'whole', known, lo: low, hi: known ? low : block.atom(hi) }
}

/** A product; with undecided factors every pair of ends. */
export function multiply(a: EmittedWhole, b: EmittedWhole, block: Block): EmittedWhole {
  if (a.known && b.known) return ranged(true, `${paren(a.lo)} * ${paren(b.lo)}`, '', block)
  const ends = [a.lo, a.hi].flatMap(x => [b.lo, b.hi].map(y => `${paren(x)} * ${paren(y)}`))
  const unique = [...new Set(ends)].join(', ')
  return ranged(false, `Math.min(${unique})`, `Math.max(${unique})`, block)
}

/** `count_true(…)`: from those that certainly hold to those that may. */
export function countTrue(values: readonly EmittedBool[], block: Block): EmittedWhole {
  const masks = values.map(b => (b.known ? b : { ...b, js: block.atom(b.js) }))
  const lo = masks.map(b => (b.known ? `(${b.js} ? 1 : 0)` : `(${b.js} === 2 ? 1 : 0)`))
  const hi = masks.map(b => (b.known ? `(${b.js} ? 1 : 0)` : `(${b.js} >> 1)`))
  if (values.length === 0) return whole('0')
  return ranged(
    values.every(b => b.known),
    lo.join(' + '),
    hi.join(' + '),
    block,
  )
}
