import type { Day } from '../../platform/calendar/index.ts'

import type { Tx } from '../../platform/db/index.ts'
import {
  certificatePaper,
  communeOffice,
  decisionPaper,
  minutesPapers,
  type Paper,
  type PaperKind,
  postingPaper,
  receiptPaper,
  refusalPaper,
  type Sheet,
  templateOf,
} from '../papers/index.ts'
import { householdLines } from './case-queries.ts'
import type { ReviewContext } from './context.ts'
import { findDecision, itemsOf, membersForCertificate } from './decision-queries.ts'
import { findMeeting, findPosting } from './meeting-queries.ts'
import { caseMissing, nothingToPrint } from './problems.ts'
import { findRequest } from './request-queries.ts'
import { findRound } from './round-queries.ts'
import type { Case, Decision, HouseholdLine } from './row-types.ts'
import { readSettings } from './setting-queries.ts'
import { doubtOf, type SettingKey, type Settings } from './settings.ts'
import { isStanding, requestWords, resultWords, type Standing } from './words.ts'

/** Papers of one kind, with the template that is in force for it. */
export interface Printed {
  readonly kind: PaperKind
  /** Whose papers they are. */
  readonly commune: string
  readonly template: Buffer
  readonly papers: readonly Paper[]
}

const doubts = (settings: Settings, ...keys: SettingKey[]): string[] =>
  keys.map(key => doubtOf(settings, key)).filter(text => text !== undefined)

async function print(tx: Tx, kind: PaperKind, commune: string, papers: readonly Paper[]): Promise<Printed> {
  if (papers.length === 0) throw nothingToPrint()
  return { kind, commune, template: await templateOf(tx, kind), papers }
}

const sheetOf = (commune: string, name: string, said: readonly string[]): Sheet => ({
  name,
  office: communeOffice(commune),
  doubts: said,
})

/** Receipt slip of a request (giấy hẹn). */
export async function receiptSlip(context: ReviewContext, tx: Tx, requestId: string): Promise<Printed> {
  const request = await findRequest(tx, requestId)
  if (!request) throw caseMissing(1)
  const household = await lineOf(tx, request.household_id, context.today())
  const settings = await readSettings(tx)
  return print(tx, 'receipt', request.commune_code, [
    receiptPaper(
      {
        ...sheetOf(
          request.commune_code,
          request.receipt_code,
          doubts(settings, request.form === '01' ? 'annual_to' : 'regular_days'),
        ),
        on: request.received_on,
      },
      {
        head: household?.head_name ?? '',
        hamlet: household?.hamlet ?? undefined,
        code: request.receipt_code,
        subject: requestWords(request.form, request.subject),
        received: request.received_on,
        due: request.return_on,
        latest: request.return_latest,
        clerk: undefined,
      },
    ),
  ])
}

/** Minutes of a meeting in two copies. */
export async function meetingMinutes(_: ReviewContext, tx: Tx, meetingId: string): Promise<Printed> {
  const meeting = await findMeeting(tx, meetingId)
  if (!meeting) throw caseMissing(1)
  const round = await findRound(tx, meeting.round_id)
  const settings = await readSettings(tx)
  return print(
    tx,
    'minutes',
    meeting.commune_code,
    minutesPapers(
      sheetOf(meeting.commune_code, `bien-ban-${meeting.held_on}`, doubts(settings, 'agreement_percent')),
      {
        round: round?.name ?? '',
        hamlet: meeting.hamlet,
        on: meeting.held_on,
        place: meeting.place ?? undefined,
        chair: meeting.chair ?? undefined,
        secretary: meeting.secretary ?? undefined,
        present: meeting.present,
        percent: meeting.percent,
        remarks: meeting.remarks ?? undefined,
        households: meeting.cases.map(c => ({
          head: c.head_name ?? undefined,
          hamlet: c.hamlet ?? undefined,
          result: resultWords(c.standing, c.opening_standing ?? undefined),
          agreed: c.agreed,
          passes: c.passes,
        })),
      },
    ),
  )
}

/** The posted list, while it runs. @throws Problem `review.nothing_to_print` after its last day */
export async function postedList(context: ReviewContext, tx: Tx, postingId: string): Promise<Printed> {
  const posting = await findPosting(tx, postingId, context.today())
  if (!posting) throw caseMissing(1)
  if (posting.cases.length === 0) throw nothingToPrint()
  const round = await findRound(tx, posting.round_id)
  const settings = await readSettings(tx)
  return print(tx, 'posting', posting.commune_code, [
    postingPaper(
      {
        ...sheetOf(
          posting.commune_code,
          `niem-yet-${posting.from_on}`,
          doubts(settings, posting.after_recheck ? 'reposting_days' : 'posting_days'),
        ),
        on: posting.from_on,
      },
      {
        round: round?.name ?? '',
        from: posting.from_on,
        until: posting.until_on,
        address: posting.address,
        households: posting.cases.map(c => ({
          head: c.head_name ?? undefined,
          hamlet: c.hamlet ?? undefined,
          result: resultWords(c.standing, c.opening_standing ?? undefined),
        })),
      },
    ),
  ])
}

const GROUNDS = [
  'Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ',
  'Quyết định số 24/2021/QĐ-TTg ngày 16 tháng 7 năm 2021 của Thủ tướng Chính phủ',
  'Thông tư số 07/2021/TT-BLĐTBXH ngày 18 tháng 7 năm 2021, sửa đổi bởi Thông tư số 02/2022/TT-BLĐTBXH',
]

