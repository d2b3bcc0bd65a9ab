import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { type Draft, openAction, type Salts, type SubjectSalts, sealAction } from './sealed-action.ts'
import { aspectSalt, aspectsOf, newSalt, Sealer } from './sealing.ts'
import { testRegistry } from './testing.ts'

const registry = testRegistry()
const sealer = new Sealer(new Uint8Array(32).fill(1))
const key = sealer.key(aspectSalt(newSalt(), 'open'))

describe('a sealed part', () => {
  it('opens to the text it was made of, however short or long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), place => {
        expect(sealer.open(key, 'H/1/P', sealer.seal(key, 'H/1/P', place))).toBe(place)
      }),
    )
  })

  it('is never the same twice', () => {
    expect(sealer.seal(key, 'a', 'x').equals(sealer.seal(key, 'a', 'x'))).toBe(false)
  })

  it('opens at its own place only, under its own key only, and only unchanged', () => {
    const sealed = sealer.seal(key, 'H/1/P', 'bí mật')
    expect(() => sealer.open(key, 'H/2/P', sealed)).toThrow(/damaged/)
    expect(() => sealer.open(sealer.key(aspectSalt(newSalt(), 'open')), 'H/1/P', sealed)).toThrow(/damaged/)
    const other = new Sealer(new Uint8Array(32).fill(2))
    const salt = newSalt()
    expect(() =>
      other.open(
        other.key(aspectSalt(salt, 'open')),
        'a',
        sealer.seal(sealer.key(aspectSalt(salt, 'open')), 'a', 'x'),
      ),
    ).toThrow()
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(() => sealer.open(key, 'H/1/P', changed)).toThrow()
    }
  })
})

describe('an action', () => {
  const salt = newSalt()
  const all: Salts = new Map([
    ['H1', aspectsOf(newSalt())],
    ['P1', aspectsOf(salt)],
  ])
  const draft: Draft = {
    household_id: 'H1',
    kind: 'registered',
    effective_on: '2025-10-01',
    commune_code: '11311',
    event_id: null,
    payload: { members: { P1: '2025-10-01' } },
    household: { facts: { monthly_kwh: 5 } },
    persons: new Map([
      [
        'P1',
        {
          facts: { sex: 'male', has_hiv: true },
          fields: {
            full_name: 'Nguyễn Văn Kín',
            identity_number: '999085123456',
            identity_tail: '456',
            phone: '0900000000',
          },
          origins: [
            {
              kind: 'surveyed',
              effective_on: '2025-01-01',
              recorded_at: '2025-01-02T00:00:00.000Z',
              actor: 'u',
              names: ['has_hiv', 'sex'],
            },
          ],
        },
      ],
    ]),
  }
  const place = { seq: 1, prev_hash: null, recorded_at: '2025-10-02T00:00:00.000Z', actor: 'u' }
  const sealed = sealAction(registry, draft, place, all)

  it('shows nothing personal as it lies in the store', () => {
    const stored = JSON.stringify(sealed, (_, v) =>
      v?.type === 'Buffer' ? Buffer.from(v.data).toString('latin1') : v,
    )
    for (const secret of ['Kín', 'Nguyễn', '999085123456', '0900000000', 'has_hiv', 'male'])
      expect(stored).not.toContain(secret)
  })

  it('opens whole with every salt', () => {
    const opened = openAction(registry, sealed, all)
    expect(opened.persons.get('P1')?.facts).toEqual({ sex: 'male', has_hiv: true })
    expect(opened.persons.get('P1')?.fields).toEqual(draft.persons.get('P1')?.fields)
    expect(
      opened.persons
        .get('P1')
        ?.origins?.flatMap(o => o.names)
        .sort(),
    ).toEqual(['has_hiv', 'sex'])
    expect([...opened.hidden]).toEqual([])
  })

  it('hides restricted facts and numbers from whoever has only the open salt', () => {
    const few = new Map<string, SubjectSalts>([
      ['H1', {}],
      ['P1', { open: aspectSalt(salt, 'open') }],
    ])
    const opened = openAction(registry, sealed, few)
    expect(opened.persons.get('P1')).toEqual({
      facts: { sex: 'male' },
      fields: { full_name: 'Nguyễn Văn Kín', identity_tail: '456' },
      origins: [{ ...draft.persons.get('P1')?.origins?.[0], names: ['sex'] }],
    })
    expect([...opened.hidden].sort()).toEqual(['H1', 'P1/identity', 'P1/restricted'])
  })

  it('of somebody whose key is destroyed says only that it is', () => {
    const opened = openAction(registry, sealed, new Map(all).set('P1', 'erased'))
    expect([...opened.erased]).toEqual(['P1'])
    expect(opened.persons.size).toBe(0)
    expect(opened.household.facts).toEqual({ monthly_kwh: 5 })
  })
})

it('canonical JSON is the same in whatever order the members come', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), value => {
      const turned = (v: unknown): unknown =>
        Array.isArray(v)
          ? v.map(turned)
          : v !== null && typeof v === 'object'
            ? Object.fromEntries(
                Object.entries(v)
                  .reverse()
                  .map(([k, m]) => [k, turned(m)]),
              )
            : v
      expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
