import { problem } from '../../platform/http/problem/index.ts'

export const monthNotDecidable = problem('run.month_not_decidable', {
  status: 422,
  title: { vi: 'Không xét hưởng được cho tháng này.', en: 'This month cannot be decided.' },
  detail: (reason: { vi: string; en: string }) => reason,
})
export const communeUnknown = problem('run.commune_unknown', {
  status: 422,
  title: { vi: 'Có mã xã, phường, đặc khu không tồn tại.', en: 'One of the communes does not exist.' },
  detail: (codes: readonly string[]) => ({
    vi: `Không có đơn vị nào từ ngày 01-7-2025 mang mã ${codes.join(', ')}.`,
    en: `No unit since 2025-07-01 has the code ${codes.join(', ')}.`,
  }),
})
export const nothingToDecide = problem('run.nothing_to_decide', {
  status: 403,
  title: {
    vi: 'Không có địa bàn nào mà bạn được xét hưởng.',
    en: 'There is no area in which you may run determinations.',
  },
})
export const runNotRedecidable = problem('run.not_redecidable', {
  status: 409,
  title: { vi: 'Lần xét này chưa thể xét lại.', en: 'This run cannot be decided again yet.' },
  detail: (reason: { vi: string; en: string }) => reason,
})
export const lawOfThenGone = problem('run.law_of_then_gone', {
  status: 409,
  title: {
    vi: 'Bộ tệp luật của lần xét đó không còn được cài đặt.',
    en: 'The law files of that run are not installed any more.',
  },
  detail: (then: string, now: string) => ({
    vi: `Lần xét đó dùng bộ ${then.slice(0, 12)}, đang cài bộ ${now.slice(0, 12)}. Hãy dùng phiên bản An Sinh đã chạy lần xét đó.`,
    en: `It rests on the files ${then.slice(0, 12)}, installed are ${now.slice(0, 12)}. Use the version of An Sinh that decided it.`,
  }),
})
export const lawUnusable = problem('run.law_unusable', {
  status: 409,
  title: { vi: 'Luật hiện hành không dùng được.', en: 'The law cannot be used as it is.' },
  detail: (reason: string) => ({ vi: reason, en: reason }),
})
export const nothingToRetry = problem('run.nothing_to_retry', {
  status: 409,
  title: {
    vi: 'Không có phần nào của lần xét này cần chạy lại.',
    en: 'No part of this run waits to be tried again.',
  },
})
export const reasonsProtected = problem('run.reasons_protected', {
  status: 403,
  title: {
    vi: 'Lý do dựa trên thông tin được bảo vệ nên không hiển thị.',
    en: 'The reasons rest on protected information and are not shown.',
  },
})
export const receiptDiffers = problem('run.receipt_differs', {
  status: 409,
  title: {
    vi: 'Không dựng lại được kết quả này từ hồ sơ.',
    en: 'This outcome cannot be made again from the files.',
  },
  detail: () => ({
    vi: 'Dữ liệu đã dùng khi đó không còn đọc được (đã bị xóa theo yêu cầu, hoặc ngoài địa bàn được xem).',
    en: 'What was read then can no longer be read (it was erased, or lies outside the areas that may be seen).',
  }),
})
