import type { Text2 } from '../../../engine/language/index.ts'
import type { FactInfo, Plain } from './messages.ts'

export interface Choice {
  readonly value: Plain
  readonly label: Text2
}

const YES_NO: readonly Choice[] = [
  { value: true, label: { vi: 'Có', en: 'Yes' } },
  { value: false, label: { vi: 'Không', en: 'No' } },
]

/** Answers for texts that the law asks only in one way. */
const TEXTS: Readonly<Record<string, readonly Choice[]>> = {
  ethnicity: [
    { value: 'Kinh', label: { vi: 'Kinh', en: 'Kinh' } },
    { value: 'Khác', label: { vi: 'Dân tộc khác', en: 'Another' } },
  ],
  commune_code: [
    { value: '11914', label: { vi: 'Đặc khu Cát Hải', en: 'Special zone Cát Hải' } },
    { value: '11948', label: { vi: 'Đặc khu Bạch Long Vĩ', en: 'Special zone Bạch Long Vĩ' } },
    { value: '00000', label: { vi: 'Xã hoặc phường khác', en: 'Another commune or ward' } },
  ],
}

/** Answers to choose from; undefined where a number, a sum or a day is entered. */
export function choicesOf(fact: FactInfo): readonly Choice[] | undefined {
  if (fact.type === 'bool') return YES_NO
  if (fact.type === 'category') return fact.words.map(w => ({ value: w.word, label: w.label }))
  if (fact.type === 'text') return TEXTS[fact.name]
  return undefined
}

/** Why a typed number cannot be right; undefined where it can. */
export function faultOf(fact: FactInfo, value: Plain): 'too_low' | 'too_high' | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  const scaled = Number(value) * 10 ** fact.places
  if (fact.lowest !== null && scaled < fact.lowest) return 'too_low'
  if (fact.highest !== null && scaled > fact.highest) return 'too_high'
  return undefined
}
