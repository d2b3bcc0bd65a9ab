import { ageOn, monthsAfter, yearStart } from '../language/days.ts'

/** Exact whole part of a / d (towards minus infinity) for |a| < 2^53: the remainder of two exact numbers is exact. */
function floorDivide(a: number, d: number): number {
  const rest = a % d
  return (a - rest) / d - (rest < 0 ? 1 : 0)
}

/** amount × n / d in whole đồng; the product is below 2^53, which the compiler has proved. */
function share(amount: number, n: number, d: number, mode: string): number {
  const product = amount * n
  const floor = floorDivide(product, d)
  const rest = product - floor * d
  if (rest === 0 || mode === 'down') return floor
  if (mode === 'up') return floor + 1
  if (rest * 2 !== d) return rest * 2 > d ? floor + 1 : floor
  if (mode === 'half_even') return floor % 2 === 0 ? floor : floor + 1
  return product >= 0 ? floor + 1 : floor
}

/** Compares every pair of possible words or truth values. */
function compareSets(ordered: boolean, a: number, b: number): number {
  let result = 0
  for (let i = 0; a >> i; i++) {
    if (!((a >> i) & 1)) continue
    for (let j = 0; b >> j; j++) if ((b >> j) & 1) result |= (ordered ? i < j : i === j) ? 2 : 1
  }
  return result
}

/** The lowest, highest, or union of the cells that a set of words selects. */
function lowest(words: number, cells: readonly number[]): number {
  let found = Number.POSITIVE_INFINITY
  for (let i = 0; i < cells.length; i++) if ((words >> i) & 1) found = Math.min(found, cells[i] ?? found)
  return found
}

function highest(words: number, cells: readonly number[]): number {
  let found = Number.NEGATIVE_INFINITY
  for (let i = 0; i < cells.length; i++) if ((words >> i) & 1) found = Math.max(found, cells[i] ?? found)
  return found
}

function union(words: number, cells: readonly number[]): number {
  let found = 0
  for (let i = 0; i < cells.length; i++) if ((words >> i) & 1) found |= cells[i] ?? 0
  return found
}

/** What generated code may call. */
export const runtime = { share, compareSets, lowest, highest, union, ageOn, monthsAfter, yearStart }
export type Runtime = typeof runtime
