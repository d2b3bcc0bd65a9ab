import { type Range, type RateRange, TRUE, type Value } from '../evaluate/index.ts'
import { formatDay } from '../language/days.ts'
import { formatFraction } from '../language/fraction.ts'
import type { FactBook } from '../language/law.ts'
import type { Type } from '../language/types.ts'

/** A value as the law files write it; an undecided category as its possible words in order of the alphabet. */
export function formatValue(type: Type, value: Value, facts: FactBook): string {
  switch (type.t) {
    case 'bool':
      return value === TRUE ? 'true' : 'false'
    case 'category': {
      const words = (facts.categories.get(type.of)?.words ?? []).filter(
        (_, i) => ((value as number) >> i) & 1,
      )
      return words.length === 1 ? (words[0] ?? '') : `one of ${words.sort().join(', ')}`
    }
    case 'rate':
      return formatFraction((value as RateRange).lo)
    case 'text':
      return String(value)
    case 'date':
      return formatDay(Number((value as Range).lo))
    case 'decimal': {
      const digits = String((value as Range).lo).padStart(type.places + 1, '0')
      return type.places === 0 ? digits : `${digits.slice(0, -type.places)}.${digits.slice(-type.places)}`
    }
    default:
      return String((value as Range).lo)
  }
}
