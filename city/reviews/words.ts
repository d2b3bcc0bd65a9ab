import type { CaseState } from './moves.ts'
import type { RoundKind } from './rounds.ts'

/** Standings that a decision may recognise (words of the category `standing` of law/facts.yaml). */
export const STANDINGS = ['poor', 'near_poor', 'average_living', 'not_poor', 'above_near_poor'] as const
export type Standing = (typeof STANDINGS)[number]

export const isStanding = (text: unknown): text is Standing =>
  (STANDINGS as readonly unknown[]).includes(text)

/** Is a household on the lists of the poor or near-poor? */
export const isListed = (standing: Standing | undefined): standing is 'poor' | 'near_poor' =>
  standing === 'poor' || standing === 'near_poor'

/** What a decision says of a household, given where it stood: words of Decision 24/2021/QĐ-TTg, Art. 4. */
export function resultWords(standing: Standing, before: Standing | undefined): string {
  if (standing === 'poor') return 'hộ nghèo'
  if (standing === 'near_poor') return 'hộ cận nghèo'
  if (before === 'poor') return 'hộ thoát nghèo'
  if (before === 'near_poor') return 'hộ thoát cận nghèo'
  return 'không thuộc hộ nghèo, hộ cận nghèo'
}

/** Why a case is in a round. */
export const CASE_REASONS = ['listed_poor', 'listed_near_poor', 'escaped', 'request', 'carried'] as const
export type CaseReason = (typeof CASE_REASONS)[number]

export const REASON_WORDS: Readonly<Record<CaseReason, { vi: string; en: string }>> = {
  listed_poor: { vi: 'đang trong danh sách hộ nghèo', en: 'on the list of the poor' },
  listed_near_poor: { vi: 'đang trong danh sách hộ cận nghèo', en: 'on the list of the near-poor' },
  escaped: { vi: 'mới thoát nghèo, thoát cận nghèo, đang theo dõi', en: 'newly escaped, watched' },
  request: { vi: 'có giấy đề nghị', en: 'request' },
  carried: { vi: 'chuyển tiếp từ đợt trước, chưa xong', en: 'carried over, not finished' },
}

export const STATE_WORDS: Readonly<Record<CaseState, { vi: string; en: string }>> = {
  listed: { vi: 'trong danh sách cần rà soát', en: 'listed' },
  screened: { vi: 'đã qua Phiếu A', en: 'passed Form A' },
  screened_out: { vi: 'Phiếu A: không phải khảo sát tiếp', en: 'left at Form A' },
  surveyed: { vi: 'đã khảo sát Phiếu B', en: 'surveyed' },
  resurvey: { vi: 'phải khảo sát lại', en: 'to be surveyed again' },
  met: { vi: 'họp dân đã thống nhất', en: 'agreed at the meeting' },
  posted: { vi: 'đang niêm yết', en: 'posted' },
  complained: { vi: 'có khiếu nại, chờ phúc tra', en: 'complaint, waiting for the re-check' },
  rechecked: { vi: 'đã phúc tra, chờ niêm yết lại', en: 're-checked, to be posted again' },
  asked: { vi: 'chờ ý kiến cấp trên', en: 'waiting for the opinion of the level above' },
  opined: { vi: 'cấp trên đã đồng ý', en: 'the level above agrees' },
  proposed: { vi: 'đã trình, chờ quyết định', en: 'proposed, waiting for the decision' },
  decided: { vi: 'đã có quyết định', en: 'decided' },
  certified: { vi: 'đã cấp giấy chứng nhận', en: 'certificate issued' },
  refused: { vi: 'không công nhận, đã trả lời bằng văn bản', en: 'refused in writing' },
  withdrawn: { vi: 'hộ đã rút đề nghị', en: 'withdrawn' },
  closed: { vi: 'khép hồ sơ, hộ không còn ở địa bàn', en: 'closed, the household is no longer here' },
}

/** Requests of households: Form 01 for the annual review, Form 04 for a regular one (lawnet 1010154, 113695). */
export const REQUEST_FORMS = ['01', '04'] as const
export type RequestForm = (typeof REQUEST_FORMS)[number]

export const REQUEST_SUBJECTS = ['review', 'escape'] as const
export type RequestSubject = (typeof REQUEST_SUBJECTS)[number]

export const requestWords = (form: RequestForm, subject: RequestSubject): string =>
  subject === 'escape'
    ? `công nhận hộ thoát nghèo, thoát cận nghèo (Mẫu số ${form})`
    : `rà soát hộ nghèo, hộ cận nghèo (Mẫu số ${form})`

export const roundWords = (kind: RoundKind, year: number, month: number | undefined): string =>
  kind === 'annual' ? `Rà soát định kỳ năm ${year}` : `Rà soát thường xuyên tháng ${month} năm ${year}`
