import { TemplateHandler } from 'easy-template-x'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { renderTogether } from '../papers/index.ts'
import { findCases, listCases, stepsOf } from './case-queries.ts'
import { approve, proposeDecision } from './decisions.ts'
import { certify } from './endings.ts'
import { holdMeeting } from './meetings.ts'
import { balances } from './movement.ts'
import { movementReport } from './movement-report.ts'
import { endRound, openRound } from './open-round.ts'
import { postResults, receiveComplaint } from './postings.ts'
import { certificatePapers } from './print-papers.ts'
import { receiveRequest } from './requests.ts'
import type { Case, Decision, Round } from './row-types.ts'
import { screenCase } from './screening.ts'
import { recheckCase, surveyCase } from './surveying.ts'
import { takeEffect } from './take-effect.ts'
import { as, type People, registerWidow, signInPeople, testContext } from './testing.ts'

const context = testContext()
let store: TestStore
let people: People
let round: Round
let decision: Decision

beforeAll(async () => {
  store = await testStore()
  people = await signInPeople(store)
  for (const [code, facts] of [
    ['MAN', {}],
    ['POOR', { recognised_standing: 'poor', recognised_on: '2025-12-10' }],
    [
      'NEAR',
      { recognised_standing: 'near_poor', recognised_on: '2025-12-10', income_per_head_month: 4_000_000 },
    ],
    ['AWAY', { recognised_standing: 'average_living', recognised_on: '2025-12-10' }],
  ] as const)
    await registerWidow(store, people.officer, code, facts)
})
afterAll(() => store.close())

const caseOf = async (household: string): Promise<Case> => {
  const [found] = await as(store, people.officer, tx =>
    listCases(tx, { household }, { today: '2026-11-24', soon: '2026-11-27', limit: 5, after: undefined }),
  )
  if (!found) throw new Error(`no case of ${household}`)
  return found
}
const ref = async (household: string) => ({ case_id: (await caseOf(household)).case_id })

