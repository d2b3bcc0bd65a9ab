import { problem } from './catalogue.ts'

// What can go wrong with any request. Problems of a thing stand in the `problems.ts` of that thing.

export const malformedJson = problem('request.malformed_json', {
  status: 400,
  title: { vi: 'Nội dung gửi lên không phải JSON hợp lệ.', en: 'The body is not valid JSON.' },
})
export const malformedRequest = problem('request.malformed', {
  status: 400,
  title: { vi: 'Yêu cầu không đọc được.', en: 'The request cannot be read.' },
})
export const invalidParameters = problem('request.invalid_parameters', {
  status: 400,
  title: { vi: 'Tham số của yêu cầu chưa đúng.', en: 'Parameters of the request are not valid.' },
  detail: () => ({ vi: 'Xem mục errors để biết từng chỗ sai.', en: 'See errors for each fault.' }),
})
export const invalidBody = problem('request.invalid_body', {
  status: 422,
  title: { vi: 'Nội dung gửi lên chưa đúng.', en: 'The body is not valid.' },
  detail: () => ({ vi: 'Xem mục errors để biết từng chỗ sai.', en: 'See errors for each fault.' }),
})
export const bodyTooLarge = problem('request.too_large', {
  status: 413,
  title: { vi: 'Nội dung gửi lên quá lớn.', en: 'The body is too large.' },
  detail: (limit: number) => ({
    vi: `Tối đa ${limit.toLocaleString('vi-VN')} byte. Hãy chia nhỏ rồi gửi lại.`,
    en: `At most ${limit.toLocaleString('en-GB')} bytes. Send it in smaller parts.`,
  }),
})
export const wrongContentType = problem('request.wrong_content_type', {
  status: 415,
  title: {
    vi: 'Kiểu nội dung (Content-Type) không được nhận ở đây.',
    en: 'This Content-Type is not accepted here.',
  },
})
export const foreignOrigin = problem('request.foreign_origin', {
  status: 403,
  title: {
    vi: 'Yêu cầu ghi đến từ một trang khác nên bị từ chối.',
    en: 'A write that comes from another site is refused.',
  },
})
export const requestTimedOut = problem('request.timed_out', {
  status: 503,
  title: { vi: 'Máy chủ chưa làm xong trong thời gian cho phép.', en: 'The server did not finish in time.' },
  detail: () => ({
    vi: 'Việc ghi có thể vẫn được hoàn tất: hãy gửi lại với cùng Idempotency-Key.',
    en: 'A write may still complete: send it again with the same Idempotency-Key.',
  }),
  retryAfter: 5,
})
export const tooManyRequests = problem('request.too_many', {
  status: 429,
  title: { vi: 'Quá nhiều yêu cầu trong thời gian ngắn.', en: 'Too many requests in a short time.' },
  detail: (seconds: number) => ({
    vi: `Hãy thử lại sau ${seconds} giây.`,
    en: `Try again in ${seconds} seconds.`,
  }),
})

export const unknownRoute = problem('route.unknown', {
  status: 404,
  title: { vi: 'Không có địa chỉ này.', en: 'There is no such address.' },
})
export const wrongMethod = problem('route.wrong_method', {
  status: 405,
  title: { vi: 'Địa chỉ này không nhận phương thức đó.', en: 'This address does not take that method.' },
})

export const sessionMissing = problem('session.missing', {
  status: 401,
  title: { vi: 'Cần đăng nhập.', en: 'Sign in first.' },
})
export const sessionExpired = problem('session.expired', {
  status: 401,
  title: {
    vi: 'Phiên đăng nhập đã hết hạn. Hãy đăng nhập lại.',
    en: 'The session has expired. Sign in again.',
  },
})

export const forbidden = problem('access.forbidden', {
  status: 403,
  title: { vi: 'Không có quyền làm việc này ở địa bàn này.', en: 'No right to do this in this area.' },
})
export const notFound = problem('record.not_found', {
  status: 404,
  title: {
    vi: 'Không tìm thấy, hoặc nằm ngoài địa bàn được xem.',
    en: 'Not found, or outside the areas that may be seen.',
  },
})

export const duplicate = problem('store.duplicate', {
  status: 409,
  title: { vi: 'Đã có một bản ghi như vậy.', en: 'Such a record exists already.' },
})
export const refusedByStore = problem('store.refused', {
  status: 422,
  title: {
    vi: 'Dữ liệu trái với một ràng buộc của cơ sở dữ liệu.',
    en: 'The data violate a constraint of the database.',
  },
  detail: (constraint: string) => ({ vi: `Ràng buộc: ${constraint}.`, en: `Constraint: ${constraint}.` }),
})
export const unacceptableValue = problem('store.unacceptable_value', {
  status: 422,
  title: {
    vi: 'Có giá trị mà cơ sở dữ liệu không nhận (quá dài, quá lớn, ký tự cấm hoặc ngày không có thật).',
    en: 'A value is not acceptable to the database (too long, too large, a forbidden character, no real date).',
  },
})
export const storeBusy = problem('store.busy', {
  status: 503,
  title: {
    vi: 'Nhiều người đang sửa cùng dữ liệu. Hãy thử lại.',
    en: 'The data are being changed. Try again.',
  },
  retryAfter: 1,
})
export const storeUnavailable = problem('store.unavailable', {
  status: 503,
  title: { vi: 'Cơ sở dữ liệu tạm thời chưa sẵn sàng.', en: 'The database is not available at the moment.' },
  retryAfter: 5,
})
export const defect = problem('server.defect', {
  status: 500,
  title: {
    vi: 'Lỗi của phần mềm. Hãy báo mã yêu cầu (request_id) cho người quản trị.',
    en: 'A fault of the software. Give the request_id to the administrator.',
  },
})
