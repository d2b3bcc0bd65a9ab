import { civilOf } from '../language/days.ts'
import type { Text2 } from '../language/types.ts'

/** The languages of every sentence. */
export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const two = (vi: string, en: string): Text2 => ({ vi, en })

/** Makes a text in both languages from one recipe. */
export const both = (make: (lang: Language) => string): Text2 => ({ vi: make('vi'), en: make('en') })

/** Groups of three digits: `1.234.000` in Vietnamese, `1,234,000` in English. A minus is the mathematical one. */
export function digits(value: bigint | number, lang: Language): string {
  const text = String(value)
  const grouped = text.replace('-', '').replace(/\B(?=(\d{3})+(?!\d))/g, lang === 'vi' ? '.' : ',')
  return text.startsWith('-') ? `−${grouped}` : grouped
}

/** Whole đồng with their unit: `1.234.000 đ`. */
export const money = (value: bigint | number, lang: Language): string => `${digits(value, lang)} đ`

/** A number of 10^-places: `8,00` in Vietnamese, `8.00` in English. */
export function decimal(value: bigint, places: number, lang: Language): string {
  if (places === 0) return digits(value, lang)
  const scale = 10n ** BigInt(places)
  const size = value < 0n ? -value : value
  const rest = String(size % scale).padStart(places, '0')
  return `${value < 0n ? '−' : ''}${digits(size / scale, lang)}${lang === 'vi' ? ',' : '.'}${rest}`
}

/** A day number as people here write it: `31-12-2023`. */
export function day(value: bigint | number): string {
  const { year, month, day: d } = civilOf(Number(value))
  return `${String(d).padStart(2, '0')}-${String(month).padStart(2, '0')}-${year}`
}

const JOINTS = { and: { vi: ' và ', en: ' and ' }, or: { vi: ' hoặc ', en: ' or ' } } as const

/** `a`, `a và b`, `a, b và c`; with semicolons where a part has a comma of its own. */
export function list(parts: readonly string[], lang: Language, joint: 'and' | 'or' = 'and'): string {
  const last = parts.at(-1) ?? ''
  if (parts.length < 2) return last
  const mark = parts.some(p => p.includes(',') || p.includes(';')) ? '; ' : ', '
  const before = parts.slice(0, -1).join(mark)
  return mark === '; ' ? `${before};${JOINTS[joint][lang]}${last}` : `${before}${JOINTS[joint][lang]}${last}`
}

/** `list` in both languages. */
export const list2 = (parts: readonly Text2[], joint: 'and' | 'or' = 'and'): Text2 =>
  both(lang =>
    list(
      parts.map(p => p[lang]),
      lang,
      joint,
    ),
  )

/** Each text once, in the order of its first place. */
export function once(texts: readonly Text2[]): Text2[] {
  const seen = new Set<string>()
  return texts.filter(t => !seen.has(t.vi) && seen.add(t.vi))
}

/** The first letter as at the beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** Leaves out what all texts begin with: `thiếu hụt việc làm, bảo hiểm y tế`. */
export function dropCommonStart(texts: readonly string[]): string[] {
  const starts = ['thiếu hụt về ', 'thiếu hụt ', 'deprived in ', 'deprived by ']
  return texts.map(t => t.slice(starts.find(s => t.startsWith(s))?.length ?? 0))
}
