import { problem } from '../../platform/http/problem/index.ts'

export const templateRefused = problem('paper.template_refused', {
  status: 422,
  title: { vi: 'Mẫu văn bản chưa dùng được.', en: 'The template cannot be used.' },
  detail: (faults: number) => ({
    vi: `Có ${faults} chỗ phải sửa, xem errors.`,
    en: `${faults} faults are to be mended, see errors.`,
  }),
})
