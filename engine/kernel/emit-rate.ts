import { boundsOf, ratesOf } from '../check/bounds.ts'
import { lcm } from '../language/fraction.ts'
import type { ShareNode } from '../language/nodes/index.ts'
import { LARGEST } from '../language/types.ts'
import type { Block } from './block.ts'
import { CannotCompile, type EmittedRate, type EmittedWhole, whole } from './emitted.ts'
import { runtime } from './runtime.ts'
import type { Unit } from './unit.ts'

/** Two rates over one denominator. */
export function joinRates(a: EmittedRate, b: EmittedRate): [EmittedRate, EmittedRate] {
  const base = lcm(a.base, b.base)
  return [toBase(a, base), toBase(b, base)]
}

/** A rate over a multiple of its denominator. */
export function toBase(rate: EmittedRate, base: bigint): EmittedRate {
  const factor = base / rate.base
  if (factor === 1n) return rate
  const scale = (js: string): string =>
    /^\d+$/.test(js) ? String(BigInt(js) * factor) : `(${js} * ${factor})`
  return { ...rate, lo: scale(rate.lo), hi: scale(rate.hi), base }
}

/** `share(money, rate, rounding)`. Refused where the product could leave the exact range. */
export function emitShare(
  node: ShareNode,
  amount: EmittedWhole,
  rate: EmittedRate,
  block: Block,
  unit: Unit,
): EmittedWhole {
  const bounds = boundsOf(node.amount, unit.facts, unit.bounds)
  const largest = bounds ? (bounds.hi > -bounds.lo ? bounds.hi : -bounds.lo) : LARGEST
  const numerator = ratesOf(node.rate).reduce(
    (most, r) => ((r.n * rate.base) / r.d > most ? (r.n * rate.base) / r.d : most),
    0n,
  )
  if (largest * numerator > LARGEST)
    throw new CannotCompile(
      `share(…) of up to ${largest} đồng by a rate over ${rate.base} could leave the exact range`,
    )
  const call = (a: string, n: string): string => `R.share(${a}, ${n}, ${rate.base}, "${node.rounding}")`
  if (amount.known && rate.known && isNumber(amount.lo) && isNumber(rate.lo)) {
    // the law's own product, such as a premium: known when the code is made
    return whole(String(runtime.share(Number(amount.lo), Number(rate.lo), Number(rate.base), node.rounding)))
  }
  if (amount.known && rate.known) {
    const v = block.atom(call(amount.lo, rate.lo))
    return { t: 'whole', known: true, lo: v, hi: v }
  }
  const [rl, rh] = [block.atom(rate.lo), block.atom(rate.hi)]
  const [al, ah] = [block.atom(amount.lo), block.atom(amount.hi)]
  return {
    t: 'whole',
    known: false,
    lo: block.atom(call(al, `${al} < 0 ? ${rh} : ${rl}`)),
    hi: block.atom(call(ah, `${ah} < 0 ? ${rl} : ${rh}`)),
  }
}

const isNumber = (js: string): boolean => /^-?\d+$/.test(js)
