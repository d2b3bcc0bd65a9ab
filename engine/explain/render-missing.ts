import type { MissingPart } from './explanation.ts'
import { type Language, list } from './text.ts'

/** What is missing, with whom to ask; empty where nothing is. */
export function renderMissing(missing: readonly MissingPart[], lang: Language): string {
  if (missing.length === 0) return ''
  const facts = missing.filter(m => m.kind === 'fact')
  const laws = missing.filter(m => m.kind === 'law')
  const ask = facts.map(m => {
    const of = m.person === null ? '' : lang === 'vi' ? ` của ${m.person}` : ` of ${m.person}`
    const whom = m.supplier ? (lang === 'vi' ? ` (hỏi ${m.supplier.vi})` : ` (ask ${m.supplier.en})`) : ''
    return `${m.label[lang]}${of}${whom}`
  })
  const parts: string[] = []
  if (ask.length > 0) parts.push(`${lang === 'vi' ? 'Còn thiếu: ' : 'Still missing: '}${list(ask, lang)}.`)
  if (laws.length > 0) {
    const names = list(
      laws.map(m => m.label[lang]),
      lang,
    )
    parts.push(lang === 'vi' ? `Chưa tra được trong văn bản: ${names}.` : `Not found in the acts: ${names}.`)
  }
  return parts.join('\n')
}
