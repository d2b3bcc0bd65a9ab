/**
 * Random numbers that belong to a household, not to the order of work.
 *
 * `seek(seed, household, lane)` starts the stream of one household (sfc32, Chris Doty-Humphrey, seeded through a mixing
 * function), so that any thread can make any household and the city is the same. Lanes keep purposes apart: blanking
 * cells must not change the facts. Not for secrets.
 */
export class Stream {
  private a = 0
  private b = 0
  private c = 0
  private d = 0

  /** Starts the stream of (seed, household, lane); each is a non-negative integer below 2^53. */
  seek(seed: number, household: number, lane: number): this {
    this.a = mix(seed >>> 0, 0x9e3779b9)
    this.b = mix(Math.floor(seed / 4294967296) ^ household, this.a)
    this.c = mix(lane, this.b)
    this.d = 1
    for (let i = 0; i < 8; i++) this.next()
    return this
  }

  /** An integer from 0 to 2^32 − 1. */
  next(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + t
    return t >>> 0
  }

  /** A number from 0 to below 1. */
  unit(): number {
    return this.next() / 4294967296
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.next() < probability * 4294967296
  }

  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1))
  }

  /** An element of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.between(0, list.length - 1)] as T
  }

  /** Index of a share, given ascending cumulative shares; the last index takes what is left. */
  choose(cumulative: readonly number[]): number {
    const at = this.unit()
    const last = cumulative.length - 1
    for (let i = 0; i < last; i++) if (at < (cumulative[i] as number)) return i
    return last
  }

  /** A draw of the standard normal distribution (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }
}

/** Purposes of a stream. The facts take `facts` and, for each new attempt at a household, the numbers above it. */
export const LANE = { size: 1, blank: 2, names: 3, plan: 4, facts: 100 } as const

/** Cumulative shares of weights, for `Stream.choose`. */
export function cumulate(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  return weights.map(weight => {
    sum += weight
    return sum / total
  })
}

function mix(value: number, salt: number): number {
  let h = (value ^ salt) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16) ^ Math.imul(salt, 0x27d4eb2f)) | 0
}
