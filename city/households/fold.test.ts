import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedActions, fold, headOf, valuesOf } from './fold.ts'
import { householdSnapshot, personSnapshot } from './snapshot.ts'
import type { Action, ActionKind, Payload, PersonContent } from './types.ts'

const at = (seq: number): string => new Date(Date.UTC(2026, 0, 1) + seq * 3_600_000).toISOString()

/** An action of a test; its number and the hour of recording follow from `seq`. */
function action(seq: number, kind: ActionKind, effective_on: string, more: Partial<Action> = {}): Action {
  return {
    household_id: 'H1',
    seq,
    kind,
    effective_on,
    recorded_at: at(seq),
    actor: 'officer',
    commune_code: '11311',
    event_id: null,
    payload: {},
    household: {},
    persons: new Map(),
    erased: new Set(),
    ...more,
  }
}

const person = (id: string, content: PersonContent): ReadonlyMap<string, PersonContent> =>
  new Map([[id, content]])
const registered = (members: Payload = { P1: '2025-01-01' }): Action =>
  action(1, 'registered', '2025-01-01', {
    payload: { members },
    household: { facts: { monthly_kwh: 10 } },
    persons: person('P1', { facts: { relation_to_head: 'head' }, fields: { full_name: 'Mẫu' } }),
  })
const kwh = (seq: number, kind: ActionKind, day: string, monthly_kwh: number | null): Action =>
  action(seq, kind, day, { household: { facts: { monthly_kwh } } })
const kwhOf = (actions: readonly Action[], on?: string, known_on?: string) =>
  fold(actions, {
    ...(on === undefined ? {} : { on }),
    ...(known_on === undefined ? {} : { known_on }),
  })?.facts.get('monthly_kwh')

describe('a household as of two dates', () => {
  const history = [
    registered(),
    kwh(2, 'surveyed', '2025-06-01', 60),
    kwh(3, 'corrected', '2025-03-01', 30),
    kwh(4, 'corrected', '2025-06-01', 66),
  ]

  it('does not exist before it was registered, nor before anything was known', () => {
    expect(fold(history, { on: '2024-12-31' })).toBeUndefined()
    expect(fold(history, { known_on: '2025-12-31' })).toBeUndefined()
  })

  it('a correction of the past holds from its day until what a later day says', () => {
    expect(kwhOf(history, '2025-02-28')?.value).toBe(10)
    expect(kwhOf(history, '2025-03-01')?.value).toBe(30)
    expect(kwhOf(history, '2025-05-31')?.value).toBe(30)
    expect(kwhOf(history, '2025-06-01')?.value).toBe(66)
  })

  it('what was recorded later was not known then', () => {
    expect(kwhOf(history, '2025-06-01', at(2))?.value).toBe(60)
    expect(kwhOf(history, '2025-04-01', at(2))?.value).toBe(10)
  })

  it('a day of knowledge ends at midnight in Vietnam', () => {
    const late = { ...kwh(2, 'corrected', '2025-01-02', 20), recorded_at: '2026-03-01T16:59:59.999Z' }
    const after = { ...kwh(3, 'corrected', '2025-01-02', 30), recorded_at: '2026-03-01T17:00:00.000Z' }
    expect(kwhOf([registered(), late, after], undefined, '2026-03-01')?.value).toBe(20)
    expect(kwhOf([registered(), late, after], undefined, '2026-03-02')?.value).toBe(30)
  })

  it('every value names the action it rests on', () => {
    expect(kwhOf(history, '2025-05-01')?.source).toEqual({
      seq: 3,
      kind: 'corrected',
      effective_on: '2025-03-01',
      recorded_at: at(3),
      actor: 'officer',
    })
  })

  it('a survey gives the day of the survey', () => {
    expect(fold(history)?.fields.get('surveyed_on')?.value).toBe('2025-06-01')
  })
})

describe('members', () => {
  const history = [
    registered({ P1: '2025-01-01', P2: '2025-01-01' }),
    action(2, 'born', '2025-02-10', {
      payload: { joined: ['P3'] },
      persons: person('P3', { facts: { sex: 'male' } }),
    }),
    action(3, 'died', '2025-05-05', { payload: { left: ['P1'] } }),
    action(4, 'corrected', '2025-05-05', { persons: person('P2', { facts: { relation_to_head: 'head' } }) }),
  ]
  const membersOn = (on: string) => [...(fold(history, { on })?.members.keys() ?? [])]

  it('belong to the household from the day they join until the day before they leave', () => {
    expect(membersOn('2025-02-09')).toEqual(['P1', 'P2'])
    expect(membersOn('2025-02-10')).toEqual(['P1', 'P2', 'P3'])
    expect(membersOn('2025-05-04')).toEqual(['P1', 'P2', 'P3'])
    expect(membersOn('2025-05-05')).toEqual(['P2', 'P3'])
  })

  it('who left stays known with day, reason and stay', () => {
    const state = fold(history)
    expect(state?.former.get('P1')).toMatchObject({
      state: 'dead',
      left_on: '2025-05-05',
      left_reason: 'died',
    })
    expect(state?.stays).toEqual([
      {
        person_id: 'P1',
        joined_on: '2025-01-01',
        left_on: '2025-05-05',
        reason: 'died',
        commune_code: '11311',
      },
    ])
  })

  it('the head is who is said to be', () => {
    const before = fold(history, { on: '2025-05-04' })
    expect(before && headOf(before)?.person_id).toBe('P1')
    const after = fold(history)
    expect(after && headOf(after)?.person_id).toBe('P2')
  })

  it('an event that was undone never happened for those who know', () => {
    const event_id = '00000000-0000-4000-8000-000000000001'
    const merged = action(5, 'person_merged', '2025-06-01', { event_id, payload: { left: ['P3'] } })
    const undone = action(6, 'person_merge_undone', '2025-06-01', { payload: { undoes: event_id } })
    const all = [...history, merged, undone]
    expect([...(fold(all)?.members.keys() ?? [])]).toEqual(['P2', 'P3'])
    expect(fold(all, { known_on: at(5) })?.former.get('P3')).toMatchObject({ state: 'merged' })
  })

  it('nothing is told of somebody erased, on any day, but that he was there', () => {
    const gone = [...history, action(5, 'erased', '2025-07-01', { payload: { person: 'P1' } })].map(a => ({
      ...a,
      persons: new Map([...a.persons].filter(([id]) => id !== 'P1')),
      erased: new Set(a.seq === 1 ? ['P1'] : []),
    }))
    expect(fold(gone)?.former.get('P1')).toMatchObject({
      state: 'erased',
      erased: true,
      facts: new Map(),
      fields: new Map(),
    })
    expect(fold(gone, { on: '2025-01-15' })?.members.get('P1')).toMatchObject({
      state: 'member',
      erased: true,
      fields: new Map(),
    })
  })
})

