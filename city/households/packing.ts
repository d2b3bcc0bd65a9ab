/** Contents in fewer bytes: as differences from what is typical. */

import type { Facts, FactValue } from './types.ts'
import { TYPICAL } from './typical.ts'

/** Any content of an action: what it says of facts, and the rest. */
export interface Content {
  readonly facts?: Facts
}

interface Packed {
  /** Number of the typical facts. */
  readonly t: number
  /** What differs from them, or is not among them. */
  readonly f: Record<string, FactValue>
  /** Typical facts of which nothing is said. */
  readonly a?: readonly string[]
}

/** The content, or the same as differences from the typical facts that it shares most names with. */
export function pack<C extends Content>(content: C): object {
  const { facts, ...rest } = content
  if (facts === undefined) return content
  const names = Object.keys(facts)
  let best = -1
  let shared = names.length / 2
  TYPICAL.forEach((typical, i) => {
    let count = 0
    for (const name in typical) if (Object.hasOwn(facts, name)) count++
    // nearly whole, otherwise what is absent would take more room than what is said
    if (count >= shared && count * 3 >= Object.keys(typical).length * 2) {
      best = i
      shared = count
    }
  })
  const typical = TYPICAL[best]
  if (typical === undefined) return content
  const f: Record<string, FactValue> = {}
  for (const name of names) {
    const value = facts[name] ?? null
    if (!Object.hasOwn(typical, name) || typical[name] !== value) f[name] = value
  }
  const a = Object.keys(typical).filter(name => !Object.hasOwn(facts, name))
  return { ...rest, t: best, f, ...(a.length === 0 ? {} : { a }) } satisfies Packed & typeof rest
}

/** The content again. Throws Error when the typical facts it refers to are not known here. */
export function unpack(packed: object): object {
  if (!('t' in packed)) return packed
  const { t, f, a = [], ...rest } = packed as Packed
  const typical = TYPICAL[t]
  if (typical === undefined)
    throw new Error(`a content refers to typical facts ${t}, which this program does not know`)
  const facts: Record<string, FactValue> = { ...typical, ...f }
  for (const name of a) delete facts[name]
  return { facts, ...rest }
}
