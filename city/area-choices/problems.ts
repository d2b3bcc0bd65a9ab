import { problem } from '../../platform/http/problem/index.ts'

export const choiceMade = problem('area_choice.made', {
  status: 409,
  title: { vi: 'Địa bàn của hộ này đã được xác định.', en: 'The area of this household is chosen already.' },
  detail: () => ({
    vi: 'Nếu xác định sai, hãy làm thủ tục chuyển hộ.',
    en: 'A wrong choice is mended by moving the household.',
  }),
  constraints: ['area_choice_is_made_once'],
})
export const notACandidate = problem('area_choice.not_a_candidate', {
  status: 422,
  title: {
    vi: 'Đơn vị cũ của hộ không có phần nào thuộc đơn vị này.',
    en: 'No part of the old unit lies in this one.',
  },
})
export const householdElsewhere = problem('area_choice.household_elsewhere', {
  status: 409,
  title: {
    vi: 'Sổ đang ghi hộ này ở một đơn vị khác.',
    en: 'The registry keeps this household in another unit.',
  },
  detail: () => ({
    vi: 'Hãy làm thủ tục chuyển hộ về đơn vị đúng, rồi xác định địa bàn.',
    en: 'Move the household to the right unit, then choose.',
  }),
})
