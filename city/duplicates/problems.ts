import { problem } from '../../platform/http/problem/index.ts'

export const pairNotFound = problem('duplicate.not_found', {
  status: 404,
  title: {
    vi: 'Không có cặp hồ sơ nghi trùng này, hoặc cả hai hồ sơ nằm ngoài địa bàn được xem.',
    en: 'There is no such pair of files, or both lie outside the areas that may be seen.',
  },
  constraints: ['duplicate_verdict_place'],
})
export const alreadyDecided = problem('duplicate.already_decided', {
  status: 409,
  title: { vi: 'Cặp hồ sơ nghi trùng này đã được xử lý.', en: 'This pair of files is decided already.' },
})
export const notMerged = problem('duplicate.not_merged', {
  status: 409,
  title: {
    vi: 'Cặp hồ sơ này chưa được gộp, nên không có gì để hủy.',
    en: 'These files are not merged, so there is nothing to undo.',
  },
})
export const keptHasMoved = problem('duplicate.kept_has_moved', {
  status: 409,
  title: {
    vi: 'Người trong hồ sơ được giữ đã sang hộ khác, mang theo thông tin lấy từ hồ sơ kia, nên không hủy gộp được nữa.',
    en: 'Whoever has the kept file has gone to another household with what was taken from the other file, so the merge cannot be undone.',
  },
  detail: () => ({
    vi: 'Hãy lập lại hồ sơ cho người kia và đính chính từng thông tin.',
    en: 'Make a file for the other person again, and correct what is wrong one by one.',
  }),
})
export const bothSidesNeeded = problem('duplicate.both_sides_needed', {
  status: 403,
  title: {
    vi: 'Việc này cần quyền ghi ở cả hai xã của cặp hồ sơ.',
    en: 'This needs the right to write in both communes of the pair.',
  },
  detail: () => ({
    vi: 'Đề nghị cán bộ thành phố thực hiện.',
    en: 'Ask an officer of the city.',
  }),
})
export const cannotMerge = problem('duplicate.cannot_merge', {
  status: 409,
  title: {
    vi: 'Hồ sơ phải bỏ không còn là thành viên của hộ nào vào ngày đó, hoặc sau ngày đó còn có việc khác được ghi cho người này.',
    en: 'The file to be given up is no member of a household on that day, or something else moved the person later.',
  },
  detail: () => ({
    vi: 'Giữ hồ sơ kia, hoặc chọn ngày muộn hơn.',
    en: 'Keep the other file, or choose a later day.',
  }),
})
export const twoFilesNeeded = problem('duplicate.file_missing', {
  status: 409,
  title: {
    vi: 'Một trong hai hồ sơ không còn (đã gộp hoặc đã xóa).',
    en: 'One of the two files is no more: merged or erased.',
  },
})
