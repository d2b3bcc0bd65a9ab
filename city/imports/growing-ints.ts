/** Whole numbers (32 bits) by running number, in four bytes each: a list of millions in memory that can be counted on. */
export class GrowingInts {
  private values: Int32Array
  length = 0

  /** @param expected how many will come, as far as is known; more may */
  constructor(expected = 0) {
    this.values = new Int32Array(Math.max(1 << 10, expected))
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index] ?? 0
  }

  set(index: number, value: number): void {
    this.values[index] = value
  }
}
