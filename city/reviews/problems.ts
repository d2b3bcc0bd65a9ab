import { problem } from '../../platform/http/problem/index.ts'
import type { CaseState, Step } from './moves.ts'
import { STEP_SPECS } from './moves.ts'
import { STATE_WORDS } from './words.ts'

type Said = { readonly vi: string; readonly en: string }

export const roundExists = problem('review.round_exists', {
  status: 409,
  title: { vi: 'Đợt rà soát này đã được mở.', en: 'This round is open already.' },
  constraints: ['review_round_once'],
})
export const roundClosed = problem('review.round_closed', {
  status: 409,
  title: { vi: 'Đợt rà soát đã khép lại.', en: 'The round is closed.' },
})
export const roundUnfinished = problem('review.round_unfinished', {
  status: 409,
  title: { vi: 'Đợt rà soát còn hồ sơ chưa xong.', en: 'The round has unfinished cases.' },
  detail: (cases: number) => ({
    vi: `Còn ${cases} hồ sơ. Hãy làm xong, hoặc khép đợt với carry để chuyển sang đợt sau.`,
    en: `${cases} are left. Finish them, or close with carry, so that the next round takes them up.`,
  }),
})
export const noStandard = problem('review.no_standard', {
  status: 422,
  title: {
    vi: 'Không có chuẩn nghèo nào trong ngày đã chọn.',
    en: 'No poverty standard is in force on that day.',
  },
  detail: (reason: string) => ({ vi: 'Hãy chọn ngày áp dụng khác.', en: reason }),
})
export const unknownCommune = problem('review.unknown_commune', {
  status: 422,
  title: { vi: 'Không có xã, phường, đặc khu với mã này.', en: 'No commune has this code.' },
})

export const notInRegistry = problem('review.household_unknown', {
  status: 404,
  title: { vi: 'Không tìm thấy hộ trong sổ.', en: 'The household is not in the registry.' },
  detail: () => ({
    vi: 'Hãy lập hồ sơ hộ trước, hoặc kiểm tra hộ có thuộc địa bàn của bạn không.',
    en: 'Register the household first, or see whether it belongs to your area.',
  }),
})
export const notActive = problem('review.household_gone', {
  status: 409,
  title: { vi: 'Hộ không còn ở địa bàn.', en: 'The household is no longer here.' },
})
export const requestPending = problem('review.request_pending', {
  status: 409,
  title: {
    vi: 'Hộ đã có giấy đề nghị chưa trả lời.',
    en: 'The household has a request that is not answered yet.',
  },
})

export const caseChanged = problem('review.case_changed', {
  status: 409,
  title: { vi: 'Hồ sơ đã được người khác chuyển bước.', en: 'Somebody else has moved the case.' },
  detail: () => ({ vi: 'Hãy đọc lại hồ sơ rồi làm tiếp.', en: 'Read the case again and go on from there.' }),
  constraints: ['review_case_version', 'review_step_case'],
})
export const wrongWay = problem('review.step_not_allowed', {
  status: 409,
  title: { vi: 'Bước này chưa làm được.', en: 'This step cannot be taken now.' },
  detail: (step: Step, state: CaseState) => ({
    vi: `Bước “${STEP_SPECS[step].vi}” không làm được khi hồ sơ “${STATE_WORDS[state].vi}”.`,
    en: `“${STEP_SPECS[step].en}” cannot be done while the case is “${STATE_WORDS[state].en}”.`,
  }),
  constraints: ['review_step_way'],
})
export const wrongDay = problem('review.day_out_of_order', {
  status: 422,
  title: {
    vi: 'Ngày của bước phải từ ngày của bước trước đến hôm nay.',
    en: 'The day of a step lies between the step before and today.',
  },
  constraints: ['review_step_day'],
})
export const fourEyes = problem('review.four_eyes', {
  status: 403,
  title: {
    vi: 'Người trình không được tự duyệt. Hãy để người khác duyệt.',
    en: 'Whoever proposed does not approve. Somebody else must.',
  },
  constraints: ['review_four_eyes', 'review_decision_four_eyes'],
})
export const caseMissing = problem('review.case_missing', {
  status: 404,
  title: { vi: 'Không tìm thấy hồ sơ rà soát.', en: 'The case was not found.' },
  detail: (count: number) => ({
    vi: `${count} hồ sơ không có, hoặc không thuộc địa bàn của bạn.`,
    en: `${count} of them do not exist or do not belong to your area.`,
  }),
})
export const mixedCases = problem('review.mixed_cases', {
  status: 422,
  title: {
    vi: 'Các hồ sơ phải cùng một đợt và cùng một xã.',
    en: 'The cases must be of one round and one commune.',
  },
})

