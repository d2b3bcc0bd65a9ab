import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test('Vietnamese is spoken unless English is preferred', () => {
  const spoken = {
    en: ['en', 'en-GB,en;q=0.9', 'fr,en;q=0.5', 'EN', 'vi;q=0.2,en;q=0.3', 'en, vi;q=0.9'],
    vi: [
      undefined,
      '',
      '*',
      'fr',
      'vi',
      'vi-VN,en;q=0.9',
      'en;q=0.5,vi',
      'en;q=0',
      'en;q=x',
      'en,vi',
      `en,${'x'.repeat(600)}`,
    ],
  }
  for (const header of spoken.en) expect(languageOf(header), header).toBe('en')
  for (const header of spoken.vi) expect(languageOf(header), header).toBe('vi')
})
