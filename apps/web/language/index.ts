import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { keepLanguage, type Language, languageNow } from './language.ts'

export { LANGUAGES, type Language, languageNow } from './language.ts'

void i18next.use(initReactI18next).init({
  lng: languageNow(),
  fallbackLng: 'vi',
  resources: {},
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

export async function speak(language: Language): Promise<void> {
  keepLanguage(language)
  await i18next.changeLanguage(language)
}

/** Words of one part of the page by key; a branch groups some of them. */
export type Words = { readonly [key: string]: string | Words }
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? Plain<K> : T[K] extends Words ? `${K}.${Paths<T[K]>}` : never
}[keyof T & string]
/** `files_one`, `files_other` are asked for as `files`. */
type Plain<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K
type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> }
type Values = Readonly<Record<string, string | number>>

/**
 * The words of a part in both languages, and the hook that speaks them: `const useWords = words('today', vi, en)`, in a component
 * `const t = useWords()`, `t('owed.title', { count: 3 })`. English must have every key of the Vietnamese.
 */
export function words<const T extends Words>(part: string, vi: T, en: Same<T>) {
  i18next.addResourceBundle('vi', part, vi)
  i18next.addResourceBundle('en', part, en)
  const hook = (): ((key: Paths<T>, values?: Values) => string) => {
    const { t } = useTranslation(part)
    // its own types know no bundle that is added by a part
    const say = t as unknown as (key: string, values?: Values) => string
    return (key, values) => say(key, values)
  }
  return hook
}

/** The language that is spoken now; the component renders again when it changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'vi'
}

/** Picks the text of a pair such as `{ vi, en }` of the law. */
export function useTwo(): (pair: { readonly vi: string; readonly en: string }) => string {
  const language = useLanguage()
  return pair => pair[language]
}
