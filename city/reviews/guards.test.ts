import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner, withSession } from '../../platform/db/index.ts'
import { type TestStore, testStore } from '../../platform/db/testing.ts'
import { appendAction } from '../households/index.ts'
import { signInAs, type TestUser } from '../users/testing.ts'
import { findCases, listCases } from './case-queries.ts'
import { approve, proposeDecision, returnProposal } from './decisions.ts'
import { closeCase, withdraw } from './endings.ts'
import { takeEffectEverywhere } from './keep-effect.ts'
import { holdMeeting } from './meetings.ts'
import { allMoves } from './moves.ts'
import { openRound } from './open-round.ts'
import { askOpinion, giveOpinion } from './opinions.ts'
import { postResults } from './postings.ts'
import { statusByCode } from './request-queries.ts'
import { readReceiptCode, receiveRequest } from './requests.ts'
import { listRounds } from './round-queries.ts'
import type { Case } from './row-types.ts'
import { screenCase } from './screening.ts'
import { readSettings, settingHistory, writeSetting } from './setting-queries.ts'
import { surveysOf } from './survey-queries.ts'
import { surveyCase } from './surveying.ts'
import { takeEffect } from './take-effect.ts'
import { as, COMMUNE, type People, registerWidow, signInPeople, testContext } from './testing.ts'

const context = testContext()
const NOTHING = { household: {}, persons: {} }
let store: TestStore
let people: People
let stranger: TestUser

const CODES = ['RAW', 'RISE', 'ASK', 'BACK', 'LATER', 'GONE', 'SICK', 'VIEW'] as const

