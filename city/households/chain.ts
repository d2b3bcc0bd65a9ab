/** Each action carries the hash of the one before: nobody can change, drop or reorder what happened unseen. */
import { sha256 } from './sealing.ts'
import type { ActionKind } from './types.ts'

/** An action as it is stored: personal parts sealed. */
export interface SealedAction {
  readonly household_id: string
  readonly seq: number
  readonly kind: ActionKind
  readonly effective_on: string
  /** ISO instant, UTC, milliseconds. */
  readonly recorded_at: string
  readonly actor: string
  readonly commune_code: string
  readonly event_id: string | null
  /** Canonical JSON. */
  readonly payload: string
  readonly subjects: readonly string[]
  readonly sealed: readonly Uint8Array[]
  readonly prev_hash: Uint8Array | null
  readonly hash: Uint8Array
}

const BEGINNING = new Uint8Array(32)

/**
 * Hash of an action: SHA-256 over the hash before it (32 zero bytes for the first) and every field with its length in bytes before it, so
 * that no two actions give the same bytes. It covers ciphertexts: an erased person leaves it valid.
 */
export function hashOf(action: Omit<SealedAction, 'hash'>): Buffer {
  let head = ''
  for (const field of [
    action.household_id,
    String(action.seq),
    action.kind,
    action.effective_on,
    action.recorded_at,
    action.actor,
    action.commune_code,
    action.event_id ?? '',
    action.payload,
    String(action.subjects.length),
  ])
    head += `${Buffer.byteLength(field)}:${field}`
  const pieces = [action.prev_hash ?? BEGINNING, Buffer.from(head)]
  action.subjects.forEach((subject, i) => {
    const part = action.sealed[i] ?? BEGINNING
    pieces.push(Buffer.from(`${Buffer.byteLength(subject)}:${subject}${part.length}:`), part)
  })
  // one call over all of it: each has its price, whatever the length
  return sha256(Buffer.concat(pieces))
}

export type ChainFault = 'missing' | 'broken_link' | 'altered'

/** Where a chain is broken: the number of the action, and how. */
export interface BrokenChain {
  readonly household_id: string
  readonly seq: number
  readonly fault: ChainFault
}

/**
 * Checks the whole chain of a household, in the order of its numbers: no number missing (a cut-off end shows by `version`, the number that the
 * household says is the last), each linked to the one before, each with the hash of what it says. undefined when all is well.
 */
export function verifyChain(
  household_id: string,
  actions: readonly SealedAction[],
  version?: number,
): BrokenChain | undefined {
  let before: Uint8Array | null = null
  let expected = 1
  for (const action of actions) {
    const fault = (what: ChainFault): BrokenChain => ({ household_id, seq: expected, fault: what })
    if (action.seq !== expected || action.household_id !== household_id) return fault('missing')
    if (!sameBytes(action.prev_hash, before)) return fault('broken_link')
    if (!sameBytes(hashOf(action), action.hash)) return fault('altered')
    before = action.hash
    expected++
  }
  return version !== undefined && version !== expected - 1
    ? { household_id, seq: expected, fault: 'missing' }
    : undefined
}

const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (a !== null && b !== null && Buffer.compare(a, b) === 0)
