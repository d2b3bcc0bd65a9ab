import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vietnamHolidays } from '../../platform/calendar/index.ts'
import { dueOf, timeliness } from './deadlines.ts'
import { passes, voteFault } from './meeting.ts'
import { allMoves, CASE_STATES, isOver, movesOf, nextSteps, STEPS } from './moves.ts'
import { entryOf, recognise } from './recognition.ts'
import { annualDates, regularDates, returnDate } from './rounds.ts'
import { doubtOf, SETTING_KEYS, SETTING_SPECS, settingFault, settingsOf } from './settings.ts'
import { resultWords } from './words.ts'

const calendar = vietnamHolidays()
const settings = settingsOf()

describe('the way of a case', () => {
  it('leads from the list to a certificate, in this order', () => {
    const way = ['survey', 'meet', 'post', 'propose', 'approve', 'certify'] as const
    let state: (typeof CASE_STATES)[number] = 'listed'
    for (const step of way) {
      const [to] = movesOf(step, state)
      expect(to, `${step} from ${state}`).toBeDefined()
      state = to ?? state
    }
    expect(state).toBe('certified')
  })

  it('ends, from wherever it stands', () => {
    for (const state of CASE_STATES) {
      const reached = new Set([state])
      for (const at of reached)
        for (const s of nextSteps(at)) for (const to of movesOf(s, at)) reached.add(to)
      expect([...reached].some(isOver), state).toBe(true)
    }
  })

  it('reaches every state from the list', () => {
    const reached = new Set<(typeof CASE_STATES)[number]>(['listed'])
    for (const at of reached) for (const s of nextSteps(at)) for (const to of movesOf(s, at)) reached.add(to)
    expect([...reached].sort()).toEqual([...CASE_STATES].sort())
  })

  it('recognises nobody without a proposal and an approval, and posts nothing that no meeting agreed to', () => {
    for (const { to, from, step } of allMoves()) {
      if (to === 'decided' || to === 'refused') expect([from, step]).toEqual(['proposed', 'approve'])
      if (to === 'posted' && step === 'post') expect(['met', 'rechecked']).toContain(from)
      if (to === 'proposed') expect(step).toBe('propose')
    }
  })

  it('lets the surveyor survey and nobody propose and approve by one right', () => {
    const right = new Map(allMoves().map(m => [m.step, m.permission]))
    expect(right.get('survey')).toBe('review.survey')
    expect(right.get('propose')).not.toBe(right.get('approve'))
    expect(STEPS.every(step => right.has(step))).toBe(true)
  })
})

describe('the villagers’ meeting', () => {
  it.each([
    [20, 41, false, 'just below half'],
    [21, 41, true, 'just above half'],
    [20, 40, true, 'exactly half'],
    [0, 1, false, 'nobody'],
  ])('%i of %i agree: %s (%s)', (agreed, present, expected) => {
    expect(passes(settings, { present, agreed })).toBe(expected)
  })

  it('has no more agreeing than present, and at least one present', () => {
    expect(voteFault({ present: 0, agreed: 0 })?.en).toContain('at least one')
    expect(voteFault({ present: 5, agreed: 6 })?.en).toContain('0 to 5')
    expect(voteFault({ present: 5, agreed: 5 })).toBeUndefined()
  })
})

describe('rounds', () => {
  it('the annual one runs from 1 September to 14 December', () => {
    expect(annualDates(settings, 2026)).toMatchObject({
      startsOn: '2026-09-01',
      decidedBy: { on: '2026-12-14' },
    })
  })

  it('the regular one of October 2026 is decided by 30 October, that of April 2026 after the holidays', () => {
    expect(regularDates(calendar, settings, 2026, 10)).toMatchObject({
      startsOn: '2026-10-15',
      decidedBy: { on: '2026-10-30' },
    })
    // 30 April and 1 May are holidays, 2 and 3 May the weekend
    expect(regularDates(calendar, settings, 2026, 4).decidedBy.on).toBe('2026-05-04')
  })

  it('a request after the 15th waits for the next month, one in December for January', () => {
    expect(returnDate(calendar, settings, 'regular', '2026-10-15').on).toBe('2026-10-30')
    expect(returnDate(calendar, settings, 'regular', '2026-10-16').on).toBe('2026-11-30')
    expect(returnDate(calendar, settings, 'regular', '2026-12-20').on).toBe('2027-02-01')
    expect(returnDate(calendar, settings, 'annual', '2026-12-15').on).toBe('2027-12-14')
  })
})

