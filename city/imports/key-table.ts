/** Of five places one stays free at least. */
const FULL = 0.8
/** Places for each key that is expected. */
const ROOM = 1.35
const LEAST = 1 << 10

/**
 * Finds 64-bit keys among millions in memory of about 16 bytes each where their number is known before, else up to 30: open addressing over typed arrays. A
 * value is a whole number from 0 on.
 */
export class KeyTable {
  private high: Uint32Array
  private low: Uint32Array
  /** Value plus one; 0 is a free place. */
  private values: Int32Array
  private used = 0

  /** @param expected how many keys will come, as far as is known; more may */
  constructor(expected = 0) {
    const places = Math.max(LEAST, Math.ceil(expected * ROOM))
    this.high = new Uint32Array(places)
    this.low = new Uint32Array(places)
    this.values = new Int32Array(places)
  }

  /** The value of the key, or -1; if there is none, `value` is kept for it. */
  findOrAdd(high: number, low: number, value: number): number {
    const at = this.place(high, low)
    const found = this.values[at] ?? 0
    if (found !== 0) return found - 1
    this.put(at, high, low, value)
    return -1
  }

  /** Gives the key another value. */
  replace(high: number, low: number, value: number): void {
    const at = this.place(high, low)
    if (this.values[at] === 0) this.put(at, high, low, value)
    else this.values[at] = value + 1
  }

  private put(at: number, high: number, low: number, value: number): void {
    this.high[at] = high
    this.low[at] = low
    this.values[at] = value + 1
    if (++this.used > this.values.length * FULL) this.grow()
  }

  private place(high: number, low: number): number {
    const places = this.values.length
    const mixed = Math.imul(high ^ Math.imul(low, 0x9e3779b1), 0x85ebca6b)
    const spread = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 0
    let at = Math.floor((spread / 2 ** 32) * places)
    while (this.values[at] !== 0 && (this.high[at] !== high || this.low[at] !== low))
      at = at + 1 === places ? 0 : at + 1
    return at
  }

  private grow(): void {
    const { high, low, values } = this
    this.high = new Uint32Array(values.length * 2)
    this.low = new Uint32Array(values.length * 2)
    this.values = new Int32Array(values.length * 2)
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? 0
      if (value === 0) continue
      const at = this.place(high[i] ?? 0, low[i] ?? 0)
      this.high[at] = high[i] ?? 0
      this.low[at] = low[i] ?? 0
      this.values[at] = value
    }
  }
}

export type Key = readonly [high: number, low: number]

/** A text as 64 bits (cyrb: two lanes of 32). Two of a million different texts meet with a chance of one in 40 million. */
export function textKey(text: string): Key {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x9e3779b1)
    b = Math.imul(b ^ code, 0x5f356495)
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
  return [a >>> 0, b >>> 0]
}

/** A number of up to 15 digits, exactly. */
export function digitsKey(digits: string): Key {
  // nine and twelve digits stay apart: 1 stands in front
  const number = Number(`1${digits}`)
  return [Math.floor(number / 2 ** 32), number >>> 0]
}