beforeAll(async () => {
  store = await testStore()
  people = await signInPeople(store)
  stranger = await signInAs(store, { role: 'commune_officer', area: '11335' })
  for (const code of CODES)
    await registerWidow(store, people.officer, code, {
      ...(code === 'ASK' || code === 'BACK'
        ? {}
        : { recognised_standing: 'poor', recognised_on: '2025-12-10' }),
    })
  for (const code of ['ASK', 'BACK'])
    await as(store, people.officer, (tx, me) =>
      receiveRequest(context, tx, me, {
        form: '01',
        subject: 'review',
        householdId: code,
        receivedOn: '2026-08-20',
        wayOf: 'post',
      }),
    )
  await as(store, people.officer, (tx, me) =>
    openRound(context, tx, me, { kind: 'annual', area: COMMUNE, year: 2026 }),
  )
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
const survey = async (household: string, on = '2026-09-05', user = people.officer, answers = NOTHING) =>
  as(store, user, async (tx, me) => surveyCase(context, tx, me, await ref(household), { on, answers }))
/** Surveyed, agreed to by all, posted from 14 to 17 September. */
const bringToPosted = async (household: string) => {
  if ((await caseOf(household)).state !== 'surveyed') await survey(household)
  await as(store, people.officer, async (tx, me) => {
    const c = await ref(household)
    await holdMeeting(context, tx, me, {
      hamlet: 'Thôn Đông',
      on: '2026-09-10',
      present: 10,
      votes: [{ ...c, agreed: 10 }],
    })
    await postResults(context, tx, me, { cases: [c], from: '2026-09-14', address: 'UBND phường' })
  })
}
const propose = async (household: string, on = '2026-09-20') =>
  as(store, people.officer, async (tx, me) => proposeDecision(context, tx, me, [await ref(household)], on))

describe('the database', () => {
  it('has the table of moves that the code has', async () => {
    const { rows } = await withOwner(store, tx =>
      tx.client.query(
        'select step, from_state as "from", to_state as "to", permission from review_move order by 1, 2, 3',
      ),
    )
    const sort = (moves: readonly object[]) => moves.map(m => JSON.stringify(m)).sort()
    expect(sort(rows)).toEqual(sort(allMoves()))
  })

  it('recognises nobody past the steps, whatever SQL an officer sends', async () => {
    const c = await caseOf('RAW')
    const insert = (
      step: string,
      from: string,
      to: string,
      seq = 1,
      user = people.officer,
      actor = user.userId,
    ) =>
      withSession(store, user.token, tx =>
        tx.client.query(
          `insert into review_step (case_id, seq, step, from_state, to_state, on_day, commune_code, actor) values ($1, $2, $3, $4, $5, '2026-09-05', $6, $7)`,
          [c.case_id, seq, step, from, to, COMMUNE, actor],
        ),
      )
    await expect(insert('approve', 'listed', 'decided')).rejects.toMatchObject({
      constraint: 'review_step_way',
    })
    await expect(insert('approve', 'proposed', 'decided')).rejects.toMatchObject({
      constraint: 'review_case_version',
    })
    await expect(insert('survey', 'listed', 'surveyed', 7)).rejects.toMatchObject({
      constraint: 'review_case_version',
    })
    await expect(insert('survey', 'listed', 'surveyed', 1, people.chair)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      insert('survey', 'listed', 'surveyed', 1, people.officer, people.chair.userId),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(insert('survey', 'listed', 'surveyed', 1, stranger)).rejects.toMatchObject({ code: '42501' })
    const update = withSession(store, people.officer.token, tx =>
      tx.client.query(`update review_case set state = 'decided'`),
    )
    await expect(update).rejects.toMatchObject({ code: '42501' })
    expect((await caseOf('RAW')).state).toBe('listed')
  })

  it('keeps steps for ever, from the owner too', async () => {
    await survey('RAW')
    for (const sql of [
      'delete from review_step',
      `update review_step set step = 'post'`,
      'truncate review_step cascade',
    ])
      await expect(withOwner(store, tx => tx.client.query(sql))).rejects.toMatchObject({ code: '23001' })
  })

  it('lets two officers move one case once', async () => {
    const c = await caseOf('RAW')
    const again = () =>
      as(store, people.officer, (tx, me) =>
        surveyCase(
          context,
          tx,
          me,
          { case_id: c.case_id, version: c.version },
          { on: '2026-09-06', answers: NOTHING },
        ),
      )
    const both = await Promise.allSettled([again(), again()])
    expect(both.filter(r => r.status === 'fulfilled')).toHaveLength(1)
    expect((await caseOf('RAW')).version).toBe(c.version + 1)
  })

  it('shows a case to its commune and to the city, and to nobody else', async () => {
    const c = await caseOf('RAW')
    expect(await as(store, people.city, tx => findCases(tx, [c.case_id]))).toHaveLength(1)
    expect(await as(store, stranger, tx => findCases(tx, [c.case_id]))).toEqual([])
    expect(await as(store, stranger, tx => listRounds(tx, {}))).toEqual([])
  })

  it('takes no step for a day before the last one, nor for tomorrow', async () => {
    await expect(survey('RAW', '2026-08-31')).rejects.toMatchObject({ code: 'review.day_out_of_order' })
    await expect(survey('RAW', '2099-01-01')).rejects.toMatchObject({ code: 'household.future_day' })
  })
})

describe('a surveyor', () => {
  it('records what he found, without a right to write anything else of the household', async () => {
    const found = await survey('SICK', '2026-09-05', people.surveyor, {
      household: { toilet_kind: 'none' },
      persons: { 'SICK-a': { has_health_insurance: false } },
    })
    expect(found.standing).toBe('near_poor')
    const { rows } = await as(store, people.officer, tx =>
      tx.client.query(`select toilet_kind, surveyed_on from household where household_id = 'SICK'`),
    )
    expect(rows[0]).toEqual({ toilet_kind: 'none', surveyed_on: '2026-09-05' })
    await expect(
      as(store, people.surveyor, tx =>
        appendAction(tx, context.registry, {
          household_id: 'SICK',
          kind: 'corrected',
          effective_on: '2026-09-06',
          household: { facts: { toilet_kind: 'septic' } },
        }),
      ),
    ).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|42501/) })
  })

  it('does not post, and does not answer what decisions write', async () => {
    const c = await ref('SICK')
    await expect(
      as(store, people.surveyor, (tx, me) =>
        holdMeeting(context, tx, me, {
          hamlet: 'Thôn Đông',
          on: '2026-09-10',
          present: 10,
          votes: [{ ...c, agreed: 10 }],
        }),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      survey('SICK', '2026-09-06', people.surveyor, {
        household: { recognised_standing: 'poor' },
        persons: {},
      } as never),
    ).rejects.toMatchObject({ code: 'review.fact_not_asked' })
  })

  it('sees that an indicator rests on something he may not see, and not what', async () => {
    const answers = {
      household: {},
      persons: {
        'SICK-a': {
          birth_date: '1990-01-01',
          qualification: 'college',
          social_assistance_amount: 700_000,
          disability: 'severe',
        },
      },
    }
    const { assessment } = await survey('SICK', '2026-09-07', people.officer, answers as never)
    expect(assessment.tainted).toEqual(['dependants'])
    const id = (await caseOf('SICK')).case_id
    const [seen] = await as(store, people.surveyor, tx => surveysOf(tx, id))
    expect(seen).toMatchObject({
      restricted: true,
      indicators: null,
      deprivations: null,
      missing: null,
      tainted: null,
    })
    const [known] = await as(store, people.officer, tx => surveysOf(tx, id))
    expect(known).toMatchObject({ restricted: true, deprivations: 3, tainted: ['dependants'] })
  })
})

describe('a standing', () => {
  it('that is still open goes to no meeting, and is decided by a person with a reason only', async () => {
    const open = {
      household: { toilet_kind: 'none', water_source: 'unprotected' },
      persons: { 'VIEW-a': { has_health_insurance: null } },
    }
    expect((await survey('VIEW', '2026-09-05', people.officer, open as never)).standing).toBe('undetermined')
    const meet = async () =>
      as(store, people.officer, async (tx, me) =>
        holdMeeting(context, tx, me, {
          hamlet: 'Thôn Đông',
          on: '2026-09-10',
          present: 10,
          votes: [{ ...(await ref('VIEW')), agreed: 10 }],
        }),
      )
    await expect(meet()).rejects.toMatchObject({ code: 'review.standing_open' })
    const decide = async (reason?: string) =>
      as(store, people.officer, async (tx, me) =>
        surveyCase(context, tx, me, await ref('VIEW'), {
          on: '2026-09-06',
          answers: NOTHING,
          standing: 'poor',
          reason,
        }),
      )
    await expect(decide()).rejects.toMatchObject({ code: 'review.standing_not_possible' })
    expect((await decide('Thẻ bảo hiểm y tế đã hết hạn, chưa gia hạn.')).standing).toBe('poor')
    expect(await caseOf('VIEW')).toMatchObject({ standing: 'poor', computed: 'undetermined' })
  })
})

describe('a household that asked', () => {
  it('leaves at Form A and gets a refusal in writing with the reason, signed by another person', async () => {
    await as(store, people.officer, async (tx, me) =>
      screenCase(context, tx, me, await ref('ASK'), '2026-09-03', { car: true }),
    )
    const decision = await propose('ASK', '2026-09-04')
    await as(store, people.chair, (tx, me) =>
      approve(context, tx, me, decision.decision_id, {
        version: 1,
        number: '5/TB-UBND',
        decidedOn: '2026-09-07',
      }),
    )
    expect(await caseOf('ASK')).toMatchObject({ state: 'refused', due_on: null })
    expect(await as(store, people.chair, tx => takeEffect(context, tx, {}))).toEqual({
      applied: 0,
      notApplied: [],
    })
  })

  it('may take its request back; one on a list may not', async () => {
    await as(store, people.officer, async (tx, me) =>
      withdraw(context, tx, me, await ref('BACK'), '2026-09-03'),
    )
    expect((await caseOf('BACK')).state).toBe('withdrawn')
    await expect(
      as(store, people.officer, async (tx, me) => withdraw(context, tx, me, await ref('GONE'), '2026-09-03')),
    ).rejects.toMatchObject({ code: 'review.only_requests' })
  })

  it('may ask again after it was answered, not before', async () => {
    const ask = () =>
      as(store, people.officer, (tx, me) =>
        receiveRequest(context, tx, me, {
          form: '04',
          subject: 'review',
          householdId: 'ASK',
          receivedOn: '2026-10-02',
          wayOf: 'hand',
        }),
      )
    const { request } = await ask()
    expect(request.return_on).toBe('2026-10-30')
    await expect(ask()).rejects.toMatchObject({ code: 'review.request_pending' })
  })

  it('learns by its code how things stand, without signing in and without a name', async () => {
    const { rows } = await withOwner(store, tx =>
      tx.client.query<{ receipt_code: string; household_id: string }>(
        'select receipt_code, household_id from review_request',
      ),
    )
    const code = rows.find(r => r.household_id === 'BACK')?.receipt_code ?? ''
    const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect(readReceiptCode(typed)).toBe(code)
    const status = await withSession(store, '', tx => statusByCode(tx, code))
    expect(status).toEqual({
      received_on: '2026-08-20',
      return_on: '2026-12-14',
      return_latest: '2026-12-14',
      state: 'withdrawn',
      since: '2026-09-03',
      posted_until: null,
    })
    expect(await withSession(store, '', tx => statusByCode(tx, 'AAAAA-AAAAA'))).toBeUndefined()
    expect(readReceiptCode('UUUUU-UUUUU')).toBeUndefined()
  })
})

describe('a decision', () => {
  it('is returned with a reason, by another person, and goes on from where it was', async () => {
    await bringToPosted('RISE')
    const first = await propose('RISE')
    const back = (user: TestUser) =>
      as(store, user, (tx, me) =>
        returnProposal(context, tx, me, first.decision_id, {
          version: 1,
          on: '2026-09-21',
          reason: 'Thiếu biên bản.',
          resurvey: false,
        }),
      )
    await expect(back(people.officer)).rejects.toMatchObject({ code: 'review.four_eyes' })
    await back(people.chair)
    expect(await caseOf('RISE')).toMatchObject({ state: 'posted', posted_until: '2026-09-17' })
    await expect(back(people.chair)).rejects.toMatchObject({ code: 'review.decision_over' })
    const second = await propose('RISE', '2026-09-22')
    expect(second.decision_id).not.toBe(first.decision_id)
  })

  it('that holds from a later day is written into the file on that day and once', async () => {
    await bringToPosted('LATER')
    const decision = await propose('LATER')
    await as(store, people.chair, (tx, me) =>
      approve(context, tx, me, decision.decision_id, {
        version: 1,
        number: '20/QĐ-UBND',
        decidedOn: '2026-10-01',
        validFrom: '2026-11-01',
        validUntil: '2027-10-31',
      }),
    )
    const standing = async () =>
      (
        await as(store, people.officer, tx =>
          tx.client.query(
            `select recognised_standing, recognised_on, recognised_until from household where household_id = 'LATER'`,
          ),
        )
      ).rows[0]
    expect(
      await as(store, people.officer, tx => takeEffect({ ...context, today: () => '2026-10-31' }, tx, {})),
    ).toEqual({ applied: 0, notApplied: [] })
    expect(await standing()).toEqual({
      recognised_standing: 'poor',
      recognised_on: '2025-12-10',
      recognised_until: null,
    })
    // by the machine, for nobody in particular
    const effect = await takeEffectEverywhere(store, { ...context, today: () => '2026-11-01' }, e => {
      throw e
    })
    expect(effect).toEqual({ applied: 1, notApplied: [] })
    expect(await standing()).toEqual({
      recognised_standing: 'near_poor',
      recognised_on: '2026-11-01',
      recognised_until: '2027-10-31',
    })
    expect(await as(store, people.officer, tx => takeEffect(context, tx, {}))).toEqual({
      applied: 0,
      notApplied: [],
    })
  })

  it('has a number that no other of the commune has in the year', async () => {
    await bringToPosted('RAW')
    const decision = await propose('RAW')
    await expect(
      as(store, people.chair, (tx, me) =>
        approve(context, tx, me, decision.decision_id, {
          version: 1,
          number: '20/QĐ-UBND',
          decidedOn: '2026-10-01',
        }),
      ),
    ).rejects.toMatchObject({ constraint: 'review_decision_number' })
  })
})

describe('the opinion of the level above', () => {
  it('is asked where the city has switched it on, and may send a case back', async () => {
    await bringToPosted('VIEW')
    const view = await ref('VIEW')
    await expect(
      as(store, people.officer, (tx, me) => askOpinion(context, tx, me, [view], '2026-09-20')),
    ).rejects.toMatchObject({ code: 'review.opinion_off' })
    await as(store, people.city, (tx, me) =>
      writeSetting(
        tx,
        'opinion',
        { value: 'province', unit: 'choice', source: 'Công văn của Sở', mark: 'reported' },
        me,
      ),
    )
    await expect(propose('VIEW')).rejects.toMatchObject({ code: 'review.opinion_first' })
    await as(store, people.officer, (tx, me) => askOpinion(context, tx, me, [view], '2026-09-21'))
    expect(await caseOf('VIEW')).toMatchObject({ state: 'asked', due_on: '2026-09-28' })
    const say = (user: TestUser, agrees: boolean) =>
      as(store, user, (tx, me) =>
        giveOpinion(context, tx, me, [view], { on: '2026-09-23', agrees, reference: '77/SNNMT' }),
      )
    await expect(say(people.officer, true)).rejects.toMatchObject({ code: '42501' })
    await say(people.city, true)
    expect((await propose('VIEW', '2026-09-24')).state).toBe('proposed')
  })

  it('is a setting with its history, which an officer of a commune may not change', async () => {
    const change = (user: TestUser) =>
      as(store, user, (tx, me) =>
        writeSetting(tx, 'opinion', { value: 'none', unit: 'choice', source: 'thử', mark: null }, me),
      )
    await expect(change(people.officer)).rejects.toMatchObject({ code: '42501' })
    await change(people.city)
    await as(store, people.city, async tx => {
      expect((await readSettings(tx)).opinion).toMatchObject({ value: 'none', source: 'thử', mark: null })
      expect((await settingHistory(tx, 'opinion')).map(s => s.value)).toEqual(['none', 'province'])
      expect((await readSettings(tx)).posting_days).toMatchObject({ value: 3, mark: 'unconfirmed' })
    })
  })
})

describe('a household that is no longer here', () => {
  it('is left out of what a decision writes, and named, while the others go on', async () => {
    for (const code of ['STAY', 'LEFT']) {
      await registerWidow(store, people.officer, code)
      await as(store, people.officer, (tx, me) =>
        receiveRequest(context, tx, me, {
          form: '01',
          subject: 'review',
          householdId: code,
          receivedOn: '2026-09-02',
          wayOf: 'hand',
        }),
      )
      await as(store, people.officer, async (tx, me) =>
        screenCase(context, tx, me, await ref(code), '2026-09-03', {}),
      )
      await bringToPosted(code)
    }
    const decision = await as(store, people.officer, async (tx, me) =>
      proposeDecision(context, tx, me, [await ref('STAY'), await ref('LEFT')], '2026-09-20'),
    )
    await withOwner(store, tx =>
      tx.client.query(`update household set state = 'left_city' where household_id = 'LEFT'`),
    )
    const effect = await as(store, people.chair, async (tx, me) => {
      await approve(context, tx, me, decision.decision_id, {
        version: 1,
        number: '31/QĐ-UBND',
        decidedOn: '2026-10-01',
      })
      return takeEffect(context, tx, { decision: decision.decision_id })
    })
    expect(effect).toEqual({ applied: 1, notApplied: ['LEFT'] })
  })

  it('has its case closed, and only then', async () => {
    const gone = await ref('GONE')
    const end = () => as(store, people.officer, (tx, me) => closeCase(context, tx, me, gone, '2026-09-20'))
    await expect(end()).rejects.toMatchObject({ code: 'review.still_here' })
    await withOwner(store, tx =>
      tx.client.query(`update household set state = 'dissolved' where household_id = 'GONE'`),
    )
    await end()
    expect((await caseOf('GONE')).state).toBe('closed')
  })
})