export const formANotAsked = problem('review.form_a_not_asked', {
  status: 409,
  title: {
    vi: 'Hộ trong danh sách không phải qua Phiếu A.',
    en: 'Households on the lists are not screened by Form A.',
  },
})
export const formAFirst = problem('review.form_a_first', {
  status: 409,
  title: {
    vi: 'Hộ có giấy đề nghị phải qua Phiếu A trước.',
    en: 'A household with a request is screened by Form A first.',
  },
})
export const formAUnknown = problem('review.form_a_question', {
  status: 422,
  title: { vi: 'Phiếu A không có câu hỏi này.', en: 'Form A has no such question.' },
  detail: (said: string) => ({ vi: said, en: said }),
})
export const notAsked = problem('review.fact_not_asked', {
  status: 422,
  title: { vi: 'Phiếu B không hỏi nội dung này.', en: 'Form B does not ask this.' },
  detail: (fact: string) => ({
    vi: `“${fact}” không có trong Phiếu B của đợt rà soát.`,
    en: `“${fact}” is not on the Form B of the round.`,
  }),
})
export const notMember = problem('review.not_a_member', {
  status: 422,
  title: { vi: 'Có người không phải thành viên của hộ.', en: 'Somebody is not a member of the household.' },
})
export const standingNotPossible = problem('review.standing_not_possible', {
  status: 422,
  title: {
    vi: 'Phân loại đề nghị khác kết quả khảo sát.',
    en: 'The proposed standing is not what the survey says.',
  },
  detail: (possible: string) => ({
    vi: `Kết quả khảo sát cho phép: ${possible}. Nếu vẫn đề nghị khác, phải ghi lý do.`,
    en: `The survey allows: ${possible}. To propose another one, give a reason.`,
  }),
})
export const standingOpen = problem('review.standing_open', {
  status: 409,
  title: { vi: 'Có hộ chưa xác định được phân loại.', en: 'The standing of some households is still open.' },
  detail: (cases: number) => ({
    vi: `${cases} hộ còn câu hỏi chưa trả lời. Hãy bổ sung khảo sát, hoặc đề nghị phân loại có ghi lý do.`,
    en: `${cases} have unanswered questions. Complete the survey, or propose a standing with a reason.`,
  }),
})

export const impossibleVote = problem('review.impossible_vote', {
  status: 422,
  title: { vi: 'Số người dự họp, đồng ý không hợp lý.', en: 'The numbers of the meeting cannot be.' },
  detail: (said: Said) => said,
})
export const stillPosted = problem('review.still_posted', {
  status: 409,
  title: { vi: 'Chưa hết thời gian niêm yết.', en: 'The posting has not ended.' },
  detail: (until: string) => ({
    vi: `Niêm yết đến hết ngày ${until}. Trình quyết định từ ngày sau đó.`,
    en: `It is posted until ${until}. Propose the decision from the day after.`,
  }),
})
export const opinionFirst = problem('review.opinion_first', {
  status: 409,
  title: { vi: 'Phải xin ý kiến cấp trên trước.', en: 'The opinion of the level above is asked first.' },
})
export const opinionOff = problem('review.opinion_off', {
  status: 409,
  title: { vi: 'Đợt này không xin ý kiến cấp trên.', en: 'No opinion of the level above is asked.' },
})

export const decisionOver = problem('review.decision_over', {
  status: 409,
  title: {
    vi: 'Quyết định này đã được duyệt hoặc trả lại.',
    en: 'This decision was approved or returned already.',
  },
  constraints: ['review_decision_stays'],
})
export const numberTaken = problem('review.number_taken', {
  status: 409,
  title: { vi: 'Số quyết định này đã dùng trong năm.', en: 'This number was used in the year already.' },
  constraints: ['review_decision_number'],
})
export const reasonMissing = problem('review.reason_missing', {
  status: 422,
  title: { vi: 'Không công nhận thì phải ghi lý do.', en: 'A refusal needs its reasons.' },
})
export const noCertificate = problem('review.no_certificate', {
  status: 409,
  title: {
    vi: 'Chỉ hộ nghèo, hộ cận nghèo được cấp giấy chứng nhận.',
    en: 'Only poor and near-poor households get a certificate.',
  },
})
export const onlyRequests = problem('review.only_requests', {
  status: 409,
  title: { vi: 'Chỉ hộ có giấy đề nghị mới rút được.', en: 'Only a household with a request can withdraw.' },
})
export const stillHere = problem('review.still_here', {
  status: 409,
  title: {
    vi: 'Hộ vẫn ở địa bàn, chưa khép hồ sơ được.',
    en: 'The household is still here, the case cannot be closed.',
  },
})
export const settingWrong = problem('review.setting_wrong', {
  status: 422,
  title: { vi: 'Giá trị cấu hình không hợp lý.', en: 'The value of the setting makes no sense.' },
  detail: (said: Said) => said,
})
export const wrongRounds = problem('review.rounds_do_not_fit', {
  status: 422,
  title: {
    vi: 'Hai đợt phải cùng địa bàn, đợt cuối không trước đợt đầu.',
    en: 'Both rounds must be of one area, and the last not before the first.',
  },
})
export const nothingToPrint = problem('review.nothing_to_print', {
  status: 409,
  title: { vi: 'Không có gì để in.', en: 'There is nothing to print.' },
})
export const codeUnknown = problem('review.code_unknown', {
  status: 404,
  title: { vi: 'Không có hồ sơ nào với mã này.', en: 'No request has this code.' },
})
