import { problem } from '../../platform/http/problem/index.ts'

export const personNotFound = problem('privacy.person_not_found', {
  status: 404,
  title: {
    vi: 'Không có người này, hoặc hồ sơ nằm ngoài địa bàn được xem.',
    en: 'There is no such person, or the file lies outside the areas that may be seen.',
  },
  constraints: ['erasure_request_place'],
})
export const copyIncomplete = problem('privacy.parts_hidden', {
  status: 403,
  title: {
    vi: 'Bản sao phải đủ mọi phần, kể cả số định danh và thông tin hạn chế mà bạn không được xem.',
    en: 'A copy holds every part, identity numbers and restricted facts among them, which you may not see.',
  },
  detail: () => ({
    vi: 'Đề nghị người có đủ quyền ở địa bàn này lập bản sao.',
    en: 'Ask somebody who may see all of it in this area.',
  }),
})
export const alreadyErased = problem('privacy.already_erased', {
  status: 409,
  title: {
    vi: 'Dữ liệu của người này đã được xóa.',
    en: 'The data of this person are erased already.',
  },
})
/** What keeps a person's data, said to whoever asks for erasure. */
export interface Duty {
  readonly code: string
  readonly vi: string
  readonly en: string
}
export const dutyToKeep = problem('privacy.duty_to_keep', {
  status: 409,
  title: {
    vi: 'Chưa được xóa: pháp luật còn buộc phải giữ dữ liệu này.',
    en: 'Not to be erased yet: the law still asks to keep these data.',
  },
  detail: (duties: readonly Duty[]) => ({
    vi: duties.map(d => d.vi).join(' '),
    en: duties.map(d => d.en).join(' '),
  }),
})
export const requestNotFound = problem('privacy.request_not_found', {
  status: 404,
  title: {
    vi: 'Không có đề nghị xóa này ở địa bàn của bạn.',
    en: 'There is no such request in your area.',
  },
})
export const requestDecided = problem('privacy.request_decided', {
  status: 409,
  title: { vi: 'Đề nghị này đã được giải quyết.', en: 'This request is decided already.' },
  constraints: ['erasure_request_stays'],
})
export const alreadyRequested = problem('privacy.already_requested', {
  status: 409,
  title: {
    vi: 'Đã có một đề nghị xóa dữ liệu của người này đang chờ.',
    en: 'A request about this person is waiting already.',
  },
  constraints: ['erasure_request_once'],
})
export const secondPersonNeeded = problem('privacy.second_person_needed', {
  status: 403,
  title: {
    vi: 'Người đề nghị không được tự duyệt; người khác mới được duyệt hoặc từ chối, và chỉ người đề nghị mới được rút.',
    en: 'Whoever proposed it does not decide it: another person approves or refuses, and only the proposer withdraws.',
  },
  constraints: ['erasure_needs_two_people'],
})