/** The decision of recognition with its list. A proposal prints as a draft without number and date. */
export async function decisionOf(context: ReviewContext, tx: Tx, decisionId: string): Promise<Printed> {
  const { decision, items, households } = await decided(context, tx, decisionId)
  const round = await findRound(tx, decision.round_id)
  const settings = await readSettings(tx)
  const recognised = items.filter(i => i.outcome === 'recognise')
  if (recognised.length === 0) throw nothingToPrint()
  return print(tx, 'decision', decision.commune_code, [
    decisionPaper(
      {
        ...sheetOf(decision.commune_code, `quyet-dinh-${decisionId}`, [
          ...doubts(settings, 'opinion', 'posting_days'),
          'căn cứ pháp lý của rà soát từ năm 2026 (Nghị định 351/2025/NĐ-CP kéo dài chuẩn; văn bản thay thế Quyết định 24/2021/QĐ-TTg, nếu có)',
        ]),
        number: decision.number ?? undefined,
        on: decision.decided_on ?? undefined,
        signer: decision.signer ?? undefined,
      },
      {
        round: round?.name ?? '',
        grounds: GROUNDS,
        from: decision.valid_from ?? decision.decided_on ?? context.today(),
        until: decision.valid_until ?? undefined,
        households: recognised.map(item => {
          const h = households.get(item.household_id)
          return {
            head: h?.head_name ?? undefined,
            hamlet: h?.hamlet ?? undefined,
            members: h?.member_count ?? 0,
            result: resultWords(item.standing as Standing, item.before_standing ?? undefined),
          }
        }),
      },
    ),
  ])
}

/** Refusals in writing, one for each household that a decision does not recognise. */
export async function refusalsOf(context: ReviewContext, tx: Tx, decisionId: string): Promise<Printed> {
  const { decision, items, households } = await decided(context, tx, decisionId)
  const round = await findRound(tx, decision.round_id)
  return print(
    tx,
    'refusal',
    decision.commune_code,
    items
      .filter(i => i.outcome === 'refuse')
      .map(item => {
        const h = households.get(item.household_id)
        return refusalPaper(
          {
            ...sheetOf(decision.commune_code, item.household_id, []),
            number: decision.number ?? undefined,
            on: decision.decided_on ?? undefined,
            signer: decision.signer ?? undefined,
          },
          {
            head: h?.head_name ?? undefined,
            hamlet: h?.hamlet ?? undefined,
            subject: 'rà soát, công nhận kết quả rà soát hộ nghèo, hộ cận nghèo',
            round: round?.name ?? '',
            reasons: item.reasons,
          },
        )
      }),
  )
}

/** Certificates of poor and near-poor households among the cases, each by its decision. */
export async function certificatePapers(
  context: ReviewContext,
  tx: Tx,
  cases: readonly Case[],
): Promise<Printed> {
  const ids = cases.map(c => c.household_id)
  const households = await householdLines(tx, ids, context.today())
  const members = Map.groupBy(await membersForCertificate(tx, ids), m => m.household_id)
  const decisions = new Map<string, Decision | undefined>()
  const papers: Paper[] = []
  for (const c of cases) {
    if (c.state !== 'decided' && c.state !== 'certified') continue
    if (!isStanding(c.standing) || (c.standing !== 'poor' && c.standing !== 'near_poor')) continue
    const id = c.decision_id ?? ''
    if (!decisions.has(id)) decisions.set(id, await findDecision(tx, id))
    const decision = decisions.get(id)
    if (!decision?.number || !decision.decided_on || !decision.valid_from) continue
    const h = households.get(c.household_id)
    papers.push(
      certificatePaper(
        {
          ...sheetOf(c.commune_code, c.household_id, []),
          on: decision.decided_on,
          signer: decision.signer ?? undefined,
        },
        {
          head: h?.head_name ?? undefined,
          hamlet: h?.hamlet ?? undefined,
          standing: resultWords(c.standing, undefined),
          decision: decision.number,
          decidedOn: decision.decided_on,
          from: decision.valid_from,
          until: decision.valid_until ?? undefined,
          members: (members.get(c.household_id) ?? []).map(m => ({
            name: m.full_name ?? undefined,
            birthYear: birthYear(m.birth_date, m.birth_year),
            relation: relation(context, m.relation_to_head),
          })),
        },
      ),
    )
  }
  return print(tx, 'certificate', cases[0]?.commune_code ?? '', papers)
}

const birthYear = (date: Day | null, year: number | null): number | undefined =>
  date === null ? (year ?? undefined) : Number(date.slice(0, 4))

const relation = (context: ReviewContext, word: string | null): string | undefined =>
  word === null ? undefined : context.law.facts.categories.get('relation_to_head')?.labels[word]?.vi

async function lineOf(tx: Tx, id: string, on: Day): Promise<HouseholdLine | undefined> {
  return (await householdLines(tx, [id], on)).get(id)
}

async function decided(context: ReviewContext, tx: Tx, id: string) {
  const decision = await findDecision(tx, id)
  if (!decision) throw caseMissing(1)
  const items = await itemsOf(tx, id)
  const households = await householdLines(
    tx,
    items.map(i => i.household_id),
    context.today(),
  )
  return { decision, items, households }
}
