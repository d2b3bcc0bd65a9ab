import { type Language, two } from '../explain/index.ts'
import type { Territory } from '../language/law.ts'
import type { Mark } from '../language/mark.ts'

type Words = Record<Language, string>

export const MARK_WORDS: Record<Mark, Words> = {
  confirmed: two('đã đối chiếu văn bản', 'confirmed in the act'),
  reported: two('theo nguồn đã dẫn, chưa đối chiếu', 'reported, not yet compared'),
  unconfirmed: two('chưa xác nhận', 'unconfirmed'),
  missing: two('chưa có', 'missing'),
}
export const TERRITORIES: Record<Territory, Words> = {
  nation: two('cả nước', 'the whole country'),
  city: two('toàn thành phố', 'the whole city'),
  east: two('Hải Phòng trước ngày 01-7-2025', 'Hải Phòng before 1 July 2025'),
  west: two('Hải Dương trước ngày 01-7-2025', 'Hải Dương before 1 July 2025'),
}
export const KINDS: Record<string, Words> = {
  standard: two('tiêu chuẩn', 'standard'),
  definitions: two('khái niệm', 'definitions'),
  cash: two('tiền mặt', 'cash'),
  premium: two('tiền đóng bảo hiểm', 'insurance premium'),
  fee_waiver: two('miễn, giảm phí', 'fee waiver'),
  loan_limit: two('tín dụng', 'loan'),
  service: two('dịch vụ', 'service'),
}
export const SUBJECTS: Record<string, Words> = {
  household: two('hộ', 'household'),
  person: two('từng người', 'each person'),
}
export const PER: Record<string, Words> = { month: two('mỗi tháng', 'a month'), once: two('một lần', 'once') }
export const PAYERS: Record<string, Words> = {
  state: two('ngân sách nhà nước', 'the state budget'),
  city: two('ngân sách thành phố', 'the city budget'),
  bank: two('Ngân hàng Chính sách xã hội', 'the Vietnam Bank for Social Policies'),
}
export const ROUTES: Record<string, Words> = {
  automatic: two('không phải làm đơn', 'without an application'),
  application: two('theo đơn', 'on application'),
}
export const STARTS: Record<string, Words> = {
  eligibility: two('kể từ khi đủ điều kiện', 'from the day the conditions are met'),
  application: two('kể từ khi nộp đơn', 'from the application'),
  decision: two('kể từ khi có quyết định', 'from the decision'),
}
export const JURISDICTIONS: Record<string, Words> = {
  vn: two('Trung ương', 'Nation'),
  'hai-phong': two('Thành phố Hải Phòng', 'City of Hải Phòng'),
}
export const SOURCES: Record<string, Words> = {
  legislator: two('người ban hành', 'the legislator'),
  agency: two('cơ quan', 'an agency'),
  article: two('bài báo', 'an article'),
  ours: two('tự đặt', 'ours'),
}
export const MODELLED: Record<string, Words> = {
  full: two('đầy đủ', 'fully'),
  partly: two('một phần', 'partly'),
  'structure only': two('chỉ có khung', 'structure only'),
}
/** Names of further results. */
export const TERMS: Record<string, Words> = {
  interest_rate: two('lãi suất', 'interest rate'),
  term: two('thời hạn vay', 'term of the loan'),
}
