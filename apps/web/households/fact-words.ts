import { useFormats, useKitWords } from '../kit/index.ts'
import { useLanguage } from '../language/index.ts'
import { type Fact, type useFacts as Facts, useFacts, type Value } from './queries.ts'

export type Subject = keyof ReturnType<typeof Facts>

/** Facts and their values in words: `piped` is "nước máy", `2003-02-22` is a day, `1809000` is money. */
export interface FactWords {
  readonly fact: (of: Subject, name: string) => Fact | undefined
  readonly label: (of: Subject, name: string) => string
  /** The value as one reads it; a dash where nobody knows. */
  readonly word: (of: Subject, name: string, value: Value | undefined) => string
}

export function useFactWords(): FactWords {
  const facts = useFacts()
  const language = useLanguage()
  const f = useFormats()
  const t = useKitWords()
  const fact = (of: Subject, name: string): Fact | undefined => facts[of].find(d => d.name === name)
  return {
    fact,
    label: (of, name) => capital(fact(of, name)?.label[language] ?? name.replaceAll('_', ' ')),
    word: (of, name, value) => {
      if (value === null || value === undefined) return '–'
      if (Array.isArray(value)) return value.join(', ')
      const declared = fact(of, name)
      switch (declared?.type) {
        case 'bool':
          return t(value === true ? 'yes' : 'no')
        case 'money':
          return f.money(Number(value))
        case 'date':
          return f.day(String(value))
        case 'decimal':
          return language === 'vi' ? String(value).replace('.', ',') : String(value)
        case 'category':
          return declared.words.find(w => w.word === value)?.label[language] ?? String(value)
        default:
          return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? f.day(String(value)) : String(value)
      }
    },
  }
}

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
