import { problem } from '../problem/catalogue.ts'

export const emptyUpload = problem('upload.empty', {
  status: 422,
  title: { vi: 'Tệp gửi lên không có nội dung.', en: 'The file is empty.' },
})
export const wrongKind = problem('upload.wrong_kind', {
  status: 415,
  title: { vi: 'Không nhận loại tệp này.', en: 'This kind of file is not accepted.' },
  detail: (advice: { vi: string; en: string }) => advice,
})
export const interruptedUpload = problem('upload.interrupted', {
  status: 400,
  title: { vi: 'Việc gửi tệp bị ngắt giữa chừng.', en: 'The upload was cut off.' },
})
export const damagedZip = problem('upload.damaged_zip', {
  status: 422,
  title: {
    vi: 'Tệp nén bên trong bị hỏng hoặc không đúng quy cách. Hãy mở bằng Excel hoặc Word rồi lưu lại.',
    en: 'The archive is damaged or not as it should be. Open it in Excel or Word and save it again.',
  },
})
export const zipBomb = problem('upload.expands_too_much', {
  status: 422,
  title: {
    vi: 'Tệp nén bung ra quá lớn nên bị từ chối.',
    en: 'The archive expands to too much and is refused.',
  },
})
export const noSpace = problem('upload.no_space', {
  status: 507,
  title: {
    vi: 'Máy chủ hết chỗ chứa tệp. Hãy báo người quản trị.',
    en: 'The server has no space left for the file.',
  },
})
