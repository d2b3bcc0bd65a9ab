const LIMIT = 2 ** 52

/**
 * Many sums of whole numbers (each within ±(2^53 − 1)), all exact: what a double could no longer hold goes over into a
 * bigint.
 */
export class ExactSums {
  private readonly low: Float64Array
  private readonly high = new Map<number, bigint>()

  constructor(size: number) {
    this.low = new Float64Array(size)
  }

  add(at: number, value: number): void {
    const before = this.low[at] ?? 0
    if (value > LIMIT || value < -LIMIT) {
      this.carry(at, value)
      return
    }
    const sum = before + value
    if (sum > LIMIT || sum < -LIMIT) {
      this.carry(at, sum)
      this.low[at] = 0
    } else this.low[at] = sum
  }

  /** Adds the sum that another one holds. */
  addFrom(at: number, other: ExactSums, place: number): void {
    const high = other.high.size === 0 ? undefined : other.high.get(place)
    if (high !== undefined) this.high.set(at, (this.high.get(at) ?? 0n) + high)
    const low = other.low[place] ?? 0
    if (low !== 0) this.add(at, low)
  }

  /** Negative, zero or positive. */
  sign(at: number): number {
    const high = this.high.size === 0 ? undefined : this.high.get(at)
    if (high === undefined) return Math.sign(this.low[at] ?? 0)
    const sum = high + BigInt(this.low[at] ?? 0)
    return sum > 0n ? 1 : sum < 0n ? -1 : 0
  }

  reset(at: number): void {
    this.low[at] = 0
    if (this.high.size > 0) this.high.delete(at)
  }

  value(at: number): bigint {
    return (this.high.get(at) ?? 0n) + BigInt(this.low[at] ?? 0)
  }

  private carry(at: number, value: number): void {
    this.high.set(at, (this.high.get(at) ?? 0n) + BigInt(value))
  }
}
