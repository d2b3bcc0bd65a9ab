/** An exact rate. The denominator is positive and the fraction is in lowest terms. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

/** Least common multiple of two positive numbers. */
export const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b

/** A fraction in lowest terms. */
export function fraction(n: bigint, d: bigint): Fraction {
  const g = gcd(n, d) || 1n
  return d < 0n ? { n: -n / g, d: -d / g } : { n: n / g, d: d / g }
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

/** Reads `7/10`, `4.5%`, `0.0624` or `1`; undefined for anything else. */
export function parseFraction(text: string): Fraction | undefined {
  const ratio = /^(\d+)\s*\/\s*(\d+)$/.exec(text)
  if (ratio?.[1] !== undefined && ratio[2] !== undefined) {
    return BigInt(ratio[2]) === 0n ? undefined : fraction(BigInt(ratio[1]), BigInt(ratio[2]))
  }
  const m = /^(\d+)(?:\.(\d+))?\s*(%)?$/.exec(text)
  if (m?.[1] === undefined) return undefined
  const places = m[2] ?? ''
  return fraction(BigInt(m[1] + places), 10n ** BigInt(places.length) * (m[3] ? 100n : 1n))
}

/** Writes `7/10`; a whole number without denominator. */
export const formatFraction = (f: Fraction): string => (f.d === 1n ? String(f.n) : `${f.n}/${f.d}`)

/** Roundings a rule may name, all to whole đồng. `half_up` rounds halves away from zero. */
export const ROUNDINGS = ['down', 'up', 'half_up', 'half_even'] as const
export type Rounding = (typeof ROUNDINGS)[number]

/** `amount × n / d` rounded to a whole number as the mode says; `down` is towards minus infinity, `up` towards plus infinity. */
export function multiplyRounded(amount: bigint, rate: Fraction, mode: Rounding): bigint {
  const product = amount * rate.n
  let floor = product / rate.d
  let rest = product % rate.d
  if (rest < 0n) {
    floor -= 1n
    rest += rate.d
  }
  if (rest === 0n || mode === 'down') return floor
  if (mode === 'up') return floor + 1n
  const twice = rest * 2n
  if (twice !== rate.d) return twice > rate.d ? floor + 1n : floor
  if (mode === 'half_even') return floor % 2n === 0n ? floor : floor + 1n
  return product >= 0n ? floor + 1n : floor
}