describe('deadlines', () => {
  const round = { on: '2026-12-14', latest: '2026-12-14', doubts: [] }
  const due = (state: (typeof CASE_STATES)[number], since: string, postedUntil?: string) =>
    dueOf(calendar, settings, round, { state, since, postedUntil, standing: undefined })

  it('a complaint is re-checked within 3 working days, but never after the round', () => {
    expect(due('complained', '2026-10-16')?.on).toBe('2026-10-21')
    expect(due('complained', '2026-12-11')?.on).toBe('2026-12-14')
  })

  it('a posting is due on its last day, everything else with the round, and nothing when all is over', () => {
    expect(due('posted', '2026-10-16', '2026-10-21')?.on).toBe('2026-10-21')
    expect(due('surveyed', '2026-10-16')?.on).toBe('2026-12-14')
    expect(due('certified', '2026-10-16')).toBeUndefined()
  })

  it('a poor household that is decided still waits for its certificate, an escaped one for nothing', () => {
    const decided = (standing: 'poor' | 'not_poor') =>
      dueOf(calendar, settings, round, {
        state: 'decided',
        since: '2026-11-02',
        postedUntil: undefined,
        standing,
      })
    expect(decided('poor')?.on).toBe('2026-12-14')
    expect(decided('not_poor')).toBeUndefined()
  })

  it('is due soon three working days before, overdue only when no unknown day off can excuse it', () => {
    const at = (today: string, latest = '2026-12-14') =>
      timeliness(calendar, settings, { on: '2026-12-14', latest }, today)
    expect(['2026-12-08', '2026-12-09', '2026-12-14', '2026-12-15'].map(d => at(d))).toEqual([
      'in_time',
      'due_soon',
      'due_soon',
      'overdue',
    ])
    expect(at('2026-12-15', '2026-12-16')).toBe('due_soon')
  })
})

describe('settings', () => {
  it('that come with the software may all be set as they are, and carry a source', () => {
    for (const key of SETTING_KEYS) {
      expect(settingFault(key, SETTING_SPECS[key]), key).toBeUndefined()
      expect(SETTING_SPECS[key].source.length).toBeGreaterThan(10)
    }
  })

  it('of days from memory are doubted in words, those of a press source are not', () => {
    expect(doubtOf(settings, 'posting_days')).toBe('thời gian niêm yết kết quả rà soát: 3 ngày làm việc')
    expect(doubtOf(settings, 'agreement_percent')).toBeUndefined()
  })

  it('refuse what makes no sense, and say what does', () => {
    const set = (
      key: (typeof SETTING_KEYS)[number],
      value: number | string,
      unit = SETTING_SPECS[key].unit,
    ) => settingFault(key, { value, unit, source: 'x', mark: 'confirmed' })
    expect(set('posting_days', 0)?.en).toContain('1 to 120')
    expect(set('posting_days', 2.5)).toBeDefined()
    expect(set('posting_days', 3, 'percent' as never)?.en).toContain('working_day, calendar_day')
    expect(set('agreement_percent', 101)?.en).toContain('1 to 100')
    expect(set('opinion', 'district')?.en).toContain('none, province')
    expect(set('annual_from', '13-01')).toBeDefined()
    expect(set('annual_from', '02-29')).toBeDefined()
  })
})

describe('a recognition', () => {
  const r = { number: '12/QĐ-UBND', decidedOn: '2026-12-10', validFrom: '2027-01-01', validUntil: undefined }

  it('makes a poor household poor, with its reference and validity', () => {
    expect(recognise({ standing: undefined, previous: 'none' }, { ...r, standing: 'poor' })).toEqual({
      facts: { recognised_standing: 'poor', recognised_on: '2027-01-01', recognised_until: null },
      fields: { decision_number: '12/QĐ-UBND', decision_on: '2026-12-10', entry: 'new' },
    })
  })

  it('counts the 36 months of an escape from the day of the decision', () => {
    expect(
      recognise({ standing: 'near_poor', previous: 'none' }, { ...r, standing: 'average_living' }).facts,
    ).toMatchObject({
      recognised_standing: 'average_living',
      previous_standing: 'near_poor',
      escaped_on: '2026-12-10',
    })
  })

  it('is no escape from poor to near-poor', () => {
    const { facts, fields } = recognise(
      { standing: 'poor', previous: 'none' },
      { ...r, standing: 'near_poor' },
    )
    expect(facts).not.toHaveProperty('escaped_on')
    expect(fields.entry).toBe('old')
  })

  it('tells a relapse from a first time, and says nothing where the history is not known', () => {
    expect(entryOf({ standing: 'average_living', previous: 'poor' }, 'poor')).toBe('relapsed')
    expect(entryOf({ standing: undefined, previous: 'near_poor' }, 'poor')).toBe('new')
    expect(entryOf({ standing: undefined, previous: null }, 'poor')).toBeNull()
  })

  it('is told in the words of the decision', () => {
    expect(resultWords('not_poor', 'poor')).toBe('hộ thoát nghèo')
    expect(resultWords('average_living', 'near_poor')).toBe('hộ thoát cận nghèo')
    expect(resultWords('not_poor', undefined)).toBe('không thuộc hộ nghèo, hộ cận nghèo')
  })

  it('keeps an escape that is older than it', () => {
    fc.assert(
      fc.property(fc.constantFrom('poor' as const, 'near_poor' as const), standing => {
        expect(
          recognise({ standing: undefined, previous: 'poor' }, { ...r, standing }).facts,
        ).not.toHaveProperty('escaped_on')
      }),
    )
  })
})
