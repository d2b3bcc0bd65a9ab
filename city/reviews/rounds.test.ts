import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { type CaseLine, listCases } from './case-queries.ts'
import { itemsOf } from './decision-queries.ts'
import { proposeDecision } from './decisions.ts'
import { holdMeeting } from './meetings.ts'
import { movementReport } from './movement-report.ts'
import { endRound, openRound } from './open-round.ts'
import { postResults } from './postings.ts'
import { listRequestLines } from './request-queries.ts'
import { receiveRequest } from './requests.ts'
import type { Round } from './row-types.ts'
import { screenCase } from './screening.ts'
import { surveyCase } from './surveying.ts'
import { as, COMMUNE, type People, registerWidow, signInPeople, testContext } from './testing.ts'

const context = testContext()
const NOTHING = { household: {}, persons: {} }
let store: TestStore
let people: People
let newcomer: TestUser

beforeAll(async () => {
  store = await testStore()
  people = await signInPeople(store)
  newcomer = await signInAs(store, { role: 'commune_officer', area: '11335' })
  for (const [code, facts] of [
    ['POOR', { recognised_standing: 'poor', recognised_on: '2025-12-10' }],
    ['MOVES', { recognised_standing: 'poor', recognised_on: '2025-12-10' }],
    ['NEAR', { recognised_standing: 'near_poor', recognised_on: '2025-12-10' }],
    ['LAPSED', { recognised_standing: 'poor', recognised_on: '2024-12-10', recognised_until: '2025-12-31' }],
    [
      'ROSE',
      {
        recognised_standing: 'not_poor',
        recognised_on: '2024-12-10',
        previous_standing: 'poor',
        escaped_on: '2024-12-10',
      },
    ],
    [
      'LONGAGO',
      {
        recognised_standing: 'not_poor',
        recognised_on: '2022-12-10',
        previous_standing: 'poor',
        escaped_on: '2022-12-10',
      },
    ],
    ['NEVER', {}],
  ] as const)
    await registerWidow(store, people.officer, code, facts)
})
afterAll(() => store.close())

const request = (household: string, form: '01' | '04', on: string, subject: 'review' | 'escape' = 'review') =>
  as(store, people.officer, (tx, me) =>
    receiveRequest(context, tx, me, { form, subject, householdId: household, receivedOn: on, wayOf: 'hand' }),
  )
const open = (round: Parameters<typeof openRound>[3]) =>
  as(store, people.officer, (tx, me) => openRound(context, tx, me, round))
const casesOf = (round: Round, user = people.officer): Promise<CaseLine[]> =>
  as(store, user, tx =>
    listCases(
      tx,
      { round: round.round_id },
      { today: '2026-11-24', soon: '2026-11-27', limit: 50, after: undefined },
    ),
  )

