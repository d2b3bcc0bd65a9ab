import { problem } from './problem/catalogue.ts'

export const keyMissing = problem('idempotency.key_missing', {
  status: 400,
  title: { vi: 'Thiếu Idempotency-Key.', en: 'Idempotency-Key is missing.' },
})
export const keyMalformed = problem('idempotency.key_malformed', {
  status: 400,
  title: {
    vi: 'Idempotency-Key phải có 8 đến 200 ký tự ASCII, không dấu cách (nên dùng UUID).',
    en: 'An Idempotency-Key has 8 to 200 ASCII signs without spaces (a UUID is best).',
  },
})
export const keyOfAnotherRequest = problem('idempotency.other_request', {
  status: 422,
  title: {
    vi: 'Idempotency-Key này đã dùng cho một yêu cầu khác.',
    en: 'This Idempotency-Key was used for another request.',
  },
})
export const requestInFlight = problem('idempotency.in_flight', {
  status: 409,
  title: { vi: 'Chính yêu cầu này đang được xử lý.', en: 'This very request is being worked on.' },
  retryAfter: 1,
})
