/**
 * What can be wrong with a row of a file. `reject`: the household is not taken. `wait`: it is taken in when a person has chosen. `repeat`: it is there
 * already, word for word, and counts once. `warn`: it is taken, a value is left unknown or looks wrong. `note`: said so that nobody wonders.
 */
export type Severity = 'reject' | 'wait' | 'repeat' | 'warn' | 'note'

export interface ProblemKind {
  readonly severity: Severity
  /** What is wrong, and what to do. `{…}` stands for an argument; no personal data ever. */
  readonly vi: string
  readonly en: string
}

const kinds = <K extends string>(
  of: Record<K, readonly [Severity, string, string]>,
): Record<K, ProblemKind> =>
  Object.fromEntries(
    Object.entries<readonly [Severity, string, string]>(of).map(([code, [severity, vi, en]]) => [
      code,
      { severity, vi, en },
    ]),
  ) as Record<K, ProblemKind>

/** Stable codes: they stand in rejected files and in the API. */
export const PROBLEM_KINDS = kinds({
  // ---- the household
  household_code_missing: [
    'reject',
    'Thiếu mã hộ. Điền mã hộ của hệ thống nguồn.',
    'The household’s code is missing. Fill in the code of the source system.',
  ],
  household_code_bad: [
    'reject',
    'Mã hộ có ký tự không dùng được. Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới, tối đa 40 ký tự.',
    'The household’s code has characters that cannot be used: letters without marks, digits, dots, dashes and underscores, at most 40.',
  ],
  household_row_missing: [
    'reject',
    'Người này thuộc một hộ không có trong tệp hộ. Thêm dòng của hộ hoặc sửa household_id.',
    'This person belongs to a household that has no row. Add its row or mend household_id.',
  ],
  household_code_repeated: [
    'reject',
    'Mã hộ này còn ở dòng {row} với nội dung khác. Sửa mã hoặc giữ lại một hộ.',
    'This household’s code stands in row {row} too, with other content. Mend the code or keep one household.',
  ],
  head_repeated: [
    'reject',
    'Chủ hộ này còn là chủ hộ ở dòng {row} với nội dung khác. Giữ lại một hộ.',
    'This head stands as head in row {row} too, with other content. Keep one household.',
  ],
  household_repeated: [
    'repeat',
    'Hộ này đã có, giống hệt, ở dòng {row}; chỉ tính một lần.',
    'This household stands in row {row} already, word for word; it counts once.',
  ],
  household_listed_too: [
    'repeat',
    'Hộ thoát nghèo này còn trong danh sách hộ cận nghèo (dòng {row}): chưa vượt chuẩn cận nghèo, lấy theo dòng đó.',
    'This household that escaped poverty is also listed as near-poor (row {row}): it did not rise above near-poor, and that row counts.',
  ],
  household_contradicts: [
    'reject',
    'Hộ này vừa có trong danh sách hộ nghèo, cận nghèo vừa có trong danh sách hộ thoát (dòng {row}). Xác định đúng kết quả rồi giữ lại một dòng.',
    'This household is listed both as poor or near-poor and as escaped (row {row}). Find out which is right and keep one.',
  ],
  head_missing: [
    'reject',
    'Không có dòng chủ hộ. Đánh dấu x ở cột chủ hộ của dòng chủ hộ.',
    'There is no row of a head. Put an x into the head’s mark.',
  ],
  heads_several: [
    'reject',
    'Hộ có hơn một chủ hộ (dòng {row}). Nếu là hộ khác thì đánh dấu chủ hộ ở dòng đó, nếu không thì sửa quan hệ.',
    'The household has more than one head (row {row}). If that is another household, mark its head, else mend the relation.',
  ],
  head_relation_differs: [
    'reject',
    'Dòng được đánh dấu là chủ hộ nhưng cột quan hệ ghi khác. Sửa một trong hai.',
    'The row is marked as the head, but the relation says otherwise. Mend one of the two.',
  ],
  members_missing: [
    'reject',
    'Hộ không có người nào. Thêm thành viên hoặc bỏ hộ khỏi danh sách.',
    'The household has no person. Add its members or take it off the list.',
  ],
  members_too_many: [
    'reject',
    'Hơn {most} người liền nhau mà không có dấu chủ hộ. Kiểm tra cột đánh dấu chủ hộ.',
    'More than {most} persons in a row without the mark of a head. Check the column of marks.',
  ],
  member_count_differs: [
    'warn',
    'Số nhân khẩu ghi trong tệp khác số người của hộ trong tệp ({members}).',
    'The number of members in the file differs from the persons of the household in it ({members}).',
  ],
  // ---- the place
  commune_missing: [
    'reject',
    'Không biết hộ thuộc xã nào. Điền mã xã, hoặc chọn xã khi nhập tệp.',
    'The household’s commune is not said. Fill in its code, or choose the commune when importing.',
  ],
  commune_unknown: [
    'reject',
    'Không có xã, phường, đặc khu nào của thành phố có mã hoặc tên này. Sửa mã xã.',
    'No commune, ward or special zone of the city has this code or name. Mend the code.',
  ],
  commune_differs: [
    'reject',
    'Mã xã và tên xã không phải của cùng một đơn vị. Sửa mã hoặc tên.',
    'Code and name of the commune are not those of one unit. Mend the code or the name.',
  ],
  commune_foreign: [
    'reject',
    'Hộ thuộc xã khác, ngoài địa bàn của người nhập. Chuyển cho xã đó hoặc cấp thành phố nhập.',
    'The household belongs to a commune outside your area. Let that commune or the city import it.',
  ],
  commune_split: [
    'wait',
    'Xã cũ được chia cho nhiều xã mới ({candidates}) và không nguồn nào ghi thôn nào về xã nào. Chọn xã mới cho hộ.',
    'The former commune was split over several ({candidates}), and no source says which hamlet went where. Choose the household’s commune.',
  ],
  commune_ended: [
    'wait',
    'Đơn vị này đã kết thúc trước ngày 01/01/2025 và không có bảng chuyển. Chọn xã mới cho hộ ({candidates}).',
    'This unit ended before 2025-01-01 and no table says what it went into. Choose the household’s commune ({candidates}).',
  ],
  commune_converted: [
    'note',
    'Mã xã cũ {from} được chuyển thành {to} theo sắp xếp từ ngày 01/7/2025.',
    'The former code {from} was converted to {to}, the unit since 2025-07-01.',
  ],
  // ---- class, decision, days
  class_missing: [
    'warn',
    'Không có phân loại hộ; phân loại công nhận để trống.',
    'The class is not given; the recognised standing stays empty.',
  ],
  class_unknown: [
    'reject',
    'Không hiểu phân loại hộ. Ghi “Hộ nghèo” hoặc “Hộ cận nghèo” (hoặc 1, 2).',
    'The class is not understood. Write “Hộ nghèo” or “Hộ cận nghèo” (or 1, 2).',
  ],
  class_without_decision: [
    'warn',
    'Có phân loại nhưng không có số và ngày quyết định, nên chưa ghi là đã được công nhận.',
    'There is a class but no number and day of a decision, so it is not taken as recognised.',
  ],
  escape_without_date: [
    'warn',
    'Không biết ngày quyết định công nhận thoát; ngày thoát để trống. Nhập ngày quyết định khi nhập tệp nếu có.',
    'The day of the decision that recognised the rise is not known and stays empty. Give it when importing if you have it.',
  ],
  date_impossible: [
    'reject',
    'Ngày không có trong lịch. Sửa theo dạng ngày/tháng/năm.',
    'No such day exists. Mend it as day/month/year.',
  ],
  date_unreadable: [
    'reject',
    'Không đọc được ngày. Ghi đủ ngày/tháng/năm, năm bốn chữ số.',
    'The date cannot be read. Write day/month/year with four digits of the year.',
  ],
  birth_before_1900: ['reject', 'Năm sinh trước 1900. Kiểm tra lại.', 'Born before 1900. Check it.'],
  birth_after_decision: [
    'reject',
    'Ngày sinh sau ngày quyết định hoặc ngày của dữ liệu. Kiểm tra lại.',
    'Born after the day of the decision or of the data. Check it.',
  ],
  decision_in_future: [
    'reject',
    'Ngày quyết định ở tương lai. Kiểm tra lại.',
    'The day of the decision is in the future. Check it.',
  ],
  birth_year_only: [
    'note',
    'Chỉ có năm sinh; ngày sinh để trống.',
    'Only the year of birth is given; the date stays unknown.',
  ],
  // ---- persons
  person_without_name: [
    'reject',
    'Dòng có người nhưng không có họ tên. Điền họ tên.',
    'The row has a person without a name. Fill in the name.',
  ],
  person_repeated: [
    'reject',
    'Số định danh này còn ở hộ khác trong tệp (dòng {row}). Một người chỉ ở một hộ; kiểm tra cả hai dòng.',
    'This identity number stands in another household of the file too (row {row}). A person is in one household; check both rows.',
  ],
  person_repeated_inside: [
    'reject',
    'Số định danh này có hai lần trong cùng một hộ (dòng {row}). Bỏ dòng thừa hoặc sửa số.',
    'This identity number stands twice in the household (row {row}). Remove a row or mend the number.',
  ],
  person_elsewhere: [
    'reject',
    'Số định danh này đang thuộc hộ khác trong hệ thống ({household}). Ghi việc chuyển hộ trước, hoặc kiểm tra số.',
    'This identity number belongs to another household of the registry ({household}). Record the move first, or check the number.',
  ],
  member_not_listed: [
    'warn',
    'Hệ thống còn {count} người của hộ này mà tệp không có. Nếu họ đã mất hoặc chuyển đi thì ghi nhận trên hồ sơ hộ.',
    'The registry has {count} members of this household that the file lacks. If they died or left, record it in the household’s file.',
  ],
  person_id_missing: [
    'reject',
    'Thiếu mã người (person_id).',
    'The person’s identifier (person_id) is missing.',
  ],
  person_id_bad: [
    'reject',
    'Mã người có ký tự không dùng được. Mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới, tối đa 40 ký tự.',
    'The person_id has characters that cannot be used: letters without marks, digits, dots, dashes and underscores, at most 40.',
  ],
  person_id_repeated: [
    'reject',
    'Mã người (person_id) này còn ở dòng {row}. Mỗi người một mã.',
    'This person_id stands in row {row} too. Every person has his own.',
  ],
  identity_zero_lost: [
    'note',
    'Excel làm mất số 0 ở đầu số định danh; đã thêm lại.',
    'Excel dropped the leading zero of the identity number; it was put back.',
  ],
  identity_old: [
    'note',
    'Số chứng minh nhân dân 9 số; nên thay bằng số định danh 12 số.',
    'An old number of 9 digits; better replace it with the one of 12.',
  ],
  identity_malformed: [
    'warn',
    'Số định danh không đủ 12 chữ số; để trống. Sửa số nếu có.',
    'The identity number does not have 12 digits; it is left empty. Mend it if you can.',
  ],
  identity_birth_differs: [
    'warn',
    'Số định danh không khớp năm sinh. Kiểm tra số và ngày sinh.',
    'The identity number does not fit the year of birth. Check both.',
  ],
  identity_sex_differs: [
    'warn',
    'Số định danh không khớp giới tính. Kiểm tra số và giới tính.',
    'The identity number does not fit the sex. Check both.',
  ],
  identity_real: [
    'reject',
    'Kho chạy thử chỉ nhận người giả lập: số định danh phải bắt đầu bằng 999.',
    'A demo store takes synthetic people only: identity numbers begin with 999.',
  ],
  // ---- what the registry says
  content_refused: [
    'reject',
    'Hồ sơ không nhận mục {pointer} ({reason}). Sửa giá trị này.',
    'The registry does not take {pointer} ({reason}). Mend this value.',
  ],
  household_closed: [
    'reject',
    'Hộ này trong hệ thống không còn hoạt động (đã nhập, chấm dứt hoặc chuyển đi). Kiểm tra hồ sơ hộ.',
    'The registry’s household is no longer active: merged, dissolved or gone. Look at its file.',
  ],
  data_older: [
    'reject',
    'Ngày của dữ liệu sớm hơn ngày hộ có hồ sơ. Nhập lại với ngày đúng.',
    'The day of the data lies before the household’s file begins. Import again with the right day.',
  ],
  // ---- cells
  cell_error: [
    'reject',
    'Ô bị lỗi công thức của Excel (#…). Nhập lại giá trị.',
    'The cell shows an error of a formula (#…). Type the value.',
  ],
  value_unreadable: [
    'reject',
    'Không đọc được ô. Cần: {expected}.',
    'The cell cannot be read. Expected: {expected}.',
  ],
  territory_differs: [
    'reject',
    'territory không phải của xã này. Để trống hoặc ghi {territory}.',
    'territory is not that of the commune. Leave it empty or write {territory}.',
  ],
  phone_unknown: [
    'warn',
    'Không đọc được số điện thoại; để trống.',
    'The phone number cannot be read and is left empty.',
  ],
  sex_unknown: [
    'warn',
    'Không hiểu giới tính; để trống. Ghi Nam hoặc Nữ.',
    'The sex is not understood and left empty. Write Nam or Nữ.',
  ],
  relation_unknown: [
    'warn',
    'Không hiểu quan hệ với chủ hộ; để trống.',
    'The relation to the head is not understood and left empty.',
  ],
  ethnicity_unknown: [
    'warn',
    'Không hiểu tên dân tộc; để trống. Ghi tên theo danh mục 54 dân tộc.',
    'The ethnic group is not understood and left empty. Write its name.',
  ],
  flag_unknown: [
    'warn',
    'Không hiểu dấu có/không; để trống. Ghi x hoặc 0.',
    'The tick is not understood and left empty. Write x or 0.',
  ],
  cause_unknown: [
    'warn',
    'Không hiểu nguyên nhân nghèo; để trống phần đó.',
    'A cause of poverty is not understood and left out.',
  ],
  wish_unknown: [
    'warn',
    'Không hiểu nhu cầu hỗ trợ; để trống phần đó.',
    'A wish for support is not understood and left out.',
  ],
  points_unreadable: [
    'warn',
    'Không đọc được điểm; để trống. Ghi số nguyên.',
    'The points cannot be read and are left empty. Write a whole number.',
  ],
  minority_differs: [
    'warn',
    'Dấu hộ dân tộc thiểu số không khớp dân tộc của chủ hộ và vợ hoặc chồng.',
    'The mark of a minority household does not fit the ethnic group of head and spouse.',
  ],
})

export type ProblemCode = keyof typeof PROBLEM_KINDS

/** One thing wrong with a household of a file. */
export interface Problem {
  readonly code: ProblemCode
  /** Row in the sheet or line in the file. */
  readonly row: number
  /** Letter or name of the column; absent where it is about the household. */
  readonly column?: string
  /** Fills the `{…}` of the sentence: row numbers, codes of communes, counts. */
  readonly args?: Readonly<Record<string, string | number>>
}

export const severityOf = (problem: Problem): Severity => PROBLEM_KINDS[problem.code].severity

/** The sentence for a person, with place: `Dòng 12, cột F: …`. */
export function sentenceOf(problem: Problem, language: 'vi' | 'en' = 'vi'): string {
  const text = PROBLEM_KINDS[problem.code][language].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(problem.args?.[name] ?? problem.args?.[`${name}_${language}`] ?? ''),
  )
  const { row, column } = problem
  if (language === 'en') return `Row ${row}${column === undefined ? '' : `, column ${column}`}: ${text}`
  return `Dòng ${row}${column === undefined ? '' : `, cột ${column}`}: ${text}`
}
