import { problem } from '../../platform/http/problem/index.ts'

export const textRefused = problem('law_text.wrong_kind', {
  status: 415,
  title: {
    vi: 'Tệp này không phải PDF, ảnh (JPEG, PNG) hay văn bản thường.',
    en: 'This file is no PDF, picture (JPEG, PNG) or plain text.',
  },
})
