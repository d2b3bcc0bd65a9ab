/**
 * The workbook that the national system of poor households exports: three sheets, "poor and near-poor after the review", "escaped poor",
 * "escaped near-poor". Columns, first data rows and titles are those that a public importer of the national export reads; which numbers
 * it uses for class (1, 2), ethnic group (list of 1979) and cause (1 to 7) too. Nobody here has seen such a file.
 *
 * Assumed, because no source says it: the words of the column headings (those below are ours, and a heading is recognised by signs, not by its
 * exact words); that column B holds a mark for the head and is empty for the other members; that the head's own row holds the head's own birth
 * date, sex and number; that an empty tick is no answer. Columns L and N of the sheets of the escaped are not known and left alone.
 */

export type SheetKind = 'listed' | 'escaped_poor' | 'escaped_near_poor'

/** What a column of the national workbook holds. */
export type Field =
  | 'head_mark'
  | 'head_name'
  | 'member_name'
  | 'name'
  | 'relation'
  | 'birth'
  | 'sex'
  | 'identity'
  | 'province'
  | 'district'
  | 'district_code'
  | 'commune'
  | 'commune_code'
  | 'hamlet'
  | 'address'
  | 'ethnicity'
  | 'class'
  | 'decision_number'
  | 'decision_date'
  | 'b1'
  | 'b2'
  | 'minority'
  | 'no_labour'
  | 'merit'
  | 'cause'
  | 'note'
  | 'age'
  | 'size'
  // not of the national workbook; understood where a file has such a column
  | 'household_code'
  | 'phone'
  | 'wished_support'
  | 'entry'

export interface SheetLayout {
  readonly kind: SheetKind
  /** Name of the sheet that we write; a file's own may be any. */
  readonly sheetName: string
  readonly title: string
  /** Cell of the title, as `A4`. */
  readonly titleAt: string
  /** Row of the column headings that we write. */
  readonly headingRow: number
  readonly firstRow: number
  /** Field of each column from A on; null where a column is not ours. */
  readonly columns: readonly (Field | null)[]
}

const LISTED: SheetLayout = {
  kind: 'listed',
  sheetName: 'Hộ nghèo, hộ cận nghèo',
  title: 'DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT',
  titleAt: 'A4',
  headingRow: 7,
  firstRow: 8,
  columns: [
    null,
    'head_mark',
    'head_name',
    'member_name',
    'relation',
    'birth',
    'sex',
    'identity',
    'province',
    'district',
    'district_code',
    'commune',
    'commune_code',
    'hamlet',
    'ethnicity',
    'class',
    'decision_number',
    'decision_date',
    'b1',
    'b2',
    'minority',
    'no_labour',
    'merit',
    'cause',
    null,
    'age',
    'size',
  ],
}

const ESCAPED: SheetLayout['columns'] = [
  null,
  'head_mark',
  'name',
  'relation',
  'sex',
  'birth',
  'identity',
  'ethnicity',
  'address',
  'b1',
  'b2',
  null,
  'note',
  null,
  'age',
  'size',
]

export const NATIONAL_LAYOUT: Readonly<Record<SheetKind, SheetLayout>> = {
  listed: LISTED,
  escaped_poor: {
    kind: 'escaped_poor',
    sheetName: 'Hộ thoát nghèo',
    title: 'DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT',
    titleAt: 'B5',
    headingRow: 9,
    firstRow: 10,
    columns: ESCAPED,
  },
  escaped_near_poor: {
    kind: 'escaped_near_poor',
    sheetName: 'Hộ thoát cận nghèo',
    title: 'DANH SÁCH HỘ THOÁT CẬN NGHÈO SAU KHI RÀ SOÁT',
    titleAt: 'B5',
    headingRow: 9,
    firstRow: 10,
    columns: ESCAPED,
  },
}

/** Order of the sheets in the workbook. */
export const SHEET_KINDS: readonly SheetKind[] = ['listed', 'escaped_poor', 'escaped_near_poor']

/** Column headings as we write them, and the signs by which a heading is recognised (compared without marks; the first that fits). */
export const HEADINGS: readonly (readonly [Field, string, RegExp])[] = [
  ['household_code', 'Mã hộ', /\bma (so )?ho\b/],
  ['district_code', 'Mã huyện', /\bma (quan|huyen)\b/],
  ['commune_code', 'Mã xã', /\bma (xa|phuong|don vi)\b/],
  ['relation', 'Quan hệ với chủ hộ', /\b(quan he|qh)\b/],
  ['head_mark', 'Đánh dấu chủ hộ', /\b(danh dau|la chu ho|stt ho)\b/],
  ['decision_date', 'Ngày ban hành quyết định', /\bngay\b.*\b(quyet dinh|qd|ban hanh|cong nhan)\b/],
  ['decision_number', 'Số quyết định công nhận', /\b(quyet dinh|qd|qdcn)\b/],
  ['birth', 'Ngày, tháng, năm sinh', /\bsinh\b/],
  ['sex', 'Giới tính', /\bgioi tinh\b/],
  ['identity', 'Số định danh cá nhân/CCCD', /\b(cccd|cmnd|can cuoc|dinh danh)\b/],
  ['minority', 'Hộ dân tộc thiểu số', /\b(thieu so|dtts)\b/],
  ['ethnicity', 'Dân tộc', /\bdan toc\b/],
  ['no_labour', 'Hộ không có khả năng lao động', /\b(kha nang lao dong|knld)\b/],
  ['merit', 'Hộ có thành viên là người có công với cách mạng', /\b(co cong|chinh sach)\b/],
  ['size', 'Số nhân khẩu', /\b(nhan khau|so khau|so thanh vien)\b/],
  ['head_name', 'Họ và tên chủ hộ', /\bten\b.*\bchu ho\b/],
  ['member_name', 'Họ và tên thành viên', /\bthanh vien\b/],
  ['name', 'Họ và tên', /\bho va ten\b|\bho ten\b/],
  ['cause', 'Nguyên nhân nghèo', /\bnguyen nhan\b/],
  ['wished_support', 'Nhu cầu hỗ trợ', /\bnhu cau\b/],
  ['entry', 'Mới, tái nghèo hoặc cũ', /\b(tai ngheo|phat sinh)\b/],
  ['class', 'Phân loại hộ', /\bphan loai\b|\bloai ho\b/],
  ['b1', 'Điểm B1', /\bb1\b/],
  ['b2', 'Điểm B2', /\bb2\b/],
  ['age', 'Tuổi', /\btuoi\b/],
  ['phone', 'Số điện thoại', /\bdien thoai\b/],
  ['note', 'Ghi chú', /\bghi chu\b/],
  ['address', 'Địa chỉ', /\bdia chi\b/],
  ['hamlet', 'Thôn, tổ dân phố', /\b(thon|to dan pho|khu dan cu)\b/],
  ['commune', 'Xã, phường, đặc khu', /\b(xa|phuong)\b(?! hoi)/],
  ['district', 'Huyện, quận', /\bhuyen\b|(?<!binh )\bquan\b/],
  ['province', 'Tỉnh, thành phố', /\btinh\b(?! trang)|\bthanh pho\b/],
]

export const headingOf = (field: Field): string => HEADINGS.find(([one]) => one === field)?.[1] ?? field

/** `C` for the third column. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}
