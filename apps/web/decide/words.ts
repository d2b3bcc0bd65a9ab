import { words } from '../language/index.ts'

export const useDecideWords = words(
  'decide',
  {
    too_low: 'Số này nhỏ quá. Ít nhất là {{lowest}}.',
    too_high: 'Số này lớn quá. Nhiều nhất là {{highest}}; kiểm tra lại số không.',
  },
  {
    too_low: 'This is too small; at least {{lowest}}.',
    too_high: 'This is too large; at most {{highest}}. Look at the zeros.',
  },
)
