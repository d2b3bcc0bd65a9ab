/** Why a whole file cannot be read. The words are for the officer who brought it and never hold anything of its content. */
export const FILE_PROBLEMS = {
  not_workbook: {
    vi: 'Tệp không phải sổ tính Excel (.xlsx). Hãy mở tệp bằng Excel và lưu lại thành “Excel Workbook (.xlsx)”.',
    en: 'The file is no Excel workbook (.xlsx). Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
  },
  old_workbook: {
    vi: 'Tệp là .xls kiểu cũ hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu nếu có, và lưu thành “Excel Workbook (.xlsx)”.',
    en: 'The file is an old .xls or has a password. Open it in Excel, remove the password, and save it as “Excel Workbook (.xlsx)”.',
  },
  damaged: {
    vi: 'Tệp hỏng hoặc tải lên chưa đủ. Hãy mở bằng Excel để kiểm tra, lưu lại rồi nhập lại.',
    en: 'The file is damaged or did not arrive whole. Open it in Excel, save it again, and import it again.',
  },
  too_large: {
    vi: 'Nội dung tệp sau khi giải nén quá lớn. Hãy chia thành nhiều tệp, mỗi xã một tệp.',
    en: 'The content of the file is too large once unpacked. Split it, one file per commune.',
  },
  sheets_missing: {
    vi: 'Không tìm thấy danh sách hộ nghèo, hộ cận nghèo trong tệp. Hãy dùng tệp xuất từ hệ thống quốc gia, giữ nguyên các dòng tiêu đề và thứ tự cột.',
    en: 'No list of poor and near-poor households was found. Use the file exported from the national system, with its headings and columns as they are.',
  },
  columns_unknown: {
    vi: 'Tệp có cột không dùng được.',
    en: 'The file has columns that cannot be used.',
  },
  rows_malformed: {
    vi: 'Có dòng không đủ hoặc thừa ô so với dòng tiêu đề, nên không biết người của hộ nào bị thiếu. Sửa các dòng này rồi nhập lại:',
    en: 'Rows have too few or too many cells for the header, so it is not known whose persons are missing. Mend these lines and import again:',
  },
  workbook_missing: {
    vi: 'Chưa có tệp danh sách (.xlsx), hoặc tệp đã được xóa sau khi nhập xong. Hãy gửi lại tệp.',
    en: 'The list (.xlsx) has not been sent, or was removed after the import. Send it again.',
  },
  files_missing: {
    vi: 'Thư mục phải có households và persons (.csv hoặc .parquet).',
    en: 'The folder must hold households and persons (.csv or .parquet).',
  },
} as const

export type FileProblemCode = keyof typeof FILE_PROBLEMS

/** A file that cannot be read as a whole. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'
  readonly code: FileProblemCode
  readonly vi: string
  readonly en: string

  /** @param detail what in particular, such as names of columns; no personal data */
  constructor(code: FileProblemCode, detail = '') {
    const { vi, en } = FILE_PROBLEMS[code]
    const more = detail === '' ? '' : ` ${detail}`
    super(`${vi}${more}`)
    this.code = code
    this.vi = `${vi}${more}`
    this.en = `${en}${more}`
  }
}
