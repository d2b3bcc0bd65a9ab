import { isKnown, type Range, type RateRange, TRUE, type Value } from '../evaluate/index.ts'
import { type Fraction, formatFraction } from '../language/fraction.ts'
import type { FactBook, ParameterValue } from '../language/law.ts'
import type { Text2, Type } from '../language/types.ts'
import { both, day, decimal, digits, type Language, list, money, two } from './text.ts'

const UNKNOWN = two('chưa biết', 'unknown')

/** A value as people read it; a set of words that are still possible as `một trong …`; unknown as that. */
export function showValue(type: Type, value: Value, facts: FactBook): Text2 {
  if (type.t === 'category') {
    const category = facts.categories.get(type.of)
    const words = (category?.words ?? []).filter((_, i) => ((value as number) >> i) & 1)
    if (words.length === 0 || (words.length > 1 && words.length === category?.words.length)) return UNKNOWN
    return both(lang =>
      list(
        words.map(w => category?.labels[w]?.[lang] ?? w),
        lang,
        'or',
      ),
    )
  }
  if (!isKnown(value)) return UNKNOWN
  switch (type.t) {
    case 'bool':
      return value === TRUE ? two('có', 'yes') : two('không', 'no')
    case 'text':
      return two(String(value), String(value))
    case 'rate':
      return both(lang => rate((value as RateRange).lo, lang))
    default:
      return whole(type, (value as Range).lo)
  }
}

/** A whole number of a type with its unit. */
export function whole(type: Type, value: bigint): Text2 {
  switch (type.t) {
    case 'money':
      return both(lang => money(value, lang))
    case 'date':
      return two(day(value), day(value))
    case 'months':
      return two(`${value} tháng`, value === 1n ? '1 month' : `${value} months`)
    case 'decimal':
      return both(lang => decimal(value, type.places, lang))
    default:
      return both(lang => digits(value, lang))
  }
}

/** A rate as a percentage where that is exact to two places, else as a fraction: `4,5 %`, `1/3`. */
export function rate(value: Fraction, lang: Language): string {
  const hundredths = value.n * 10000n
  if (hundredths % value.d !== 0n) return formatFraction(value)
  const text = decimal(hundredths / value.d, 2, lang)
    .replace(/[.,]00$/, '')
    .replace(/([.,]\d)0$/, '$1')
  return lang === 'vi' ? `${text} %` : `${text}%`
}

/** A value written in the law. */
export function showWritten(type: Type, value: ParameterValue, facts: FactBook): Text2 {
  if (value === undefined) return two('chưa có', 'missing')
  if (Array.isArray(value)) {
    const words = value as readonly (number | string)[]
    const texts = words.map(w => (typeof w === 'number' ? word(type, w, facts) : two(w, w)))
    return both(lang => texts.map(t => t[lang]).join(', '))
  }
  if (typeof value === 'boolean') return value ? two('có', 'yes') : two('không', 'no')
  if (typeof value === 'bigint') return whole(type, value)
  if (typeof value === 'number') return word(type, value, facts)
  if (typeof value === 'string') return two(value, value)
  return both(lang => rate(value as Fraction, lang))
}

function word(type: Type, index: number, facts: FactBook): Text2 {
  const category = type.t === 'category' ? facts.categories.get(type.of) : undefined
  const name = category?.words[index] ?? String(index)
  return category?.labels[name] ?? two(name, name)
}
