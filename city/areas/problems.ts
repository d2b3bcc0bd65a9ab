import { problem } from '../../platform/http/problem/index.ts'

export const unknownUnit = problem('area.unknown_unit', {
  status: 404,
  title: {
    vi: 'Không có đơn vị hành chính này trong giai đoạn đó.',
    en: 'There is no such unit in that period.',
  },
})
