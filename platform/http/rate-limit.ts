import { tooManyRequests } from './problem/general.ts'

export interface Allowance {
  /** Requests that may come at once after a pause. */
  readonly burst: number
  /** Requests that may come every second for ever. */
  readonly perSecond: number
}

export interface RateLimiter {
  /** Takes one request of `key`; throws `request.too_many` with Retry-After when the bucket is empty. */
  take(key: string): void
  /** How many keys are remembered. */
  readonly size: number
}

interface Bucket {
  tokens: number
  at: number
}

/** Memory stays bounded however many addresses knock. */
const KEYS_REMEMBERED = 50_000

/**
 * Token buckets in the memory of this process: with several servers each gives its own allowance. Who is forgotten first is who has been
 * quiet longest, whose bucket is full again anyway unless more than 50,000 keys knock within a minute.
 */
export function rateLimiter(
  allowance: Allowance,
  now: () => number = () => performance.now(),
  keys = KEYS_REMEMBERED,
): RateLimiter {
  const buckets = new Map<string, Bucket>()
  return {
    get size() {
      return buckets.size
    },
    take(key) {
      const at = now()
      const known = buckets.get(key)
      const earned = known === undefined ? 0 : ((at - known.at) / 1000) * allowance.perSecond
      const tokens = known === undefined ? allowance.burst : Math.min(allowance.burst, known.tokens + earned)
      // Deleted and set again: the map keeps the order of use.
      buckets.delete(key)
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      if (buckets.size > keys) {
        const [oldest] = buckets.keys()
        if (oldest !== undefined) buckets.delete(oldest)
      }
      if (tokens >= 1) return
      const seconds = Math.max(1, Math.ceil((1 - tokens) / allowance.perSecond))
      throw tooManyRequests(seconds).with({ headers: { 'Retry-After': String(seconds) } })
    },
  }
}
