import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf, type SealedAction, verifyChain } from './chain.ts'

const text = fc.string({ maxLength: 12 })
const parts = fc.array(fc.tuple(text, fc.uint8Array({ maxLength: 20 })), { maxLength: 3 })
const chains = fc
  .array(fc.record({ actor: text, payload: text, parts, event_id: fc.option(text) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(list => {
    const chain: SealedAction[] = []
    for (const { actor, payload, parts: own, event_id } of list) {
      const action = {
        household_id: 'H1',
        seq: chain.length + 1,
        kind: 'surveyed' as const,
        effective_on: '2025-01-01',
        recorded_at: '2025-01-01T00:00:00.000Z',
        actor,
        commune_code: '11311',
        event_id,
        payload,
        subjects: own.map(([subject]) => subject),
        sealed: own.map(([, bytes]) => bytes),
        prev_hash: chain.at(-1)?.hash ?? null,
      }
      chain.push({ ...action, hash: hashOf(action) })
    }
    return chain
  })

const isWhole = (chain: readonly SealedAction[], version = chain.length) =>
  verifyChain('H1', chain, version) === undefined

describe('the chain of a household', () => {
  it('is whole as it was written', () => {
    fc.assert(fc.property(chains, chain => isWhole(chain)))
  })

  it.each<[string, (a: SealedAction) => SealedAction]>([
    ['the day', a => ({ ...a, effective_on: '2025-01-02' })],
    ['the moment', a => ({ ...a, recorded_at: '2025-01-01T00:00:00.001Z' })],
    ['the kind', a => ({ ...a, kind: 'corrected' })],
    ['the actor', a => ({ ...a, actor: `${a.actor}x` })],
    ['the commune', a => ({ ...a, commune_code: '10507' })],
    ['the event', a => ({ ...a, event_id: `${a.event_id ?? ''}x` })],
    ['the payload', a => ({ ...a, payload: `${a.payload} ` })],
    [
      'the end of one field moved into the next',
      a => ({ ...a, actor: `${a.actor}1`, payload: a.payload.slice(1) }),
    ],
    ['a part', a => ({ ...a, subjects: [...a.subjects, 'P'], sealed: [...a.sealed, new Uint8Array([1])] })],
    [
      'the bytes of a part',
      a => ({
        ...a,
        sealed: a.sealed.map(bytes => new Uint8Array([...bytes, 0])),
        subjects: a.subjects.map(s => s),
        payload: a.sealed.length ? a.payload : `${a.payload}x`,
      }),
    ],
    ['its own hash', a => ({ ...a, hash: new Uint8Array(32) })],
  ])('shows a change of %s at the action that was changed', (_, change) => {
    fc.assert(
      fc.property(chains, fc.nat(), (chain, n) => {
        const i = n % chain.length
        const changed = chain.map((a, k) => (k === i ? change(a) : a))
        expect(verifyChain('H1', changed)).toEqual({ household_id: 'H1', seq: i + 1, fault: 'altered' })
      }),
    )
  })

  it('shows an action taken out, put elsewhere, or cut off at the end', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (chain, n) => {
        const i = n % chain.length
        expect(
          isWhole(
            chain.filter((_, k) => k !== i),
            chain.length,
          ),
        ).toBe(false)
        if (chain.length > 1) expect(isWhole([...chain.slice(1), ...chain.slice(0, 1)])).toBe(false)
        expect(verifyChain('H1', chain.slice(0, -1), chain.length)).toMatchObject({
          fault: 'missing',
          seq: chain.length,
        })
      }),
    )
  })

  it('shows an action rewritten with a hash that fits, at the next one', () => {
    fc.assert(
      fc.property(
        chains.filter(c => c.length > 1),
        chain => {
          const first = chain[0] as SealedAction
          const forged = { ...first, actor: `${first.actor}x` }
          const changed = [{ ...forged, hash: hashOf(forged) }, ...chain.slice(1)]
          expect(verifyChain('H1', changed)).toEqual({ household_id: 'H1', seq: 2, fault: 'broken_link' })
        },
      ),
    )
  })
})
