import { AsyncLocalStorage } from 'node:async_hooks'

export type Language = 'vi' | 'en'

/**
 * The language of an answer from Accept-Language (RFC 9110, 12.5.4): English only for whoever prefers it, Vietnamese for all others, also
 * for languages that we do not speak.
 */
export function languageOf(header: string | undefined): Language {
  if (header === undefined || header.length > 500) return 'vi'
  const weight: Record<Language, number> = { vi: 0, en: 0 }
  for (const part of header.toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.split(';').map(piece => piece.trim())
    const language = range.split('-')[0]
    if (language !== 'vi' && language !== 'en') continue
    const q = parameters.find(piece => piece.startsWith('q='))
    const value = q === undefined ? 1 : Number(q.slice(2))
    if (Number.isFinite(value)) weight[language] = Math.max(weight[language], Math.min(value, 1))
  }
  return weight.en > weight.vi ? 'en' : 'vi'
}

const current = new AsyncLocalStorage<Language>()

/** Runs `work` with the language of its request; validation messages inside speak it. */
export const speaking = <T>(language: Language, work: () => T): T => current.run(language, work)

/** The language of the request that is being answered, undefined outside of one. */
export const currentLanguage = (): Language | undefined => current.getStore()
