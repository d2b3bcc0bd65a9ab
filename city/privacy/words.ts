/** Words of a person's copy. */
import type { FactColumn } from '../households/index.ts'

/** What the registry keeps beside the facts. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  full_name: 'họ và tên',
  birth_year: 'năm sinh (khi không rõ ngày)',
  identity_number: 'số định danh cá nhân',
  identity_tail: 'ba số cuối của số định danh',
  phone: 'số điện thoại',
  account: 'số tài khoản',
  hamlet: 'thôn, tổ dân phố',
  surveyed_on: 'ngày khảo sát',
  source_code: 'mã hộ ở hệ thống cũ',
  entry: 'diện vào danh sách',
  causes: 'nguyên nhân nghèo',
  wished_support: 'nhu cầu hỗ trợ',
  decision_number: 'số quyết định công nhận',
  decision_on: 'ngày quyết định công nhận',
}

/** A value as an officer would say it. */
export function shownValue(value: unknown, column: FactColumn | undefined): string {
  if (value === null || value === undefined) return 'chưa rõ'
  if (typeof value === 'boolean') return value ? 'có' : 'không'
  if (Array.isArray(value)) return value.join(', ')
  if (column?.type.t === 'money' && typeof value === 'number') return `${value.toLocaleString('vi-VN')} đồng`
  const text = String(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text.split('-').reverse().join('/')
  return column?.words?.[text]?.vi ?? text
}

export const MEMBER_STATES: Readonly<Record<string, string>> = {
  member: 'đang là thành viên của hộ',
  dead: 'đã mất',
  left: 'đã rời hộ',
  merged: 'hồ sơ đã gộp vào hồ sơ khác của cùng một người',
  erased: 'đã xóa dữ liệu',
}

export const OUTCOMES: Readonly<Record<string, string>> = {
  granted: 'được hưởng',
  refused: 'không được hưởng',
  undetermined: 'chưa xác định được',
}

export const DELIVERIES: Readonly<Record<string, string>> = {
  never_applied: 'chưa nộp đề nghị',
  pending: 'đang giải quyết',
  approved: 'đã duyệt',
  unpaid: 'chưa chi trả',
  delivered: 'đã nhận',
  returned: 'đã trả lại',
}

/** What was done to a file, by the actions of the log. */
export const ACCESSES: Readonly<Record<string, string>> = {
  'household.read': 'xem hồ sơ hộ',
  'person.read': 'xem hồ sơ cá nhân',
  'household.export': 'xuất danh sách',
  'privacy.copy': 'lập bản sao cho chính người đó',
  'duplicate.merge': 'gộp hồ sơ trùng',
  'duplicate.dismiss': 'kết luận hai hồ sơ là hai người',
  'duplicate.undo_merge': 'hủy gộp hồ sơ',
  'duplicate.say': 'nêu ý kiến về hồ sơ nghi trùng',
}