describe('a move into another commune', () => {
  const before = [registered({ P1: '2025-01-01', P2: '2025-01-01' }), kwh(2, 'surveyed', '2025-06-01', 60)]
  const state = fold(before)
  if (state === undefined) throw new Error('the household exists')
  const carried = [...state.members].map(([id, p]) => [id, personSnapshot(p)] as const)
  const out = action(3, 'moved_out', '2025-08-01', { payload: { to: '10507' } })
  const arrived = action(4, 'moved_in', '2025-08-01', {
    commune_code: '10507',
    payload: { members: Object.fromEntries([...state.members].map(([id, p]) => [id, p.joined_on])) },
    household: householdSnapshot(state),
    persons: new Map(carried),
  })
  const later = [
    { ...kwh(5, 'surveyed', '2025-09-01', 90), commune_code: '10507' },
    action(6, 'died', '2025-09-15', { commune_code: '10507', payload: { left: ['P2'] } }),
  ]
  const all = [...before, out, arrived, ...later]

  it('the new commune tells the same from its own entries alone', () => {
    for (const on of ['2025-08-01', '2025-09-01', '2025-09-20']) {
      const own = fold([arrived, ...later], { on })
      const whole = fold(all, { on })
      expect(own?.members.size).toBe(whole?.members.size)
      expect(own && valuesOf(own.facts)).toEqual(whole && valuesOf(whole.facts))
      expect([...(own?.members.values() ?? [])]).toEqual([...(whole?.members.values() ?? [])])
    }
  })

  it('values keep the source they had before', () => {
    const source = fold([arrived])?.facts.get('monthly_kwh')?.source
    expect(source).toMatchObject({ kind: 'surveyed', effective_on: '2025-06-01', recorded_at: at(2), seq: 0 })
  })

  it('the old commune reads its own time, and afterwards only that it went elsewhere', () => {
    const own = [...before, out]
    expect(fold(own, { on: '2025-07-31' })).toMatchObject({ status: 'active', commune_code: '11311' })
    expect(fold(own)).toMatchObject({
      status: 'elsewhere',
      periods: [{ from_on: '2025-01-01', to_on: '2025-08-01' }],
    })
  })

  it('the city sees both times', () => {
    expect(fold(all)?.periods).toEqual([
      { commune_code: '11311', from_on: '2025-01-01', to_on: '2025-08-01' },
      { commune_code: '10507', from_on: '2025-08-01', to_on: null },
    ])
  })
})

// ---- any history ----

const day = fc
  .integer({ min: 0, max: 60 })
  .map(n => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))
const NAMES = ['a', 'b', 'c'] as const
const patch = fc.dictionary(fc.constantFrom(...NAMES), fc.option(fc.integer({ min: 0, max: 9 })), {
  maxKeys: 3,
})
const statement = fc.record({ day, facts: patch, person: fc.constantFrom('P1', 'P2'), said: patch })
const histories = fc.array(statement, { maxLength: 12 }).map(list => [
  registered({ P1: '2025-01-01', P2: '2025-01-01' }),
  ...list.map(({ day: on, facts, person: id, said }, i) =>
    action(i + 2, i % 2 ? 'surveyed' : 'corrected', on, {
      household: { facts },
      persons: person(id, { facts: said }),
    }),
  ),
])

describe('any history', () => {
  it('each fact is what the last statement by day and number says', () => {
    fc.assert(
      fc.property(histories, day, fc.integer({ min: 1, max: 14 }), (actions, on, known) => {
        const state = fold(actions, { on, known_on: at(known) })
        for (const name of NAMES) {
          const said = actions
            .filter(a => a.effective_on <= on && a.seq <= known && a.household.facts?.[name] !== undefined)
            .sort((x, y) => x.effective_on.localeCompare(y.effective_on) || x.seq - y.seq)
            .at(-1)
          expect(state?.facts.get(name)?.value).toBe(said?.household.facts?.[name])
          expect(state?.facts.get(name)?.source.seq).toBe(said?.seq)
        }
      }),
    )
  })

  it('tells the same in whatever order its actions are read', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (actions, order) => {
        const shuffled = actions
          .map(a => ({ a, key: order.next().value ?? 0 }))
          .sort((x, y) => x.key - y.key)
          .map(({ a }) => a)
        expect(fold(shuffled)).toEqual(fold(actions))
      }),
    )
  })

  it('on a day is what the actions up to that day alone tell', () => {
    fc.assert(
      fc.property(histories, day, (actions, on) => {
        expect(fold(actions, { on })).toEqual(fold(countedActions(actions, { on })))
      }),
    )
  })
})