describe('the whole way of a household through a review', () => {
  it('begins with a request, which gets a code and a return date', async () => {
    const { request, caseId } = await as(store, people.officer, (tx, me) =>
      receiveRequest(context, tx, me, {
        form: '01',
        subject: 'review',
        householdId: 'MAN',
        receivedOn: '2026-08-20',
        wayOf: 'hand',
      }),
    )
    expect(request).toMatchObject({ return_on: '2026-12-14', commune_code: '11311' })
    expect(request.receipt_code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(caseId).toBeUndefined()
  })

  it('is on the list of the round with the households of the current lists', async () => {
    const opened = await as(store, people.officer, (tx, me) =>
      openRound(context, tx, me, { kind: 'annual', area: '11311', year: 2026 }),
    )
    round = opened.round
    expect(opened.listed).toEqual({ current: 2, carried: 0, requests: 1 })
    expect(round).toMatchObject({
      standard: 'vn/poverty-standard',
      standard_from: '2022-01-01',
      decided_by: '2026-12-14',
    })
    expect(await caseOf('MAN')).toMatchObject({ reason: 'request', state: 'listed', due_on: '2026-12-14' })
    expect(await caseOf('POOR')).toMatchObject({ reason: 'listed_poor', opening_standing: 'poor' })
  })

  it('is screened by Form A, because it asked, and not before', async () => {
    const man = await ref('MAN')
    const answers = { household: {}, persons: {} }
    await expect(
      as(store, people.surveyor, (tx, me) => surveyCase(context, tx, me, man, { on: '2026-09-05', answers })),
    ).rejects.toMatchObject({ code: 'review.form_a_first' })
    const result = await as(store, people.surveyor, (tx, me) =>
      screenCase(context, tx, me, man, '2026-09-03', { car: false, pensioner: null }),
    )
    expect(result.result).toBe('continues')
    const listed = await ref('POOR')
    await expect(
      as(store, people.surveyor, (tx, me) => screenCase(context, tx, me, listed, '2026-09-03', {})),
    ).rejects.toMatchObject({ code: 'review.form_a_not_asked' })
  })

  it('is surveyed by Form B, and the engine says near-poor', async () => {
    const surveyed = await as(store, people.officer, async (tx, me) =>
      surveyCase(context, tx, me, await ref('MAN'), {
        on: '2026-09-05',
        answers: {
          household: { toilet_kind: 'none' },
          persons: { 'MAN-a': { has_health_insurance: false } },
        },
      }),
    )
    expect(surveyed).toMatchObject({ standing: 'near_poor', assessment: { deprivations: 2, missing: [] } })
    expect(await caseOf('MAN')).toMatchObject({
      state: 'surveyed',
      standing: 'near_poor',
      computed: 'near_poor',
    })
  })

  it('is surveyed again when less than half of the meeting agrees', async () => {
    const hold = async (on: string, agreed: number) =>
      as(store, people.officer, async (tx, me) =>
        holdMeeting(context, tx, me, {
          hamlet: 'Thôn Đông',
          on,
          chair: 'Trần Văn Chủ',
          present: 41,
          votes: [{ ...(await ref('MAN')), agreed }],
        }),
      )
    expect(await hold('2026-09-10', 20)).toMatchObject({ agreed: [], again: [expect.any(String)] })
    expect((await caseOf('MAN')).state).toBe('resurvey')
    const again = await as(store, people.officer, async (tx, me) =>
      surveyCase(context, tx, me, await ref('MAN'), {
        on: '2026-09-12',
        answers: { household: { water_source: 'unprotected' }, persons: {} },
      }),
    )
    expect(again.standing).toBe('poor')
    expect(await hold('2026-09-15', 21)).toMatchObject({ again: [] })
    expect((await caseOf('MAN')).state).toBe('met')
  })

  it('is posted for three working days, complained about, re-checked and posted again', async () => {
    const first = await as(store, people.officer, async (tx, me) =>
      postResults(context, tx, me, { cases: [await ref('MAN')], from: '2026-09-17', address: 'UBND phường' }),
    )
    expect(first.posting).toMatchObject({ until_on: '2026-09-22', after_recheck: false })
    const complaint = await as(store, people.officer, async (tx, me) =>
      receiveComplaint(context, tx, me, await ref('MAN'), {
        on: '2026-09-21',
        complainant: 'villager',
        subject: 'Hộ này mới làm nhà tiêu.',
      }),
    )
    expect(complaint.late).toBe(false)
    expect(await caseOf('MAN')).toMatchObject({ state: 'complained', due_on: '2026-09-24' })
    const rechecked = await as(store, people.officer, async (tx, me) =>
      recheckCase(context, tx, me, await ref('MAN'), {
        on: '2026-09-23',
        answers: { household: {}, persons: {} },
        findings: 'Nhà tiêu mới thuộc hộ liền kề.',
      }),
    )
    expect(rechecked.standing).toBe('poor')
    const second = await as(store, people.officer, async (tx, me) =>
      postResults(context, tx, me, { cases: [await ref('MAN')], from: '2026-09-24', address: 'UBND phường' }),
    )
    expect(second.posting).toMatchObject({ until_on: '2026-09-29', after_recheck: true })
  })

  it('is proposed after the posting has ended, by one person', async () => {
    const propose = async (on: string) =>
      as(store, people.officer, async (tx, me) => proposeDecision(context, tx, me, [await ref('MAN')], on))
    await expect(propose('2026-09-29')).rejects.toMatchObject({ code: 'review.still_posted' })
    decision = await propose('2026-09-30')
    expect(await caseOf('MAN')).toMatchObject({ state: 'proposed', decision_id: decision.decision_id })
  })

  it('is recognised by another person, and the file of the household says so with reference and validity', async () => {
    const sign = (user: typeof people.chair) =>
      as(store, user, async (tx, me) => {
        await approve(context, tx, me, decision.decision_id, {
          version: decision.version,
          number: '12/QĐ-UBND',
          decidedOn: '2026-10-02',
        })
        return takeEffect(context, tx, { decision: decision.decision_id })
      })
    await expect(sign(people.officer)).rejects.toMatchObject({ code: 'review.four_eyes' })
    expect(await sign(people.chair)).toEqual({ applied: 1, notApplied: [] })
    await as(store, people.officer, async tx => {
      const { rows } = await tx.client.query(
        'select recognised_standing, recognised_on, recognised_until, decision_number, decision_on, entry from household where household_id = $1',
        ['MAN'],
      )
      expect(rows[0]).toEqual({
        recognised_standing: 'poor',
        recognised_on: '2026-10-02',
        recognised_until: null,
        decision_number: '12/QĐ-UBND',
        decision_on: '2026-10-02',
        entry: 'new',
      })
      const action = await tx.client.query(
        `select kind, actor, effective_on, payload::jsonb ->> 'number' as number from action where household_id = 'MAN' order by seq desc limit 1`,
      )
      expect(action.rows[0]).toEqual({
        kind: 'recognised',
        actor: people.chair.userId,
        effective_on: '2026-10-02',
        number: '12/QĐ-UBND',
      })
    })
    expect(await as(store, people.chair, tx => takeEffect(context, tx, {}))).toEqual({
      applied: 0,
      notApplied: [],
    })
  })

  it('ends with a certificate that an office can print', async () => {
    await as(store, people.officer, async (tx, me) =>
      certify(context, tx, me, [await ref('MAN')], '2026-10-05'),
    )
    const printed = await as(store, people.officer, async tx =>
      certificatePapers(context, tx, await findCases(tx, [(await caseOf('MAN')).case_id])),
    )
    const text = await new TemplateHandler().getText(await renderTogether(printed.template, printed.papers))
    expect(text).toContain('HỘ NGHÈO')
    expect(text).toContain('Chứng nhận hộ gia đình ông/bà: Vũ Thị Mận')
    expect(text).toContain('Quyết định số 12/QĐ-UBND ngày 02/10/2026')
  })

  it('has left every step behind it, with who and when', async () => {
    const steps = await as(store, people.officer, async tx => stepsOf(tx, (await caseOf('MAN')).case_id))
    expect(steps.map(s => s.step)).toEqual([
      ...['screen', 'survey', 'meet', 'survey', 'meet', 'post', 'complain', 'recheck', 'post'],
      ...['propose', 'approve', 'certify'],
    ])
    expect(steps.find(s => s.step === 'approve')?.actor).toBe(people.chair.userId)
  })

  it('lets a listed household rise, keeps from what it rose, and balances', async () => {
    await as(store, people.officer, async (tx, me) => {
      const near = await ref('NEAR')
      const { standing } = await surveyCase(context, tx, me, near, {
        on: '2026-09-06',
        answers: { household: {}, persons: {} },
      })
      expect(standing).toBe('not_poor')
      await holdMeeting(context, tx, me, {
        hamlet: 'Thôn Đông',
        on: '2026-09-10',
        present: 10,
        votes: [{ ...near, agreed: 9 }],
      })
      await postResults(context, tx, me, { cases: [near], from: '2026-09-14', address: 'UBND phường' })
    })
    const made = await as(store, people.officer, async (tx, me) =>
      proposeDecision(context, tx, me, [await ref('NEAR')], '2026-09-20'),
    )
    await as(store, people.chair, async (tx, me) => {
      await approve(context, tx, me, made.decision_id, {
        version: 1,
        number: '13/QĐ-UBND',
        decidedOn: '2026-10-02',
      })
      await takeEffect(context, tx, { decision: made.decision_id })
    })
    await as(store, people.officer, async tx => {
      const { rows } = await tx.client.query(
        'select recognised_standing, previous_standing, escaped_on from household where household_id = $1',
        ['NEAR'],
      )
      expect(rows[0]).toEqual({
        recognised_standing: 'not_poor',
        previous_standing: 'near_poor',
        escaped_on: '2026-10-02',
      })
      const { movement } = await movementReport(context, tx, { from: round.round_id, to: round.round_id }, [
        '11311',
      ])
      expect(movement.poor.arisen.behind).toEqual([{ household: 'MAN', persons: 1, counts: true }])
      expect(movement.poor.closing.households).toBe(2)
      expect(movement.near_poor.escaped.behind.map(b => b.household)).toEqual(['NEAR'])
      expect(balances(movement.poor) && balances(movement.near_poor)).toBe(true)
    })
  })

  it('carries what is not finished over into the next round, and the movement of the closed one stays', async () => {
    await as(store, people.officer, async (tx, me) => {
      await expect(endRound(context, tx, me, round.round_id, 1, false)).rejects.toMatchObject({
        code: 'review.round_unfinished',
      })
      // a failed statement never ran: the guard speaks before anything is written
      await endRound(context, tx, me, round.round_id, 1, true)
      const report = await movementReport(context, tx, { from: round.round_id, to: round.round_id }, [
        '11311',
      ])
      expect(report.closing.state).toBe('closed')
      expect(report.movement.poor.closing.behind.map(b => b.household)).toEqual(['MAN', 'POOR'])
    })
    const poor = await ref('POOR')
    await expect(
      as(store, people.officer, (tx, me) =>
        surveyCase(context, tx, me, poor, { on: '2026-10-10', answers: { household: {}, persons: {} } }),
      ),
    ).rejects.toMatchObject({ code: 'review.round_closed' })
  })
})