describe('the list of an annual review', () => {
  let round: Round

  it('holds the current lists, the newly escaped and the requests, and nobody else', async () => {
    await request('NEVER', '01', '2026-08-20')
    await request('POOR', '01', '2026-08-21', 'escape')
    const opened = await open({ kind: 'annual', area: COMMUNE, year: 2026 })
    round = opened.round
    expect(opened.listed).toEqual({ current: 4, carried: 0, requests: 1 })
    const reasons = new Map((await casesOf(round)).map(c => [c.household_id, c.reason]))
    expect(Object.fromEntries(reasons)).toEqual({
      POOR: 'listed_poor',
      MOVES: 'listed_poor',
      NEAR: 'listed_near_poor',
      ROSE: 'escaped',
      NEVER: 'request',
    })
  })

  it('answers the request of a household that is on it anyway, before or after it was opened', async () => {
    const { caseId } = await request('NEAR', '01', '2026-09-03')
    expect(caseId).toBeUndefined()
    const joined = (await casesOf(round)).filter(c => c.request_id !== null).map(c => c.household_id)
    expect(joined.sort()).toEqual(['NEAR', 'NEVER', 'POOR'])
    const lines = await as(store, people.officer, tx =>
      listRequestLines(tx, { communes: undefined, waiting: true }, { limit: 10, after: undefined }),
    )
    expect(lines).toEqual([])
  })

  it('recognises a listed household that asked to be taken off and is still poor, as poor', async () => {
    const poor = (await casesOf(round)).find(c => c.household_id === 'POOR') as CaseLine
    const ref = { case_id: poor.case_id }
    const decision = await as(store, people.officer, async (tx, me) => {
      // on the list: no Form A, although it asked
      await surveyCase(context, tx, me, ref, {
        on: '2026-09-05',
        answers: {
          household: {
            toilet_kind: 'none',
            water_source: 'unprotected',
            wall_durable: false,
            roof_durable: false,
          },
          persons: {},
        },
      })
      await holdMeeting(context, tx, me, {
        hamlet: 'Thôn Đông',
        on: '2026-09-08',
        present: 3,
        votes: [{ ...ref, agreed: 3 }],
      })
      await postResults(context, tx, me, { cases: [ref], from: '2026-09-09', address: 'UBND phường' })
      return proposeDecision(context, tx, me, [ref], '2026-09-20')
    })
    const items = await as(store, people.officer, tx => itemsOf(tx, decision.decision_id))
    expect(items).toMatchObject([{ outcome: 'recognise', standing: 'poor', before_standing: 'poor' }])
  })

  it('goes with a household that moves: its case is the new commune’s, its movement tells a decrease here', async () => {
    await withOwner(store, tx =>
      tx.client.query(`update household set commune_code = '11335' where household_id = 'MOVES'`),
    )
    expect((await casesOf(round)).map(c => c.household_id)).not.toContain('MOVES')
    expect((await casesOf(round, newcomer)).map(c => c.household_id)).toEqual(['MOVES'])
    const { movement } = await as(store, people.officer, tx =>
      movementReport(context, tx, { from: round.round_id, to: round.round_id }, [COMMUNE]),
    )
    expect(movement.poor.other_decrease.behind).toEqual([{ household: 'MOVES', persons: 1, counts: true }])
  })

  it('is the city’s when the city opens it, and each commune sees its own', async () => {
    const city = await as(store, people.city, (tx, me) =>
      openRound(context, tx, me, { kind: 'annual', area: '*', year: 2026 }),
    )
    expect(city.listed.current).toBe(4)
    expect((await casesOf(city.round)).length).toBe(3)
    expect((await casesOf(city.round, newcomer)).map(c => c.household_id)).toEqual(['MOVES'])
    const { movement } = await as(store, people.city, tx =>
      movementReport(context, tx, { from: city.round.round_id, to: city.round.round_id }, undefined),
    )
    expect(movement.poor.closing.households).toBe(2)
  })
})

describe('regular reviews', () => {
  it('take up the requests of Form 04 by their first day, and carry over what the month before left', async () => {
    await request('LAPSED', '04', '2026-09-10')
    const september = await open({ kind: 'regular', area: COMMUNE, year: 2026, month: 9 })
    expect(september.listed).toEqual({ current: 0, carried: 0, requests: 1 })
    expect(september.round).toMatchObject({
      starts_on: '2026-09-15',
      decided_by: '2026-09-30',
      name: 'Rà soát thường xuyên tháng 9 năm 2026',
    })
    // one that comes while the round runs is listed at once, one that comes later waits
    const during = await request('LONGAGO', '04', '2026-09-20')
    expect(during.caseId).toBeDefined()
    const screened = { case_id: during.caseId ?? '' }
    await as(store, people.officer, (tx, me) => screenCase(context, tx, me, screened, '2026-09-21', {}))
    await as(store, people.officer, (tx, me) => endRound(context, tx, me, september.round.round_id, 1, true))
    const october = await open({ kind: 'regular', area: COMMUNE, year: 2026, month: 10 })
    expect(october.listed).toEqual({ current: 0, carried: 2, requests: 0 })
    const carried = await casesOf(october.round)
    expect(carried.every(c => c.reason === 'carried' && c.state === 'listed' && c.request_id !== null)).toBe(
      true,
    )
    const again = { case_id: carried[0]?.case_id ?? '' }
    await expect(
      as(store, people.officer, (tx, me) =>
        surveyCase(context, tx, me, again, { on: '2026-10-16', answers: NOTHING }),
      ),
    ).rejects.toMatchObject({ code: 'review.form_a_first' })
  })

  it('are not opened before their day, nor for a commune that does not exist', async () => {
    await expect(open({ kind: 'regular', area: COMMUNE, year: 2099, month: 1 })).rejects.toMatchObject({
      code: 'review.day_out_of_order',
    })
    await expect(open({ kind: 'regular', area: '99999', year: 2026, month: 8 })).rejects.toMatchObject({
      code: 'review.unknown_commune',
    })
  })

  it('apply the standard of the day that was chosen, and refuse a day without one', async () => {
    const { round } = await open({
      kind: 'regular',
      area: COMMUNE,
      year: 2026,
      month: 8,
      lawDay: '2027-01-01',
    })
    expect(round.standard_from).toBe('2027-01-01')
    await expect(
      open({ kind: 'regular', area: COMMUNE, year: 2026, month: 7, lawDay: '2015-01-01' }),
    ).rejects.toMatchObject({
      code: 'review.no_standard',
    })
  })
})
