import { problem } from '../../platform/http/problem/index.ts'
import type { FileProblem } from './file-problem.ts'

// Problems of imports over HTTP. What is wrong with single rows stands in problems.ts.

export const wrongImportState = problem('import.wrong_state', {
  status: 409,
  title: { vi: 'Lần nhập tệp này đang ở bước khác.', en: 'This import is at another step.' },
  detail: (state: string) => ({
    vi: `Trạng thái hiện tại: ${state}. Xem lại lần nhập rồi làm bước tiếp theo.`,
    en: `Its state is ${state}. Read it again and take the next step.`,
  }),
})
export const wrongImportPart = problem('import.wrong_part', {
  status: 422,
  title: {
    vi: 'Tệp này không thuộc loại nhập đã chọn: danh sách quốc gia gửi workbook (.xlsx), bộ dữ liệu gửi households, persons, registry (.csv, .parquet).',
    en: 'This part does not belong to that kind of import: a national list is a workbook (.xlsx), a data folder households, persons and registry.',
  },
})
export const refusedFile = problem('import.file_refused', {
  status: 422,
  title: { vi: 'Không đọc được tệp.', en: 'The file cannot be read.' },
  detail: (fault: FileProblem) => ({ vi: fault.vi, en: fault.en }),
})
export const refusedDay = problem('import.day_in_future', {
  status: 422,
  title: { vi: 'Ngày của dữ liệu nằm ở tương lai.', en: 'The day of the data lies in the future.' },
})
export const nothingRejected = problem('import.nothing_rejected', {
  status: 404,
  title: {
    vi: 'Không có hộ nào bị loại, hoặc tệp gốc đã được xóa sau khi nhập xong.',
    en: 'No household was rejected, or the file was removed after the import.',
  },
})
