export type Language = 'vi' | 'en'
export const LANGUAGES: readonly Language[] = ['vi', 'en']

const KEY = 'ansinh-language'

/** The language of the page: Vietnamese, until somebody has chosen English. */
export const languageNow = (): Language => (document.documentElement.lang === 'en' ? 'en' : 'vi')

/** Keeps the choice on this device and marks the page for screen readers. */
export function keepLanguage(language: Language): void {
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // a browser that keeps nothing forgets the choice; the page works all the same
  }
}
